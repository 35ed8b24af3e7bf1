"""Writes: how often something is tried within an hour, kept without who or from where."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from laget.apps.forum.models import Knock

HOUR = timedelta(hours=1)
KNOCKS = Knock._meta.db_table
# One question, since every form that is sent asks it; Django has no words for it.
COUNT_ONE = (
    f"INSERT INTO {KNOCKS} (key, since, count) VALUES (%s, %s, 1) "  # noqa: S608 - our own name
    f"ON CONFLICT (key) DO UPDATE SET count = {KNOCKS}.count + 1 "
    f"RETURNING count + COALESCE((SELECT earlier.count FROM {KNOCKS} earlier WHERE earlier.key = %s), 0)"
)


def knock(kind: str, who: str, *, most: int, now: datetime) -> bool:
    """Count that somebody tries once more, and tell whether it is at most so many times in any hour.

    Hours are counted by the clock, this one with the one before: never more in sixty minutes than `most`.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    this, before = _key(kind, who, hour), _key(kind, who, hour - HOUR)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, [this, connection.ops.adapt_datetimefield_value(hour), before])
        counted: int = cursor.fetchone()[0]
    return counted <= most


def forget_knocks(now: datetime) -> int:
    """Delete the counts that no limit asks for any more; returns how many."""
    gone, _rows = Knock.objects.filter(since__lt=now - 2 * HOUR).delete()
    return gone


def _key(kind: str, who: str, hour: datetime) -> str:
    return salted_hmac(f"laget.knock.{kind}.{hour.timestamp():.0f}", who, algorithm="sha256").hexdigest()
