"""Searching the publishers' lists as fetched, and choosing from a table."""

import os
from datetime import date
from pathlib import Path

import pytest

from laget.core.words.said import Refusal
from laget.data.catalogue import found, offered, table_at
from tests.conftest import Replay

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.usefixtures("replay")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_KOLADA_CALLS_PER_SECOND", "1000")
    monkeypatch.setenv("LAGET_WAIT_SECONDS", "0.01")


def titles(query: str, folder: Path, publisher: str = "kolada") -> list[str]:
    listed = found(query, publisher=publisher, folder=folder, environ=os.environ, today=TODAY)
    return [one.title for one in listed.offers]


def test_a_word_is_found_inside_another_whatever_its_case(tmp_path: Path) -> None:
    assert any("eftergymnasial" in title for title in titles("GYMNASIAL utbildning", tmp_path))


def test_the_words_of_the_title_come_before_those_of_the_description(tmp_path: Path) -> None:
    assert "eftergymnasial" in titles("eftergymnasial utbildning 25-64", tmp_path)[0].lower()


def test_an_id_finds_its_indicator(tmp_path: Path) -> None:
    listed = found("n01982", publisher="kolada", folder=tmp_path, environ=os.environ, today=TODAY)
    assert [one.id for one in listed.offers] == ["N01982"]
    (one,) = listed.offers
    assert (one.subject, one.source, one.latest) == ("Befolkning", "SCB", "2025")


def test_nothing_is_found_by_no_word_at_all(tmp_path: Path) -> None:
    assert titles(" – ", tmp_path) == []


def test_a_series_that_has_ended_comes_after_those_that_go_on(tmp_path: Path) -> None:
    listed = found("andel", publisher="kolada", folder=tmp_path, environ=os.environ, today=TODAY, most=9999)
    ended = [one.ended is not None for one in listed.offers]
    assert any(ended)
    assert ended == sorted(ended)


def test_the_tables_of_the_statistical_office_are_found(tmp_path: Path) -> None:
    listed = found("folkmängd månad", publisher="scb", folder=tmp_path, environ=os.environ, today=TODAY)
    assert "TAB6471" in [one.id for one in listed.offers]


def test_the_list_is_fetched_once_a_day(tmp_path: Path, replay: Replay) -> None:
    titles("utbildning", tmp_path)
    calls = len(replay.log())
    titles("arbete", tmp_path)
    assert len(replay.log()) == calls
    assert offered("U0", publisher="kolada", folder=tmp_path, environ=os.environ, today=TODAY) is None


@pytest.mark.parametrize("kind", ["503", "truncate", "html", "empty", "410", "429", "stale_page"])
@pytest.mark.parametrize("publisher", ["kolada", "scb"])
def test_a_publisher_that_fails_says_so_and_is_asked_again(
    tmp_path: Path, replay: Replay, kind: str, publisher: str
) -> None:
    if (publisher, kind) == ("scb", "stale_page"):
        pytest.skip("the list of tables tells its pages by number")
    replay.fault("/kpi" if publisher == "kolada" else "/tables", kind, times=20, retry_after=60)
    with pytest.raises(Refusal) as refused:
        titles("folkmängd", tmp_path, publisher)
    assert refused.value.said.sv.startswith(("Kolada ", "SCB "))
    replay.no_faults()
    assert titles("folkmängd", tmp_path, publisher)


def test_a_table_tells_its_variables_with_their_totals(tmp_path: Path) -> None:
    table = table_at("TAB6471", publisher="scb", folder=tmp_path, environ=os.environ)
    assert table.contents is not None
    assert [one.id for one in table.contents.codes] == ["000007SF"]
    assert {one.id: one.total for one in table.variables} == {"Alder": None, "Kon": "TotSa"}
    assert (table.sex, table.area.chosen, table.time.chosen) == ("Kon", "Region", "Tid")
    assert not table.area.is_named
    assert not table.time.is_named
    assert table.units == {"000007SF": "antal"}


def test_a_code_list_changes_what_there_is_to_choose(tmp_path: Path) -> None:
    lists = {"Alder": "vs_CKM0410årN", "Kon": "there is no such"}
    table = table_at("TAB6471", publisher="scb", folder=tmp_path, environ=os.environ, lists=lists)
    ages = next(one for one in table.variables if one.id == "Alder")
    assert [one.id for one in ages.lists] == ["vs_CKM0410årN"]
    assert ages.codes
    assert not ages.holds("4")


def test_a_table_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="TAB1"):
        table_at("TAB1", publisher="scb", folder=tmp_path, environ=os.environ)
