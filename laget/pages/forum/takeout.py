"""What is taken out of events: entries of calendars and tables, as everybody may read them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from laget.apps.forum.models import DigitalLink, Event, Hold, Pass, Registration, Version
from laget.apps.forum.queries.events import status_of
from laget.apps.forum.queries.programme import document_of
from laget.core.forum.brought import Entry, Link
from laget.core.forum.programme import Item
from laget.pages.forum.people import Part
from laget.pages.forum.programme import Read, Shown, day_of, read_programme
from laget.renders.linked_data import Attendance, Gathered, Where
from laget.renders.schedule import Conference

EVENTS = UUID("1f7a7c5e-0b6d-5d9a-9a53-6a2f3f6c8d10")  # the namespace of events' UIDs; never changed
COLOUR = "teal"


def uid_of(event: Event) -> str:
    """Return the calendar's UID of an event: made of its address, which never changes."""
    return str(uuid5(EVENTS, f"{event.organisation.slug}/{event.slug}"))


def address_of(name: str, *args: object) -> str:
    """Return the whole address of a page."""
    return f"{settings.ADDRESS}{reverse(name, args=args)}"


def published(event: Event, *, now: datetime) -> Read:
    """Return the programme as everybody reads it."""
    return read_programme(event, viewer=None, now=now, is_editor=False, as_published=True)


def event_entry(event: Event) -> Entry | None:
    """Return an event as one entry, from its first day to its last; None where it has no day."""
    days = sorted(event.days.all(), key=lambda day: day.on)
    if not days:
        return None
    texts = [event.theme, event.text.strip()]
    if len(days) > 1:
        texts.append("\n".join(_day(one.on, one.starts, one.ends) for one in days))
    starts = timezone.localtime(days[0].starts) if days[0].starts is not None else None
    return Entry(
        title=event.title,
        starts=starts,
        ends=timezone.localtime(days[-1].ends) if starts is not None and days[-1].ends is not None else None,
        on=None if starts is not None else days[0].on,
        until=days[-1].on if starts is None and len(days) > 1 else None,
        place="; ".join(
            ", ".join(part for part in (one.name, one.address) if part) for one in event.places.all()
        ),
        text="\n\n".join(one for one in texts if one),
        kind="event",
        uid=uid_of(event),
        is_cancelled=event.state == Event.State.CANCELLED,
        sequence=event.sequence,
        changed=event.changed_at,
        address=address_of("event", event.organisation.slug, event.slug),
    )


def item_entries(event: Event, read: Read) -> list[Entry]:
    """Return the items of a published programme as entries, those within others after them.

    An item without a day has that of the one before it, else the event's first.
    """
    day = min((one.on for one in event.days.all()), default=None)
    found: list[Entry] = []
    for top in read.items:
        day = top.day or day
        found += [_entry(event, one, read, day=one.day or day) for one in (top, *top.within)]
    return found


def removed_entries(event: Event, read: Read) -> list[Entry]:
    """Return items that an earlier version had and the latest has not, cancelled."""
    here = {one.item.id for one in read}
    gone: dict[str, Item] = {}
    for version in Version.objects.filter(event=event).order_by("number"):
        gone.update({one.id: one for one in document_of(version).items if one.id not in here})
    changed = read.version.published_at if read.version is not None else event.changed_at
    return [
        Entry(
            title=one.title,
            starts=one.starts,
            ends=one.ends,
            on=day_of(one) if one.starts is None else None,
            place=one.place,
            kind=one.kind,
            uid=one.id,
            is_cancelled=True,
            sequence=one.sequence + (not one.cancelled),
            changed=changed,
        )
        for one in gone.values()
    ]


def whole_entries(event: Event, read: Read) -> list[Entry]:
    """Return an event and the items of its programme, those that are gone among them."""
    own = event_entry(event)
    return [*([own] if own else []), *item_entries(event, read), *removed_entries(event, read)]


def own_entries(registration: Registration, *, now: datetime) -> list[Entry]:
    """Return what somebody has registered for, with the digital link once it has been sent to them."""
    event = registration.event
    entries = whole_entries(event, published(event, now=now))
    if registration.state == Registration.State.CANCELLED:
        return [replace(one, is_cancelled=True) for one in entries]
    link = link_of(registration)
    if link is None:
        return entries
    joined = "\n\n".join(part for part in (f"Delta digitalt: {link.address}", link.text.strip()) if part)
    return [
        replace(
            one,
            text="\n\n".join(part for part in (joined, one.text) if part),
            links=(Link(address=link.address, title="Delta digitalt"), *one.links),
            changed=max(filter(None, (one.changed, registration.link_sent_at, link.changed_at))),
        )
        if one.uid == uid_of(event)
        else one
        for one in entries
    ]


