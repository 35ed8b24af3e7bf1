"""The help pages: long texts by language, beside them the real components and the region's own examples."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import personal_fields
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach, Travel
from laget.pages.help import NAMES, help_text
from laget.pages.region import region_of
from laget.pages.standing import Gap, standing_of
from laget.ui.templatetags.laget import language

ENOUGH_PEOPLE = 100  # that an example of a gap in people is worth telling
A_GOOD_WAY = 0.25  # of the way, gone and left, that an example of the rail is worth drawing


def contents(request: HttpRequest) -> HttpResponse:
    """Show the first help page, which leads to the others."""
    context = _context(request, NAMES[0])
    context["others"] = [help_text(name, language=language()) for name in NAMES[1:]]
    return render(request, "pages/help.html", context)


def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a help page."""
    if name not in NAMES[1:]:
        raise Http404(_("There is no such help page."))
    context = _context(request, name)
    organisation: Organisation | None = context["organisation"]
    match name:
        case "sa-fungerar-laget":
            context |= _examples(organisation)
        case "tillganglighet":
            version = version_in_force(organisation) if organisation is not None else None
            context["contact"] = document_of(version).strategy.contact if version is not None else None
        case "personuppgifter":
            context["personal_fields"] = personal_fields()
            context["backup_days"] = settings.BACKUP_DAYS
    return render(request, "pages/help.html", context)


def _context(request: HttpRequest, name: str) -> dict[str, Any]:
    organisation, text = region_of(request), help_text(name, language=language())
    return {
        "organisation": organisation,
        "controller": _controller(organisation),
        "text": text,
        "updated": text.updated,
    }


def _controller(organisation: Organisation | None) -> str:
    """Return who answers for what is processed: the region by its name where one is asked for."""
    if organisation is None:
        return _("Each region")
    return (organisation.name_en if language() == "en" else "") or organisation.name


def _examples(organisation: Organisation | None) -> dict[str, Any]:
    """Return the words with their shapes, and one of the region's own targets where it has any."""
    standing = standing_of(organisation) if organisation is not None else None
    gaps = standing.gaps(standing.edition.largest_gaps, language=language()) if standing is not None else []
    example = max(gaps, key=_worth, default=None)
    return {
        "reaches": list(Reach),
        "travels": list(Travel),
        "example": example,
        "methods": [(method, example.verdict.methods[method]) for method in METHODS]
        if example is not None and example.verdict.methods
        else [],
        "changed": next((gap for gap in gaps if gap.explained is not None), None),
    }


def _worth(gap: Gap) -> int:
    """Return how much there is to explain with a gap: above all one that moves the right way, too slowly."""
    verdict = gap.verdict
    people = verdict.gap.people if verdict.gap is not None else None
    left = verdict.gap.distance if verdict.gap is not None else 0.0
    come = 0.0  # the share of the way that has been gone
    if verdict.gap is not None and verdict.gap.base_value is not None and verdict.value is not None:
        gone = abs(verdict.value - verdict.gap.base_value)
        come = gone / (gone + abs(left)) if left else 1.0
    return sum(
        (
            3 * (verdict.reach is Reach.TOO_SLOW and verdict.travel is Travel.IMPROVING),
            2 * (gap.rail.done is not None and gap.rail.dots is not None),
            gap.rail.missing is not None,
            A_GOOD_WAY <= come <= 1 - A_GOOD_WAY,
            verdict.interval is not None and verdict.hit_rate is not None,
            people is not None and (people.count or 0) >= ENOUGH_PEOPLE and people.of == "people",
            verdict.methods_disagree,
        )
    )
