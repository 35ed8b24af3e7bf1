"""Somebody who can sign in, and the mails that the sign-in writes."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
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
    return Organisation.objects.create(slug="provlan", name="Provregionen")


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


def code_of(secret: str) -> str:
    """Return what the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Send the sign-in form, and return where it leads."""
    answer = client.post("/konto/login/", {"login": user.email, "password": password})
    return answer.get("Location", "")


def protect(client: Client, user: User) -> str:
    """Set up two-factor as a person does, and return the key."""
    sign_in(client, user)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    page = client.get("/konto/2fa/totp/activate/").content.decode()
    key = re.search(r'id="authenticator_secret" type="text" value="(\w+)"', page)
    assert key is not None
    answer = client.post("/konto/2fa/totp/activate/", {"code": code_of(key[1])})
    assert answer.status_code == 302
    return key[1]
