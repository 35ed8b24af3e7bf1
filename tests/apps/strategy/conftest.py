"""An organisation with an adopted strategy, and somebody with each role in it."""

from collections.abc import Callable
from importlib.resources import as_file, files

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.strategy.actions import adopt_strategy
from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import read_strategy

SLUG = "provregionen"


@pytest.fixture(scope="session")
def example() -> StrategyDocument:
    """The example region's strategy as another region's, since the example itself may be in the database."""
    with as_file(files("laget.demo")) as folder:
        document = read_strategy(folder / "strategy.yaml").document
    return document.model_copy(update={"region": document.region.model_copy(update={"slug": SLUG})})


@pytest.fixture
def make_region(example: StrategyDocument) -> Callable[[], Organisation]:
    """Make the example region with its strategy adopted."""

    def make() -> Organisation:
        organisation = Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")
        adopt_strategy(organisation, actor=None, document=example)
        return organisation

    return make


@pytest.fixture
def halland(make_region: Callable[[], Organisation], db: None) -> Organisation:
    """The example region with its strategy adopted."""
    return make_region()


def member(organisation: Organisation, role: Role, *, name: str = "") -> User:
    """Return somebody new with a role in an organisation."""
    user = User.objects.create_user(f"{name or role}@{organisation.slug}.example.se", name=name)
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def strategist(halland: Organisation) -> User:
    """A strategist of the example region."""
    return member(halland, Role.STRATEGIST)
