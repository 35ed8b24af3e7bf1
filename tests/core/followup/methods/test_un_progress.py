"""The UN Progress Chart's rule, on cases reckoned by hand and on any series."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.methods.method import Block, Case, Judged, Kind
from laget.core.followup.methods.un_progress import UN_PROGRESS
from laget.core.followup.reason import REASONS, Reason


def judged(threshold: float | None, values: dict[int, float], **more: Any) -> Judged:
    kind = Kind.DIRECTION if threshold is None else Kind.VALUE
    known = {"way": 1, "year": 2030, **more}
    case = Case(years=tuple(values), values=tuple(values.values()), kind=kind, threshold=threshold, **known)
    return UN_PROGRESS.judge(Block.of([case]))


def word(threshold: float | None, values: dict[int, float], **more: Any) -> str:
    found = judged(threshold, values, **more).classes[0]
    return UN_PROGRESS.classes[found] if found >= 0 else "not_judged"


def reason(threshold: float | None, values: dict[int, float], **more: Any) -> Reason:
    return REASONS[int(judged(threshold, values, **more).reason[0])]


def test_the_projection_grows_on_from_the_latest_value() -> None:
    found = judged(200, {2015: 100, 2020: 110})
    projected = 110 * (110 / 100) ** (10 / 5)
    assert found.projected[0] == pytest.approx(projected, rel=1e-12)
    assert found.progress[0] == pytest.approx((projected - 100) / (200 - 100), rel=1e-12)
    assert word(200, {2015: 100, 2020: 110}) == "insufficient"


def test_the_share_of_the_way_gives_the_class() -> None:
    doubling = {2015: 100.0, 2020: 100 * 2 ** (1 / 3)}
    assert word(200, doubling) == "on_track"
    assert word(100 + 100 / 0.951, doubling) == "on_track"
    assert word(100 + 100 / 0.949, doubling) == "insufficient"
    assert word(100 + 100 / 0.101, doubling) == "insufficient"
    assert word(100 + 100 / 0.099, doubling) == "off_track"
    assert word(200, {2015: 100, 2020: 90}) == "off_track"


def test_a_direction_is_read_from_the_yearly_growth() -> None:
    assert word(None, {2015: 100, 2016: 102}) == "on_track"
    assert word(None, {2015: 100, 2016: 100.5}) == "insufficient"
    assert word(None, {2015: 100, 2016: 100.4}) == "off_track"
    assert word(None, {2015: 100, 2016: 98}, way=-1) == "on_track"


def test_who_starts_beyond_the_target_and_falls_back_is_off_track() -> None:
    found = judged(50, {2015: 60, 2020: 45})
    assert UN_PROGRESS.classes[found.classes[0]] == "off_track"
    assert found.progress[0] < 0
    assert not found.towards[0]


def test_a_target_that_is_met_is_met_whatever_the_trend() -> None:
    assert word(100, {2015: 140, 2020: 110}) == "met"
    assert word(100, {2020: 110}) == "met"
    assert word(0, {2015: -3, 2020: 2}) == "met"


def test_what_cannot_be_judged_says_why() -> None:
    assert reason(20, {2020: 11}) is Reason.ONE_YEAR_ONLY
    assert reason(20, {2015: 0, 2020: 11}) is Reason.ZERO_BASE
    assert reason(20, {2015: -1, 2020: 11}) is Reason.NOT_POSITIVE
    assert reason(20, {2015: 1, 2020: -11}) is Reason.NOT_POSITIVE
    assert reason(0, {2015: 2, 2020: 1}, way=-1) is Reason.TOWARDS_ZERO
    assert reason(11, {2015: 11, 2020: 10}) is Reason.TARGET_EQUALS_BASE
    assert reason(20, {2015: 11, 2020: 10}, year=None) is Reason.NO_YEAR
    assert reason(20, {2010: 11, 2014: 10}) is Reason.NO_BASE
    assert reason(20, {}) is Reason.NO_FIGURE


@given(data=st.data())
def test_every_verdict_rests_on_a_number_unless_the_target_is_met(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    found = UN_PROGRESS.judge(Block.of([data.draw(any_case)]))
    unmet = (found.classes > 0) & ~found.met
    assert np.isfinite(found.progress[unmet]).all()
    assert ((found.classes >= 0) == (found.reason == 0)).all()


def test_growth_that_is_not_formed_gives_no_number_in_the_target_s_own_year() -> None:
    found = judged(1.59, {2015: -1, 2016: 1}, year=2016, way=-1)
    assert bool(found.met[0])
    assert np.isnan(found.progress[0])
    assert np.isnan(found.projected[0])
