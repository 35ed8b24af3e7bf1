"""Refresh: fetch what a strategy needs, look at it, and keep it; what fails leaves everything else whole."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial as with_arguments
from pathlib import Path
from queue import SimpleQueue

import pyarrow as pa

from laget.core.canonical import sha256
from laget.core.followup.revision import Change, changes
from laget.core.periods import period
from laget.core.strategy.document import FileSource, Indicator, StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.durable import CannotWrite
from laget.data.figures import key_of
from laget.data.http import Client
from laget.data.limits import Limits, number
from laget.data.lock import holder_name
from laget.data.partial import Partial
from laget.data.snapshot import Key, Snapshot, Vintage
from laget.data.sources.registry import sources
from laget.data.sources.source import Anew, Progress, Source, Tidy, Wanted, empty_answer
from laget.data.sources.tables.files import Files
from laget.data.sources.tables.successor import different_statistic
from laget.data.store import DamagedStore, NotInStore, Store, Writer, parquet_bytes
from laget.data.wanted import wanted

LOCK_WAIT = 60.0  # seconds for another writer, unless LAGET_LOCK_SECONDS says otherwise

Asked = tuple[Source, Sequence[Wanted]]
"""A source and what it is asked for."""


class NoFigures(Refusal):
    """A source has no figure at all for any of the areas an indicator is wanted for."""


class AnotherStatistic(Refusal):
    """A file holds another statistic under the old one's name."""


