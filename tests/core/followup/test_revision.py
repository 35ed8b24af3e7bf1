"""What counts as a revision, which are an alarm, and which alarms wait for a person's yes."""

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import (
    Change,
    Flip,
    Revision,
    State,
    changes,
    flips,
    pending,
    reverted,
)
from laget.core.followup.verdict import Verdict
from laget.core.series import Observation, table

Rows = Callable[..., list[Observation]]
Values = dict[Any, Any]
# Yearly changes of 1, 1, 2 and 3: the median is 1.5, so more than 4.5 is large.
KNOWN = {2016: 10.0, 2017: 11.0, 2018: 12.0, 2019: 14.0, 2020: 17.0}


@pytest.fixture(scope="module")
def made(rows: Rows) -> Callable[[Values], pa.Table]:
    """Makes a table of an indicator: of the county unless places are given."""

    def make(values: Values) -> pa.Table:
        places = values if not values or isinstance(next(iter(values.values())), dict) else {"13": values}
        return table(rows("i", places))

    return make


Made = Callable[[Values], pa.Table]


def told(found: Sequence[Change]) -> list[tuple[str, str, str, float | None, float | None]]:
    return [(one.area, one.period, one.group, one.old, one.new) for one in found]


def test_the_same_figures_are_no_revision(made: Made) -> None:
    assert changes(made(KNOWN), made(KNOWN)) == ()


def test_a_new_year_is_no_revision(made: Made) -> None:
    assert changes(made(KNOWN), made(KNOWN | {2021: 99.0, 2022: None})) == ()


def test_a_changed_old_figure_is_listed_with_both_values(made: Made) -> None:
    found = changes(made(KNOWN), made(KNOWN | {2018: 12.5, 2021: 18.0}))

    assert told(found) == [("13", "2018", "total", 12.0, 12.5)]


@pytest.mark.parametrize(
    ("new", "large"),
    [
        (12.0 + 4.5, False),  # three times the median is not larger than it
        (12.0 + 4.6, True),
        (12.0 - 4.5, False),
        (12.0 - 4.6, True),
        (12.0 + 4.5 + 1e-12, False),
        (None, True),  # gone
    ],
)
def test_a_change_is_large_beyond_three_times_the_median_yearly_change(
    made: Made, new: float | None, large: bool
) -> None:
    (found,) = changes(made(KNOWN), made(KNOWN | {2018: new}))

    assert found.large == large


def test_the_median_is_of_the_old_series_not_the_new(made: Made) -> None:
    wild = {year: value * 100 for year, value in KNOWN.items()}

    assert all(one.large for one in changes(made(KNOWN), made(wild)))
    assert sum(one.large for one in changes(made(wild), made(KNOWN))) == 5


def test_yearly_changes_are_over_the_years_between(made: Made) -> None:
    holes = {2010: 10.0, 2014: 14.0, 2018: 18.0}  # 1 a year

    (small,) = changes(made(holes), made(holes | {2014: 17.0}))
    (large,) = changes(made(holes), made(holes | {2014: 17.1}))

    assert (small.large, large.large) == (False, True)


def test_a_single_figure_has_no_usual_change_to_be_larger_than(made: Made) -> None:
    (found,) = changes(made({2020: 10.0}), made({2020: 90.0}))

    assert not found.large


def test_any_change_in_a_constant_series_is_large(made: Made) -> None:
    constant = {2018: 5.0, 2019: 5.0, 2020: 5.0}

    (found,) = changes(made(constant), made(constant | {2019: 5.1}))

    assert found.large


def test_each_area_and_group_has_its_own_usual_change(made: Made) -> None:
    places = {"13": KNOWN, "12": {year: value * 10 for year, value in KNOWN.items()}, ("13", "women"): KNOWN}
    revised = {name: years | {2018: years[2018] + 6} for name, years in places.items()}

    found = changes(made(places), made(revised))

    assert {(one.area, one.group): one.large for one in found} == {
        ("13", "total"): True,
        ("13", "women"): True,
        ("12", "total"): False,
    }


def test_months_are_compared_with_the_same_month_of_other_years(made: Made) -> None:
    def season(year: int, month: int) -> float:
        return 10.0 * month + (year - 2018)  # 10 between months, 1 between years

    known = {
        f"{year}M{month:02}": season(year, month) for year in (2018, 2019, 2020) for month in range(1, 13)
    }

    (small,) = changes(made(known), made(known | {"2019M05": known["2019M05"] + 3}))
    (large,) = changes(made(known), made(known | {"2019M05": known["2019M05"] + 3.1}))

    assert (small.period, small.large, large.large) == ("2019M05", False, True)


def test_a_year_and_a_span_that_end_together_have_no_change_between_them(made: Made) -> None:
    known = {"2018-2021": 10.0, "2020": 11.0, "2021": 12.0, "2022": 13.0}

    (found,) = changes(made(known), made(known | {"2020": 14.0}))

    assert not found.large  # 1 a year


