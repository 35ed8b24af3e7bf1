"""The median line's rule, held against SciPy's and pymannkendall's arithmetic."""

from typing import Any

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from laget.core.followup.methods.method import Block, Case, Judged, Kind
from laget.core.followup.methods.theil_sen import THEIL_SEN
from laget.core.followup.reason import REASONS, Reason


def judged(kind: Kind, values: list[float], **more: Any) -> Judged:
    years = tuple(range(2021 - len(values), 2021))
    case = Case(years=years, values=tuple(values), kind=kind, **{"way": 1, **more})
    return THEIL_SEN.judge(Block.of([case]))


def word(kind: Kind, values: list[float], **more: Any) -> str:
    found = judged(kind, values, **more).classes[0]
    return THEIL_SEN.classes[found] if found >= 0 else "not_judged"


@given(values=st.lists(st.integers(0, 400).map(lambda n: n / 8), min_size=4, max_size=16))
def test_a_level_is_judged_by_the_line_and_the_test_of_the_libraries(values: list[float]) -> None:
    years = np.arange(2021 - len(values), 2021)
    line = theilslopes(values, years)
    if len(values) > 10:
        with np.errstate(divide="ignore", invalid="ignore"):
            corrected = pymannkendall.hamed_rao_modification_test(values).p
        p = pymannkendall.original_test(values).p if np.isnan(corrected) else corrected
    elif len(set(values)) == len(values):
        p = kendalltau(years, values, method="exact").pvalue
    else:
        return  # SciPy has no exact test with ties; test_trend counts every order instead
    projected = line.intercept + line.slope * 2030
    expected = "falls_short"
    if projected >= 60 - 1e-6:
        expected = "reaches"
    if line.slope < 0 and p < 0.05:
        expected = "wrong_way"
    found = judged(Kind.VALUE, values, threshold=60, year=2030)
    assert THEIL_SEN.classes[found.classes[0]] == expected
    assert found.progress[0] == pytest.approx(line.slope, rel=1e-12, abs=1e-12)
    assert found.projected[0] == pytest.approx(projected, rel=1e-9, abs=1e-9)


def test_a_direction_is_reached_only_where_the_slope_is_no_chance() -> None:
    rising = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert word(Kind.DIRECTION, rising) == "reaches"
    assert word(Kind.DIRECTION, rising, way=-1) == "wrong_way"
    assert word(Kind.DIRECTION, [1.0, 2.0, 3.0, 5.0, 4.0]) == "falls_short"


def test_four_points_never_show_a_direction() -> None:
    assert word(Kind.DIRECTION, [1.0, 2.0, 3.0, 4.0]) == "falls_short"
    assert word(Kind.DIRECTION, [4.0, 3.0, 2.0, 1.0]) == "falls_short"


def test_a_hold_is_judged_on_the_next_year() -> None:
    rising = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert word(Kind.HOLD, rising, threshold=5.0) == "met"
    assert word(Kind.HOLD, rising, threshold=6.0) == "reaches"
    assert word(Kind.HOLD, rising, threshold=6.5) == "falls_short"
    assert word(Kind.HOLD, rising, threshold=0.5, way=-1) == "wrong_way"
    assert word(Kind.VALUE, rising, threshold=6.0) == "reaches"
    assert judged(Kind.HOLD, rising, threshold=6.5).projected[0] == pytest.approx(6.0)


def test_a_corridor_is_met_inside_and_judged_from_its_nearest_end_outside() -> None:
    rising = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert word(Kind.CORRIDOR, rising, low=4, high=6) == "met"
    assert word(Kind.CORRIDOR, rising, low=6, high=8) == "reaches"
    assert word(Kind.CORRIDOR, rising, low=7, high=8) == "falls_short"
    assert word(Kind.CORRIDOR, rising, low=1, high=2) == "wrong_way"


def test_all_values_are_used_and_three_are_too_few() -> None:
    found = judged(Kind.DIRECTION, [5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    assert (found.base_year_used[0], found.last_year_used[0]) == (2013, 2020)
    assert REASONS[judged(Kind.DIRECTION, [1.0, 2.0, 3.0]).reason[0]] is Reason.TOO_FEW_YEARS
