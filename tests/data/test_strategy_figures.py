"""A strategy against the files beside it and the figures in the store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from laget.core.series import Observation, table
from laget.core.words.said import Said
from laget.data.figures import key_of
from laget.data.sources.source import Answer, Tidy
from laget.data.store import Store
from laget.data.strategy_figures import figure_faults
from laget.data.strategy_file import PlacedFault, read_strategy

STRATEGY = """format: laget/1
region: {slug: halland, code: "13", name: Exempel}
strategy: {id: rus, version: 1, title: Exempel, period: {from: 2024}}
elements:
  - {id: liv, level: goal, title: Liv}
indicators:
  - id: folk
    title: Folkmängd
    unit: people
    better: higher
    source: {file: folk.csv, columns: {area: Region, period: År, value: Antal}}
  - {id: utb, title: Utbildning, unit: percent, better: higher, source: {publisher: kolada, kpi: N01982}}
targets:
  - {id: t1, element: liv, indicator: folk, form: change, by: +5%, base: 2005, year: 2030}
  - {id: t2, element: liv, indicator: utb, form: at_least, value: 50, base: 2005, year: 2030}
"""
FIGURES = "Region,År,Antal\nHallands län,2004,290000\nHallands län,2005,291000\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "strategi.yaml").write_text(STRATEGY, encoding="utf-8")
    (tmp_path / "folk.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> list[PlacedFault]:
    strategy = read_strategy(folder / "strategi.yaml")
    return list(figure_faults(strategy, store=Store(folder / "store")))


def test_figures_that_reach_back_to_the_base_year_are_well(folder: Path) -> None:
    assert told(folder) == []
    assert not (folder / "store").exists()


def test_a_file_that_is_not_there_is_told_at_the_indicator(folder: Path) -> None:
    (folder / "folk.csv").unlink()
    (fault,) = told(folder)

    assert (fault.line, fault.path) == (11, ("indicators", 0, "source", "file"))
    assert fault.said.sv == "folk.csv: filen finns inte"


def test_each_row_that_cannot_be_read_is_told_on_a_line_of_its_own(folder: Path) -> None:
    (folder / "folk.csv").write_text(FIGURES.replace("Hallands län", "Hallonds län"), encoding="utf-8")
    faults = told(folder)

    assert len(faults) == 2
    assert all("\n" not in fault.said.sv and "Hallonds" in fault.said.sv for fault in faults)
    assert all(fault.line == 11 for fault in faults)


def test_the_rows_of_a_file_are_told_in_their_own_order(folder: Path) -> None:
    rows = "".join(f"Hallonds län,{2000 + row},1\n" for row in range(12))
    (folder / "folk.csv").write_text("Region,År,Antal\n" + rows, encoding="utf-8")

    assert [fault.said.en.split(",")[1] for fault in told(folder)] == [f" row {row + 2}" for row in range(12)]


def test_a_base_year_before_the_figures_of_a_file_is_told_at_the_target(folder: Path) -> None:
    (folder / "folk.csv").write_text(
        FIGURES.replace("2004", "2006").replace("2005", "2007"), encoding="utf-8"
    )
    (fault,) = told(folder)

    assert (fault.line, fault.path) == (14, ("targets", 0, "base"))
    assert "börjar 2006" in fault.said.sv


def test_a_base_year_before_the_figures_in_the_store_is_told_at_the_target(folder: Path) -> None:
    strategy = read_strategy(folder / "strategi.yaml").document
    store = Store(folder / "store")
    tidy = Tidy(
        table=table([Observation("utb", "13", "2010", value=40.0)]),
        answers=(Answer(request="GET kolada", body=b"{}"),),
        publisher="Kolada",
        source=Said(sv="Källa: Kolada", en="Source: Kolada"),
        worked=Said(sv="Källa: Kolada", en="Source: Kolada"),
    )
    now = datetime(2025, 1, 1, tzinfo=UTC)
    with store.writing(holder="test", since=now, wait=1.0, waiting=lambda _: None) as writer:
        writer.keep(key_of(strategy, strategy.indicator("utb")), tidy, at=now)
    (fault,) = told(folder)

    assert (fault.line, fault.path) == (15, ("targets", 1, "base"))
    assert "begin in 2010" in fault.said.en
