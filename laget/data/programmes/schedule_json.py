"""schedule.json of frab, pretalx and their like, in the shapes that tools write it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.conference import (
    NAMES,
    NOTHING,
    SILENT,
    STARTS,
    TEXTS,
    TITLE,
    Events,
    clock_of,
    first,
    in_order,
    lowered,
)
from laget.data.programmes.gathering import FileRefused, Gathering, quoted
from laget.data.programmes.times import day_in
from laget.data.programmes.words import line, text_in

EVENTS = ("events", "talks", "sessions", "items", "program", "programme", "unscheduled")
CALLED = {
    "room": ("rooms",),
    "track": ("tracks", "categories"),
    "person": ("persons", "speakers"),
}
ITEMS = {*STARTS, "slot", "slots", "duration", "abstract", "speakers", "persons"}  # one of which an item has
# Within which nothing is an item of its own; Sessionize's slots hold each session of the rooms once more.
NO_ITEMS = {
    "persons", "speakers", "people", "links", "attachments", "slot", "submission", "start", "end",
    "timeslots",
}  # fmt: skip
WITHIN = "entries"  # the items within an item; within anything else with times they are a whole event's
DEEPEST = 60


def read_json(data: bytes) -> Brought:
    """Return the items of a schedule: by day and room, or in one list.

    Raises FileRefused where it is no JSON, lies too deep, or holds no programme.
    """
    text, encoding = text_in(data)
    gathered = Gathering()
    root = _parsed(text, gathered)
    schedule = root
    for name in ("schedule", "conference"):
        if isinstance(schedule, Mapping) and isinstance(schedule.get(name), Mapping):
            schedule = {key: value for key, value in schedule.items() if key != name} | schedule[name]
    if isinstance(schedule, list):
        schedule = {"events": schedule}
    if not isinstance(schedule, Mapping):
        raise _no_programme()
    page = line(first(schedule, ("base_url",))) or line(first(schedule, ("url",)))
    zone = line(first(schedule, ("time_zone_name", "timezone", "timeZone")))
    events = Events(gathered, zone=zone, page=page)
    events.pages.add(line(schedule.get("url")).rstrip("/"))
    for kind, names in CALLED.items():
        for name in names:
            events.know(kind, _within(schedule.get(name)))
    is_plain = isinstance(schedule.get("days"), list) or any(_is_list(schedule, name) for name in EVENTS)
    found = (
        _days(schedule, events) + _listed(schedule, events) if is_plain else _Seeking(events).seek(schedule)
    )
    if not found:
        raise _no_programme()
    read = {
        *SILENT,
        *EVENTS,
        *(name for names in CALLED.values() for name in names),
        "name",
        "conference",
        "schedule",
    }
    for name, value in lowered(schedule).items() if is_plain else ():
        if name not in read and value not in NOTHING:
            gathered.unused[f"conference/{name}"[:40]] += 1
    read_as = Said(f"schedule.json, {encoding.sv}", f"schedule.json, {encoding.en}")
    return gathered.brought(read_as=read_as, title=events.text(first(schedule, ("title", "name", "summary"))))


def _within(rows: object) -> object:
    """Return the items of groups, as Sessionize keeps its categories, else the rows."""
    groups = [one for one in rows if isinstance(one, Mapping)] if isinstance(rows, list) else []
    listed = [one["items"] for one in groups if isinstance(one.get("items"), list)]
    return [one for items in listed for one in items] if listed else rows


def _is_list(schedule: Mapping[str, Any], name: str) -> bool:
    """Tell whether a list holds items themselves, and not days or groups of them."""
    listed = schedule.get(name)
    if not isinstance(listed, list):
        return False
    rows = [lowered(one) for one in listed if isinstance(one, Mapping)]
    return not rows or any(first(one, TITLE) is not None for one in rows)


class _Seeking:
    """Finds items wherever they lie: on pages of answers, in groups, in days of rooms, within an event."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self.number = 0

    def seek(self, node: object, *, day: date | None = None, room: str = "", name: str = "") -> int:
        """Take what looks like an item; return how many were found within."""
        if isinstance(node, list):
            return sum(self.seek(one, day=day, room=room, name=name) for one in node)
        if not isinstance(node, Mapping):
            return 0
        given = lowered(node)
        within = given.get("submission")
        titled = {**lowered(within), **given} if isinstance(within, Mapping) else given
        is_item = first(titled, (*TITLE, *TEXTS)) is not None and not ITEMS.isdisjoint(given)
        if not is_item:
            day = day_in(line(given.get("date")))[0] or day
            room = self.events.text(first(given, NAMES)) if _is_list(node, "sessions") else room
        number = self.number
        self.number += is_item
        at = {key: one for key, one in node.items() if str(key).lower() not in NO_ITEMS}
        found = sum(self.seek(one, day=day, room=room, name=str(key)) for key, one in at.items())
        if not is_item:
            return found
        where = Said(f"Punkt {number + 1}", f"Item {number + 1}")
        if found and WITHIN not in given:
            called = quoted(self.events.text(first(given, TITLE)))
            self.events.gathered.tell(
                f"”{called}” är ett helt evenemang, ingen programpunkt; används inte.",
                f"“{called}” is a whole event, no item of a programme; not used.",
                where=where,
            )
            return found
        kept = {key: one for key, one in node.items() if not found or str(key).lower() != WITHIN}
        slots = given.get("slots")
        for slot in (
            slots if isinstance(slots, list) and slots else [None]
        ):  # an item for each time it is given
            self.events.take({**kept, "slot": slot} if slot else kept, where=where, day=day, room=room)
        return found + 1


