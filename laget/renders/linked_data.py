"""An event as search engines read it: schema.org/Event in JSON-LD."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

SCHEMA = "https://schema.org"
MEDIA_TYPE = "application/ld+json"
IN_PAGES = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


class Attendance(StrEnum):
    """How one takes part."""

    ON_SITE = "on_site"
    DIGITAL = "digital"
    BOTH = "both"


MODES = {
    Attendance.ON_SITE: "OfflineEventAttendanceMode",
    Attendance.DIGITAL: "OnlineEventAttendanceMode",
    Attendance.BOTH: "MixedEventAttendanceMode",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An event; seats None is no limit, a day without a time is a date. `status` is one of core's."""

    title: str
    address: str
    attendance: Attendance
    text: str = ""
    starts: datetime | date | None = None
    ends: datetime | date | None = None
    places: tuple[Where, ...] = ()
    organisers: tuple[str, ...] = ()
    seats_on_site: int | None = None
    seats_digital: int | None = None
    is_cancelled: bool = False
    status: str = ""
    registers_until: datetime | None = None
    registers_at: str = ""
    picture: str = ""


def linked_data(event: Gathered) -> str:
    """Return an event as JSON-LD that may stand within a page: no sign in it ends the element around it.

    The digital place is the event's own page: where one joins is told to those who have registered.
    """
    places: list[dict[str, Any]] = [
        {"@type": "Place", "name": one.name, "address": one.address or one.name} for one in event.places
    ]
    if event.attendance is not Attendance.ON_SITE:
        places.append({"@type": "VirtualLocation", "url": event.address})
    made: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": event.address,
        "name": event.title,
        "url": event.address,
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "eventStatus": f"{SCHEMA}/Event{'Cancelled' if event.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/{MODES[event.attendance]}",
        "description": event.text or None,
        "startDate": event.starts.isoformat() if event.starts is not None else None,
        "endDate": event.ends.isoformat() if event.ends is not None else None,
        "location": places or None,
        "image": event.picture or None,
        "organizer": [{"@type": "Organization", "name": name} for name in event.organisers] or None,
        "maximumPhysicalAttendeeCapacity": event.seats_on_site,
        "maximumVirtualAttendeeCapacity": event.seats_digital,
        "maximumAttendeeCapacity": _all_seats(event),
        "offers": _offer(event),
    }
    whole = {name: value for name, value in made.items() if value is not None}
    return json.dumps(whole, ensure_ascii=False).translate(IN_PAGES)


def _all_seats(event: Gathered) -> int | None:
    """Return the seats of both kinds, None where either has no limit."""
    seats = {
        Attendance.ON_SITE: (event.seats_on_site,),
        Attendance.DIGITAL: (event.seats_digital,),
        Attendance.BOTH: (event.seats_on_site, event.seats_digital),
    }[event.attendance]
    known = [one for one in seats if one is not None]
    return sum(known) if len(known) == len(seats) else None


def _offer(event: Gathered) -> dict[str, Any] | None:
    if not event.registers_at or event.is_cancelled:
        return None
    stock = {"open": "InStock", "full": "SoldOut"}.get(event.status, "Discontinued")
    offer = {
        "@type": "Offer",
        "url": event.registers_at,
        "price": "0",
        "priceCurrency": "SEK",
        "availability": f"{SCHEMA}/{stock}",
    }
    if event.registers_until is not None:
        offer["validThrough"] = event.registers_until.isoformat()
    return offer
