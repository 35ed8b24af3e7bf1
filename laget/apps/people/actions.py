"""Writes: people are invited, given roles and relieved of them; accounts are closed; retention is decided."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from laget.apps.accounts.models import Membership, Organisation, Retention, Role, User
from laget.apps.accounts.permissions import ROLE_NAMES, Visitor, require
from laget.apps.audit.actions import record
from laget.apps.mail.actions import write_mail
from laget.apps.people.models import Invitation
from laget.apps.people.permissions import CHANGE_ROLES, DECIDE_RETENTION, INVITE_PERSON
from laget.apps.people.queries import invitation_at, kept_as
from laget.core.words.said import Refusal, Said

DAYS = 14  # that an invitation can be answered
PRESSED_TWICE = timedelta(minutes=1)  # the same invitation so soon again is the same press


class LastAdministrator(Refusal):
    """Somebody whose leaving would leave an organisation without an administrator."""


class NoRoles(Refusal):
    """An invitation to nothing."""


class NotOpen(Refusal):
    """An invitation that is answered, withdrawn or too old, or is somebody else's."""


class InvitedAlready(Refusal):
    """The same invitation was sent a moment ago."""


def invite_person(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    email: str,
    roles: Collection[Role],
    site: str,
    now: datetime,
) -> str:
    """Invite an address to an organisation by mail, and return the link that the mail holds.

    `site` is the address of the installation without a slash at the end. An earlier open invitation to the
    same address is withdrawn. Raises NotAllowed, NoRoles, InvitedAlready, BadMail.
    """
    if actor is not None:
        require(actor, organisation, INVITE_PERSON)
    if not roles:
        raise NoRoles(Said("Välj minst en roll.", "Choose at least one role."))
    token = secrets.token_urlsafe(32)
    named = sorted(role.value for role in roles)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
        earlier = Invitation.objects.filter(
            organisation=organisation, email__iexact=email, answered__isnull=True
        )
        lately = earlier.filter(expires__gt=now, created__gt=now - PRESSED_TWICE)
        if actor is not None and any(one.roles == named for one in lately):
            raise InvitedAlready(
                Said(
                    "Samma inbjudan skickades nyss till den adressen.",
                    "The same invitation was sent to that address a moment ago.",
                )
            )
        earlier.update(expires=now)
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email.lower(),
            roles=named,
            token=kept_as(token),
            created=now,
            expires=now + timedelta(days=DAYS),
        )
        link = site + reverse("invitation", args=[token])
        write_mail(
            organisation,
            to=email.lower(),
            subject=gettext("You are invited to %(organisation)s in Läget") % {"organisation": organisation},
            text=gettext(
                "You are invited to work with %(organisation)s in Läget.\n\n"
                "Open the link to accept. It can be used once, within %(days)s days:\n\n%(link)s\n\n"
                "If you did not expect this you need do nothing."
            )
            % {"organisation": organisation, "days": DAYS, "link": link},
            about=f"invitation:{invitation.pk}",
            private=True,
        )
        record(
            organisation,
            actor=actor,
            action="invite_person",
            subject=f"invitation:{invitation.pk}",
            detail={"roles": named},
        )
    return link


def withdraw_invitation(
    organisation: Organisation, *, actor: Visitor | None, invitation: int, now: datetime
) -> None:
    """Make an invitation's link lead nowhere; raises NotAllowed, NotOpen."""
    if actor is not None:
        require(actor, organisation, INVITE_PERSON)
    with transaction.atomic():
        waiting = Invitation.objects.filter(
            pk=invitation, organisation=organisation, answered__isnull=True, expires__gt=now
        )
        if not waiting.update(expires=now):
            raise not_open()
        record(organisation, actor=actor, action="withdraw_invitation", subject=f"invitation:{invitation}")


