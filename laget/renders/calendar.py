"""Events and items of programmes as a calendar (iCalendar: RFC 5545, 7986)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText, vUri

from laget.core.forum.brought import Entry, listed

HOME = ZoneInfo("Europe/Stockholm")
PRODUCT = "-//Läget//Forum//SV"
MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESHED = timedelta(hours=6)
TAKING = "Medverkande"  # what the line of a description that names people begins with
KIND = "X-LAGET-KIND"


def calendar(
    entries: Sequence[Entry], *, name: str, stamp: datetime, address: str = "", colour: str = ""
) -> bytes:
    """Return a calendar called `name` that is read at `address`; an entry's own changes are its stamp.

    Each entry's UID is its own and its SEQUENCE is its row's. A cancelled one stays, as CANCELLED. One
    without times is of the whole day; one whose day is not known has no place in a calendar. Lines end by
    CRLF and are folded at 75 octets, never within a character.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)  # what most programs read in place of NAME
    made.add("x-wr-timezone", HOME.key)
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    if address:
        made.add("source", vUri(address), parameters={"VALUE": "URI"})
    if colour:
        made.add("color", colour)
    dated = [one for one in entries if one.day is not None]
    if any(one.starts is not None for one in dated):
        made.add_component(_zone())
    for one in dated:
        made.add_component(_event(one, stamp=stamp))
    return bytes(made.to_ical())


def _event(one: Entry, *, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", (one.changed or stamp).astimezone(UTC))
    event.add("last-modified", (one.changed or stamp).astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("summary", one.title)
    if one.starts is not None:
        event.add("dtstart", _moment(one.starts))
        if one.ends is not None:
            event.add("dtend", _moment(one.ends))
    elif one.on is not None:
        event.add("dtstart", one.on)
        event.add("dtend", (one.until or one.on) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # nobody is busy the whole day for an item without a time
    if one.place:
        event.add("location", one.place)
    if one.text or one.people:
        event.add("description", described(one))
    if one.track:
        event.add("categories", [one.track])
    event.add(KIND, vText(one.kind))
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    if one.address:
        event.add("url", vUri(one.address))
    for link in one.links:
        event.add("attach", vUri(link.address), parameters={"LABEL": link.title} if link.title else {})
    return event


def described(one: Entry) -> str:
    """Return the text of an entry, with a last line that names who takes part."""
    people = f"{TAKING}: {listed(one.people)}" if one.people else ""
    return "\n\n".join(part for part in (one.text, people) if part)


def _moment(moment: datetime) -> datetime:
    """Return a time of Sweden's own, or of UTC in the hour of October that comes twice."""
    home = moment.astimezone(HOME)
    return moment.astimezone(UTC) if home.fold else home.replace(fold=0)


def _zone() -> Timezone:
    """Return Sweden's time as it has been since 1996: summer from March's last Sunday to October's."""
    zone = Timezone()
    zone.add("tzid", HOME.key)
    for made, month, starts, before, after, name in (
        (TimezoneDaylight(), 3, 2, 1, 2, "CEST"),
        (TimezoneStandard(), 10, 3, 2, 1, "CET"),
    ):
        made.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, starts))  # noqa: DTZ001 - local
        made.add("tzoffsetfrom", timedelta(hours=before))
        made.add("tzoffsetto", timedelta(hours=after))
        made.add("tzname", name)
        made.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(made)
    return zone
