"""A person's own account: all that is held can be had, and a person can be forgotten."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.audit.actions import record
from laget.apps.audit.models import Entry
from laget.apps.mail.actions import write_mail
from laget.apps.mail.models import Message
from tests.apps.people.conftest import PASSWORD, Join

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> None:
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})


def test_the_account_shows_who_i_am_and_what_i_am_where(
    halland: Organisation, other: Organisation, join: Join, client: Client
) -> None:
    person = join(halland, Role.STRATEGIST, name="Stig")
    Membership.objects.create(organisation=other, user=person, role=Role.ADMINISTRATOR)
    client.force_login(person)
    shown = client.get("/konto/").content.decode()
    for word in ("Stig", person.email, "strateg", "/halland/arbete/", "/annan/arbete/"):
        assert word in shown
    assert "/halland/personer/" not in shown


def test_a_name_is_changed(halland: Organisation, join: Join, client: Client) -> None:
    person = join(halland, Role.READER)
    client.force_login(person)
    client.post("/konto/", {"name": "Lo Ny"})
    person.refresh_from_db()
    assert person.name == "Lo Ny"


def test_all_that_is_held_is_given_out_and_nothing_of_others_or_secret(
    halland: Organisation, join: Join, client: Client
) -> None:
    person, other = join(halland, Role.READER, name="Lo"), join(halland, Role.ANALYST, name="Anna")
    write_mail(halland, to=person.email.upper(), subject="Till Lo", text="Text till Lo")
    write_mail(halland, to=other.email, subject="Till Anna", text="Text till Anna")
    record(halland, actor=person, action="looked", subject="version:1")
    record(halland, actor=other, action="looked", subject="version:2")
    client.force_login(person)
    answer = client.get("/konto/uppgifter.json")
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)
    assert held["accounts.User"][0]["email"] == person.email
    assert [one["role"] for one in held["accounts.Membership"]] == ["reader"]
    assert [one["text"] for one in held["mail.Message"]] == ["Text till Lo"]
    assert len(held["audit.Entry"]) == 1
    assert held["account.EmailAddress"][0]["email"] == person.email
    assert "Anna" not in answer.content.decode()
    assert person.password not in answer.content.decode()


def test_a_stranger_gets_nothing(client: Client, halland: Organisation) -> None:
    assert client.get("/konto/uppgifter.json").status_code == 302


def test_a_forgotten_person_is_gone_by_name_and_a_number_in_the_log(
    halland: Organisation, join: Join, client: Client
) -> None:
    person = join(halland, Role.READER, name="Lo")
    record(halland, actor=person, action="wrote", subject="version:1")
    sign_in(client, person)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert client.get("/konto/avsluta/").status_code == 200
    assert client.post("/konto/avsluta/").status_code == 200
    assert User.objects.filter(pk=person.pk).exists()
    assert client.post("/konto/avsluta/", {"sure": "on"}).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()
    assert set(Entry.objects.values_list("actor_id", flat=True)) == {person.pk}
    assert client.get("/konto/").status_code == 302
    again = User.objects.create_user("ny@example.se")
    assert again.pk > person.pk


def test_closing_an_account_asks_for_the_password_again(
    halland: Organisation, join: Join, client: Client
) -> None:
    person = join(halland, Role.READER)
    client.force_login(person)
    assert "/konto/reauthenticate/" in client.get("/konto/avsluta/")["Location"]


def test_signing_out_everywhere_ends_every_session_but_this(
    halland: Organisation, join: Join, client: Client
) -> None:
    person, elsewhere = join(halland, Role.READER), Client()
    sign_in(client, person)
    sign_in(elsewhere, person)
    assert elsewhere.get("/konto/").status_code == 200
    client.post("/konto/logga-ut-overallt/")
    assert client.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302


def test_my_mails_are_listed_in_the_demonstration(
    halland: Organisation, join: Join, client: Client, settings: object
) -> None:
    person = join(halland, Role.READER)
    write_mail(halland, to=person.email, subject="Till mig", text="Hej")
    client.force_login(person)
    assert "Till mig" not in client.get("/konto/").content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "Till mig" in client.get("/konto/").content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("places", [1, 3])
def test_the_account_asks_as_often_for_three_organisations_as_for_one(
    halland: Organisation,
    join: Join,
    client: Client,
    places: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = join(halland, Role.ADMINISTRATOR)
    for number in range(1, places):
        place = Organisation.objects.create(slug=f"plats{number}", name=f"Plats {number}")
        Membership.objects.create(organisation=place, user=person, role=Role.ADMINISTRATOR)
    client.force_login(person)
    client.get("/konto/")
    with django_assert_num_queries(ASKED):
        assert client.get("/konto/").status_code == 200


ASKED = 7  # session and its renewal, person, roles, two-factor
