"""The store: raw answers and Parquet named by the hash of their bytes; the only door to DuckDB."""

import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ValidationError

from laget.core.canonical import canonical_bytes, sha256
from laget.core.followup.edition import vintage_hash
from laget.core.followup.revision import Revision
from laget.core.words.said import Refusal, Said
from laget.data.durable import make_folder, write_all, writing_to
from laget.data.lock import locked
from laget.data.partial import STAMP, Partial
from laget.data.snapshot import Acceptance, Fetch, Key, Snapshot, Vintage
from laget.data.sources.source import Tidy

COVERAGE = r"""
    with figures as (
        select *, regexp_extract(period, '(\d{4})([QM]?)(\d*)$', ['year', 'unit', 'part']) as ends
        from read_parquet(?)
        where value is not null and status <> 'forecast'
    )
    select indicator, area,
        arg_max(period, 12 * ends.year::int + coalesce(
            try_cast(ends.part as int) * case ends.unit when 'Q' then 3 else 1 end, 12)),
        list_sort(list(distinct ends.year::int))
    from figures
    group by indicator, area
"""
SHORT = 8  # characters of a hash that a person may write instead of the whole

Kept = TypeVar("Kept", bound=BaseModel)
REFRESH = "laget refresh"  # the command that fetches


class NotInStore(Refusal):
    """What is asked for is not kept here: says what is."""


class DamagedStore(Refusal):
    """A file no longer holds the bytes it was named for."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which periods have a figure: the last of them, and every year that one ends in, in order."""

    last: str
    years: tuple[int, ...]


def parquet_bytes(table: pa.Table) -> bytes:
    """Return `table` as Parquet: the same rows in the same order are the same bytes."""
    sink = io.BytesIO()
    plain = table.replace_schema_metadata(None).combine_chunks()
    pq.write_table(plain, sink, compression="zstd", version="2.6", store_schema=False, row_group_size=1 << 20)
    return sink.getvalue()


