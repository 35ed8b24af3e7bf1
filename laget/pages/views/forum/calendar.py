"""The calendar: events to come, nearest first, and those that have been, by year; one series by itself."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import events_seen_by
from laget.pages.forum.coming import Listed, listed

SERIES = "serie"


@require_safe
def events(request: HttpRequest, region: str) -> HttpResponse:
    """Show the events that are to come and those that have been, each with its state."""
    organisation, now = organisation_at(region), timezone.now()
    every = listed(events_seen_by(organisation, viewer=request.user), now=now)
    series = {one.event.series.slug: one.event.series for one in every if one.event.series is not None}
    chosen = series.get(request.GET.get(SERIES, ""))
    shown = [one for one in every if chosen is None or one.event.series == chosen]
    past = [one for one in reversed(shown) if one.is_past]
    context = {
        "organisation": organisation,
        "section": "forum",
        "coming": [one for one in shown if not one.is_past],
        "past": [(year, list(those)) for year, those in groupby(past, key=_year)],
        "series": sorted(series.values(), key=lambda one: one.title),
        "chosen": chosen,
        "may_edit": may(request.user, organisation, EDIT_FORUM),
    }
    return render(request, "pages/forum/list.html", context)


def _year(one: Listed) -> int:
    return timezone.localtime(one.starts).year if one.starts is not None else 0