def _days(schedule: Mapping[str, Any], events: Events) -> int:
    """Read the days; return how many places there were for events."""
    days = schedule.get("days")
    change = clock_of(schedule.get("day_change"))
    found = 0
    for number, day in enumerate(days if isinstance(days, list) else (), start=1):
        if not isinstance(day, Mapping):
            where = Said(f"Dag {number}", f"Day {number}")
            events.gathered.tell(f"”{quoted(day)}” är ingen dag.", f"“{quoted(day)}” is no day.", where=where)
            continue
        on = day_in(line(first(day, ("date", "day_start", "start"))))[0]
        until = change or clock_of(day.get("day_start"))
        rooms = [
            *in_order(day.get("rooms"), lambda one: events.called("room", one)),
            *(("", day[name]) for name in EVENTS if isinstance(day.get(name), list)),
        ]
        for room, listed in rooms:
            found += 1
            at = (f"Dag {number}", *((room,) if room else ()))
            en = (f"Day {number}", *((room,) if room else ()))
            if not isinstance(listed, list):
                where = Said(", ".join(at), ", ".join(en))
                events.gathered.tell("ingen lista av punkter.", "no list of items.", where=where)
                continue
            for place, event in enumerate(listed, start=1):
                where = Said(", ".join((*at, f"punkt {place}")), ", ".join((*en, f"item {place}")))
                events.take(event, where=where, day=on, change=until, room=room)
    return found


def _listed(schedule: Mapping[str, Any], events: Events) -> int:
    found = 0
    for name in EVENTS:
        listed: Sequence[Any] | None = schedule.get(name) if isinstance(schedule.get(name), list) else None
        for place, event in enumerate(listed or (), start=1):
            events.take(event, where=Said(f"Punkt {place}", f"Item {place}"))
        found += listed is not None
    return found


def _parsed(text: str, gathered: Gathering) -> Any:
    """Return the JSON; a name that stands twice keeps both lists, a number that is none is told."""

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            if isinstance(made.get(name), list) and isinstance(value, list):
                made[name] = made[name] + value
                continue
            if name in made:
                gathered.tell(
                    f"”{quoted(name)}” står två gånger; den senare är läst.",
                    f"“{quoted(name)}” stands twice; the later is read.",
                )
            made[name] = value
        return made

    def no_number(name: str) -> None:
        gathered.tell(
            f"{name} är inget tal och är läst som tomt.", f"{name} is no number and is read as empty."
        )

    try:
        root = json.loads(text, object_pairs_hook=whole, parse_constant=no_number)
    except RecursionError as fault:
        raise _too_deep() from fault
    except ValueError as fault:
        at = f"rad {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "ett tal"
        en = f"line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "a number"
        raise FileRefused(
            Said(f"Filen är inte hel JSON: {at}.", f"The file is no whole JSON: {en}.")
        ) from fault
    if is_too_deep(root):
        raise _too_deep()
    return root


def is_too_deep(root: object) -> bool:
    """Tell whether there are parts within parts deeper than a programme has them."""
    layer = [root]
    for _depth in range(DEEPEST):
        layer = [
            one
            for node in layer
            for one in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
        ]
        if not layer:
            return False
    return True


def _too_deep() -> FileRefused:
    return FileRefused(
        Said("Filen har delar i delar i det oändliga och läses inte.", "The file lies too deep to be read.")
    )


def _no_programme() -> FileRefused:
    return FileRefused(
        Said(
            "Filen är JSON men har inget program: inga dagar med salar och ingen lista av punkter.",
            "The file is JSON without a programme: no days with rooms and no list of items.",
        )
    )
