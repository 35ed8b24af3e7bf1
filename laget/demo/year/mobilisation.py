"""Mobilisations of the example region, read from their file and put there; doing it twice does no harm."""

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.mobilisation.actions import (
    Chair,
    Decision,
    Did,
    Group,
    Met,
    Question,
    Reason,
    TakenOn,
    add_mobilisation,
    add_platform,
    decide_mobilisations,
    hand_outcome,
    write_outcome,
)
from laget.apps.mobilisation.models import Mobilisation, Outcome, Platform

PARTS = ("slug", "grounds", "answers")
PLATFORM_PARTS = ("slug", "seats", "meetings", "deeds", "undertakings")


def fill_mobilisation(organisation: Organisation) -> None:
    """Put the example's questions, decision, platforms and outcomes into a region; what is there is left."""
    text = (files("laget.demo.year") / "mobilisation.yaml").read_text("utf-8")
    rows = YAML(typ="safe").load(text)
    known = {one.slug: one for one in Mobilisation.objects.filter(organisation=organisation)}
    for row in rows["mobilisations"]:
        if row["slug"] not in known:
            known[row["slug"]] = _put(organisation, row)
    _decide(organisation, dict(rows["decision"]), known)
    there = set(Platform.objects.filter(organisation=organisation).values_list("slug", flat=True))
    for row in rows["platforms"]:
        if row["slug"] not in there:
            _put_platform(organisation, row)
    told = set(Outcome.objects.filter(organisation=organisation).values_list("mobilisation__slug", "year"))
    for row in rows["outcomes"]:
        if (row["mobilisation"], row["year"]) not in told:
            outcome = write_outcome(
                organisation,
                actor=None,
                mobilisation=known[row["mobilisation"]],
                year=row["year"],
                text=row["text"],
            )
            hand_outcome(organisation, actor=None, outcome=outcome)


def _put(organisation: Organisation, row: dict[str, Any]) -> Mobilisation:
    wanted = Question(
        **{key: value for key, value in row.items() if key not in PARTS},
        grounds=tuple(Reason(**one) for one in row["grounds"]),
        answers=tuple(sorted(row.get("answers", ()))),
    )
    return add_mobilisation(organisation, actor=None, wanted=wanted, slug=row["slug"])


def _decide(organisation: Organisation, given: dict[str, Any], known: dict[str, Mobilisation]) -> None:
    chosen = [known[slug] for slug in given.pop("chosen")]
    waiting = [(one, None) for one in chosen if one.state == Mobilisation.State.PROPOSED]
    if waiting:
        decide_mobilisations(organisation, actor=None, decision=Decision(**given), chosen=waiting)


def _put_platform(organisation: Organisation, row: dict[str, Any]) -> None:
    wanted = Group(
        **{key: value for key, value in row.items() if key not in PLATFORM_PARTS},
        public=True,
        seats=tuple(Chair(**one) for one in row["seats"]),
        meetings=tuple(Met(**one) for one in row["meetings"]),
        deeds=tuple(Did(**one) for one in row["deeds"]),
        undertakings=tuple(TakenOn(**one) for one in row["undertakings"]),
    )
    add_platform(organisation, actor=None, wanted=wanted, slug=row["slug"])
