"""What tests of the newsletter share: a region, and addresses that have asked for its letters."""

from datetime import UTC, datetime

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.newsletter.models import Subscription

NOW = datetime(2031, 3, 4, 8, tzinfo=UTC)


@pytest.fixture
def halland(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")


def subscriber(organisation: Organisation, email: str, *, language: str = "sv") -> Subscription:
    """Return an address that has asked for the letters and confirmed it."""
    return Subscription.objects.create(
        organisation=organisation,
        email=email,
        language=language,
        nonce=f"n{email.partition('@')[0]}".ljust(32, "x"),
        created=NOW,
        confirmed_at=NOW,
    )
