"""Events in lists: each with when it starts and its state; those to come that are about something."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.models import Event, Version
from laget.apps.forum.queries.events import ends_of, events_seen_by, starts_of, status_of
from laget.apps.forum.queries.programme import document_of
from laget.core.forum.status import Status
from laget.core.words.days import day_in_words
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a list; `left` counts its films, slides and documents, `state` is its state in words."""

    event: Event
    starts: datetime | None
    status: Status
    is_past: bool
    left: int
    state: Said


def listed(rows: QuerySet[Event], *, now: datetime) -> list[Listed]:
    """Return events with their state, the earliest first; those without a day come last."""
    found = [
        Listed(
            row,
            starts_of(row),
            (found := status_of(row, now=now)),
            (ends := ends_of(row)) is not None and ends <= now,
            row.left_behind,
            state_in_words(row, found, now=now),
        )
        for row in rows.annotate(left_behind=Count("resources"))
    ]
    dated = [one for one in found if one.starts is not None]
    undated = [one for one in found if one.starts is None]
    return sorted(dated, key=lambda one: (one.starts, one.event.pk)) + undated


def state_in_words(event: Event, status: Status, *, now: datetime) -> Said:
    """Return the state of an event; of one that takes nobody just now, why: it goes on, it opens later."""
    if status is not Status.CLOSED:
        return status.said
    starts, opens = starts_of(event), event.registers_from
    if starts is not None and starts <= now:
        return Said("pågår", "under way")
    if not event.has_registration:
        return Said("ingen anmälan behövs", "no registration needed")
    if opens is not None and now < opens:
        on, clock = day_in_words(timezone.localtime(opens).date()), f"{timezone.localtime(opens):%H.%M}"
        return Said(f"anmälan öppnar {on.sv} kl. {clock}", f"registration opens {on.en} at {clock}")
    return status.said


def coming(
    organisation: Organisation,
    *,
    viewer: Visitor | None,
    now: datetime,
    about: Collection[str] | None = None,
) -> list[Listed]:
    """Return the published events that are not over, the nearest first; `about` asks for some addresses.

    An item is about what its published version says, whatever a draft does. What another organisation's
    event is about is called by that one's addresses: `about` asks for the organisation's own events.
    """
    rows = events_seen_by(organisation, viewer=viewer).filter(state=Event.State.PUBLISHED)
    if about is not None:
        rows = rows.filter(organisation=organisation)
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
