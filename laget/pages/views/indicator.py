"""An indicator's pages: what its figures say, where they come from, and the figures themselves."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.queries import figures_of, history_of, revised
from laget.apps.initiatives.queries import hoping, initiatives_seen_by
from laget.apps.mobilisation.queries import gathered_around
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.areas import area
from laget.core.charts.reading import Seen
from laget.core.followup.edition import Edition
from laget.core.followup.whatif import NotAsked
from laget.core.series import TOTAL, Figures
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.words.said import Refusal
from laget.core.words.sentences import GRAMMARS
from laget.pages.evidence import About, what_bears_on, with_gaps
from laget.pages.figures.asked import NotThere, choices, seen_of
from laget.pages.figures.charted import Ground, charts_of
from laget.pages.figures.origin import figures_in, states_of
from laget.pages.figures.targets import targets_of
from laget.pages.figures.whatif import (
    NotReckoned,
    QuestionForm,
    answered,
    drawing_of,
    sizes_of,
    subjects_of,
    suggested,
)
from laget.pages.forum.taken_up import taken_up
from laget.pages.horizon.touching import around
from laget.pages.initiatives.hopes import hopes_told
from laget.pages.standing import Standing, standing_of
from laget.pages.views.drawing import ALONE
from laget.renders.figures_csv import figures_csv
from laget.ui.templatetags.laget import language

DRAWINGS = {
    "bred": (True, False),
    "bred-mork": (True, True),
    "smal": (False, False),
    "smal-mork": (False, True),
}
log = logging.getLogger(__name__)


@require_safe
def indicator(request: HttpRequest, region: str, indicator_id: str) -> HttpResponse:
    """Show what an indicator says: its targets, years, groups and places, and where its figures come from."""
    organisation, standing, one = _found(region, indicator_id)
    context = _context(organisation, standing, one)
    context["about"] = _about(organisation, standing, one, viewer=request.user)
    context["around"] = around(organisation, viewer=request.user, address=f"indicator:{one.id}")
    addresses = with_gaps(f"indicator:{one.id}", standing.document if standing is not None else None)
    context["mobilisations"] = gathered_around(organisation, addresses, viewer=request.user)
    context["taken_up"] = taken_up(organisation, addresses, viewer=request.user, now=timezone.now())
    if standing is None:
        return render(request, "pages/indicator.html", context)
    context["targets"] = targets_of(standing, one, language=language())
    hoped = hoping(initiatives_seen_by(organisation, viewer=request.user), one.id).prefetch_related("hopes")
    context["hopes"] = hopes_told(hoped, standing, of=one.id)
    figures, context["fault"] = _figures(standing.edition, one)
    if figures is not None:
        try:
            seen = seen_of(request.GET.dict(), figures=figures, indicator=one, prefer=_prefer(standing, one))
        except NotThere as refusal:
            return render(request, "pages/not_there.html", context | {"said": refusal.said}, status=404)
        ground = Ground(standing.judgement.hash, standing.edition, figures, one, one.id)
        history = history_of(standing.edition, one)
        context |= {
            "seen": seen,
            "is_told": any(target.gap.verdict.area == seen.area.code for target in context["targets"]),
            "choices": choices(
                seen,
                figures=figures,
                indicator=one,
                county=standing.document.region.code,
                language=language(),
            ),
            "charts": charts_of(ground, seen=seen, language=language()),
            "record": history[-1].latest if history else None,
            "snapshot": history[-1] if history else None,
            "revision": next((r for r in standing.edition.revisions if r.indicator == one.id), None),
        }
    return render(request, "pages/indicator.html", context)


@require_safe
def provenance(request: HttpRequest, region: str, indicator_id: str) -> HttpResponse:
    """Show every fetch behind an indicator's figures, and what each figure looked at has been."""
    organisation, standing, one = _found(region, indicator_id)
    context = _context(organisation, standing, one)
    if standing is None:
        return render(request, "pages/provenance.html", context)
    figures, context["fault"] = _figures(standing.edition, one)
    if figures is not None:
        try:
            seen = seen_of(request.GET.dict(), figures=figures, indicator=one, prefer=_prefer(standing, one))
        except NotThere as refusal:
            return render(request, "pages/not_there.html", context | {"said": refusal.said}, status=404)
        history = history_of(standing.edition, one)
        changes, record = revised(history), history[-1].latest if history else None
        context |= {
            "seen": seen,
            "choices": choices(
                seen,
                figures=figures,
                indicator=one,
                county=standing.document.region.code,
                language=language(),
            ),
            "figures": figures_in(
                figures, one, seen=seen, history=history, revised=changes, language=language()
            ),
            "states": states_of(history, revised=changes, seen=seen),
            "record": record,
            "missing": [GRAMMARS[language()].place(area(code)) for code in record.missing] if record else [],
            "vintage": standing.edition.vintage,
            "whose": _whose(seen),
        }
    return render(request, "pages/provenance.html", context)


