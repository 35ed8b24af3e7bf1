"""Writes: the items of a file put into an event's programme; the same file twice adds nothing twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.events import At, OnDay, Wish, add_event
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.programme import Point, put_session
from laget.apps.forum.actions.writing import allowed, logged, own
from laget.apps.forum.models import Day, Event, Participant, Person, Place, Session
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.apps.strategy.models import Element
from laget.core.forum.brought import Entry

BROUGHT = UUID("6c2f1c1e-58a4-5c53-8f0b-2f7d6a3b9e44")  # the namespace of items from files; never changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """What the items of a file make of a programme.

    `changed` are items taken out of this programme that have another time or title in the file: they are left
    as they stand here. `tracks` are those that no element of the strategy is called. `lasting` are new items
    without times that are of several days: they stand on the first, and their text says the last.
    """

    new: tuple[Entry, ...] = ()
    known: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    days: tuple[date, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()

    @property
    def lasting(self) -> tuple[Entry, ...]:
        """New items whole days long, and of several."""
        return tuple(one for one in self.new if one.until is not None and one.starts is None)

    @property
    def is_nothing(self) -> bool:
        """Whether everything is there already."""
        return not self.new


def planned(organisation: Organisation, *, event: Event | None, entries: Sequence[Entry]) -> Bringing:
    """Return what items would make of an event's programme, or of a new event's where there is none."""
    fresh, known, changed = _sorted(event, entries)
    new = [one for one, _uid in fresh]
    days = {one.on for one in event.days.all()} if event is not None else set()
    places = {one.name for one in event.places.all()} if event is not None else set()
    tracks = _elements(organisation, new)
    people = {name: None for one in new for name in one.people}
    found = {*_people(organisation, people), *_organisations(organisation, people)}
    return Bringing(
        new=tuple(new),
        known=tuple(known),
        changed=tuple(changed),
        days=tuple(sorted({one.day for one in new if one.day is not None} - days)),
        places=tuple(dict.fromkeys(one.place for one in new if one.place and one.place not in places)),
        people=tuple(name for name in people if name not in found),
        tracks=tuple(dict.fromkeys(one.track for one in new if one.track and one.track not in tracks)),
    )


def bring_programme(
    organisation: Organisation, *, actor: Visitor | None, event: Event, entries: Sequence[Entry]
) -> Bringing:
    """Put the items of a file last in an event's programme, with the days, places and people they need.

    An item is known by its file's UID, its start and its title, so that those of one UID are kept apart and
    the same file twice adds nothing. What is here already is never changed. Raises NotAllowed, Unfit.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(own(organisation, event), revision=None)
        plan = _keep(row, entries, actor=actor)
        if not plan.is_nothing:
            logged(organisation, actor, "bring_programme", row, count=len(plan.new))
    return plan


def event_for(organisation: Organisation, *, title: str, entries: Sequence[Entry]) -> Event | None:
    """Return the event of that title that shares a day with the items: where the file went before."""
    days = {one.day for one in entries} - {None}
    for row in Event.objects.filter(organisation=organisation, title=title).order_by("pk"):
        own_days = {one.on for one in row.days.all()}
        if not days or not own_days or days & own_days:
            return row
    return None


def bring_new_programme(
    organisation: Organisation, *, actor: Visitor | None, title: str, entries: Sequence[Entry]
) -> Event:
    """Make a draft of an event with the items of a file; raises NotAllowed, Unfit."""
    allowed(organisation, actor, EDIT_FORUM)
    days = sorted({one.day for one in entries if one.day is not None})
    wish = Wish(
        title=title,
        days=tuple(
            OnDay(on=on, starts=starts, ends=ends) for on in days for starts, ends in [_span(on, entries)]
        ),
        places=tuple(At(name=name) for name in dict.fromkeys(one.place for one in entries if one.place)),
    )
    with transaction.atomic():
        row = add_event(organisation, actor=actor, wish=wish)
        plan = _keep(row, entries, actor=actor)
        logged(organisation, actor, "bring_new_programme", row, count=len(plan.new))
    return row


def _keep(row: Event, entries: Sequence[Entry], *, actor: Visitor | None) -> Bringing:
    """Put what is new among items into a programme."""
    organisation = row.organisation
    plan = planned(organisation, event=row, entries=entries)
    if plan.is_nothing:
        return plan
    fresh, _known, _changed = _sorted(row, entries)
    if plan.days or plan.places:
        row.sequence += 1
    touched(row, actor=actor)
    row.save()
    _add_days(row, plan)
    _add_places(row, plan.places)
    Person.objects.bulk_create(Person(organisation=organisation, name=name) for name in plan.people)
    names = {name: None for one in plan.new for name in one.people}
    people, others = _people(organisation, names), _organisations(organisation, names)
    elements = _elements(organisation, plan.new)
    for one, uid in fresh:
        role = Participant.Role.PANELLIST if one.kind == Session.Kind.PANEL else Participant.Role.SPEAKER
        takes = tuple(
            Takes(person=people[name], role=role) if name in people else Takes(of=others[name], role=role)
            for name in one.people
        )
        put_session(row, by=actor, point=_point(one, takes, elements), uid=uid)
    return plan


