"""Somebody who can sign in, and the mails that the sign-in writes."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from pytest_django import Settings

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.mail.models import Message

PASSWORD = "en-ganska-lang-fras-9"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    """Forget how often earlier tests have tried to sign in."""
    cache.clear()


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


@pytest.fixture
def stig(organisation: Organisation) -> User:
    """A strategist with a password."""
    user = User.objects.create_user("stig@example.se", PASSWORD, name="Stig")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Membership.objects.create(organisation=organisation, user=user, role=Role.STRATEGIST)
    return user


@pytest.fixture
def outbox(settings: Settings) -> None:
    """Let mails be rows, as they are in the site."""
    settings.EMAIL_BACKEND = "laget.apps.mail.actions.OutboxBackend"


def in_mail(pattern: str) -> str:
    """Return what is found in the latest mail."""
    found = re.search(pattern, Message.objects.latest("pk").text)
    assert found is not None, Message.objects.latest("pk").text
    return found[1]
