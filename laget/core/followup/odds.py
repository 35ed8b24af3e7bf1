"""How sure a projection is: the 80 % interval, the chance of reaching the target, and the past hit rate.

All three rest on the median line of `theil_sen`, whatever method gives the word. Sources: Sen (1968) for the
interval of the slope, Conover (1980) for the line, Efron and Tibshirani (1993), chapter 9, for the bootstrap
of residuals. See docs/methods/chance.md.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.core.followup.methods.method import (
    FEWEST,
    Block,
    Bools,
    Case,
    Floats,
    Ints,
    Kind,
    floats,
    nth_last,
    picked,
    tolerance,
)
from laget.core.followup.trend import Trend, trend

LEVEL = 0.8  # the share of outcomes that the interval shall hold
QUANTILE = 1.2815515655446004  # of the normal distribution, 20 % outside on both sides
DRAWS = 1_000  # bootstrap series for each target
CELLS = 4_000_000  # numbers held at a time, 32 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Where each of n series is led by its median line, and within what; NaN where values are too few."""

    middle: Floats
    low: Floats
    high: Floats

    def holds(self, value: Floats) -> Bools:
        """Return whether each value lies inside; never where there is none."""
        slack = tolerance(value)
        held: Bools = (value >= self.low - slack) & (value <= self.high + slack)
        return held


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What is known of one target's `year`: the projection, the chance of meeting the target, and its record.

    `held` of `of` projections made in earlier years held; `of` is 0 where no earlier year has values enough.
    """

    year: int
    projected: float
    low: float
    high: float
    chance: float
    held: int
    of: int


def odds(cases: Sequence[Case], *, ids: Sequence[str]) -> list[Odds | None]:
    """Return the odds of each case, in order; `ids` are the targets', and seed their chance.

    A value is met in its target year. What shall be held, a corridor, and a value without a year are met next
    year. None for a direction, a target whose year's figure is out, a hold without a value, and a series of
    fewer than four values.
    """
    if not cases:
        return []
    block = Block.of(cases)
    year: Floats = np.where(block.held, block.last_year + 1.0, block.target_year)
    wanted = (block.kind != Kind.DIRECTION) & ~block.ended & np.isfinite(block.threshold)
    rows = np.flatnonzero(wanted & (block.count >= FEWEST))
    values = block.values[rows]
    found = project(block.years, values, year=year[rows])
    ahead: Floats = year - block.last_year
    held, of = past_hits(block.years, values, ahead=ahead[rows])
    answers: list[Odds | None] = [None] * len(cases)
    for part in _alike(block.seen[rows]):
        row = rows[part]
        seen = block.seen[row[0]]
        drawn = outcomes(
            block.years[seen],
            block.values[row][:, seen],
            year=year[row],
            seeds=[seed(ids[one]) for one in row],
        )
        chance = _met([cases[one] for one in row], block, row, drawn).mean(axis=1)
        for place, one, share in zip(part.tolist(), row.tolist(), chance.tolist(), strict=True):
            answers[one] = Odds(
                year=int(year[one]),
                projected=float(found.middle[place]),
                low=float(found.low[place]),
                high=float(found.high[place]),
                chance=share,
                held=int(held[place]),
                of=int(of[place]),
            )
    return answers


def project(years: Ints, values: Floats, *, year: Floats) -> Projection:
    """Return where each of n series over the same Y ascending years (`values` n × Y) is in its `year`.

    NaN is missing; `year` lies after the last value. The middle is the median line, and around it lies the
    interval that shall hold 80 outcomes of 100. Its half-widths are the root of two squares: the line's
    turning, which is Sen's interval of the slope (order statistics of the pairwise slopes) times the years
    from the median year; and the single year's scatter, which is the order statistic of the absolute
    residuals at 0.8·(n + 1), widened by √(n/(n − 2)) since a line follows its own values.
    """
    middle, low, high = np.full((3, len(values)), np.nan)
    rows = np.flatnonzero(np.isfinite(values).sum(axis=1) >= FEWEST)
    pairs = max(1, len(years) * (len(years) - 1) // 2)
    for part in _chunks(rows, max(1, CELLS // pairs)):
        found = trend(years, values[part])
        count, slope = found.count, found.slope
        formed, spread = count * (count - 1) // 2, QUANTILE * np.sqrt(found.variance)
        slopes = _slopes(years, values[part])
        left = np.sort(np.abs(residuals(years, values[part], found)), axis=1)
        nth = LEVEL * (count + 1).astype(np.float64)
        scatter = _at(left, nth, count) * np.sqrt(count / (count - 2))
        away = year[part] - found.median_year
        fall = slope - _at(slopes, (formed - spread + 1) / 2, formed)
        rise = _at(slopes, (formed + spread + 1) / 2, formed) - slope
        middle[part] = found.at(year[part])
        low[part] = middle[part] - np.hypot(away * fall, scatter)
        high[part] = middle[part] + np.hypot(away * rise, scatter)
    return Projection(middle=middle, low=low, high=high)


def past_hits(years: Ints, values: Floats, *, ahead: Floats) -> tuple[Ints, Ints]:
    """Return how many projections of each of n series held, and of how many, had they been made before.

    One projection stands in every earlier year with a value and at least four values up to then. It looks at
    the last figure that lies at most `ahead` years on; where none does it is not counted.
    """
    held, of = np.zeros(len(values), np.int64), np.zeros(len(values), np.int64)
    seen = np.isfinite(values)
    for column, year in enumerate(years.tolist()):
        later = seen & (years > year) & (years <= year + ahead[:, None])
        stands = seen[:, column] & (np.cumsum(seen, axis=1)[:, column] >= FEWEST) & later.any(axis=1)
        row = np.flatnonzero(stands)
        if not len(row):
            continue
        when, outcome = picked(years, values[row], column=nth_last(later[row], 1))
        upto = slice(0, column + 1)
        past = project(years[upto], values[row, upto], year=when.astype(np.float64))
        held[row] += past.holds(outcome)
        of[row] += 1
    return held, of


def outcomes(years: Ints, values: Floats, *, year: Floats, seeds: Sequence[int]) -> Floats:
    """Return drawn outcomes in its `year` for each of n series without gaps (`values` n × Y), n × 1,000.

    Each draw makes a series of the line's residuals, drawn with replacement, and one residual more for the
    year itself; the outcome is the line's value, less what the drawn series' own line says of that year, plus
    the one residual. Residuals are counted from their mean and widened by n/(n − 2): once since a line
    follows its own values, once more since so few of them lack the tails of what they come from.
    """
    count = len(years)
    drawn = np.empty((len(values), DRAWS))
    for part in _chunks(np.arange(len(values)), max(1, CELLS // (DRAWS * (count + 1)))):
        found = trend(years, values[part])
        left = residuals(years, values[part], found)
        left = (left - left.mean(axis=1, keepdims=True)) * (count / (count - 2))
        place = np.stack([_places(seeds[row], count) for row in part])
        series = np.take_along_axis(left[:, None, :], place, axis=2)
        again = trend(years, series[:, :, :count].reshape(-1, count)).at(np.repeat(year[part], DRAWS))
        drawn[part] = found.at(year[part])[:, None] - again.reshape(-1, DRAWS) + series[:, :, count]
    return drawn


def seed(target: str) -> int:
    """Return the seed of a target's draws: the first eight bytes of the SHA-256 of its id."""
    return int.from_bytes(hashlib.sha256(target.encode()).digest()[:8], "big")


