"""Who may do what: roles count in their own organisation only."""

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import MANAGE_PEOPLE, NotAllowed, may, permission, require

pytestmark = pytest.mark.django_db
WRITE = permission("write", Role.STRATEGIST)


@pytest.fixture
def halland() -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


def member(organisation: Organisation, role: Role) -> User:
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.mark.parametrize("role", Role)
def test_a_permission_is_had_by_its_roles_and_by_administrators(halland: Organisation, role: Role) -> None:
    user = member(halland, role)
    assert may(user, halland, WRITE) is (role in {Role.STRATEGIST, Role.ADMINISTRATOR})
    assert may(user, halland, MANAGE_PEOPLE) is (role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", Role)
def test_a_role_in_one_organisation_is_nothing_in_another(halland: Organisation, role: Role) -> None:
    other = Organisation.objects.create(slug="annan", name="En annan region")
    assert not may(member(other, role), halland, WRITE)


def test_a_stranger_is_told_which_roles_it_takes(halland: Organisation) -> None:
    with pytest.raises(NotAllowed) as refused:
        require(AnonymousUser(), halland, WRITE)
    assert (
        refused.value.said.sv == "Det här kräver att du är administratör eller strateg hos Exempelregionen."
    )


def test_an_administrator_of_the_installation_has_no_role_in_a_region(halland: Organisation) -> None:
    assert not may(User.objects.create_superuser("admin@example.se"), halland, WRITE)


def test_a_closed_account_may_nothing(halland: Organisation) -> None:
    user = member(halland, Role.STRATEGIST)
    user.is_active = False
    user.save()
    assert not may(user, halland, WRITE)
