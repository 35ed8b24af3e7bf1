"""What is done with subscriptions in their time: those that nobody confirms vanish."""

from datetime import datetime, timedelta

from django.db import transaction

from laget.apps.accounts.actions import count_deleted
from laget.apps.accounts.models import Organisation, Retention
from laget.apps.mail.models import Message
from laget.apps.newsletter.actions.subscribing import about
from laget.apps.newsletter.models import Subscription

DAYS = 7  # at the latest, whatever is decided: without a consent there is no ground to keep the address


def delete_old(now: datetime) -> int:
    """Delete the addresses that nobody has confirmed, with the mails to them; returns how many.

    After the days of the decision on what nobody has confirmed, and after seven days at the latest.
    """
    gone = 0
    decided = {one.organisation_id: one for one in Retention.objects.filter(what=Retention.What.UNCONFIRMED)}
    old = Subscription.objects.filter(confirmed_at=None)
    for organisation in Organisation.objects.filter(pk__in=old.values("organisation")):
        known = decided.get(organisation.pk)
        days = min(known.days, DAYS) if known is not None else DAYS
        with transaction.atomic():
            due = list(
                old.filter(organisation=organisation, created__lt=now - timedelta(days=days)).order_by("pk")
            )
            keys = [about(one) for one in due]
            count, _rows = old.filter(pk__in=[one.pk for one in due]).delete()
            Message.objects.filter(organisation=organisation, about__in=keys).delete()
            if known is not None:
                count_deleted(known, count=count, now=now)
        gone += count
    return gone
