"""The example's figures: official ones as they were published, with their source, and one invented series."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from laget.core.areas import COUNTIES
from laget.core.series import Observation, checked
from laget.core.strategy.document import FileSource, StrategyDocument

ROOT = Path(__file__).resolve().parents[2]
Rows = list[dict[str, str]]


def test_the_file_is_what_the_tool_makes_of_the_real_figures(
    folder: Path, real: Path, tmp_path: Path
) -> None:
    made = tmp_path / "figures.csv"
    tool = ROOT / "tools" / "make_demo_figures.py"
    subprocess.run([sys.executable, str(tool), str(real), "--out", str(made)], check=True)

    assert made.read_bytes() == (folder / "figures.csv").read_bytes()


def test_every_indicator_of_both_versions_has_figures_and_nothing_else_has(
    rows: Rows, current: StrategyDocument, previous: StrategyDocument
) -> None:
    indicators = {indicator.id for version in (current, previous) for indicator in version.indicators}

    assert {row["indikator"] for row in rows} == indicators


def test_every_row_says_whose_figure_it_is(rows: Rows) -> None:
    assert [
        row for row in rows if not row["källa"].startswith(("Kolada ", "SCB ", "prognos", "påhittad"))
    ] == []


def test_the_figures_pass_the_door(rows: Rows, current: StrategyDocument) -> None:
    units = {indicator.id: indicator.unit for indicator in current.indicators}
    observations = [
        Observation(
            row["indikator"],
            row["regionkod"],
            row["period"],
            row["grupp"],
            float(row["värde"]) if row["värde"] else None,
        )
        for row in rows
    ]

    assert len(checked(observations, units=units)) == len(rows)


def test_a_figure_is_left_out_only_where_none_was_published(rows: Rows) -> None:
    assert {row["status"] for row in rows if row["värde"]} == {"utfall", "prognos"}
    assert {row["status"] for row in rows if not row["värde"]} == {"saknas"}


def test_an_invented_series_is_wholly_invented_and_marked(rows: Rows, current: StrategyDocument) -> None:
    marks = defaultdict(set)
    for row in rows:
        marks[row["indikator"]].add((row["påhittad"], row["källa"].startswith("påhittad")))
    invented = {indicator.id for indicator in current.indicators if indicator.invented}

    assert invented
    for indicator, found in marks.items():
        mark = "ja" if indicator in invented else "nej"
        assert found == {(mark, mark == "ja")}, indicator


def test_years_after_the_last_outcome_are_a_forecast(rows: Rows, current: StrategyDocument) -> None:
    last = {
        indicator.id: indicator.source.outcomes_to
        for indicator in current.indicators
        if isinstance(indicator.source, FileSource) and indicator.source.outcomes_to is not None
    }
    forecasts = {row["indikator"] for row in rows if row["status"] == "prognos"}

    assert forecasts == last.keys()
    for row in rows:
        if row["indikator"] in last:
            assert (row["status"] == "prognos") == (int(row["period"]) > last[row["indikator"]])


def test_an_ended_series_says_so(rows: Rows) -> None:
    ended = {(row["indikator"], row["upphörde"]) for row in rows if row["upphörde"]}

    assert ended == {("helhetsintryck-primarvard", "2024")}


@pytest.mark.parametrize("indicator", ["fortroende-sjukvarden", "hjartinfarkt", "arbetsloshet"])
def test_ranks_have_all_counties(rows: Rows, indicator: str) -> None:
    areas = {row["regionkod"] for row in rows if row["indikator"] == indicator}

    assert {county.code for county in COUNTIES} <= areas


def test_unemployment_by_birth_region_is_real_for_the_country_and_dalarna_only(rows: Rows) -> None:
    found = {
        (row["regionkod"], row["grupp"]) for row in rows if row["indikator"] == "arbetsloshet-fodelseregion"
    }

    assert found == {(area, group) for area in ("00", "20") for group in ("inrikes född", "utrikes född")}
