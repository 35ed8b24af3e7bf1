"""Destatis' rule, held against a plain reading of its text in exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.methods.destatis import DESTATIS
from laget.core.followup.methods.method import Block, Case, Kind, pace


def plain_reading(case: Case) -> tuple[str, float | None]:
    """Return the class and the progress value, written straight from followup.md for one series."""
    figures = {
        year: Fraction(value)
        for year, value in zip(case.years, case.values, strict=True)
        if case.year is None or year <= case.year
    }
    window = sorted(figures)[-6:]
    if len(window) < 4:
        return "not_judged", None
    first, last = window[0], window[-1]
    y = figures[last]
    g = (y - figures[first]) / (last - first)
    d = case.way
    if case.kind == Kind.DIRECTION:
        latest = figures[last] - figures[window[-2]]
        if d * g > 0:
            return ("sun" if d * latest > 0 else "slightly_cloudy"), float(g)
        return ("cloudy" if d * latest > 0 else "thunderstorm"), float(g)
    if case.kind == Kind.CORRIDOR:
        assert case.low is not None
        assert case.high is not None
        if case.low <= y <= case.high:
            return "sun", float(g)
        d, goal = (1, Fraction(case.low)) if y < case.low else (-1, Fraction(case.high))
    else:
        assert case.threshold is not None
        goal = Fraction(case.threshold)
    met = d * (y - goal) > 0 if case.strict else d * (y - goal) >= 0
    if met:
        return ("slightly_cloudy" if d * g < 0 else "sun"), float(g)
    if case.kind != Kind.VALUE or case.year is None:
        return ("cloudy" if d * g > 0 else "thunderstorm"), float(g)
    projected = y + g * (case.year - last)
    if y == goal:  # a threshold to be passed, and touched
        return ("thunderstorm" if d * g <= 0 else "sun" if case.year > last else "cloudy"), float(g)
    m = d * (goal - projected) / abs(goal - y)
    if d * g <= 0:
        return "thunderstorm", float(m)
    if m < Fraction(5, 100):
        return "sun", float(m)
    return ("slightly_cloudy" if m <= Fraction(20, 100) else "cloudy"), float(m)


def judged(case: Case) -> tuple[str, float | None]:
    found = DESTATIS.judge(Block.of([case]))
    progress = float(found.progress[0])
    return (
        DESTATIS.classes[found.classes[0]] if found.classes[0] >= 0 else "not_judged",
        None if math.isnan(progress) else progress,
    )


@given(data=st.data())
def test_every_series_is_judged_as_the_text_reads(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(any_case)
    word, progress = judged(case)
    expected, number = plain_reading(case)
    assert word == expected
    assert progress == pytest.approx(number, rel=1e-12, abs=1e-12) if number is not None else progress is None


@given(data=st.data())
def test_a_block_judges_each_row_as_if_it_were_alone(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(any_case, min_size=1, max_size=6))
    together = DESTATIS.judge(Block.of(rows))
    for row, case in enumerate(rows):
        alone = DESTATIS.judge(Block.of([case]))
        for name in Judged_fields:
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0])


Judged_fields = tuple(DESTATIS.judge(Block.of([])).__dataclass_fields__)


def level(*values: float, target: float, year: int | None = 2030, way: int = 1) -> str:
    years = tuple(range(2021 - len(values), 2021))
    return judged(Case(years=years, values=values, kind=Kind.VALUE, way=way, threshold=target, year=year))[0]


def test_a_miss_of_a_twentieth_is_slightly_cloudy_and_less_is_sun() -> None:
    # y = 10 and 10 years are left: m = (T - 10 - 10 g)/(T - 10) is 5 % for T = 20 and g = 0.95.
    assert level(10 - 5 * 0.95, 6, 7, 8, 9, 10.0, target=20) == "slightly_cloudy"
    assert level(10 - 5 * 0.951, 6, 7, 8, 9, 10.0, target=20) == "sun"


def test_a_miss_of_a_fifth_is_slightly_cloudy_and_more_is_cloudy() -> None:
    assert level(10 - 5 * 0.80, 7, 7, 8, 9, 10.0, target=20) == "slightly_cloudy"
    assert level(10 - 5 * 0.799, 7, 7, 8, 9, 10.0, target=20) == "cloudy"


def test_a_series_that_stands_still_short_of_its_target_is_a_thunderstorm() -> None:
    assert level(5, 4, 6, 5, target=10) == "thunderstorm"


def test_only_the_last_six_observed_values_count() -> None:
    assert level(90, 1, 2, 3, 4, 5, 6, target=16) == "sun"


def test_three_values_are_too_few() -> None:
    assert level(1, 2, 3, target=10) == "not_judged"


def test_a_target_already_met_is_slightly_cloudy_while_the_series_falls_back() -> None:
    assert level(14, 13, 12, 11, target=10) == "slightly_cloudy"
    assert level(11, 13, 12, 11, target=10) == "sun"


def test_an_equal_value_within_rounding_meets_the_target() -> None:
    assert level(0.1, 0.1, 0.1, 0.1 + 0.2, target=0.3) == "sun"


def test_a_level_without_a_year_is_a_hold() -> None:
    assert level(1, 2, 3, 4, target=10, year=None) == "cloudy"


def test_figures_after_the_target_year_are_not_seen() -> None:
    case = Case(
        years=(2015, 2016, 2017, 2018, 2019, 2020),
        values=(1, 2, 3, 4, 50, 60),
        kind=Kind.VALUE,
        way=1,
        threshold=10,
        year=2018,
    )
    found = DESTATIS.judge(Block.of([case]))
    assert DESTATIS.classes[found.classes[0]] == "cloudy"
    assert (found.base_year_used[0], found.last_year_used[0], found.progress[0]) == (2015, 2018, 1.0)


def test_a_hold_without_a_value_is_held_to_its_base() -> None:
    series = {"years": (2015, 2016, 2017, 2018), "values": (5.0, 7.0, 6.0, 6.0)}
    hold = Case(**series, kind=Kind.HOLD, way=1)  # type: ignore[arg-type]
    assert Block.of([hold]).threshold.tolist() == [5.0]
    asked = Case(**series, kind=Kind.HOLD, way=1, base_year=2016)  # type: ignore[arg-type]
    assert Block.of([asked]).threshold.tolist() == [7.0]
    given_value = Case(**series, kind=Kind.HOLD, way=1, base_year=2016, base_value=4.0)  # type: ignore[arg-type]
    assert Block.of([given_value]).threshold.tolist() == [4.0]


def test_a_corridor_is_judged_from_its_nearest_end() -> None:
    def corridor(*values: float) -> str:
        years = tuple(range(2017, 2017 + len(values)))
        return judged(Case(years=years, values=values, kind=Kind.CORRIDOR, low=3, high=5))[0]

    assert corridor(9, 8, 7, 4) == "sun"
    assert corridor(9, 8, 7, 6) == "cloudy"
    assert corridor(6, 7, 8, 9) == "thunderstorm"
    assert corridor(0, 1, 2, 2) == "cloudy"


def test_the_pace_reaches_back_over_gaps_in_true_years() -> None:
    case = Case(years=(2005, 2010, 2011, 2015), values=(10, 11, 12, 15), kind=Kind.DIRECTION, way=1)
    found = pace(Block.of([case]))
    assert (found.yearly[0], found.first_year[0], found.last_year[0]) == (0.5, 2005, 2015)
    assert (found.first_value[0], found.last_value[0]) == (10.0, 15.0)
