"""Calendars (iCalendar) as others write them: each event read by itself, so that none spoils another."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from icalendar import Component, Event
from icalendar.prop.broken import vBroken

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.components import Block, components, unfolded
from laget.data.programmes.gathering import FileRefused, Gathering, Raw, on_line, quoted
from laget.data.programmes.repeats import Moment, Repeats
from laget.data.programmes.times import HOME, at_home, day_in, moment_in, zone_of
from laget.data.programmes.words import line, markdown_of, with_breaks, without_people, words

TZID = re.compile(r'^([A-Z-]+(?:;(?!TZID=)[^;:]*)*);TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
OFFSET = re.compile(r"^TZOFFSETTO[^:]*:\s*([+-])(\d\d)(\d\d)")
USED = {
    "BEGIN", "END", "UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "SUMMARY", "DESCRIPTION",
    "LOCATION", "DTSTART", "DTEND", "DURATION", "STATUS", "CATEGORIES", "URL", "ATTACH", "ATTENDEE", "CLASS",
    "TRANSP", "X-LAGET-KIND", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "X-ALT-DESC",
}  # fmt: skip
OWN = "//Läget//"
EVENT = "event"  # the kind of an entry that is a whole event, in our own calendars
OTHERS = {
    "VTODO": Said("en uppgift", "a task"),
    "VJOURNAL": Said("en dagboksanteckning", "a journal entry"),
    "VFREEBUSY": Said("ledig och upptagen tid", "free and busy time"),
    "VAVAILABILITY": Said("tillgänglig tid", "availability"),
}
PASSED = {"VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VCALENDAR"}
# What the library raises on lines that only look like a calendar's.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError)


def read_calendar(data: bytes, *, days: Sequence[datetime.date] = ()) -> Brought:
    """Return the events of a calendar; raises FileRefused where it has nothing of a calendar.

    What stands around events, broken lines and events without an end are told of. An event that repeats
    comes once for each time on `days`, or where there are none of its first year.
    """
    reading = _Reading(days=days)
    lines, encoding = unfolded(data)
    if not any(line_.strip().upper().startswith("BEGIN:V") for _number, line_ in lines):
        raise FileRefused(Said("Filen är ingen kalender.", "The file is no calendar."))
    for block in components(lines, reading.gathered):
        reading.take(block)
    for block, event in reading.parsed():
        reading.event(block, event)
    read_as = Said(f"kalender (iCalendar), {encoding.sv}", f"calendar (iCalendar), {encoding.en}")
    return reading.gathered.brought(read_as=read_as, title=reading.title)


class _Reading:
    def __init__(self, *, days: Sequence[datetime.date]) -> None:
        self.gathered = Gathering()
        self.repeats = Repeats(self.gathered, days=days)
        self.titles: dict[str, str] = {}  # by UID, for a moved time that says no title of its own
        self.moved: dict[str, set[Moment]] = {}  # by UID the times that have an event of their own
        self.events: list[Block] = []
        self.zones: dict[str, datetime.tzinfo] = {}
        self.zone: datetime.tzinfo | None = None  # of the calendar
        self.offsets: list[int] = []  # of the time zone that is read
        self.title = ""
        self.is_own = False  # whose texts are Markdown as they stand
        self.unknown: set[str] = set()

    def take(self, block: Block) -> None:
        """Sort a component: events are read when all time zones of the file are known."""
        if block.name == "VEVENT":
            self.events.append(block)
        elif block.name == "VCALENDAR":
            self.is_own = self.is_own or OWN in block.first("PRODID")
            self.zone = self.zone or zone_of(block.first("X-WR-TIMEZONE"))
            self.title = self.title or words(_unescaped(block.first("NAME") or block.first("X-WR-CALNAME")))
        elif block.name in {"STANDARD", "DAYLIGHT"}:
            self.offsets += [one for one in map(_offset, block.lines) if one is not None]
        elif block.name == "VTIMEZONE":
            self._zone(block)
        elif block.name == "VALARM":
            self.gathered.unused["VALARM"] += 1
        else:
            said = OTHERS.get(block.name, Said(f"”{quoted(block.name)}”", f"“{quoted(block.name)}”"))
            self.gathered.tell(
                f"{said.sv}, ingen programpunkt; används inte.",
                f"{said.en}, no item of a programme; not used.",
                where=_where(block),
            )

    def _zone(self, block: Block) -> None:
        """Know a time zone of the file's own: by its name, else by its distance from UTC."""
        offsets = set(self.offsets)
        self.offsets.clear()
        name = block.first("TZID").strip('"')
        known: datetime.tzinfo | None = zone_of(name) or zone_of(block.first("X-LIC-LOCATION"))
        if known is None and len(offsets) == 1:
            known = datetime.timezone(datetime.timedelta(minutes=offsets.pop()))
        elif known is None and offsets == {60, 120}:
            known = HOME
        if known is not None:
            self.zones[name] = known

    def parsed(self) -> list[tuple[Block, Component]]:
        """Return the events as the library reads them; what it cannot is told."""
        found = []
        for block in self.events:
            try:
                lines = [TZID.sub(r"\1", one) for one in block.lines]  # zones are looked up here
                event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
            except BROKEN as fault:
                self.gathered.tell(
                    f"händelsen går inte att läsa ({quoted(fault)}).",
                    f"the event cannot be read ({quoted(fault)}).",
                    where=_where(block),
                )
                continue
            found.append((block, event))
            zone = self._known_zone(_zone_named(block, "RECURRENCE-ID"))
            moved = self._moment_of(_dt(_one(event, "RECURRENCE-ID")), zone)
            if moved is not None:
                self.moved.setdefault(_text(event, "UID"), set()).add(moved)
            else:
                self.titles.setdefault(_text(event, "UID"), _text(event, "SUMMARY"))
        return found

    def event(self, block: Block, event: Component) -> None:
        """Keep an event, once for each time; what cannot be read of it is told."""
        where = _where(block)
        raw = self._raw(event, where, {_named(one): TZID.match(one) for one in block.lines})
        if not raw.title and "RECURRENCE-ID" in event:
            raw.title = self.titles.get(_text(event, "UID"), "")
        for name, why in event.errors:
            if (name == "DTSTART" and (raw.starts or raw.on)) or (
                name == "DTEND" and (raw.ends or raw.until)
            ):
                continue  # not as the standard writes it, and yet plain
            self.gathered.tell(
                f"{name or 'en rad'} går inte att läsa ({quoted(why)}).",
                f"{name or 'a line'} cannot be read ({quoted(why)}).",
                where=where,
            )
        for one in block.lines:
            name = _named(one)
            if name not in USED:
                self.gathered.unused[name[:40]] += 1
        if "RANGE" in getattr(_one(event, "RECURRENCE-ID"), "params", {}):
            self.gathered.tell(
                "gäller även de följande gångerna (RANGE), som är lästa som de var.",
                "is of the times after it too (RANGE), which are read as they were.",
                where=where,
            )
        if _text(event, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}:
            self.gathered.tell(
                "är märkt som privat (CLASS). I programmet syns den för alla.",
                "is marked as private (CLASS). In the programme it is shown to everybody.",
                where=where,
            )
        if raw.kind == EVENT:
            self.gathered.tell(
                "ett helt evenemang, ingen programpunkt; används inte.",
                "a whole event, no item of a programme; not used.",
                where=where,
            )
            return
        zone = self._known_zone(_zone_named(block, "DTSTART"))
        zone = getattr(_dt(_one(event, "DTSTART")), "tzinfo", None) or zone
        moved = self.moved.get(_text(event, "UID"), set()) if "RECURRENCE-ID" not in event else set()
        for time in self.repeats.unfold(
            raw, event, zone=zone, read=lambda value: self._moment_of(value, zone), moved=moved
        ):
            self.gathered.keep(time)

    def _moment_of(self, value: object, zone: datetime.tzinfo) -> Moment | None:
        """Return the moment or the day that a property holds; of a period its start."""
        value = value[0] if isinstance(value, tuple) and value else value
        if isinstance(value, datetime.datetime):
            return at_home(value if value.tzinfo is not None else value.replace(tzinfo=zone))
        return value if isinstance(value, datetime.date) and 1900 <= value.year < 2200 else None

    def _raw(self, event: Component, where: Said, zones: Mapping[str, re.Match[str] | None]) -> Raw:
        starts, on = self._moment(event, "DTSTART", where, zones.get("DTSTART"))
        ends, last = self._moment(event, "DTEND", where, zones.get("DTEND"))
        lasts = _one(event, "DURATION")
        lasts = _dt(lasts)
        if isinstance(lasts, datetime.timedelta) and ends is None and last is None:
            try:
                if starts is not None:
                    ends = at_home(starts.astimezone(datetime.UTC) + lasts)
                elif on is not None:
                    last = on + lasts
            except (OverflowError, ValueError):
                self.gathered.tell("DURATION går inte att läsa.", "DURATION cannot be read.", where=where)
        if starts is None and on is None:
            self.gathered.tell(
                "ingen tid som går att läsa; punkten kommer utan tid.",
                "no time that can be read; the item comes without one.",
                where=where,
            )
        text, people = without_people(markdown_of(words(_text(event, "DESCRIPTION"))))
        text = text if self.is_own else with_breaks(text)
        if not text and not people:
            text = _text(event, "X-ALT-DESC")
        return Raw(
            where=where,
            title=_text(event, "SUMMARY"),
            texts=(text,),
            starts=starts,
            ends=ends,
            on=on,
            until=last - datetime.timedelta(days=1)
            if last is not None and on is not None and last > on
            else None,
            place=_text(event, "LOCATION"),
            people=[*people, *self._attendees(event)],
            track=", ".join(str(part) for one in _all(event, "CATEGORIES") for part in _parts(one)),
            kind=_text(event, "X-LAGET-KIND"),
            links=self._links(event),
            uid=_text(event, "UID"),
            is_cancelled=_text(event, "STATUS").upper() == "CANCELLED",
        )

    def _moment(
        self, event: Component, name: str, where: Said, zone: re.Match[str] | None
    ) -> tuple[datetime.datetime | None, datetime.date | None]:
        """Return a time, or a whole day."""
        found = _one(event, name)
        value = _dt(found)
        if value is None and found is not None:
            text = str(found)
            moment = moment_in(text, zone=HOME)
            return moment, None if moment is not None else day_in(text)[0]
        if isinstance(value, datetime.datetime):
            if value.tzinfo is None:
                value = value.replace(
                    tzinfo=self._zone_for(line(zone[2]).strip('"') if zone is not None else "")
                )
            moment = at_home(value)
            if moment is None:
                self._odd(name, where)
            return moment, None
        if isinstance(value, datetime.date):
            if not 1900 <= value.year < 2200:
                self._odd(name, where)
                return None, None
            return None, value
        return None, None

    def _odd(self, name: str, where: Said) -> None:
        self.gathered.tell(
            f"{name} är ett orimligt år; tiden används inte.",
            f"{name} is an unlikely year; the time is not used.",
            where=where,
        )

    def _zone_for(self, name: str) -> datetime.tzinfo:
        """Return the zone that a time names; an unknown one is told once, none at all is counted."""
        if not name:
            if self.zone is not None:
                return self.zone
            self.gathered.floating += 1
            return HOME
        if zone_of(name) is None and name not in self.zones and name not in self.unknown:
            self.unknown.add(name)
            self.gathered.tell(
                f"tidszonen ”{quoted(name)}” är okänd; läst som svensk tid.",
                f"the time zone “{quoted(name)}” is not known; read as Swedish time.",
            )
        return self._known_zone(name)

    def _known_zone(self, name: str) -> datetime.tzinfo:
        return zone_of(name) or self.zones.get(name) or self.zone or HOME

    def _attendees(self, event: Component) -> list[str]:
        """Return who takes part, as conference tools write speakers; those invited by mail are not they."""
        names = []
        for one in _all(event, "ATTENDEE"):
            if str(one).lower().startswith("mailto:") or "@" in str(one):
                self.gathered.unused["ATTENDEE"] += 1
            else:
                names.append(line(str(getattr(one, "params", {}).get("CN", ""))))
        return names

    def _links(self, event: Component) -> list[tuple[object, object]]:
        links: list[tuple[object, object]] = []
        for name in ("URL", "ATTACH"):
            for one in _all(event, name):
                params = getattr(one, "params", {})
                if str(params.get("VALUE", "")).upper() == "BINARY" or isinstance(one, bytes):
                    self.gathered.unused["ATTACH;VALUE=BINARY"] += 1
                    continue
                links.append((str(one), params.get("LABEL") or params.get("FILENAME") or ""))
        return links


