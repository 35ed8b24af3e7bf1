"""Roles: given, taken, and the last administrator who cannot leave."""

import pytest
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.people.actions import LastAdministrator, change_roles, close_account
from tests.apps.people.conftest import Join

pytestmark = pytest.mark.django_db


def roles(user: User, organisation: Organisation) -> set[str]:
    return set(Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True))


def test_roles_are_given_and_taken_and_the_log_says_which(
    halland: Organisation, join: Join, client: Client
) -> None:
    administrator, person = join(halland, Role.ADMINISTRATOR), join(halland, Role.READER, Role.ANALYST)
    client.force_login(administrator)
    client.post(f"/halland/personer/{person.pk}/", {"roles": ["analyst", "strategist"]})
    assert roles(person, halland) == {"analyst", "strategist"}
    entry = Entry.objects.get(action="change_roles")
    assert (entry.subject, entry.actor_id) == (f"user:{person.pk}", administrator.pk)
    assert entry.detail == {"given": ["strategist"], "taken": ["reader"]}


def test_saving_the_same_roles_changes_and_logs_nothing(halland: Organisation, join: Join) -> None:
    person = join(halland, Role.READER)
    change_roles(halland, actor=None, person=person, roles=[Role.READER])
    assert not Entry.objects.exists()


def test_the_last_administrator_cannot_be_removed(halland: Organisation, join: Join, client: Client) -> None:
    administrator = join(halland, Role.ADMINISTRATOR)
    client.force_login(administrator)
    answer = client.post(f"/halland/personer/{administrator.pk}/", {"roles": ["reader"]})
    assert "måste ha minst en administratör" in answer.content.decode()
    assert roles(administrator, halland) == {"administrator"}


def test_a_closed_account_does_not_count_as_the_other_administrator(
    halland: Organisation, join: Join
) -> None:
    administrator = join(halland, Role.ADMINISTRATOR)
    closed = join(halland, Role.ADMINISTRATOR, name="closed")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(LastAdministrator):
        change_roles(halland, actor=None, person=administrator, roles=[])


def test_the_last_administrator_cannot_close_the_account(halland: Organisation, join: Join) -> None:
    administrator = join(halland, Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        close_account(administrator)
    assert User.objects.filter(pk=administrator.pk).exists()
