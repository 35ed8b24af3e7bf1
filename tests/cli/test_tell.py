"""`laget tell`: an edition told from the command line, as it is read and as an author pastes it."""

import json
from pathlib import Path

import pytest

from laget.core.words.said import LANGUAGES, Language
from laget.core.words.tellings import tellings
from laget.data.editions import read_edition
from tests.cli.conftest import Run

LENGTHS = ("short", "middle", "long", "title", "alternative")


@pytest.fixture
def edition(bundled: Path) -> Path:
    return bundled / "demo/edition.json"


def test_each_target_is_told_under_its_title_the_largest_gap_first(laget: Run, edition: Path) -> None:
    result = laget("tell", edition)
    assert result.exit_code == 0, result.stderr
    read = read_edition(edition)
    told = tellings(read, language="sv")
    heads = [line for line in result.stdout.splitlines() if line.startswith("## ")]
    assert heads == [f"## `{id_}` {told[id_].title.text}" for id_ in read.largest_gaps]
    assert all(telling.middle.text in result.stdout for telling in told.values())


def test_the_gap_in_people_is_told_as_what_the_edition_says_it_is_like(laget: Run, edition: Path) -> None:
    touched = read_edition(edition).touches["m-andel-20-64"].familiar
    assert touched is not None
    text = laget("tell", edition, "--target", "m-andel-20-64", "--length", "long").stdout
    assert f"personer, {touched.said.sv}." in text


def test_one_target_is_told_at_the_length_that_is_asked_for(laget: Run, edition: Path) -> None:
    told = tellings(read_edition(edition), language="sv")["m-eftergymnasial"]
    for length in ("short", "middle", "long", "alternative"):
        text = laget("tell", edition, "--target", "m-eftergymnasial", "--length", length).stdout
        assert text == f"## `m-eftergymnasial` {told.title.text}\n\n{getattr(told, length).text}\n"
    assert laget("tell", edition, "--target", "m-eftergymnasial", "--length", "title").stdout == (
        f"## `m-eftergymnasial` {told.title.text}\n"
    )
    everything = laget("tell", edition, "--target", "m-eftergymnasial", "--length", "all").stdout
    for name, one in (("Kort", told.short), ("Lång", told.long), ("Diagrammets rubrik", told.title)):
        assert f"\n{name}: {one.text}\n" in everything


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_telling_in_its_source_form_passes_the_guard(
    laget: Run, edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", language)
    text = tmp_path / "text.md"
    for length in (*LENGTHS, "all"):
        text.write_text(laget("tell", edition, "--length", length, "--source").stdout, encoding="utf-8")
        result = laget("guard", text, "--edition", edition)
        assert result.exit_code == 0, result.stdout


def test_the_source_keeps_each_number_as_its_binding(laget: Run, edition: Path) -> None:
    text = laget("tell", edition, "--target", "m-eftergymnasial", "--length", "long", "--source").stdout
    assert "{{eftergymnasial@13:2022}} procent" in text
    assert "mellan {{m-eftergymnasial.low}} och {{m-eftergymnasial.high}} procent" in text


@pytest.mark.parametrize("flags", [(), ("--source",)])
def test_a_program_reads_the_texts_as_json(laget: Run, edition: Path, flags: tuple[str, ...]) -> None:
    read = read_edition(edition)
    records = json.loads(laget("tell", edition, "--length", "all", "--json", *flags).stdout)
    assert [one["target"] for one in records] == list(read.largest_gaps)
    for id_, telling in tellings(read, language="sv").items():
        record = next(one for one in records if one["target"] == id_)
        for length in LENGTHS:
            text = getattr(telling, length)
            assert record[length] == (text.source if flags else text.text)
    (one,) = json.loads(laget("tell", edition, "--target", "m-stroke", "--json").stdout)
    assert set(one) == {"target", "title", "middle"}


def test_english_is_spoken_when_asked_for(laget: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    text = laget("tell", edition, "--target", "m-eftergymnasial", "--length", "all").stdout
    assert "\nThe chart's title: Residents aged 25–64" in text
    assert "If it goes on as hitherto, the value in 2027 is between" in text


def test_a_target_that_is_not_there_is_refused_by_naming_those_there_are(laget: Run, edition: Path) -> None:
    result = laget("tell", edition, "--target", "m-okänt")
    assert result.exit_code == 1
    assert result.stderr.startswith("Upplagan har inget mål m-okänt; den har m-")
    assert "m-eftergymnasial" in result.stderr


def test_a_length_that_there_is_none_of_is_told(laget: Run, edition: Path) -> None:
    assert laget("tell", edition, "--length", "longer").exit_code == 2


def test_what_is_no_edition_is_refused(laget: Run, tmp_path: Path, home: Path) -> None:
    result = laget("tell", tmp_path / "edition.json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