def _where(block: Block) -> Said:
    """Return where an event is: by its line, and by its title where it has one."""
    at, title = on_line(block.number), quoted(_unescaped(block.first("SUMMARY")))
    return Said(f"{at.sv} (”{title}”)", f"{at.en} (“{title}”)") if title else at


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _parts(one: Any) -> list[Any]:
    return [one] if isinstance(one, vBroken) else getattr(one, "cats", [one])


def _one(event: Component, name: str) -> Any:
    return next(iter(_all(event, name)), None)


def _dt(found: Any) -> Any:
    return None if isinstance(found, vBroken) else getattr(found, "dt", None)


def _text(event: Component, name: str) -> str:
    found = _one(event, name)
    return "" if found is None else str(found)


def _unescaped(text: str) -> str:
    return text.replace("\\n", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _offset(text: str) -> int | None:
    """Return the minutes from UTC that a line of a time zone says."""
    found = OFFSET.match(text.upper())
    if found is None or int(found[2]) > 14:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes


def _zone_named(block: Block, name: str) -> str:
    """Return the time zone that the first property of a name says; "" for none."""
    found = next((one for one in map(TZID.match, block.lines) if one and _named(one[0]) == name), None)
    return line(found[2]).strip('"') if found is not None else ""


def _named(text: str) -> str:
    """Return the name of the property that a line holds."""
    return re.split(r"[;:.]", text, maxsplit=1)[0].upper()
