"""Initiatives of the example region, read from their file and put there; doing it twice does no harm."""

from datetime import date
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.initiatives.actions import Noted, add_initiative, note_progress
from laget.apps.initiatives.models import Initiative
from laget.core.coverage import Stay
from laget.core.initiatives import Described, Hoped, Milestone, Partner, Sum

PARTS = ("slug", "partners", "places", "money", "milestones", "hopes", "serves", "log")


def fill_initiatives(organisation: Organisation) -> None:
    """Put the example's initiatives into a region; what is there already is left as it is."""
    known = set(Initiative.objects.filter(organisation=organisation).values_list("slug", flat=True))
    for row in YAML(typ="safe").load((files("laget.demo.year") / "initiatives.yaml").read_text("utf-8")):
        if row["slug"] not in known:
            _put(organisation, row)


def _put(organisation: Organisation, row: dict[str, Any]) -> None:
    wanted = Described(
        **{key: _plain(value) for key, value in row.items() if key not in PARTS},
        public=True,
        invented=True,
        partners=tuple(Partner(**one) for one in row.get("partners", ())),
        places=tuple(
            Stay(area=area, joined=years[0], left=next(iter(years[1:]), None))
            for area, years in row.get("places", {}).items()
        ),
        money=tuple(Sum(**one) for one in row.get("money", ())),
        milestones=tuple(Milestone(**one) for one in row.get("milestones", ())),
        serves=tuple(row.get("serves", ())),
        hopes=tuple(Hoped(**one) for one in row.get("hopes", ())),
    )
    initiative = add_initiative(organisation, actor=None, wanted=wanted, slug=row["slug"])
    for one in row.get("log", ()):
        on: date = one["on"]
        noted = Noted(
            on=on,
            kind=one["kind"],
            text=one["text"],
            count=one.get("count"),
            counted=one.get("counted", ""),
        )
        note_progress(organisation, actor=None, initiative=initiative, noted=noted)


def _plain(value: Any) -> Any:
    """Return a text without the line break that ends it in the file."""
    return value.strip() if isinstance(value, str) else value
