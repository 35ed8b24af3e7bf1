"""Events of conference tools as items, whichever file they came from."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from laget.core.words.said import Said
from laget.data.programmes.gathering import Gathering, Raw, quoted
from laget.data.programmes.times import EARLY, HOME, clocks_in, day_in, duration_in, moment_in, zone_of
from laget.data.programmes.words import is_address, line, names_in, words

Fields = Mapping[str, Any]
TITLE = ("title", "name", "summary")
STARTS = ("date", "start", "starts", "startsat", "start_time", "starttime", "starts_at", "begin", "startdate")
ENDS = ("end", "ends", "endsat", "end_time", "endtime", "ends_at", "enddate")
TEXTS = ("subtitle", "abstract", "description", "text", "content", "body")
PEOPLE = ("persons", "speakers", "participants", "people", "presenters", "authors", "performer", "performers")
NAMES = (
    "public_name", "fullname", "full_name", "full_public_name", "display_name", "name", "title",
)  # fmt: skip
PARTS = (("firstname", "lastname"), ("first_name", "last_name"), ("givenname", "familyname"))
NAMED = {
    *NAMES,
    *(part for pair in PARTS for part in pair),
    "guid",
    "id",
    "code",
    "slug",
    "sessions",
    "@type",
}
PLACE = ("room", "location", "place", "venue", "rooms", "roomid", "room_id")
TRACK = ("track", "tracks", "category", "topic", "categoryitems", "categories")
KIND = ("type", "kind", "session_type", "event_type", "submission_type")
ADDRESS = ("url", "href", "link", "uri")
UID = ("guid", "uid", "id", "code", "slug")
STATE = ("state", "status")
CANCELLED = {"canceled", "cancelled", "withdrawn", "rejected", "declined"}
SWEDISH = ("sv", "sv-se", "swedish", "svenska")
# What an item is known by, and what is read in a way of its own: all else is told as not used.
READ = {
    *UID,
    *STATE,
    "iscancelled",
    "cancelled",
    "duration",
    "links",
    "attachments",
    "url",
    "slot",
    "slots",
    "submission",
}
# Of several fields that say the same, the first is read; another that says something else is told.
EITHER = (TITLE, PLACE, TRACK, KIND)
KNOWN = {*STARTS, *ENDS, *TEXTS, *PEOPLE, *READ, *(name for names in EITHER for name in names)}
# Of the conference and its days: told by the items themselves, or of the file and not of the programme.
SILENT = {
    *UID, "acronym", "start", "end", "days", "dayscount", "timeslot_duration", "version", "base_url", "url",
    "index", "day_change", "time_zone_name", "timezone", "generator", "rooms", "title", "summary", "date",
    "$schema", "event_start", "event_end",
}  # fmt: skip
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOTHING: tuple[object, ...] = (None, "", [], {}, False, 0, "false", "0", "no")


class Events:
    """Reads events one by one into a gathering."""

    def __init__(self, gathered: Gathering, *, zone: str = "", page: str = "") -> None:
        self.gathered = gathered
        self.zone = self._zone(zone)
        self.pages = {page.rstrip("/")}  # the programme's own: no link of an item's
        self.named: dict[str, dict[str, str]] = {}  # what rooms, tracks and people are called, by their ids

    def _zone(self, name: str) -> ZoneInfo:
        found = zone_of(name) if name else None
        if name and found is None:
            self.gathered.tell(
                f"tidszonen ”{quoted(name)}” är okänd; läst som svensk tid.",
                f"the time zone “{quoted(name)}” is not known; read as Swedish time.",
            )
        return found or HOME

    def know(self, kind: str, rows: object) -> None:
        """Keep what rooms, tracks or people are called, so that an event may name one by its id alone."""
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                given = lowered(row)
                called = self._name(given)
                for key in ("id", "guid", "code", "slug"):
                    if called and line(given.get(key)):
                        self.named.setdefault(kind, {})[line(given[key])] = called
                self._beside(kind, given)

    def _beside(self, kind: str, given: Fields) -> None:
        """Count what stands of a person, a room or a track but its name."""
        for name, value in given.items():
            if (
                name not in {*NAMES, *UID, *PARTS[0], *PARTS[1], *PARTS[2], "sessions"}
                and value not in NOTHING
            ):
                self.gathered.unused[f"{kind}/{name}"[:40]] += 1

    def _name(self, given: Fields) -> str:
        name = line(self.text(first(given, NAMES)))
        if name:
            return name
        parts = next((pair for pair in PARTS if any(given.get(part) for part in pair)), ())
        return line(" ".join(self.text(given.get(part)) for part in parts))

    def take(
        self,
        event: object,
        *,
        where: Said,
        day: datetime.date | None = None,
        change: datetime.time | None = None,
        room: str = "",
    ) -> None:
        """Keep an event; `day` is the one it stands under, which ends at `change` the next morning."""
        if not isinstance(event, Mapping):
            self.gathered.tell(
                f"”{quoted(event)}” är ingen programpunkt.",
                f"“{quoted(event)}” is no item of a programme.",
                where=where,
            )
            return
        fields = self._fields(event)
        self._count(fields)
        starts, on, until = self._starts(fields, day, change, where)
        self.gathered.keep(
            Raw(
                where=where,
                title=self.text(first(fields, TITLE)),
                texts=[self.text(fields.get(name)) for name in TEXTS],
                starts=starts,
                ends=self._ends(fields, starts, where),
                on=on,
                until=until,
                place=_place(self.called("room", first(fields, PLACE)) or room),
                people=self._people(fields),
                track=self.called("track", first(fields, TRACK)),
                kind=self.called("kind", first(fields, KIND)),
                links=self._links(fields),
                uid=first(fields, UID),
                is_cancelled=self.text(first(fields, STATE)).lower() in CANCELLED
                or any(fields.get(name) in {True, "true", "1"} for name in ("cancelled", "iscancelled")),
            )
        )

    def _fields(self, event: Mapping[Any, Any]) -> dict[str, Any]:
        """Return an event's fields; those of its slot, or of what is in it, and times in parts."""
        fields = lowered(event)
        for name in ("slot", "submission"):
            if isinstance(fields.get(name), Mapping):
                given = {key: value for key, value in fields.items() if value not in (None, "")}
                fields = {**lowered(fields[name]), **given}
        for name in (*STARTS, *ENDS):
            if isinstance(fields.get(name), Mapping):
                fields[name] = self._moment(lowered(fields[name]))
        return fields

    def _moment(self, given: Fields) -> str:
        """Return a time in parts, {"date", "time", "tz"} or {"dateTime", "timeZone"}, as ISO 8601."""
        time = line(given.get("time"))
        written = line(given.get("datetime")) or line(given.get("date")) + (f"T{time}" if time else "")
        zone = zone_of(line(given.get("tz") or given.get("timezone")))
        moment = moment_in(written, zone=zone) if zone is not None else None
        return moment.isoformat() if moment is not None else written

    def _count(self, fields: Fields) -> None:
        """Count the fields of an event that are not used, so that none is lost in silence."""
        for name, value in fields.items():
            is_said = name == "language" and line(value).lower() in SWEDISH
            if name not in KNOWN and not is_said and value not in NOTHING:
                self.gathered.unused[name[:40]] += 1
        for names in EITHER:
            said = [(name, fields[name]) for name in names if fields.get(name) not in NOTHING]
            for name, value in said[1:]:
                if not name.endswith("id") and self.called("", value) != self.called("", said[0][1]):
                    self.gathered.unused[name] += 1

    def text(self, value: object) -> str:
        """Return a text; of one in several languages the Swedish, else the English, else the first."""
        if isinstance(value, Mapping):
            texts = {str(key).lower(): words(one) for key, one in value.items()}
            chosen = (texts.get("sv"), texts.get("en"), *texts.values())
            return next((one for one in chosen if one), "")
        return words(value)

    def called(self, kind: str, value: object) -> str:
        """Return what a room or a track is called: by its name, or by its id among those known."""
        if isinstance(value, list):
            return ", ".join(one for one in (self.called(kind, part) for part in value) if one)
        if isinstance(value, Mapping):
            given = lowered(value)
            if isinstance(given.get("categoryitems"), list):  # the words of a category, not what it is called
                return self.called(kind, given["categoryitems"])
            name = self._name(given)
            ids = (line(given.get(key)) for key in ("guid", "id", "slug", "code"))
            known = (self.named.get(kind, {}).get(one, "") for one in ids)
            return line(name or next((one for one in known if one), "") or self.text(value))
        return line(self.named.get(kind, {}).get(line(value), "") or words(value))

    def _people(self, fields: Fields) -> list[str]:
        names: list[str] = []
        for name in PEOPLE:
            found = fields.get(name)
            if isinstance(found, str):
                names += names_in(found)
                continue
            for one in found if isinstance(found, list) else [found]:
                if isinstance(one, Mapping):
                    self._beside("person", lowered(one))
                names.append(self.called("person", one))
        return names

    def _links(self, fields: Fields) -> list[tuple[object, object]]:
        links: list[tuple[object, object]] = []
        page = line(fields.get("url"))
        if is_address(page) and page.rstrip("/") not in self.pages:
            links.append((page, ""))
        for name in ("links", "attachments"):
            found = fields.get(name)
            for one in found if isinstance(found, list) else ():
                if isinstance(one, Mapping):
                    address = first(one, ADDRESS)
                    for key, value in one.items():
                        if key not in {*ADDRESS, "title", "name", "text"} and value not in NOTHING:
                            self.gathered.unused[f"{name}/{key}"[:40]] += 1
                    links.append((address, self.text(first(one, ("title", "name", "text")))))
                else:
                    links.append((one, ""))
        return links

    def _starts(
        self, fields: Fields, day: datetime.date | None, change: datetime.time | None, where: Said
    ) -> tuple[datetime.datetime | None, datetime.date | None, datetime.date | None]:
        """Return when an event starts: a whole moment, else a time of the day that it stands under.

        One that has days alone has its first and, where there are several, its last.
        """
        given = [fields[name] for name in STARTS if fields.get(name) not in (None, "")]
        for value in given:
            moment = moment_in(value, zone=self.zone)
            if moment is not None:
                if isinstance(value, str) and not _says_zone(value):
                    self.gathered.floating += 1
                return moment, None, None
        days = (day_in(value)[0] for value in given if isinstance(value, str) and len(value) >= 8)
        on = next((one for one in days if one is not None), day)
        clocks = (clocks_in(value)[0] for value in given if isinstance(value, str) and len(value) <= 8)
        clock = next((one for one in clocks if one is not None), None)
        if clock is None and any(isinstance(one, str) and WHOLE_DAY.fullmatch(one) for one in given):
            ends = first(fields, ENDS)
            last = day_in(ends)[0] if isinstance(ends, str) and WHOLE_DAY.fullmatch(ends) else None
            is_after = "end" in fields  # Google's own: the day after the last
            return None, on, last - datetime.timedelta(days=1) if last is not None and is_after else last
        if clock is None or on is None:
            self.gathered.tell(
                "ingen tid som går att läsa; punkten kommer utan tid.",
                "no time that can be read; the item comes without one.",
                where=where,
            )
            return None, on, None
        if change is not None and clock.hour < min(change.hour, EARLY):
            on += datetime.timedelta(days=1)
        wall = clock.on(on)
        if self.zone is HOME and not clock.offset:
            self.gathered.floating += 1
        if clock.offset:
            return wall, None, None
        return moment_in(f"{wall:%Y-%m-%dT%H:%M}", zone=self.zone), None, None

    def _ends(
        self, fields: Fields, starts: datetime.datetime | None, where: Said
    ) -> datetime.datetime | None:
        if starts is None:
            return None
        given = fields.get("duration")
        lasts = duration_in(given)
        if lasts is not None:
            return (starts.astimezone(datetime.UTC) + lasts).astimezone(HOME)
        for name in ENDS:
            value = fields.get(name)
            moment = moment_in(value, zone=self.zone)
            if moment is not None:
                return moment
            clock = clocks_in(value)[0] if isinstance(value, str) and 0 < len(value) <= 8 else None
            if clock is not None:
                ends = clock.on(starts.date())
                return ends if ends > starts else clock.on(starts.date() + datetime.timedelta(days=1))
        if given not in (None, "", 0, "0", "00:00", "0:00"):
            self.gathered.tell(
                f"längden ”{quoted(given)}” går inte att läsa; punkten kommer utan sluttid.",
                f"the duration “{quoted(given)}” cannot be read; the item comes without an end.",
                where=where,
            )
        return None


