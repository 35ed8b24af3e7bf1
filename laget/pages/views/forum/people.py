"""Who takes part in an event's programme, and those who come and want to be listed."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laget.apps.forum.models import Event, Hold, Registration
from laget.apps.forum.queries.events import ATTENDANCE
from laget.pages.forum.event import Invitation
from laget.pages.forum.people import Part, gathered
from laget.pages.forum.programme import Read
from laget.pages.views.forum.event import opened


@require_safe
def people(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show everybody in a programme, private persons only where they have agreed."""
    row, read, context = opened(request, region, event)
    context |= {"people": gathered(_parts(context["shown"], read)), "coming": listed_by_consent(row)}
    return render(request, "pages/forum/people.html", context)


def listed_by_consent(event: Event) -> list[Registration]:
    """Return who has a seat and has agreed to be listed, where the event shows it; else nobody."""
    if not event.shows_participants:
        return []
    rows = Registration.objects.filter(event=event, state=Registration.State.CONFIRMED, is_listed=True)
    held = Hold.objects.filter(state=Hold.State.HELD, to__kind__in=ATTENDANCE).values("registration")
    return list(rows.filter(pk__in=held).order_by("name", "pk"))


def _parts(shown: Invitation, read: Read) -> Iterator[tuple[Part, str, str]]:
    for part in (*shown.moderators, *shown.others, *shown.contacts):
        yield part, "", ""
    for one in read:
        for part in (*one.parts, *one.contacts):
            yield part, one.item.title, one.item.slug
