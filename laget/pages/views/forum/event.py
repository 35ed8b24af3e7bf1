"""An event as it is read, with its programme; an item of the programme with what it is about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import ATTENDANCE, event_at, free_of, status_of
from laget.apps.forum.queries.programme import sessions_of
from laget.core.forum.status import Status
from laget.pages.addresses import named
from laget.pages.forum.programme import by_day, shown


@require_safe
def event(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show an event: when, where, for whom, its programme, and the way to register while it is open."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_at(organisation, event, viewer=request.user)
    state = status_of(row, now=now)
    ties = [one.address for one in row.ties.all()]
    about = named(organisation, ties, viewer=request.user, today=timezone.localdate())
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "status": state,
        "is_open": state in {Status.OPEN, Status.FULL},
        "days": by_day(sessions_of(row), now=now),
        "seats": [(one, free_of(one)) for one in row.passes.all() if one.kind in ATTENDANCE],
        "about": list(about.values()),
        "may_edit": may(request.user, organisation, EDIT_FORUM),
    }
    return render(request, "pages/forum/event.html", context)


@require_safe
def session(request: HttpRequest, region: str, event: str, session: str) -> HttpResponse:
    """Show an item of a programme: when, where, with whom, and what it is about."""
    organisation, now = organisation_at(region), timezone.now()
    row = event_at(organisation, event, viewer=request.user)
    items = list(sessions_of(row))
    item = next((one for one in items if one.slug == session), None)
    if item is None:
        raise Http404
    ties = [one.address for one in item.ties.all()]
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "item": shown(
            item, now=now, within=[shown(one, now=now) for one in items if one.parent_id == item.pk]
        ),
        "about": list(named(organisation, ties, viewer=request.user, today=timezone.localdate()).values()),
    }
    return render(request, "pages/forum/session.html", context)