@require_safe
def what_if(request: HttpRequest, region: str, indicator_id: str) -> HttpResponse:
    """Show where an indicator would be led by another pace, a break or another level; nothing is kept."""
    organisation, standing, one = _found(region, indicator_id)
    context = _context(organisation, standing, one) | {"answer": None}
    figures = _figures(standing.edition, one)[0] if standing is not None else None
    if standing is None or figures is None:
        raise Http404
    try:
        subjects = subjects_of(standing.edition, figures, one)
    except NotReckoned as refusal:
        return render(request, "pages/what_if.html", context | {"said": refusal.said})
    asked = request.GET.dict()
    chosen = next((s for s in subjects if s.target and s.target.id == asked.get("mal")), subjects[0])
    form = QuestionForm(suggested(chosen) | asked, subjects=subjects, chosen=chosen)
    context |= {"form": form, "subject": chosen, "given": request.GET.urlencode()}
    if form.is_valid():
        try:
            answer = answered(figures, chosen, form.assumption, spoken=language())
        except NotAsked as refusal:
            return render(request, "pages/what_if.html", context | {"said": refusal.said})
        if asked.get("bild") in DRAWINGS:
            is_wide, is_dark = DRAWINGS[asked["bild"]]
            return HttpResponse(
                drawing_of(answer.chart, is_wide=is_wide, is_dark=is_dark),
                content_type="image/svg+xml; charset=utf-8",
                headers={"Content-Security-Policy": ALONE},
            )
        context |= {"answer": answer, "sizes": sizes_of(answer.chart), "asked": form.asked}
    return render(request, "pages/what_if.html", context, status=200 if form.is_valid() else 400)


@require_safe
def figures_file(request: HttpRequest, region: str, indicator_id: str) -> HttpResponse:  # noqa: ARG001
    """Give an indicator's figures as a file of commas."""
    _, standing, one = _found(region, indicator_id)
    figures = _figures(standing.edition, one)[0] if standing is not None else None
    if figures is None:
        raise Http404
    return HttpResponse(
        figures_csv(figures.table, indicator=one),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{one.id}.csv"'},
    )


def _found(region: str, indicator_id: str) -> tuple[Organisation, Standing | None, Indicator]:
    """Return an indicator of an organisation's strategy in force, and how it stands if it is judged.

    Raises Http404.
    """
    organisation = organisation_at(region)
    standing = standing_of(organisation)
    document = standing.document if standing is not None else _in_force(organisation)
    try:
        return organisation, standing, document.indicator(indicator_id)
    except KeyError:
        raise Http404 from None


def _in_force(organisation: Organisation) -> StrategyDocument:
    version = version_in_force(organisation)
    if version is None:
        raise Http404
    return document_of(version)


def _context(organisation: Organisation, standing: Standing | None, one: Indicator) -> dict[str, Any]:
    document = standing.document if standing is not None else _in_force(organisation)
    used = standing.edition.indicators.get(one.id) if standing is not None else None
    return {
        "organisation": organisation,
        "section": "indicator",
        "standing": standing,
        "indicator": one,
        "follows": [document.element(name) for name in one.follows],
        "ended": used.ended if used is not None else None,
    }


def _about(
    organisation: Organisation, standing: Standing | None, one: Indicator, *, viewer: Visitor
) -> About | None:
    """Return what bears on an indicator, or on a gap that is measured by it."""
    addresses = with_gaps(f"indicator:{one.id}", standing.document if standing is not None else None)
    return what_bears_on(organisation, addresses, viewer=viewer, today=timezone.localdate())


def _figures(edition: Edition, one: Indicator) -> tuple[Figures | None, bool]:
    """Return the figures (None where there are none), and whether the store could not give them."""
    try:
        figures = figures_of(edition, one)
    except Refusal as refusal:
        log.error("%s: %s", one.id, refusal.said.en)
        return None, True
    return (figures, False) if figures is not None and figures.areas(one.id) else (None, False)


def _whose(seen: Seen) -> str:
    """Return whose figures are looked at: "Hallands län, kvinnor"."""
    grammar = GRAMMARS[language()]
    place = grammar.place(seen.area)
    name = f"{place[0].upper()}{place[1:]}"
    return name if seen.group == TOTAL else f"{name}, {grammar.group(seen.group)}"


def _prefer(standing: Standing, one: Indicator) -> list[str]:
    """Return which area is shown where none is asked for: the county, else where the first target is."""
    targets = [standing.document.area_of(t) for t in standing.document.targets if t.indicator == one.id]
    return [standing.document.region.code, *targets]
