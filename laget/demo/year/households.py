"""Households of the example region, read from their file and put there; doing it twice does no harm."""

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.households.actions import Content, Meant, compose_household
from laget.apps.households.models import Household
from laget.core.household import Filter, Person

PARTS = ("slug", "people", "follows", "meanings")


def fill_households(organisation: Organisation) -> None:
    """Put the example's households into a region; what is there already is left as it is."""
    known = set(Household.objects.filter(organisation=organisation).values_list("slug", flat=True))
    rows = YAML(typ="safe").load((files("laget.demo.year") / "households.yaml").read_text("utf-8"))
    for place, row in enumerate(rows):
        if row["slug"] not in known:
            _put(organisation, row, place)


def _put(organisation: Organisation, row: dict[str, Any], place: int) -> None:
    content = Content(
        **{key: value for key, value in row.items() if key not in PARTS},
        place=place,
        public=True,
        people=tuple(Person(who=who, age=age) for who, age in row["people"].items()),
        follows=tuple(Filter(**one) for one in row["follows"]),
        meanings=tuple(Meant(**one) for one in row["meanings"]),
    )
    compose_household(organisation, actor=None, content=content, slug=row["slug"])
