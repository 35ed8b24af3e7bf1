"""What a method is given (a block of series with their targets) and what it answers (a verdict for each)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from laget.core.followup.reason import CODE, Reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Bools = NDArray[np.bool_]

TOLERANCE = 1e-9
WINDOW, FEWEST = 6, 4  # the default method's: the last six observed values, at least four


class Kind(IntEnum):
    """What kind of target a series is judged against."""

    VALUE = 0
    HOLD = 1
    CORRIDOR = 2
    DIRECTION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One series and its target, as scalars.

    `years` ascend and `values` are observed only. `way` is +1 where higher is better and -1 where lower is
    (a corridor finds its own). A value without a `year` is judged as a hold. `base_year` is a wish, and
    `base_value` stands in for that year's. A hold without a `threshold` is held to its base value.
    `strict` is a threshold that must be passed, not touched.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]
    kind: Kind
    way: int = 0
    threshold: float | None = None
    year: int | None = None
    low: float | None = None
    high: float | None = None
    base_year: int | None = None
    base_value: float | None = None
    limit: float | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Many series with their targets, as arrays: n series over the same Y ascending years.

    Made by `of` or `build`, which leave out what lies after each target's year and find the threshold and
    the way of each corridor and of each hold without a value. NaN is none in every array of floats.
    """

    years: Ints  # Y
    values: Floats  # n × Y
    kind: Small  # n, as are all below
    way: Floats  # +1 or -1; 0 inside a corridor
    threshold: Floats
    target_year: Floats
    base_year: Floats
    base_value: Floats
    limit: Floats
    strict: Bools
    inside: Bools  # the latest value lies inside the corridor
    unseen: Bools  # there are figures, but all of them after the target's year
    count: Ints  # of observed values
    last_year: Ints  # -1 without figures
    last_value: Floats

    @classmethod
    def of(cls, cases: Sequence[Case]) -> Self:
        """Return the block of `cases`, one row each, in their order."""
        years = np.array(sorted({year for case in cases for year in case.years}), np.int64)
        values = np.full((len(cases), len(years)), np.nan)
        for row, case in enumerate(cases):
            values[row, np.searchsorted(years, np.array(case.years, np.int64))] = case.values
        return cls.build(
            years=years,
            values=values,
            kind=np.array([case.kind for case in cases], np.int8),
            way=floats(case.way for case in cases),
            threshold=floats(case.threshold for case in cases),
            target_year=floats(case.year for case in cases),
            low=floats(case.low for case in cases),
            high=floats(case.high for case in cases),
            base_year=floats(case.base_year for case in cases),
            base_value=floats(case.base_value for case in cases),
            limit=floats(case.limit for case in cases),
            strict=np.array([case.strict for case in cases], np.bool_),
        )

    @classmethod
    def build(
        cls,
        *,
        years: Ints,
        values: Floats,
        kind: Small,
        way: Floats,
        threshold: Floats,
        target_year: Floats,
        low: Floats,
        high: Floats,
        base_year: Floats,
        base_value: Floats,
        limit: Floats,
        strict: Bools,
    ) -> Self:
        """Return the block of n series over Y years; arrays have n items, `years` Y and `values` n × Y."""
        any_figure = np.isfinite(values).any(axis=1)
        values = np.where(years > np.fmin(target_year, np.inf)[:, None], np.nan, values)
        seen = np.isfinite(values)
        last_year, last_value = picked(years, values, column=nth_last(seen, 1))

        corridor = kind == Kind.CORRIDOR
        inside = corridor & (last_value >= low - tolerance(low)) & (last_value <= high + tolerance(high))
        above = last_value > high
        threshold = np.where(corridor, np.where(above, high, low), threshold)
        way = np.where(corridor, np.where(inside, 0.0, np.where(above, -1.0, 1.0)), way)

        without_value = (kind == Kind.HOLD) & np.isnan(threshold)
        asked = picked(years, values, column=first_from(years, seen, base_year))[1]
        start = picked(years, values, column=nth_last(seen, np.minimum(WINDOW, seen.sum(axis=1))))[1]
        base = np.where(np.isnan(base_value), np.where(np.isnan(base_year), start, asked), base_value)
        return cls(
            years=years,
            values=values,
            kind=kind,
            way=way,
            threshold=np.where(without_value, base, threshold),
            target_year=target_year,
            base_year=base_year,
            base_value=base_value,
            limit=limit,
            strict=strict,
            inside=inside,
            unseen=any_figure & (last_year < 0),
            count=seen.sum(axis=1),
            last_year=last_year,
            last_value=last_value,
        )

    @property
    def seen(self) -> Bools:
        """Where there is an observed value (n × Y)."""
        return np.isfinite(self.values)

    @property
    def tolerance(self) -> Floats:
        """Within what a difference from the threshold, or a yearly change, is none."""
        return tolerance(self.threshold)

    @property
    def held(self) -> Bools:
        """Whether the target is one to hold: a hold, a corridor, or a value without a year."""
        held: Bools = (self.kind == Kind.HOLD) | (self.kind == Kind.CORRIDOR)
        held |= (self.kind == Kind.VALUE) & np.isnan(self.target_year)
        return held

    @property
    def ended(self) -> Bools:
        """Whether the figure of the target's year is out."""
        ended: Bools = self.last_year == self.target_year
        return ended

    @property
    def met(self) -> Bools:
        """Whether the latest value meets the target; never so for a direction."""
        reached = (self.kind != Kind.DIRECTION) & self.reaches(self.last_value)
        return np.where(self.kind == Kind.CORRIDOR, self.inside, reached)

    def reaches(self, value: Floats, *, threshold: Floats | None = None) -> Bools:
        """Return whether each of n values has come as far as its threshold; beyond it where `strict`."""
        goal = self.threshold if threshold is None else threshold
        distance = self.way * (value - goal)
        return np.where(self.strict, distance > tolerance(goal), distance >= -tolerance(goal))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict for each row of a block; every array has n items, and NaN or -1 where there is none."""

    classes: Small  # index in the method's classes
    reason: Small  # place in REASONS
    progress: Floats  # the number the class was read from
    score: Floats
    projected: Floats  # the value in the target's year, where the method forms one
    base_year_used: Ints
    last_year_used: Ints
    towards: Bools  # the series moves towards the target, by the method's own number
    met: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A named and versioned way to judge; `needs` is the fewest observed years it can use."""

    name: str
    version: int
    classes: tuple[str, ...]
    needs: int
    judge: Callable[[Block], Judged]
    beside: Callable[[Block], Judged] | None = None  # a second window, shown beside the verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The mean yearly change over the last six observed values, at least four; NaN and -1 where fewer."""

    yearly: Floats  # destatis' g, in the series' unit a year
    first_year: Ints
    last_year: Ints
    first_value: Floats
    last_value: Floats


