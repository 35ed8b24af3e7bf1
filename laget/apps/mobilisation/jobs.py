"""What is done with names in platforms in their time: those who have left are forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from laget.apps.accounts.actions import count_deleted
from laget.apps.accounts.models import Retention
from laget.apps.mobilisation.models import Seat


def delete_old(now: datetime) -> int:
    """Take away the names in seats that ended, or whose platform did, as many days ago as is decided.

    The seat stays, with its organisation: who led in a year is known, not as whom. Days are counted from the
    end of the last year. Returns how many seats lost their name.
    """
    gone = 0
    for decided in Retention.objects.filter(what=Retention.What.SEAT).select_related("organisation"):
        limit = timezone.localtime(now - timedelta(days=decided.days)).year
        with transaction.atomic():
            due = Seat.objects.filter(platform__organisation=decided.organisation).exclude(name="", title="")
            over = due.filter(Q(until__lt=limit) | Q(platform__until__lt=limit))
            count = over.update(name="", title="")
            count_deleted(decided, count=count, now=now)
        gone += count
    return gone
