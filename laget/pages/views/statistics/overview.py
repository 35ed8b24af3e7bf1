"""All figures at a glance: what is held of each, a fetch with its progress, and what came of the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.actions.refreshes import NothingToFetch, start_refresh
from laget.apps.followup.jobs import queue_refresh
from laget.apps.followup.models import Refresh, Remark
from laget.apps.followup.permissions import REFRESH_FIGURES
from laget.apps.followup.queries.statistics import Followed, followed_of, refresh_of, remarks_of
from laget.apps.strategy.queries import decided_in, version_in_force
from laget.core.followup.reach import Reach
from laget.core.units import swedish_key
from laget.core.words.said import Refusal, Said
from laget.ui.templatetags.laget import language, told


@dataclass(frozen=True, slots=True)
class Came:
    """An indicator that something is to be said of after a fetch."""

    id: str
    title: str
    added: int
    periods: str
    revised: int
    fault: Said | None
    is_drafted: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """A target whose verdict became another."""

    target: str
    title: str
    was: Reach
    now: Reach


@require_safe
def overview(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is held of each indicator, and the fetch under way or the last one."""
    organisation = organisation_at(region)
    require(request.user, organisation, REFRESH_FIGURES)
    return render(request, "pages/statistics/overview.html", _context(organisation))


@require_safe
def progress(request: HttpRequest, region: str) -> HttpResponse:
    """Show how far a fetch has come, and nothing else: what the page asks for while it is under way."""
    organisation = organisation_at(region)
    require(request.user, organisation, REFRESH_FIGURES)
    refresh = refresh_of(organisation)
    if refresh is not None and refresh.state in Refresh.OPEN:
        return render(
            request, "pages/statistics/progress.html", {"organisation": organisation, "refresh": refresh}
        )
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"  # the whole page is another now
    return answer


@require_POST
def refresh(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for all figures to be fetched."""
    organisation = organisation_at(region)
    try:
        queue_refresh(start_refresh(organisation, actor=request.user))
    except NothingToFetch as refused:
        messages.error(request, refused.said.to(language()))
    return redirect("statistics", region)


def _context(organisation: Organisation) -> dict[str, Any]:
    last, remarks = refresh_of(organisation), remarks_of(organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "section": "statistics",
        "refresh": last,
        "is_open": last is not None and last.state in Refresh.OPEN,
        "to_do": sum(one.state == Remark.State.OPEN for one in remarks),
    }
    try:
        rows = followed_of(organisation)
    except Refusal as refusal:
        return context | {"fault": refusal.said}
    rows.sort(key=lambda row: swedish_key(told(row.indicator.title)))
    context["rows"] = rows
    if last is not None and not context["is_open"]:
        context |= _outcome(organisation, last, rows)
    return context


def _outcome(organisation: Organisation, last: Refresh, rows: list[Followed]) -> dict[str, Any]:
    """Return what there is to tell of a fetch that has ended: only what is new, changed or failed."""
    outcome = last.outcome
    titles = {row.indicator.id: (told(row.indicator.title), row.is_drafted) for row in rows}
    came = [_came(one, titles) for one in outcome.get("indicators", [])]
    return {
        "told_fault": _said(outcome.get("fault")),
        "new": [one for one in came if one.added and not one.fault],
        "first": [_came(one, titles) for one in outcome.get("indicators", []) if one["came"] == "new"],
        "revised": [one for one in came if one.revised],
        "failed": _together([one for one in came if one.fault]),
        "asked": len(came),
        "turned": _turned(outcome.get("verdicts", []), organisation),
        "alarms": outcome.get("alarms", 0),
        "not_asked": [titles.get(one, (one, False))[0] for one in outcome.get("not_asked", [])],
    }


def _came(told_of: Mapping[str, Any], titles: Mapping[str, tuple[str, bool]]) -> Came:
    title, is_drafted = titles.get(told_of["indicator"], (told_of["indicator"], False))
    return Came(
        id=told_of["indicator"],
        title=title,
        added=told_of["added"],
        periods=", ".join(told_of["periods"][-6:]),
        revised=told_of["revised"],
        fault=_said(told_of["fault"]),
        is_drafted=is_drafted,
    )


def _together(failed: list[Came]) -> list[tuple[Said, list[Came]]]:
    """Return the faults, each with every indicator that it is of."""
    found: dict[Said, list[Came]] = {}
    for one in failed:
        if one.fault is not None:
            found.setdefault(one.fault, []).append(one)
    return [*found.items()]


def _turned(verdicts: list[dict[str, str]], organisation: Organisation) -> list[Turned]:
    version = version_in_force(organisation)
    told_of = decided_in(version) if version is not None else {}
    return [
        Turned(
            target=one["target"],
            title=f"{known.title.to(language())}: {known.aim.to(language())}",
            was=Reach(one["was"]),
            now=Reach(one["now"]),
        )
        for one in verdicts
        if (known := told_of.get(one["target"])) is not None
    ]


def _said(plain: Mapping[str, str] | None) -> Said | None:
    return Said(sv=plain["sv"], en=plain["en"]) if plain else None