def test_a_new_month_is_no_revision_and_a_hole_before_it_is(made: Made) -> None:
    known = {"2020M01": 1.0, "2020M03": 3.0}

    found = changes(made(known), made(known | {"2020M02": 2.0, "2020M04": 4.0}))

    assert told(found) == [("13", "2020M02", "total", None, 2.0)]


@pytest.mark.parametrize("hole", [{}, {2018: None}])
def test_a_hole_that_is_filled_is_listed_and_has_no_size(made: Made, hole: Values) -> None:
    known = {year: value for year, value in KNOWN.items() if year != 2018} | hole

    found = changes(made(known), made(KNOWN))

    assert told(found) == [("13", "2018", "total", None, 12.0)]
    assert not found[0].large


@pytest.mark.parametrize("gone", [None, "absent"])
def test_a_figure_that_is_gone_is_listed_and_large(made: Made, gone: str | None) -> None:
    left = KNOWN | {2020: None} if gone is None else {y: v for y, v in KNOWN.items() if y != 2020}

    found = changes(made(KNOWN), made(left))

    assert told(found) == [("13", "2020", "total", 17.0, None)]
    assert found[0].large


def test_an_area_that_was_not_asked_for_again_is_not_gone(made: Made) -> None:
    both = {"13": KNOWN, "12": KNOWN}

    assert changes(made(both), made({"13": KNOWN})) == ()
    asked = changes(made(both), made({"13": KNOWN}), missing=["12"])
    assert [(one.area, one.period, one.large) for one in asked] == [("12", str(y), True) for y in KNOWN]


def test_a_group_that_was_not_asked_for_again_is_not_gone(made: Made) -> None:
    assert changes(made({"13": KNOWN, ("13", "women"): KNOWN}), made({"13": KNOWN})) == ()


def test_a_new_area_or_group_is_no_revision(made: Made) -> None:
    assert changes(made({"13": KNOWN}), made({"13": KNOWN, "12": KNOWN, ("13", "men"): KNOWN})) == ()


def test_an_empty_answer_where_an_area_was_asked_for_is_all_gone(made: Made) -> None:
    found = changes(made(KNOWN), made({}), missing=["13"])

    assert [one.period for one in found] == [str(year) for year in KNOWN]
    assert all(one.large for one in found)


def test_forecasts_are_neither_old_figures_nor_new_ones(made: Made) -> None:
    forecast = KNOWN | {2021: (18.0, "forecast"), 2022: (19.0, "forecast")}

    assert changes(made(forecast), made(KNOWN | {2021: 25.0, 2022: (30.0, "forecast")})) == ()
    back = changes(made(KNOWN), made(KNOWN | {2020: (17.0, "forecast")}))
    assert told(back) == [("13", "2020", "total", 17.0, None)]


def test_a_preliminary_figure_that_becomes_final_unchanged_is_no_revision(made: Made) -> None:
    assert changes(made(KNOWN | {2020: (17.0, "preliminary")}), made(KNOWN)) == ()


def test_changes_come_by_area_group_and_time(made: Made) -> None:
    months = {f"2020M{month:02}": 1.0 for month in (2, 10)}
    places = {("13", "women"): months, "13": months, "0114": months}
    other = {name: dict.fromkeys(years, 2.0) for name, years in places.items()}

    found = changes(made(places), made(other))

    assert [one.cell for one in found] == [
        (area, period, group)
        for area, group in (("0114", "total"), ("13", "total"), ("13", "women"))
        for period in ("2020M02", "2020M10")
    ]


CELLS = st.dictionaries(
    st.integers(2015, 2021), st.none() | st.integers(0, 9).map(float), min_size=1, max_size=7
)


@settings(max_examples=80, deadline=None)
@given(old=CELLS, new=CELLS)
def test_turning_the_changes_back_gives_the_old_figures_and_keeps_new_years(
    made: Made, old: dict[int, float | None], new: dict[int, float | None]
) -> None:
    before, after = made(old), made(new)

    found = changes(before, after, missing=["13"])
    back = reverted(after, indicator="i", found=found)

    assert changes(before, back, missing=["13"]) == ()
    last = max((year for year, value in old.items() if value is not None), default=0)
    again = {int(row["period"]): row["value"] for row in back.to_pylist() if row["value"] is not None}
    known = {year: value for year, value in old.items() if value is not None}
    assert {year: value for year, value in again.items() if year <= last} == (known if last else {})
    assert {year for year in again if year > last} == {
        y for y, v in new.items() if v is not None and y > last
    }
    assert set(back.column("indicator").to_pylist()) <= {"i"}
    assert back.schema == after.schema


