"""Calendars (iCalendar) as others write them: each event read by itself, so that none spoils another."""

import codecs
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from icalendar import Component, Event
from icalendar.prop.broken import vBroken

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.gathering import FileRefused, Gathering, Raw, on_line, quoted
from laget.data.programmes.times import HOME, at_home, day_in, moment_in, zone_of
from laget.data.programmes.words import line, markdown_of, text_in, without_people, words

PROPERTY = re.compile(r"^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)?[;:]")
TZID = re.compile(r'^([A-Z-]+(?:;(?!TZID=)[^;:]*)*);TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
BREAK = re.compile(rb"\r\n|\n|\r")
OFFSET = re.compile(r"^TZOFFSETTO[^:]*:\s*([+-])(\d\d)(\d\d)")
USED = {
    "BEGIN", "END", "UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "SUMMARY", "DESCRIPTION",
    "LOCATION", "DTSTART", "DTEND", "DURATION", "STATUS", "CATEGORIES", "URL", "ATTACH", "ATTENDEE", "CLASS",
    "TRANSP", "X-LAGET-KIND", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "X-ALT-DESC",
}  # fmt: skip
EVENT = "event"  # the kind of an entry that is a whole event, in our own calendars
REPEATS = ("RRULE", "RDATE", "EXRULE")
OTHERS = {
    "VTODO": Said("en uppgift", "a task"),
    "VJOURNAL": Said("en dagboksanteckning", "a journal entry"),
    "VFREEBUSY": Said("ledig och upptagen tid", "free and busy time"),
    "VAVAILABILITY": Said("tillgänglig tid", "availability"),
}
PASSED = {"VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VCALENDAR"}
# What the library raises on lines that only look like a calendar's.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError)


@dataclass(slots=True)
class _Block:
    """The lines of a component, those of components within it left out, and where it begins."""

    name: str
    number: int
    lines: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the value of its first property of that name, as it is written; "" for none."""
        found = next((one for one in self.lines if re.match(rf"{name}[;:]", one, re.IGNORECASE)), "")
        return found.partition(":")[2].strip()


def read_calendar(data: bytes) -> Brought:
    """Return the events of a calendar; raises FileRefused where it has nothing of a calendar.

    What stands around events, broken lines and events without an end are told of. Repeating events come once.
    """
    reading = _Reading()
    lines, encoding = _unfolded(data)
    if not any(line_.strip().upper().startswith("BEGIN:V") for _number, line_ in lines):
        raise FileRefused(Said("Filen är ingen kalender.", "The file is no calendar."))
    for block in reading.blocks(lines):
        reading.take(block)
    for block in reading.events:
        reading.event(block)
    read_as = Said(f"kalender (iCalendar), {encoding.sv}", f"calendar (iCalendar), {encoding.en}")
    return reading.gathered.brought(read_as=read_as, title=reading.title)


def _unfolded(data: bytes) -> tuple[list[tuple[int, str]], Said]:
    """Return whole lines with the number of each; folding is undone in bytes: it may cut a character."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = text_in(data)[0].encode()
    numbers: list[int] = []
    whole: list[bytearray] = []
    for number, one in enumerate(BREAK.split(data.removeprefix(codecs.BOM_UTF8)), start=1):
        if one[:1] in {b" ", b"\t"} and whole:
            whole[-1] += one[1:]
        else:
            numbers.append(number)
            whole.append(bytearray(one))
    text, encoding = text_in(b"\n".join(bytes(one) for one in whole))
    return list(zip(numbers, text.split("\n"), strict=False)), encoding


class _Reading:
    def __init__(self) -> None:
        self.gathered = Gathering()
        self.events: list[_Block] = []
        self.zones: dict[str, datetime.tzinfo] = {}
        self.zone: datetime.tzinfo | None = None  # of the calendar
        self.offsets: list[int] = []  # of the time zone that is read
        self.title = ""
        self.unknown: set[str] = set()

    def blocks(self, lines: list[tuple[int, str]]) -> Iterator[_Block]:
        """Yield each component as it ends; one that never does ends where the next event begins."""
        open_: list[_Block] = []
        stray = 0
        for number, text in lines:
            bare = text.strip().strip("\ufeff")
            upper = bare.upper()
            if not bare:
                continue
            if upper.startswith("BEGIN:"):
                name = upper[6:].strip()
                if name == "VEVENT" or name == "VCALENDAR":
                    while open_ and not (name == "VEVENT" and open_[-1].name == "VCALENDAR"):
                        yield self._unended(open_.pop())
                open_.append(_Block(name, number))
            elif upper.startswith("END:"):
                name = upper[4:].strip()
                if name not in [one.name for one in open_]:
                    self.gathered.tell(
                        f"END:{quoted(name)} utan början.",
                        f"END:{quoted(name)} has no beginning.",
                        where=on_line(number),
                    )
                    continue
                while open_[-1].name != name:
                    yield self._unended(open_.pop())
                yield open_.pop()
            elif not open_:
                stray += 1
                if stray <= 3:
                    self.gathered.tell(
                        f"”{quoted(bare)}” står utanför kalendern och används inte.",
                        f"“{quoted(bare)}” stands outside the calendar and is not used.",
                        where=on_line(number),
                    )
            elif PROPERTY.match(bare):
                open_[-1].lines.append(bare)
            elif open_[-1].lines and open_[-1].name in {"VEVENT", "VTODO"}:
                open_[-1].lines[-1] += f"\\n{bare}"
                self.gathered.tell(
                    "en rad som inte är indragen är läst som fortsättning på raden före.",
                    "a line that is not indented is read as the end of the line before.",
                    where=on_line(number),
                )
            else:
                self.gathered.tell(
                    f"”{quoted(bare)}” går inte att läsa.",
                    f"“{quoted(bare)}” cannot be read.",
                    where=on_line(number),
                )
        if stray > 3:
            self.gathered.tell(
                f"{stray} rader i allt står utanför kalendern.",
                f"{stray} lines in all stand outside the calendar.",
            )
        while open_:
            yield self._unended(open_.pop())

    def _unended(self, block: _Block) -> _Block:
        self.gathered.tell(
            f"{quoted(block.name)} har inget slut; läst så långt det går.",
            f"{quoted(block.name)} has no end; read as far as it goes.",
            where=on_line(block.number),
        )
        return block

    def take(self, block: _Block) -> None:
        """Sort a component: events are read when all time zones of the file are known."""
        if block.name == "VEVENT":
            self.events.append(block)
        elif block.name == "VCALENDAR":
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
            title = quoted(_unescaped(block.first("SUMMARY")))
            named = f" (”{title}”)" if title else ""
            self.gathered.tell(
                f"{said.sv}{named}, ingen programpunkt; används inte.",
                f"{said.en}{named}, no item of a programme; not used.",
                where=on_line(block.number),
            )

    def _zone(self, block: _Block) -> None:
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

    def event(self, block: _Block) -> None:
        """Read an event by the library; what it cannot is told, and the rest kept."""
        where = on_line(block.number)
        try:
            lines = [TZID.sub(r"\1", one) for one in block.lines]  # zones are looked up here
            event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
        except BROKEN as fault:
            self.gathered.tell(
                f"händelsen går inte att läsa ({quoted(fault)}).",
                f"the event cannot be read ({quoted(fault)}).",
                where=where,
            )
            return
        raw = self._raw(event, where, {_named(one): TZID.match(one) for one in block.lines})
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
        repeats = [name for name in REPEATS if name in event]
        if repeats:
            self.gathered.tell(
                f"upprepas ({', '.join(repeats)}); bara första gången tas med.",
                f"repeats ({', '.join(repeats)}); only the first time is taken.",
                where=where,
            )
        if raw.kind == EVENT:
            called = quoted(raw.title)
            self.gathered.tell(
                f"”{called}” är ett helt evenemang, ingen programpunkt; används inte.",
                f"“{called}” is a whole event, no item of a programme; not used.",
                where=where,
            )
            return
        self.gathered.keep(raw)

    def _raw(self, event: Component, where: Said, zones: Mapping[str, re.Match[str] | None]) -> Raw:
        starts, on = self._moment(event, "DTSTART", where, zones.get("DTSTART"))
        ends, last = self._moment(event, "DTEND", where, zones.get("DTEND"))
        lasts = _one(event, "DURATION")
        lasts = None if isinstance(lasts, vBroken) else getattr(lasts, "dt", None)
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
        value = None if isinstance(found, vBroken) else getattr(found, "dt", None)
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
        known = zone_of(name) or self.zones.get(name)
        if known is None and name not in self.unknown:
            self.unknown.add(name)
            self.gathered.tell(
                f"tidszonen ”{quoted(name)}” är okänd; läst som svensk tid.",
                f"the time zone “{quoted(name)}” is not known; read as Swedish time.",
            )
        return known or self.zone or HOME

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


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _parts(one: Any) -> list[Any]:
    return [one] if isinstance(one, vBroken) else getattr(one, "cats", [one])


def _one(event: Component, name: str) -> Any:
    return next(iter(_all(event, name)), None)


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


def _named(text: str) -> str:
    """Return the name of the property that a line holds."""
    return re.split(r"[;:.]", text, maxsplit=1)[0].upper()
