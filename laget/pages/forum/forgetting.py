"""Somebody who asks to be forgotten: all that an address leads to, in the forum and in the newsletter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.erasing import Found, along_called, erase_person, give_own, held_by
from laget.apps.forum.models import Companion
from laget.apps.newsletter.actions.subscribing import end
from laget.apps.newsletter.models import Subscription
from laget.pages.forum.mentioned import Mention, mentions_of


@dataclass(frozen=True, slots=True)
class Everywhere:
    """How much is held about somebody: in the forum, and whether they get the newsletter."""

    forum: Found
    subscriptions: int
    along: list[Companion]
    mentions: list[Mention]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is held that is deleted here."""
        return self.forum.is_nothing and not self.subscriptions


def found_of(organisation: Organisation, *, email: str, name: str) -> Everywhere:
    """Return how much is held about an address, and about a name among those who come along."""
    subscribed = Subscription.objects.filter(organisation=organisation, email__iexact=email.strip())
    return Everywhere(
        held_by(organisation, email=email, name=name),
        subscribed.count(),
        list(along_called(organisation, name)),
        mentions_of(organisation, name),
    )


def all_of(
    organisation: Organisation, *, actor: Visitor | None, email: str, name: str, along: Collection[int]
) -> dict[str, Any]:
    """Return all that is held about an address and a name, ready to be written as JSON; raises NotAllowed."""
    subscribed = Subscription.objects.filter(organisation=organisation, email__iexact=email.strip())
    return {
        **give_own(organisation, actor=actor, email=email, name=name, along=along),
        "newsletter": [
            {"email": one.email, "language": one.language, "since": one.created.isoformat()}
            for one in subscribed
        ],
        "mentioned": [one.title for one in mentions_of(organisation, name)],
    }


def forget_everywhere(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    email: str,
    name: str,
    along: Collection[int] | None = None,
    now: datetime,
) -> None:
    """Delete all of it at once; raises NotAllowed."""
    with transaction.atomic():
        erase_person(organisation, actor=actor, email=email, name=name, along=along, now=now)
        for one in Subscription.objects.filter(organisation=organisation, email__iexact=email.strip()):
            end(one)
