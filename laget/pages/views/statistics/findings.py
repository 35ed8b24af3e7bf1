"""What preflight found, as a list of what to do: each is dealt with, or left with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.actions.refreshes import NoReason, decide_remark
from laget.apps.followup.models import Remark
from laget.apps.followup.permissions import REFRESH_FIGURES
from laget.apps.followup.queries.statistics import (
    documents_of,
    drafted_indicators,
    refresh_of,
    remark_at,
    remarks_of,
)
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Said
from laget.ui.templatetags.laget import language, told

# What to do about each kind of finding, and whether another indicator, the old one or a fetch helps.
TO_DO: Mapping[str, tuple[object, str]] = {
    "gone": (gettext_lazy("Follow another indicator in its place, and take this one away."), "another"),
    "ended": (
        gettext_lazy("Follow another indicator in its place, or let its targets end with it."),
        "another",
    ),
    "moved": (gettext_lazy("Look at the ones that go on, and follow one of them instead."), "another"),
    "stale": (gettext_lazy("Ask the publisher when new figures come, or follow something newer."), "another"),
    "without": (
        gettext_lazy("Change the target's area, or follow something that has figures there."),
        "edit",
    ),
    "behind": (gettext_lazy("Fetch the figures; if they are not there for the areas yet, wait."), "fetch"),
    "lacking": (
        gettext_lazy("Leave it if the areas are not needed, else change the indicator's areas."),
        "edit",
    ),
    "unit": (gettext_lazy("Look at the unit, and change it if it is wrong."), "edit"),
    "not_fetched": (gettext_lazy("Fetch the figures."), "fetch"),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One finding with what to do about it."""

    remark: Remark
    title: str
    found: tuple[str, ...]
    advice: object
    way: str
    address: str
    edited: str


@require_safe
def findings(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is to be done, then what has been decided."""
    organisation = organisation_at(region)
    require(request.user, organisation, REFRESH_FIGURES)
    document, _ = documents_of(organisation)
    drafted_ids = drafted_indicators(organisation)
    rows = [
        _to_do(one, organisation, document, in_draft=one.indicator in drafted_ids)
        for one in remarks_of(organisation)
    ]
    context = {
        "organisation": organisation,
        "section": "statistics",
        "open": [one for one in rows if one.remark.state == Remark.State.OPEN],
        "decided": [one for one in rows if one.remark.state != Remark.State.OPEN],
        "refresh": refresh_of(organisation),
    }
    return render(request, "pages/statistics/findings.html", context)


@require_POST
def decide(request: HttpRequest, region: str, key: int) -> HttpResponse:
    """Mark one finding as dealt with, leave it, or open it again."""
    organisation = organisation_at(region)
    word = request.POST.get("state", "")
    if word not in Remark.State.values:
        raise Http404
    require(request.user, organisation, REFRESH_FIGURES)
    try:
        decide_remark(
            organisation,
            actor=request.user,
            remark=remark_at(organisation, key),
            state=Remark.State(word),
            reason=request.POST.get("reason", ""),
        )
        messages.success(request, gettext("Saved."))
    except NoReason as refused:
        messages.error(request, refused.said.to(language()))
    answer = redirect("findings", region)
    answer["Location"] += f"#r{key}"
    return answer


def _to_do(
    remark: Remark, organisation: Organisation, document: StrategyDocument | None, *, in_draft: bool
) -> ToDo:
    known = {one.id: one for one in document.indicators} if document is not None else {}
    indicator = known.get(remark.indicator)
    advice, way = TO_DO.get(remark.kind, ("", "edit"))
    address = reverse("indicator", args=[organisation.slug, remark.indicator])
    edited = reverse("draft", args=[organisation.slug])
    if in_draft:
        edited = reverse("draft_part", args=[organisation.slug, "indikator", remark.indicator])
    return ToDo(
        remark=remark,
        title=told(indicator.title) if indicator is not None else remark.indicator,
        found=tuple(Said(sv=remark.sv, en=remark.en).to(language()).splitlines()),
        advice=advice,
        way=way,
        address=address,
        edited=edited,
    )
