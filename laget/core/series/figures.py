"""Reading a table of figures: the yearly series of any indicator, area and group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, isnan
from types import MappingProxyType
from typing import Literal

import numpy as np
import pyarrow as pa

from laget.core.periods import Period, period
from laget.core.series.table import FORECAST, PRELIMINARY, TOTAL, Words, numbers_of
from laget.core.series.yearly import FEWEST_CASES, Series

Rule = Literal["last", "mean", "sum"] | int
NO_RULES: Mapping[str, Rule] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """One observed value of one period, and how many cases it rests on where that is known."""

    period: Period
    value: float
    status: str
    cases: float | None


class Figures:
    """The reading side of one table of SCHEMA, indexed once.

    A series is read from one kind of period, the coarsest with an observed value: years and spans of years,
    else quarters, else months; measures of different kinds are never mixed. A span counts as its last year;
    where two periods end the same year the shortest stands. Of quarters and months `quarters` and `months`
    say, by indicator, what their year is: `last` (unless said otherwise), `mean`, `sum`, or the number of
    one of them. Mean and sum need every one of the year's, the others only that one. Missing values and
    forecasts are never outcomes.
    """

    def __init__(
        self,
        figures: pa.Table,
        *,
        months: Mapping[str, Rule] = NO_RULES,
        quarters: Mapping[str, Rule] = NO_RULES,
    ) -> None:
        """Index a checked table; raises ValueError for a rule that is none."""
        for rules, most in ((months, 12), (quarters, 4)):
            for rule in rules.values():
                if rule not in ("last", "mean", "sum", *range(1, most + 1)):
                    raise ValueError(f"no rule for parts of a year: {rule!r}")
        self.table = figures
        self._months, self._quarters = months, quarters
        indicators, areas, groups, periods, statuses = (
            Words.of(figures[name]) for name in ("indicator", "area", "group", "period", "status")
        )
        times = [period(word) for word in periods.words]
        ranks = {time: rank for rank, time in enumerate(sorted(times))}
        rank = np.array([ranks[time] for time in times], dtype=np.int64)[periods.codes]
        order = np.lexsort((rank, groups.codes, areas.codes, indicators.codes))
        self._values = numbers_of(figures["value"])[order]
        self._cases = numbers_of(figures["cases"])[order]
        self._periods = periods.codes[order]
        self._times = times
        self._statuses = statuses.codes[order]
        self._status_words = statuses.words
        keys = np.stack([indicators.codes, areas.codes, groups.codes])[:, order]
        starts = np.flatnonzero(np.diff(keys, axis=1, prepend=-1).any(axis=0))
        bounds = [*starts.tolist(), len(order)]
        self._places = {
            (indicators.words[indicator], areas.words[place], groups.words[group]): slice(start, stop)
            for (indicator, place, group), (start, stop) in zip(
                keys[:, starts].T.tolist(), pairwise(bounds), strict=True
            )
        }
        self._areas: dict[str, set[str]] = {}
        self._groups: dict[str, set[str]] = {}
        for indicator, place, group in self._places:
            self._areas.setdefault(indicator, set()).add(place)
            self._groups.setdefault(indicator, set()).add(group)

    def indicators(self) -> tuple[str, ...]:
        """Return every indicator in the table, sorted."""
        return tuple(sorted(self._areas))

    def areas(self, indicator: str) -> tuple[str, ...]:
        """Return the codes of the areas the indicator has rows for, sorted."""
        return tuple(sorted(self._areas.get(indicator, ())))

    def groups(self, indicator: str) -> tuple[str, ...]:
        """Return the groups the indicator has rows for, sorted."""
        return tuple(sorted(self._groups.get(indicator, ())))

    def series(self, indicator: str, *, area: str, group: str = TOTAL) -> Series:
        """Return the yearly series; empty where the table has none."""
        years: dict[int, Reading] = {}
        quarters: dict[int, dict[int, Reading]] = {}
        months: dict[int, dict[int, Reading]] = {}
        # Of periods that end together the shortest comes last, and so it stands.
        for reading in self._observed(self._places.get((indicator, area, group), slice(0))):
            time = reading.period
            if time.part is None:
                years[time.last_year] = reading
            else:
                parts = quarters if time.month is None else months
                parts.setdefault(time.last_year, {})[time.part] = reading
        if not years and quarters:
            years = _whole_years(quarters, rule=self._quarters.get(indicator, "last"), parts=4)
        elif not years:
            years = _whole_years(months, rule=self._months.get(indicator, "last"), parts=12)
        shown = {
            year: reading
            for year, reading in years.items()
            if reading.cases is None or reading.cases >= FEWEST_CASES
        }
        return Series(
            years=tuple(shown),
            values=tuple(reading.value for reading in shown.values()),
            statuses=tuple(reading.status for reading in shown.values()),
            cases=tuple(reading.cases for reading in shown.values()),
            spans=tuple(reading.period.text for reading in shown.values()),
            suppressed=tuple(year for year in years if year not in shown),
        )

    def parts(self, indicator: str, *, area: str, group: str = TOTAL) -> tuple[Reading, ...]:
        """Return the values of months, or of quarters where there are no months, in time order.

        One known to rest on fewer than 5 cases is left out. Empty where there are years only.
        """
        observed = list(self._observed(self._places.get((indicator, area, group), slice(0))))
        found = [one for one in observed if one.period.month is not None]
        found = found or [one for one in observed if one.period.quarter is not None]
        return tuple(one for one in found if one.cases is None or one.cases >= FEWEST_CASES)

    def _observed(self, rows: slice) -> Iterator[Reading]:
        """Yield the values of some rows in time order, without the missing and the forecasts."""
        columns = (self._periods, self._values, self._statuses, self._cases)
        for time, value, status, cases in zip(*(column[rows].tolist() for column in columns), strict=True):
            word = self._status_words[status]
            if not isnan(value) and word != FORECAST:
                yield Reading(self._times[time], value, word, None if isnan(cases) else cases)


def _whole_years(
    readings: Mapping[int, Mapping[int, Reading]], *, rule: Rule, parts: int
) -> dict[int, Reading]:
    """Return each year's reading by the rule, of the years that have what it needs."""
    if rule in ("mean", "sum"):
        divisor = parts if rule == "mean" else 1
        whole = {year: tuple(of_year.values()) for year, of_year in readings.items() if len(of_year) == parts}
        return {year: _together(of_year, year=year, divisor=divisor) for year, of_year in whole.items()}
    chosen = parts if rule == "last" else int(rule)
    return {year: of_year[chosen] for year, of_year in readings.items() if chosen in of_year}


def _together(readings: Sequence[Reading], *, year: int, divisor: int) -> Reading:
    """Return the sum of a year's readings over `divisor`; the year is preliminary if one of them is."""
    statuses = [reading.status for reading in readings if reading.status]
    cases = [reading.cases for reading in readings if reading.cases is not None]
    return Reading(
        period=Period(year, year),
        value=fsum(reading.value for reading in readings) / divisor,
        status=PRELIMINARY if PRELIMINARY in statuses else next(iter(statuses), ""),
        cases=fsum(cases) / divisor if len(cases) == len(readings) else None,
    )
