"""`laget demo`: the example region without a network."""

import csv
import json
import socket
from pathlib import Path

import pytest

from laget.core.followup.reach import Reach
from tests.cli.conftest import SAID, Run


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to reach an address fail the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the demo reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def rows_of(home: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((home / "demo/verdicts.csv").read_text(encoding="utf-8").splitlines()))


def test_the_demo_writes_its_edition_and_its_table_without_a_network(
    laget: Run, home: Path, no_network: None
) -> None:
    result = laget("demo", "--no-serve")
    assert result.exit_code == 0, result.stderr
    edition = json.loads((home / "demo/edition.json").read_text(encoding="utf-8"))
    rows = rows_of(home)
    assert [row["target"] for row in rows] == [target["id"] for target in edition["strategy"]["targets"]]
    assert {row["reach"] for row in rows} == {reach.value for reach in Reach}


def test_the_demo_shows_every_target_with_both_answers(shown: Path) -> None:
    lines = (shown / SAID).read_text(encoding="utf-8").splitlines()
    for row in rows_of(shown):
        line = next(line for line in lines if row["target"] in line.split())
        assert row["reach_sv"] in line
        assert row["travel_sv"] in line


def test_the_demo_run_twice_gives_the_same_bytes(laget: Run, bundled: Path, home: Path) -> None:
    first = (home / "demo/edition.json").read_bytes()
    assert laget("demo", "--no-serve").exit_code == 0
    assert (home / "demo/edition.json").read_bytes() == first


def test_the_demo_speaks_english_when_asked(laget: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    result = laget("demo", "--no-serve")
    assert "on track" in result.stdout
    assert "på väg" not in result.stdout


def test_an_invented_series_is_said_to_be_one(shown: Path) -> None:
    invented = [row for row in rows_of(shown) if row["invented"]]
    assert invented
    assert all("påhittad" in row["indicator_title"] for row in invented)
    assert "påhittad" in (shown / SAID).read_text(encoding="utf-8")


def test_a_gap_in_people_is_refused_where_the_ages_differ(shown: Path) -> None:
    rows = rows_of(shown)
    counted = {row["indicator"] for row in rows if row["gap_count"]}
    assert len(counted) >= 5
    education = next(row for row in rows if row["target"] == "m-eftergymnasial")
    assert education["gap_not_counted"] == "ages_differ"
    assert not education["gap_count"]


def test_a_home_that_cannot_be_written_is_said(
    laget: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("LAGET_HOME", str(blocked))
    result = laget("demo", "--no-serve")
    assert result.exit_code == 1
    assert str(blocked) in result.stderr
