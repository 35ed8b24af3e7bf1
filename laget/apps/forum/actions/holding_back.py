"""Writes: mails approved for an event as it was wait to be read again when it moves or is cancelled."""

from datetime import timedelta

from django.utils import timezone

from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.models import Event, Mailing
from laget.apps.kept import touched

Kind = Mailing.Kind
OF_THE_DAY = (Kind.REMINDER, Kind.THANKS)
"""What is sent so long before or after the day, and moves with it."""


def hold_back_moved(event: Event, *, by: timedelta, editor: Visitor | None) -> int:
    """Let the mails that wait for their time be approved again after an event has moved `by` whole days.

    Those of the day move along, at the same hour. The digital link is not held back: what it says and when
    it goes follow the event. Returns how many were approved. Inside a transaction.
    """
    held = 0
    rows = Mailing.objects.select_for_update().filter(event=event, sent_at=None, due__isnull=False)
    for one in rows.exclude(kind=Kind.LINK).order_by("pk"):
        held += one.approved_at is not None
        one.approved_at = one.approved_by = None
        if one.kind in OF_THE_DAY and one.due is not None:
            zone = timezone.get_current_timezone()
            then = one.due.astimezone(zone).replace(tzinfo=None) + by
            one.due = timezone.make_aware(then, zone)
        touched(one, actor=editor)
        one.save()
    return held


def hold_back_cancelled(event: Event) -> int:
    """Let what was approved for an event that is now cancelled be approved again; returns how many.

    Reminders, the link and thanks are not sent of a cancelled event. Inside a transaction.
    """
    rows = Mailing.objects.filter(event=event, sent_at=None, approved_at__isnull=False)
    return rows.exclude(kind__in=[Kind.LINK, Kind.REMINDER]).update(approved_at=None, approved_by=None)
