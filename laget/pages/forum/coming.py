"""Events in lists: each with when it starts and its state; those to come that are about something."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.models import Event, Version
from laget.apps.forum.queries.events import ends_of, events_seen_by, starts_of, status_of
from laget.apps.forum.queries.programme import document_of
from laget.core.forum.status import Status


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a list; `left` is how many films, slides and documents it has left."""

    event: Event
    starts: datetime | None
    status: Status
    is_past: bool
    left: int


def listed(rows: QuerySet[Event], *, now: datetime) -> list[Listed]:
    """Return events with their state, the earliest first; those without a day come last."""
    found = [
        Listed(
            row,
            starts_of(row),
            status_of(row, now=now),
            (ends := ends_of(row)) is not None and ends <= now,
            row.left_behind,
        )
        for row in rows.annotate(left_behind=Count("resources"))
    ]
    dated = [one for one in found if one.starts is not None]
    undated = [one for one in found if one.starts is None]
    return sorted(dated, key=lambda one: (one.starts, one.event.pk)) + undated


def coming(
    organisation: Organisation,
    *,
    viewer: Visitor | None,
    now: datetime,
    about: Collection[str] | None = None,
) -> list[Listed]:
    """Return the published events that are not over, the nearest first; `about` asks for some addresses.

    An item is about what its published version says, whatever a draft does.
    """
    rows = events_seen_by(organisation, viewer=viewer).filter(state=Event.State.PUBLISHED)
    found = [one for one in listed(rows.prefetch_related("ties"), now=now) if not one.is_past]
    if about is None or not found:
        return found
    items = _about_in_items(one.event for one in found)
    return [
        one
        for one in found
        if (items.get(one.event.pk, set()) | {tie.address for tie in one.event.ties.all()}) & set(about)
    ]


def _about_in_items(events: Iterable[Event]) -> dict[int, set[str]]:
    """Return what the items of each event's latest version are about, by the event's id."""
    latest: dict[int, Version] = {}
    for one in Version.objects.filter(event__in=[row.pk for row in events]).order_by("number"):
        latest[one.event_id] = one
    return {
        pk: {address for item in document_of(one).items if not item.cancelled for address in item.about}
        for pk, one in latest.items()
    }
