"""Reads: evidence and quotations as somebody may see them, what bears on what, the years there are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.evidence.models import Evidence, EvidenceTie, Quotation, QuotationTie
from laget.apps.evidence.permissions import SEE_EMBARGOED


def evidence_seen_by(
    organisation: Organisation, *, viewer: Visitor | None, today: date
) -> QuerySet[Evidence]:
    """Return the evidence that somebody may see on a day; None is everybody."""
    rows = Evidence.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, SEE_EMBARGOED):
        return rows
    return rows.filter(Q(embargo=None) | Q(embargo__lte=today), public=True)


def evidence_at(organisation: Organisation, slug: str, *, viewer: Visitor | None, today: date) -> Evidence:
    """Return a piece of evidence with its file, ties and quotations; raises Http404.

    What may not be seen is not there: whoever asks is told the same of both.
    """
    rows = evidence_seen_by(organisation, viewer=viewer, today=today).select_related("file")
    found = rows.prefetch_related("ties", "quotations__ties").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def about(rows: QuerySet[Evidence], addresses: Collection[str]) -> QuerySet[Evidence]:
    """Return those of some evidence that bear on any of these addresses, or are quoted on one."""
    return rows.filter(
        Q(pk__in=EvidenceTie.objects.filter(address__in=addresses).values("evidence"))
        | Q(pk__in=QuotationTie.objects.filter(address__in=addresses).values("quotation__evidence"))
    )


def with_young_voices(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Return those of some evidence in which somebody young is quoted."""
    return rows.filter(pk__in=Quotation.objects.filter(young=True).values("evidence"))


def quotations_about(rows: QuerySet[Evidence], addresses: Collection[str]) -> QuerySet[Quotation]:
    """Return what is quoted from some evidence on any of these addresses, the young first.

    What evidence bears on its quotations bear on too, and each on what is its own beside.
    """
    tied = Q(evidence__in=EvidenceTie.objects.filter(address__in=addresses).values("evidence"))
    tied |= Q(pk__in=QuotationTie.objects.filter(address__in=addresses).values("quotation"))
    found = Quotation.objects.filter(tied, evidence__in=rows).select_related("evidence")
    return found.order_by("-young", "-evidence__year", "-evidence__pk", "place", "pk")


def by_kind_of_address(rows: QuerySet[Evidence], beginning: str) -> dict[str, list[Evidence]]:
    """Return what of some evidence bears on each address that begins so, newest first."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    borne = Q(ties__address__startswith=beginning) | Q(quotations__ties__address__startswith=beginning)
    for one in rows.filter(borne).distinct().prefetch_related("ties", "quotations__ties"):
        for address in sorted(addresses_of(one)):
            if address.startswith(beginning):
                found[address].append(one)
    return dict(found)


def addresses_of(evidence: Evidence) -> set[str]:
    """Return every address that a piece of evidence or a quotation of it bears on."""
    ties = {tie.address for tie in evidence.ties.all()}
    return ties | {tie.address for one in evidence.quotations.all() for tie in one.ties.all()}


def addresses_in(rows: QuerySet[Evidence]) -> set[str]:
    """Return every address that any of some evidence or its quotations bears on."""
    own = EvidenceTie.objects.filter(evidence__in=rows).values_list("address", flat=True)
    quoted = QuotationTie.objects.filter(quotation__evidence__in=rows).values_list("address", flat=True)
    return {*own, *quoted}


def years_of(rows: QuerySet[Evidence]) -> list[int]:
    """Return the years of some evidence, the last first."""
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)


def whole(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Return some evidence with its quotations, in as many questions for one as for many."""
    return rows.prefetch_related(Prefetch("quotations", queryset=Quotation.objects.order_by("place", "pk")))
