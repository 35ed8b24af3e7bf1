"""`laget check`, as it is run."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from laget.cli.check import check
from laget.core.strategy.schema import schema

ROOT = Path(__file__).resolve().parents[2]
STRATEGY = """format: laget/1
region: {slug: halland, code: "13", name: Exempel}
strategy: {id: rus, version: 1, title: Exempel, period: {from: 2024}}
elements:
  - {id: liv, level: goal, title: Liv}
"""
app = typer.Typer()
app.command()(check)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of the test's own, in Swedish."""
    monkeypatch.setenv("LAGET_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LAGET_LANGUAGE", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def written(folder: Path, text: str) -> Path:
    file = folder / "strategi.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_strategy_that_follows_the_format_is_told_in_one_line(tmp_path: Path) -> None:
    file = written(tmp_path, STRATEGY)
    result = run(file)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{file}: följer formatet; 1 element, 0 indikatorer, 0 mål, 0 länkar.\n"


def test_every_fault_is_a_line_on_standard_error_and_the_exit_code_is_1(tmp_path: Path) -> None:
    file = written(
        tmp_path, STRATEGY.replace("level: goal", "level: gaol").replace("slug: halland", "slug: Hå")
    )
    result = run(file)

    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [f"{file}:2", "region.slug"],
        [f"{file}:5", "elements[0].level"],
    ]


def test_it_speaks_english_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")

    assert "follows the format; 1 element, 0 indicators" in run(written(tmp_path, STRATEGY)).stdout
    assert run(tmp_path / "none.yaml").stderr.endswith("there is no such file; correct the path\n")


def test_a_warning_is_told_and_stops_nothing(tmp_path: Path) -> None:
    result = run(written(tmp_path, STRATEGY.replace('"13"', "13")))

    assert result.exit_code == 0
    assert ":2: varning: region.code: 13 är en kod" in result.stderr
    assert "följer formatet" in result.stdout


def test_a_missing_file_of_figures_is_a_fault(tmp_path: Path) -> None:
    source = "{file: folk.csv, columns: {area: a, period: b, value: c}}"
    indicator = f"indicators:\n  - {{id: f, title: F, unit: people, better: none, source: {source}}}\n"
    result = run(written(tmp_path, STRATEGY + indicator))

    assert result.exit_code == 1
    assert ":7: indicators[0].source.file: folk.csv: filen finns inte" in result.stderr


def test_json_holds_every_fault_in_both_languages(tmp_path: Path) -> None:
    file = written(tmp_path, STRATEGY.replace("level: goal", "level: gaol").replace('"13"', "13"))
    result = run(file, "--json")
    report = json.loads(result.stdout)

    assert (result.exit_code, result.stderr) == (1, "")
    assert (report["file"], report["well"], report["counts"]) == (str(file), False, {})
    assert [(fault["severity"], fault["line"], fault["path"]) for fault in report["faults"]] == [
        ("warning", 2, "region.code"),
        ("fault", 5, "elements[0].level"),
    ]
    assert report["faults"][1]["en"].endswith("did you mean “goal”?")

    good = json.loads(run(written(tmp_path, STRATEGY), "--json").stdout)
    assert (good["well"], good["counts"]["elements"]) == (True, 1)


def test_the_schema_is_printed_alone() -> None:
    result = run("--schema")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()


def test_without_a_file_it_is_used_wrongly() -> None:
    assert run().exit_code == 2


def test_the_help_shows_an_example() -> None:
    assert "laget check strategi.yaml" in run("--help").stdout


def test_the_example_in_the_reference_follows_the_format_without_a_warning(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "strategy-format.md").read_text(encoding="utf-8")
    result = run(written(tmp_path, page.split("```yaml\n")[1].split("```")[0]))

    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 element, 1 indikator, 2 mål, 1 länk." in result.stdout


@pytest.mark.parametrize("name", ["strategy.yaml", "strategy-previous.yaml"])
def test_the_example_region_follows_the_format(name: str) -> None:
    result = run(ROOT / "laget" / "demo" / name)

    assert result.exit_code == 0, result.stderr
