"""What a target may see of the figures, and what it becomes: a series with threshold, year and way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from laget.core.followup.methods.method import TOLERANCE, Case, Kind
from laget.core.followup.reach import Reach
from laget.core.followup.reason import Reason
from laget.core.followup.verdict import Note, Why
from laget.core.series import PRELIMINARY, TOTAL, Figures, Series
from laget.core.strategy import document as doc

Read = Callable[[str], Series]
"""Reads the yearly figures of a place."""


class CannotBeJudged(Exception):
    """A target that no method can judge as the figures stand, with the reason."""

    def __init__(
        self,
        reason: Reason,
        *,
        years: Sequence[int] = (),
        areas: Sequence[str] = (),
        groups: Sequence[str] = (),
    ) -> None:
        super().__init__(reason)
        self.why = Why(reason=reason, years=tuple(years), areas=tuple(areas), groups=tuple(groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a target may see: one indicator's figures up to a year, never across a break.

    `start` is the strategy's first year, `ended` the last of a series that the publisher has ended.
    """

    figures: Figures
    indicator: doc.Indicator
    county: str
    year: int
    start: int | None = None
    ended: int | None = None

    def until(self, year: int | None) -> "View":
        """Return the same view without what comes after `year`."""
        return self if year is None or year >= self.year else replace(self, year=year)

    def series(self, place: str, *, group: str = TOTAL) -> Series:
        """Return the yearly figures of one place and group that may be judged upon."""
        return self.whole(place, group=group).after_break(self.indicator.breaks)

    def whole(self, place: str, *, group: str = TOTAL) -> Series:
        """Return the same figures on both sides of a break."""
        return self.figures.series(self.indicator.id, area=place, group=group).upto(self.year)

    @property
    def way(self) -> int:
        """Which way is better, +1 or -1; raises CannotBeJudged where neither is."""
        match self.indicator.better:
            case "higher":
                return 1
            case "lower":
                return -1
            case _:
                raise CannotBeJudged(Reason.NO_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgeable:
    """A target as a method sees it, and what stands beside it."""

    case: Case
    series: Series
    own: bool  # the series is the indicator's own, so a gap in it is a gap in the indicator's unit
    same_unit: bool  # a difference in the series is in the indicator's unit, so its noise band holds
    notes: tuple[Note, ...] = ()
    decided: Reach | None = None  # the form itself settles the reach, whatever the method says
    met_only_after: int | None = None  # the first year in which the target can be met


def own(
    target: doc.Target,
    series: Series,
    *,
    kind: Kind = Kind.VALUE,
    way: int = 0,
    threshold: float | None = None,
    year: int | None = None,
    low: float | None = None,
    high: float | None = None,
    base: int | None = None,
    notes: tuple[Note, ...] = (),
) -> Judgeable:
    """Return a target on the indicator's own figures; `year` and `base` stand before the target's."""
    case = Case(
        years=series.years,
        values=series.values,
        kind=kind,
        way=way,
        threshold=threshold,
        year=target.year if year is None else year,
        low=low,
        high=high,
        base_year=target.base if base is None else base,
    )
    return Judgeable(case=case, series=series, own=True, same_unit=True, notes=notes)


def derived(
    target: doc.Target,
    series: Series,
    *,
    way: int,
    threshold: float,
    strict: bool = False,
    same_unit: bool = False,
    notes: tuple[Note, ...] = (),
) -> Judgeable:
    """Return a target on a series worked out from several."""
    case = Case(
        years=series.years,
        values=series.values,
        kind=Kind.VALUE,
        way=way,
        threshold=threshold,
        year=target.year,
        base_year=target.base,
        strict=strict,
    )
    return Judgeable(case=case, series=series, own=False, same_unit=same_unit, notes=notes)


def base_value(series: Series, year: int, *, whole: Callable[[], Series]) -> float:
    """Return the value at a base year; where only the other side of a break has one, say so."""
    value = series.value_at(year)
    if value is not None:
        return value
    raise CannotBeJudged(Reason.NO_BASE if whole().value_at(year) is None else Reason.BREAK, years=[year])


def slack(threshold: float) -> float:
    """Return within what two numbers are equal, and a difference has no sign."""
    return TOLERANCE * max(1.0, abs(threshold))


def rows(parts: Sequence[Series]) -> dict[int, tuple[float, ...]]:
    """Return the values of all the parts, in the years in which every one has a figure."""
    tables = [dict(zip(part.years, part.values, strict=True)) for part in parts]
    return {year: tuple(table[year] for table in tables) for year in common_years(parts)}


def common_years(parts: Sequence[Series]) -> list[int]:
    """Return the years in which every part has a figure, ascending."""
    first, *others = (set(part.years) for part in parts)
    return sorted(first.intersection(*others))


def worked_out(values: Mapping[int, float], parts: Sequence[Series]) -> Series:
    """Return a yearly series of values worked out from parts, with what must be said of these.

    A year is preliminary when one part's is; it rests on as many cases as the part with the fewest that are
    known; of several years it is the longest span.
    """
    years = tuple(sorted(values))
    told = {year: [_told(part, year) for part in parts if year in part.years] for year in years}
    return Series(
        years=years,
        values=tuple(values[year] for year in years),
        statuses=tuple(
            PRELIMINARY if any(status == PRELIMINARY for status, _, _ in told[year]) else "" for year in years
        ),
        cases=tuple(
            min((cases for _, cases, _ in told[year] if cases is not None), default=None) for year in years
        ),
        spans=tuple(max((span for _, _, span in told[year]), key=len) for year in years),
        suppressed=tuple(sorted({year for part in parts for year in part.suppressed} - set(years))),
    )


def _told(part: Series, year: int) -> tuple[str, float | None, str]:
    place = part.years.index(year)
    return part.statuses[place], part.cases[place], part.spans[place]


def combined(parts: Sequence[Series], combine: Callable[[Sequence[float]], float]) -> Series:
    """Return a series of `combine` over the parts, in the years in which all of them have a figure."""
    return worked_out({year: combine(values) for year, values in rows(parts).items()}, parts)


def known(places: Sequence[str], read: Read) -> list[Series]:
    """Return the figures of each place; raises CannotBeJudged, naming those that have none."""
    parts = [read(place) for place in places]
    lacking = [place for part, place in zip(parts, places, strict=True) if not part.years]
    if lacking:
        raise CannotBeJudged(Reason.NO_FIGURE, areas=lacking)
    return parts


def positive(parts: Sequence[Series], places: Sequence[str], *, since: int = 0) -> None:
    """Raise CannotBeJudged where a value in a year that all parts have is zero or less."""
    for year, values in reversed(rows(parts).items()):
        low = [place for value, place in zip(values, places, strict=True) if value <= 0]
        if low and year >= since:
            raise CannotBeJudged(Reason.NO_RATIO, years=[year], areas=low)