class Came(StrEnum):
    """What a refresh brought for one indicator."""

    NEW = "new"  # its first figures
    MORE = "more"  # figures where there were none, the old ones as they were
    REVISED = "revised"  # old figures have changed
    UNCHANGED = "unchanged"
    FAILED = "failed"  # nothing; what there was is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one indicator: its snapshot now (None: it has none), how it changed, or why not.

    `periods` are those that no area had a figure of before, in order.
    """

    indicator: str
    came: Came
    snapshot: Snapshot | None
    added: int = 0
    periods: tuple[str, ...] = ()
    revised: tuple[Change, ...] = ()
    fault: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh did, one outcome for each indicator in the order of the strategy.

    The vintage is of those that have figures (None: none has); `continued` is when the interrupted refresh
    began that was taken up.
    """

    outcomes: tuple[Outcome, ...]
    vintage: Vintage | None
    continued: datetime | None

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.came is Came.FAILED)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The indicators that have no figures at all."""
        return tuple(outcome.indicator for outcome in self.outcomes if outcome.snapshot is None)


def refresh(
    document: StrategyDocument, *, asked: Sequence[Asked], writer: Writer, at: datetime, progress: Progress
) -> Refreshed:
    """Ask each source for its share of the strategy, and keep each indicator as it comes.

    One that fails leaves the others and all earlier snapshots whole. What an interrupted refresh of the same
    region got is taken up and not asked for again. `at` is now; raises CannotWrite.
    """
    store = writer.store
    keys = {one.id: key_of(document, one) for one in document.indicators}
    files = {one.id: one.source.file for one in document.indicators if isinstance(one.source, FileSource)}
    faults: dict[str, Said] = {}
    with writer.partial(document.region.slug, at=at) as partial:
        left = {name for name, key in keys.items() if partial.begun.isdisjoint(store.fetched(key)[-1:])}
        rest = [(source, [one for one in wanted if one.indicator.id in left]) for source, wanted in asked]
        for name, came in _answers(rest, partial=partial, progress=progress):
            left.remove(name)
            try:
                tidy = _whole(came, before=_before(store, keys[name], came), file=files.get(name))
                writer.keep(keys[name], tidy, at=at)
            except CannotWrite:
                raise
            except Refusal as refusal:
                faults[name] = refusal.said
        if left:
            raise AssertionError(f"sources that do not answer for {sorted(left)}")
        outcomes = tuple(_outcome(store, key, fault=faults.get(name)) for name, key in keys.items())
        held = {one.indicator: one.snapshot.hash for one in outcomes if one.snapshot is not None}
        vintage = writer.keep_vintage(held, at=at) if held else None
        partial.done()
    return Refreshed(outcomes=outcomes, vintage=vintage, continued=min(partial.begun, default=None))


def _answers(
    asked: Sequence[Asked], *, partial: Partial, progress: Progress
) -> Iterator[tuple[str, Tidy | Refusal]]:
    """Yield what every source answers, as it comes: publishers are asked side by side."""
    came: SimpleQueue[tuple[str, Tidy | Refusal] | Future[None]] = SimpleQueue()
    calls = [(0, 0)] * len(asked)

    def told(number: int, done: int, planned: int) -> None:
        calls[number] = (done, planned)
        progress(sum(done for done, _ in calls), sum(planned for _, planned in calls))

    def fetch(number: int) -> None:
        source, wanted = asked[number]
        for answer in source.fetch(wanted, kept=partial, progress=with_arguments(told, number)):
            came.put(answer)

    busy = [number for number, (_, wanted) in enumerate(asked) if wanted]
    pool = ThreadPoolExecutor(max_workers=max(1, len(busy)))
    try:
        for number in busy:
            pool.submit(fetch, number).add_done_callback(came.put)
        ended = 0
        while ended < len(busy):
            item = came.get()
            if isinstance(item, Future):
                ended += 1
                item.result()
            else:
                yield item
    finally:
        pool.shutdown(wait=False)  # where we are broken off, whoever owns the client stops it


def _before(store: Store, key: Key, came: Tidy | Refusal) -> pa.Table | None:
    """Return the figures there were, None where there were none; raises DamagedStore.

    Damaged figures that have come again as they were are none: they are about to be whole again.
    """
    earlier = store.latest(key)
    if earlier is None or isinstance(came, Refusal):
        return None
    try:
        return store.table(earlier.hash)
    except (DamagedStore, NotInStore):
        if sha256(parquet_bytes(came.table)) == earlier.hash:
            return None
        raise


def _whole(came: Tidy | Refusal, *, before: pa.Table | None, file: str | None) -> Tidy:
    """Return what came where it can follow what there was; raises the Refusal that says why not."""
    if isinstance(came, Refusal):
        raise came
    had = _areas(before) if before is not None else ()
    if not _areas(came.table):
        came = replace(came, silent=tuple(had))
        if not had:
            raise NoFigures(
                Said(
                    sv=f"{came.publisher} har inga siffror för något av områdena; ändra areas eller källan",
                    en=f"{came.publisher} has no figures for any of the areas; change areas or the source",
                )
            )
    if fault := empty_answer(came, had=had):
        raise fault
    if before is not None and file is not None and (why := different_statistic(before, came.table)):
        raise AnotherStatistic(Said(sv=f"{file}: {why.sv}", en=f"{file}: {why.en}"))
    return came


def _areas(figures: pa.Table) -> list[str]:
    """Return the areas that have a figure."""
    return sorted({area for area, _, _ in _cells(figures)})


def _outcome(store: Store, key: Key, *, fault: Said | None) -> Outcome:
    """Return what became of an indicator by what stands in the store, whichever attempt put it there."""
    try:
        states = store.snapshots(key)
        last = states[-1] if states else None
        if fault is not None or last is None:
            return Outcome(indicator=key.indicator, came=Came.FAILED, snapshot=last, fault=fault)
        if len(last.fetched) > 1 or len(states) == 1:
            came = Came.UNCHANGED if len(last.fetched) > 1 else Came.NEW
            return Outcome(indicator=key.indicator, came=came, snapshot=last)
        old, new = store.table(states[-2].hash), store.table(last.hash)
    except (DamagedStore, NotInStore) as refusal:
        return Outcome(indicator=key.indicator, came=Came.FAILED, snapshot=None, fault=refusal.said)
    revised = changes(old, new, missing=last.latest.missing)
    added = len(_cells(new) - _cells(old)) - sum(change.old is None for change in revised)
    came = Came.REVISED if revised else Came.MORE if added else Came.UNCHANGED
    later = {time for _, time, _ in _cells(new)} - {time for _, time, _ in _cells(old)}
    return Outcome(
        indicator=key.indicator,
        came=came,
        snapshot=last,
        added=added,
        periods=tuple(sorted(later, key=lambda time: period(time).time)),
        revised=revised,
    )


def _cells(figures: pa.Table) -> set[tuple[str, str, str]]:
    """Return where there is a figure: area, period, group."""
    there = figures.filter(figures["value"].is_valid())
    return set(zip(*(there[name].to_pylist() for name in ("area", "period", "group")), strict=True))


def refresh_at(
    folder: Path,
    document: StrategyDocument,
    *,
    files: Path,
    environ: Mapping[str, str],
    at: datetime,
    progress: Progress,
) -> Refreshed:
    """Refresh a strategy into the store in `folder`, as `environ` says where publishers answer.

    `files` is the folder that the region's own files lie in; none outside it is read. Raises StoreBusy,
    CannotWrite, UnfitSetting.
    """
    store = Store(folder)
    with (
        _writing(store, environ, at=at, wait=LOCK_WAIT) as writer,
        Client(folder=folder / "catalogue", limits=Limits.from_environment(environ)) as client,
    ):
        asked = sources(wanted(document), files=Files(files), client=client, environ=environ, today=at.date())
        return refresh(document, asked=asked, writer=writer, at=at, progress=progress)


def fetched(
    document: StrategyDocument,
    indicator: Indicator,
    *,
    folder: Path,
    files: Path,
    environ: Mapping[str, str],
    today: date,
) -> Tidy:
    """Return an indicator's figures as they are now, kept nowhere: what is looked at before it is chosen.

    Raises the Refusal that says why there are none.
    """
    alone = document.model_copy(update={"indicators": (indicator,)})
    with Client(folder=folder / "catalogue", limits=Limits.while_somebody_waits(environ)) as client:
        ((source, share),) = sources(
            wanted(alone), files=Files(files), client=client, environ=environ, today=today
        )
        ((_, came),) = source.fetch(share, kept=Anew(), progress=lambda *_: None)
    return _whole(came, before=None, file=None)


def fetch_one(
    document: StrategyDocument,
    indicator: Indicator,
    *,
    folder: Path,
    files: Path,
    environ: Mapping[str, str],
    at: datetime,
) -> Snapshot:
    """Fetch one indicator of a strategy and keep it, whatever the others do; nobody is waited for.

    Raises the Refusal that says why there are no figures, StoreBusy, CannotWrite.
    """
    came = fetched(document, indicator, folder=folder, files=files, environ=environ, today=at.date())
    store, key = Store(folder), key_of(document, indicator)
    with _writing(store, environ, at=at, wait=1.0) as writer:
        file = indicator.source.file if isinstance(indicator.source, FileSource) else None
        return writer.keep(key, _whole(came, before=_before(store, key, came), file=file), at=at)


def _writing(
    store: Store, environ: Mapping[str, str], *, at: datetime, wait: float
) -> AbstractContextManager[Writer]:
    return store.writing(
        holder=holder_name(),
        since=at,
        wait=number(environ, "LAGET_LOCK_SECONDS", otherwise=wait, least=0, most=86_400),
        waiting=lambda _: None,
    )
