"""What tests of the forum share: a region with somebody who makes its events."""

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from tests.apps.mail.conftest import postbox as postbox


@pytest.fixture
def halland(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")


@pytest.fixture
def communicator(halland: Organisation) -> User:
    user = User.objects.create_user("kommunikator@example.se", name="Kim Exempel")
    Membership.objects.create(organisation=halland, user=user, role=Role.COMMUNICATOR)
    return user
