"""Programmes in JSON as Sessionize, pretalx, Indico, Google Calendar and search engines have them."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from laget.core.forum.brought import Brought
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")
TALK: dict[str, Any] = {
    "id": "1",
    "title": "Öppning",
    "description": "Text",
    "startsAt": "2026-06-16T09:00:00",
    "endsAt": "2026-06-16T10:00:00",
    "speakers": [{"id": "a", "name": "Eva Exempel"}],
    "categories": [{"id": 1, "name": "Spår", "categoryItems": [{"id": 5, "name": "Klimat"}]}],
    "roomId": 2,
    "room": "Sal A",
}
LATER = {**TALK, "id": "2", "title": "Avslut", "startsAt": "2026-06-16T15:00:00", "endsAt": None}


def at(time: str) -> dict[str, str]:
    return {"date": "2026-06-16", "time": time, "tz": "Europe/Stockholm"}


def read(whole: object) -> Brought:
    return programme_in(json.dumps(whole).encode())


def said(brought: Brought) -> list[str]:
    return [remark.printed.sv for remark in brought.remarks]


WITH_EACH_TALK_TWICE = [
    {
        "date": "2026-06-16T00:00:00",
        "rooms": [{"id": 2, "name": "Sal A", "sessions": [TALK, LATER]}],
        "timeSlots": [{"slotStart": "09:00:00", "rooms": [{"id": 2, "session": TALK}]}],
    }
]
IN_GROUPS = [{"groupId": 1, "groupName": "Dag 1", "sessions": [TALK, LATER]}]
BY_IDS = {
    "sessions": [
        {**TALK, "speakers": ["a"], "categories": None, "categoryItems": [5], "room": None},
        {**LATER, "speakers": ["a"], "categories": None, "categoryItems": [5], "room": None},
    ],
    "speakers": [{"id": "a", "fullName": "Eva Exempel", "sessions": [1, 2]}],
    "categories": [{"id": 1, "title": "Spår", "items": [{"id": 5, "name": "Klimat"}]}],
    "rooms": [{"id": 2, "name": "Sal A"}],
}


@pytest.mark.parametrize("whole", [WITH_EACH_TALK_TWICE, IN_GROUPS, BY_IDS])
def test_what_sessionize_writes(whole: object) -> None:
    brought = read(whole)
    first, last = brought.items
    assert (first.title, first.place, first.people) == ("Öppning", "Sal A", ("Eva Exempel",))
    assert first.track == "Klimat"
    assert first.starts == datetime(2026, 6, 16, 9, tzinfo=HOME)
    assert (last.title, last.ends) == ("Avslut", None)
    assert said(brought) == ["Tider utan tidszon: 2. De är lästa som svensk tid."]


def test_pages_of_answers_with_the_time_in_a_slot() -> None:
    slot = {"room": {"sv": "Sal A"}, "start": "2026-06-16T09:00:00+02:00", "end": "2026-06-16T09:30:00+02:00"}
    person = {"code": "X", "name": "Eva Exempel", "biography": "Har gjort mycket."}
    talk = {"code": "AB", "title": "Öppning", "speakers": [person], "state": "confirmed", "slot": slot}
    brought = read({"count": 2, "results": [talk, {"code": "AC", "title": "Inte satt", "slot": None}]})
    first, loose = brought.items
    assert (first.place, first.ends) == ("Sal A", datetime(2026, 6, 16, 9, 30, tzinfo=HOME))
    assert (loose.title, loose.starts) == ("Inte satt", None)
    assert said(brought) == [
        "Punkt 2: ingen tid som går att läsa; punkten kommer utan tid.",
        "Fält som inte används: person/biography (1).",
    ]


def test_items_by_day_and_time_with_a_list_of_slots() -> None:
    room = {"id": 1, "name": {"en": "Sal A"}, "capacity": 290}
    slots = [{"room": room, "start": f"2026-06-16T{hour:02}:00:00+02:00"} for hour in (9, 13)]
    talk = {"code": "AB", "title": "Två gånger", "submission_type": {"id": 19, "name": {"sv": "Panel"}}}
    brought = read({"schedule": {"2026-06-16": {"540": {}, "550": {"12": {**talk, "slots": slots}}}}})
    assert [(one.title, one.kind, one.place) for one in brought.items] == [
        ("Två gånger", "panel", "Sal A")
    ] * 2
    assert [one.starts.hour for one in brought.items if one.starts] == [9, 13]


def test_slots_that_hold_a_talk_or_a_break() -> None:
    talk = {"title": "Öppning", "speakers": [{"name": "Eva Exempel"}]}
    first = {"start": "2026-06-16T09:00:00+02:00", "room": {"name": "Sal A"}, "submission": talk}
    pause = {"start": "2026-06-16T10:00:00+02:00", "submission": None, "description": {"sv": "Paus"}}
    brought = read({"slots": [first, pause], "version": "1"})
    assert [(one.title, one.place, one.people) for one in brought.items] == [
        ("Öppning", "Sal A", ("Eva Exempel",)),
        ("Paus", "", ()),
    ]


def test_items_within_an_event_and_items_within_an_item() -> None:
    talk = {"title": "Föredrag", "startDate": at("09:00:00"), "endDate": at("09:30:00"), "duration": 30}
    block = {"title": "Block", "startDate": at("09:00:00"), "endDate": at("12:00:00"), "entries": {"c": talk}}
    whole = {"title": "Konferens", "startDate": at("09:00:00"), "contributions": [block]}
    brought = read({"results": [whole]})
    assert sorted(one.title for one in brought.items) == ["Block", "Föredrag"]
    assert {one.starts for one in brought.items} == {datetime(2026, 6, 16, 9, tzinfo=HOME)}
    assert said(brought) == ["Punkt 1: ”Konferens” är ett helt evenemang, ingen programpunkt; används inte."]


def test_whole_days_end_the_day_before_the_end() -> None:
    day = {"id": "a", "summary": "Heldag", "start": {"date": "2026-06-16"}, "end": {"date": "2026-06-19"}}
    time = {"dateTime": "2026-06-16T09:00:00", "timeZone": "America/New_York"}
    brought = read({"items": [day, {"id": "b", "summary": "Möte", "start": time, "status": "cancelled"}]})
    first, second = brought.items
    assert (first.on, first.until) == (date(2026, 6, 16), date(2026, 6, 18))
    assert (second.starts, second.is_cancelled) == (datetime(2026, 6, 16, 15, tzinfo=HOME), True)
    assert brought.remarks == ()


def test_what_stands_of_the_conference_and_of_people_is_named_where_it_is_not_used() -> None:
    talk = {
        "title": "Öppning",
        "date": "2026-06-16T09:00:00+02:00",
        "language": "en",
        "type": "Workshop på engelska",
    }
    person = {"id": 1, "public_name": "Eva Exempel", "biography": "Mycket.", "avatar": ""}
    conference = {
        "title": "Konferens",
        "description": "Välkommen",
        "days": [
            {"date": "2026-06-16", "rooms": {"Sal A": [{**talk, "persons": [person], "logo": "/a.png"}]}}
        ],
    }
    assert said(read({"schedule": {"version": "1", "conference": conference}})) == [
        "Slag som inte finns här, lästa efter titeln eller som föredrag: Workshop på engelska (1).",
        "Fält som inte används: language (1), logo (1), person/biography (1), conference/description (1).",
    ]


def test_a_link_to_a_digital_meeting_is_told_of() -> None:
    talk = {"title": "Öppning", "start": "2026-06-16T09:00:00+02:00", "location": "https://zoom.us/j/123"}
    assert said(read([talk])) == [
        "Punkt 1: har en länk till ett digitalt möte. Den visas för alla i programmet."
    ]


@pytest.mark.parametrize("whole", [{"name": "paket", "version": "1.0", "dependencies": {"a": "1"}}, {}, 1])
def test_other_json_is_refused(whole: object) -> None:
    with pytest.raises(FileRefused):
        read(whole)


def test_what_lies_deep_within_an_item_is_refused() -> None:
    with pytest.raises(FileRefused):
        programme_in(b'{"events":[{"title":"x","room":' + b"[" * 800 + b"]" * 800 + b"}]}")
