"""What is taken out of a programme comes in again: each kind of file gives the same items."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.forum.brought import KINDS, Entry, Link
from laget.data.programmes.reading import programme_in
from laget.renders.calendar import calendar
from laget.renders.programme_tables import programme_csv, programme_workbook
from laget.renders.schedule import Conference, schedule_json, schedule_xml

HOME = ZoneInfo("Europe/Stockholm")
STAMP = datetime(2025, 9, 1, 8, tzinfo=UTC)
FORUM = Conference(
    title="Forum 2025",
    slug="forum-2025",
    address="https://exempel.se/forum/",
    first=date(2025, 10, 14),
    last=date(2025, 10, 15),
    version="1",
)
# Letters of many kinds and signs that the formats give a meaning of their own; no HTML, which is cleaned.
LETTERS = st.sampled_from("abcåäöÅÄÖéß–’”,;:\\/()=+@\"'!?0123456789 日😀")
WORD = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(f"o{text}o".split()))
NAME = st.builds("Namn {}".format, WORD).filter(lambda text: ";" not in text)
TEXT = st.lists(WORD, max_size=3).map("\n\n".join)
LINKS = st.lists(
    st.builds(
        lambda number, title: Link(address=f"https://exempel.se/{number}", title=title),
        st.integers(1, 99),
        st.just("")
        | WORD.map(lambda text: re.sub(r"[\\=]", "/", text)),  # the reader of labels knows neither
    ),
    max_size=2,
    unique_by=lambda link: link.address,
).map(tuple)
# Minutes of two years, their nights and hours of changing clocks with them.
MINUTES = st.integers(0, 2 * 365 * 24 * 60) | st.integers(297 * 24 * 60 + 18 * 60, 299 * 24 * 60 + 4 * 60)
MOMENT = MINUTES.map(
    lambda minutes: (datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(HOME)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    starts = draw(MOMENT) if draw(st.booleans()) else None
    minutes = draw(st.none() | st.integers(1, 23 * 60))
    ends = None
    if starts is not None and minutes is not None:
        ends = (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(HOME)
    return Entry(
        title=draw(WORD),
        starts=starts,
        ends=ends,
        on=date(2025, 10, 14) if starts is None else None,
        until=date(2025, 10, 16) if starts is None and draw(st.booleans()) else None,
        place=draw(st.just("") | WORD),
        people=tuple(draw(st.lists(NAME, max_size=3, unique=True))),
        text=draw(TEXT),
        track=draw(st.just("") | WORD),
        kind=draw(st.sampled_from(sorted(KINDS))),
        links=draw(LINKS),
        uid=str(draw(st.uuids())),
        is_cancelled=draw(st.booleans()),
    )


ANY = st.lists(entries(), min_size=1, max_size=5)


def by_uid(items: Sequence[Entry]) -> dict[str, Entry]:
    """Times compare as moments, and not by the clock, where it is set back."""
    return {one.uid: replace(one, starts=_utc(one.starts), ends=_utc(one.ends)) for one in items}


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment is not None else None


@settings(max_examples=60, deadline=None)
@given(items=ANY)
def test_a_calendar(items: list[Entry]) -> None:
    brought = programme_in(calendar(items, name="Forum", stamp=STAMP))
    assert by_uid(brought.items) == by_uid(items)
    assert (brought.remarks, brought.title) == ((), "Forum")


@settings(max_examples=60, deadline=None)
@given(items=ANY)
def test_schedule_json(items: list[Entry]) -> None:
    brought = programme_in(schedule_json(items, of=FORUM))
    assert by_uid(brought.items) == by_uid(items)
    assert (brought.remarks, brought.title) == ((), "Forum 2025")


@settings(max_examples=60, deadline=None)
@given(items=ANY)
def test_schedule_xml(items: list[Entry]) -> None:
    brought = programme_in(schedule_xml(items, of=FORUM))
    assert by_uid(brought.items) == by_uid(items)
    assert (brought.remarks, brought.title) == ((), "Forum 2025")


@settings(max_examples=60, deadline=None)
@given(items=ANY)
def test_csv(items: list[Entry]) -> None:
    brought = programme_in(programme_csv(items))
    assert by_uid(brought.items) == by_uid(items)
    assert brought.remarks == ()


@settings(max_examples=30, deadline=None)
@given(items=ANY)
def test_a_workbook(items: list[Entry]) -> None:
    brought = programme_in(programme_workbook(items, title="Forum"))
    assert by_uid(brought.items) == by_uid(items)
    assert brought.remarks == ()


# Of the description of schedule.xml that c3voc publishes (schedule.xml.xsd), what an element must have.
TOP = ("generator", "url", "version", "conference", "day")
WITHIN = {"room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track"}
BESIDE = {"persons", "language", "description", "recording", "links", "url"}


@settings(max_examples=30, deadline=None)
@given(items=ANY)
def test_schedule_xml_is_as_its_published_description_says(items: list[Entry]) -> None:
    root = ET.fromstring(schedule_xml(items, of=FORUM))  # noqa: S314 - made here
    tags = [one.tag for one in root]
    assert tags == sorted(tags, key=TOP.index)
    events = list(root.iterfind("day/room/event"))
    assert len(events) == sum(one.starts is not None for one in items)
    for event in events:
        within = {one.tag: one.text or "" for one in event}
        assert len(within) == len(event)
        assert set(within) >= WITHIN
        assert set(within) <= WITHIN | BESIDE
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.attrib["guid"])
        assert int(event.attrib["id"]) > 0
        assert re.fullmatch(r"\d\d?:\d\d", within["duration"])
        assert re.fullmatch(r"[0-2]\d:[0-5]\d", within["start"])
        assert datetime.fromisoformat(within["date"]).tzinfo is not None
    for name in ("id", "guid"):
        assert len({one.attrib[name] for one in events}) == len(events)
    assert len({one.findtext("slug") for one in events}) == len(events)
