"""What a workbook's sheets look like beside their values: cells put together, what is hidden."""

import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from laget.data.programmes.headings import Role
from laget.data.sources.tables.grid import Row, text_of
from laget.data.sources.tables.workbook import BROKEN

LARGEST = 30_000_000  # bytes of sheets unpacked: a programme's are a hundredth of it
# What a cell over several rows says of each of them; a title over several rows is of one item.
OF_EACH = {Role.DAY, Role.SPAN, Role.STARTS, Role.ENDS, Role.PLACE, Role.TRACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A sheet: `above` gives for a row and a column the row whose cell stands there too, by their numbers."""

    is_hidden: bool = False
    hidden: frozenset[int] = frozenset()
    above: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def filled(self, rows: tuple[Row, ...], number: int, roles: Mapping[int, Role]) -> Row:
        """Return a row with what cells over several rows say of it; one of nothing else stays empty."""
        row = rows[number - 1]
        if not any(map(text_of, row)):
            return row
        cells = list(row) + [None] * (max(roles, default=0) + 1 - len(row))
        for column, role in roles.items():
            above = self.above.get((number, column + 1)) if role in OF_EACH else None
            if above is not None and column < len(rows[above - 1]) and not text_of(cells[column]):
                cells[column] = rows[above - 1][column]
        return tuple(cells)


PLAIN = Shape()


def shapes_of(data: bytes) -> dict[str, Shape]:
    """Return the shape of each sheet; of a workbook too large or too broken for it there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist() if "worksheets/" in one.filename)
        if size > LARGEST:
            return {}
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")
            book = openpyxl.load_workbook(io.BytesIO(data))
            return {str(sheet.title): _shape(sheet) for sheet in book.worksheets}
    except BROKEN:
        return {}


def _shape(sheet: Worksheet) -> Shape:
    above = {
        (row, column): one.min_row
        for one in sheet.merged_cells.ranges
        if one.max_row - one.min_row < 1_000 and one.max_col - one.min_col < 1_000
        for row in range(one.min_row + 1, one.max_row + 1)
        for column in range(one.min_col, one.max_col + 1)
    }
    return Shape(
        is_hidden=sheet.sheet_state != "visible",
        hidden=frozenset(row for row, one in sheet.row_dimensions.items() if one.hidden),
        above=above,
    )
