"""A yearly series: what was observed of one indicator in one area and group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from laget.core.periods import period

FEWEST_CASES = 5  # a value on fewer is not shown
CERTAIN_CASES = 20  # a value on no more than this is uncertain


@dataclass(frozen=True, slots=True)
class Series:
    """The observed yearly values of one indicator, area and group, oldest first; the tuples run together.

    `spans` holds the period each year came from: "2021", the "2018-2021" that counts as 2021, the "2021M12"
    that stands for its year. A value known to rest on fewer than 5 cases is left out and its year is in
    `suppressed`; one on 5 to 20 is there and its year is in `uncertain`.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]
    statuses: tuple[str, ...]
    cases: tuple[float | None, ...]
    spans: tuple[str, ...]
    suppressed: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.years)

    @property
    def first_year(self) -> int | None:
        """The first year with a value; None in an empty series."""
        return self.years[0] if self.years else None

    @property
    def last_year(self) -> int | None:
        """The last year with a value; None in an empty series."""
        return self.years[-1] if self.years else None

    @property
    def uncertain(self) -> tuple[int, ...]:
        """The years whose value rests on 5 to 20 cases."""
        known = zip(self.years, self.cases, strict=True)
        return tuple(year for year, cases in known if cases is not None and cases <= CERTAIN_CASES)

    def years_with(self, status: str) -> tuple[int, ...]:
        """Return the years whose value has this status."""
        return tuple(year for year, known in zip(self.years, self.statuses, strict=True) if known == status)

    def value_at(self, year: int) -> float | None:
        """Return the year's value, None where there is none."""
        return self.values[self.years.index(year)] if year in self.years else None

    def upto(self, year: int) -> "Series":
        """Return the series as it was known when `year` was its last."""
        return self._only([known <= year for known in self.years], {y for y in self.suppressed if y <= year})

    def after_break(self, breaks: Iterable[int]) -> "Series":
        """Return what comes from the last break at or before the last year: its year is the first that stays.

        A span of years that begins before the break mixes old and new, and goes too.
        """
        begun = [year for year in breaks if self.last_year is not None and year <= self.last_year]
        if not begun:
            return self
        since = max(begun)
        return self._only(
            [period(span).first_year >= since for span in self.spans],
            {year for year in self.suppressed if year >= since},
        )

    def _only(self, kept: Sequence[bool], suppressed: set[int]) -> "Series":
        places = [place for place, keep in enumerate(kept) if keep]
        return Series(
            years=tuple(self.years[place] for place in places),
            values=tuple(self.values[place] for place in places),
            statuses=tuple(self.statuses[place] for place in places),
            cases=tuple(self.cases[place] for place in places),
            spans=tuple(self.spans[place] for place in places),
            suppressed=tuple(year for year in self.suppressed if year in suppressed),
        )
