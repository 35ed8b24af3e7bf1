"""What if: the paths of an assumption, the year a target is met, and what holds of every series."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.followup.whatif import (
    FARTHEST,
    Assumption,
    NotAsked,
    Outlook,
    Question,
    Wanted,
    outlook,
    pace_needed,
)
from laget.core.series import Series
from laget.core.units import unit

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "whatif.md"
BLOCK = re.compile(r"^```whatif\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PEOPLE = unit("people")


def series(values: dict[int, float]) -> Series:
    count = len(values)
    return Series(
        years=tuple(values),
        values=tuple(values.values()),
        statuses=("",) * count,
        cases=(None,) * count,
        spans=tuple(str(year) for year in values),
    )


RISING = series({year: float(year - 1975) for year in range(2015, 2021)})
anything = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=4, max_size=25).map(
    lambda values: series({2000 + place: value for place, value in enumerate(values)})
)


def asked(
    known: Series,
    question: str,
    by: float,
    year: int,
    *,
    wanted: Wanted | None = None,
    until: int | None = None,
    word: str = "people",
) -> Outlook:
    return outlook(
        known,
        Assumption(question=Question(question), by=by, year=year),
        wanted=wanted,
        until=until if until is not None else known.years[-1] + 5,
        measured=unit(word),
    )


def test_the_page_tells_its_example_right() -> None:
    lines = dict(
        line.split(": ", 1) for line in BLOCK.findall(PAGE.read_text(encoding="utf-8"))[0].splitlines()
    )
    known = series(
        {int(year): float(value) for year, value in (one.split() for one in lines.pop("figures").split(", "))}
    )
    level, year = re.findall(r"[\d.]+", lines.pop("target"))
    wanted = Wanted(low=float(level), year=int(year))
    assert outlook(
        known,
        Assumption(question=Question.PACE, by=0.0, year=2021),
        wanted=None,
        until=2021,
        measured=PEOPLE,
    ).slope == pytest.approx(float(lines.pop("pace hitherto")))
    assert pace_needed(known, wanted) == pytest.approx(float(lines.pop("pace needed")))
    assert len(lines) == 4
    for question, told in lines.items():
        _if, kind, by, _from, start = question.split()
        found = asked(known, kind, float(by), int(start), wanted=wanted, until=wanted.year)
        value, *met, hitherto, then = [int(one) for one in re.findall(r"\d+", told.replace(f"in {year}", ""))]
        assert found.assumed[-1].value == pytest.approx(value)
        assert found.hitherto[-1].value == pytest.approx(hitherto)
        assert ([found.met] if found.met else []) == met
        assert found.met_hitherto == then


@given(known=anything, by=st.floats(-100, 100), ahead=st.integers(1, FARTHEST))
def test_the_pace_hitherto_changes_nothing(known: Series, by: float, ahead: int) -> None:
    last = known.years[-1]
    slope = asked(known, "pace", by, last + 1).slope
    same = asked(known, "pace", slope, last + 1, until=last + ahead)
    turned = asked(known, "break", slope, last + min(3, ahead), until=last + ahead)
    level = asked(known, "level", 0.0, last + 1, until=last + ahead)
    for found in (same, turned, level):
        wide = max(1.0, *(abs(one.value) for one in found.hitherto))
        assert np.allclose(
            [one.value for one in found.assumed], [one.value for one in found.hitherto], atol=1e-9 * wide
        )


@given(known=anything, question=st.sampled_from(list(Question)), by=st.floats(-1e5, 1e5))
def test_an_interval_holds_its_own_middle_and_years_follow_each_other(
    known: Series, question: Question, by: float
) -> None:
    last = known.years[-1]
    found = asked(known, question.value, by, last + 2)
    for path in (found.assumed, found.hitherto):
        assert [one.year for one in path] == list(range(last + 1, last + 6))
        assert all(one.low <= one.value <= one.high for one in path)


@given(known=anything, level=st.floats(-1e6, 1e6), ahead=st.integers(1, FARTHEST))
def test_the_pace_that_is_needed_meets_the_target_in_its_year(
    known: Series, level: float, ahead: int
) -> None:
    last = known.years[-1]
    wanted = Wanted(low=level, year=last + ahead)
    pace = pace_needed(known, wanted)
    if pace is None:
        return
    found = asked(known, "pace", pace, last + 1, until=last + ahead)
    wide = max(1.0, abs(level), *(abs(value) for value in known.values))
    assert found.assumed[-1].value == pytest.approx(level, abs=1e-9 * wide)


@given(by=st.floats(-50, 50), faster=st.floats(0, 50))
def test_who_goes_faster_is_there_no_later(by: float, faster: float) -> None:
    wanted = Wanted(low=60.0, year=2030)
    one = asked(RISING, "pace", by, 2021, wanted=wanted)
    other = asked(RISING, "pace", by + faster, 2021, wanted=wanted)
    assert one.met is None or (other.met is not None and other.met <= one.met)


def test_a_share_stays_between_nought_and_a_hundred() -> None:
    found = asked(RISING, "pace", 30.0, 2021, word="percent", wanted=Wanted(low=100.0))
    assert max(one.high for one in found.assumed) == 100.0
    assert found.met == 2022
    assert min(one.low for one in asked(RISING, "pace", -30.0, 2021, word="percent").assumed) == 0.0


def test_a_corridor_is_met_while_the_path_lies_within_it() -> None:
    assert asked(RISING, "pace", 4.0, 2021, wanted=Wanted(low=50.0, high=52.0)).met is None
    assert asked(RISING, "pace", 3.0, 2021, wanted=Wanted(low=50.0, high=52.0)).met == 2022


def test_three_figures_are_too_few_and_a_year_that_is_gone_is_no_question() -> None:
    with pytest.raises(NotAsked, match="takes four"):
        asked(series({2018: 1.0, 2019: 2.0, 2020: 3.0}), "pace", 1.0, 2021)
    for year, until in ((2020, 2025), (2071, 2071), (2021, 2071), (2021, 2020)):
        with pytest.raises(NotAsked):
            asked(RISING, "level", 1.0, year, until=until)


def test_a_target_that_is_met_needs_no_pace() -> None:
    assert pace_needed(RISING, Wanted(low=30.0, year=2030)) is None
    assert pace_needed(RISING, Wanted(low=50.0)) is None
    assert pace_needed(RISING, Wanted(low=50.0, year=2019)) is None


def test_what_has_been_met_and_is_lost_again_is_told_with_its_year() -> None:
    falling = series({2016 + at: 60.0 - at for at in range(5)})  # 56 in 2020
    wanted = Wanted(low=54.5, year=2030)
    found = asked(falling, "pace", 0.0, 2021, wanted=wanted)
    assert (found.is_met, found.lost, found.lost_hitherto) == (True, None, 2022)
    again = asked(falling, "level", 10.0, 2023, wanted=Wanted(low=60.0, year=2030), until=2030)
    assert (again.is_met, again.met, again.lost, again.lost_hitherto) == (False, 2023, 2027, None)
    assert (asked(RISING, "pace", 0.0, 2021).is_met, asked(RISING, "pace", 0.0, 2021).lost) == (False, None)
