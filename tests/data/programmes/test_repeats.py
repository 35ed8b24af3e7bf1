"""Events of calendars that repeat: once for each time, within bounds that are told."""

from collections.abc import Sequence
from datetime import date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from laget.core.forum.brought import Brought
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")
ZONE = "TZID=Europe/Stockholm"


def read(*lines: str, days: Sequence[date] = ()) -> Brought:
    within = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Stand",
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return programme_in("\r\n".join(within).encode(), days=days)


def told(brought: Brought) -> list[str]:
    return [remark.said.sv for remark in brought.remarks]


def starts(brought: Brought) -> list[str]:
    return [f"{one.starts:%m-%d %H.%M}" for one in brought.items if one.starts is not None]


def test_an_event_comes_once_for_each_time_by_the_clock_when_summer_time_ends() -> None:
    brought = read(f"DTSTART;{ZONE}:20261024T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
    assert starts(brought) == ["10-24 09.00", "10-25 09.00", "10-26 09.00"]
    assert [one.ends for one in brought.items] == [
        datetime(2026, 10, day, 10, tzinfo=HOME) for day in (24, 25, 26)
    ]
    assert told(brought) == ["upprepas (RRULE); 3 gånger tas med, till och med 2026-10-26."]


def test_times_that_are_taken_away_added_or_moved() -> None:
    moved = ["BEGIN:VEVENT", "UID:1", "SUMMARY:Flyttad", f"RECURRENCE-ID;{ZONE}:20261008T090000",
             f"DTSTART;{ZONE}:20261008T130000", "END:VEVENT"]  # fmt: skip
    brought = read(
        f"DTSTART;{ZONE}:20261006T090000",
        "RRULE:FREQ=DAILY;UNTIL=20261009T070000Z",
        "EXDATE:20261007T070000Z",
        f"RDATE;{ZONE}:20261012T090000",
        "END:VEVENT",
        *moved[:-1],
    )
    assert starts(brought) == ["10-06 09.00", "10-09 09.00", "10-12 09.00", "10-08 13.00"]
    assert told(brought) == ["upprepas (RRULE, RDATE, EXDATE); 3 gånger tas med, till och med 2026-10-12."]


def test_a_moved_time_without_a_title_has_that_of_its_event() -> None:
    brought = read(
        "DTSTART:20261006T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "END:VEVENT", "BEGIN:VEVENT", "UID:1",
        "RECURRENCE-ID:20261007T090000Z", "DTSTART:20261007T090000Z", "STATUS:CANCELLED",
    )  # fmt: skip
    assert [(one.title, one.is_cancelled) for one in brought.items] == [("Stand", False), ("Stand", True)]


def test_whole_days_repeat_with_their_length() -> None:
    brought = read("DTSTART;VALUE=DATE:20261006", "DTEND;VALUE=DATE:20261008", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert [(one.on, one.until) for one in brought.items] == [
        (date(2026, 10, 6), date(2026, 10, 7)),
        (date(2026, 10, 13), date(2026, 10, 14)),
    ]


def test_one_without_end_comes_on_the_days_of_the_event_years_later() -> None:
    lines = (f"DTSTART;{ZONE}:20190107T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU")
    brought = read(*lines, days=[date(2026, 10, 6), date(2026, 10, 7)])
    assert starts(brought) == ["10-06 09.00"]
    brought = read(*lines, days=[date(2026, 10, 7)])
    assert [one.day for one in brought.items] == [date(2019, 1, 7)]
    assert told(brought) == ["upprepas (RRULE); ingen gång är på evenemangets dagar; den första tas med."]


def test_one_without_end_comes_sixty_times_or_for_a_year_where_no_days_are_known() -> None:
    daily = read(f"DTSTART;{ZONE}:20261006T090000", "RRULE:FREQ=DAILY")
    assert len(daily.items) == 60
    assert told(daily) == [
        "upprepas (RRULE); 60 gånger tas med, till och med 2026-12-04. De andra gångerna används inte."
    ]
    monthly = read(f"DTSTART;{ZONE}:20261006T090000", "RRULE:FREQ=MONTHLY;BYDAY=1TU")
    assert len(monthly.items) == 13


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=VARANNAN", "INTERVAL=0;FREQ=DAILY", ""])
def test_a_rule_that_is_none_or_too_often_gives_the_first_time_and_says_so(rule: str) -> None:
    brought = read(f"DTSTART;{ZONE}:20261006T090000", f"RRULE:{rule}")
    assert starts(brought) == ["10-06 09.00"]
    assert brought.remarks


def test_rules_without_any_day_cost_little() -> None:
    event = ["BEGIN:VEVENT", "UID:1", "SUMMARY:Aldrig", "DTSTART:20261006T090000Z",
             "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "END:VEVENT"]  # fmt: skip
    began = perf_counter()
    brought = programme_in("\r\n".join(["BEGIN:VCALENDAR", *event * 4, "END:VCALENDAR"]).encode())
    assert len(brought.items) == 4
    assert perf_counter() - began < 8  # seconds; looked for until the year 9999 it takes ten


def test_no_time_is_left_where_each_is_taken_away() -> None:
    brought = read(
        f"DTSTART;{ZONE}:20261006T090000", "RRULE:FREQ=DAILY;COUNT=1", f"EXDATE;{ZONE}:20261006T090000"
    )
    assert brought.items == ()
    assert told(brought) == ["upprepas (RRULE, EXDATE), men varje gång är borttagen; används inte."]
