"""The pages where an initiative is written: new, changed, removed; a second editor loses nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by
from laget.apps.initiatives.actions import add_initiative, change_initiative, remove_initiative
from laget.apps.initiatives.forms import Sheet
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import described, whole
from laget.apps.kept import ChangedMeanwhile
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.areas import ALL, Kind
from laget.core.asked import whole_number
from laget.core.initiatives import Described, Unfitting
from laget.core.strategy.document import StrategyDocument, said
from laget.core.strategy.tree import level_word
from laget.core.units import swedish_key
from laget.pages.index import index
from laget.pages.views.sheets import written
from laget.ui.choices import Called
from laget.ui.templatetags.laget import language, told

FIRST_LEVELS = ("direction", "priority", "outcome")  # what an initiative most often serves


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for a new initiative, and keep it."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    return _write(request, organisation, user, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show an initiative with all its fields and rows, and keep what is written."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    return _write(request, organisation, user, initiative_of(organisation, slug))


def initiative_of(organisation: Organisation, slug: str) -> Initiative:
    """Return an organisation's initiative with its parts; raises Http404."""
    return get_object_or_404(whole(Initiative.objects.filter(organisation=organisation)), slug=slug)


def _write(
    request: HttpRequest, organisation: Organisation, user: User, row: Initiative | None
) -> HttpResponse:
    known = described(row) if row is not None else None
    sheet = Sheet(
        data=request.POST if request.method == "POST" else None,
        known=known,
        revision=row.revision if row is not None else None,
        more=request.POST.get("more", ""),
        **_choices(organisation, known),
    )

    def keep(revision: int) -> Initiative:
        if row is None:
            return add_initiative(organisation, actor=user, wanted=sheet.wanted)
        change_initiative(organisation, actor=user, initiative=row, wanted=sheet.wanted, revision=revision)
        return row

    return written(
        request,
        organisation,
        kind="initiative",
        section="initiatives",
        subject=f"initiative:{row.pk}" if row is not None else "",
        row=row,
        sheet=sheet,
        keep=keep,
        refusals=(Unfitting,),
        tell=lambda refused: sheet.tell(refused.faults, language()),
        differing=lambda: sheet.differing(described(initiative_of(organisation, row.slug))) if row else [],
        context={"areas": [one.name_sv for one in ALL if one.kind is not Kind.COUNTRY]},
    )


def _choices(organisation: Organisation, known: Described | None) -> dict[str, Any]:
    """Return the elements by level and the indicators to choose among, with what the row has already."""
    version = version_in_force(organisation)
    document = document_of(version) if version is not None else None
    elements = _elements(document) if document is not None else []
    indicators: list[tuple[str, str]] = [
        (one.id, Called.of(one.title)) for one in (document.indicators if document else ())
    ]
    there = {id_ for _, group in elements for id_, _ in group}
    gone = [(one, one) for one in (known.serves if known is not None else ()) if one not in there]
    if gone:
        elements.append((gettext("No longer in the strategy"), gone))
    ids = {id_ for id_, _ in indicators}
    indicators += [
        (one.indicator, one.indicator)
        for one in (known.hopes if known is not None else ())
        if one.indicator not in ids
    ]
    return {"elements": elements, "indicators": sorted(indicators, key=lambda one: swedish_key(one[1]))}


def _elements(document: StrategyDocument) -> list[tuple[str, list[tuple[str, str]]]]:
    levels = dict.fromkeys((*FIRST_LEVELS, *(one.level for one in document.elements)))
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for level in levels:
        group: list[tuple[str, str]] = [
            (one.id, Called.of(one.title)) for one in document.elements if one.level == level
        ]
        if group:
            found.append((told(level_word(document, level)), group))
    return found


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Say what goes with an initiative, and then remove it."""
    organisation, user = asked_by(request, region, WRITE_INITIATIVES)
    row = initiative_of(organisation, slug)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0
        try:
            remove_initiative(organisation, actor=user, initiative=row, revision=revision)
        except ChangedMeanwhile as refused:
            messages.error(request, told(refused.said))
            return redirect("initiative", region, slug)
        index(organisation)
        messages.success(request, gettext("Removed."))
        return redirect("initiatives", region)
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "initiative": row,
        "title": said(row.title),
        "today": timezone.localdate(),
    }
    return render(request, "pages/initiatives/remove.html", context)