def accept_invitation(
    token: str, *, now: datetime, user: User | None = None, name: str = "", password: str | None = None
) -> User:
    """Answer an invitation, once: its roles are given to the person with its address, who is returned.

    `user` is the one who is signed in. Somebody new gets an account with `name` and, unless they only
    want codes by mail, `password`. Somebody who has an account must be signed in to it. Raises NotOpen.
    """
    invitation = invitation_at(token, now=now)
    if invitation is None:
        raise not_open()
    known = User.objects.filter(email__iexact=invitation.email).first()
    if (known or user) and (user is None or known is None or known.pk != user.pk):
        raise NotOpen(
            Said(
                "Inbjudan gäller en annan adress än kontots. Logga in med det konto som har adressen.",
                "The invitation is for another address. Sign in to the account that has the address.",
            )
        )
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, answered__isnull=True).update(answered=now):
            raise not_open()
        person = known or User.objects.create_user(invitation.email, password, name=name)
        if known is None:
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        for role in invitation.roles:
            Membership.objects.get_or_create(
                organisation=invitation.organisation, user=person, role=Role(role).value
            )
        record(
            invitation.organisation,
            actor=person,
            action="accept_invitation",
            subject=f"invitation:{invitation.pk}",
            detail={"roles": invitation.roles},
        )
    return person


def not_open() -> NotOpen:
    """Return the refusal of a link that leads nowhere any longer."""
    return NotOpen(
        Said(
            "Inbjudan är redan besvarad, återkallad eller för gammal. Be den som bjöd in om en ny.",
            "The invitation is answered, withdrawn or too old. Ask whoever invited you for a new one.",
        )
    )


def change_roles(
    organisation: Organisation, *, actor: Visitor | None, person: User, roles: Collection[Role]
) -> None:
    """Let somebody have exactly these roles; raises NotAllowed, LastAdministrator."""
    if actor is not None:
        require(actor, organisation, CHANGE_ROLES)
    wanted = {role.value for role in roles}
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        mine = Membership.objects.filter(organisation=organisation, user=person)
        had = set(mine.values_list("role", flat=True))
        if Role.ADMINISTRATOR.value in had - wanted:
            _keep_an_administrator(organisation, leaving=person)
        mine.filter(role__in=had - wanted).delete()
        for role in sorted(wanted - had):
            Membership.objects.create(organisation=organisation, user=person, role=role)
        if had != wanted:
            record(
                organisation,
                actor=actor,
                action="change_roles",
                subject=f"user:{person.pk}",
                detail={"given": sorted(wanted - had), "taken": sorted(had - wanted)},
            )


def _keep_an_administrator(organisation: Organisation, *, leaving: User) -> None:
    others = Membership.objects.filter(organisation=organisation, role=Role.ADMINISTRATOR.value)
    if not others.filter(user__is_active=True).exclude(user=leaving).exists():
        name = ROLE_NAMES[Role.ADMINISTRATOR]
        raise LastAdministrator(
            Said(
                f"{organisation.name} måste ha minst en {name.sv}. Ge rollen till någon annan först.",
                f"{organisation.name_en or organisation.name} must have an {name.en}. "
                "Give the role to somebody else first.",
            )
        )


def close_account(user: User) -> None:
    """Forget somebody: name and address go; documents and the log keep a number that is nobody's.

    Raises LastAdministrator.
    """
    places = list(Organisation.objects.filter(memberships__user=user).distinct().order_by("pk"))
    with transaction.atomic():
        for place in Organisation.objects.select_for_update().filter(pk__in=[one.pk for one in places]):
            if Membership.objects.filter(
                organisation=place, user=user, role=Role.ADMINISTRATOR.value
            ).exists():
                _keep_an_administrator(place, leaving=user)
            record(place, actor=user, action="close_account", subject=f"user:{user.pk}")
        user.delete()


def decide_retention(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    what: Retention.What,
    days: int,
    decision: str,
    decided: date,
) -> Retention:
    """Keep a decision on how long something is kept, in place of an earlier one. Raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, DECIDE_RETENTION)
    with transaction.atomic():
        kept, _ = Retention.objects.update_or_create(
            organisation=organisation,
            what=what.value,
            defaults={"days": days, "decision": decision, "decided": decided},
        )
        record(
            organisation,
            actor=actor,
            action="decide_retention",
            subject=f"retention:{what.value}",
            detail={"days": days, "decision": decision, "decided": decided.isoformat()},
        )
    return kept


def withdraw_retention(organisation: Organisation, *, actor: Visitor | None, what: Retention.What) -> None:
    """Let a decision hold no longer: nothing of its kind is deleted. Raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, DECIDE_RETENTION)
    with transaction.atomic():
        gone, _ = Retention.objects.filter(organisation=organisation, what=what.value).delete()
        if gone:
            record(organisation, actor=actor, action="withdraw_retention", subject=f"retention:{what.value}")
