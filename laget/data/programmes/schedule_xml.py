"""schedule.xml of Pentabarf, frab and pretalx, read without entities: nothing in it is ever expanded."""

import json
from typing import Any
from xml.parsers import expat

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.conference import SILENT, Events, clock_of
from laget.data.programmes.gathering import FileRefused, Gathering, on_line, quoted
from laget.data.programmes.schedule_json import is_too_deep
from laget.data.programmes.times import day_in
from laget.data.programmes.words import line, text_in, words

DEEPEST = 50
INSTRUCTION = "laget-unscheduled"  # as our own files have an item without a time
EVENTS = {"event", "entry", "session", "talk", "item"}
LISTS = {"persons": "person", "speakers": "speaker", "links": "link", "attachments": "attachment"}
PEOPLE = ("persons", "speakers")
ABOUT = ("title", "day_change", "time_zone_name", "base_url", "url")
STRUCTURE = {
    "schedule",
    "conference",
    "day",
    "days",
    "room",
    "version",
    "generator",
    "persons",
    "person",
    "tracks",
}


class _Entities(Exception):
    """A file that declares entities."""


class _TooDeep(Exception):
    """Elements within elements without end."""


def read_xml(data: bytes) -> Brought:
    """Return the items of a schedule.xml; of one that is cut off, those before the cut.

    Raises FileRefused where it is no schedule, or declares entities, which could unfold without end.
    """
    reading = _Schedule(data)
    if not reading.is_schedule:
        raise FileRefused(
            Said(
                "Filen är XML men inget schedule.xml: den ska börja med schedule.",
                "The file is XML but no schedule.xml: it shall begin with schedule.",
            )
        )
    events = Events(
        reading.gathered,
        zone=reading.about.get("time_zone_name", ""),
        page=reading.about.get("base_url") or reading.about.get("url", ""),
    )
    events.pages.add(reading.about.get("url", "").rstrip("/"))
    change = clock_of(reading.about.get("day_change"))
    for fields, number, day, room, starts in reading.events:
        on = day_in(day)[0] if day else None
        events.take(fields, where=on_line(number), day=on, change=change or clock_of(starts), room=room)
    read_as = Said(f"schedule.xml, {reading.encoding.sv}", f"schedule.xml, {reading.encoding.en}")
    return reading.gathered.brought(read_as=read_as, title=reading.about.get("title", ""))


class _Schedule:
    """The events of a file, in the order they stand, by a parser that builds nothing else."""

    def __init__(self, data: bytes) -> None:
        self.encoding = Said("XML", "XML")
        try:
            self._read(data, encoding=None)
        except expat.ExpatError:  # perhaps in another encoding than it says
            text, self.encoding = text_in(data)
            try:
                self._read(text.encode(), encoding="utf-8")
            except expat.ExpatError as again:
                if not self.events:
                    raise _broken(again) from again
                self.gathered.tell(
                    "filen är trasig härifrån; punkterna före är lästa.",
                    "the file is broken from here; the items before are read.",
                    where=on_line(again.lineno),
                )

    def _read(self, data: bytes, *, encoding: str | None) -> None:
        self.gathered = Gathering()
        self.is_schedule = False
        self.about: dict[str, str] = {}
        self.events: list[tuple[dict[str, Any], int, str, str, str]] = []
        self.path: list[str] = []
        self.chunks: list[str] = []
        self.day = self.starts = self.room = ""
        self.event = "event"
        self.fields: dict[str, Any] | None = None
        self.attributes: dict[str, str] = {}
        self.number = 0
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._starts
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self.chunks.append
        self.parser.EntityDeclHandler = self._declares
        self.parser.ProcessingInstructionHandler = self._instructs
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 - the parser's own
        except _Entities as fault:
            raise FileRefused(
                Said(
                    "Filen anger egna entiteter (DTD) och läses inte: de kan packa upp sig utan slut.",
                    "The file declares entities (DTD) and is not read: they may unfold without end.",
                )
            ) from fault
        except _TooDeep as fault:
            raise FileRefused(
                Said(
                    "Filen har delar i delar i det oändliga och läses inte.",
                    "The file lies too deep to be read.",
                )
            ) from fault
        except (LookupError, ValueError) as fault:  # an encoding that there is none of
            raise _broken(fault) from fault

    def _declares(self, *_given: object) -> None:
        raise _Entities

    def _instructs(self, target: str, text: str) -> None:
        """Read an item without a time, as our own files have them: the format has no place for one."""
        if target != INSTRUCTION:
            return
        number = self.parser.CurrentLineNumber
        try:
            fields = json.loads(text)
        except (ValueError, RecursionError):
            fields = None
        if isinstance(fields, dict) and not is_too_deep(fields):
            self.events.append((fields, number, "", "", ""))
        else:
            self.gathered.tell(
                "en punkt utan tid går inte att läsa.",
                "an item without a time cannot be read.",
                where=on_line(number),
            )

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].lower()
        if not self.path:
            self.is_schedule = name == "schedule"
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise _TooDeep
        self.chunks.clear()
        given = {key.lower(): value for key, value in attributes.items()}
        if name == "day":
            self.day, self.starts, self.room = given.get("date", ""), given.get("start", ""), ""
        elif name == "room" and self.fields is None:
            self.room = line(given.get("name", ""))
        elif name in EVENTS and self.fields is None and len(self.path) > 1:
            self.event = name
            self.fields = {key: given[key] for key in ("guid", "id") if given.get(key)}
            self.number = self.parser.CurrentLineNumber
        self.attributes = given

    def _ends(self, name: str) -> None:
        name = name.rpartition(":")[2].lower()
        text = words("".join(self.chunks))
        self.chunks.clear()
        self.path.pop()
        within = self.path[-1] if self.path else ""
        if self.fields is not None and name == self.event and self.path.count(name) == 0:
            self.events.append((self.fields, self.number, self.day, self.room, self.starts))
            self.fields = None
        elif self.fields is None:
            if within == "conference" and name in ABOUT:
                self.about[name] = line(text)
            elif text and name not in STRUCTURE and name not in SILENT:
                self.gathered.unused[f"{within}/{name}"[:40]] += 1
        elif within == self.event and name not in LISTS:
            self._field(name, text)
        elif within in LISTS.values() and name == "name" and len(self.path) > 1 and self.path[-2] in PEOPLE:
            self.fields.setdefault(self.path[-2], []).append(text)
        elif LISTS.get(within) == name:
            address = self.attributes.get("href") or self.attributes.get("url", "")
            one: Any = text if within in PEOPLE else {"url": address, "title": text}
            if one:
                self.fields.setdefault(within, []).append(one)
        elif within == self.event:
            self.fields.setdefault(name, [])
        elif text:
            self._field(f"{within}/{name}", text)

    def _field(self, name: str, text: str) -> None:
        assert self.fields is not None  # noqa: S101 - within an event
        if name in self.fields and self.fields[name] and text:
            self.fields[name] = f"{self.fields[name]}\n{text}"
        else:
            self.fields[name] = text or self.fields.get(name, "")


def _broken(fault: Exception) -> FileRefused:
    return FileRefused(
        Said(f"Filen är trasig XML ({quoted(fault)}).", f"The file is broken XML ({quoted(fault)}).")
    )
