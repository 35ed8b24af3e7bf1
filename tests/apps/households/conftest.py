"""What tests of households share: a region with somebody who composes in it, and a household."""

from typing import Any

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.households.actions import Content, Meant, compose_household
from laget.apps.households.models import Household
from laget.core.household import Filter, Person


def content(**more: Any) -> Content:
    given: dict[str, Any] = {
        "name": "Familjen Exempel",
        "area": "1315",
        "lives_on": "lön",
        "people": (Person(who="Mia", age=34), Person(who="Leo", age=6)),
        "follows": (Filter(address="indicator:i", group="women", text="därför"), Filter(address="element:e")),
        "meanings": (Meant(address="element:e", text="Det betyder mycket."),),
    }
    return Content(**(given | more))


@pytest.fixture
def halland(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")


@pytest.fixture
def strategist(halland: Organisation) -> User:
    user = User.objects.create_user("strateg@example.se", name="Stig Exempel")
    Membership.objects.create(organisation=halland, user=user, role=Role.STRATEGIST)
    return user


@pytest.fixture
def household(halland: Organisation) -> Household:
    return compose_household(halland, actor=None, content=content())
