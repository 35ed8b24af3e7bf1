"""Revisions that wait for a person's yes: what was changed, which verdicts turn, and accepting or leaving."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.audit.models import Entry
from laget.apps.audit.queries import entries_of, latest_of
from laget.apps.followup.actions.alarms import NoAlarm, accept_alarm, leave_alarm
from laget.apps.followup.actions.refreshes import NoReason
from laget.apps.followup.permissions import ACCEPT_REVISION
from laget.apps.followup.queries.statistics import waiting_alarms
from laget.apps.strategy.queries import decided_in, version_in_force
from laget.core.areas import area
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import Change, Revision
from laget.core.series import TOTAL
from laget.core.strategy.document import Indicator, StrategyDocument, said
from laget.core.words.numbers import number, unit
from laget.core.words.said import Refusal
from laget.core.words.sentences import GRAMMARS
from laget.pages.statistics.candidate import document_to_be
from laget.ui.templatetags.laget import language

SHOWN = 40  # changed cells that are shown of one alarm, the large ones first
DETAILS = 6  # decimals that a change may need to be seen


@dataclass(frozen=True, slots=True)
class Cell:
    """One changed figure, as it is read."""

    place: str
    period: str
    old: str
    new: str
    is_large: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A target whose answers turn, before and after."""

    title: str
    was: Reach
    now: Reach
    travel_was: Travel
    travel_now: Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One revision that waits."""

    name: str
    indicator: str
    title: str
    unit: str
    cells: tuple[Cell, ...]
    total: int
    large: int
    up: int
    down: int
    gone: int
    turns: tuple[Turn, ...]
    left: Entry | None


@require_safe
def alarms(request: HttpRequest, region: str) -> HttpResponse:
    """Show the revisions that wait, and what was decided of earlier ones."""
    organisation = organisation_at(region)
    require(request.user, organisation, ACCEPT_REVISION)
    context = {"organisation": organisation, "section": "statistics"}
    try:
        waiting = waiting_alarms(organisation)
    except Refusal as refusal:
        return render(request, "pages/statistics/alarms.html", context | {"fault": refusal.said})
    decided = entries_of(organisation, actions=["accept_alarm", "leave_alarm"], most=20)
    return render(
        request,
        "pages/statistics/alarms.html",
        context | {"alarms": _alarms(organisation, waiting), "decided": decided},
    )


@require_POST
def decide(request: HttpRequest, region: str, alarm: str) -> HttpResponse:
    """Accept one, or keep why it is left."""
    organisation = organisation_at(region)
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("do") == "accept":
            accept_alarm(organisation, actor=request.user, alarm=alarm, reason=reason)
            messages.success(request, gettext("The new figures are accepted."))
        else:
            leave_alarm(organisation, actor=request.user, alarm=alarm, reason=reason)
            messages.success(request, gettext("The revision is left; it goes on stopping an edition."))
    except (NoReason, NoAlarm) as refused:
        messages.error(request, refused.said.to(language()))
    return redirect("alarms", region)


def _alarms(organisation: Organisation, waiting: Sequence[Revision]) -> list[Alarm]:
    document = document_to_be(organisation)
    return [_alarm(organisation, document, one) for one in waiting if one.alarm is not None]


def _alarm(organisation: Organisation, document: StrategyDocument, revision: Revision) -> Alarm:
    known = {one.id: one for one in document.indicators}
    indicator = known.get(revision.indicator)
    version = version_in_force(organisation)
    told_of = decided_in(version) if version is not None else {}
    cells = sorted(revision.changes, key=lambda one: not one.large)
    both = [(one.old, one.new) for one in revision.changes if one.old is not None and one.new is not None]
    return Alarm(
        name=revision.alarm or "",
        indicator=revision.indicator,
        title=said(indicator.title).to(language()) if indicator is not None else revision.indicator,
        unit=unit(indicator.unit).to(language()) if indicator is not None else "",
        cells=tuple(_cell(one, indicator) for one in cells[:SHOWN]),
        total=len(cells),
        large=sum(one.large for one in cells),
        up=sum(new > old for old, new in both),
        down=sum(new < old for old, new in both),
        gone=sum(one.new is None for one in revision.changes),
        turns=tuple(
            Turn(
                title=told_of[one.target].aim.to(language()) if one.target in told_of else one.target,
                was=one.was,
                now=one.now,
                travel_was=one.travel_was,
                travel_now=one.travel_now,
            )
            for one in revision.flips
        ),
        left=latest_of(organisation, subject=f"alarm:{revision.alarm}"),
    )


def _cell(change: Change, indicator: Indicator | None) -> Cell:
    grammar = GRAMMARS[language()]
    place = grammar.place(area(change.area))
    name = f"{place[0].upper()}{place[1:]}"
    if change.group != TOTAL:
        name = f"{name}, {grammar.group(change.group)}"
    decimals = indicator.shown_decimals if indicator is not None else 1
    while decimals < DETAILS and _shown(change.old, decimals) == _shown(change.new, decimals):
        decimals += 1  # a change that rounding would hide
    return Cell(name, change.period, _shown(change.old, decimals), _shown(change.new, decimals), change.large)


def _shown(value: float | None, decimals: int) -> str:
    return "–" if value is None else number(value, decimals=decimals, language=language())
