"""schedule.json and schedule.xml in the shapes that conference tools write them."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from laget.core.forum.brought import Brought, Link
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")
EVENT: dict[str, Any] = {
    "url": "https://exempel.se/1.html", "id": 7, "guid": "a0a0fcfe-b7fb-46e3-84b6-97a5406016b4", "logo": None,
    "date": "2025-10-14T11:00:00+02:00", "start": "11:00", "duration": "00:30", "room": "Aulan",
    "slug": "f-7-inledning", "title": "Inledning", "subtitle": "Vi börjar", "track": None, "type": "lecture",
    "language": "sv", "abstract": "Kort.", "description": "<p>Längre.</p>", "recording_license": "",
    "do_not_record": False,
    "persons": [{"id": 1, "public_name": "Eva Exempel"}, {"code": "AB", "name": "Nils P"}],
    "links": [{"url": "https://exempel.se/", "title": "Mer"}],
    "attachments": [{"url": "/bilder.pdf", "title": "Bilder"}],
}  # fmt: skip


def frab(*events: dict[str, Any], day: dict[str, Any] | None = None, **conference: Any) -> bytes:
    whole = {
        "acronym": "f25",
        "title": "Forum 25",
        "start": "2025-10-14",
        "days": [
            {
                "index": 1,
                "date": "2025-10-14",
                "day_start": "2025-10-14T09:00:00+02:00",
                "rooms": {"Aulan": list(events)},
                **(day or {}),
            }
        ],
        **conference,
    }
    return json.dumps({"schedule": {"version": "1", "conference": whole}}).encode()


def said(brought: Brought) -> list[str]:
    return [remark.printed.sv for remark in brought.remarks]


def test_what_frab_and_pretalx_write() -> None:
    brought = programme_in(frab(EVENT))
    (item,) = brought.items
    assert (item.title, item.place, item.track, item.kind) == ("Inledning", "Aulan", "", "talk")
    assert item.starts == datetime(2025, 10, 14, 9, tzinfo=UTC)
    assert item.ends == datetime(2025, 10, 14, 9, 30, tzinfo=UTC)
    assert item.people == ("Eva Exempel", "Nils P")
    assert item.text == "Vi börjar\n\nKort.\n\nLängre.\n\n/bilder.pdf"
    assert item.links == (
        Link(address="https://exempel.se/1.html"),
        Link(address="https://exempel.se/", title="Mer"),
    )
    assert item.uid == EVENT["guid"]
    assert said(brought) == ["Dag 1, Aulan, punkt 1: ”/bilder.pdf” är ingen webbadress; den står i texten."]
    assert brought.title == "Forum 25"


def without(*names: str, **changed: Any) -> dict[str, Any]:
    return {name: value for name, value in {**EVENT, **changed}.items() if name not in names}


def test_times_of_the_day_that_an_event_stands_under() -> None:
    brought = programme_in(
        frab(without("date", "attachments"), without("date", "attachments", start="00:30"))
    )
    assert [item.starts for item in brought.items] == [
        datetime(2025, 10, 14, 11, tzinfo=HOME),
        datetime(2025, 10, 15, 0, 30, tzinfo=HOME),  # the night belongs to the evening before
    ]
    assert said(brought) == ["Tider utan tidszon: 2. De är lästa som svensk tid."]
    named = programme_in(frab(without("date", "attachments"), time_zone_name="Europe/Helsinki"))
    assert named.items[0].starts == datetime(2025, 10, 14, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("00:45", 45), ("1:30", 90), ("01:30:00", 90), ("PT45M", 45), (45, 45), ("45", 45), ("26:00", 1560)],
)
def test_durations(written: Any, minutes: int) -> None:
    (item,) = programme_in(frab(without("attachments", duration=written))).items
    assert item.starts is not None
    assert item.ends is not None
    assert (item.ends.astimezone(UTC) - item.starts.astimezone(UTC)).total_seconds() == minutes * 60


def test_what_a_hub_writes_in_one_list_with_rooms_and_tracks_by_id() -> None:
    whole = {
        "schedule": {
            "conference": {
                "title": "38", "time_zone_name": "Europe/Berlin", "url": "https://exempel.se/38/",
                "tracks": [{"slug": "klimat", "name": "Klimat & energi"}],
                "rooms": [{"name": "Sal 1", "guid": "r1"}],
                "days": [{"index": 1, "date": "2025-10-14", "start": "2025-10-14T09:30:00+02:00"}],
            },
            "events": [
                {
                    "type": "talk", "guid": "g1", "start": "2025-10-14T10:30:00+02:00",
                    "end": "2025-10-14T11:00:00+02:00", "room": {"guid": "r1"}, "track": {"slug": "klimat"},
                    "title": {"en": "Climate", "sv": "Klimatet"}, "subtitle": None,
                    "participants": [{"name": "Eva Exempel", "role": "speaker"}], "links": [],
                },
                "inget",
            ],
        }
    }  # fmt: skip
    brought = programme_in(json.dumps(whole).encode())
    (item,) = brought.items
    assert (item.title, item.place, item.track) == ("Klimatet", "Sal 1", "Klimat & energi")
    assert item.people == ("Eva Exempel",)
    assert item.ends == datetime(2025, 10, 14, 9, tzinfo=UTC)
    assert said(brought) == [
        "Punkt 2: ”inget” är ingen programpunkt.",
        "Fält som inte används: person/role (1).",
    ]


def test_nothing_is_lost_where_a_room_stands_twice() -> None:
    room = f'"Aulan": {json.dumps([EVENT])}'
    brought = programme_in(frab().decode().replace('"Aulan": []', f"{room}, {room}").encode())
    assert len(brought.items) == 2


def test_what_is_no_number_and_no_event_is_told() -> None:
    data = frab(without("attachments")).replace(b'"id": 7', b'"id": NaN').replace(b'"00:30"', b'"snart"')
    brought = programme_in(data)
    assert len(brought.items) == 1
    assert said(brought) == [
        "NaN är inget tal och är läst som tomt.",
        "Dag 1, Aulan, punkt 1: längden ”snart” går inte att läsa; punkten kommer utan sluttid.",
    ]
    for broken in (
        b'{"schedule":',
        b"[1, 2",
        b'{"a": 1}',
        b'{"schedule": {"conference": 3}}',
        b"{" + b"9" * 9000,
    ):
        with pytest.raises(FileRefused):
            programme_in(broken)


XML = """<?xml version="1.0" encoding="{coding}"?>
<!-- från ett verktyg -->
<schedule><generator name="x"/><version>1</version>
 <conference><title>Forum på ön</title><day_change>04:00:00</day_change></conference>
 <day index="1" date="2025-10-14"><room name="Sal Å">
  <event id="1" guid="g1"><start>09:00</start><duration>00:50</duration><room>Sal Å</room><slug>a</slug>
   <title>Frågan om &lt;ön&gt;</title><subtitle/><track>Spår</track><type>maintrack</type><language/>
   <abstract>Kort</abstract><description>&lt;p&gt;Långt&lt;/p&gt;</description>
   <persons><person id="2">Eva Exempel</person><person id="3">Nils P</person></persons>
   <recording><license>CC</license><optout>false</optout></recording>
   <links><link href="https://exempel.se/">Mer</link></links><stjarna>5</stjarna></event>
  <event id="2"><date>2025-10-15T01:00:00+02:00</date><start>01:00</start><duration>01:00</duration>
   <title>Natten</title></event>
 </room></day>
