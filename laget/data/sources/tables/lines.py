"""The lines under a table's header: which of them hold figures, and which of those a mapping chooses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from laget.core.series import RowFault
from laget.core.words.said import Said
from laget.data.sources.tables.columns import Column, Header
from laget.data.sources.tables.grid import Cell, Grid, Row, Unreadable, text_of

PLAIN_NUMBER = re.compile(r"(-?)0*([0-9]+)(?:[.,]([0-9]*?)0*)?")
SHOWN = 10  # of a column's values, where none is the one asked for


@dataclass(frozen=True, slots=True)
class Line:
    """One row, under the number a spreadsheet program gives it, and the places that hold anything."""

    number: int
    cells: Row
    filled: tuple[int, ...]

    @classmethod
    def of(cls, number: int, cells: Row) -> "Line":
        """Return row `number` with the places of its cells that are not empty."""
        empty = (cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
        return cls(number, cells, tuple(place for place, nothing in enumerate(empty) if not nothing))

    def cell(self, column: Column) -> Cell:
        """Return what stands in `column`; a line that ends before it has nothing there."""
        return self.cells[column.place] if column.place < len(self.cells) else None


def lines_under(grid: Grid, *, header: int) -> list[Line]:
    """Return the lines below row `header` that hold anything."""
    below = (Line.of(number, row) for number, row in enumerate(grid.rows[header:], start=header + 1))
    return [line for line in below if line.filled]


def overlong(lines: Sequence[Line], *, header: Header) -> Iterator[RowFault]:
    """Yield a fault for each line of a text file with more fields than its header.

    A number whose decimal comma parts two fields would else be read as its whole part. A line that is too
    short is none: spreadsheet programs leave out the last delimiters of a block of empty cells.
    """
    width = len(header.names)
    for line in lines:
        if line.filled[-1] >= width:
            fields = line.filled[-1] + 1
            yield RowFault(
                line.number,
                Said(
                    sv=f"{fields} fält, men rubrikraden har {width}; "
                    "sätt citattecken om tal och text som innehåller avgränsaren",
                    en=f"{fields} fields, but the header has {width}; "
                    "put quotation marks around numbers and texts that hold the delimiter",
                ),
            )


def chosen(
    lines: Sequence[Line], *, where: Mapping[str, str | tuple[str, ...]], header: Header
) -> list[Line]:
    """Return the lines where each column of `where` holds its value, or one of them.

    Compared as text without outer blanks; 2020, "2020" and 2020.0 are the same. Raises Unreadable, saying
    which condition no line meets and what stands there.
    """
    left = list(lines)
    for name, wanted in where.items():
        column = header.column(name)
        texts = (wanted,) if isinstance(wanted, str) else wanted
        keys = {_key(text) for text in texts}
        if not any(_key(line.cell(column)) in keys for line in lines):
            raise Unreadable(_no_such_value(lines, column=column, texts=texts))
        left = [line for line in left if _key(line.cell(column)) in keys]
    if not left:
        raise Unreadable(
            Said(
                sv="ingen rad uppfyller alla villkor i where samtidigt",
                en="no row meets all the conditions of where at once",
            )
            if where
            else Said(sv="det finns inga rader under rubrikerna", en="there are no rows below the header")
        )
    return left


def _key(cell: Cell) -> str:
    text = text_of(cell)
    number = PLAIN_NUMBER.fullmatch(text)
    return f"{number[1]}{number[2]}.{number[3] or ''}" if number else text


def _no_such_value(lines: Sequence[Line], *, column: Column, texts: tuple[str, ...]) -> Said:
    there = list(dict.fromkeys(text for line in lines if (text := text_of(line.cell(column)))))
    near = [f" ({one}?)" for one in get_close_matches(text_of(texts[0]), there, n=1)]
    shown = ", ".join(there[:SHOWN]) + (" …" if len(there) > SHOWN else "")
    wanted = ", ".join(texts)
    return Said(
        sv=f"where: ingen rad har {wanted} i kolumnen {column.name}{''.join(near)}; där står: {shown or '–'}",
        en=f"where: no row has {wanted} in the column {column.name}{''.join(near)}; there is: {shown or '–'}",
    )
