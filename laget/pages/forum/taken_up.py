"""When something is taken up at an event: the published items that are about it, and whole events."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.models import Event, EventTie, Version
from laget.apps.forum.queries.events import ends_of, events_seen_by, starts_of
from laget.apps.forum.queries.programme import document_of


@dataclass(frozen=True, slots=True)
class TakenUp:
    """An item of a programme, or a whole event (no slug), that is about something, on its day."""

    event: Event
    slug: str
    title: str
    on: date | None
    is_past: bool


def taken_up(
    organisation: Organisation, about: Collection[str], *, viewer: Visitor | None, now: datetime
) -> list[TakenUp]:
    """Return the items and events that are about some addresses, latest day first; those cancelled are none.

    An item is about what its published version says, whatever a draft does.
    """
    seen = events_seen_by(organisation, viewer=viewer)
    # Of its own events alone: what another's are about is called by that one's addresses.
    seen = seen.filter(organisation=organisation, state=Event.State.PUBLISHED)
    seen = seen.prefetch_related(None).prefetch_related("days")
    within = EventTie.objects.filter(address__in=about, event__in=seen.values("pk"))
    whole = set(within.values_list("event", flat=True))
    versions = {one.event_id: one for one in _versions_about(about, [*seen.values_list("pk", flat=True)])}
    found = [
        one
        for event in seen.filter(pk__in=[*whole, *versions])
        for one in _of(event, versions.get(event.pk), about, is_whole=event.pk in whole, now=now)
    ]
    return sorted(found, key=lambda one: (one.on or date.max, one.event.pk), reverse=True)


def _versions_about(about: Collection[str], events: list[int]) -> Iterator[Version]:
    """Yield the latest versions whose documents hold one of some addresses."""
    holds = Q()
    for address in about:
        holds |= Q(document__contains=f'"{address}"')
    if not about or not events:
        return
    numbers = Version.objects.filter(event=OuterRef("event")).order_by("-number").values("number")
    yield from Version.objects.filter(holds, event__in=events, number=Subquery(numbers[:1]))


def _of(
    event: Event, version: Version | None, about: Collection[str], *, is_whole: bool, now: datetime
) -> Iterator[TakenUp]:
    starts, ends = starts_of(event), ends_of(event)
    first = timezone.localtime(starts).date() if starts is not None else None
    is_past = ends is not None and ends <= now
    if is_whole:
        yield TakenUp(event, "", event.title, first, is_past)
    for item in document_of(version).items if version is not None else ():
        if not item.cancelled and set(item.about) & set(about):
            on = item.starts.date() if item.starts is not None else item.on or first
            yield TakenUp(event, item.slug, item.title, on, is_past)