def link_of(registration: Registration) -> DigitalLink | None:
    """Return the digital link to who has a digital seat and has been sent it; else None."""
    has_seat = registration.holds.filter(to__kind=Pass.Kind.DIGITAL, state=Hold.State.HELD).exists()
    if (
        registration.state != Registration.State.CONFIRMED
        or registration.link_sent_at is None
        or not has_seat
    ):
        return None
    return DigitalLink.objects.filter(event=registration.event_id).first()


def conference_of(event: Event, read: Read) -> Conference:
    """Return an event as conference tools know it."""
    days = sorted(one.on for one in event.days.all()) or [timezone.localdate(event.changed_at)]
    version = read.version
    said = f"{version.number} ({timezone.localtime(version.published_at):%Y-%m-%d %H:%M})" if version else "0"
    return Conference(
        title=event.title,
        slug=event.slug,
        address=address_of("event", event.organisation.slug, event.slug),
        first=days[0],
        last=days[-1],
        version=said,
    )


def changed_at(event: Event, read: Read) -> datetime:
    """Return when an event or its published programme was last changed."""
    return max(event.changed_at, read.version.published_at) if read.version is not None else event.changed_at


def gathered(event: Event, *, now: datetime) -> Gathered:
    """Return an event as search engines read it."""
    days = sorted(event.days.all(), key=lambda day: day.on)
    seats = {one.kind: one.seats for one in event.passes.all()}
    entry = event_entry(event)
    return Gathered(
        title=event.title,
        text=event.theme or event.purpose,
        address=address_of("event", event.organisation.slug, event.slug),
        starts=(days[0].starts and timezone.localtime(days[0].starts)) or days[0].on if days else None,
        ends=(days[-1].ends and timezone.localtime(days[-1].ends)) or days[-1].on if days else None,
        attendance=Attendance(event.form),
        places=tuple(Where(name=one.name, address=one.address) for one in event.places.all()),
        organisers=tuple(str(one) for one in event.hosts.all()) or (event.organisation.name,),
        seats_on_site=seats.get(Pass.Kind.ON_SITE),
        seats_digital=seats.get(Pass.Kind.DIGITAL),
        is_cancelled=entry is not None and entry.is_cancelled,
        status=str(status_of(event, now=now)),
        registers_until=event.registers_until and timezone.localtime(event.registers_until),
        picture=address_of("event_picture", event.organisation.slug, event.slug, event.picture_id)
        if event.picture_id is not None
        else "",
        registers_at=address_of("register", event.organisation.slug, event.slug)
        if event.has_registration
        else "",
    )


def _entry(event: Event, one: Shown, read: Read, *, day: date | None) -> Entry:
    item = one.item
    resources: Iterable[Link] = (
        Link(address=left.link, title=left.title)
        for left in (one.row.resources.all() if one.row else ())
        if left.link
    )
    return Entry(
        title=item.title,
        starts=timezone.localtime(item.starts) if item.starts is not None else None,
        ends=timezone.localtime(item.ends) if item.ends is not None else None,
        on=day if item.starts is None else None,
        place=item.place,
        people=tuple(dict.fromkeys(_names(one.parts))),
        text="\n\n".join(part for part in (item.text.strip(), item.question) if part),
        track=", ".join(named.title.sv for named in one.directions),
        kind=item.kind,
        links=tuple(resources),
        uid=item.id,
        is_cancelled=item.cancelled or event.state == Event.State.CANCELLED,
        sequence=item.sequence,
        changed=changed_at(event, read),
        address=address_of("session", event.organisation.slug, event.slug, item.slug),
    )


def _names(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        name = part.person.name if part.person is not None else part.of
        if name:
            yield name


def _day(on: date, starts: datetime | None, ends: datetime | None) -> str:
    """Return a day of an event in a line: 14 oktober 2025 kl. 09.00–16.00."""
    clocks = "–".join(f"{timezone.localtime(one):%H.%M}" for one in (starts, ends) if one is not None)
    return f"{date_format(on, 'j F Y')}{f' kl. {clocks}' if clocks else ''}"