def residuals(years: Ints, values: Floats, found: Trend) -> Floats:
    """Return what n series (`values` n × Y) leave over their median line, NaN where there is no value."""
    return values - found.median_value[:, None] - found.slope[:, None] * (years - found.median_year[:, None])


def _places(seed: int, count: int) -> NDArray[np.uint64]:
    """Return draws of `count` + 1 places below `count`: the upper halves of the raw bits of PCG64, scaled."""
    raw = np.random.PCG64(seed).random_raw(DRAWS * (count + 1)) >> np.uint64(32)
    return ((raw * np.uint64(count)) >> np.uint64(32)).reshape(DRAWS, count + 1)


def _met(cases: Sequence[Case], block: Block, row: Ints, drawn: Floats) -> Bools:
    """Return whether each drawn outcome (n × draws) meets the target of its row in `block`."""
    goal, slack = block.threshold[row, None], block.tolerance[row, None]
    distance = block.way[row, None] * (drawn - goal)
    beyond = np.where(block.strict[row, None], distance > slack, distance >= -slack)
    low, high = floats(case.low for case in cases)[:, None], floats(case.high for case in cases)[:, None]
    within = (drawn >= low - slack) & (drawn <= high + slack)
    return np.where(block.kind[row, None] == Kind.CORRIDOR, within, beyond)


def _alike(seen: Bools) -> Iterator[Ints]:
    """Yield the rows that have values in the same years, one group after the other."""
    if len(seen):
        which = np.unique(seen, axis=0, return_inverse=True)[1].reshape(-1)
        for group in range(which.max() + 1):
            yield np.flatnonzero(which == group)


def _chunks(rows: Ints, step: int) -> Iterator[Ints]:
    return (rows[start : start + step] for start in range(0, len(rows), step))


def _slopes(years: Ints, values: Floats) -> Floats:
    """Return the pairwise slopes of each series, ascending, NaN last."""
    first, last = np.triu_indices(len(years), 1)
    return np.sort((values[:, last] - values[:, first]) / (years[last] - years[first]), axis=1)


def _at(ordered: Floats, place: Floats, count: Ints) -> Floats:
    """Return the value at each ascending row's `place`, counted from 1, between two of them in proportion."""
    place = np.clip(place, 1, count) - 1
    lower = np.floor(place).astype(np.int64)
    upper = np.minimum(lower + 1, count - 1)
    row = np.arange(len(ordered))
    part = place - lower
    return ordered[row, lower] * (1 - part) + ordered[row, upper] * part
