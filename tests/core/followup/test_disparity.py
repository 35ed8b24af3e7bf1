"""Groups and areas beside each other: difference, ratio, times larger for their size; Kitagawa's split."""

from collections.abc import Callable
from math import fsum, inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.followup.disparity import (
    DisparityReason,
    NoSplit,
    Stratum,
    between_groups,
    compared,
    kitagawa,
    times_larger,
)
from laget.core.series import Figures, Observation, table

Rows = Callable[..., list[Observation]]
Reason = DisparityReason


# --- difference and ratio ---


def test_two_groups_have_a_difference_and_a_ratio() -> None:
    found = compared("women", "men", value_a=45.0, value_b=36.0)

    assert (found.difference, found.ratio, found.reason, found.ratio_reason) == (9, 1.25, None, None)


@pytest.mark.parametrize(("a", "b"), [(0.0, 3.0), (3.0, 0.0), (-2.0, 3.0), (-2.0, -3.0)])
def test_no_ratio_is_formed_of_zero_or_less(a: float, b: float) -> None:
    found = compared("a", "b", value_a=a, value_b=b)

    assert (found.difference, found.ratio, found.ratio_reason) == (a - b, None, Reason.NOT_POSITIVE)


@pytest.mark.parametrize(
    ("cases_a", "cases_b", "formed"), [(4, 100, False), (100, 4.9, False), (5, 5, True), (None, 5, True)]
)
def test_nothing_is_formed_from_fewer_than_5_cases(
    cases_a: float | None, cases_b: float, formed: bool
) -> None:
    found = compared("a", "b", value_a=3.0, value_b=2.0, cases_a=cases_a, cases_b=cases_b)

    assert (found.reason is None) == formed
    if not formed:
        assert (found.reason, found.difference, found.ratio) == (Reason.FEW_CASES, None, None)
        assert (found.value_a, found.value_b) == (None, None)


@pytest.mark.parametrize(("a", "b"), [(None, 1.0), (1.0, None)])
def test_a_missing_value_is_told(a: float | None, b: float | None) -> None:
    assert compared("a", "b", value_a=a, value_b=b).reason is Reason.NO_FIGURE


def test_groups_are_compared_in_the_latest_year_that_both_have(rows: Rows) -> None:
    figures = Figures(
        table(
            rows(
                "i",
                {
                    ("13", "women"): {2019: 40.0, 2020: 44.0, 2021: 46.0, 2022: (50.0, "", 3)},
                    ("13", "men"): {2019: 30.0, 2020: 33.0, 2022: 35.0},
                },
            )
        )
    )
    found = between_groups(figures, indicator="i", area="13", groups=("women", "men"), year=2030)
    before = between_groups(figures, indicator="i", area="13", groups=("women", "men"), year=2019)

    assert (found.year, found.difference) == (2020, 11)  # 2022 rests on 3 women, 2021 has no men
    assert found.ratio == pytest.approx(44 / 33)
    assert (before.year, before.difference) == (2019, 10)


def test_groups_are_not_compared_from_before_a_break(rows: Rows) -> None:
    years = {("13", "women"): {2019: 40.0, 2021: 46.0}, ("13", "men"): {2019: 30.0, 2021: None, 2022: 35.0}}
    figures = Figures(table(rows("i", years)))

    found = between_groups(
        figures, indicator="i", area="13", groups=("women", "men"), year=2030, breaks=(2020,)
    )

    assert found.reason is Reason.NO_COMMON_YEAR


@pytest.mark.parametrize(
    ("men", "reason"),
    [
        ({}, Reason.NO_FIGURE),
        ({2019: None}, Reason.NO_FIGURE),
        ({2018: 1.0}, Reason.NO_COMMON_YEAR),
        ({2019: (1.0, "", 4)}, Reason.FEW_CASES),
    ],
)
def test_groups_that_cannot_be_compared_say_why(rows: Rows, men: dict[int, float], reason: Reason) -> None:
    figures = Figures(table(rows("i", {("13", "women"): {2019: 40.0}, ("13", "men"): men})))

    found = between_groups(figures, indicator="i", area="13", groups=("women", "men"), year=2030)

    assert (found.reason, found.difference) == (reason, None)


# --- so many times larger, in relation to share of population ---


