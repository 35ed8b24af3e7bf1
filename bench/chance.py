"""The chance of 100 targets with interval and hit rate, beside a loop over series with scipy and numpy."""

import time

import numpy as np
from scipy.stats import theilslopes

from laget.core.followup.methods.method import Case, Floats, Ints, Kind
from laget.core.followup.odds import DRAWS, LEVEL, QUANTILE, Odds, odds, seed

TARGETS = 100
SAMPLE = 2  # targets that the peer is timed on; a hundred take it minutes
LENGTHS = (6, 13, 20)
AHEAD = 6
ROUNDS = 3
FEWEST = 4
AIM = 5.0  # seconds for 100 targets


def run() -> None:
    """Print our seconds for 100 targets, the peer's, and their ratio; the answers must be the same."""
    print(f"seconds for {TARGETS} targets: ours the best of {ROUNDS}, the peer's as {SAMPLE} of them take")
    print(f"{'':<40}{'ours':>9}{'peer':>10}{'ratio':>9}")
    slowest = 0.0
    for length in LENGTHS:
        ids = [f"t{place}" for place in range(TARGETS)]
        cases = drawn(length)
        mine = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = odds(cases, ids=ids)
            mine.append(time.perf_counter() - start)
        start = time.perf_counter()
        peers = [alone(case, id_) for case, id_ in zip(cases[:SAMPLE], ids, strict=False)]
        theirs = (time.perf_counter() - start) / SAMPLE * TARGETS
        for one, other in zip(found, peers, strict=False):
            assert one is not None
            assert same(one, other), (one, other)
        slowest = max(slowest, min(mine))
        name = f"{length} years, {AHEAD} ahead, {DRAWS:,} draws"
        print(f"{name:<40}{min(mine):>9.2f}{theirs:>10.1f}{theirs / min(mine):>8.0f}×", flush=True)
    print(f"the aim is {AIM:.0f} s: {'held' if slowest <= AIM else 'missed'}")


def drawn(length: int) -> list[Case]:
    """Return targets on random lines with noise."""
    generator = np.random.Generator(np.random.PCG64(length))
    years = np.arange(2005, 2005 + length)
    slopes, goals = generator.normal(size=(2, TARGETS))
    values = 50 + slopes[:, None] * np.arange(length) + generator.normal(size=(TARGETS, length))
    return [
        Case(
            years=tuple(years.tolist()),
            values=tuple(values[row].tolist()),
            kind=Kind.VALUE,
            way=1,
            threshold=float(50 + slopes[row] * (length - 1 + AHEAD) + goals[row]),
            year=int(years[-1]) + AHEAD,
        )
        for row in range(TARGETS)
    ]


def same(one: Odds, other: tuple[float, float, float, int, int]) -> bool:
    """Tell whether the peer answers as we do."""
    return bool(np.allclose((one.low, one.high, one.chance, one.held, one.of), other, atol=1e-9))


def alone(case: Case, id_: str) -> tuple[float, float, float, int, int]:
    """Return low, high, chance, held and of: one target with scipy and numpy, a series at a time."""
    years, values = np.array(case.years), np.array(case.values)
    assert case.year is not None
    assert case.threshold is not None
    count = len(years)
    slope, intercept = line(years, values)
    low, high = interval(years, values, case.year)
    left = values - intercept - slope * years
    left = (left - left.mean()) * count / (count - 2)
    raw = np.random.PCG64(seed(id_)).random_raw(DRAWS * (count + 1)).reshape(DRAWS, count + 1)
    met = 0
    for bits in raw:
        thrown = left[((bits >> np.uint64(32)) * np.uint64(count)) >> np.uint64(32)]
        again, start = line(years, thrown[:count])
        outcome = intercept + slope * case.year - start - again * case.year + thrown[count]
        met += outcome >= case.threshold - 1e-9 * max(1.0, abs(case.threshold))
    held = of = 0
    for last in range(FEWEST, count):
        when = min(years[last - 1] + AHEAD, years[-1])
        below, above = interval(years[:last], values[:last], int(when))
        held += below <= values[years == when][0] <= above
        of += 1
    return low, high, met / DRAWS, held, of


def line(years: Ints, values: Floats) -> tuple[float, float]:
    """Return the slope and the intercept of the median line."""
    slope, intercept, _, _ = theilslopes(values, years)
    return float(slope), float(intercept)


def interval(years: Ints, values: Floats, year: int) -> tuple[float, float]:
    """Return the 80 % interval of docs/methods/chance.md for one series without ties."""
    count = len(years)
    slope, intercept = line(years, values)
    first, last = np.triu_indices(count, 1)
    slopes = np.sort((values[last] - values[first]) / (years[last] - years[first]))
    spread = QUANTILE * np.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    places = np.arange(1, len(slopes) + 1)
    low, high = np.interp([(len(slopes) - spread + 1) / 2, (len(slopes) + spread + 1) / 2], places, slopes)
    left = np.sort(np.abs(values - intercept - slope * years))
    scatter = np.interp(LEVEL * (count + 1), np.arange(1, count + 1), left) * np.sqrt(count / (count - 2))
    middle, away = intercept + slope * year, year - float(np.median(years))
    return (
        float(middle - np.hypot(away * (slope - low), scatter)),
        float(middle + np.hypot(away * (high - slope), scatter)),
    )
