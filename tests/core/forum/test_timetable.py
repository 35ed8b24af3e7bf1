"""One item of a programme grows or moves and those after it follow; nothing overlaps that did not before."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.forum.timetable import (
    NoRoom,
    Slot,
    a_year_later,
    exchanged,
    next_day,
    overlap,
    rescheduled,
    time_on_another_day,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime(2026, 12, 3, tzinfo=UTC)


def at(clock: str) -> datetime:
    hour, minute = clock.split(".")
    return MIDNIGHT + timedelta(hours=int(hour), minutes=int(minute))


def slot(id_: str, starts: str, ends: str | None, *, within: str = "", pinned: bool = False) -> Slot:
    return Slot(id=id_, starts=at(starts), ends=at(ends) if ends else None, within=within, is_pinned=pinned)


def told(slots: list[Slot]) -> dict[str, str]:
    return {one.id: f"{one.starts:%H.%M}–{one.end:%H.%M}" for one in slots}


DAY = [
    slot("welcome", "09.00", "09.10"),
    slot("talk", "09.10", "10.00"),
    slot("coffee", "10.00", "10.20"),
    slot("panel", "10.30", "11.30"),
    slot("lunch", "12.00", "13.00", pinned=True),
    slot("groups", "13.00", "15.00"),
]


def test_those_after_an_item_that_grows_move_as_much() -> None:
    found = rescheduled(DAY, changed=slot("talk", "09.10", "10.15"))
    assert told(found) == {
        "talk": "09.10–10.15",
        "coffee": "10.15–10.35",
        "panel": "10.45–11.45",
    }


def test_a_pinned_lunch_stays_and_what_does_not_fit_before_it_comes_after_it() -> None:
    found = rescheduled(DAY, changed=slot("talk", "09.10", "10.50"))
    assert told(found) == {
        "talk": "09.10–10.50",
        "coffee": "10.50–11.10",
        "panel": "13.00–14.00",
        "groups": "14.00–16.00",
    }


def test_those_after_an_item_that_shrinks_come_earlier_but_not_what_comes_after_a_pinned_one() -> None:
    found = rescheduled(DAY, changed=slot("talk", "09.10", "09.40"))
    assert told(found) == {"talk": "09.10–09.40", "coffee": "09.40–10.00", "panel": "10.10–11.10"}


def test_nobody_comes_so_early_that_they_meet_a_parallel_item_that_they_came_after() -> None:
    day = [slot("a", "09.00", "10.00"), slot("b", "09.00", "11.00"), slot("after", "11.00", "12.00")]
    assert told(rescheduled(day, changed=slot("a", "09.00", "09.30"))) == {"a": "09.00–09.30"}


def test_what_lies_within_an_item_moves_with_it() -> None:
    day = [
        slot("groups", "13.00", "14.00"),
        slot("first", "13.00", "13.30", within="groups"),
        slot("second", "13.30", "14.00", within="groups"),
        slot("end", "14.00", "14.10"),
    ]
    assert told(rescheduled(day, changed=slot("groups", "13.15", "14.15"))) == {
        "groups": "13.15–14.15",
        "first": "13.15–13.45",
        "second": "13.45–14.15",
        "end": "14.15–14.25",
    }
    assert told(rescheduled(day, changed=slot("first", "13.00", "13.40", within="groups"))) == {
        "groups": "13.00–14.10",
        "first": "13.00–13.40",
        "second": "13.40–14.10",
        "end": "14.10–14.20",
    }


def test_the_next_day_is_left_as_it_is_and_nothing_moves_into_it() -> None:
    day = [*DAY, slot("tomorrow", "33.00", "34.00")]
    found = rescheduled(day, changed=slot("groups", "13.00", "16.00"), until=at("33.00"))
    assert told(found) == {"groups": "13.00–16.00"}
    with pytest.raises(NoRoom):
        rescheduled(day, changed=slot("welcome", "09.00", "30.00"), until=at("24.00"))


def test_a_programme_over_midnight_goes_on() -> None:
    night = [slot("watch", "23.00", "23.50"), slot("soup", "23.50", "24.30")]
    (found,) = [
        one for one in rescheduled(night, changed=slot("watch", "23.00", "24.20")) if one.id == "soup"
    ]
    assert (found.starts, found.ends) == (at("24.20"), at("25.00"))


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2026, 10, 25), "01.30 CEST–02.10 CET"), (date(2026, 3, 29), "01.30 CET–04.10 CEST")],
)
def test_an_hour_is_an_hour_when_the_clocks_change(day: date, shown: str) -> None:
    night = datetime.combine(day, time(), STOCKHOLM)
    first = Slot(id="first", starts=night, ends=night + timedelta(minutes=30))
    second = Slot(id="second", starts=first.ends or night, ends=first.end + timedelta(minutes=100))
    longer = Slot(id="first", starts=first.starts, ends=first.end + timedelta(minutes=60))
    (found,) = [one for one in rescheduled([first, second], changed=longer) if one.id == "second"]
    local = [one.astimezone(STOCKHOLM) for one in (found.starts, found.end)]
    assert "–".join(f"{one:%H.%M} {one.tzname()}" for one in local) == shown
    assert found.end - found.starts == timedelta(minutes=100)


TIMES = st.integers(0, 96)
LENGTHS = st.integers(0, 12)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[list[Slot], Slot, datetime | None]:
    """Items on quarters of an hour over a night, some within others, and one of them with other times."""
    slots: list[Slot] = []

    def quarter(number: int) -> datetime:
        return MIDNIGHT + timedelta(minutes=15 * number)

    for number in range(draw(st.integers(1, 7))):
        starts, length = draw(TIMES), draw(LENGTHS)
        has_end = draw(st.booleans()) or length > 0
        top = Slot(
            id=str(number),
            starts=quarter(starts),
            ends=quarter(starts + length) if has_end else None,
            is_pinned=draw(st.booleans()),
        )
        slots.append(top)
        for inner in range(draw(st.integers(0, 2)) if length > 1 else 0):
            begins = draw(st.integers(0, length - 1))
            slots.append(
                Slot(
                    id=f"{number}.{inner}",
                    starts=quarter(starts + begins),
                    ends=quarter(starts + draw(st.integers(begins, length))),
                    within=top.id,
                )
            )
    chosen = draw(st.sampled_from(slots))
    starts, length = draw(TIMES), draw(LENGTHS)
    changed = Slot(
        id=chosen.id,
        starts=quarter(starts),
        ends=quarter(starts + length),
        within=chosen.within,
        is_pinned=chosen.is_pinned,
    )
    until = draw(st.none() | st.integers(0, 130).map(quarter))
    return slots, changed, until


def family(one: Slot) -> str:
    return one.id.partition(".")[0]


@settings(max_examples=600, deadline=None)
@given(programmes())
def test_nothing_overlaps_that_did_not_before(case: tuple[list[Slot], Slot, datetime | None]) -> None:
    slots, changed, until = case
    try:
        found = {one.id: one for one in rescheduled(slots, changed=changed, until=until)}
    except NoRoom:
        return
    after = {one.id: found.get(one.id, one) for one in slots}
    for one, other in combinations(slots, 2):
        if one.within != other.within:
            continue  # what lies within an item is laid upon what that item is laid upon
        if not overlap(one, other) and overlap(after[one.id], after[other.id]):
            # Only what the changed item itself, or the one that holds it, is laid upon.
            assert family(changed) in {family(one), family(other)}
            moved = other if family(one) == family(changed) else one
            assert moved.id not in found or family(one) == family(other)


@settings(max_examples=300, deadline=None)
@given(programmes())
def test_items_keep_their_length_and_pinned_ones_their_time(
    case: tuple[list[Slot], Slot, datetime | None],
) -> None:
    slots, changed, until = case
    try:
        found = rescheduled(slots, changed=changed, until=until)
    except NoRoom:
        return
    known = {one.id: one for one in slots}
    for one in found:
        if family(one) != family(changed):
            assert one.end - one.starts == known[one.id].end - known[one.id].starts
            assert not known[one.id].is_pinned
            assert one.starts != known[one.id].starts


def test_two_that_follow_each_other_change_places_with_what_lies_within() -> None:
    day = [
        slot("long", "09.00", "10.00"),
        slot("part", "09.15", "09.30", within="long"),
        slot("short", "10.10", "10.30"),
        slot("after", "10.30", "11.00"),
    ]
    assert told(exchanged(day, first="long", second="short")) == {
        "long": "09.30–10.30",
        "part": "09.45–10.00",
        "short": "09.00–09.20",
    }
    assert exchanged([slot("a", "09.00", "10.00"), slot("b", "09.00", "09.30")], first="a", second="b") == []


def test_a_day_a_year_later_has_the_same_weekday_and_is_near() -> None:
    for number in range(2000):
        day = date(2023, 1, 1) + timedelta(days=number)
        later = a_year_later(day, after=day)
        assert later.weekday() == day.weekday()
        assert abs((later - day).days - 365) <= 4
    assert a_year_later(date(2020, 2, 29), after=date(2026, 11, 22)) == date(2027, 2, 27)


def test_a_time_on_another_day_is_the_same_by_the_clock() -> None:
    winter = datetime(2026, 1, 14, 9, tzinfo=STOCKHOLM)
    starts, ends = time_on_another_day(winter, winter + timedelta(hours=2), 180, zone=STOCKHOLM)
    assert (starts.isoformat(), ends and ends.isoformat()) == (
        "2026-07-13T09:00:00+02:00",
        "2026-07-13T11:00:00+02:00",
    )
    assert time_on_another_day(winter, None, 7, zone=STOCKHOLM)[1] is None


def test_an_hour_that_the_clocks_skip_keeps_its_length() -> None:
    night = datetime(2026, 3, 28, 2, 30, tzinfo=STOCKHOLM)
    starts, ends = time_on_another_day(night, night.replace(hour=3, minute=0), 1, zone=STOCKHOLM)
    assert ends is not None
    assert ends.astimezone(UTC) - starts.astimezone(UTC) == timedelta(minutes=30)


def test_a_night_belongs_to_the_day_before_it() -> None:
    days = [
        (date(2026, 12, 3), datetime(2026, 12, 3, 9, tzinfo=STOCKHOLM)),
        (date(2026, 12, 4), None),
        (date(2026, 12, 5), datetime(2026, 12, 5, 3, tzinfo=STOCKHOLM)),
    ]
    late = datetime(2026, 12, 4, 1, 30, tzinfo=STOCKHOLM)
    assert next_day(late, days, zone=STOCKHOLM) == datetime(2026, 12, 4, 4, tzinfo=STOCKHOLM)
    noon = datetime(2026, 12, 4, 12, tzinfo=STOCKHOLM)
    assert next_day(noon, days, zone=STOCKHOLM) == datetime(2026, 12, 5, 3, tzinfo=STOCKHOLM)
    assert next_day(noon + timedelta(days=1), days, zone=STOCKHOLM) is None
