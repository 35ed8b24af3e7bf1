"""Mann-Kendall and Theil-Sen for many series of 20 years, beside pymannkendall and scipy in the same run."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pymannkendall
from scipy.stats import kendalltau, theilslopes

from laget.core.followup.trend import Floats, corrected_p, exact_p, trend

YEARS = np.arange(2005, 2025)
SAMPLE = 200  # series that the peers are timed on; they take minutes for 100,000
ROUNDS = 7  # in turns, so that a busy machine is as busy for both


def run() -> None:
    """Print our processor milliseconds for 1,000 series, the peer's, and their ratio."""
    generator = np.random.Generator(np.random.PCG64(1))
    plain = generator.normal(50, 10, size=(100_000, len(YEARS)))
    gaps = np.where(generator.random(plain.shape) < 0.1, np.nan, plain.round())
    short = plain[:, :10]
    print(
        f"peers on {SAMPLE} series; figures are processor milliseconds for 1,000 series, the best of {ROUNDS}"
    )
    print(f"{'':<58}{'ours':>9}{'peer':>10}{'ratio':>9}")
    for rows in (1_000, 100_000):
        name = f"{rows:,} series"
        line(f"S, z, p, slope, intercept; {name}", plain[:rows], whole, each(pymannkendall.original_test))
        line(f"slope and intercept (all of the above); {name}", plain[:rows], whole, each(lines))
        line(f"the same with ties and gaps; {name}", gaps[:rows], whole, each(pymannkendall.original_test))
        line(f"and corrected p; {name}", plain[:rows], with_corrected, each(hamed_rao))
        line(f"and exact p, 10 years; {name}", short[:rows], with_exact, each(exact))


def line(name: str, values: Floats, ours: Callable[[Floats], Any], peer: Callable[[Floats], Any]) -> None:
    """Time ours on all of `values` and the peer on some of them, in turns; print both and the ratio."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine += [timed(ours, values) for _ in range(max(1, 10_000 // len(values)))]
        theirs.append(timed(peer, values[:SAMPLE]))
    own, other = min(mine) / len(values), min(theirs) / SAMPLE
    print(f"{name:<58}{own * 1e6:>9.2f}{other * 1e6:>10.1f}{other / own:>8.0f}×", flush=True)


def timed(work: Callable[[Floats], Any], values: Floats) -> float:
    """Return the processor seconds that `work` takes; all of them are of one thread."""
    start = time.process_time()
    work(values)
    return time.process_time() - start


def whole(values: Floats) -> Any:
    return trend(YEARS[: values.shape[1]], values)


def with_corrected(values: Floats) -> Any:
    return corrected_p(YEARS, values, whole(values))


def with_exact(values: Floats) -> Any:
    return exact_p(values, whole(values))


def each(work: Callable[[Floats], Any]) -> Callable[[Floats], Any]:
    """Return what does `work` on one series after the other, as the peers do."""
    return lambda values: [work(series) for series in values]


def lines(series: Floats) -> Any:
    return theilslopes(series, YEARS)


def hamed_rao(series: Floats) -> Any:
    with np.errstate(invalid="ignore"):
        return pymannkendall.hamed_rao_modification_test(series)


def exact(series: Floats) -> Any:
    return kendalltau(YEARS[: len(series)], series, method="exact"), theilslopes(series, YEARS[: len(series)])
