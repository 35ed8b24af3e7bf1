"""What the publishers have to choose from, as fetched, searched by parts of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from laget.core.search import SPACE, asked_for, rank, searchable
from laget.core.units import swedish_key
from laget.data.catalogue.listings import last_year
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.sources import kolada
from laget.data.sources.kolada import Kolada, Kpi
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.listing import Summary
from laget.data.sources.pxweb.pxweb import Pxweb

MOST = 50  # offers that are shown of those that are found
OLD_YEARS = 2  # a table whose last period is longer ago than this comes after those that go on
KOLADA = "kolada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An indicator of Kolada's or a table that may be followed, in the publisher's own words.

    `subject` is Kolada's operating area or the table's subject; `latest` the last period that is out, or the
    next one to come; `ended` the last year of a series that has ended.
    """

    publisher: str
    id: str
    title: str
    description: str = ""
    subject: str = ""
    source: str = ""
    latest: str | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest offers, best first, and how many there are in all."""

    offers: tuple[Offer, ...]
    total: int


def found(
    query: str, *, publisher: str, folder: Path, environ: Mapping[str, str], today: date, most: int = MOST
) -> Found:
    """Return what a publisher has that holds every word of `query`, the words of the title first.

    The whole list is fetched once a day, and kept in `folder`, the store's. Raises Fault and UnfitSetting
    where the publisher cannot be asked.
    """
    asked = asked_for(query)
    if not asked:
        return Found((), 0)
    ranked = []
    for offer, text, title_length in _listed(publisher, folder, _settings(environ), today):
        places = [(text.find(SPACE + word) + 1, text.find(word) + 1) for word in asked]
        if all(anywhere for _, anywhere in places):
            old = offer.ended is not None
            ranked.append((old, rank(places, title_length=title_length), swedish_key(offer.title), offer))
    ranked.sort(key=lambda one: one[:3])
    return Found(tuple(one[-1] for one in ranked[:most]), len(ranked))


def offered(
    offer_id: str, *, publisher: str, folder: Path, environ: Mapping[str, str], today: date
) -> Offer | None:
    """Return one offer by its id, None where the publisher's list has no such; raises as `found`."""
    for offer, _, _ in _listed(publisher, folder, _settings(environ), today):
        if offer.id == offer_id:
            return offer
    return None


def _settings(environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in environ.items() if name.startswith("LAGET_")))


@lru_cache(maxsize=4)
def _listed(
    publisher: str, folder: Path, settings: tuple[tuple[str, str], ...], today: date
) -> Sequence[tuple[Offer, str, int]]:
    """Return every offer with its text as it is searched; each process reads the list once a day."""
    environ = dict(settings)
    with Client(folder=folder / "catalogue", limits=Limits.while_somebody_waits(environ)) as client:
        if publisher == KOLADA:
            source = Kolada(client, publisher=kolada.publisher(environ), today=today)
            offers = [_of_kpi(kpi, today=today) for kpi in source.catalogue().values()]
        else:
            tables = Pxweb(client, publisher=pxweb.publisher(publisher, environ))
            tables.configured()
            offers = [_of_table(table, publisher=publisher, today=today) for table in tables.all_tables()]
    return [
        (one, *searchable(f"{one.id} {one.title}", f"{one.subject} {one.source} {one.description}"))
        for one in offers
    ]


def _of_kpi(kpi: Kpi, *, today: date) -> Offer:
    ahead = kpi.publication_date is not None and kpi.publication_date > today.isoformat()
    return Offer(
        publisher=KOLADA,
        id=kpi.id,
        title=kpi.title,
        description=kpi.description or "",
        subject=kpi.operating_area or "",
        source=kpi.underlying,
        latest=None if ahead else kpi.publ_period,
        ended=kpi.ended,
    )


def _of_table(table: Summary, *, publisher: str, today: date) -> Offer:
    last = last_year(table)
    is_old = table.discontinued or (last is not None and last < today.year - OLD_YEARS)
    return Offer(
        publisher=publisher,
        id=table.id,
        title=table.label,
        description=", ".join(table.variables),
        subject=" – ".join(dict.fromkeys(step.label for path in table.paths[:1] for step in path)),
        source=table.source,
        latest=table.last_period,
        ended=last if is_old else None,
    )
