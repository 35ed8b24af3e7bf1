"""Invitations: by mail, for one address, once, for a time."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.mail.models import Message
from laget.apps.people.actions import NotOpen, accept_invitation, invite_person
from laget.apps.people.models import Invitation
from tests.apps.people.conftest import PASSWORD, Join

pytestmark = pytest.mark.django_db


def invited(organisation: Organisation, email: str = "ny@example.se", *roles: Role) -> str:
    """Invite, and return the token of the link."""
    link = invite_person(
        organisation,
        actor=None,
        email=email,
        roles=roles or [Role.STRATEGIST],
        site="http://testserver",
        now=timezone.now(),
    )
    return link.rstrip("/").rpartition("/")[2]


def test_somebody_new_is_invited_by_mail_and_comes_in(
    halland: Organisation, join: Join, client: Client
) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    sent = client.post("/halland/personer/", {"email": "Ny@Example.se", "roles": ["strategist", "analyst"]})
    assert sent.status_code == 302
    client.logout()
    mail = Message.objects.get(to="ny@example.se")
    link = re.search(r"http://testserver(/konto/inbjudan/\S+)", mail.text)
    assert link is not None
    assert "strateg, analytiker" in client.get(link[1]).content.decode().replace(
        "analytiker, strateg", "strateg, analytiker"
    )
    answer = client.post(link[1], {"name": "Nils Ny", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    person = User.objects.get(email="ny@example.se")
    assert set(Membership.objects.filter(user=person).values_list("role", flat=True)) == {
        "strategist",
        "analyst",
    }
    assert "Nils Ny" in client.get("/konto/").content.decode()
    assert client.get(link[1]).status_code == 410
    assert Entry.objects.filter(action="accept_invitation", actor_id=person.pk).exists()


def test_the_link_is_kept_nowhere_but_in_its_mail(halland: Organisation) -> None:
    token = invited(halland)
    assert token not in Invitation.objects.get().token
    assert Message.objects.get().private


def test_a_weak_password_is_refused_beside_its_field(halland: Organisation, client: Client) -> None:
    token = invited(halland)
    answer = client.post(f"/konto/inbjudan/{token}/", {"name": "N", "password": "kort", "again": "kort"})
    assert answer.status_code == 200
    assert "id_password_error" in answer.content.decode()
    assert not User.objects.exists()


def test_without_a_password_somebody_signs_in_by_code(halland: Organisation) -> None:
    person = accept_invitation(invited(halland), now=timezone.now(), name="Nils")
    assert not person.has_usable_password()


def test_an_old_invitation_leads_nowhere(halland: Organisation) -> None:
    token = invited(halland)
    with pytest.raises(NotOpen):
        accept_invitation(token, now=timezone.now() + timedelta(days=15), name="Nils")


def test_a_new_invitation_takes_the_place_of_an_earlier_one(halland: Organisation) -> None:
    first, second = invited(halland), invited(halland)
    with pytest.raises(NotOpen):
        accept_invitation(first, now=timezone.now(), name="Nils")
    assert accept_invitation(second, now=timezone.now(), name="Nils")


def test_whoever_has_an_account_signs_in_to_answer(
    halland: Organisation, other: Organisation, join: Join, client: Client
) -> None:
    person = join(other, Role.READER)
    path = f"/konto/inbjudan/{invited(halland, person.email)}/"
    assert client.get(path)["Location"].startswith("/konto/login/")
    client.force_login(person)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert Membership.objects.filter(user=person, organisation=halland, role="strategist").exists()


def test_an_invitation_is_not_answered_by_somebody_else(
    halland: Organisation, other: Organisation, join: Join, client: Client
) -> None:
    client.force_login(join(other, Role.READER))
    path = f"/konto/inbjudan/{invited(halland)}/"
    assert client.post(path).status_code == 410
    assert not Membership.objects.filter(organisation=halland).exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_as_often_for_three_people_as_for_one(
    halland: Organisation,
    join: Join,
    client: Client,
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(people):
        join(halland, Role.READER, Role.ANALYST, name=f"p{number}")
        invited(halland, f"ny{number}@example.se")
    client.force_login(join(halland, Role.ADMINISTRATOR))
    client.get("/halland/personer/")
    with django_assert_num_queries(ASKED):
        assert client.get("/halland/personer/").status_code == 200


ASKED = 9  # session and its renewal, person, organisation, permission, people, invitations
