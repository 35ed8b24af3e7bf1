"""The page on how sure a verdict is: its worked examples are run, and its tables drawn anew."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from laget.core.followup.doubt import doubts
from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Case, Kind
from laget.core.followup.odds import odds, past_hits
from laget.core.followup.target import Judgeable
from laget.core.series import Series

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/methods/chance.md"
BLOCK = re.compile(r"^```odds\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    dict(line.split(": ", 1) for line in block.splitlines())
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
]
NAMES = [f"{one['kind']}-{number}" for number, one in enumerate(EXAMPLES)]
INPUT = {"source", "figures", "unit", "kind", "value", "year", "better", "id", "low_end", "high_end"}


def figures(example: dict[str, str]) -> dict[int, float]:
    pairs = (pair.split() for pair in example["figures"].split(","))
    return {int(year): float(value) for year, value in pairs}


def case(example: dict[str, str]) -> Case:
    def number(name: str) -> float | None:
        return float(example[name]) if name in example else None

    kind, values = Kind[example["kind"].upper()], figures(example)
    return Case(
        years=tuple(values),
        values=tuple(values.values()),
        kind=kind,
        way=0 if kind is Kind.CORRIDOR else {"higher": 1, "lower": -1}[example["better"]],
        threshold=number("value"),
        year=int(example["year"]) if "year" in example else None,
        low=number("low_end"),
        high=number("high_end"),
    )


def told(example: dict[str, str]) -> dict[str, str | float]:
    """Return everything that a block may promise."""
    one = case(example)
    (found,) = odds([one], ids=[example["id"]])
    if found is None:
        return {"odds": "none"}
    many = len(one.years)
    series = Series(one.years, one.values, ("",) * many, (None,) * many, tuple(map(str, one.years)))
    target = Judgeable(case=one, series=series, own=True, same_unit=True)
    (doubt,) = doubts([target], units=[example["unit"]], method=METHODS["destatis"])
    return {
        "for": found.year,
        "low": found.low,
        "projected": found.projected,
        "high": found.high,
        "chance": found.chance,
        "hits": f"{found.held} of {found.of}",
        "methods": ", ".join(f"{name} {reach}" for name, reach in doubt.methods.items()),
        "hair": " ".join(doubt.hair),
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_what_a_worked_example_promises_comes_out(example: dict[str, str]) -> None:
    answers = told(example)
    promised = {name: text for name, text in example.items() if name not in INPUT}
    assert promised
    for name, text in promised.items():
        answer = answers[name]
        if isinstance(answer, str):
            assert answer == text, name
        else:
            digits = len(text.partition(".")[2])
            assert answer == pytest.approx(float(text), abs=0.5 * 10**-digits + 1e-12), name


def test_the_figures_are_those_that_were_published(real: Path) -> None:
    wanted = {(*one["source"].split()[1:], year) for one in EXAMPLES for year in figures(one)}
    published: dict[tuple[str, str, int], float] = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (place := (row["kpi"], row["municipality"], row["period"])) in wanted:
                published[place] = row["value"]
    for example in EXAMPLES:
        _, kpi, area = example["source"].split()
        for year, value in figures(example).items():
            assert published[kpi, area, year] == value, (kpi, area, year)


def test_on_official_figures_it_holds_as_often_as_the_limits_say(real: Path) -> None:
    series: dict[tuple[str, str], dict[int, float]] = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["gender"] == "T" and row["value"] is not None:
                series.setdefault((row["kpi"], row["municipality"]), {})[row["period"]] = row["value"]
    years = np.array(sorted({year for known in series.values() for year in known}))
    values = np.full((len(series), len(years)), np.nan)
    for place, known in enumerate(series.values()):
        values[place, np.searchsorted(years, list(known))] = list(known.values())

    def held(ahead: float) -> float:
        hits, of = past_hits(years, values, ahead=np.full(len(values), ahead))
        return 100 * float(hits.sum()) / float(of.sum())

    said = f"{len(series):,} yearly series from Kolada the interval, made in every earlier year, "
    said += f"held {held(1):.0f} times in 100 one year ahead and {held(5):.0f} times in 100 five years ahead"
    assert said in " ".join(PAGE.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def table(tool: Callable[[str], ModuleType]) -> ModuleType:
    """The program that writes the tables."""
    return tool("make_chance_table")


def test_the_tables_on_the_page_are_those_that_are_drawn(table: ModuleType) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert table.BEGIN in written
    assert written == table.page(written)


def test_the_interval_holds_75_to_85_times_in_100(table: ModuleType) -> None:
    for length in table.LENGTHS:
        for ahead in table.AHEAD:
            assert 0.75 <= table.coverage(length, ahead) <= 0.85, (length, ahead)


def test_of_targets_given_70_in_100_are_reached_60_to_80(table: ModuleType) -> None:
    bins, held = table.calibration()
    for one in bins:
        assert one.targets >= 100
        assert one.reached == pytest.approx(one.given, abs=0.1), one
    about_70 = [one for one in bins if one.low in {0.6, 0.7}]
    assert len(about_70) == 2
    many = sum(one.targets for one in about_70)
    assert 0.6 <= sum(one.reached * one.targets for one in about_70) / many <= 0.8
    assert 0.75 <= held <= 0.85
