"""A region with a proposed question and a platform, for the tests of the mobilisations' actions."""

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.mobilisation.actions import Group, Question, Reason, add_mobilisation, add_platform
from laget.apps.mobilisation.models import Mobilisation, Platform

GAP = Reason(address="target:m-unga", text="Gapet är stort.")


def proposed(region: Organisation, title: str = "Hur når vi alla unga?") -> Mobilisation:
    """Propose a question with one gap that speaks for it."""
    wanted = Question(title=title, first_year=2025, last_year=2028, grounds=(GAP,))
    return add_mobilisation(region, actor=None, wanted=wanted)


def standing(region: Organisation, title: str = "Ungas plattform") -> Platform:
    """Make a platform."""
    return add_platform(region, actor=None, wanted=Group(title=title, since=2010, public=True))


@pytest.fixture
def region(db: None) -> Organisation:
    """A region without anything."""
    return Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
