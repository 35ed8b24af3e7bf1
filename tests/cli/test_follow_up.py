"""`laget follow-up`: what it writes, what it refuses, and that it leaves nothing half-written."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Replay

DEMO = Path(__file__).resolve().parents[2] / "laget/demo"
EXAMPLE = DEMO / "strategy.yaml"


@pytest.mark.parametrize("method", ["destatis", "statcan", "un_progress", "eurostat", "theil_sen"])
def test_every_method_judges_the_example(laget: Run, bundled: Path, tmp_path: Path, method: str) -> None:
    out = tmp_path / "ut"
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", out, "--method", method)
    assert result.exit_code == 0, result.stderr
    edition = json.loads((out / "edition.json").read_text(encoding="utf-8"))
    assert edition["method"] == method
    rows = list(csv.DictReader((out / "verdicts.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["target"] for row in rows] == [target["id"] for target in edition["strategy"]["targets"]]
    assert all((row["reach"] == "not_judged") == bool(row["reason"]) for row in rows)
    assert len({row["reach"] for row in rows}) >= 4
    assert laget("verify", out / "edition.json").exit_code == 0


def test_travel_is_the_same_whatever_method_gives_the_reach(
    laget: Run, bundled: Path, tmp_path: Path
) -> None:
    travels = []
    for method in ("destatis", "eurostat", "theil_sen"):
        laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path, "--method", method)
        rows = csv.DictReader((tmp_path / "verdicts.csv").read_text(encoding="utf-8").splitlines())
        travels.append([row["travel"] for row in rows])
    assert travels[0] == travels[1] == travels[2]


def test_periods_after_the_edition_s_year_are_not_seen(laget: Run, bundled: Path, tmp_path: Path) -> None:
    laget("follow-up", EXAMPLE, "--year", "2020", "--out", tmp_path)
    rows = list(csv.DictReader((tmp_path / "verdicts.csv").read_text(encoding="utf-8").splitlines()))
    years = [int(row["value_year"]) for row in rows if row["value_year"]]
    assert years
    assert max(years) == 2020


def test_no_clock_no_path_and_no_version_is_in_an_edition(laget: Run, bundled: Path, tmp_path: Path) -> None:
    laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path)
    written = (tmp_path / "edition.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in written
    assert "fetched" not in written
    assert written.endswith("}\n")
    assert ": " not in json.dumps(json.loads(written), separators=(",", ":"), ensure_ascii=True)[:200]


def test_the_example_goes_from_the_publishers_to_a_verified_edition(
    laget: Run, replay: Replay, tmp_path: Path
) -> None:
    assert laget("check", EXAMPLE).exit_code == 0
    refreshed = laget("refresh", EXAMPLE)
    assert refreshed.exit_code == 0, refreshed.stderr
    laget("preflight", EXAMPLE)
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path / "ut")
    assert result.exit_code == 0, result.stderr
    assert laget("verify", tmp_path / "ut/edition.json").exit_code == 0
    assert "Inga äldre siffror har ändrats" in laget("revisions", EXAMPLE).stdout


def test_the_publishers_and_the_bundled_figures_give_the_same_verdicts(
    laget: Run, replay: Replay, bundled: Path, tmp_path: Path
) -> None:
    store = tmp_path / "lager"
    assert laget("refresh", EXAMPLE, "--store", store).exit_code == 0
    laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path / "ut", "--store", store)
    fetched, demo = tmp_path / "ut/verdicts.csv", bundled / "demo/verdicts.csv"
    assert fetched.read_text(encoding="utf-8") == demo.read_text(encoding="utf-8")


@pytest.mark.parametrize("vintage", ["00000000", "kort", "", "../../../etc/passwd"])
def test_a_vintage_that_is_not_there_is_refused(
    laget: Run, bundled: Path, tmp_path: Path, vintage: str
) -> None:
    out = tmp_path / "ut"
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", out, "--vintage", vintage)
    assert result.exit_code == 1
    assert not out.exists()


def test_an_unknown_method_is_refused_by_naming_those_there_are(
    laget: Run, bundled: Path, tmp_path: Path
) -> None:
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path, "--method", "gissning")
    assert result.exit_code == 1
    assert "gissning" in result.stderr
    assert "theil_sen" in result.stderr


def test_an_empty_store_says_what_to_do(laget: Run, tmp_path: Path) -> None:
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path / "ut")
    assert result.exit_code == 1
    assert "laget refresh" in result.stderr
    assert not (tmp_path / "ut").exists()


def test_a_bad_strategy_is_refused_with_its_line(laget: Run, tmp_path: Path) -> None:
    bad = tmp_path / "strategi.yaml"
    bad.write_text(EXAMPLE.read_text(encoding="utf-8").replace("form: rank, at_most: 3", "form: rang", 1))
    result = laget("follow-up", bad, "--year", "2026", "--out", tmp_path / "ut")
    assert result.exit_code == 1
    assert f"{bad}:" in result.stderr
    assert "rang" in result.stderr


def test_an_edition_that_cannot_be_written_leaves_nothing(laget: Run, bundled: Path, tmp_path: Path) -> None:
    out = tmp_path / "fil"
    out.write_text("ingen mapp")
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", out)
    assert result.exit_code == 1
    assert str(out) in result.stderr
    assert out.read_text() == "ingen mapp"


def test_the_vintage_that_was_judged_can_be_named_again_after_a_change_of_strategy(
    laget: Run, bundled: Path, tmp_path: Path, home: Path
) -> None:
    fewer = tmp_path / "strategi.yaml"
    fewer.write_text(
        """
