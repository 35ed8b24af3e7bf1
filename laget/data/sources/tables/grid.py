"""A file's cells, row by row, whatever kind of file they came from, and the refusals a file may meet."""

import datetime
import unicodedata
from dataclasses import dataclass

from laget.core.words.said import Refusal, Said

# Far above any file an analyst keeps, far below what would fill a small server's memory.
MOST_BYTES = 50_000_000
MOST_CELLS = 5_000_000


@dataclass(frozen=True, slots=True)
class Percent:
    """A number written with a per cent sign, as it is shown: 71.3 for "71,3 %"."""

    shown: float


@dataclass(frozen=True, slots=True)
class Unworked:
    """A formula whose value was never worked out and kept."""

    formula: str


Cell = str | float | Percent | Unworked | bool | datetime.date | datetime.time | datetime.timedelta | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a file or a sheet; `rows[0]` is row 1 as a spreadsheet program numbers them.

    `delimiter` is None for a workbook; `read_as` says how the bytes were understood.
    """

    rows: tuple[Row, ...]
    delimiter: str | None
    read_as: Said


class Unreadable(Refusal):
    """Bytes that are no table: the sentence says what they are instead and what to do."""


def too_many_cells() -> Unreadable:
    """Return the refusal of a table larger than `MOST_CELLS`."""
    return Unreadable(
        Said(
            sv=f"tabellen har fler än {MOST_CELLS} celler; dela upp den eller ta bort det som inte används",
            en=f"the table has more than {MOST_CELLS} cells; split it or remove what is not used",
        )
    )


def text_of(cell: Cell) -> str:
    """Return what stands in a cell as one line of text; a whole number without decimals, nothing as ""."""
    if cell is None:
        return ""
    if isinstance(cell, Percent):
        return f"{cell.shown:g} %"
    if isinstance(cell, Unworked):
        return cell.formula
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())
