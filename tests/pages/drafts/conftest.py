"""The example region with a strategist signed in and a draft begun."""

from datetime import date

import pytest
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.strategy.actions import start_draft
from laget.apps.strategy.queries import draft_of, drafted
from laget.core.strategy.document import StrategyDocument


@pytest.fixture
def strategist(region: Organisation) -> User:
    """Somebody who may edit."""
    user = User.objects.create_user("skriver@example.se", name="Siv Skrivare")
    Membership.objects.create(organisation=region, user=user, role=Role.STRATEGIST)
    return user


@pytest.fixture
def editor(strategist: User, client: Client) -> Client:
    """A browser in which the strategist is signed in."""
    client.force_login(strategist)
    return client


@pytest.fixture
def draft(region: Organisation, strategist: User) -> StrategyDocument:
    """The draft as it begins."""
    return drafted(start_draft(region, actor=strategist, today=date(2026, 11, 20)))


def now(organisation: Organisation) -> StrategyDocument:
    """Return the draft as it is."""
    found = draft_of(organisation)
    assert found is not None
    return drafted(found)
