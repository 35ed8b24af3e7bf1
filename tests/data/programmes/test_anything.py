"""Whatever bytes a file has, they give items and remarks or a refusal that says why: never a crash."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.core.forum.brought import LONGEST_NAME, LONGEST_PLACE, LONGEST_TITLE, Brought
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.ics import read_calendar
from laget.data.programmes.reading import programme_in
from laget.data.programmes.schedule_json import read_json
from laget.data.programmes.schedule_xml import read_xml
from laget.data.programmes.tables import read_tables
from laget.renders.calendar import calendar
from laget.renders.programme_tables import programme_csv, programme_workbook
from laget.renders.schedule import schedule_json, schedule_xml
from tests.data.programmes.test_round_trip import ANY, FORUM

READERS = (programme_in, read_calendar, read_json, read_xml, read_tables)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LINES = """\
BEGIN:VCALENDAR
END:VCALENDAR
BEGIN:VEVENT
END:VEVENT
BEGIN:VTIMEZONE
END:VTIMEZONE
BEGIN:VALARM
END:VALARM
BEGIN:VTODO
END:VTODO
BEGIN:VEVENT;X=1
SUMMARY:x
SUMMARY;LANGUAGE=sv:Å\\, b
DTSTART:20251014T090000
DTSTART:2025-10-14T09:00
DTSTART;TZID=Foo:20251014T09
DTSTART;VALUE=DATE:20251014
DTSTART;TZID="W. Europe Standard Time":20251014T090000
DTSTART;VALUE=PERIOD:20251014T090000Z/PT1H
DTSTART:00010101T000000Z
DTEND:20251014T080000Z
DTEND:99991231T235959Z
DURATION:PT
DURATION:P99999999D
DURATION:-PT5M
RRULE:FREQ=DAILY
RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20251101
RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2
EXDATE:20251014T090000,x
EXDATE;VALUE=DATE:20251014
RDATE;VALUE=PERIOD:1/2
RDATE:20251015T090000
RECURRENCE-ID;RANGE=THISANDFUTURE:20251014T090000
CLASS:PRIVATE
RECURRENCE-ID:x
ATTENDEE;CN="A;B":x
ATTACH;VALUE=BINARY:AA
ATTACH;ENCODING=BASE64:#
UID:1
TZID:Foo
TZOFFSETTO:+0100
TZOFFSETTO:+9999
 fortsättning
