"""A programme to read: its items by day and time, those within others under them, what goes on now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from laget.apps.forum.models import Participant, Session


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with those within it; `is_now` while it goes on."""

    session: Session
    is_now: bool
    taking: list[Participant]
    contacts: list[Participant]
    within: list["Shown"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The items of a day in their order; `on` is None for those without a day."""

    on: date | None
    items: list[Shown]


def by_day(sessions: Iterable[Session], *, now: datetime) -> list[ShownDay]:
    """Return items by day: one with a time comes by it, one without keeps its place after the one before."""
    known = list(sessions)
    children: dict[int, list[Shown]] = {}
    for one in known:
        if one.parent_id is not None:
            children.setdefault(one.parent_id, []).append(shown(one, now=now))
    days: dict[date | None, list[Shown]] = {}
    day: date | None = None
    for one in in_order(one for one in known if one.parent_id is None):
        day = day_of(one) or day
        days.setdefault(day, []).append(shown(one, now=now, within=children.get(one.pk, [])))
    return [ShownDay(on, items) for on, items in days.items()]


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Return items by time; one without a time stays after the one that it stands after."""
    ordered: list[tuple[datetime, int, Session]] = []
    latest = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    for place, one in enumerate(sorted(sessions, key=lambda session: (session.number, session.pk))):
        if one.starts is not None:
            latest = one.starts
        ordered.append((latest, place, one))
    return [one for _time, _place, one in sorted(ordered, key=lambda item: item[:2])]


def day_of(session: Session) -> date | None:
    """Return the day of an item, None where it has neither day nor time."""
    return timezone.localtime(session.starts).date() if session.starts is not None else session.on


def shown(session: Session, *, now: datetime, within: list[Shown] | None = None) -> Shown:
    """Return an item as it is shown."""
    taking = list(session.participants.all())
    return Shown(
        session,
        session.starts is not None
        and session.ends is not None
        and not session.is_cancelled
        and session.starts <= now < session.ends,
        [one for one in taking if one.role != Participant.Role.CONTACT],
        [one for one in taking if one.role == Participant.Role.CONTACT],
        within or [],
    )
