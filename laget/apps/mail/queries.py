"""Reads: the outbox, as each may see it."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, QuerySet

from laget.apps.accounts.models import Membership, Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.mail.models import Message
from laget.apps.mail.permissions import SEE_OUTBOX


def outbox_of(visitor: Visitor) -> QuerySet[Message]:
    """Return the mails that somebody may see, latest first.

    Those of the organisations where they may see the outbox; in the demonstration, which sends nothing, all.
    """
    seen = Message.objects.select_related("organisation").order_by("-pk")
    if settings.DEMO:
        return seen
    if not isinstance(visitor, User) or not visitor.is_active:
        return seen.none()
    roles = [role.value for role in SEE_OUTBOX.roles]
    mine = Membership.objects.filter(user=visitor, role__in=roles).values("organisation")
    return seen.filter(organisation__in=mine)


def may_read(visitor: Visitor, message: Message) -> bool:
    """Return whether the text of a mail that somebody sees in the outbox may be read by them.

    A mail with a code or a link to sign in with is read by its addressee alone.
    """
    if settings.DEMO or not message.private:
        return True
    return isinstance(visitor, User) and visitor.email.lower() == message.to.lower()


def mails_of_batch(organisation: Organisation, batch: str) -> QuerySet[Message]:
    """Return the mails that something that went to many became."""
    return Message.objects.filter(organisation=organisation, batch=batch)


def stuck_of(mails: QuerySet[Message]) -> QuerySet[Message]:
    """Return those of some mails that did not arrive, or may not have."""
    return mails.filter(state__in=[Message.State.FAILED, Message.State.DOUBTFUL]).order_by("pk")


def fates_of_batches(organisation: Organisation, batches: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return how many mails of each batch are in each state, by the batch; `gone` are sent, or shown."""
    found: dict[str, dict[str, int]] = {one: {"gone": 0} for one in batches}
    counted = (
        Message.objects.filter(organisation=organisation, batch__in=found)
        .values_list("batch", "state")
        .annotate(number=Count("pk"))
    )
    for batch, state, number in counted:
        found[batch][state] = number
        if state in {Message.State.SENT, Message.State.SHOWN}:
            found[batch]["gone"] += number
    return found