def _sorted(
    event: Event | None, entries: Sequence[Entry]
) -> tuple[list[tuple[Entry, UUID]], list[Entry], list[Entry]]:
    """Return new items with the UID each gets, those here already, those here with another time or title."""
    rows = list(Session.objects.filter(event=event)) if event is not None else []
    uids = {one.uid: one for one in rows}
    nameless = Counter((one.title, one.starts) for one in rows)
    here = Counter(one.uid for one in entries)
    times: Counter[object] = Counter()
    fresh: list[tuple[Entry, UUID]] = []
    known: list[Entry] = []
    changed: list[Entry] = []
    for one in entries:
        times[one.key] += 1
        uid = _uid(event, one, times[one.key])
        ours = uids.get(_as_uuid(one.uid)) if one.uid else None
        if uid in uids or (ours is not None and _is_same(ours, one)):
            known.append(one)
        elif ours is not None and here[one.uid] == 1:
            changed.append(one)
        elif not one.uid and nameless[one.title, one.starts] > 0:
            nameless[one.title, one.starts] -= 1
            known.append(one)
        else:
            fresh.append((one, uid))
    return fresh, known, changed


def _uid(event: Event | None, one: Entry, nth: int) -> UUID:
    """Return the UID that an item of a file always gets in an event."""
    start = timezone.localtime(one.starts).isoformat() if one.starts is not None else str(one.on or "")
    return uuid5(BROUGHT, "\x1f".join([str(event.pk if event else 0), one.uid, start, one.title, str(nth)]))


def _is_same(row: Session, one: Entry) -> bool:
    """Tell whether an item stands here as a file says; one without a day gets one when it is taken out."""
    return (row.title, row.starts) == (one.title, one.starts) and (
        one.starts is not None or row.on in {None, one.on}
    )


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _point(one: Entry, takes: tuple[Takes, ...], elements: dict[str, str]) -> Point:
    return Point(
        title=one.title,
        kind=one.kind,
        text=_text(one),
        on=one.on if one.starts is None else None,
        starts=one.starts,
        ends=one.ends,
        place=one.place,
        is_cancelled=one.is_cancelled,
        takes=takes,
        about=(f"element:{elements[one.track]}",) if one.track in elements else (),
        left=tuple(Left(title=link.title or link.address[:200], link=link.address) for link in one.links),
    )


def _text(one: Entry) -> str:
    """Return an item's text, with the last day of one that is of several: an item has one day."""
    if one.until is None or one.starts is not None:
        return one.text
    with override("sv"):
        until = f"Till och med {date_format(one.until, 'l j F Y')}."
    return f"{until}\n\n{one.text}".strip()


def _add_days(row: Event, plan: Bringing) -> None:
    for on in plan.days:
        starts, ends = _span(on, plan.new)
        Day.objects.create(event=row, on=on, starts=starts, ends=ends)


def _span(on: date, entries: Iterable[Entry]) -> tuple[datetime | None, datetime | None]:
    """Return from when to when the items of a day are, where that can be known."""
    timed = [one for one in entries if one.day == on and one.starts is not None]
    starts = min((one.starts for one in timed if one.starts is not None), default=None)
    ends = max((one.ends or one.starts for one in timed if one.starts is not None), default=None)
    return (starts, ends) if starts is not None and ends is not None and ends > starts else (None, None)


def _add_places(row: Event, names: Sequence[str]) -> None:
    last = row.places.aggregate(last=Max("number"))["last"]
    first = 0 if last is None else last + 1
    Place.objects.bulk_create(
        Place(event=row, number=number, name=name) for number, name in enumerate(names, start=first)
    )


def _people(organisation: Organisation, names: Iterable[str]) -> dict[str, int]:
    """Return those who are known by their name, the first written of two; each once."""
    rows = Person.objects.filter(organisation=organisation).order_by("-pk").values_list("name", "pk")
    known = {name.casefold(): pk for name, pk in rows}
    return {name: known[name.casefold()] for name in names if name.casefold() in known}


def _organisations(organisation: Organisation, names: Iterable[str]) -> dict[str, str]:
    """Return organisations that have taken part by themselves before, by the name a file gives."""
    rows = Participant.objects.filter(event__organisation=organisation, person=None).values_list(
        "of", flat=True
    )
    known = {one.casefold(): one for one in rows}
    return {name: known[name.casefold()] for name in names if name.casefold() in known}


def _elements(organisation: Organisation, entries: Iterable[Entry]) -> dict[str, str]:
    """Return the keys of the elements of the strategy that tracks are called."""
    wanted = {one.track for one in entries if one.track}
    if not wanted:
        return {}
    rows = Element.objects.filter(organisation=organisation).values_list("title", "key")
    known = {title.casefold(): key for title, key in rows}
    return {track: known[track.casefold()] for track in wanted if track.casefold() in known}
