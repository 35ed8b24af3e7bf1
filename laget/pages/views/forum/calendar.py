"""The calendar: events to come, nearest first, and those that have been."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import ends_of, events_seen_by, starts_of, status_of


@require_safe
def events(request: HttpRequest, region: str) -> HttpResponse:
    """Show the events that are to come and those that have been, each with its state."""
    organisation, now = organisation_at(region), timezone.now()
    rows = [
        (row, starts_of(row), status_of(row, now=now))
        for row in events_seen_by(organisation, viewer=request.user)
    ]
    dated = sorted((one for one in rows if one[1] is not None), key=lambda one: (one[1], one[0].pk))
    over = {row.pk for row, _starts, _status in dated if (ends := ends_of(row)) is not None and ends <= now}
    context = {
        "organisation": organisation,
        "section": "forum",
        "coming": [one for one in dated if one[0].pk not in over] + [one for one in rows if one[1] is None],
        "past": [one for one in reversed(dated) if one[0].pk in over],
        "may_edit": may(request.user, organisation, EDIT_FORUM),
    }
    return render(request, "pages/forum/list.html", context)
