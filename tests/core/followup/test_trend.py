"""Trends of many series, held against pymannkendall, SciPy, and a count of every order."""

from collections.abc import Sequence
from itertools import combinations, permutations

import numpy as np
import pymannkendall
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import theilslopes

from laget.core.followup.trend import Floats, corrected_p, exact_p, trend

REAL = st.floats(-1e6, 1e6, allow_subnormal=False)
TIED = st.integers(-3, 3).map(float)
GAPS = st.one_of(REAL, TIED, st.just(float("nan")))


def blocks(values: st.SearchStrategy[float]) -> st.SearchStrategy[Floats]:
    """Blocks of up to four series over up to 25 years."""
    shape = st.tuples(st.integers(1, 4), st.integers(2, 25))
    return shape.flatmap(lambda size: arrays.arrays(np.float64, size, elements=values))


def calendar(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(2000, 2000 + values.shape[1])


@given(values=blocks(REAL) | blocks(TIED) | blocks(GAPS))
def test_mann_kendall_and_sen_are_those_of_pymannkendall(values: Floats) -> None:
    found = trend(calendar(values), values)
    for row, series in enumerate(values):
        if np.isfinite(series).sum() < 2:
            assert np.isnan(found.p[row])
            continue
        other = pymannkendall.original_test(series)
        assert found.s[row] == other.s
        assert found.variance[row] == pytest.approx(other.var_s, rel=1e-14)
        assert found.z[row] == pytest.approx(other.z, rel=1e-13)
        assert found.p[row] == pytest.approx(other.p, abs=1e-14)
        assert found.slope[row] == pytest.approx(other.slope, rel=1e-14)


@given(values=blocks(REAL) | blocks(TIED) | blocks(GAPS))
def test_slope_and_intercept_are_those_of_scipy(values: Floats) -> None:
    years = calendar(values)
    found = trend(years, values)
    for row, series in enumerate(values):
        seen = np.isfinite(series)
        if seen.sum() < 2:
            continue
        other = theilslopes(series[seen], years[seen])
        assert found.slope[row] == pytest.approx(other.slope, rel=1e-14)
        assert found.intercept[row] == pytest.approx(other.intercept, rel=1e-12, abs=1e-6)
        assert found.at(np.full(len(values), 2030.0))[row] == pytest.approx(
            other.intercept + other.slope * 2030, rel=1e-9, abs=1e-6
        )


@given(data=st.data(), years=st.lists(st.integers(1950, 2030), min_size=2, max_size=15, unique=True))
def test_years_far_apart_count_as_true_years(data: st.DataObject, years: list[int]) -> None:
    years = sorted(years)
    series = data.draw(arrays.arrays(np.float64, len(years), elements=REAL))
    found = trend(np.array(years), series[None, :])
    assert found.slope[0] == pytest.approx(theilslopes(series, years).slope, rel=1e-14)


# What is left of this series has ties that a slope one digit off would break.
@example(values=np.array([[0.0, 2, 2, 0, 0, 1, 0, -1, 0, -1, -3, -1]]))
@given(values=blocks(REAL) | blocks(TIED))
def test_the_corrected_p_is_that_of_hamed_and_rao_in_pymannkendall(values: Floats) -> None:
    years = calendar(values)
    found = trend(years, values)
    corrected = corrected_p(years, values, found)
    for row, series in enumerate(values):
        with np.errstate(divide="ignore", invalid="ignore"):
            other = pymannkendall.hamed_rao_modification_test(series) if len(series) > 2 else None
        if other is None or not np.isfinite(other.p) or not other.var_s > 0:
            assert corrected[row] == found.p[row]  # where the correction does not exist
        else:
            assert corrected[row] == pytest.approx(other.p, abs=1e-12)


def test_autocorrelation_is_taken_between_observed_values_and_the_slope_in_true_years() -> None:
    whole = np.array([[3.0, 4.0, 6.0, 5.0, 8.0, 9.0, 8.0, 12.0, 11.0, 14.0, 13.0, 17.0]])
    years = np.arange(2000, 2012)
    scattered = np.full((1, 24), np.nan)
    scattered[:, ::2] = whole
    found = corrected_p(years, whole, trend(years, whole))
    apart = np.arange(2000, 2024)
    assert corrected_p(apart, scattered, trend(apart, scattered)) == pytest.approx(found, rel=1e-12)


def counted(values: Sequence[float]) -> float:
    """Return the exact p by trying every order of the values."""

    def score(order: Sequence[float]) -> int:
        return sum((b > a) - (b < a) for a, b in combinations(order, 2))

    scores = [abs(score(order)) for order in permutations(values)]
    return sum(one >= abs(score(values)) for one in scores) / len(scores)


@settings(max_examples=40)
@given(values=st.lists(st.integers(0, 4).map(float), min_size=2, max_size=7))
def test_the_exact_p_counts_every_order_of_the_values_with_their_ties(values: list[float]) -> None:
    series = np.array([values])
    found = trend(np.arange(len(values)), series)
    assert exact_p(series, found)[0] == pytest.approx(counted(values), rel=1e-12)


def test_the_exact_p_ends_where_the_tables_do() -> None:
    ten, eleven = np.arange(10.0)[None, :], np.arange(11.0)[None, :]
    assert exact_p(ten, trend(np.arange(10), ten))[0] == pytest.approx(2 / 3628800, rel=1e-12)
    assert np.isnan(exact_p(eleven, trend(np.arange(11), eleven))[0])


def test_four_points_can_never_be_significant() -> None:
    series = np.array([[1.0, 2.0, 3.0, 4.0]])
    assert exact_p(series, trend(np.arange(4), series))[0] == pytest.approx(1 / 12)


def test_a_series_is_the_same_alone_and_among_thousands() -> None:
    generator = np.random.Generator(np.random.PCG64(7))
    values = generator.normal(size=(3000, 20))
    values[generator.random(values.shape) < 0.1] = np.nan
    years = np.arange(2001, 2021)
    together = trend(years, values)
    for row in (0, 1234, 2999):
        alone = trend(years, values[row : row + 1])
        for name in alone.__dataclass_fields__:
            assert getattr(alone, name)[0] == getattr(together, name)[row]


@pytest.mark.parametrize("shape", [(0, 20), (3, 0), (3, 1)])
def test_a_block_without_pairs_has_no_trend(shape: tuple[int, int]) -> None:
    values = np.zeros(shape)
    years = np.arange(shape[1])
    found = trend(years, values)
    assert found.s.tolist() == [0] * shape[0]
    for numbers in (found.p, found.slope, exact_p(values, found), corrected_p(years, values, found)):
        assert numbers.shape == (shape[0],)
        assert np.isnan(numbers).all()