def test_a_deficit_is_so_many_times_larger_in_relation_to_share_of_population() -> None:
    # Region a loses 340 people net of 50,000, region b 100 of 250,000.
    found = times_larger(burden_a=-340, burden_b=-100, population_a=50_000, population_b=250_000)

    assert (found.times, found.burden_ratio, found.population_ratio) == (17, 3.4, 0.2)


@pytest.mark.parametrize(
    ("burdens", "populations", "reason"),
    [
        ((340, -100), (50, 250), Reason.OTHER_SIGNS),
        ((-340, 100), (50, 250), Reason.OTHER_SIGNS),
        ((0, -100), (50, 250), Reason.ZERO_BURDEN),
        ((340, 0), (50, 250), Reason.ZERO_BURDEN),
        ((340, 100), (0, 250), Reason.NO_POPULATION),
        ((340, 100), (50, None), Reason.NO_POPULATION),
        ((340, 100), (-50, 250), Reason.NO_POPULATION),
        ((340, 100), (50, nan), Reason.NO_POPULATION),
        ((None, 100), (50, 250), Reason.NO_FIGURE),
        ((340, nan), (50, 250), Reason.NO_FIGURE),
        ((inf, 100), (50, 250), Reason.NO_FIGURE),
        ((4, 100), (50, 250), Reason.FEW_CASES),
        ((-100, -4), (50, 250), Reason.FEW_CASES),
        ((100, 100), (4, 250), Reason.FEW_CASES),
    ],
)
def test_what_is_no_comparison_is_refused_with_a_reason(
    burdens: tuple[float | None, float | None], populations: tuple[float | None, float | None], reason: Reason
) -> None:
    found = times_larger(
        burden_a=burdens[0], burden_b=burdens[1], population_a=populations[0], population_b=populations[1]
    )

    assert (found.reason, found.times) == (reason, None)
    assert reason.said.sv.endswith(".")
    assert reason.said.en.endswith(".")


def test_a_small_balance_of_many_moves_is_no_few_cases() -> None:
    balance = {"burden_a": -3.0, "burden_b": -12.0, "population_a": 500.0, "population_b": 1000.0}

    assert times_larger(**balance).reason is Reason.FEW_CASES
    assert times_larger(**balance, cases_a=400).times == 0.5
    assert times_larger(**balance, cases_a=400, cases_b=4).reason is Reason.FEW_CASES


@settings(max_examples=200, deadline=None)
@given(
    burdens=st.tuples(st.floats(5, 1e9), st.floats(5, 1e9)),
    populations=st.tuples(st.floats(5, 1e9), st.floats(5, 1e9)),
    sign=st.sampled_from([1, -1]),
)
def test_times_are_the_ratio_of_the_rates_and_turn_round_with_the_groups(
    burdens: tuple[float, float], populations: tuple[float, float], sign: int
) -> None:
    (a, b), (n, m) = burdens, populations
    found = times_larger(burden_a=sign * a, burden_b=sign * b, population_a=n, population_b=m)
    turned = times_larger(burden_a=sign * b, burden_b=sign * a, population_a=m, population_b=n)

    assert found.times == pytest.approx((a / n) / (b / m))
    assert found.times is not None
    assert turned.times is not None
    assert found.times * turned.times == pytest.approx(1)


@settings(max_examples=300, deadline=None)
@given(
    burden_a=st.floats(-1e6, 1e6),
    burden_b=st.floats(-1e6, 1e6),
    populations=st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)),
)
def test_no_number_is_formed_from_zero_other_signs_or_few_cases(
    burden_a: float, burden_b: float, populations: tuple[float, float]
) -> None:
    found = times_larger(
        burden_a=burden_a, burden_b=burden_b, population_a=populations[0], population_b=populations[1]
    )
    sound = burden_a * burden_b > 0 and min(abs(burden_a), abs(burden_b), *populations) >= 5

    assert (found.times is not None) == sound
    assert (found.reason is None) == sound


@pytest.mark.parametrize(("far", "near"), [(1e300, 5.0), (5.0, 1e300)])
def test_more_times_than_a_number_can_hold_are_refused(far: float, near: float) -> None:
    found = times_larger(burden_a=far, burden_b=near, population_a=near, population_b=far)
    assert found.reason is DisparityReason.TOO_FAR


# --- Kitagawa's split ---

