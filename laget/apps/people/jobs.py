"""What is done with invitations in their time: deleting."""

from datetime import datetime

from django.db.models import Q

from laget.apps.accounts.actions import delete_due
from laget.apps.accounts.models import Retention
from laget.apps.people.models import Invitation


def delete_old(now: datetime) -> int:
    """Delete the invitations whose days are over by their organisation's decision; returns how many."""
    done = Invitation.objects.filter(Q(answered__isnull=False) | Q(expires__lt=now))
    return delete_due(Retention.What.INVITATION, rows=done, since="expires", now=now)
