"""Eurostat's rule, on cases reckoned by hand and on any series."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.methods.eurostat import EUROSTAT
from laget.core.followup.methods.method import Block, Case, Judged, Kind
from laget.core.followup.reason import REASONS, Reason


def cagr(first: float, last: float, years: float) -> float:
    return float((last / first) ** (1 / years) - 1)


def block(threshold: float | None, values: dict[int, float], **more: Any) -> Block:
    kind = Kind.DIRECTION if threshold is None else Kind.VALUE
    known = {"way": 1, "year": 2030, **more}
    return Block.of(
        [Case(years=tuple(values), values=tuple(values.values()), kind=kind, threshold=threshold, **known)]
    )


def judged(threshold: float | None, values: dict[int, float], **more: Any) -> Judged:
    return EUROSTAT.judge(block(threshold, values, **more))


def word(threshold: float | None, values: dict[int, float], **more: Any) -> str:
    found = judged(threshold, values, **more).classes[0]
    return EUROSTAT.classes[found] if found >= 0 else "not_judged"


def reason(threshold: float | None, values: dict[int, float], **more: Any) -> Reason:
    return REASONS[int(judged(threshold, values, **more).reason[0])]


def test_the_short_window_starts_five_years_back_or_as_soon_after_as_there_is_a_value() -> None:
    exact = judged(200, {2012: 1, 2015: 100, 2016: 104, 2020: 110})
    assert exact.base_year_used[0] == 2015
    assert exact.progress[0] == pytest.approx(cagr(100, 110, 5) / cagr(100, 200, 15), rel=1e-12)
    later = judged(200, {2012: 1, 2017: 100, 2018: 104, 2020: 110})
    assert later.base_year_used[0] == 2017
    assert later.progress[0] == pytest.approx(cagr(100, 110, 3) / cagr(100, 200, 13), rel=1e-12)


def test_fewer_than_three_years_make_no_short_window() -> None:
    assert reason(200, {2012: 1, 2018: 100, 2020: 110}) is Reason.NO_WINDOW


def test_the_long_window_stands_beside() -> None:
    assert EUROSTAT.beside is not None
    values = {2005: 100.0, 2015: 130.0, 2020: 120.0}
    assert word(None, values) == "away"
    beside = EUROSTAT.beside(block(None, values))
    assert EUROSTAT.classes[beside.classes[0]] == "significant"
    assert beside.progress[0] == pytest.approx(cagr(100, 120, 15), rel=1e-12)
    short = EUROSTAT.beside(block(None, {2011: 100.0, 2020: 120.0}))
    assert REASONS[short.reason[0]] is Reason.NO_WINDOW


def test_actual_over_required_growth_gives_the_class() -> None:
    def share(part: float) -> str:
        required = cagr(100, 200, 15)
        return word(200, {2015: 100, 2020: 100 * (1 + part * required) ** 5})

    assert [share(part) for part in (0.96, 0.95, 0.94, 0.60, 0.59, 0.0, -0.01)] == [
        "significant",
        "significant",
        "moderate",
        "moderate",
        "insufficient",
        "insufficient",
        "away",
    ]


def test_a_direction_is_read_from_the_yearly_growth() -> None:
    assert word(None, {2017: 100, 2020: 101**3 / 100**2}) == "significant"
    assert word(None, {2017: 100, 2020: 102}) == "moderate"
    assert word(None, {2017: 100, 2020: 100}) == "moderate"
    assert word(None, {2017: 100, 2020: 99}) == "away"
    assert word(None, {2017: 100, 2020: 90}, way=-1) == "significant"


def test_who_starts_beyond_the_target_and_falls_back_moves_away() -> None:
    found = judged(50, {2015: 60, 2020: 45})
    assert EUROSTAT.classes[found.classes[0]] == "away"
    assert not found.towards[0]


def test_what_cannot_be_judged_says_why() -> None:
    assert reason(20, {2015: 0, 2020: 11}) is Reason.ZERO_BASE
    assert reason(20, {2015: -1, 2020: 11}) is Reason.NOT_POSITIVE
    assert reason(0, {2015: 2, 2020: 1}, way=-1) is Reason.TOWARDS_ZERO
    assert reason(11, {2015: 11, 2020: 10}) is Reason.TARGET_EQUALS_BASE
    assert reason(20, {2015: 11, 2020: 10}, year=None) is Reason.NO_YEAR
    assert reason(20, {2031: 11}) is Reason.TARGET_BEFORE_FIGURES


def test_a_target_that_is_met_is_met_whatever_the_trend() -> None:
    assert word(100, {2015: 140, 2020: 110}) == "met"
    assert word(100, {2020: 110}, year=None) == "met"


@given(data=st.data())
def test_every_verdict_rests_on_a_number_unless_the_target_is_met(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    found = EUROSTAT.judge(Block.of([data.draw(any_case)]))
    unmet = (found.classes > 0) & ~found.met
    assert np.isfinite(found.progress[unmet]).all()
    assert ((found.classes >= 0) == (found.reason == 0)).all()
