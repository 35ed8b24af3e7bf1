"""Who may do what: a permission names the roles that have it, in the organisation that it concerns."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.core.words.said import Refusal, Said

Visitor = User | AnonymousUser


class NotAllowed(Refusal):
    """Somebody asked for what their roles in the organisation do not give."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What may be done, and by which roles."""

    name: str
    roles: frozenset[Role]


def permission(name: str, *roles: Role) -> Permission:
    """Return a permission that these roles have; an administrator has every one."""
    return Permission(name, frozenset({Role.ADMINISTRATOR, *roles}))


MANAGE_PEOPLE = permission("manage_people")


def may(user: Visitor, organisation: Organisation, asked: Permission) -> bool:
    """Return whether somebody has a permission in an organisation; a sign-in alone gives none."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Membership.objects.filter(
        user=user, organisation=organisation, role__in=[role.value for role in asked.roles]
    ).exists()


def any_of(names: list[str], word: str) -> str:
    """Return names as a sentence lists them: a, b or c."""
    return f" {word} ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])


def require(user: Visitor, organisation: Organisation, asked: Permission) -> None:
    """Let somebody with a permission pass; raises NotAllowed for everybody else."""
    if may(user, organisation, asked):
        return
    names = [ROLE_NAMES[role] for role in sorted(asked.roles)]
    sv, en = any_of([one.sv for one in names], "eller"), any_of([one.en for one in names], "or")
    raise NotAllowed(
        Said(
            f"Det här kräver att du är {sv} hos {organisation.name}.",
            f"This takes a role as {en} of {organisation.name_en or organisation.name}.",
        )
    )


ROLE_NAMES = {
    Role.ADMINISTRATOR: Said("administratör", "administrator"),
    Role.STRATEGIST: Said("strateg", "strategist"),
    Role.ANALYST: Said("analytiker", "analyst"),
    Role.COMMUNICATOR: Said("kommunikatör", "communicator"),
    Role.FACILITATOR: Said("samtalsledare", "facilitator"),
    Role.READER: Said("läsare", "reader"),
}
