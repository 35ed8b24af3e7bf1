"""Reading figures: a strategy's snapshots in the store, and their rows as core judges them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import pyarrow as pa

from laget.core.canonical import canonical_json, sha256
from laget.core.followup.edition import Used
from laget.core.followup.revision import Change, State, changes
from laget.core.periods import period
from laget.core.series import FORECAST, Figures, Rule
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.strategy.source import statistic
from laget.core.words.said import Refusal, Said
from laget.data.snapshot import Key, Snapshot, Vintage
from laget.data.store import REFRESH, Store

READ = 48  # tables that a process holds ready, the last ones asked for
SOURCE_KEY = 12  # characters of the hash of a source that name its folder


class NotFetched(Refusal):
    """Indicators of the strategy have no figures in the store; `indicators` are their ids."""

    def __init__(self, indicators: Iterable[str]) -> None:
        self.indicators = tuple(indicators)
        listed = ", ".join(self.indicators)
        super().__init__(
            Said(
                sv=f"Det finns inga siffror för {listed}; hämta siffrorna först.",
                en=f"There are no figures for {listed}; fetch the figures first.",
            ),
            command=REFRESH,
        )


class NothingToJudge(Refusal):
    """There is not one figure of an outcome, so that no year can be judged."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                sv="Det finns inga siffror än, så inget kan bedömas.",
                en="There are no figures yet, so nothing can be judged.",
            )
        )


def key_of(document: StrategyDocument, indicator: Indicator) -> Key:
    """Return under which key the store keeps an indicator's figures.

    Another statistic under the same id has another key, so that it never looks like a revision. How a file is
    called and laid out, and which periods are asked for, is no part of what a statistic is.
    """
    source = sha256(canonical_json(statistic(indicator.source)))[:SOURCE_KEY]
    return Key(region=document.region.slug, indicator=indicator.id, source=source)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a follow-up rests on: for each indicator which snapshot, its rows, and the states before it.

    `before` are the rows that revisions are counted from, where they are another snapshot's; `lacking` are
    the indicators that have no figures.
    """

    used: Mapping[str, Used]
    tables: Mapping[str, pa.Table]
    before: Mapping[str, pa.Table]
    states: Mapping[str, Sequence[State]]
    lacking: tuple[str, ...] = ()


def basis_of(
    store: Store,
    document: StrategyDocument,
    *,
    vintage: Vintage | None = None,
    since: Mapping[str, str] | None = None,
) -> Basis:
    """Return what a follow-up at a vintage (the latest unless said) rests on.

    Revisions are counted from the snapshots in `since`, by indicator, else from the first in the store.
    Raises NotFetched where there is no figure at all, NotInStore, DamagedStore.
    """
    used: dict[str, Used] = {}
    states: dict[str, Sequence[State]] = {}
    lacking = []
    for indicator in document.indicators:
        chain = list(store.snapshots(key_of(document, indicator)))
        wanted = vintage.indicators.get(indicator.id) if vintage is not None else None
        if vintage is not None:
            while chain and chain[-1].hash != wanted:
                chain.pop()
        if not chain:
            lacking.append(indicator.id)
            continue
        start = (since or {}).get(indicator.id)
        hashes = [one.hash for one in chain]
        chain = chain[hashes.index(start) if start in hashes else 0 :]
        last = chain[-1]
        used[indicator.id] = Used(
            figures=last.hash,
            raw=last.record.raw,
            before=chain[0].hash if chain[0].hash != last.hash else None,
            missing=last.latest.missing,
            ended=last.latest.ended,
        )
        states[indicator.id] = [State(one.hash, store.table(one.hash), one.latest.missing) for one in chain]
    if lacking and not used:
        raise NotFetched(lacking)
    return Basis(
        used=used,
        tables={name: known[-1].table for name, known in states.items()},
        before={name: known[0].table for name, known in states.items() if len(known) > 1},
        states=states,
        lacking=tuple(lacking),
    )


def store_at(folder: Path) -> Store:
    """Return the store in a folder: what the site reads figures from."""
    return Store(folder)


def figures_at(folder: Path, hash_: str, *, indicator: Indicator) -> Figures:
    """Return the figures of one snapshot in the store in `folder`, which each process reads a while.

    Raises NotInStore, DamagedStore.
    """
    months, quarters = cast(Rule | None, indicator.months), cast(Rule | None, indicator.quarters)
    return _figures(folder, hash_, indicator.id, months, quarters)


def figures_in(table: pa.Table, *, indicator: Indicator) -> Figures:
    """Return figures that are in no store as core judges them."""
    months, quarters = cast(Rule | None, indicator.months), cast(Rule | None, indicator.quarters)
    return Figures(
        table,
        months={} if months is None else {indicator.id: months},
        quarters={} if quarters is None else {indicator.id: quarters},
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What the store has of an indicator: its last snapshot, and the last period any area has a figure of."""

    snapshot: Snapshot
    last_period: str | None


def held_at(folder: Path, document: StrategyDocument) -> Mapping[str, Held]:
    """Return what the store in `folder` has of a strategy, by indicator; what it lacks is left out.

    Raises DamagedStore.
    """
    store = Store(folder)
    found = {one.id: store.latest(key_of(document, one)) for one in document.indicators}
    latest = {name: snapshot for name, snapshot in found.items() if snapshot is not None}
    lasts = _last_periods(folder, tuple(sorted({one.hash for one in latest.values()})))
    return {name: Held(snapshot, lasts.get(name)) for name, snapshot in latest.items()}


@lru_cache(maxsize=8)
def _last_periods(folder: Path, hashes: tuple[str, ...]) -> Mapping[str, str]:
    lasts: dict[str, str] = {}
    for (name, _), span in Store(folder).coverage(hashes).items():
        if name not in lasts or period(lasts[name]) < period(span.last):
            lasts[name] = span.last
    return lasts


@lru_cache(maxsize=READ)
def _figures(folder: Path, hash_: str, name: str, months: Rule | None, quarters: Rule | None) -> Figures:
    return Figures(
        Store(folder).table(hash_),
        months={} if months is None else {name: months},
        quarters={} if quarters is None else {name: quarters},
    )


def history_at(folder: Path, document: StrategyDocument, *, indicator: Indicator) -> tuple[Snapshot, ...]:
    """Return every state that an indicator's figures have been in, oldest first; raises DamagedStore."""
    return Store(folder).snapshots(key_of(document, indicator))


@lru_cache(maxsize=READ)
def revised_between(folder: Path, before: str, after: str, *, missing: tuple[str, ...]) -> tuple[Change, ...]:
    """Return what old figures are others in one snapshot than in another before it.

    Raises NotInStore, DamagedStore.
    """
    store = Store(folder)
    return changes(store.table(before), store.table(after), missing=missing)


def last_year(basis: Basis) -> int:
    """Return the last year that any figure is an outcome of; raises NothingToJudge where there is none."""
    years = [
        period(time).last_year
        for table in basis.tables.values()
        for time, value, status in zip(
            *(table[name].to_pylist() for name in ("period", "value", "status")), strict=True
        )
        if value is not None and status != FORECAST
    ]
    if not years:
        raise NothingToJudge
    return max(years)