</schedule>"""


@pytest.mark.parametrize("coding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_what_pentabarf_and_its_followers_write_as_xml(coding: str) -> None:
    brought = programme_in(XML.format(coding=coding).encode(coding))
    first, night = brought.items
    assert (first.title, first.place, first.track) == ("Frågan om <ön>", "Sal Å", "Spår")
    assert first.text == "Kort\n\nLångt"
    assert first.people == ("Eva Exempel", "Nils P")
    assert first.links == (Link(address="https://exempel.se/", title="Mer"),)
    assert first.ends == datetime(2025, 10, 14, 9, 50, tzinfo=HOME)
    assert night.starts == datetime(2025, 10, 14, 23, tzinfo=UTC)
    assert brought.title == "Forum på ön"
    assert said(brought) == [
        "Tider utan tidszon: 1. De är lästa som svensk tid.",
        "Slag som inte finns här, lästa efter titeln eller som föredrag: maintrack (1).",
        "Fält som inte används: recording/license (1), stjarna (1).",
    ]


def test_xml_that_says_another_encoding_than_it_has_is_read() -> None:
    brought = programme_in(XML.format(coding="utf-8").encode("latin-1"))
    assert brought.items[0].title == "Frågan om <ön>"


def test_xml_that_is_cut_off_gives_what_was_before() -> None:
    data = XML.format(coding="utf-8").encode()
    brought = programme_in(data[: data.index(b"Natten")])
    assert [item.title for item in brought.items] == ["Frågan om <ön>"]
    assert "filen är trasig härifrån; punkterna före är lästa." in said(brought)[0]
    for other in (
        b"<feed><entry/></feed>",
        b"<schedule",
        b'<?xml version="1.0" encoding="nix"?><schedule/>x',
    ):
        with pytest.raises(FileRefused):
            programme_in(other)


def test_xml_with_entries_beneath_days_and_speakers_in_parts() -> None:
    entry = (
        "<entry id='1'><start>0930</start><duration>30</duration><room id='1'>C01, B05</room>"
        "<title>Öppning</title><topics><topic>Annat</topic></topics>"
        "<speakers><speaker id='5'><name>Eva Exempel</name>"
        "<description>Mycket.</description></speaker></speakers></entry>"
    )
    brought = programme_in(f"<schedule><day date='2025-10-14'>{entry * 2}</day></schedule>".encode())
    assert [item.people for item in brought.items] == [("Eva Exempel",)] * 2
    assert {(item.place, item.starts) for item in brought.items} == {
        ("C01, B05", datetime(2025, 10, 14, 9, 30, tzinfo=HOME))
    }
    assert said(brought)[-1] == "Fält som inte används: topics/topic (2), speaker/description (2)."
