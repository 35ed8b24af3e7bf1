"""Trends of many series at once: the Mann-Kendall test and the Theil-Sen line.

Sources: Mann (1945) and Kendall (1975) for S and its variance with ties; Sen (1968) for the slope and
Conover (1980) for the line; Hamed and Rao (1998) for the variance under autocorrelation. Years are true years
and gaps are allowed. No loop runs over series: pairs are formed a lag at a time for a chunk of series that
fits in the processor's cache, and each series is sorted once.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_EXACT = 10  # values; the exact test serves up to so many
CHUNK = 100_000  # pairs, 0.8 MB
STEP = 4_000  # series
QUANTILE = 1.959963984540054  # of the normal distribution, 5 % outside on both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The trend of each of n series; floats are NaN where there are fewer than two values.

    `s` and `variance` are Mann-Kendall's S and its variance with ties, `z` its normal score and `p` the
    two-sided probability. `slope` is the median of the pairwise slopes, in units a year; the line runs
    through the median year and the median value.
    """

    count: Ints
    s: Ints
    variance: Floats
    z: Floats
    p: Floats
    slope: Floats
    median_year: Floats
    median_value: Floats

    @property
    def intercept(self) -> Floats:
        """The line's value in year 0."""
        return self.median_value - self.slope * self.median_year

    def at(self, year: Floats) -> Floats:
        """Return the line's value in each series' `year`."""
        return self.median_value + self.slope * (year - self.median_year)


def trend(years: Ints, values: Floats) -> Trend:
    """Return the trends of n series over the same Y ascending years: `values` is n × Y, NaN where missing."""
    ordered = np.sort(values, axis=1)
    count = np.full(len(values), len(years))
    gaps = np.isnan(ordered[:, -1:]).any(axis=1)
    median_year = np.full(len(values), _middle(years[None, :].astype(np.float64), np.array([len(years)])))
    if gaps.any():
        count[gaps] -= np.isnan(ordered[gaps]).sum(axis=1)
        seen = np.sort(np.where(np.isnan(values[gaps]), np.nan, years), axis=1)
        median_year[gaps] = _middle(seen, count[gaps])

    formed = count * (count - 1) // 2
    rising, slope = _pairs(years, values, formed=formed)
    level, weight = np.zeros_like(count), count * (count - 1) * (2 * count + 5)
    across = np.ascontiguousarray(ordered.T)  # many short rows are slow to look through
    tied = (across[1:] == across[:-1]).any(axis=0)
    if tied.any():
        place = _places_in_ties(ordered[tied])
        level[tied] = place.sum(axis=1)
        weight[tied] -= 6 * (place * (place + 2)).sum(axis=1)  # t(t-1)(2t+5) for each tie of t values
    s, variance = 2 * rising - formed + level, weight / 18
    z = np.where(count < 2, np.nan, _score(s, variance))
    return Trend(
        count=count,
        s=s,
        variance=variance,
        z=z,
        p=_two_sided(z),
        slope=slope,
        median_year=median_year,
        median_value=_middle(ordered, count),
    )


