"""Signals of the example region, read from their file and put there; doing it twice does no harm."""

from datetime import date
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.evidence.models import Evidence
from laget.apps.horizon.actions import (
    Parts,
    Scanned,
    hand_selection,
    keep_signal,
    scan_signals,
    select_signals,
)
from laget.apps.horizon.models import Drive, Selected, Signal, SignalSource, SignalStep, Touch
from laget.core.horizon.steps import moment

PART_KEYS = ("touches", "driven_by", "steps", "sources", "years")


def fill_horizon(organisation: Organisation) -> None:
    """Put the example's signals, scans and selections into a region; what is there already is left."""
    text = (files("laget.demo.year") / "horizon.yaml").read_text("utf-8")
    rows = YAML(typ="safe").load(text)
    known = {one.slug: one for one in Signal.objects.filter(organisation=organisation)}
    years: dict[int, list[Scanned]] = {}
    for row in rows["signals"]:
        if row["slug"] in known:
            continue
        known[row["slug"]] = signal = _put(organisation, row, known)
        for year, found in row["years"].items():
            years.setdefault(year, []).append(Scanned(signal=signal, **found))
    for year in sorted(years):
        scan_signals(organisation, actor=None, year=year, found=years[year])
    done = set(Selected.objects.filter(organisation=organisation).values_list("year", "purpose"))
    for one in rows["selections"]:
        if (one["year"], one["purpose"]) not in done:
            select_signals(
                organisation,
                actor=None,
                year=one["year"],
                purpose=one["purpose"],
                chosen=[(known[each["signal"]], each["why"]) for each in one["chosen"]],
            )
            if one["purpose"] == Selected.Purpose.EDITION:
                hand_selection(organisation, actor=None, year=one["year"])


def _put(organisation: Organisation, row: dict[str, Any], known: dict[str, Signal]) -> Signal:
    first = min(row["years"])
    stands = row["years"][first]
    told = {key: value for key, value in row.items() if key not in PART_KEYS}
    parts = Parts(
        touches=[Touch(**one) for one in row["touches"]],
        drives=[Drive(**one | {"driver": known[one["driver"]]}) for one in row.get("driven_by", ())],
        steps=[_step(one) for one in row.get("steps", ())],
        sources=[_source(organisation, one) for one in row.get("sources", ())],
    )
    written = Signal(organisation=organisation, strength=stands["strength"], soon=stands["soon"], **told)
    return keep_signal(organisation, actor=None, written=written, parts=parts, today=date(first, 3, 1))


def _step(one: dict[str, Any]) -> SignalStep:
    when = moment(one["when"])
    assert when is not None  # noqa: S101 - the example's own file
    return SignalStep(on=when.on, exact=when.exact, title=one["title"], done=one.get("done", False))


def _source(organisation: Organisation, one: dict[str, Any]) -> SignalSource:
    if "evidence" in one:
        piece = Evidence.objects.get(organisation=organisation, slug=one["evidence"])
        return SignalSource(evidence=piece)
    return SignalSource(**one)
