"""Evidence as it is read: the list with what it is asked for, a piece of it, and its file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.permissions import WRITE_EVIDENCE
from laget.apps.evidence.queries import (
    about,
    addresses_in,
    addresses_of,
    evidence_at,
    evidence_seen_by,
    whole,
    with_young_voices,
    years_of,
)
from laget.apps.media.views import attachment
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.asked import whole_number
from laget.core.strategy.document import StrategyDocument
from laget.pages.addresses import Named, named
from laget.pages.evidence import by_kind, in_order, perspectives, with_gaps
from laget.pages.forum.taken_up import taken_up

A_PAGE = 20
KIND_WORDS = {
    "rapport": Evidence.Kind.REPORT,
    "enkat": Evidence.Kind.SURVEY,
    "utvardering": Evidence.Kind.EVALUATION,
    "roster": Evidence.Kind.VOICES,
    "dialog": Evidence.Kind.DIALOGUE,
}
"""The word of each kind in the list's address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks the list for; what is empty is not asked for."""

    kind: str = ""
    year: int | None = None
    perspective: str = ""
    address: str = ""
    young: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether something is asked for."""
        return self != Asked()

    def of(self, rows: QuerySet[Evidence], document: StrategyDocument | None) -> QuerySet[Evidence]:
        """Return those of some evidence that are asked for."""
        if self.kind:
            rows = rows.filter(kind=KIND_WORDS[self.kind])
        if self.year is not None:
            rows = rows.filter(year=self.year)
        for address in (f"element:{self.perspective}" if self.perspective else "", self.address):
            rows = about(rows, with_gaps(address, document)) if address else rows
        return with_young_voices(rows) if self.young else rows


def _asked(query: QueryDict) -> Asked:
    """Return what an address asks the list for; raises Http404 of what there is not."""
    kind, year = query.get("slag", ""), query.get("ar", "")
    if (kind and kind not in KIND_WORDS) or (year and whole_number(year) is None):
        raise Http404(gettext("There is no such evidence to ask for."))
    return Asked(
        kind=kind,
        year=whole_number(year) if year else None,
        perspective=query.get("perspektiv", ""),
        address=query.get("ror", ""),
        young=bool(query.get("unga")),
    )


@require_safe
def evidence_list(request: HttpRequest, region: str) -> HttpResponse:
    """Show the evidence, newest first: of a kind, a year, a perspective, what it bears on, young voices."""
    organisation, today = organisation_at(region), timezone.localdate()
    asked = _asked(request.GET)
    seen = evidence_seen_by(organisation, viewer=request.user, today=today)
    version = version_in_force(organisation)
    document = document_of(version) if version is not None else None
    choices = _choices(organisation, document, seen, asked, viewer=request.user, today=today)
    page = Paginator(whole(asked.of(seen, document)), A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "organisation": organisation,
        "section": "evidence",
        "today": today,
        "asked": asked,
        "page": page,
        "is_quoting": asked.young or bool(asked.perspective),
        "may_write": may(request.user, organisation, WRITE_EVIDENCE),
        **choices,
    }
    return render(request, "pages/evidence/list.html", context)


def _choices(
    organisation: Organisation,
    document: StrategyDocument | None,
    seen: QuerySet[Evidence],
    asked: Asked,
    *,
    viewer: Visitor,
    today: date,
) -> dict[str, Any]:
    """Return what the list can be asked for; raises Http404 where it is asked for something else."""
    runs_through = perspectives(document)
    borne_on = addresses_in(seen) | ({asked.address} if asked.address else set())
    names = named(organisation, borne_on, viewer=viewer, today=today)
    if asked.perspective and asked.perspective not in {one.id for one in runs_through}:
        raise Http404(gettext("There is no such perspective in the strategy."))
    if asked.address and asked.address not in names:
        raise Http404(gettext("There is nothing of that name that evidence could bear on."))
    others = borne_on - {f"element:{one.id}" for one in runs_through if f"element:{one.id}" != asked.address}
    kinds = set(seen.order_by().values_list("kind", flat=True).distinct())
    return {
        "kinds": [(word, kind.label) for word, kind in KIND_WORDS.items() if kind in kinds],
        "years": years_of(seen),
        "perspectives": runs_through,
        "groups": by_kind(in_order(others, names)),
        "is_empty": not kinds,
    }


@require_safe
def evidence(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show what a piece of evidence says, whose it is, how it was made, in whose words, on what it bears."""
    organisation, today = organisation_at(region), timezone.localdate()
    shown = evidence_at(organisation, slug, viewer=request.user, today=today)
    names = named(organisation, addresses_of(shown), viewer=request.user, today=today)
    context = {
        "organisation": organisation,
        "section": "evidence",
        "today": today,
        "evidence": shown,
        "kind_word": next(word for word, kind in KIND_WORDS.items() if kind == shown.kind),
        "ties": _ties(shown, names),
        "quotations": [
            (one, in_order([tie.address for tie in one.ties.all()], names)) for one in shown.quotations.all()
        ],
        "taken_up": taken_up(organisation, [f"evidence:{slug}"], viewer=request.user, now=timezone.now()),
        "may_write": may(request.user, organisation, WRITE_EVIDENCE),
    }
    return render(request, "pages/evidence/evidence.html", context)


def _ties(shown: Evidence, names: dict[str, Named]) -> list[tuple[str | Promise, list[Named]]]:
    return by_kind(in_order([tie.address for tie in shown.ties.all()], names))


@require_safe
def evidence_file(request: HttpRequest, region: str, slug: str) -> HttpResponseBase:
    """Give the file of a piece of evidence as an attachment."""
    organisation, today = organisation_at(region), timezone.localdate()
    shown = evidence_at(organisation, slug, viewer=request.user, today=today)
    if shown.file is None:
        raise Http404
    return attachment(shown.file, is_open=shown.is_open(today))
