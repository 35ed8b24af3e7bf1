"""The door figures come in by: every faulty row is refused, with its number and what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from laget.core.areas import UnknownArea, area
from laget.core.periods import Period, UnreadablePeriod, period
from laget.core.series.table import SCHEMA, Observation, Words, numbers_of, ordered, shaped
from laget.core.units import LARGEST, Unit, unit
from laget.core.words.said import Refusal, Said


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row, under the caller's own number of it."""

    row: int
    said: Said


class FiguresRefused(Refusal):
    """Figures that cannot be taken; `faults` holds every one in row order, the sentence three."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        first, more = faults[:3], len(faults) - 3
        sv = "; ".join(f"rad {fault.row}: {fault.said.sv}" for fault in first)
        en = "; ".join(f"row {fault.row}: {fault.said.en}" for fault in first)
        super().__init__(
            Said(f"{sv}; och {more} till", f"{en}; and {more} more") if more > 0 else Said(sv, en)
        )
        self.faults = tuple(faults)


def checked(
    figures: pa.Table | Iterable[Observation], *, units: Mapping[str, str], rows: Sequence[int] | None = None
) -> pa.Table:
    """Return figures in the one shape and order, or refuse them with every faulty row.

    `figures` are observations or a table with SCHEMA's columns, in any order, periods written in any way
    that `period` reads; `units` gives each indicator's unit word (one without allows every finite value);
    `rows` numbers the rows as the caller's file does, else they count from 1. Refused are an indicator,
    area or group left blank, an unknown area, an unreadable period, a value its unit cannot have, a negative
    number of cases, and two rows for one cell.
    """
    given = shaped(figures)
    numbers = range(1, len(given) + 1) if rows is None else rows
    faults = sorted(_faults(given, units=units, numbers=numbers), key=lambda fault: fault.row)
    if faults:
        raise FiguresRefused(faults)
    status = SCHEMA.get_field_index("status")
    return ordered(given.set_column(status, SCHEMA.field(status), given["status"].fill_null(pa.scalar(""))))


def _faults(figures: pa.Table, *, units: Mapping[str, str], numbers: Sequence[int]) -> Iterator[RowFault]:
    indicators, groups = Words.of(figures["indicator"]), Words.of(figures["group"])
    yield from _blank(indicators, numbers, Said("indikatorn saknas", "the indicator is missing"))
    yield from _blank(groups, numbers, Said("gruppen saknas", "the group is missing"))
    areas, periods = Words.of(figures["area"]), Words.of(figures["period"])
    for code, word in enumerate(areas.words):
        try:
            area(word)
        except UnknownArea as fault:
            yield from (RowFault(numbers[row], fault.said) for row in areas.rows_of(code))
    canonical = np.arange(len(periods.words))  # the same period written in two ways is one period
    first_of: dict[Period, int] = {}
    for code, word in enumerate(periods.words):
        try:
            canonical[code] = first_of.setdefault(period(word), code)
        except UnreadablePeriod as fault:
            yield from (RowFault(numbers[row], fault.said) for row in periods.rows_of(code))
    yield from _impossible(figures, indicators=indicators, units=units, numbers=numbers)
    cell = np.zeros(len(figures), dtype=np.int64)
    for words, codes in (
        (indicators, indicators.codes),
        (areas, areas.codes),
        (periods, canonical[periods.codes]),
        (groups, groups.codes),
    ):
        cell = cell * len(words.words) + codes
    yield from _repeated(figures, cell=cell, numbers=numbers)


def _blank(column: Words, numbers: Sequence[int], said: Said) -> Iterator[RowFault]:
    for code, word in enumerate(column.words):
        if not word.strip():
            yield from (RowFault(numbers[row], said) for row in column.rows_of(code))


def _impossible(
    figures: pa.Table, *, indicators: Words, units: Mapping[str, str], numbers: Sequence[int]
) -> Iterator[RowFault]:
    allowed = [unit(units.get(word, "")) for word in indicators.words]
    lowest = np.array([each.lowest for each in allowed])[indicators.codes]
    highest = np.array([each.highest for each in allowed])[indicators.codes]
    values, given = numbers_of(figures["value"]), figures["value"].is_valid().to_numpy()
    possible = np.isfinite(values) & (values >= lowest) & (values <= highest)
    for row in np.flatnonzero(given & ~possible).tolist():
        yield RowFault(numbers[row], _no_such_value(values[row], measured=allowed[indicators.codes[row]]))
    cases, counted = numbers_of(figures["cases"]), figures["cases"].is_valid().to_numpy()
    for row in np.flatnonzero(counted & ~(np.isfinite(cases) & (cases >= 0))).tolist():
        wrong = f"{cases[row]:.12g}"
        said = Said(f"antalet fall kan inte vara {wrong}", f"the number of cases cannot be {wrong}")
        yield RowFault(numbers[row], said)


def _no_such_value(value: float, *, measured: Unit) -> Said:
    if not isfinite(value):
        return Said(f"värdet {value} är inget tal", f"the value {value} is no number")
    least, most = f"{measured.lowest:.12g}", f"{measured.highest:.12g}"
    sv, en = (
        (f"minst {least}", f"at least {least}")
        if measured.highest == LARGEST > value
        else (f"{least} till {most}", f"{least} to {most}")
    )
    return Said(
        f"{value:.12g} är inte möjligt i enheten {measured.word}: {sv}",
        f"{value:.12g} is not possible in the unit {measured.word}: {en}",
    )


def _repeated(
    figures: pa.Table, *, cell: npt.NDArray[np.int64], numbers: Sequence[int]
) -> Iterator[RowFault]:
    order = np.argsort(cell, kind="stable")
    again = np.flatnonzero(np.diff(cell[order]) == 0)
    for earlier, row in zip(order[again].tolist(), order[again + 1].tolist(), strict=True):
        key = ", ".join(figures[name][row].as_py() or "" for name in SCHEMA.names[:4])
        yield RowFault(
            numbers[row],
            Said(
                f"två värden för samma ruta ({key}); det tidigare står på rad {numbers[earlier]}",
                f"two values for one cell ({key}); the earlier is on row {numbers[earlier]}",
            ),
        )
