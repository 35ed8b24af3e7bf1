"""Writes: an event with its days, places, hosts, passes and what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.holding_back import hold_back_cancelled, hold_back_moved
from laget.apps.forum.actions.parts import Left, Takes, left_of, takes_of, write_left, write_takes
from laget.apps.forum.actions.registering import tell_offers
from laget.apps.forum.actions.seats import offer, offer_anew
from laget.apps.forum.actions.writing import Unfit, allowed, check_times, check_title, logged, own
from laget.apps.forum.models import Day, Event, EventTie, Host, Pass, Place, Series, Wanted
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import ATTENDANCE, KINDS_OF, offers_until, starts_of
from laget.apps.kept import free_slug_for, locked, touched
from laget.core.words.said import Said

RESERVED = ("ny", "serie", "personer", "medverkande", "kalender", "flode", "nyhetsbrev", "glom-person")
PARTS = ("series", "days", "places", "hosts", "ties", "wanted", "takes", "left")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDay:
    """A day of an event; its end may lie past midnight."""

    on: date
    starts: datetime | None = None
    ends: datetime | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A place of an event."""

    name: str
    address: str = ""
    link: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedBy:
    """An organisation here by its slug, or one that is only named."""

    organisation: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom the event shall reach: a municipality's code, or an organisation's name."""

    area: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An event as it is written; `series` is the title of the series, `ties` are addresses `kind:id`.

    `takes` and `left` are of the whole event: its moderators and contacts, its documents and links.
    """

    title: str
    kind: str = Event.Kind.FORUM
    form: str = Event.Form.ON_SITE
    theme: str = ""
    text: str = ""
    purpose: str = ""
    audience: str = ""
    picture_id: int | None = None
    picture_alt: str = ""
    hearing_loop: str = ""
    sign_interpreter: str = ""
    text_interpreter: str = ""
    step_free: str = ""
    access: str = ""
    edition: str = ""
    registers_from: datetime | None = None
    registers_until: datetime | None = None
    has_registration: bool = True
    has_waiting_list: bool = True
    largest_group: int = 1
    shows_participants: bool = False
    controller: str = ""
    summary: str = ""
    series: str = ""
    days: tuple[OnDay, ...] = ()
    places: tuple[At, ...] = ()
    hosts: tuple[HostedBy, ...] = ()
    ties: tuple[str, ...] = ()
    wanted: tuple[Reach, ...] = ()
    takes: tuple[Takes, ...] = ()
    left: tuple[Left, ...] = ()


PLAIN = tuple(one.name for one in fields(Wish) if one.name not in PARTS)


def add_event(
    organisation: Organisation, *, actor: Visitor | None, wish: Wish, slug: str | None = None
) -> Event:
    """Make an event, a draft with the passes of its form; raises NotAllowed, Unfit."""
    allowed(organisation, actor, EDIT_FORUM)
    hosts = _fit(wish)
    with transaction.atomic():
        row = Event(
            organisation=organisation,
            slug=slug or free_slug_for(Event, organisation, wish.title, reserved=RESERVED),
            changed_by=actor if isinstance(actor, User) else None,
        )
        _write(row, wish, hosts)
        logged(organisation, actor, "add_event", row)
    return row


def change_event(
    organisation: Organisation, *, actor: Visitor | None, event: Event, wish: Wish, revision: int | None
) -> Event:
    """Let an event be as `wish`; raises NotAllowed, Unfit, ChangedMeanwhile.

    Its SEQUENCE rises when its time or place does. What stands so already is not asked about: a form sent
    twice is kept once.
    """
    allowed(organisation, actor, EDIT_FORUM)
    hosts = _fit(wish)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=None)
        before = wish_of(row)
        if before != wish:
            row = locked(row, revision=revision)
            until, starts = offers_until(row), starts_of(row)
            touched(row, actor=actor)
            if _when_and_where(before) != _when_and_where(wish):
                row.sequence += 1
            _write(row, wish, hosts)
            logged(organisation, actor, "change_event", row)
            now_starts = starts_of(row)
            if starts is not None and now_starts is not None:
                by = timezone.localdate(now_starts) - timezone.localdate(starts)
                if by:
                    hold_back_moved(row, by=by, editor=actor)
            if offers_until(row) != until:
                tell_offers(offer_anew(row, now=row.changed_at, until=offers_until(row)))
    return row


