"""A region's own files of figures: kept in a folder of its own, and looked into before columns are chosen."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from laget.core.canonical import sha256
from laget.core.words.said import Refusal, Said
from laget.data.durable import write_whole
from laget.data.sources.tables.files import grid_of
from laget.data.sources.tables.grid import Row, Unreadable, text_of
from laget.data.sources.tables.location import read_bytes
from laget.data.sources.tables.workbook import OLE, ZIP, sheet_names

MOST_MEGABYTES = 10
HEADER_WITHIN = 30  # rows that a header is looked for in
SAMPLE = 64_000  # bytes of a text that its header is looked for in
SHOWN = 8  # rows that are shown below the header
SUFFIXES = (".csv", ".xlsx")


class UnfitFile(Refusal):
    """A file that is no table of figures, or too large."""


@dataclass(frozen=True, slots=True)
class RegionFile:
    """A file that is kept: its name, size in bytes, and when it was put there."""

    name: str
    size: int
    at: datetime

    @property
    def kilobytes(self) -> float:
        """Its size in thousands of bytes."""
        return self.size / 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file that was sent: its name here, its SHA-256, and whether its bytes are new."""

    name: str
    sha256: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The beginning of a file: its sheets (none of a text file), its columns and the rows below them."""

    name: str
    sheets: tuple[str, ...]
    sheet: str | None
    header: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    read_as: Said


def kept_files(folder: Path) -> tuple[RegionFile, ...]:
    """Return the files in a region's folder, by name."""
    if not folder.is_dir():
        return ()
    found = [(path, path.stat()) for path in folder.iterdir() if path.suffix in SUFFIXES]
    files = [
        RegionFile(path.name, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
        for path, stat in found
    ]
    return tuple(sorted(files, key=lambda one: one.name))


def keep_file(folder: Path, *, name: str, data: bytes) -> Kept:
    """Keep a table in a region's folder; returns what became of it.

    What it is is told by its bytes, whatever its name says. A file of the same name is replaced: figures that
    were read from it stay in the store; one of the same bytes is left as it lies.
    Raises UnfitFile, Unreadable, CannotWrite.
    """
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise UnfitFile(
            Said(
                f"Filen är större än {MOST_MEGABYTES} MB; ta bort blad och kolumner som inte används.",
                f"The file is larger than {MOST_MEGABYTES} MB; remove sheets and columns that are not used.",
            )
        )
    if not data.strip():
        raise UnfitFile(Said("Filen är tom.", "The file is empty."))
    if b"\0" in data[:4096] and not data.startswith((*ZIP, OLE)):
        raise UnfitFile(
            Said(
                "Filen är varken CSV eller XLSX; spara tabellen som ett av dem.",
                "The file is neither CSV nor XLSX; save the table as one of them.",
            )
        )
    grid_of(data, sheet=None, header=1, names=())
    suffix = ".xlsx" if data.startswith((*ZIP, OLE)) else ".csv"
    kept = Kept(_plain_name(name) + suffix, sha256(data), is_new=True)
    if _lies_in(folder, kept):
        return replace(kept, is_new=False)
    write_whole(folder / kept.name, data)
    return kept


def _lies_in(folder: Path, kept: Kept) -> bool:
    path = folder / kept.name
    return path.is_file() and sha256(path.read_bytes()) == kept.sha256


def look_into(folder: Path, name: str, *, sheet: str | None = None, header: int | None = None) -> Look:
    """Return the beginning of a kept file; its header row is guessed unless it is said.

    Raises Unreadable.
    """
    data = read_bytes(name, folder=folder, root=folder)
    sheets = sheet_names(data) if data.startswith(ZIP) else ()
    row = header if header is not None and header >= 1 else _guessed_header(data, sheet=sheet or None)
    grid = grid_of(data, sheet=sheet or None, header=row, names=())
    row = min(row, max(1, len(grid.rows)))
    columns = tuple(text_of(cell) for cell in grid.rows[row - 1]) if grid.rows else ()
    return Look(
        name=name,
        sheets=sheets,
        sheet=sheet or (sheets[0] if sheets else None),
        header=row,
        columns=columns,
        rows=tuple(tuple(text_of(cell) for cell in line) for line in grid.rows[row : row + SHOWN]),
        read_as=grid.read_as,
    )


def _guessed_header(data: bytes, *, sheet: str | None) -> int:
    """Return the number of the first row that, taken as the header, has most columns with a name."""
    if data.startswith((*ZIP, OLE)):
        rows = grid_of(data, sheet=sheet, header=1, names=()).rows
        return _widest([_filled(row) for row in rows[:HEADER_WITHIN]])
    beginning = data[:SAMPLE].rpartition(b"\n")[0] if len(data) > SAMPLE else data
    widths = []
    for number in range(1, HEADER_WITHIN + 1):  # which delimiter a text has hangs on where its header is
        try:
            rows = grid_of(beginning, sheet=None, header=number, names=()).rows
        except Unreadable:
            break
        if number > len(rows):
            break
        widths.append(_filled(rows[number - 1]))
    return _widest(widths)


def _filled(row: Row) -> int:
    return sum(bool(text_of(cell)) for cell in row)


def _widest(widths: Sequence[int]) -> int:
    return widths.index(max(widths)) + 1 if widths else 1


def _plain_name(name: str) -> str:
    """Return a name as it can be written in a strategy: small letters, digits and hyphens."""
    stem = unicodedata.normalize("NFC", Path(name.replace("\\", "/")).stem).lower()
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "siffror"