STRATUM = st.builds(
    Stratum, population=st.floats(5, 1e7), rate=st.floats(-1e4, 1e4), cases=st.none() | st.integers(5, 1000)
)
PAIR = st.lists(st.tuples(STRATUM, STRATUM), min_size=1, max_size=8)


def test_a_difference_is_split_into_composition_and_rate() -> None:
    # a: 60 % old at 20, 40 % young at 5: 14. b: 40 % old at 15, 60 % young at 5: 9.
    found = kitagawa(
        {"old": Stratum(population=600, rate=20), "young": Stratum(population=400, rate=5)},
        {"old": Stratum(population=80, rate=15), "young": Stratum(population=120, rate=5)},
    )

    assert (found.rate_a, found.rate_b, found.difference) == (14, 9, 5)
    assert (found.composition, found.rate) == (2.5, 2.5)
    assert [(one.stratum, one.composition, one.rate) for one in found.parts] == [
        ("old", 3.5, 2.5),
        ("young", -1, 0),
    ]


def test_equal_rates_leave_composition_only_and_equal_shares_rates_only() -> None:
    one, other = Stratum(population=100, rate=3), Stratum(population=300, rate=9)
    turned = {"x": Stratum(population=300, rate=3), "y": Stratum(population=100, rate=9)}
    doubled = {"x": Stratum(population=50, rate=6), "y": Stratum(population=150, rate=18)}

    assert kitagawa({"x": one, "y": other}, turned).rate == 0
    assert kitagawa({"x": one, "y": other}, doubled).composition == 0


def test_a_stratum_that_is_empty_in_both_is_left_out() -> None:
    empty, some = Stratum(population=0, rate=0), Stratum(population=10, rate=2)

    found = kitagawa({"none": empty, "all": some}, {"none": empty, "all": some})

    assert [one.stratum for one in found.parts] == ["all"]


SOME = Stratum(population=10, rate=2)


@pytest.mark.parametrize(
    ("a", "b", "reason", "strata"),
    [
        ({"x": SOME}, {"y": SOME}, Reason.OTHER_STRATA, ("x", "y")),
        ({"x": SOME, "y": SOME}, {"x": SOME}, Reason.OTHER_STRATA, ("y",)),
        ({"x": Stratum(population=0, rate=2)}, {"x": SOME}, Reason.NO_POPULATION, ("x",)),
        ({"x": SOME}, {"x": Stratum(population=-1, rate=2)}, Reason.NO_POPULATION, ("x",)),
        ({"x": SOME}, {"x": Stratum(population=inf, rate=2)}, Reason.NO_POPULATION, ("x",)),
        ({"x": SOME}, {"x": Stratum(population=10, rate=nan)}, Reason.NO_FIGURE, ("x",)),
        ({"x": SOME}, {"x": Stratum(population=10, rate=2, cases=4)}, Reason.FEW_CASES, ("x",)),
        ({"x": Stratum(population=4, rate=2)}, {"x": SOME}, Reason.FEW_CASES, ("x",)),
        ({}, {}, Reason.NO_POPULATION, ()),
    ],
)
def test_a_split_that_cannot_be_formed_says_why_and_where(
    a: dict[str, Stratum], b: dict[str, Stratum], reason: Reason, strata: tuple[str, ...]
) -> None:
    with pytest.raises(NoSplit) as refusal:
        kitagawa(a, b)

    assert (refusal.value.reason, refusal.value.strata) == (reason, strata)
    assert all(stratum in refusal.value.said.sv for stratum in strata)


@settings(max_examples=300, deadline=None)
@given(PAIR)
def test_the_parts_sum_to_the_difference_to_12_digits(pairs: list[tuple[Stratum, Stratum]]) -> None:
    a = {f"s{place}": one for place, (one, _) in enumerate(pairs)}
    b = {f"s{place}": other for place, (_, other) in enumerate(pairs)}

    found = kitagawa(a, b)

    size = max(abs(found.composition), abs(found.rate))
    assert abs(found.composition + found.rate - found.difference) <= 1e-12 * size
    assert abs(found.rate_a - found.rate_b - found.difference) <= 1e-12 * max(
        abs(found.rate_a), abs(found.rate_b)
    )
    every = [part for one in found.parts for part in (one.composition, one.rate)]
    assert abs(fsum(every) - found.difference) <= 1e-12 * max(map(abs, every))
    turned = kitagawa(b, a)
    assert (turned.composition, turned.rate) == (-found.composition, -found.rate)
