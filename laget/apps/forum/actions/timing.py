"""Writes: an item at another time, with those after it following; two items that change places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.writing import Unfit, allowed, check_times, logged, own
from laget.apps.forum.models import Event, Session
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.core.forum.timetable import Slot, exchanged, next_day, rescheduled
from laget.core.words.said import Said

Times = Mapping[str, tuple[datetime | None, datetime | None]]
"""When items start and end, by UID."""


@dataclass(frozen=True, slots=True)
class Stood:
    """When an item was before a change, and the revision that it has after it."""

    uid: str
    on: date | None
    starts: datetime | None
    ends: datetime | None
    revision: int


def reschedule_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    session: Session,
    starts: datetime | None,
    ends: datetime | None,
    follows: bool,
    revision: int | None,
) -> list[Session]:
    """Give an item other times, and let those after it follow where `follows`; returns those that moved.

    SEQUENCE rises for each that is at another time. Raises NotAllowed, Unfit, NoRoom, ChangedMeanwhile.
    """
    allowed(organisation, actor, EDIT_FORUM)
    check_times(starts, ends, field="ends")
    with transaction.atomic():
        event = own(organisation, session.event)
        rows = _held(event)
        row = rows[str(session.uid)]
        if (row.starts, row.ends) == (starts, ends):
            return []  # a form sent twice is kept once
        row = locked(row, revision=revision)
        slots = slots_of(rows.values())
        id_ = str(row.uid)
        times: Times
        if starts is not None and follows and id_ in slots:
            days = [(one.on, one.starts) for one in event.days.all()]
            zone = timezone.get_current_timezone()
            found = rescheduled(
                slots.values(),
                changed=replace(slots[id_], starts=starts, ends=ends),
                until=next_day(slots[id_].starts, days, zone=zone),
            )
            times = {one.id: (one.starts, one.ends) for one in found}
        else:
            times = {} if (row.starts, row.ends) == (starts, ends) else {id_: (starts, ends)}
            if starts is None and row.starts is not None:
                rows[id_].on = timezone.localdate(row.starts)
        moved = _let_be(rows, times, actor)
        if moved:
            logged(organisation, actor, "reschedule_session", event, session=row.slug, moved=len(moved))
    return moved


def place_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    session: Session,
    before: Session,
    revision: int | None,
    before_revision: int | None = None,
) -> list[Session]:
    """Let an item come before the one that it stands after; returns those that have other times.

    Both revisions are of what the editor saw, since either may have been moved meanwhile.

    Two with times change places in time, with what is between them as long as it was; one without times
    changes its place in the list alone. Raises NotAllowed, Unfit, ChangedMeanwhile.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, session.event)
        rows = _held(event)
        row, other = locked(session, revision=revision), locked(before, revision=before_revision)
        moved: list[Session] = []
        if row.starts is not None and other.starts is not None and row.starts != other.starts:
            slots = slots_of(rows.values())
            ids = {str(row.uid), str(other.uid)}
            found = (
                exchanged(slots.values(), first=str(other.uid), second=str(row.uid))
                if ids <= slots.keys() and not (row.is_pinned or other.is_pinned)
                else []
            )
            if not found:
                raise Unfit(
                    "starts",
                    Said(
                        "De kan inte byta plats: de överlappar, eller en av dem ligger fast. Ändra tiden.",
                        "They cannot change places: they overlap, or one is pinned. Change the time.",
                    ),
                )
            moved = _let_be(rows, {one.id: (one.starts, one.ends) for one in found}, actor)
        else:
            _renumber(rows.values(), row, other)
        logged(organisation, actor, "place_session", event, session=row.slug, moved=len(moved))
    return moved


def restore_times(
    organisation: Organisation, *, actor: Visitor | None, event: Event, stood: Sequence[Stood]
) -> list[Session]:
    """Take back a change of times: let items be when they were; returns those that moved.

    SEQUENCE rises again, since calendars may have heard of the change. Raises NotAllowed, ChangedMeanwhile.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, event)
        rows = _held(event)
        known = {one.uid: locked(rows[one.uid], revision=one.revision) for one in stood if one.uid in rows}
        for one in stood:
            if one.uid in known:
                rows[one.uid].on = one.on
        moved = _let_be(rows, {one.uid: (one.starts, one.ends) for one in stood if one.uid in known}, actor)
        logged(organisation, actor, "restore_times", event, moved=len(moved))
    return moved


def slots_of(rows: Iterable[Session]) -> dict[str, Slot]:
    """Return the times of the items that have any and are not cancelled, by UID."""
    known = list(rows)
    names = {one.pk: str(one.uid) for one in known}
    return {
        str(one.uid): Slot(
            id=str(one.uid),
            starts=one.starts,
            ends=one.ends,
            within=names.get(one.parent_id or 0, ""),
            is_pinned=one.is_pinned,
        )
        for one in known
        if one.starts is not None and not one.is_cancelled
    }


def _held(event: Event) -> dict[str, Session]:
    """Return the items of an event, held until the transaction ends, by UID."""
    rows = Session.objects.select_for_update().filter(event=event).order_by("pk")
    return {str(one.uid): one for one in rows}


def _let_be(
    rows: dict[str, Session],
    times: Times,
    actor: Visitor | None,
) -> list[Session]:
    moved = []
    for id_, (starts, ends) in times.items():
        one = rows[id_]
        one.starts, one.ends = starts, ends
        one.sequence += 1
        touched(one, actor=actor)
        one.save()
        moved.append(one)
    return moved


def _renumber(rows: Iterable[Session], row: Session, other: Session) -> None:
    order = sorted(rows, key=lambda one: (one.number, one.pk))
    order = [one for one in order if one.pk != row.pk]
    place = next(place for place, one in enumerate(order) if one.pk == other.pk)
    order.insert(place, row)
    for number, one in enumerate(order):
        if one.number != number:
            Session.objects.filter(pk=one.pk).update(number=number)
