"""`laget preflight` against the publishers' own lists, replayed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.refreshing import kolada, strategy_of
from tests.conftest import Replay

pytestmark = pytest.mark.usefixtures("short_waits")


def test_ended_and_gone_are_told_before_there_is_a_store(
    laget: Run, replay: Replay, tmp_path: Path, home: Path
) -> None:
    strategy = strategy_of(tmp_path, kolada("U71451", "N99999", "N63133"))
    result = laget("preflight", strategy)
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[0].startswith("U71451: Kolada har avslutat U71451")
    assert "sista året är 2024" in told[0]
    assert told[1].startswith("N99999: Kolada har inget nyckeltal N99999")
    assert told[2].startswith("varning: U71451, N99999, N63133: inga siffror än")
    assert not (home / "store" / "fetches").exists()


def test_a_series_that_has_not_moved_for_years_is_stale(laget: Run, replay: Replay, tmp_path: Path) -> None:
    strategy = strategy_of(tmp_path, kolada("N01982"))
    assert laget("refresh", strategy).exit_code == 0
    result = laget("preflight", strategy)
    assert result.exit_code == 1
    assert result.stdout.startswith("N01982: den senaste siffran är från 2022, för ")


def test_a_table_that_is_gone_is_told_and_others_are_looked_at(
    laget: Run, replay: Replay, tmp_path: Path
) -> None:
    select = {"Alder": "0-9", "Kon": "TotSa", "ContentsCode": "000007SF"}
    gone = {"id": "gammal", "source": {"publisher": "scb", "table": "TAB1", "select": select}}
    strategy = strategy_of(tmp_path, [gone, *kolada("U71451")])
    result = laget("preflight", strategy)
    assert result.exit_code == 1
    assert "gammal: SCB har ingen tabell TAB1" in result.stdout
    assert "U71451: Kolada har avslutat" in result.stdout


def test_a_publisher_that_does_not_answer_is_told(
    laget: Run, replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_TRIES", "2")
    replay.fault("/kpi", "503", times=99, retry_after=0)
    result = laget("preflight", strategy_of(tmp_path, kolada("N63133")))
    assert result.exit_code == 1
    assert "N63133: Kolada svarade med felet 503" in result.stdout


def test_a_base_year_without_a_figure_and_a_missing_file_stand_with_their_line(
    laget: Run, replay: Replay, tmp_path: Path
) -> None:
    columns = {"area": "län", "period": "år", "value": "antal"}
    own = {"id": "egen", "source": {"file": "saknas.csv", "columns": columns}}
    target = {"id": "t", "element": "e", "indicator": "N01982", "form": "change", "by": "5%"}
    strategy = strategy_of(
        tmp_path,
        [*kolada("N01982"), own],
        elements=[{"id": "e", "level": "goal", "title": "E"}],
        targets=[target | {"base": 2001, "year": 2030}],
    )
    laget("refresh", strategy)
    result = laget("preflight", strategy)
    assert result.exit_code == 1
    assert "targets[0].base: 2001 ligger före siffrorna" in result.stdout
    assert "saknas.csv" in result.stdout


def test_warnings_alone_are_well(laget: Run, replay: Replay, tmp_path: Path) -> None:
    result = laget("preflight", strategy_of(tmp_path, kolada("N63133", unit="kr")))
    assert result.exit_code == 0
    assert all(line.startswith("varning: ") for line in result.stdout.splitlines())
    assert "titeln hos Kolada säger %" in result.stdout


def test_nothing_to_say_is_said(laget: Run, replay: Replay, tmp_path: Path) -> None:
    result = laget("preflight", strategy_of(tmp_path, []))
    assert (result.exit_code, result.stdout) == (
        0,
        "Allt som strategin följer finns kvar och är färskt.\n",
    )


def test_json_tells_the_same_to_a_program(laget: Run, replay: Replay, tmp_path: Path) -> None:
    result = laget("preflight", strategy_of(tmp_path, kolada("U71451")), "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["well"] is False
    assert [(one["indicator"], one["kind"], one["severity"]) for one in told["indicators"]] == [
        ("U71451", "ended", "fault"),
        ("U71451", "not_fetched", "warning"),
    ]


def test_it_speaks_english(
    laget: Run, replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    assert "Kolada has ended U71451" in laget("preflight", strategy_of(tmp_path, kolada("U71451"))).stdout


def test_help_shows_an_example(laget: Run) -> None:
    assert "laget preflight strategi.yaml" in laget("preflight", "--help").stdout
