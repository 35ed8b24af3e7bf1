"""A programme as conference tools read it: schedule.json and schedule.xml of Pentabarf, frab and c3voc."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from laget.core.forum.brought import Entry

HOME = ZoneInfo("Europe/Stockholm")
NO_ROOM = "–"  # an item without a place: tools want a room
CANCELLED = "INSTÄLLT: "  # the format has no state of an item
# Items without a time, which the formats have no place for: a list that readers of schedule.json pass over,
# and in schedule.xml instructions to the one program that knows them.
UNSCHEDULED = "unscheduled"
INSTRUCTION = "laget-unscheduled"
WITHOUT_TIMES = " Punkter utan tid, som formatet inte har någon plats för / Items without a time: "
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ISSUED = 2**31 - 1  # numbers that every tool can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """The event that a programme is of; `version` says which edition of the programme it is."""

    title: str
    slug: str
    address: str
    first: date
    last: date
    version: str

    @property
    def acronym(self) -> str:
        """What tools call it: lower case letters, digits and underscores, at least four."""
        return f"{re.sub('[^a-z0-9]+', '_', self.slug.lower()).strip('_'):_<4}"


def schedule_json(entries: Sequence[Entry], *, of: Conference) -> bytes:
    """Return items as schedule.json; those without a time are beside the days, as UNSCHEDULED.

    An item without an end lasts "00:00", one without a place is in the room NO_ROOM, a cancelled one says so
    in its title.
    """
    days = [
        {
            "index": day.index,
            "date": day.on.isoformat(),
            "day_start": day.starts.isoformat(),
            "day_end": day.ends.isoformat(),
            "rooms": {
                room: [
                    {
                        "id": one.number,
                        "guid": one.entry.uid,
                        "date": one.starts.isoformat(),
                        "start": f"{one.starts:%H:%M}",
                        "duration": one.duration,
                        "room": room,
                        "slug": f"{of.acronym}-{one.number}",
                        **_told(one.entry, of),
                    }
                    for one in placed
                ]
                for room, placed in day.rooms.items()
            },
        }
        for day in _days(entries)
    ]
    conference: dict[str, Any] = {
        "acronym": of.acronym,
        "title": of.title,
        "start": of.first.isoformat(),
        "end": of.last.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": HOME.key,
        "url": of.address,
        "days": days,
    }
    schedule: dict[str, Any] = {"version": of.version, "base_url": of.address, "conference": conference}
    loose = [_unscheduled(one, of) for one in entries if one.starts is None]
    if loose:
        schedule[UNSCHEDULED] = loose
    made = {"generator": {"name": "Läget"}, "schedule": schedule}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _told(one: Entry, of: Conference) -> dict[str, Any]:
    """Return what schedule.json says of an item but its number, its time and its room."""
    return {
        "url": one.address or of.address,
        "title": _title(one),
        "subtitle": "",
        "track": one.track or None,
        "type": one.kind,
        "language": "sv",
        "abstract": "",
        "description": one.text,
        "recording_license": "",
        "persons": [{"id": _issued(name), "public_name": name} for name in one.people],
        "links": [{"url": link.address, "title": link.title or link.address} for link in one.links],
        "attachments": [],
    }


def _unscheduled(one: Entry, of: Conference) -> dict[str, Any]:
    return {
        "guid": one.uid,
        "date": one.on.isoformat() if one.on is not None else None,
        "endDate": one.until.isoformat() if one.until is not None else None,
        "room": one.place or NO_ROOM,
        **_told(one, of),
    }


def schedule_xml(entries: Sequence[Entry], *, of: Conference) -> bytes:
    """Return items as schedule.xml; see `schedule_json`. Those without a time follow, as instructions."""
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", name="Läget")
    _add(root, "url", of.address)
    _add(root, "version", of.version)
    conference = ET.SubElement(root, "conference")
    days = list(_days(entries))
    for name, text in {
        "acronym": of.acronym,
        "title": of.title,
        "start": of.first.isoformat(),
        "end": of.last.isoformat(),
        "days": str(len(days)),
        "timeslot_duration": "00:05",
        "base_url": of.address,
        "time_zone_name": HOME.key,
    }.items():
        _add(conference, name, text)
    for day in days:
        on = ET.SubElement(root, "day", index=str(day.index), date=day.on.isoformat())
        on.set("start", day.starts.isoformat())
        on.set("end", day.ends.isoformat())
        for room, placed in day.rooms.items():
            within = ET.SubElement(on, "room", name=_clean(room))
            for one in placed:
                _event(within, one, room=room, of=of)
    loose = [one for one in entries if one.starts is None]
    if loose:
        named = "; ".join(one.title for one in loose)
        root.append(ET.Comment(re.sub("-+", "-", _clean(f"{WITHOUT_TIMES}{named}. "))))
    for entry in loose:
        text = json.dumps(_unscheduled(entry, of), ensure_ascii=False).replace(">", "\\u003e")
        root.append(ET.ProcessingInstruction(INSTRUCTION, _clean(text)))
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _event(within: ET.Element, one: "_Placed", *, room: str, of: Conference) -> None:
    entry = one.entry
    event = ET.SubElement(within, "event", id=str(one.number), guid=_clean(entry.uid))
    for name, text in {
        "date": one.starts.isoformat(),
        "start": f"{one.starts:%H:%M}",
        "duration": one.duration,
        "room": room,
        "slug": f"{of.acronym}-{one.number}",
        "url": entry.address or of.address,
        "title": _title(entry),
        "subtitle": "",
        "track": entry.track,
        "type": entry.kind,
        "language": "sv",
        "abstract": "",
        "description": entry.text,
    }.items():
        _add(event, name, text)
    recording = ET.SubElement(event, "recording")
    _add(recording, "license", "")
    _add(recording, "optout", "false")
    persons = ET.SubElement(event, "persons")
    for name in entry.people:
        ET.SubElement(persons, "person", id=str(_issued(name))).text = _clean(name)
    links = ET.SubElement(event, "links")
    for link in entry.links:
        ET.SubElement(links, "link", href=_clean(link.address)).text = _clean(link.title or link.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """An item with the number that tools know it by, and its times in Sweden."""

    entry: Entry
    number: int
    starts: datetime
    ends: datetime

    @property
    def duration(self) -> str:
        """Hours and minutes of time, not of the clock: summer time may begin meanwhile."""
        length = self.ends.astimezone(UTC) - self.starts.astimezone(UTC)
        minutes = int(length / timedelta(minutes=1))
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    index: int
    on: date
    rooms: dict[str, list[_Placed]]

    @property
    def starts(self) -> datetime:
        return min(one.starts for placed in self.rooms.values() for one in placed)

    @property
    def ends(self) -> datetime:
        return max(one.ends for placed in self.rooms.values() for one in placed)


def _days(entries: Sequence[Entry]) -> Iterator[_Day]:
    """Yield each day with its rooms; an item past midnight is of the day that it begins on."""
    days: dict[date, dict[str, list[_Placed]]] = {}
    numbers: set[int] = set()
    timed = [(one.starts, one) for one in entries if one.starts is not None]
    for starts, one in sorted(timed, key=lambda pair: pair[0]):
        number = _issued(one.uid or one.title)
        while number in numbers:
            number = number % ISSUED + 1
        numbers.add(number)
        home = starts.astimezone(HOME)
        ends = one.ends.astimezone(HOME) if one.ends is not None else home
        rooms = days.setdefault(home.date(), {})
        placed = _Placed(entry=one, number=number, starts=home, ends=ends)
        rooms.setdefault(one.place or NO_ROOM, []).append(placed)
    for index, on in enumerate(sorted(days), start=1):
        yield _Day(index=index, on=on, rooms=days[on])


def _title(one: Entry) -> str:
    return f"{CANCELLED if one.is_cancelled else ''}{one.title}"


def _issued(text: str) -> int:
    """Return a positive number of a text, the same each time."""
    return int.from_bytes(sha256(text.encode(errors="replace")).digest()[:4]) % ISSUED + 1


def _add(within: ET.Element, name: str, text: str) -> None:
    ET.SubElement(within, name).text = _clean(text)


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)