def test_a_figure_that_became_a_forecast_is_an_outcome_again_when_turned_back(made: Made) -> None:
    after = made(KNOWN | {2020: (17.0, "forecast")})

    back = reverted(after, indicator="i", found=changes(made(KNOWN), after))

    assert {row["status"] for row in back.to_pylist()} == {""}


# --- the alarm ---


def revision(before: str, after: str, *, large: bool = True, flip: bool = False) -> Revision:
    change = Change(area="13", period="2018", group="total", old=1.0, new=2.0, large=large)
    flipped = Flip(
        target="t",
        was=Reach.MET,
        now=Reach.TOO_SLOW,
        travel_was=Travel.IMPROVING,
        travel_now=Travel.IMPROVING,
    )
    return Revision(
        indicator="i", before=before, after=after, changes=(change,), flips=(flipped,) if flip else ()
    )


@pytest.mark.parametrize(
    ("large", "flip", "alarms"),
    [(True, False, True), (False, True, True), (True, True, True), (False, False, False)],
)
def test_an_alarm_is_a_large_change_or_a_flipped_verdict(large: bool, flip: bool, alarms: bool) -> None:
    assert (revision("a", "b", large=large, flip=flip).alarm is not None) == alarms


def test_an_alarms_name_is_that_of_the_indicator_and_both_snapshots() -> None:
    name = revision("a", "b").alarm

    assert name is not None
    assert len(name) == 8
    assert revision("a", "b", large=False, flip=True).alarm == name
    others = [
        revision("b", "a").alarm,
        revision("a", "c").alarm,
        revision("a", "b").model_copy(update={"indicator": "j"}).alarm,
    ]
    assert len({name, *others}) == 4


def verdict(target: str, reach: Reach, travel: Travel) -> Verdict:
    return Verdict(
        target=target,
        element="e",
        indicator="i",
        area="13",
        form="hold",
        travel=travel,
        reach=reach,
        method="destatis",
        method_version=1,
    )


def test_a_flip_is_another_word_in_either_answer() -> None:
    was = [
        verdict("same", Reach.MET, Travel.IMPROVING),
        verdict("reach", Reach.MET, Travel.IMPROVING),
        verdict("travel", Reach.MET, Travel.IMPROVING),
    ]
    now = [
        was[0].model_copy(update={"progress": 0.3}),
        verdict("reach", Reach.TOO_SLOW, Travel.IMPROVING),
        verdict("travel", Reach.MET, Travel.UNCHANGED),
    ]

    found = flips(now, was)

    assert [(one.target, one.was, one.now, one.travel_was, one.travel_now) for one in found] == [
        ("reach", Reach.MET, Reach.TOO_SLOW, Travel.IMPROVING, Travel.IMPROVING),
        ("travel", Reach.MET, Reach.MET, Travel.IMPROVING, Travel.UNCHANGED),
    ]


# --- what waits ---


def waiting(chain: str, *, accepted: Sequence[str] = (), small: str = "") -> str | None:
    """Walk snapshots of one letter: another letter is a revision, unless either is a new year of the other.

    A capital is its letter with a new year; revisions to letters in `small` are no alarm.
    """
    states = [State(f"{letter}{place}", pa.table({"letter": [letter]})) for place, letter in enumerate(chain)]

    def between(before: State, after: State) -> Revision | None:
        old, new = before.hash[0], after.hash[0]
        if old.lower() == new.lower():
            return None
        return revision(old, new, large=new not in small)

    yes = {revision(*pair.split(">")).alarm for pair in accepted}
    found = pending(states, accepted={name for name in yes if name}, between=between)
    return f"{found.before}>{found.after}" if found else None


@pytest.mark.parametrize(
    ("chain", "accepted", "small", "expected"),
    [
        ("a", [], "", None),
        ("aA", [], "", None),  # a new year
        ("ab", [], "", "a>b"),
        ("ab", ["a>b"], "", None),
        ("ab", [], "b", None),  # small
        ("aba", [], "", None),  # taken back
        ("abA", [], "", None),  # taken back, with a new year
        ("abB", [], "", "a>B"),  # a new year does not make it good
        ("abB", ["a>b"], "", None),  # accepted, then a new year
        ("abB", ["a>B"], "", None),
        ("abc", [], "", "a>c"),  # two in a row are counted from what was trusted
        ("abc", ["a>b"], "", "b>c"),  # a yes to one does not cover the next
        ("abc", ["a>c"], "", None),
        ("abc", ["a>b", "b>c"], "", None),
        ("aba", ["a>b"], "", "b>a"),  # taken back after a yes is a revision again
        ("aba", ["a>b", "b>a"], "", None),
        ("abc", [], "b", "b>c"),  # a small one is trusted
        ("abc", [], "c", None),
    ],
)
def test_what_waits_is_counted_from_the_last_figures_somebody_trusted(
    chain: str, accepted: list[str], small: str, expected: str | None
) -> None:
    assert waiting(chain, accepted=accepted, small=small) == expected
