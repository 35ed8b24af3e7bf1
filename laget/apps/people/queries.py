"""Reads: who takes part in an organisation, and who is invited."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from laget.apps.accounts.models import Deletion, Membership, Organisation, Retention, Role, User
from laget.apps.people.models import Invitation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with at least one role in an organisation."""

    user: User
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing, and the decision on how long it is kept, where there is one."""

    what: Retention.What
    retention: Retention | None


def people_of(organisation: Organisation) -> list[Person]:
    """Return everybody with a role, by name, each with their roles in the order of the roles."""
    found: dict[int, tuple[User, set[str]]] = {}
    for one in Membership.objects.filter(organisation=organisation).select_related("user"):
        found.setdefault(one.user_id, (one.user, set()))[1].add(one.role)
    people = [
        Person(user, tuple(role for role in Role if role.value in roles)) for user, roles in found.values()
    ]
    return sorted(people, key=lambda person: (str(person.user).casefold(), person.user.pk))


def roles_by_organisation(user: User) -> list[tuple[Organisation, tuple[Role, ...]]]:
    """Return the organisations where somebody has roles, with the roles."""
    found: dict[int, tuple[Organisation, set[str]]] = {}
    mine = Membership.objects.filter(user=user).select_related("organisation").order_by("organisation__name")
    for one in mine:
        found.setdefault(one.organisation_id, (one.organisation, set()))[1].add(one.role)
    return [(place, tuple(role for role in Role if role.value in roles)) for place, roles in found.values()]


def open_invitations(organisation: Organisation, *, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations that can still be answered, latest first."""
    return Invitation.objects.filter(
        organisation=organisation, answered__isnull=True, expires__gt=now
    ).order_by("-pk")


def kept_as(token: str) -> str:
    """Return what is kept of an invitation's token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_at(token: str, *, now: datetime) -> Invitation | None:
    """Return the invitation that a link leads to, None where it is answered, expired or of nobody."""
    found = Invitation.objects.select_related("organisation").filter(
        token=kept_as(token), answered__isnull=True, expires__gt=now
    )
    return found.first()


def retentions_of(organisation: Organisation) -> list[Kept]:
    """Return each kind of thing that can be deleted, with its decision."""
    decided = {one.what: one for one in Retention.objects.filter(organisation=organisation)}
    return [Kept(what, decided.get(what.value)) for what in Retention.What]


def deletions_of(organisation: Organisation) -> QuerySet[Deletion]:
    """Return how many have been deleted, day by day, latest first."""
    return Deletion.objects.filter(organisation=organisation)[:100]
