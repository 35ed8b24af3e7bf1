"""Reads: events as somebody may see them, with their days, places, hosts, seats and state."""

from datetime import datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.forum.models import Event, Pass
from laget.apps.forum.permissions import EDIT_FORUM
from laget.core.forum.status import Status, status

ATTENDANCE = (Pass.Kind.ON_SITE, Pass.Kind.DIGITAL)
KINDS_OF = {
    Event.Form.ON_SITE: ATTENDANCE[:1],
    Event.Form.DIGITAL: ATTENDANCE[1:],
    Event.Form.BOTH: ATTENDANCE,
}


def events_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Event]:
    """Return the events that an organisation owns or hosts and somebody may see; drafts only its editors."""
    hosted = Q(organisation=organisation) | Q(hosts__organisation=organisation)
    rows = Event.objects.filter(pk__in=Event.objects.filter(hosted).values("pk"))
    rows = rows.select_related("organisation", "series", "picture").prefetch_related(
        "days", "places", "hosts__organisation", "passes"
    )
    if viewer is not None and may(viewer, organisation, EDIT_FORUM):
        return rows.filter(Q(organisation=organisation) | ~Q(state=Event.State.DRAFT))
    return rows.exclude(state=Event.State.DRAFT)


def event_at(organisation: Organisation, slug: str, *, viewer: Visitor | None) -> Event:
    """Return an event that somebody may see by its address; its own comes before one that it hosts.

    Raises Http404.
    """
    return _at(events_seen_by(organisation, viewer=viewer), organisation, slug)


def event_to_register_to(organisation: Organisation, slug: str, *, viewer: Visitor | None) -> Event:
    """Return an event as `event_at` does, with its days and passes at hand: what registering asks for.

    Raises Http404.
    """
    passes = Prefetch("passes", Pass.objects.select_related("session"))
    rows = events_seen_by(organisation, viewer=viewer).prefetch_related(None)
    return _at(rows.prefetch_related("days", passes), organisation, slug)


def _at(rows: QuerySet[Event], organisation: Organisation, slug: str) -> Event:
    own = rows.filter(organisation=organisation, slug=slug).first()
    return own if own is not None else get_object_or_404(rows, slug=slug)


def starts_of(event: Event) -> datetime | None:
    """Return when an event starts: the first day's time, else its midnight; None without days."""
    days = sorted(event.days.all(), key=lambda day: day.on)
    if not days:
        return None
    return days[0].starts or timezone.make_aware(datetime.combine(days[0].on, time()))


def ends_of(event: Event) -> datetime | None:
    """Return when an event ends: the last day's time, else the midnight after it; None without days."""
    days = sorted(event.days.all(), key=lambda day: day.on)
    if not days:
        return None
    after = datetime.combine(days[-1].on + timedelta(days=1), time())
    return days[-1].ends or timezone.make_aware(after)


def offers_until(event: Event) -> datetime | None:
    """Return when seats stop being offered: the last time to register, else when the event starts.

    Of one that is cancelled, when it was changed last: it has passed.
    """
    if event.state == Event.State.CANCELLED:
        return event.changed_at
    return event.registers_until or starts_of(event)


def free_of(to: Pass) -> int | None:
    """Return how many seats are free of a pass; None is no limit, never zero."""
    return None if to.seats is None else to.seats - to.taken


def attendance_passes(event: Event) -> list[Pass]:
    """Return the seats of the forms that an event has now: one that it had before is kept, and not chosen."""
    kinds = KINDS_OF[Event.Form(event.form)]
    return [one for one in event.passes.all() if one.kind in kinds]


def is_full(event: Event) -> bool:
    """Tell whether every form of attendance has a limit and none has a seat free."""
    free = [free_of(one) for one in attendance_passes(event)]
    return bool(free) and all(one is not None and one <= 0 for one in free)


def status_of(event: Event, *, now: datetime) -> Status:
    """Return the state of an event at a moment."""
    return status(
        event.state,
        now=now,
        ends=ends_of(event),
        registers_from=event.registers_from,
        registers_until=event.registers_until or starts_of(event),
        has_registration=event.has_registration,
        is_full=is_full(event),
    )
