"""A region with an adopted strategy and an initiative, and another region."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.initiatives.actions import add_initiative
from laget.apps.initiatives.models import Initiative
from laget.apps.strategy.actions import adopt_strategy
from laget.core.coverage import Stay
from laget.core.initiatives import Described, Hoped, Milestone, Partner, Sum
from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import read_strategy

SLUG = "insatsregionen"
WANTED = Described(
    title="Lots till arbete",
    owner="En kommun",
    status="running",
    starts=date(2024, 1, 1),
    ends=date(2026, 12, 31),
    partners=(Partner(name="Högskolan", role="utvärderar"),),
    places=(Stay(area="1380", joined=2024), Stay(area="1278", joined=2025)),
    money=(Sum(kind="eu", source="ESF+", amount=4_500_000),),
    milestones=(Milestone(title="Första lotsen", due=date(2024, 6, 30), reached=date(2024, 7, 2)),),
    serves=("alla-unga-med",),
    hopes=(Hoped(indicator="unga-utanfor", area="1380", by=-1.5, since=2023, until=2027),),
)


@pytest.fixture(scope="session")
def example() -> StrategyDocument:
    """The example region's strategy as another region's, since the example itself may be in the database."""
    with as_file(files("laget.demo")) as folder:
        document = read_strategy(folder / "strategy.yaml").document
    return document.model_copy(update={"region": document.region.model_copy(update={"slug": SLUG})})


@pytest.fixture
def region(example: StrategyDocument, db: None) -> Organisation:
    """A region with an adopted strategy."""
    organisation = Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")
    adopt_strategy(organisation, actor=None, document=example)
    return organisation


@pytest.fixture
def other(db: None) -> Organisation:
    """Another region."""
    return Organisation.objects.create(slug="annan-insatsregion", name="En annan region", area="20")


@pytest.fixture
def lots(region: Organisation) -> Initiative:
    """An initiative of the region."""
    return add_initiative(region, actor=None, wanted=WANTED)


Join = Callable[[Organisation, Role], User]


@pytest.fixture
def join(db: None) -> Join:
    """Make somebody with a role in an organisation."""

    def made(organisation: Organisation, role: Role) -> User:
        user = User.objects.create_user(f"{role.value}@{organisation.slug}.example.se")
        Membership.objects.create(organisation=organisation, user=user, role=role)
        return user

    return made


def other_than(**changes: object) -> Described:
    """Return the initiative described otherwise."""
    return replace(WANTED, **changes)  # type: ignore[arg-type]
