"""Writes: what is deleted by a decision, and counted."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from laget.apps.accounts.models import Deletion, Retention


def delete_due(what: Retention.What, *, rows: QuerySet[Any], since: str, now: datetime) -> int:
    """Delete the rows older than their organisation's decision says, and keep the count of each day.

    `rows` have an `organisation`; `since` is the field with the time (or day) that days are counted from.
    Without a decision nothing is deleted. Returns how many rows went.
    """
    gone = 0
    for decided in Retention.objects.filter(what=what).select_related("organisation"):
        before = now - timedelta(days=decided.days)
        limit = timezone.localtime(before).date() if _is_day(rows, since) else before
        with transaction.atomic():
            due = rows.filter(organisation=decided.organisation, **{f"{since}__lt": limit})
            count, _ = due.delete()
            count_deleted(decided, count=count, now=now)
        gone += count
    return gone


def count_deleted(decided: Retention, *, count: int, now: datetime) -> None:
    """Keep how many went a day by a decision; nothing is kept of none. Inside a transaction."""
    if not count:
        return
    day, _ = Deletion.objects.get_or_create(
        organisation=decided.organisation,
        what=decided.what,
        decision=decided.decision,
        on=timezone.localtime(now).date(),
        defaults={"count": 0},
    )
    Deletion.objects.filter(pk=day.pk).update(count=F("count") + count)


def _is_day(rows: QuerySet[Any], field: str) -> bool:
    kind: str = rows.model._meta.get_field(field).get_internal_type()
    return kind == "DateField"
