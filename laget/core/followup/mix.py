"""One indicator's figures as they were and as they are, and what made each cell another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from laget.core.followup.explanation import Cause
from laget.core.followup.revision import Cell, changes
from laget.core.periods import period
from laget.core.series import FORECAST
from laget.core.strategy.document import Indicator
from laget.core.strategy.source import statistic

Place = tuple[str, str]  # area, group
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Mix:
    """Two tables of one indicator: `old` was judged up to the year `seen`, `new` is judged today.

    `was` and `now` are what the strategies say of the indicator; `missing` are areas that were asked for and
    not given today; `read` are the areas that the previous edition's targets were judged on.
    """

    old: pa.Table
    new: pa.Table
    was: Indicator
    now: Indicator
    seen: int
    missing: Collection[str]
    read: Collection[str]

    def table(self, on: Collection[Cause]) -> pa.Table:
        """Return the figures with only these causes at work: with none `old`, with all of them `new`."""
        every = frozenset[Cause]().union(*self._moved.values())
        at_work = every & set(on)
        if at_work == every:
            return self.new
        if not at_work:
            return self.old
        if at_work not in self._made:
            before, after = self._rows
            rows = (
                (after if self._moved.get(cell, frozenset()) <= at_work else before).get(cell)
                for cell in before.keys() | after.keys()
            )
            kept = [row for row in rows if row is not None]
            self._made[at_work] = pa.Table.from_pylist(kept, schema=self.new.schema)
        return self._made[at_work]

    def causes(self, places: Collection[Place], *, until: int) -> frozenset[Cause]:
        """Return what is at work in the figures of some places, of periods up to a year."""
        found: set[Cause] = set()
        for (area, time, group), at_work in self._moved.items():
            if (area, group) in places and period(time).last_year <= until:
                found |= at_work
        return frozenset(found)

    def comes_into_sight(self, places: Collection[Place], *, after: int, until: int) -> bool:
        """Tell whether some places have a figure of a period after one year, up to another."""
        return any(
            (area, group) in places and after < period(time).last_year <= until and _figure(row) is not None
            for (area, time, group), row in self._rows[1].items()
        )

    @cached_property
    def _made(self) -> dict[frozenset[Cause], pa.Table]:
        return {}

    @cached_property
    def _rows(self) -> tuple[Mapping[Cell, Row], Mapping[Cell, Row]]:
        return _by_cell(self.old), _by_cell(self.new)

    @cached_property
    def _moved(self) -> Mapping[Cell, frozenset[Cause]]:
        """By cell what made it another: it is as it is today only where all of that is at work."""
        if self.old.equals(self.new):
            return {}
        before, after = self._rows
        another = statistic(self.was.source) != statistic(self.now.source)
        changed = {one.cell for one in changes(self.old, self.new, missing=self.missing)}
        last = _last_years(before)
        known_now = _last_years(after)
        moved = {}
        for cell in before.keys() | after.keys():
            was, now = _figure(before.get(cell)), _figure(after.get(cell))
            if was == now:
                continue
            area, time, group = cell
            place, year = (area, group), period(time).last_year
            later = year > last.get(place, year)  # what was not there at all is no new year
            if another:
                moved[cell] = frozenset({Cause.INDICATOR, Cause.NEW_YEAR} if later else {Cause.INDICATOR})
            elif year <= self.seen and (cell in changed or (was is not None and now is not None)):
                moved[cell] = frozenset({Cause.REVISED})
            elif place in last and place in known_now:
                moved[cell] = frozenset({Cause.NEW_YEAR})
            else:
                moved[cell] = frozenset({self._asked_otherwise(area)})
        return moved

    def _asked_otherwise(self, area: str) -> Cause:
        """Return why a whole place is there in only one of the tables."""
        if self.was.by != self.now.by or self.was.source != self.now.source:
            return Cause.INDICATOR
        return Cause.NEW_YEAR if area in self.read else Cause.TARGET


def _by_cell(table: pa.Table) -> dict[Cell, Row]:
    return {(row["area"], row["period"], row["group"]): row for row in table.to_pylist()}


def _figure(row: Row | None) -> tuple[float, float | None] | None:
    """Return what is judged of a row, its value and how many cases it rests on; None where it has none."""
    if row is None or row["value"] is None or row["status"] == FORECAST:
        return None
    return row["value"], row["cases"]


def _last_years(rows: Mapping[Cell, Row]) -> dict[Place, int]:
    last: dict[Place, int] = {}
    for (area, time, group), row in rows.items():
        if _figure(row) is not None:
            last[area, group] = max(period(time).last_year, last.get((area, group), 0))
    return last
