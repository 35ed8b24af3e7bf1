"""The noise band against published worked examples, and what must hold of it."""

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.followup.noise import Z95, is_noise, newcombe, poisson_half_width, wilson

FEW = settings(max_examples=80, deadline=None)
SHARE = st.integers(1, 999).map(lambda step: step / 1000)
SIZE = st.integers(10, 100_000).map(float)


# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3 (score).
@pytest.mark.parametrize(
    ("cases", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(cases: int, size: int, low: float, high: float) -> None:
    found = wilson(cases / size, size)

    assert found == pytest.approx((low, high), abs=5e-5)


# Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10.
@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_interval_is_the_published_one(
    one: tuple[int, int], two: tuple[int, int], low: float, high: float
) -> None:
    (x, m), (y, n) = one, two

    found = newcombe(y / n, n, x / m, m)

    assert found == pytest.approx((low, high), abs=5e-5)


@FEW
@given(share=SHARE, size=SIZE)
def test_wilsons_interval_solves_the_score_equation_at_both_ends(share: float, size: float) -> None:
    low, high = wilson(share, size)

    assert 0 < low < share < high < 1
    for end in (low, high):
        assert abs(share - end) == pytest.approx(Z95 * sqrt(end * (1 - end) / size), rel=1e-6)


@FEW
@given(one=SHARE, two=SHARE, first_size=SIZE, last_size=SIZE)
def test_newcombes_interval_turns_round_with_its_shares(
    one: float, two: float, first_size: float, last_size: float
) -> None:
    low, high = newcombe(one, first_size, two, last_size)
    other_low, other_high = newcombe(two, last_size, one, first_size)
    mirrored = newcombe(1 - one, first_size, 1 - two, last_size)

    assert low <= two - one <= high
    assert (low, high) == pytest.approx((-other_high, -other_low), abs=1e-12)
    assert mirrored == pytest.approx((-high, -low), abs=1e-12)


@pytest.mark.parametrize(
    ("first", "first_cases", "last", "last_cases", "half"),
    [
        (100, 100, 120, 120, 1.959963984540054 * sqrt(220)),  # counts
        (10, 100, 12, 120, 1.959963984540054 * sqrt(1 + 1.2)),  # per 1,000: 10,000 people
        (10, 400, 12, 480, 1.959963984540054 * sqrt(0.25 + 0.3)),  # of four times the people
    ],
)
def test_the_band_of_counts_and_rates_is_poissons(
    first: float, first_cases: float, last: float, last_cases: float, half: float
) -> None:
    assert poisson_half_width(first, first_cases, last, last_cases) == pytest.approx(half)


@pytest.mark.parametrize(
    ("last", "noise"),
    [
        (129.6, True),  # 1.96·√229.6 = 29.698
        (129.8, False),  # 29.711
        (74.2, True),  # 25.868
        (74.0, False),  # 25.854
    ],
)
def test_counts_are_noise_up_to_the_edge_of_the_band(last: float, noise: bool) -> None:
    assert is_noise(100.0, last, unit="people", cases=(100, last)) == noise


@pytest.mark.parametrize(
    ("cases", "unit", "noise"),
    [
        ((56, 48), "percent", False),  # 80 % of 70 and 60 % of 80: −33 to −5
        ((5.6, 4.8), "percent", True),  # of 7 and 8
        ((None, None), "percent", False),
        ((5.6, None), "percent", False),
        ((None, 4.8), "percent", False),
        ((5.6, 4.8), "percent_free", False),  # may be over 100, so it is no share
        ((5.6, 4.8), "index", False),
        ((5.6, 4.8), "per_1000", True),  # a rate on so few: 1.96·√(80²/5.6 + 60²/4.8)
        ((0, 4.8), "per_1000", False),  # without cases there is no variance
    ],
)
def test_cases_make_a_band_for_shares_rates_and_counts_where_both_are_known(
    cases: tuple[float | None, float | None], unit: str, noise: bool
) -> None:
    assert is_noise(80.0, 60.0, unit=unit, cases=cases) == noise


@pytest.mark.parametrize(
    ("first", "last", "cases", "noise"),
    [
        (50.0, 50.4, (50_000, 50_400), True),  # of 100,000: 1.96·√(0.5/100,000) is 0.44
        (50.0, 50.5, (50_000, 50_500), False),
        (100.0, 96.0, (50, 48), True),  # all of 50
        (100.0, 86.0, (50, 43), False),
        (96.0, 100.0, (48, 50), True),
    ],
)
def test_shares_are_noise_up_to_the_edge_of_the_band(
    first: float, last: float, cases: tuple[float, float], noise: bool
) -> None:
    assert is_noise(first, last, unit="percent", cases=cases) == noise


@pytest.mark.parametrize(("first", "last"), [(0.0, 3.0), (3.0, 0.0), (100.0, 101.0)])
def test_a_share_that_cannot_be_has_no_band_and_no_traceback(first: float, last: float) -> None:
    assert not is_noise(first, last, unit="percent", cases=(5, 5))


@pytest.mark.parametrize(
    ("last", "stated", "noise"),
    [
        (40.29, 0.3, True),
        (40.3, 0.3, False),  # smaller changes are no change; this one is as large
        (39.71, 0.3, True),
        (39.7, 0.3, False),
        (40.0, None, True),
        (40 + 5e-10, None, True),
        (40 + 5e-9, None, False),
        (40 + 5e-9, 0.0, False),
    ],
)
def test_the_stated_band_holds_what_is_smaller(last: float, stated: float | None, noise: bool) -> None:
    assert is_noise(40.0, last, unit="index", stated=stated) == noise


def test_the_slack_is_that_of_the_target() -> None:
    assert is_noise(1.0, 1.5, unit="index", slack=0.5)
    assert not is_noise(1.0, 1.5, unit="index", slack=0.4)


@FEW
@given(
    first=SHARE.map(lambda share: 100 * share),
    last=SHARE.map(lambda share: 100 * share),
    cases=st.tuples(SIZE, SIZE),
    unit=st.sampled_from(["percent", "per_1000", "people"]),
)
def test_noise_goes_both_ways_and_more_cases_never_make_more_of_it(
    first: float, last: float, cases: tuple[float, float], unit: str
) -> None:
    here = is_noise(first, last, unit=unit, cases=cases)
    more = is_noise(first, last, unit=unit, cases=(cases[0] * 4, cases[1] * 4))

    assert is_noise(last, first, unit=unit, cases=(cases[1], cases[0])) == here
    assert here or not more


@FEW
@given(
    first=SHARE.map(lambda share: 100 * share),
    change=st.integers(-50, 50).map(float),
    stated=st.none() | st.integers(0, 30).map(float),
    cases=st.none() | st.tuples(SIZE, SIZE),
)
def test_the_larger_band_decides(
    first: float, change: float, stated: float | None, cases: tuple[float, float] | None
) -> None:
    known = cases or (None, None)

    together = is_noise(first, first + change, unit="percent", stated=stated, cases=known)

    apart = [
        is_noise(first, first + change, unit="percent", stated=stated),
        is_noise(first, first + change, unit="percent", cases=known),
    ]
    assert together == any(apart)
