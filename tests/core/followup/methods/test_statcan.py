"""Statistics Canada's rule, held against a plain reading of its text, and against published arithmetic."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.methods.method import Block, Case, Kind
from laget.core.followup.methods.statcan import STATCAN
from laget.core.followup.reason import REASONS, Reason


def cagr(first: float, last: float, years: float) -> float:
    return float((last / first) ** (1 / years) - 1)


def plain_reading(case: Case) -> tuple[str, float | None, float | None]:
    """Return class, progress and score, written straight from followup.md for one series."""
    unjudged = ("not_judged", None, None)
    figures = {
        year: value
        for year, value in zip(case.years, case.values, strict=True)
        if case.year is None or year <= case.year
    }
    if not figures or case.kind in {Kind.HOLD, Kind.CORRIDOR}:
        return unjudged
    t, y, d = max(figures), figures[max(figures)], case.way
    goal = 0.001 if case.threshold == 0 else case.threshold

    asked = 2015 if case.base_year is None else case.base_year
    t0 = min((year for year in figures if year >= asked), default=None)
    y0 = None if t0 is None else figures[t0]
    if case.base_value is not None and t0 is not None:
        y0 = case.base_value
    size = None if y0 is None else abs(y0)
    y0 = 0.001 if y0 == 0 else y0
    met = goal is not None and (d * (y - goal) > 0 if case.strict else d * (y - goal) >= 0)

    formed = t0 is not None and t0 < t and y0 * y >= 0  # type: ignore[operator]
    if goal is not None:
        formed = formed and case.year is not None and case.year > t0 and y0 != goal and y0 * goal > 0  # type: ignore[operator]
    if not formed:
        return ("target_achieved", None, 5.0) if met else unjudged
    assert t0 is not None
    assert y0 is not None
    s = -1 if y0 < 0 else 1
    if goal is not None:
        assert case.year is not None
        ratio = s * d * cagr(y0, y, t - t0) / abs(cagr(y0, goal, case.year - t0))
        if met:
            return "target_achieved", ratio, 5.0
        score = min(7.1429 * ratio - 4.2857, 5) if ratio >= 0.6 else max(4.1667 * ratio - 2.5, -5)
        word = "substantial_progress" if ratio >= 0.95 else "moderate_progress" if ratio >= 0.6 else None
        return word or ("limited_progress" if ratio >= 0 else "deterioration"), ratio, score
    g = s * d * cagr(y0, y, t - t0)
    limit = case.limit
    if limit is None or size >= 2 * limit:  # type: ignore[operator]
        c = 1.0
    elif size <= limit:  # type: ignore[operator]
        c = 1 - (size / limit) ** 4.44  # type: ignore[operator]
    else:
        c = 1 - ((2 * limit - size) / limit) ** 4.44  # type: ignore[operator]
    if g < 0:
        return "deterioration", g, max(125 * g - 2.5, -5)
    if c == 0:
        return "substantial_progress", g, 5.0
    if g < 0.005 * c:
        return "limited_progress", g, 500 * g / c - 2.5
    if g < 0.015 * c:
        return "moderate_progress", g, 250 * g / c - 1.25
    return "substantial_progress", g, min(500 * g / c - 5, 5)


def judged(case: Case) -> tuple[str, float | None, float | None]:
    found = STATCAN.judge(Block.of([case]))
    numbers = [float(found.progress[0]), float(found.score[0])]
    progress, score = (None if math.isnan(number) else number for number in numbers)
    return STATCAN.classes[found.classes[0]] if found.classes[0] >= 0 else "not_judged", progress, score


def check_agreement(case: Case) -> None:
    (word, *numbers), (expected, *wanted) = judged(case), plain_reading(case)
    assert word == expected
    for number, want in zip(numbers, wanted, strict=True):
        assert (number is None) == (want is None)
        if want is not None:
            assert number == pytest.approx(want, rel=1e-9, abs=1e-9)


@given(data=st.data())
def test_every_series_is_judged_as_the_text_reads(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    check_agreement(data.draw(any_case))


@given(data=st.data())
def test_a_series_above_zero_is_judged_as_the_text_reads(
    positive_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    check_agreement(data.draw(positive_case))


def target(threshold: float | None, values: dict[int, float], **more: Any) -> Case:
    kind = Kind.DIRECTION if threshold is None else Kind.VALUE
    known = {"way": 1, "year": 2030, **more}
    return Case(years=tuple(values), values=tuple(values.values()), kind=kind, threshold=threshold, **known)


def reason(case: Case) -> Reason:
    return REASONS[int(STATCAN.judge(Block.of([case])).reason[0])]


def test_a_pace_that_would_just_reach_the_target_has_the_ratio_one() -> None:
    word, ratio, score = judged(target(200, {2015: 100, 2020: 100 * 2 ** (1 / 3)}))
    assert word == "substantial_progress"
    assert ratio == pytest.approx(1, rel=1e-12)
    assert score == pytest.approx(7.1429 - 4.2857, rel=1e-12)


def test_the_base_year_is_2015_or_the_next_with_a_value() -> None:
    found = STATCAN.judge(Block.of([target(20, {2013: 1, 2017: 10, 2020: 11})]))
    assert (found.base_year_used[0], found.last_year_used[0]) == (2017, 2020)


def test_a_base_value_stands_in_for_the_value_of_the_year_that_is_found() -> None:
    case = target(20, {2017: 10, 2020: 11}, base_year=2014, base_value=8.0)
    found = STATCAN.judge(Block.of([case]))
    assert found.base_year_used[0] == 2017
    assert found.progress[0] == pytest.approx(cagr(8, 11, 3) / cagr(8, 20, 13), rel=1e-12)


def test_zero_as_target_or_base_is_a_thousandth() -> None:
    towards_zero = target(0, {2015: 8, 2020: 4}, way=-1)
    assert judged(towards_zero)[1] == pytest.approx(-cagr(8, 4, 5) / -cagr(8, 0.001, 15), rel=1e-12)
    from_zero = target(10, {2015: 0, 2020: 4})
    assert judged(from_zero)[1] == pytest.approx(cagr(0.001, 4, 5) / cagr(0.001, 10, 15), rel=1e-12)


def test_below_zero_growth_is_turned_round() -> None:
    # From -10 to -8 is the better way where higher is better, though the number shrinks.
    word, g, _ = judged(target(None, {2015: -10, 2020: -8}))
    assert word == "substantial_progress"
    assert g == pytest.approx(-cagr(-10, -8, 5), rel=1e-12)


def test_a_base_on_its_limit_is_kept_or_lost() -> None:
    assert judged(target(None, {2015: 100, 2020: 100}, limit=100.0)) == ("substantial_progress", 0.0, 5.0)
    assert judged(target(None, {2015: 100, 2020: 99}, limit=100.0))[0] == "deterioration"


def test_what_cannot_be_judged_says_why() -> None:
    assert reason(target(20, {2020: 11})) is Reason.ONE_YEAR_ONLY
    assert reason(target(20, {2015: -1, 2020: 11})) is Reason.SIGN_CHANGE
    assert reason(target(-20, {2015: 1, 2020: 11}, way=-1)) is Reason.SIGN_CHANGE
    assert reason(target(11, {2015: 11, 2020: 10})) is Reason.TARGET_EQUALS_BASE
    assert reason(target(20, {2015: 11, 2020: 10}, year=None)) is Reason.NO_YEAR
    assert reason(target(20, {2010: 11, 2014: 10})) is Reason.NO_BASE
    assert reason(target(20, {2015: 11}, year=2015)) is Reason.ONE_YEAR_ONLY
    assert reason(target(20, {2015: 11}, year=2012)) is Reason.TARGET_BEFORE_FIGURES
    assert reason(target(20, {2012: 11, 2014: 12}, year=2014, base_year=2014, base_value=3.0)) is (
        Reason.ONE_YEAR_ONLY
    )


def test_a_target_that_is_met_needs_no_growth_to_be_achieved() -> None:
    assert judged(target(20, {2020: 21})) == ("target_achieved", None, 5.0)
    assert judged(target(20, {2020: 21}, year=None)) == ("target_achieved", None, 5.0)
    assert judged(target(11, {2015: 11, 2020: 11})) == ("target_achieved", None, 5.0)


def test_holds_and_corridors_have_no_rule_even_where_they_are_met() -> None:
    years, values = (2015, 2020), (4.0, 4.0)
    hold = Case(years=years, values=values, kind=Kind.HOLD, way=1, threshold=3)
    corridor = Case(years=years, values=values, kind=Kind.CORRIDOR, low=3, high=5)
    assert reason(hold) is Reason.NO_RULE
    assert reason(corridor) is Reason.NO_RULE
