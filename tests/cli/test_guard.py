"""`laget guard`: a text held against an edition, from the command line."""

import json
from pathlib import Path

import pytest

from laget.core.words.guard import cells
from laget.data.editions import read_edition
from laget.data.store import Store
from tests.cli.conftest import Run


@pytest.fixture
def edition(bundled: Path) -> Path:
    return bundled / "demo/edition.json"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return tmp_path / "rapport.md"


def test_a_sound_text_passes(laget: Run, edition: Path, text: Path) -> None:
    verdict = next(one for one in read_edition(edition).verdicts if one.threshold and one.value is not None)
    text.write_text(
        f"# Uppföljning\n\nVärdet är {{{{{verdict.target}.value}}}} och målet är "
        f"{{{{{verdict.target}.threshold}}}}.\n",
        "utf-8",
    )
    result = laget("guard", text, "--edition", edition)
    assert result.exit_code == 0, result.stdout
    assert "håller" in result.stdout


def test_each_fault_names_the_line_the_sentence_the_number_and_what_it_should_be(
    laget: Run, edition: Path, text: Path
) -> None:
    text.write_text(
        "# Rapport\n\nEtt stycke utan tal.\n\nUngefär 2024 procent av invånarna har svarat. "
        "Andelen ökade från [[43,4]] till [[40,1]] procent.\n",
        "utf-8",
    )
    result = laget("guard", text, "--edition", edition)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{text}:5: ”Ungefär 2024 procent av invånarna har svarat.” [2024]")
    assert "är ett år" in first
    assert second.startswith(f"{text}:5: ”Andelen ökade från 43,4 till 40,1 procent.” [40,1]")
    assert "en minskning med 3,3" in second


def test_a_program_reads_the_faults_as_json(laget: Run, edition: Path, text: Path) -> None:
    text.write_text("Andelen är {{ }} procent.\n", "utf-8")
    result = laget("guard", text, "--edition", edition, "--json")
    assert result.exit_code == 1
    (fault,) = json.loads(result.stdout)
    assert (fault["rule"], fault["line"], fault["number"]) == ("blank", 1, "{{ }}")
    assert fault["sentence"] == "Andelen är {{ }} procent."


def test_a_figure_that_the_edition_does_not_carry_is_found_in_the_store(
    laget: Run, edition: Path, text: Path, home: Path
) -> None:
    written, store = read_edition(edition), Store(home / "store")
    tables = {name: store.table(used.figures) for name, used in written.indicators.items()}
    carried = {(one.indicator, one.area, one.period, one.group) for one in cells.carried(written)}
    apart = next(
        one
        for one in cells.of_tables(written, tables)
        if (one.indicator, one.area, one.period, one.group) not in carried and one.group == "total"
    )
    binding = f"{{{{{apart.indicator}@{apart.area}:{apart.period}}}}}"
    text.write_text(f"År {apart.period} var värdet {binding}.\n", "utf-8")
    alone = laget("guard", text, "--edition", edition)
    with_store = laget("guard", text, "--edition", edition, "--store", home / "store")
    assert alone.exit_code == 1
    assert "ingen siffra" in alone.stdout
    assert with_store.exit_code == 0, with_store.stdout


def test_english_is_spoken_when_asked_for(
    laget: Run, edition: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    text.write_text("The share rose from [[43.4]] per cent to [[40.1]] per cent.\n", "utf-8")
    result = laget("guard", text, "--edition", edition)
    assert result.exit_code == 1
    assert "it should be a fall of 3.3" in result.stdout


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", "folder"])
def test_a_text_that_cannot_be_read_is_refused_with_a_sentence(
    laget: Run, edition: Path, text: Path, data: bytes | str | None
) -> None:
    if data == "folder":
        text.mkdir()
    elif isinstance(data, bytes):
        text.write_bytes(data)
    result = laget("guard", text, "--edition", edition)
    assert result.exit_code == 1
    assert str(text) in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_what_is_no_edition_is_refused(laget: Run, text: Path, tmp_path: Path) -> None:
    text.write_text("Text.\n", "utf-8")
    other = tmp_path / "annat.json"
    other.write_text("{}", "utf-8")
    result = laget("guard", text, "--edition", other)
    assert result.exit_code == 1
    assert "ingen upplaga" in result.stderr


def test_an_empty_text_has_no_faults(laget: Run, edition: Path, text: Path) -> None:
    text.write_text("", "utf-8")
    assert laget("guard", text, "--edition", edition).exit_code == 0
