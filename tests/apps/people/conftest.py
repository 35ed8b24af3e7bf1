"""Two organisations and people with roles in them."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress

from laget.apps.accounts.models import Membership, Organisation, Role, User

PASSWORD = "en-ganska-lang-fras-9"  # noqa: S105 - of nobody
Join = Callable[..., User]


@pytest.fixture
def halland(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen", name_en="The Example Region")


@pytest.fixture
def other(db: None) -> Organisation:
    return Organisation.objects.create(slug="annan", name="En annan region")


@pytest.fixture
def join(db: None) -> Join:
    """Make somebody with roles in an organisation, who can sign in."""

    def made(organisation: Organisation, *roles: Role, name: str = "") -> User:
        called = name or "-".join(role.value for role in roles)
        user = User.objects.create_user(f"{called}@{organisation.slug}.example.se", PASSWORD, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        for role in roles:
            Membership.objects.create(organisation=organisation, user=user, role=role)
        return user

    return made