DESCRIPTION:<p>a<script>b</p>
CATEGORIES:a,b
STATUS:CANCELLED
SEQUENCE:x
DTSTAMP:x
GEO:1;x
X-A;=:
:
;
\ufeff"""
NAMES = """\
slot slots submission entries results sessions categories
schedule conference days rooms events talks date start end duration title room persons track links public_name
name day_start day_change time_zone_name type guid id url href description"""
VALUES: st.SearchStrategy[object] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["09:00", "2025-10-14", "2025-10-14T09:00:00+02:00", "00:45", "\ud800", "<p>å</p>", "PT9H"]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES.split()),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


def read(reader: object, data: bytes) -> Brought | None:
    """Read as a reader does, and see that what it gives can be kept."""
    try:
        brought: Brought = reader(data)  # type: ignore[operator]
    except FileRefused:
        return None
    for one in brought.items:
        assert one.title
        assert len(one.title) <= LONGEST_TITLE
        assert len(one.place) <= LONGEST_PLACE
        assert all(name and len(name) <= LONGEST_NAME for name in one.people)
        assert one.starts is None or one.starts.tzinfo is not None
        assert one.ends is None or (one.starts is not None and one.ends > one.starts)
        (one.title + one.place + one.text + one.track + one.uid + "".join(one.people)).encode()
        assert "\x00" not in one.text
        assert one.where.sv
    # what came in goes out again in every form
    calendar(brought.items, name="x", stamp=datetime(2025, 1, 1, tzinfo=UTC))
    schedule_json(brought.items, of=FORUM)
    schedule_xml(brought.items, of=FORUM)
    programme_csv(brought.items)
    return brought


@MANY
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for reader in READERS:
        read(reader, data)


@MANY
@given(
    lines=st.lists(st.sampled_from(LINES.split("\n")), max_size=25),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    coding=st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_any_lines_of_a_calendar(lines: list[str], end: str, coding: str) -> None:
    for inside in (lines, ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]):
        read(programme_in, end.join(inside).encode(coding, errors="replace"))
        read(read_calendar, end.join(inside).encode(coding, errors="replace"))


@MANY
@given(value=VALUES)
def test_any_json(value: object) -> None:
    for inside in (value, {"schedule": {"conference": {"title": value, "days": value}}}, {"events": value}):
        read(read_json, json.dumps(inside).encode())


@MANY
@given(
    rows=st.lists(
        st.lists(
            st.text(max_size=12)
            | st.sampled_from(["9.05", "kl. 9–10", "14 okt", "Dag 2", "0,378", "45944", "24:00"]),
            max_size=6,
        ),
        max_size=8,
    ),
    between=st.sampled_from(";\t,"),
)
def test_any_cells(rows: list[list[str]], between: str) -> None:
    for head in (["Tid", "Titel", "Plats"], ["Datum", "Start", "Slut", "Titel", "Längd", "Medverkande"], []):
        text = "\n".join(between.join(row) for row in [head, *rows])
        read(read_tables, text.encode(errors="replace"))


@settings(max_examples=120, deadline=None)
@given(items=ANY, data=st.data())
def test_a_whole_file_with_any_bytes_changed(items: list[object], data: st.DataObject) -> None:
    made = data.draw(
        st.sampled_from(
            [
                calendar(items, name="x", stamp=datetime(2025, 1, 1, tzinfo=UTC)),  # type: ignore[arg-type]
                schedule_json(items, of=FORUM),  # type: ignore[arg-type]
                schedule_xml(items, of=FORUM),  # type: ignore[arg-type]
                programme_csv(items),  # type: ignore[arg-type]
                programme_workbook(items, title="x"),  # type: ignore[arg-type]
            ]
        )
    )
    at = data.draw(st.integers(0, len(made)))
    until = data.draw(st.integers(at, min(len(made), at + 30)))
    broken = made[:at] + data.draw(st.binary(max_size=30)) + made[until:]
    read(programme_in, broken)
    read(programme_in, broken[: data.draw(st.integers(0, len(broken)))])


def test_a_file_of_fifty_megabytes_is_refused_at_once() -> None:
    with pytest.raises(FileRefused) as refused:
        programme_in(b"BEGIN:VCALENDAR\n" + b"x" * 50_000_000)
    assert refused.value.said.sv == "Filen är större än 20 MB och läses inte. Dela upp den."


@pytest.mark.parametrize("data", [b"", b"  \r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        programme_in(data)
    assert refused.value.said.sv == "Filen är tom."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "en PDF"),
        (b"{\\rtf1 hej}", "ett textdokument (RTF)"),
        (b"PK\x03\x04....word/document.xml", "ett textdokument (Word)"),
        (b"\x89PNG\r\n", "en bild"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(FileRefused) as refused:
        programme_in(data)
    assert refused.value.said.sv.startswith(f"Filen är {what} och läses inte.")


def test_a_calendar_with_tasks_alone_has_no_items_and_says_so() -> None:
    brought = programme_in(b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
    assert (brought.items, len(brought.remarks)) == ((), 1)


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in pairwise("abcdefghi"))
    bomb += "]><schedule><conference><title>&i;</title></conference></schedule>"
    outside = '<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/hostname">]><schedule>&x;</schedule>'
    for text in (bomb, outside):
        with pytest.raises(FileRefused) as refused:
            programme_in(text.encode())
        assert "entiteter" in refused.value.said.sv


def test_what_lies_without_end_is_refused() -> None:
    for data in (b"[" * 200_000, b'{"a":' * 200_000, b"<schedule>" + b"<a>" * 100_000):
        with pytest.raises(FileRefused) as refused:
            programme_in(data)
        assert refused.value.said.sv == "Filen har delar i delar i det oändliga och läses inte."


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 260_000_000)
    with pytest.raises(FileRefused):
        programme_in(file.getvalue())


def test_more_items_than_a_programme_has_are_counted() -> None:
    rows = "".join(f"{number % 24:02}:00,Punkt {number}\n" for number in range(5_010))
    brought = programme_in(f"Tid,Titel\n{rows}".encode(), days=[date(2025, 10, 14)])
    assert len(brought.items) == 5_000
    told = "Rad 5002: filen har fler än 5000 punkter; 10 är inte lästa, härifrån."
    assert brought.remarks[-1].printed.sv == told
