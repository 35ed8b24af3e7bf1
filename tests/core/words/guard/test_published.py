"""Sentences in the manner of published follow-ups, by themselves and against the example region's edition."""

import csv
import re
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest
from ruamel.yaml import YAML

from laget.core.followup.edition import Edition, Used, compose
from laget.core.series import Observation, table
from laget.core.words.binding import Ground
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.fault import Fault
from laget.core.words.guard.figures import CellTable
from laget.core.words.guard.register import guarded
from laget.core.words.said import Language
from laget.core.words.tellings import tellings
from laget.data.sources.bundled import GROUPS
from laget.data.strategy_file import read_strategy


def of_file(name: str) -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name(name).read_text("utf-8"))
    return read


TABLE, REPORTS = of_file("published.yaml"), of_file("reports.yaml")
FAULTY = [*TABLE["example"]["faulty"], *REPORTS["faulty"]]
SOUND = [*TABLE["example"]["sound"], *REPORTS["sound"]]
DEMO = Path(__file__).parents[4] / "laget/demo"
BRACKETS = re.compile(r"\[\[|\]\]")
READ = ("edition", "tables")


def composed() -> tuple[Edition, dict[str, pa.Table]]:
    rows: dict[str, list[Observation]] = {}
    with (DEMO / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] != "prognos":
                value = float(row["värde"]) if row["värde"] else None
                one = Observation(
                    row["indikator"], row["regionkod"], row["period"], GROUPS[row["grupp"]], value
                )
                rows.setdefault(one.indicator, []).append(one)
    tables = {name: table(found) for name, found in rows.items()}
    used = {name: Used(figures=name, raw=()) for name in tables}
    document = read_strategy(DEMO / "strategy.yaml").document
    return compose(document, year=2026, method="destatis", used=used, tables=tables, before={}), tables


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The example region's edition."""
    return composed()[0]


@pytest.fixture(scope="module")
def grounds() -> dict[str, tuple[Ground, CellTable]]:
    """The example region's edition by itself, and with its whole tables."""
    edition, tables = composed()
    return {"edition": ground_of(edition), "tables": ground_of(edition, tables=tables)}


@pytest.mark.parametrize(("rule", "text"), TABLE["alone"]["faulty"], ids=lambda one: one[:60])
def test_a_faulty_sentence_is_stopped_by_itself(rule: str, text: str) -> None:
    assert rule in {fault.rule for fault in guarded(text)}


@pytest.mark.parametrize("text", TABLE["alone"]["sound"], ids=lambda one: one[:60])
def test_a_sound_sentence_passes_by_itself(text: str) -> None:
    assert guarded(text) == ()


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize(("rule", "text"), FAULTY, ids=lambda one: one[:60])
def test_a_faulty_sentence_is_stopped_by_the_example_regions_figures(
    grounds: dict[str, tuple[Ground, CellTable]], rule: str, text: str, read: str
) -> None:
    ground, cells = grounds[read]
    stopped = {fault.rule for fault in guarded(text, ground=ground, cells=cells)}
    assert rule in stopped or (rule == "stale" and "unbound" in stopped)


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("text", SOUND, ids=lambda one: one[:60])
def test_a_sound_sentence_passes_with_the_example_regions_figures(
    grounds: dict[str, tuple[Ground, CellTable]], text: str, read: str
) -> None:
    ground, cells = grounds[read]
    assert guarded(text, ground=ground, cells=cells) == ()


def test_a_row_of_a_table_is_read_under_its_heads(grounds: dict[str, tuple[Ground, CellTable]]) -> None:
    ground, cells = grounds["tables"]
    heads = "| Mål | 2015 | 2022 | Riket |\n| --- | ---: | ---: | ---: |\n"
    row = "| Eftergymnasial utbildning, % | 38,7 | 43,4 | 46,2 |\n"
    assert guarded(heads + row, ground=ground, cells=cells, language="sv") == ()
    faults = guarded(heads + row.replace("46,2", "49,9"), ground=ground, cells=cells, language="sv")
    assert [(one.rule, one.number) for one in faults] == [("unbound", "49,9")]


@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_told_passes_with_its_bindings_and_nearly_all_of_it_without_them(
    grounds: dict[str, tuple[Ground, CellTable]], edition: Edition, language: Language
) -> None:
    ground, cells = grounds["tables"]
    stopped: list[Fault] = []
    told = tellings(edition, language=language).values()
    for telling in told:
        for text in (telling.short, telling.middle, telling.long, telling.alternative):
            assert guarded(text.source, ground=ground, cells=cells, language=language) == ()
            plain = f"## {telling.title.text}\n\n{BRACKETS.sub('', text.text)}"
            stopped += guarded(plain, ground=ground, cells=cells, language=language)
    assert {fault.rule for fault in stopped} <= {"unbound"}
    assert len(stopped) <= len(told) // 5
