"""What the publishers' own lists say of a strategy's indicators: still there, ended, out until when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial

from laget.core.periods import UnreadablePeriod, period
from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import KoladaSource, PxwebSource
from laget.core.strategy.values import said
from laget.core.words.said import Refusal, Said
from laget.data.http import Client, Fault, Gone
from laget.data.limits import UnfitSetting
from laget.data.sources import kolada
from laget.data.sources.kolada import ENDED, Kolada, Kpi
from laget.data.sources.pxweb import pxweb
from laget.data.sources.pxweb.listing import Summary
from laget.data.sources.pxweb.pxweb import Pxweb

MOST_SIMILAR = 3
ALIKE = 0.75  # of difflib's ratio: enough to show a person, never enough to choose by itself
OLD_YEARS = 2  # a table whose last period is so long ago may have been followed by another


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator or a table by its id and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An indicator's figures as the publisher's own list has them; periods and days as it writes them.

    `ended` is the last year of a series that the publisher says has ended. `last_period` is out, and
    `next_period` comes out on `next_publication`, where the publisher tells. `similar` are others by title,
    for a person to choose from where the figures have ended or are old.
    """

    publisher: str
    entry: Entry
    ended: int | None = None
    last_period: str | None = None
    next_period: str | None = None
    next_publication: str | None = None
    updated: str | None = None
    similar: tuple[Entry, ...] = ()


class Unlisted(Refusal):
    """The publisher does not have the figures, or no longer."""


def listings(
    indicators: Sequence[Indicator], *, client: Client, environ: Mapping[str, str], today: date
) -> Iterator[tuple[str, Listed | Refusal]]:
    """Yield the id of each indicator that is not a file's, with what its publisher's list says of it.

    Unlisted says that it is gone; any other Refusal that the publisher could not be asked.
    """
    in_kolada: dict[str, KoladaSource] = {}
    in_tables: dict[str, dict[str, PxwebSource]] = {}
    for one in indicators:
        match one.source:
            case KoladaSource() as source:
                in_kolada[one.id] = source
            case PxwebSource() as source:
                in_tables.setdefault(source.publisher, {})[one.id] = source
    titles = {one.id: said(one.title).sv for one in indicators}
    if in_kolada:
        kpis = _catalogue(client, environ, today=today)
        for name, source in in_kolada.items():
            yield (
                name,
                kpis
                if isinstance(kpis, Refusal)
                else _kpi(source.kpi, kpis, title=titles[name], today=today),
            )
    for publisher, asked in in_tables.items():
        tables = _tables(publisher, [source.table for source in asked.values()], client, environ, today=today)
        for name, source in asked.items():
            yield name, tables[source.table]


def _catalogue(client: Client, environ: Mapping[str, str], *, today: date) -> dict[str, Kpi] | Refusal:
    try:
        return Kolada(client, publisher=kolada.publisher(environ), today=today).catalogue()
    except (Fault, UnfitSetting) as refusal:
        return refusal


def _kpi(wanted: str, kpis: Mapping[str, Kpi], *, title: str, today: date) -> Listed | Unlisted:
    kpi = kpis.get(wanted)
    living = {each.title: Entry(each.id, each.title) for each in kpis.values() if each.ended is None}
    if kpi is None:
        similar = _similar(title, living)
        return Unlisted(
            Said(
                f"Kolada har inget nyckeltal {wanted} (längre){_choices(similar, 'liknande titlar: ')}",
                f"Kolada has no indicator {wanted} (any more){_choices(similar, 'similar titles: ')}",
            )
        )
    ahead = kpi.publication_date is not None and kpi.publication_date > today.isoformat()
    return Listed(
        publisher="Kolada",
        entry=Entry(kpi.id, kpi.title),
        ended=kpi.ended,
        last_period=None if ahead else kpi.publ_period,
        next_period=kpi.publ_period if ahead else None,
        next_publication=kpi.publication_date if ahead else None,
        updated=kpi.updated(today),
        similar=_similar(ENDED.sub("", kpi.title), living) if kpi.ended is not None else (),
    )


def _tables(
    name: str, tables: Sequence[str], client: Client, environ: Mapping[str, str], *, today: date
) -> dict[str, Listed | Refusal]:
    try:
        source = Pxweb(client, publisher=pxweb.publisher(name, environ))
        source.configured()
    except (Fault, UnfitSetting) as refusal:
        return dict.fromkeys(tables, refusal)
    listed: dict[str, Listed | Refusal] = {}
    for table, outcome in client.side_by_side(
        {table: partial(_table, source, table, today=today) for table in tables}
    ):
        listed[table] = Unlisted(outcome.said) if isinstance(outcome, Gone) else outcome
    return listed


def _table(source: Pxweb, table: str, *, today: date) -> Listed:
    """Return a table as listed, with similar ones where it is old; raises Fault."""
    summary = source.summary(table)
    last = last_year(summary)
    old = summary.discontinued or (last is not None and last <= today.year - OLD_YEARS)
    similar: tuple[Entry, ...] = ()
    if old:
        stem = _stem(summary.label)
        later = [
            each for each in source.search(stem) if each.id != table and (last_year(each) or 0) > (last or 0)
        ]
        similar = _similar(stem, {_stem(each.label): Entry(each.id, each.label) for each in later})
    return Listed(
        publisher=source.publisher.name,
        entry=Entry(summary.id, summary.label),
        ended=last if summary.discontinued else None,
        last_period=summary.last_period,
        updated=summary.updated,
        similar=similar,
    )


def last_year(summary: Summary) -> int | None:
    """Return the year that a table's last period ends in, None where it cannot be read."""
    try:
        return period(summary.last_period or "").last_year
    except UnreadablePeriod:
        return None


def _stem(label: str) -> str:
    """Return a table's title without its years, and without what a search would take for an operator."""
    plain = re.split(r"[.,]?\s+(?:\w+\s+)?\d{4}", label)[0]
    return re.split(r'[-+!(){}\[\]^"~*?:\\/]', plain)[0].strip(" .,")


def _similar(title: str, others: Mapping[str, Entry]) -> tuple[Entry, ...]:
    folded = {other.casefold(): entry for other, entry in others.items()}
    close = get_close_matches(title.casefold(), folded, n=MOST_SIMILAR, cutoff=ALIKE)
    return tuple(folded[each] for each in close)


def _choices(similar: Sequence[Entry], lead: str) -> str:
    return f"; {lead}" + ", ".join(f"{each.id} {each.title}" for each in similar) if similar else ""
