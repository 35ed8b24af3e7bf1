"""Events of conference tools as items, whichever file they came from."""

import datetime
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
PEOPLE = ("persons", "speakers", "participants", "people", "presenters", "authors")
NAMES = ("public_name", "name", "full_public_name", "display_name", "fullname", "title")
PLACE = ("room", "location", "place", "venue", "rooms")
TRACK = ("track", "tracks", "category", "topic")
UID = ("guid", "uid", "id", "code", "slug")
CANCELLED = {"canceled", "cancelled", "withdrawn", "rejected"}
# Of the tools' own machinery, or told in another field: nobody misses them in a programme.
SILENT = {
    *UID, "logo", "images", "language", "recording_license", "recording", "do_not_record", "do_not_stream",
    "answers", "optout", "state", "status", "type", "kind", "duration", "links", "attachments", "url",
    "feedback_url", "origin_url", "feedback", "iscancelled", "cancelled", "start", "license", "event_type",
    "session_type", "do_record",
}  # fmt: skip
KNOWN = {*TITLE, *STARTS, *ENDS, *TEXTS, *PEOPLE, *PLACE, *TRACK, *SILENT}


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
                called = self.text(first(row, NAMES))
                for key in ("id", "guid", "code", "slug"):
                    if called and line(row.get(key)):
                        self.named.setdefault(kind, {})[line(row[key])] = called

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
        fields = {str(key).lower(): value for key, value in event.items()}
        for name, value in fields.items():
            if name not in KNOWN and value not in (None, "", [], {}, False):
                self.gathered.unused[name[:40]] += 1
        starts, on = self._starts(fields, day, change, where)
        kind = self.text(first(fields, ("type", "kind", "session_type", "event_type")))
        self.gathered.keep(
            Raw(
                where=where,
                title=self.text(first(fields, TITLE)),
                texts=[self.text(fields.get(name)) for name in TEXTS],
                starts=starts,
                ends=self._ends(fields, starts, where),
                on=on,
                place=_place(self.called("room", first(fields, PLACE)) or room),
                people=self._people(fields),
                track=self.called("track", first(fields, TRACK)),
                kind=kind,
                links=self._links(fields),
                uid=first(fields, UID),
                is_cancelled=self.text(first(fields, ("state", "status"))).lower() in CANCELLED
                or fields.get("cancelled") is True
                or fields.get("iscancelled") is True,
            )
        )

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
            name = self.text(first(value, NAMES))
            ids = (line(value.get(key)) for key in ("guid", "id", "slug", "code"))
            known = (self.named.get(kind, {}).get(one, "") for one in ids)
            return line(name or next((one for one in known if one), "") or self.text(value))
        return line(self.named.get(kind, {}).get(line(value), "") or words(value))

    def _people(self, fields: Fields) -> list[str]:
        names: list[str] = []
        for name in PEOPLE:
            found = fields.get(name)
            if isinstance(found, str):
                names += names_in(found)
            elif isinstance(found, list):
                names += [self.called("person", one) for one in found]
            elif isinstance(found, Mapping):
                names.append(self.called("person", found))
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
                    address = first(one, ("url", "href", "link", "uri"))
                    links.append((address, self.text(first(one, ("title", "name", "text")))))
                else:
                    links.append((one, ""))
        return links

    def _starts(
        self, fields: Fields, day: datetime.date | None, change: datetime.time | None, where: Said
    ) -> tuple[datetime.datetime | None, datetime.date | None]:
        """Return when an event starts: a whole moment, else a time of the day that it stands under."""
        given = [fields[name] for name in STARTS if fields.get(name) not in (None, "")]
        for value in given:
            moment = moment_in(value, zone=self.zone)
            if moment is not None:
                if isinstance(value, str) and not _says_zone(value):
                    self.gathered.floating += 1
                return moment, None
        days = (day_in(value)[0] for value in given if isinstance(value, str) and len(value) >= 8)
        on = next((one for one in days if one is not None), day)
        clocks = (clocks_in(value)[0] for value in given if isinstance(value, str) and len(value) <= 8)
        clock = next((one for one in clocks if one is not None), None)
        if clock is None or on is None:
            self.gathered.tell(
                "ingen tid som går att läsa; punkten kommer utan tid.",
                "no time that can be read; the item comes without one.",
                where=where,
            )
            return None, on
        if change is not None and clock.hour < min(change.hour, EARLY):
            on += datetime.timedelta(days=1)
        wall = clock.on(on)
        if self.zone is HOME and not clock.offset:
            self.gathered.floating += 1
        return moment_in(f"{wall:%Y-%m-%dT%H:%M}", zone=self.zone) if not clock.offset else wall, None

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
