"""Writes: how many had a seat and came, kept for ever when those who did are deleted."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from laget.apps.forum.models import Event, Registration, Turnout
from laget.apps.forum.queries.events import ends_of
from laget.apps.forum.queries.statistics import Group, turnout_rows


def keep_turnout(event: Event, *, of: Registration | None = None) -> None:
    """Add to what is kept how many had a seat and how many came, of one or of all. Inside a transaction."""
    add_turnout(event, turnout_rows(event, of=of))


def add_turnout(event: Event, rows: Iterable[tuple[Group, int, int]]) -> None:
    """Add so many of each form, kind and municipality who had a seat, and who came. Inside a transaction."""
    registered: Counter[Group] = Counter()
    came: Counter[Group] = Counter()
    for group, size, arrived in rows:
        registered[group] += size
        came[group] += arrived
    for (form, sort, area), count in registered.items():
        row, _is_new = Turnout.objects.get_or_create(event=event, form=form, sort=sort, area=area)
        Turnout.objects.filter(pk=row.pk).update(
            registered=F("registered") + count, came=F("came") + came[form, sort, area]
        )


def counts_still(registration: Registration, *, now: datetime) -> bool:
    """Tell whether somebody who goes is counted: who has come, and who had a seat to what is over."""
    ends = ends_of(registration.event)
    return registration.arrived > 0 or (ends is not None and ends <= now)