def lowered(given: Mapping[Any, Any]) -> dict[str, Any]:
    """Return fields by their names in lower case."""
    return {str(key).lower(): value for key, value in given.items()}


def first(fields: Fields, names: Sequence[str]) -> Any:
    """Return the first of several fields that holds something."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), None)


def clock_of(value: object) -> datetime.time | None:
    """Return the time of day that a day of a programme ends at: "09:00:00", or of a whole moment."""
    if not isinstance(value, str):
        return None
    moment = moment_in(value)
    if moment is not None:
        return moment.time()
    clock = clocks_in(value)[0] if len(value) <= 8 else None
    return datetime.time(clock.hour, clock.minute) if clock is not None and clock.hour < 24 else None


def in_order(rooms: object, named: Callable[[object], str]) -> Iterator[tuple[str, object]]:
    """Yield the rooms of a day with their events, however they are written."""
    if isinstance(rooms, Mapping):
        for name, events in rooms.items():
            yield line(name), events
    elif isinstance(rooms, list):
        for one in rooms:
            if isinstance(one, Mapping):
                yield named(one), first(one, ("events", "talks", "sessions"))


def _says_zone(text: str) -> bool:
    return text.rstrip().endswith(("Z", "UTC")) or "+" in text[10:] or "-" in text[10:]


def _place(name: str) -> str:
    return "" if name in {"-", "–", "—", "?", "TBA", "TBD"} else name
