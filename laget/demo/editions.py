"""The example region's published editions: judged on the bundled figures, with invented texts."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.queries import document_of, editions_of
from laget.apps.followup.queries.drafts import sections_handed
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of as strategy_of
from laget.core.followup.account import Written
from laget.data.editions import edition_from
from laget.data.figures import store_at
from laget.data.yaml_text import plain_values

METHOD = "destatis"


def publish_editions(organisation: Organisation, *, version: StrategyVersion, store: Path) -> None:
    """Publish the editions of `editions.yaml`, oldest first; those that are published already are left."""
    text = (files("laget.demo") / "editions.yaml").read_text(encoding="utf-8")
    for given in plain_values(text).value:
        published = editions_of(organisation)
        if any(row.year == int(given["year"]) for row in published):
            continue
        edition = edition_from(
            store_at(store),
            strategy_of(version),
            year=int(given["year"]),
            method=METHOD,
            previous=document_of(published[0]) if published else None,
            written=_written(organisation, given),
        )
        noon = datetime.fromisoformat(f"{given['published']}T12:00").replace(
            tzinfo=ZoneInfo("Europe/Stockholm")
        )
        keep_edition(organisation, actor=None, version=version, edition=edition, at=noon)


def _written(organisation: Organisation, given: dict[str, Any]) -> Written:
    """Return the texts of an edition and what has been handed to it, its signers by their ids here."""
    people = dict(User.objects.values_list("email", "pk"))
    accounts = {
        element: account
        | {
            "appraisal": account["appraisal"]
            | {
                "signed": [
                    {"person": people[one["email"]], "day": one["day"]}
                    for one in account["appraisal"]["signed"]
                ]
            }
        }
        for element, account in given["accounts"].items()
    }
    sections = [
        {"address": one.address, "kind": one.kind, "title": one.title, "text": one.text}
        for one in sections_handed(organisation, year=int(given["year"]))
    ]
    told = {"introduction": given["introduction"], "accounts": accounts, "sections": sections}
    return Written.model_validate(told)