def exact_p(values: Floats, found: Trend) -> Floats:
    """Return the exact two-sided probability of each S in `found`, NaN for more than ten values or under two.

    It is the share of all orders of the series' own values, ties kept, that give an S at least as far from
    zero.
    """
    p = np.full(len(values), np.nan)
    few = np.flatnonzero((found.count >= 2) & (found.count <= MOST_EXACT))
    place = _places_in_ties(np.sort(values[few], axis=1))
    # How many values stand second, third … in a tie tells the pattern of ties: one digit each.
    digit = (MOST_EXACT + 1) ** np.arange(MOST_EXACT, dtype=np.int64)
    digit[0] = 0
    key = digit[place].sum(axis=1) + found.count[few]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    table = np.zeros((len(first), MOST_EXACT * (MOST_EXACT - 1) // 2 + 1))
    for row, example in enumerate(first.tolist()):
        standing = np.bincount(place[example], minlength=MOST_EXACT)[1:]
        known = _exact_table((int(found.count[few[example]]), *standing.tolist()))
        table[row, : len(known)] = known
    p[few] = table[which, np.abs(found.s[few])]
    return p


def corrected_p(years: Ints, values: Floats, found: Trend) -> Floats:
    """Return the two-sided probability of each S in `found` with its variance corrected for autocorrelation.

    Hamed and Rao (1998): the ranks of what is left when the slope is taken away are correlated with
    themselves, and every lag outside the 95 % band changes the variance. A lag is a step to the next observed
    value. Where nothing varies around the line, there are fewer than three values, or the corrected variance
    is not positive, the correction does not exist and the uncorrected p is given.
    """
    factor = np.ones(len(values))
    for part in _parts(len(values), STEP):
        factor[part] = _inflation(years, values[part], found.slope[part])
    variance = found.variance * np.where(factor > 0, factor, 1.0)
    return _two_sided(np.where(found.count < 2, np.nan, _score(found.s, variance)))


def _pairs(years: Ints, values: Floats, *, formed: Ints) -> tuple[Ints, Floats]:
    """Return, of each series with `formed` pairs of values, how many pairs rise and their median slope."""
    rows, length = values.shape
    rising, slope = np.empty(rows, np.int64), np.empty(rows)
    lags = [(lag, slice(_before(length, lag), _before(length, lag + 1))) for lag in range(1, length)]
    apart = np.concatenate([years[:0], *(years[lag:] - years[:-lag] for lag, _ in lags)])
    apart = apart.astype(np.float64)[:, None]
    later = int((apart != 1).argmax()) if len(apart) else 0  # neighbouring years need no division
    pairs = len(apart)
    step = max(1, min(rows, CHUNK // max(1, pairs)))
    memory = np.empty((2, pairs * step))  # used by every chunk, so that it stays in the cache
    for part in _parts(rows, step):
        across = np.ascontiguousarray(values[part].T)  # a lag is then a shift of whole rows
        here = across.shape[1]
        slopes, ordered = memory[0, : pairs * here].reshape(pairs, here), memory[1, : pairs * here]
        ordered = ordered.reshape(here, pairs)
        for lag, place in lags:
            np.subtract(across[lag:], across[:-lag], out=slopes[place])
        # A product with 1/years would be faster, and break ties that a quotient keeps.
        np.divide(slopes[later:], apart[later:], out=slopes[later:])
        rising[part] = np.add.reduce(slopes > 0, axis=0, dtype=np.min_scalar_type(pairs))
        np.copyto(ordered, slopes.T)
        ordered.sort(axis=1)  # NaN last
        slope[part] = _middle(ordered, formed[part])
    return rising, slope


def _before(length: int, lag: int) -> int:
    """Return how many pairs of `length` values have a smaller lag."""
    return (lag - 1) * length - lag * (lag - 1) // 2


def _parts(rows: int, step: int) -> Iterator[slice]:
    return (slice(start, min(start + step, rows)) for start in range(0, rows, step))


def _middle(ordered: Floats, count: Ints) -> Floats:
    """Return the median of the first `count` values of each ascending row, NaN where there is none."""
    if not ordered.size:
        return np.full(len(ordered), np.nan)
    lower, upper = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, ordered.shape[1] - 1)
    twice: Floats
    if (count == count[0]).all():  # nothing is missing: two columns are read faster than two cells a row
        twice = ordered[:, lower[0]] + ordered[:, upper[0]]
    else:
        row = np.arange(len(ordered))
        twice = ordered[row, lower] + ordered[row, upper]
    return twice / 2


def _places_in_ties(ordered: Floats) -> Ints:
    """Return how many equal values stand before each value of each ascending row."""
    place = np.broadcast_to(np.arange(ordered.shape[1]), ordered.shape)
    first = np.ones(ordered.shape, np.bool_)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]  # NaN equals nothing
    return place - np.maximum.accumulate(np.where(first, place, 0), axis=1)


def _score(s: Ints, variance: Floats) -> Floats:
    """Return the normal score with the correction for continuity; 0 where S is."""
    return (s - np.sign(s)) / np.sqrt(np.where(s == 0, 1.0, variance))


def _two_sided(z: Floats) -> Floats:
    """Return the probability of a normal score at least as far from zero; scores are few, series many."""
    scores, which = np.unique(np.abs(z), return_inverse=True)
    return np.fromiter(map(math.erfc, (scores / math.sqrt(2)).tolist()), np.float64)[which]


@cache
def _exact_table(pattern: tuple[int, ...]) -> Floats:
    """Return the two-sided probability of each |S| from 0 on, for n values with ties.

    `pattern` is n and then how many values have one, two, three … equals before them. The orders of a
    multiset with k inversions are counted by the q-multinomial coefficient
    ∏(1 - qⁱ, i = 1…n) / ∏ over ties of t values ∏(1 - qⁱ, i = 1…t), and S = pairs - 2k.
    """
    n, standing = pattern[0], pattern[1:]
    pairs = n * (n - 1) // 2 - sum(place * many for place, many in enumerate(standing, 1))
    orders = [1] + [0] * pairs
    for i in range(1, n + 1):
        for k in range(pairs, i - 1, -1):
            orders[k] -= orders[k - i]
    # The factor 1 - qⁱ stands once below the line for each tie of at least i values.
    for i, ties in enumerate((n - sum(standing), *standing), 1):
        for _ in range(ties):
            for k in range(i, pairs + 1):
                orders[k] += orders[k - i]
    total = sum(orders)
    return np.array(
        [
            sum(many for k, many in enumerate(orders) if abs(pairs - 2 * k) >= s) / total
            for s in range(pairs + 1)
        ]
    )


def _inflation(years: Ints, values: Floats, slope: Floats) -> Floats:
    """Return what each series' variance of S is multiplied by; 1 where there is nothing to correct."""
    seen = ~np.isnan(values)
    count = seen.sum(axis=1)
    first = np.where(count > 0, years[seen.argmax(axis=1)], 0) if len(years) else count
    left = values - (years - first[:, None] + 1) * slope[:, None]
    if not seen.all():  # a lag is a step to the next observed value
        left = np.take_along_axis(left, np.argsort(~seen, axis=1, kind="stable"), axis=1)
    left = np.ascontiguousarray(left.T)

    length = len(left)
    above = np.zeros(left.shape, np.int16)
    for lag in range(1, length):
        sign = (left[lag:] > left[:-lag]).view(np.int8) - (left[lag:] < left[:-lag]).view(np.int8)
        above[lag:] += sign
        above[:-lag] -= sign
    rank = above.astype(np.float64)  # twice the rank, counted from the mean rank

    power = np.einsum("ij,ij->j", rank, rank)
    power[power == 0] = np.inf  # nothing varies around the line
    band = QUANTILE / np.sqrt(np.maximum(count, 1))
    change = np.zeros(len(values))
    for lag in range(1, length):
        correlation = np.einsum("ij,ij->j", rank[lag:], rank[:-lag]) / power
        weight = (count - lag) * (count - lag - 1) * (count - lag - 2)
        change += np.where(np.abs(correlation) > band, weight * correlation, 0)  # 0 beyond the last lag
    factor: Floats = 1 + 2 * change / np.maximum(count * (count - 1) * (count - 2), 1)
    return factor
