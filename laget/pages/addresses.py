"""Addresses `kind:id`: what each is called and where it is read, for somebody who may see it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.followup.models import Edition
from laget.apps.forum.models import Session, Version
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import events_seen_by
from laget.apps.horizon.queries import signals_seen_by
from laget.apps.households.queries import households_seen_by
from laget.apps.initiatives.queries import initiatives_seen_by
from laget.apps.kept import Kept
from laget.apps.mobilisation.queries import mobilisations_seen_by, platforms_seen_by
from laget.apps.strategy.models import Element
from laget.apps.strategy.queries import document_of, version_in_force, versions_of
from laget.core.strategy.document import StrategyDocument, said
from laget.core.units import swedish_key
from laget.core.words.days import day_in_words
from laget.core.words.decided import decided
from laget.core.words.said import Said
from laget.ui.choices import Called

Ids = Collection[str] | None
"""The ids that are asked for; None asks for all there are."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an address leads to: its kind, what it is called, and its page; some have none of their own."""

    address: str
    kind: str
    title: Said
    url: str

    @property
    def id(self) -> str:
        """What stands after the colon."""
        return self.address.split(":", 1)[1]

    @property
    def word(self) -> str | Promise:
        """What its kind is called."""
        return KINDS[self.kind][0]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, of which organisation, and on which day: what may not be seen leads nowhere."""

    organisation: Organisation
    viewer: Visitor | None
    today: date

    @property
    def document(self) -> StrategyDocument | None:
        """The strategy in force."""
        version = version_in_force(self.organisation)
        return document_of(version) if version is not None else None

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of the organisation's pages."""
        return reverse(name, args=[self.organisation.slug, *args])


def named(
    organisation: Organisation, addresses: Iterable[str], *, viewer: Visitor | None, today: date
) -> dict[str, Named]:
    """Return what these addresses lead to for somebody; those that lead nowhere are missing."""
    asked: dict[str, set[str]] = {}
    for address in addresses:
        kind, _colon, id_ = address.partition(":")
        asked.setdefault(kind, set()).add(id_)
    asker = Asker(organisation, viewer, today)
    return {
        one.address: one
        for kind, ids in asked.items()
        if kind in KINDS
        for find in KINDS[kind][1]
        for one in find(asker, ids)
    }


def offered(
    organisation: Organisation, kinds: Iterable[str], *, viewer: Visitor | None, today: date
) -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """Return what can be pointed at, as the choices of a field: by kind, in the alphabet's order."""
    asker = Asker(organisation, viewer, today)
    found = []
    for kind in kinds:
        word, finds = KINDS[kind]
        known: dict[str, str] = {
            one.address: Called.of(one.title) for find in finds for one in find(asker, None)
        }
        if known:
            found.append((word, sorted(known.items(), key=lambda one: swedish_key(one[1]))))
    return found


def sources_of_appraisals(
    organisation: Organisation, viewer: Visitor | None
) -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """Return what an appraisal may rest on beside the strategy."""
    return offered(organisation, BESIDE, viewer=viewer, today=timezone.localdate())


def _elements(asker: Asker, ids: Ids) -> Iterator[Named]:
    """An element that a later version has left out is still called what it last was."""
    rows = Element.objects.filter(organisation=asker.organisation)
    if ids is None:
        document = asker.document
        rows = rows.filter(key__in=[one.id for one in document.elements] if document else [])
    else:
        rows = rows.filter(key__in=ids)
    for row in rows:
        title = Said(row.title, row.title_en or row.title)
        yield Named(f"element:{row.key}", "element", title, asker.url("element", row.key))


def _indicators(asker: Asker, ids: Ids) -> Iterator[Named]:
    document = asker.document
    for one in document.indicators if document else ():
        if ids is None or one.id in ids:
            yield Named(f"indicator:{one.id}", "indicator", said(one.title), asker.url("indicator", one.id))


def _targets(asker: Asker, ids: Ids) -> Iterator[Named]:
    document = asker.document
    for one in document.targets if document else ():
        if document is not None and (ids is None or one.id in ids):
            words = decided(one, document)
            sv, en = (
                f"{words.title.to(language)}, {words.place.to(language)}: {words.aim.to(language)}"
                for language in ("sv", "en")
            )
            yield Named(f"target:{one.id}", "target", Said(sv, en), asker.url("indicator", one.indicator))


def _practices(asker: Asker, ids: Ids) -> Iterator[Named]:
    document = asker.document
    for one in document.practices if document else ():
        if ids is None or one.id in ids:
            page = asker.url("element", one.about[0]) if one.about else asker.url("strategy")
            yield Named(f"practice:{one.id}", "practice", said(one.title), page)


def _document_signals(asker: Asker, ids: Ids) -> Iterator[Named]:
    """The strategy's own signals, read where they touch it."""
    document = asker.document
    for one in document.signals if document else ():
        if ids is None or one.id in ids:
            page = asker.url("element", one.touches[0]) if one.touches else asker.url("strategy")
            yield Named(f"signal:{one.id}", "signal", said(one.title), page)