format: laget/1
region: {slug: halland, code: "13", name: Hallands län}
strategy: {id: s, version: 1, title: Prov, decision: {body: nämnden, date: 2024-01-01}, period: {from: 2016}}
elements: [{id: vard, level: outcome, title: Vård}]
indicators:
  - {id: vardtillfallen, title: Vårdtillfällen, unit: per_100000, better: lower, source: {publisher: kolada, kpi: N70808}}
targets:
  - {id: m, element: vard, indicator: vardtillfallen, form: at_most, value: 11500, year: 2030}
""",  # noqa: E501 - as a person writes it
        encoding="utf-8",
    )
    first = laget("follow-up", fewer, "--year", "2026", "--out", tmp_path / "ett")
    assert first.exit_code == 0, first.stderr
    vintage = json.loads((tmp_path / "ett/edition.json").read_text(encoding="utf-8"))["vintage"]
    again = laget("follow-up", fewer, "--year", "2026", "--out", tmp_path / "två", "--vintage", vintage[:8])
    assert again.exit_code == 0, again.stderr
    written = [(tmp_path / name / "edition.json").read_bytes() for name in ("ett", "två")]
    assert written[0] == written[1]


def test_why_a_target_cannot_be_judged_names_the_groups_and_the_first_areas(
    laget: Run, replay: Replay, tmp_path: Path
) -> None:
    strategy = tmp_path / "strategi.yaml"
    strategy.write_text(
        """
format: laget/1
region: {slug: halland, code: "13", name: Hallands län}
strategy: {id: s, version: 1, title: Prov, decision: {body: nämnden, date: 2024-01-01}, period: {from: 2016}}
elements: [{id: e, level: outcome, title: Mål}]
indicators:
  - {id: a, title: Andel, unit: percent, better: higher, source: {publisher: kolada, kpi: N01982}}
targets:
  - {id: m, element: e, indicator: a, form: smaller_gap, groups: [women, men], value: 1, year: 2030}
  - {id: n, element: e, indicator: a, form: better_than, areas: ["19", "20", "21", "22", "23"], year: 2030}
""",
        encoding="utf-8",
    )
    assert laget("refresh", strategy).exit_code == 0
    told = " ".join(laget("follow-up", strategy, "--year", "2025", "--out", tmp_path / "ut").stdout.split())
    assert "kvinnor, män" in told
    assert "Västmanlands län" in told
    assert "1 till" in told
    assert "Jämtlands" not in told
