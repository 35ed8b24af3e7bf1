"""A grid as figures: every row that is meant becomes an observation, or a fault with its row and column."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pyarrow as pa

from laget.core import areas
from laget.core.periods import Period
from laget.core.series import FORECAST, PRELIMINARY, TOTAL, FiguresRefused, Observation, RowFault, checked
from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import FileSource
from laget.core.words.said import Refusal, Said
from laget.data.sources.tables import reading
from laget.data.sources.tables.columns import Column, Header
from laget.data.sources.tables.grid import Cell, Grid, Unreadable, text_of
from laget.data.sources.tables.lines import Line, chosen, lines_under, overlong
from laget.data.sources.tables.number import Figure, NoFigure, figure, unlike

T = TypeVar("T")
MISSING = "missing"  # the status of a value that is not there; after it the mark in its cell
# What one cell may say of its whole row: a forecast is never an outcome, whatever is mapped.
ROW_MARKS = {
    "prognos": FORECAST,
    "framskrivning": FORECAST,
    "forecast": FORECAST,
    "preliminär": PRELIMINARY,
    "preliminary": PRELIMINARY,
}
PERCENTS = ("percent", "percent_free")


def column_names(source: FileSource) -> frozenset[str]:
    """Return the names that a mapping expects to find in the header row."""
    columns = (*source.columns.model_dump().values(), *source.where)
    return frozenset(text_of(name) for name in columns if isinstance(name, str) and not name.isdecimal())


def figures_of(grid: Grid, *, indicator: Indicator, source: FileSource) -> tuple[pa.Table, tuple[Said, ...]]:
    """Return an indicator's figures in core's SCHEMA, and the notes that stand among the rows.

    Every area of the file is read. Raises Unreadable where columns or rows are not there, and FiguresRefused
    with all faults, each with its row, and its column where it is one cell's.
    """
    header = Header(grid, row=source.header, wanted=column_names(source))
    mapping = _Mapping(header, indicator=indicator, source=source)
    mapping.refuse_figures_as_header(Line.of(source.header, grid.rows[source.header - 1]))
    rows: list[Line] = []
    notes: list[Said] = []
    for line in lines_under(grid, header=source.header):
        if mapping.is_note(line):
            note = text_of(line.cells[line.filled[0]])
            notes.append(Said(sv=note, en=note))
        else:
            rows.append(line)
    faults = list(overlong(rows, header=header)) if grid.delimiter is not None else []
    lines = chosen(rows, where=source.where, header=header)
    return mapping.table(lines, delimiter=grid.delimiter, faults=faults), tuple(notes)


class _Mapping:
    """A mapping whose columns have been found, and what it makes of a line."""

    def __init__(self, header: Header, *, indicator: Indicator, source: FileSource) -> None:
        def found(column: int | str | None) -> Column | None:
            return None if column is None else header.column(column)

        columns = source.columns
        if (columns.area is None) == (source.area is None):
            raise Unreadable(
                Said(
                    sv='säg var området står: antingen columns: {area: …} eller, för hela filen, area: "20"',
                    en='say where the area is: either columns: {area: …} or, for all of the file, area: "20"',
                )
            )
        self.indicator = indicator
        self.source = source
        self.fixed = areas.area(source.area) if source.area is not None else None
        self.value = header.column(columns.value)
        self.area, self.group, self.cases = found(columns.area), found(columns.group), found(columns.cases)
        self.period, self.year = found(columns.period), found(columns.year)
        self.month, self.quarter = found(columns.month), found(columns.quarter)
        self.groups = {text_of(label): group for label, group in source.groups.items()}

    def refuse_figures_as_header(self, line: Line) -> None:
        """Refuse a header row of figures: where columns are numbers nothing else tells it has no names."""
        try:
            first = figure(line.cell(self.value)).value
        except NoFigure:
            return
        if first is not None and self._when(line, []) is not None:
            raise Unreadable(
                Said(
                    sv=f"rad {line.number} ser ut som siffror; sätt en rad med rubriker överst",
                    en=f"row {line.number} looks like figures; put a row with a header on top",
                )
            )

    def is_note(self, line: Line) -> bool:
        """Tell whether a line is a text that stands alone, such as "Källa: SCB", and no figure."""
        if len(line.filled) != 1 or line.filled[0] == self.value.place:
            return False
        cell = line.cells[line.filled[0]]
        words = isinstance(cell, str) and any(letter.isalpha() for letter in cell)
        return words and self._when(line, []) is None

    def table(self, lines: Sequence[Line], *, delimiter: str | None, faults: list[RowFault]) -> pa.Table:
        """Return the lines as a table of core's SCHEMA; raises FiguresRefused with `faults` and any more."""
        places = reading.Areas([] if self.area is None else (line.cell(self.area) for line in lines))
        values: list[tuple[int, Figure]] = []
        observations: list[Observation] = []
        numbers: list[int] = []
        for line in lines:
            area = _read(line, self.area, places.area, faults, absent=self.fixed)
            period = self._when(line, faults)
            group = _read(line, self.group, self._group, faults, absent=TOTAL)
            value = _read(line, self.value, self._value, faults)
            cases = _read(line, self.cases, _cases, faults, absent=Figure(None))
            if value is not None:
                values.append((line.number, value))
            if area is None or period is None or group is None or value is None or cases is None:
                continue
            numbers.append(line.number)
            observations.append(
                Observation(
                    indicator=self.indicator.id,
                    area=area.code,
                    period=period.text,
                    group=group,
                    value=value.value,
                    status=self._status(line, period=period, value=value),
                    cases=cases.value,
                )
            )
        faults.extend(_fault(row, self.value, said) for row, said in unlike(values, delimiter=delimiter))
        try:
            table = checked(observations, units={self.indicator.id: self.indicator.unit}, rows=numbers)
        except FiguresRefused as refused:
            faults.extend(_fault(fault.row, self.value, fault.said) for fault in refused.faults)
        if faults:
            raise FiguresRefused(sorted(faults, key=lambda fault: fault.row))
        return table

    def _when(self, line: Line, faults: list[RowFault]) -> Period | None:
        if self.period is not None:
            return _read(line, self.period, reading.whole_period, faults)
        before = len(faults)
        year = _read(line, self.year, reading.year, faults)
        quarter_column = self.quarter
        if self.month is not None and reading.is_quarter(line.cell(self.month)):
            month, quarter_column = None, self.month  # a period in two columns, whose second says K1
        else:
            month = _read(line, self.month, reading.month, faults)
        quarter = _read(line, quarter_column, reading.quarter, faults)
        return Period(year, year, month=month, quarter=quarter) if year and len(faults) == before else None

    def _group(self, cell: Cell) -> str:
        return reading.group(cell, groups=self.groups)

    def _value(self, cell: Cell) -> Figure:
        value = figure(cell)
        if value.percent and self.indicator.unit not in PERCENTS:
            raise reading.Misread(
                Said(
                    sv=f"cellen är i procent, men enheten är {self.indicator.unit}",
                    en=f"the cell is in per cent, but the unit is {self.indicator.unit}",
                )
            )
        return value

    def _status(self, line: Line, *, period: Period, value: Figure) -> str:
        if value.value is None:
            return f"{MISSING} {value.written}".strip()
        outcomes_to = self.source.outcomes_to
        if outcomes_to is not None and period.last_year > outcomes_to:
            return FORECAST
        marks = {ROW_MARKS.get(cell.strip().casefold(), "") for cell in line.cells if isinstance(cell, str)}
        return FORECAST if FORECAST in marks else PRELIMINARY if PRELIMINARY in marks else ""


def _cases(cell: Cell) -> Figure:
    cases = figure(cell)
    if cases.percent or (cases.value is not None and cases.value < 0):
        raise reading.Misread(
            Said(sv="antalet fall ska vara 0 eller mer", en="the number of cases must be 0 or more")
        )
    return cases


def _read(
    line: Line,
    column: Column | None,
    how: Callable[[Cell], T],
    faults: list[RowFault],
    *,
    absent: T | None = None,
) -> T | None:
    """Return what `how` makes of the line's cell in `column`; None, and one fault more, where it refuses.

    A mapping without the column gives `absent`.
    """
    if column is None:
        return absent
    try:
        return how(line.cell(column))
    except Refusal as refusal:
        faults.append(_fault(line.number, column, refusal.said))
        return None


def _fault(row: int, column: Column, said: Said) -> RowFault:
    return RowFault(row, Said(sv=f"kolumn {column.name}: {said.sv}", en=f"column {column.name}: {said.en}"))