def _versions(asker: Asker, ids: Ids) -> Iterator[Named]:
    """An adopted version of the strategy, by its number, with the day it was decided."""
    for one in versions_of(asker.organisation):
        if ids is None or str(one.number) in ids:
            day = day_in_words(one.decided or timezone.localdate(one.adopted_at))
            title = Said(f"Strategin, beslutad {day.sv}", f"The strategy, decided on {day.en}")
            yield Named(f"version:{one.number}", "version", title, asker.url("strategy_version", one.number))


def _editions(asker: Asker, ids: Ids) -> Iterator[Named]:
    years = Edition.objects.filter(organisation=asker.organisation)
    if ids is not None:
        years = years.filter(year__in=[int(one) for one in ids if one.isdigit() and len(one) == 4])
    for year in sorted(set(years.values_list("year", flat=True))):
        title = Said(f"Uppföljning {year}", f"Follow-up {year}")
        yield Named(f"edition:{year}", "edition", title, asker.url("edition", year))


def _appraisals(asker: Asker, ids: Ids) -> Iterator[Named]:
    """The appraisal of an element in a year's edition: `appraisal:2024.element`."""
    editions = {one.id: one for one in _editions(asker, None)}
    elements = {one.id: one for one in _elements(asker, None)}
    pairs = (
        [(year, element) for year in editions for element in elements]
        if ids is None
        else [tuple(one.split(".", 1)) for one in ids if "." in one]
    )
    for year, element in pairs:
        if year in editions and element in elements:
            title = elements[element].title
            yield Named(
                f"appraisal:{year}.{element}",
                "appraisal",
                Said(f"{title.sv} ({year})", f"{title.en} ({year})"),
                f"{editions[year].url}#{element}",
            )


def _rows(kind: str, seen_by: Callable[[Asker], QuerySet[Kept]], *, called: str = "title") -> "Find":
    def find(asker: Asker, ids: Ids) -> Iterator[Named]:
        rows = seen_by(asker)
        for row in rows if ids is None else rows.filter(slug__in=ids):
            title = str(getattr(row, called))
            yield Named(f"{kind}:{row.slug}", kind, Said(title, title), asker.url(kind, row.slug))

    return find


def _of(
    seen_by: Callable[..., QuerySet[Kept]],
) -> Callable[[Asker], QuerySet[Kept]]:
    return lambda asker: seen_by(asker.organisation, viewer=asker.viewer)


def _evidence(asker: Asker) -> QuerySet[Evidence]:
    return evidence_seen_by(asker.organisation, viewer=asker.viewer, today=asker.today)


def _sessions(asker: Asker, ids: Ids) -> Iterator[Named]:
    """An item of a programme: `session:event.item`; who edits none is told only of published ones."""
    seen = _of(events_seen_by)(asker)
    is_editor = asker.viewer is not None and may(asker.viewer, asker.organisation, EDIT_FORUM)
    rows = Session.objects.filter(event__in=seen.values("pk")).select_related("event")
    if ids is not None:
        rows = rows.filter(event__slug__in={one.partition(".")[0] for one in ids})
    versions = () if is_editor else Version.objects.filter(event__in=rows.values("event")).order_by("number")
    published = {one.event_id: one.document for one in versions}  # the latest of each event is last
    for row in rows:
        id_ = f"{row.event.slug}.{row.slug}"
        if (ids is None or id_ in ids) and (is_editor or str(row.uid) in published.get(row.event_id, "")):
            title = f"{row.title} ({row.event.title})" if ids is None else row.title
            yield Named(
                f"session:{id_}",
                "session",
                Said(title, title),
                asker.url("session", row.event.slug, row.slug),
            )


Find = Callable[[Asker, Ids], Iterator[Named]]
KINDS: dict[str, tuple[str | Promise, tuple[Find, ...]]] = {
    "version": (_("Adopted versions"), (_versions,)),
    "element": (_("In the strategy"), (_elements,)),
    "indicator": (_("Indicators"), (_indicators,)),
    "target": (_("Gaps"), (_targets,)),
    "appraisal": (_("Appraisals"), (_appraisals,)),
    "evidence": (_("Evidence"), (_rows("evidence", _evidence),)),
    "signal": (_("What happens around us"), (_document_signals, _rows("signal", _of(signals_seen_by)))),
    "initiative": (_("Initiatives"), (_rows("initiative", _of(initiatives_seen_by)),)),
    "mobilisation": (_("Gathering"), (_rows("mobilisation", _of(mobilisations_seen_by)),)),
    "platform": (_("Platforms"), (_rows("platform", _of(platforms_seen_by)),)),
    "household": (_("Households"), (_rows("household", _of(households_seen_by), called="name"),)),
    "practice": (_("How others work"), (_practices,)),
    "edition": (_("Follow-ups"), (_editions,)),
    "event": (_("Forum days"), (_rows("event", _of(events_seen_by)),)),
    "session": (_("Items of programmes"), (_sessions,)),
}
"""What each kind is called, and what finds those of it: of two that know an id the last is read."""
BESIDE = ("evidence", "initiative", "mobilisation", "signal")
"""What an appraisal may rest on that the strategy does not hold itself."""
