"""Somebody who asks to be forgotten: all that an address leads to, in the forum and in the newsletter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.erasing import Found, erase_person, held_by
from laget.apps.newsletter.actions.subscribing import end
from laget.apps.newsletter.models import Subscription


@dataclass(frozen=True, slots=True)
class Everywhere:
    """How much is held about somebody: in the forum, and whether they get the newsletter."""

    forum: Found
    subscriptions: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is held."""
        return self.forum.is_nothing and not self.subscriptions


def found_of(organisation: Organisation, *, email: str, name: str) -> Everywhere:
    """Return how much is held about an address, and about a name among those who come along."""
    subscribed = Subscription.objects.filter(organisation=organisation, email__iexact=email.strip())
    return Everywhere(held_by(organisation, email=email, name=name), subscribed.count())


def forget_everywhere(
    organisation: Organisation, *, actor: Visitor | None, email: str, name: str, now: datetime
) -> None:
    """Delete all of it at once; raises NotAllowed."""
    with transaction.atomic():
        erase_person(organisation, actor=actor, email=email, name=name, now=now)
        for one in Subscription.objects.filter(organisation=organisation, email__iexact=email.strip()):
            end(one)
