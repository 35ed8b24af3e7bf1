"""The figures that an edition carries, so that a text about it can be checked from the edition alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from laget.core.areas import COUNTRY, area, municipalities_of
from laget.core.followup.methods.method import WINDOW
from laget.core.followup.target.places import areas_needed, groups_needed
from laget.core.followup.verdict import Number, Verdict
from laget.core.periods import period
from laget.core.series import TOTAL, Figures, Series
from laget.core.strategy.document import Budget, Pace, StrategyDocument, Target
from laget.core.words.binding import Change, Level, written_bindings

Cells = Mapping[str, Mapping[str, Mapping[str, Mapping[str, Number]]]]
"""By indicator, group, area and period: a year's figure, and where that is of several years these too."""


def cells_of(
    document: StrategyDocument, figures: Figures, verdicts: Sequence[Verdict], *, year: int
) -> Cells:
    """Return the figures of periods up to `year` that a text about the verdicts may speak of.

    Of each indicator the county's last six years and the country's last; of each target's own series every
    year from its base on; of what stands beside it (the country, the county, its municipalities, the areas
    and groups it is set beside) the last year, the year judged and the base; of the population behind a gap
    in people the last year and the one used. Every series that is carried at all is so with its last year.
    """
    book = _Book(figures, year)
    county = document.region.code
    for indicator in document.indicators:
        book.carry(indicator.id, county, last=WINDOW)
        book.carry(indicator.id, COUNTRY.code)
    for verdict in verdicts:
        target, name = document.target(verdict.target), verdict.indicator
        bases = _bases(document, target, verdict)
        since = min([*bases, *verdict.years], default=None)
        kept = bases if verdict.value_year is None else bases | {verdict.value_year}
        for group in groups_needed(target):
            book.carry(name, verdict.area, group=group, years=kept, since=since)
        for group in figures.groups(name):
            book.carry(name, verdict.area, group=group, years=kept)
        beside = {COUNTRY.code, county, *areas_needed(target, area=verdict.area)}
        home = area(verdict.area).county
        if home is not None:
            beside |= {one.code for one in municipalities_of(home)}
        for code in sorted(beside):
            book.carry(name, code, years=kept)
        of = document.indicator(name).people
        people = verdict.gap.people if verdict.gap is not None else None
        if of is not None and people is not None and people.year is not None:
            book.carry(of, verdict.area, years={people.year})
    return book.cells


class Seen(Protocol):
    """Whatever holds the yearly series of indicators."""

    def series(self, indicator: str, *, area: str, group: str = TOTAL) -> Series:
        """Return a series, empty where there is none."""


def cells_with(cells: Cells, seen: Seen, texts: Iterable[str], *, year: int) -> Cells:
    """Return the cells and, beside them, every figure of periods up to `year` that the texts bind."""
    book = _Book(seen, year, cells=cells)
    for text in texts:
        for one in written_bindings(text):
            if isinstance(one, Level | Change):
                periods = (one.period,) if isinstance(one, Level) else (one.first, one.last)
                years = {period(text).last_year for text in periods}
                book.carry(one.indicator, one.area, group=one.group, years=years)
    return book.cells


def value_in(cells: Cells, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
    """Return the figure that is carried, None where there is none."""
    return cells.get(indicator, {}).get(group, {}).get(area, {}).get(period)


class _Book:
    """Cells as they are gathered."""

    def __init__(self, figures: Seen, year: int, *, cells: Cells | None = None) -> None:
        self.cells: dict[str, dict[str, dict[str, dict[str, float]]]] = {
            name: {
                group: {place: dict(found) for place, found in places.items()} for group, places in of.items()
            }
            for name, of in (cells or {}).items()
        }
        self._figures, self._year = figures, year

    def carry(
        self,
        indicator: str,
        place: str,
        *,
        group: str = TOTAL,
        last: int = 1,
        years: Collection[int] = (),
        since: int | None = None,
    ) -> None:
        """Carry the last years of a series, some years by name, and all of them since one."""
        series = self._figures.series(indicator, area=place, group=group).upto(self._year)
        if not series.years:
            return
        wanted = {*series.years[-last:], *years}
        found = self.cells.setdefault(indicator, {}).setdefault(group, {}).setdefault(place, {})
        for at, value, span in zip(series.years, series.values, series.spans, strict=True):
            if at in wanted or (since is not None and at >= since):
                found[str(at)] = value
                if "-" in span:
                    found[span] = value


def _bases(document: StrategyDocument, target: Target, verdict: Verdict) -> set[int]:
    """Return every year that a target, its verdict or the strategy is counted from."""
    known = [
        document.strategy.period.from_,
        target.base,
        target.from_ if isinstance(target, Pace | Budget) else None,
        verdict.base_year,
        verdict.gap.base_year if verdict.gap is not None else None,
    ]
    return {year for year in known if year is not None}
