"""Writes: how often something is tried within an hour, kept without who or from where."""

from datetime import datetime, timedelta

from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from laget.apps.forum.models import Knock

HOUR = timedelta(hours=1)


def knock(kind: str, who: str, *, most: int, now: datetime) -> bool:
    """Count that somebody tries once more, and tell whether it is at most so many times in any hour.

    Hours are counted by the clock, this one with the one before: never more in sixty minutes than `most`.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    this, before = _key(kind, who, hour), _key(kind, who, hour - HOUR)
    if not Knock.objects.filter(key=this).update(count=F("count") + 1):
        _row, is_first = Knock.objects.get_or_create(key=this, defaults={"since": hour})
        if not is_first:
            Knock.objects.filter(key=this).update(count=F("count") + 1)
    counted: int = Knock.objects.filter(key__in=[this, before]).aggregate(all=Sum("count"))["all"]
    return counted <= most


def forget_knocks(now: datetime) -> int:
    """Delete the counts that no limit asks for any more; returns how many."""
    gone, _rows = Knock.objects.filter(since__lt=now - 2 * HOUR).delete()
    return gone


def _key(kind: str, who: str, hour: datetime) -> str:
    return salted_hmac(f"laget.knock.{kind}.{hour.timestamp():.0f}", who, algorithm="sha256").hexdigest()
