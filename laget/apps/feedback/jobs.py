"""What is done with readers' answers in their time: deleting."""

from datetime import datetime

from laget.apps.accounts.actions import delete_due
from laget.apps.accounts.models import Retention
from laget.apps.feedback.models import Answer


def delete_old(now: datetime) -> int:
    """Delete the answers whose days are over by their organisation's decision; returns how many."""
    return delete_due(Retention.What.FEEDBACK, rows=Answer.objects.all(), since="on", now=now)