def decide_event(
    organisation: Organisation, *, actor: Visitor | None, event: Event, state: str, revision: int | None
) -> Event:
    """Publish, cancel or take back an event; raises NotAllowed, Unfit, ChangedMeanwhile.

    One that has been open to the public is cancelled, never a draft again: people may have registered.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=None)
        if state == row.state:
            return row
        row = locked(row, revision=revision)
        if state == Event.State.DRAFT and (row.registrations.exists() or row.versions.exists()):
            raise Unfit(
                "state",
                Said(
                    "Det har varit öppet för alla och kan inte bli utkast igen. Ställ in det i stället.",
                    "It has been open to everybody and cannot be a draft again. Cancel it instead.",
                ),
            )
        if (row.state, state) == (Event.State.DRAFT, Event.State.CANCELLED):
            raise Unfit("state", Said("Ett utkast kan inte ställas in.", "A draft cannot be cancelled."))
        if state == Event.State.PUBLISHED and not row.days.exists():
            raise Unfit("days", Said("Skriv vilken dag det är först.", "Write the day of it first."))
        if Event.State.CANCELLED in {state, row.state}:
            row.sequence += 1
        if state == Event.State.CANCELLED:
            hold_back_cancelled(row)
        is_back = row.state == Event.State.CANCELLED
        row.state = state
        touched(row, actor=actor)
        row.save()
        logged(organisation, actor, "decide_event", row, state=state)
        if is_back:
            tell_offers(offer_anew(row, now=row.changed_at, until=offers_until(row)))
    return row


def set_seats(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    to: Pass,
    seats: int | None,
    now: datetime,
) -> Pass:
    """Let a pass have so many seats, None is no limit; more are offered to those who wait at once.

    Raises NotAllowed, and Unfit where more are taken.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        own(organisation, to.event)
        guarded = Pass.objects.filter(pk=to.pk)
        if seats is not None:
            guarded = guarded.filter(Q(taken__lte=seats))
        if not guarded.update(seats=seats):
            taken = Pass.objects.get(pk=to.pk).taken
            raise Unfit(
                "seats",
                Said(
                    f"{taken} platser är redan tagna. Skriv minst så många.",
                    f"{taken} seats are taken. Write at least so many.",
                ),
            )
        to.refresh_from_db()
        logged(organisation, actor, "set_seats", to.event, kind=to.kind, seats=seats)
        tell_offers(offer(to, now=now, until=offers_until(to.event)))
    return to


