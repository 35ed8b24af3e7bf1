"""schedule.json of frab, pretalx and their like, in the shapes that tools write it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from laget.core.forum.brought import Brought
from laget.core.words.said import Said
from laget.data.programmes.conference import Events, clock_of, first, in_order
from laget.data.programmes.gathering import FileRefused, Gathering, quoted
from laget.data.programmes.times import day_in
from laget.data.programmes.words import line, text_in

EVENTS = ("events", "talks", "sessions", "items", "program", "programme")
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
            schedule = {**schedule, **schedule[name]}
    if isinstance(schedule, list):
        schedule = {"events": schedule}
    if not isinstance(schedule, Mapping):
        raise _no_programme()
    page = line(first(schedule, ("base_url",))) or line(first(schedule, ("url",)))
    events = Events(gathered, zone=line(first(schedule, ("time_zone_name", "timezone"))), page=page)
    events.pages.add(line(schedule.get("url")).rstrip("/"))
    for kind, names in {"room": ("rooms",), "track": ("tracks",), "person": ("persons", "speakers")}.items():
        for name in names:
            events.know(kind, schedule.get(name))
    found = _days(schedule, events) + _listed(schedule, events)
    if not found:
        raise _no_programme()
    read_as = Said(f"schedule.json, {encoding.sv}", f"schedule.json, {encoding.en}")
    return gathered.brought(read_as=read_as, title=events.text(first(schedule, ("title", "name"))))


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
        raise FileRefused(
            Said(
                "Filen har delar i delar i det oändliga och läses inte.", "The file lies too deep to be read."
            )
        ) from fault
    except ValueError as fault:
        at = f"rad {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "ett tal"
        en = f"line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "a number"
        raise FileRefused(
            Said(f"Filen är inte hel JSON: {at}.", f"The file is no whole JSON: {en}.")
        ) from fault
    return root


def _no_programme() -> FileRefused:
    return FileRefused(
        Said(
            "Filen är JSON men har inget program: inga dagar med salar och ingen lista av punkter.",
            "The file is JSON without a programme: no days with rooms and no list of items.",
        )
    )