class Store:
    """What is kept under one folder. Reading needs no lock: what is written is never changed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    # Reading

    def snapshots(self, key: Key) -> tuple[Snapshot, ...]:
        """Return every state `key` has been in, oldest first; a state that came back stands twice."""
        found: dict[str, Fetch] = {}
        states = []
        for short, group in groupby(self._fetches(key), key=_short_hash):
            fetches = list(group)
            latest = self._read(fetches[-1], Fetch)
            if short not in found:
                found[short] = self._read(fetches[0], Fetch) if len(fetches) > 1 else latest
            states.append(
                Snapshot(
                    key=key,
                    hash=latest.hash,
                    fetched=tuple(map(_time, fetches)),
                    record=found[short],
                    latest=latest,
                )
            )
        return tuple(states)

    def fetched(self, key: Key) -> tuple[datetime, ...]:
        """Return every time `key` was fetched, in the order of the fetches."""
        return tuple(map(_time, self._fetches(key)))

    def latest(self, key: Key) -> Snapshot | None:
        """Return the last fetched state of `key`, or None where it has never been fetched."""
        states = self.snapshots(key)
        return states[-1] if states else None

    def table(self, name: str) -> pa.Table:
        """Return a snapshot's table, its bytes checked against its name; raises NotInStore, DamagedStore."""
        data = self._content(self._parquet(name), name=name)
        return pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)

    def coverage(self, names: Sequence[str]) -> Mapping[tuple[str, str], Coverage]:
        """Return what periods snapshots have a figure of any group for, by indicator and area.

        Only the columns needed are read, of all snapshots at once; bytes are not checked against their names.
        Raises DamagedStore where they cannot be read.
        """
        import duckdb  # here, since other commands shall not wait for it to load

        if not names:
            return {}
        files = [str(self._parquet(name)) for name in names]
        try:
            with duckdb.connect() as connection:
                found = connection.execute(COVERAGE, [files]).fetchall()
        except duckdb.Error:
            for said in self.damage(figures=names, raw=()):
                raise DamagedStore(said) from None
            raise
        return {(name, place): Coverage(last, tuple(years)) for name, place, last, years in found}

    def damage(self, *, figures: Iterable[str], raw: Iterable[str]) -> tuple[Said, ...]:
        """Read every byte of the named Parquet and raw files; say each that is missing or changed."""
        wanted = [(self._parquet(name), name) for name in figures]
        wanted += [(self.root / "raw" / name, name) for name in raw]
        said = []
        for path, name in wanted:
            try:
                self._content(path, name=name)
            except (NotInStore, DamagedStore) as refusal:
                said.append(refusal.said)
        return tuple(said)

    def vintages(self) -> tuple[Vintage, ...]:
        """Return every vintage kept, oldest label first."""
        kept = [self._read(path, Vintage) for path in (self.root / "vintages").glob("*.json")]
        return tuple(sorted(kept, key=lambda vintage: (vintage.at, vintage.hash)))

    def vintage(self, name: str) -> Vintage:
        """Return the vintage with this hash, or whose hash begins with these eight or more characters.

        Raises NotInStore where none or several do, and says which there are.
        """
        kept = self.vintages()
        found = [one for one in kept if len(name) >= SHORT and one.hash.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        listed = ", ".join(f"{one.hash[:SHORT]} ({one.at:%Y-%m-%d})" for one in (found or kept))
        if found:
            raise NotInStore(
                Said(
                    sv=f"Flera versioner av statistiken börjar med {name}; skriv fler tecken: {listed}.",
                    en=f"Several vintages begin with {name}; write more characters: {listed}.",
                )
            )
        raise NotInStore(
            Said(
                sv=f"Lagret {self.root} har ingen version av statistiken {name} (minst åtta tecken). "
                + (f"Där finns {listed}." if kept else "Där finns ingen; hämta siffrorna först."),
                en=f"The store {self.root} has no vintage {name} (at least eight characters). "
                + (f"It has {listed}." if kept else "It has none; fetch the figures first."),
            ),
            command="" if kept else REFRESH,
        )

    def has_vintage(self, name: str) -> bool:
        """Say whether the vintage with this whole hash is kept."""
        return (self.root / "vintages" / f"{name}.json").exists()

    def accepted(self) -> Mapping[str, Acceptance]:
        """Return the alarms somebody has said yes to, by alarm."""
        kept = (self._read(path, Acceptance) for path in sorted((self.root / "accepted").glob("*.json")))
        return {one.alarm: one for one in kept}

    def alarms(self) -> Mapping[str, Revision]:
        """Return every revision that has stopped a follow-up, by the alarm's name."""
        return {
            path.stem: self._read(path, Revision) for path in sorted((self.root / "alarms").glob("*.json"))
        }

    def _parquet(self, name: str) -> Path:
        return self.root / "figures" / f"{name}.parquet"

    def _folder(self, key: Key) -> Path:
        return self.root / "fetches" / key.region / f"{key.indicator}-{key.source}"

    def _fetches(self, key: Key) -> list[Path]:
        return sorted(self._folder(key).glob("[0-9]*-*Z-*.json"))

    def _content(self, path: Path, *, name: str) -> bytes:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise NotInStore(Said(sv=f"Filen {path} saknas.", en=f"The file {path} is missing.")) from None
        if sha256(data) != name:
            raise DamagedStore(
                Said(
                    sv=f"Filen {path} har ändrats sedan den skrevs; hämta tillbaka den ur en säkerhetskopia.",
                    en=f"The file {path} has changed since it was written; restore it from a backup.",
                )
            )
        return data

    def _read(self, path: Path, document: type[Kept]) -> Kept:
        try:
            return document.model_validate_json(path.read_bytes())
        except ValidationError:
            raise DamagedStore(
                Said(
                    sv=f"Filen {path} går inte att läsa; hämta tillbaka den ur en säkerhetskopia.",
                    en=f"The file {path} cannot be read; restore it from a backup.",
                )
            ) from None

    # Writing

    @contextmanager
    def writing(
        self, *, holder: str, since: datetime, wait: float, waiting: Callable[[Said], None]
    ) -> Iterator["Writer"]:
        """Hold the store's lock and return the one who may write; raises StoreBusy, CannotWrite.

        `holder` is the name others are told; another is waited for `wait` seconds, `waiting` told of it once.
        """
        with locked(self.root / "lock", holder=holder, since=since, wait=wait, waiting=waiting):
            incoming = self.root / "incoming"
            with writing_to(incoming):
                if incoming.exists():  # what a killed writer left half done; nobody reads it
                    shutil.rmtree(incoming)
                make_folder(incoming)
            yield Writer(self, incoming)


class Writer:
    """Who holds the store's lock. Each write is whole or not there, contents before what names them."""

    def __init__(self, store: Store, incoming: Path) -> None:
        self.store = store
        self._incoming = incoming

    def keep(self, key: Key, tidy: Tidy, *, at: datetime) -> Snapshot:
        """Keep an indicator as it came; the same figures again are the same snapshot with one more time.

        `at` is when this refresh began; what an interrupted one had asked for keeps the time of that.
        Raises CannotWrite: then nothing of it is in the store.
        """
        data = parquet_bytes(tidy.table)
        name = sha256(data)
        raw = {sha256(answer.body): answer.body for answer in tidy.answers}
        contents = {self.store.root / "raw" / sha: body for sha, body in raw.items()}
        earlier = self.store.latest(key)
        if earlier is not None and earlier.hash != name and self._same(earlier.hash, tidy.table):
            name = earlier.hash  # the same figures, encoded by another version of the library
        else:
            contents[self.store._parquet(name)] = data
        record = Fetch(
            region=key.region,
            indicator=key.indicator,
            source_key=key.source,
            hash=name,
            raw=tuple(raw),
            at=max((answer.kept_since or at for answer in tidy.answers), default=at),
            rows=tidy.table.num_rows,
            request=tidy.request,
            publisher=tidy.publisher,
            publisher_updated=tidy.publisher_updated,
            next_publication=tidy.next_publication,
            definition=tidy.definition,
            licence=tidy.licence,
            source=tidy.source,
            worked=tidy.worked,
            notes=tidy.notes,
            missing=tidy.missing,
            ended=tidy.ended,
        )
        number = len(self.store._fetches(key)) + 1
        stamp = record.at.astimezone(UTC).strftime(STAMP)
        self._write((path, data) for path, data in contents.items() if not _holds(path, data))
        path = self.store._folder(key) / f"{number:06d}-{stamp}-{name[:16]}.json"
        self._write([(path, canonical_bytes(record))])
        return self.store.snapshots(key)[-1]

    def keep_vintage(self, indicators: Mapping[str, str], *, at: datetime) -> Vintage:
        """Keep which snapshot (whole hash) each indicator stands at; a known vintage keeps its label."""
        vintage = Vintage(hash=vintage_hash(indicators.values()), at=at, indicators=dict(indicators))
        path = self.store.root / "vintages" / f"{vintage.hash}.json"
        if path.exists():
            return self.store._read(path, Vintage)
        self._write([(path, canonical_bytes(vintage))])
        return vintage

    def keep_alarms(self, revisions: Iterable[Revision]) -> None:
        """Keep what waits for a person's yes, so that it can be said yes to by its name alone."""
        paths = {self.store.root / "alarms" / f"{one.alarm}.json": one for one in revisions if one.alarm}
        self._write(
            (path, canonical_bytes(one))
            for path, one in paths.items()
            if not _holds(path, canonical_bytes(one))
        )

    def accept(self, acceptance: Acceptance) -> Acceptance:
        """Keep a person's yes to an alarm, and return the yes that stands: the first one given."""
        path = self.store.root / "accepted" / f"{acceptance.alarm}.json"
        if path.exists():
            return self.store._read(path, Acceptance)
        self._write([(path, canonical_bytes(acceptance))])
        return acceptance

    def partial(self, region: str, *, at: datetime) -> Partial:
        """Return the answers of this refresh, with those that an interrupted one of the same region left."""
        return Partial(self.store.root / "partial" / region, at=at, by_way_of=self._incoming)

    def _same(self, name: str, table: pa.Table) -> bool:
        return bool(self.store.table(name).equals(table))

    def _write(self, files: Iterable[tuple[Path, bytes]]) -> None:
        write_all(files, by_way_of=self._incoming)


def _short_hash(record: Path) -> str:
    return record.stem.rsplit("-", 1)[1]


def _time(record: Path) -> datetime:
    return datetime.strptime(record.stem.split("-")[1], STAMP).replace(tzinfo=UTC)


def _holds(path: Path, data: bytes) -> bool:
    """Say whether `path` holds `data` already; a file that was damaged does not, and is written again."""
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False
