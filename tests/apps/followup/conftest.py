"""A region with its strategy and figures, somebody with each role, and an edition being written."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.followup.actions import start_edition
from laget.apps.followup.models import EditionDraft
from laget.apps.strategy.actions import adopt_strategy
from laget.cli.home import writing
from laget.core.strategy.document import StrategyDocument
from laget.data.figures import store_at
from laget.demo.bundle import bring

YEAR = 2025
SLUG = "provlan"  # tests of pages have filled the example region beside this one
TEXT = "Andelen med eftergymnasial utbildning var {{eftergymnasial@13:2022}} procent 2022."


@pytest.fixture(scope="session")
def example() -> StrategyDocument:
    """The example region's strategy, its figures in the store; of its targets some, so that it is quick."""
    assert str(settings.HOME) == os.environ["LAGET_HOME"]
    document = bring(store_at(settings.STORE), at=datetime.now(UTC), writing=writing)
    kept = {"m-eftergymnasial", "m-vaxthusgaser-halmstad", "m-nystartade"}
    return document.model_copy(update={"targets": tuple(one for one in document.targets if one.id in kept)})


@pytest.fixture
def make_region(example: StrategyDocument) -> Callable[[], Organisation]:
    """Makes the example region with its strategy adopted."""

    def make() -> Organisation:
        organisation = Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")
        adopt_strategy(organisation, actor=None, document=example)
        return organisation

    return make


@pytest.fixture
def halland(make_region: Callable[[], Organisation], db: None) -> Organisation:
    """The example region with its strategy adopted."""
    return make_region()


@pytest.fixture
def draft(halland: Organisation) -> EditionDraft:
    """The edition of 2025 as it is begun."""
    return start_edition(halland, actor=None, year=YEAR)


def member(organisation: Organisation, role: Role, *, name: str = "") -> User:
    """Return somebody new with a role in an organisation."""
    user = User.objects.create_user(f"{name or role}@{organisation.slug}.example.se", name=name)
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user