def wish_of(row: Event) -> Wish:
    """Return an event as it is written."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return Wish(
        **plain,
        series=row.series.title if row.series is not None else "",
        days=tuple(
            OnDay(on=one.on, starts=one.starts, ends=one.ends, title=one.title) for one in row.days.all()
        ),
        places=tuple(
            At(name=one.name, address=one.address, link=one.link, text=one.text) for one in row.places.all()
        ),
        hosts=tuple(
            HostedBy(organisation=one.organisation.slug if one.organisation else "", name=one.name)
            for one in row.hosts.select_related("organisation")
        ),
        ties=tuple(sorted(one.address for one in row.ties.all())),
        wanted=tuple(
            sorted(
                (Reach(area=one.area, name=one.name) for one in row.wanted.all()),
                key=lambda one: (not one.area, one.area),  # municipalities by code, names as they are written
            )
        ),
        takes=takes_of(row.participants.filter(session=None)),
        left=left_of(row.resources.filter(session=None)),
    )


def _when_and_where(wish: Wish) -> object:
    return (
        wish.form,
        [(one.on, one.starts, one.ends) for one in wish.days],
        [(one.name, one.address) for one in wish.places],
    )


def _fit(wish: Wish) -> dict[str, Organisation]:
    """Return the organisations that host, by slug; raises Unfit for what cannot be kept."""
    check_title(wish.title)
    for one in wish.days:
        check_times(one.starts, one.ends, field="days")
    if len({one.name for one in wish.places}) != len(wish.places):
        raise Unfit("places", Said("Två platser heter likadant.", "Two places have the same name."))
    if len({one.on for one in wish.days}) != len(wish.days):
        raise Unfit("days", Said("En dag står två gånger.", "A day stands twice."))
    if wish.picture_id is not None and not wish.picture_alt.strip():
        raise Unfit(
            "picture_alt",
            Said(
                "Beskriv bilden för den som inte ser den.",
                "Describe the picture for those who cannot see it.",
            ),
        )
    if wish.largest_group < 1:
        raise Unfit("largest_group", Said("Minst en person.", "At least one person."))
    if (
        wish.registers_from is not None
        and wish.registers_until is not None
        and wish.registers_until <= wish.registers_from
    ):
        raise Unfit(
            "registers_until",
            Said("Sista anmälningsdag är före den första.", "The last time to register is before the first."),
        )
    asked = {one.organisation for one in wish.hosts} - {""}
    known = {one.slug: one for one in Organisation.objects.filter(slug__in=asked)}
    if asked - known.keys():
        raise Unfit(
            "hosts", Said("Den organisationen finns inte här.", "There is no such organisation here.")
        )
    return known


def _write(row: Event, wish: Wish, hosts: dict[str, Organisation]) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(wish, name))
    row.series = _series(row.organisation, wish.series)
    row.save()
    row.days.all().delete()
    Day.objects.bulk_create(
        Day(event=row, on=one.on, starts=one.starts, ends=one.ends, title=one.title) for one in wish.days
    )
    _keep_places(row, wish.places)
    row.hosts.all().delete()
    Host.objects.bulk_create(
        Host(event=row, number=number, organisation=hosts.get(one.organisation), name=one.name)
        for number, one in enumerate(wish.hosts)
    )
    row.ties.all().delete()
    EventTie.objects.bulk_create(EventTie(event=row, address=one) for one in dict.fromkeys(wish.ties))
    row.wanted.all().delete()
    Wanted.objects.bulk_create(Wanted(event=row, area=one.area, name=one.name) for one in wish.wanted)
    write_takes(row, None, wish.takes, by=row.changed_by)
    write_left(row, None, wish.left)
    _keep_attendance(row)


def _keep_places(row: Event, places: Iterable[At]) -> None:
    """Let these be the places: one with the same name is the same, else the one in the same order.

    The SEQUENCE of an item rises when the place that it is at is called otherwise, moves or goes.
    """
    known, wanted = list(row.places.all()), list(places)
    names = {one.name for one in wanted}
    free = [None if one.name in names else one for one in known]  # whose name nobody has any more
    for number, one in enumerate(wanted):
        place = next((place for place in known if place.name == one.name), None)
        if place is None and number < len(free):
            place = free[number]
        place = place or Place(event=row)
        if place.pk is not None and (place.name, place.address) != (one.name, one.address):
            place.sessions.update(sequence=F("sequence") + 1)
        place.number, place.name, place.address = number, one.name, one.address
        place.link, place.text = one.link, one.text
        place.save()
        known = [other for other in known if other.pk != place.pk]
        free = [None if other is not None and other.pk == place.pk else other for other in free]
    for gone in known:
        gone.sessions.update(sequence=F("sequence") + 1)
        gone.delete()


def _keep_attendance(row: Event) -> None:
    """Let there be a pass for each form of attendance; one that somebody holds is left."""
    asked = KINDS_OF[Event.Form(row.form)] if row.has_registration else ()
    for kind in asked:
        Pass.objects.get_or_create(event=row, kind=kind)
    Pass.objects.filter(event=row, kind__in=ATTENDANCE, holds=None).exclude(kind__in=asked).delete()


def _series(organisation: Organisation, title: str) -> Series | None:
    if not title.strip():
        return None
    known = Series.objects.filter(organisation=organisation, title=title.strip()).first()
    if known is not None:
        return known
    return Series.objects.create(
        organisation=organisation,
        title=title.strip(),
        slug=free_slug_for(Series, organisation, title.strip()),
    )
