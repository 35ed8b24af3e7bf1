"""Who may do what with people: every action × role × own or other region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Retention, Role, User
from laget.apps.accounts.permissions import NotAllowed, Visitor
from laget.apps.audit.models import Entry
from laget.apps.people.actions import (
    change_roles,
    decide_retention,
    invite_person,
    withdraw_invitation,
    withdraw_retention,
)
from laget.apps.people.models import Invitation
from tests.apps.people.conftest import Join

pytestmark = pytest.mark.django_db
Act = Callable[[Organisation, Visitor], object]


def _invite(organisation: Organisation, actor: Visitor | None) -> object:
    return invite_person(
        organisation,
        actor=actor,
        email="ny@example.se",
        roles=[Role.READER],
        site="http://localhost",
        now=timezone.now(),
    )


def _withdraw(organisation: Organisation, actor: Visitor) -> object:
    _invite(organisation, None)
    invitation = Invitation.objects.get(organisation=organisation)
    withdraw_invitation(organisation, actor=actor, invitation=invitation.pk, now=timezone.now())
    return None


def _change_roles(organisation: Organisation, actor: Visitor) -> object:
    person = User.objects.create_user("nagon@example.se")
    change_roles(organisation, actor=actor, person=person, roles=[Role.ANALYST])
    return None


def _decide(organisation: Organisation, actor: Visitor | None) -> object:
    return decide_retention(
        organisation,
        actor=actor,
        what=Retention.What.MAIL,
        days=30,
        decision="RS 2026/1",
        decided=date(2026, 1, 1),
    )


def _withdraw_decision(organisation: Organisation, actor: Visitor) -> object:
    _decide(organisation, None)
    withdraw_retention(organisation, actor=actor, what=Retention.What.MAIL)
    return None


@dataclass(frozen=True)
class Case:
    """An action, the roles that have it, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    roles: frozenset[Role]
    call: Act


ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
CASES = (
    Case(invite_person, ADMINISTRATOR, _invite),
    Case(withdraw_invitation, ADMINISTRATOR, _withdraw),
    Case(change_roles, ADMINISTRATOR, _change_roles),
    Case(decide_retention, ADMINISTRATOR, _decide),
    Case(withdraw_retention, ADMINISTRATOR, _withdraw_decision),
)


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_their_own_region_and_is_recorded(
    halland: Organisation, other: Organisation, join: Join, case: Case, role: Role | None, own: bool
) -> None:
    name = case.action.__name__
    actor: Visitor = join(halland if own else other, role) if role is not None else AnonymousUser()
    if own and role in case.roles:
        case.call(halland, actor)
        assert Entry.objects.get(organisation=halland, action=name, actor_id=actor.pk)
    else:
        with pytest.raises(NotAllowed):
            case.call(halland, actor)
        assert not Entry.objects.filter(action=name, actor_id=actor.pk).exists()


@pytest.mark.parametrize("path", ["/halland/personer/", "/halland/gallring/"])
@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
def test_a_page_of_people_is_for_administrators_and_says_so_to_others(
    halland: Organisation, other: Organisation, join: Join, client: Client, path: str, role: Role, own: bool
) -> None:
    client.force_login(join(halland if own else other, role))
    answer = client.get(path)
    if own and role is Role.ADMINISTRATOR:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 403
        assert "kräver att du är administratör hos Exempelregionen" in answer.content.decode()


def test_a_stranger_is_told_which_role_it_takes_and_where_to_sign_in(
    client: Client, halland: Organisation
) -> None:
    answer = client.get("/en/halland/personer/")
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "This takes a role as administrator of The Example Region." in shown
    assert "/en/konto/login/?next=%2Fen%2Fhalland%2Fpersoner%2F" in shown


def test_an_invitation_of_another_region_is_not_withdrawn_by_its_number(
    halland: Organisation, other: Organisation, join: Join, client: Client
) -> None:
    _invite(halland, None)
    invitation = Invitation.objects.get()
    client.force_login(join(other, Role.ADMINISTRATOR))
    client.post(f"/annan/personer/inbjudan/{invitation.pk}/")
    invitation.refresh_from_db()
    assert invitation.expires > timezone.now()


def test_a_person_of_another_region_is_not_shown_by_their_number(
    halland: Organisation, other: Organisation, join: Join, client: Client
) -> None:
    stranger = join(other, Role.READER)
    client.force_login(join(halland, Role.ADMINISTRATOR))
    assert client.get(f"/halland/personer/{stranger.pk}/").status_code == 404