def pace(block: Block) -> Pace:
    """Return the pace of each series in `block`: (last - first) / (years between them)."""
    enough = block.count >= FEWEST
    column = np.where(enough, nth_last(block.seen, np.minimum(WINDOW, block.count)), -1)
    first_year, first_value = picked(block.years, block.values, column=column)
    last_year = np.where(enough, block.last_year, -1)
    last_value = np.where(enough, block.last_value, np.nan)
    elapsed = np.where(enough, last_year - first_year, 1)
    return Pace(
        yearly=(last_value - first_value) / elapsed,
        first_year=first_year,
        last_year=last_year,
        first_value=first_value,
        last_value=last_value,
    )


def judged(
    block: Block,
    *,
    classes: NDArray[np.integer],
    reasons: Sequence[tuple[Bools, Reason]],
    progress: Floats,
    base_year_used: Ints,
    towards: Bools,
    met: Bools,
    score: Floats | None = None,
    projected: Floats | None = None,
) -> Judged:
    """Return the verdicts, emptied where one of `reasons` holds; the first that holds is given."""
    reasons = [
        (block.unseen, Reason.TARGET_BEFORE_FIGURES),
        (block.count == 0, Reason.NO_FIGURE),
        *reasons,
    ]
    code = np.select([holds for holds, _ in reasons], [CODE[reason] for _, reason in reasons], 0)
    verdict = code == CODE[Reason.NONE]
    none = np.full(len(code), np.nan)
    return Judged(
        classes=np.where(verdict, classes, -1).astype(np.int8),
        reason=code.astype(np.int8),
        progress=np.where(verdict, progress, np.nan),
        score=none if score is None else np.where(verdict, score, np.nan),
        projected=none if projected is None else np.where(verdict, projected, np.nan),
        base_year_used=base_year_used,
        last_year_used=block.last_year,
        towards=verdict & towards,
        met=verdict & met,
    )


def tolerance(threshold: Floats) -> Floats:
    """Return 1e-9·max(1, |T|), within which numbers are equal and a sign is none; T may be NaN."""
    return TOLERANCE * np.fmax(1, np.abs(threshold))


def nth_last(seen: Bools, nth: Ints | int) -> Ints:
    """Return the column of each row's nth last observed value, -1 where there are not so many."""
    from_last = np.cumsum(seen[:, ::-1], axis=1, dtype=np.int16)[:, ::-1]
    return _first(seen & (from_last == np.reshape(nth, (-1, 1))))


def first_from(years: Ints, seen: Bools, year: Floats) -> Ints:
    """Return the column of each row's first observed value in `year` or later, -1 where there is none."""
    return _first(seen & (years >= year[:, None]))


def picked(years: Ints, values: Floats, *, column: Ints) -> tuple[Ints, Floats]:
    """Return the year and the value in each row's column; -1 and NaN where the column is -1."""
    if not len(years):
        return np.full(len(values), -1), np.full(len(values), np.nan)
    found = column >= 0
    value = values[np.arange(len(values)), column]
    return np.where(found, years[column], -1), np.where(found, value, np.nan)


def floats(numbers: Iterable[float | None]) -> Floats:
    """Return numbers as an array, None as NaN."""
    return np.array([np.nan if number is None else number for number in numbers], np.float64)


def _first(wanted: Bools) -> Ints:
    if not wanted.shape[1]:
        return np.full(len(wanted), -1)
    column = wanted.argmax(axis=1)
    return np.where(wanted[np.arange(len(wanted)), column], column, -1)
