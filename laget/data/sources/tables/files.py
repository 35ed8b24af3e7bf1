"""The files beside a strategy as a source: each is read once and gives the indicators that name it."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from laget.core.series import FiguresRefused, RowFault
from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import FileSource
from laget.core.words.said import Refusal, Said
from laget.data.sources.source import Answer, Kept, Progress, Tidy, Wanted
from laget.data.sources.tables.grid import Grid, Unreadable
from laget.data.sources.tables.location import read_bytes
from laget.data.sources.tables.mapping import column_names, figures_of
from laget.data.sources.tables.text import read_text
from laget.data.sources.tables.workbook import OLE, ZIP, read_workbook

FAULTS_SAID = 20


class FileRefused(Refusal):
    """A file that gives no figures: where in it, and why; `faults` are those of its rows."""

    def __init__(self, file: str, *, why: Said | None = None, faults: Sequence[RowFault] = ()) -> None:
        sv = [f"{file}: {why.sv}"] if why is not None else []
        en = [f"{file}: {why.en}"] if why is not None else []
        sv += [f"{file}, rad {fault.row}, {fault.said.sv}" for fault in faults[:FAULTS_SAID]]
        en += [f"{file}, row {fault.row}, {fault.said.en}" for fault in faults[:FAULTS_SAID]]
        if len(faults) > FAULTS_SAID:
            sv.append(f"{file}: {len(faults)} fel i allt; här står de första {FAULTS_SAID}")
            en.append(f"{file}: {len(faults)} faults in all; here are the first {FAULTS_SAID}")
        super().__init__(Said(sv="\n".join(sv), en="\n".join(en)))
        self.file = file
        self.faults = tuple(faults)


def grid_of(data: bytes, *, sheet: str | None, header: int, names: Collection[str]) -> Grid:
    """Return the table in `data`, which tells by its first bytes what it is, whatever its name.

    `names` are columns that row `header` should hold: they tell a text file's delimiter. Raises Unreadable.
    """
    if data.startswith((*ZIP, OLE)):
        return read_workbook(data, sheet=sheet)
    return read_text(data, header=header, names=names)


class Files:
    """The source of every indicator whose figures lie in a file; makes no call and needs no network."""

    def __init__(self, folder: Path, *, root: Path | None = None) -> None:
        """Read files named from `folder`, the strategy's, and none outside `root` (`folder` unless said)."""
        self.folder = folder
        self.root = folder if root is None else root

    def fetch(
        self,
        wanted: Sequence[Wanted],
        *,
        kept: Kept,  # noqa: ARG002 - a file needs no continuation
        progress: Progress,
    ) -> Iterator[tuple[str, Tidy | Refusal]]:
        """Yield each indicator with its figures, or why the file gives none; see sources.source.Source."""
        by_file: dict[str, list[tuple[Wanted, FileSource]]] = {}
        for one in wanted:
            source = one.indicator.source
            if not isinstance(source, FileSource):
                raise TypeError(f"{one.indicator.id} does not come from a file")
            by_file.setdefault(source.file, []).append((one, source))
        done = 0
        for file, asked in by_file.items():
            opened = _File(file, folder=self.folder, root=self.root, asked=[source for _, source in asked])
            for one, source in asked:
                answer = opened.answer(one, source)
                done += 1
                progress(done, len(wanted))
                yield one.indicator.id, answer


class _File:
    """One file's bytes, read once, and its sheets as they are asked for."""

    def __init__(self, file: str, *, folder: Path, root: Path, asked: Sequence[FileSource]) -> None:
        self.file = file
        self.names = {
            source.header: frozenset[str]().union(
                *(column_names(other) for other in asked if other.header == source.header)
            )
            for source in asked
        }
        self.grids: dict[tuple[str | None, int], Grid] = {}
        self.data: bytes | Unreadable
        try:
            self.data = read_bytes(file, folder=folder, root=root)
        except Unreadable as refusal:
            self.data = refusal

    def answer(self, wanted: Wanted, source: FileSource) -> Tidy | FileRefused:
        """Return the indicator's figures as `source` maps them, or why there are none."""
        if isinstance(self.data, Unreadable):
            return FileRefused(self.file, why=self.data.said)
        try:
            grid = self._grid(self.data, source)
            table, notes = figures_of(grid, indicator=wanted.indicator, source=source)
        except FiguresRefused as refusal:
            return FileRefused(self.file, faults=refusal.faults)
        except Refusal as refusal:
            return FileRefused(self.file, why=refusal.said)
        there = set(table["area"].to_pylist())
        read_as = grid.read_as
        request = Said(sv=f"filen {self.file} ({read_as.sv})", en=f"file {self.file} ({read_as.en})")
        origin = _origin(source, indicator=wanted.indicator)
        return Tidy(
            table=table,
            answers=(Answer(request=request, body=self.data),),
            publisher=source.publisher or self.file,
            publisher_updated=source.published,
            licence=source.licence or "",
            source=origin,
            worked=Said(sv=f"{origin.sv}, egen bearbetning", en=f"{origin.en}, worked on by us"),
            notes=notes,
            missing=tuple(area for area in wanted.areas if area not in there),
        )

    def _grid(self, data: bytes, source: FileSource) -> Grid:
        key = source.sheet, source.header
        if key not in self.grids:
            names = self.names[source.header]
            self.grids[key] = grid_of(data, sheet=source.sheet, header=source.header, names=names)
        return self.grids[key]


def _origin(source: FileSource, *, indicator: Indicator) -> Said:
    """Return the source line: what the mapping says of publisher, title and address, else the file's name."""
    said = ", ".join(part for part in (source.publisher or source.file, source.title, source.address) if part)
    if indicator.invented:
        return Said(sv=f"Påhittade siffror ({said})", en=f"Invented figures ({said})")
    return Said(sv=f"Källa: {said}", en=f"Source: {said}")
