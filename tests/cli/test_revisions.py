"""`laget revisions` and `laget accept`, and how an alarm stops `laget follow-up`."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Replay

FollowUp = Callable[..., tuple[int, str, Path]]


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Two indicators from Kolada, a target on each."""
    return Path(shutil.copy(Path(__file__).with_name("strategi.yaml"), tmp_path))


@pytest.fixture
def follow_up(laget: Run, strategy: Path, tmp_path: Path) -> FollowUp:
    """Run the follow-up of 2025; its exit code, what it said, and the edition's path."""

    def run(*more: str) -> tuple[int, str, Path]:
        out = tmp_path / "upplaga"
        result = laget("follow-up", strategy, "--year", "2025", "--out", out, *more)
        return result.exit_code, result.stderr, out / "edition.json"

    return run


def alarm_in(said: str) -> str:
    found = re.search(r"laget accept ([0-9a-f]{8})", said)
    assert found is not None, said
    return found[1]


def revise(replay: Replay, value: float | None, *, kpi: str = "N01982", period: int = 2017) -> None:
    replay.revise(kpi=kpi, municipality="0013", period=period, gender="T", value=value)


def test_nothing_is_listed_where_nothing_has_changed(laget: Run, strategy: Path, replay: Replay) -> None:
    laget("refresh", strategy)
    laget("refresh", strategy)
    result = laget("revisions", strategy)
    assert result.exit_code == 0
    assert "Inga äldre siffror har ändrats" in result.stdout


def test_a_revised_value_is_kept_beside_the_old_and_listed(
    laget: Run, strategy: Path, replay: Replay, home: Path
) -> None:
    laget("refresh", strategy)
    revise(replay, 39.9)
    assert laget("refresh", strategy).exit_code == 0
    listed = laget("revisions", strategy).stdout
    assert "Hallands län 2017: 39,86 → 39,9" in listed
    assert len(list((home / "store/figures").glob("*.parquet"))) == 3


def test_a_revision_that_flips_a_verdict_stops_the_follow_up_until_somebody_says_yes(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    code, _, edition = follow_up()
    assert code == 0
    before = edition.read_bytes()
    revise(replay, 44.9)
    laget("refresh", strategy)

    code, said, _ = follow_up()
    assert code == 1
    assert edition.read_bytes() == before, "an edition was written in spite of the alarm"
    assert "m1" in said
    alarm = alarm_in(said)
    assert alarm in laget("revisions", strategy).stdout

    yes = laget("accept", alarm, "--by", "Analytiker", "--reason", "SCB rättade 2017")
    assert yes.exit_code == 0
    code, said, _ = follow_up()
    assert code == 0, said
    document = json.loads(edition.read_text(encoding="utf-8"))
    told = {verdict["target"]: verdict.get("because", []) for verdict in document["verdicts"]}
    assert told == {"m1": ["revised figures"], "m2": []}
    assert [one["indicator"] for one in document["revisions"]] == ["eftergymnasial"]
    assert laget("verify", edition).exit_code == 0
    assert "Analytiker" not in edition.read_text(encoding="utf-8"), "an edition names nobody"
    assert "Analytiker" in laget("revisions", strategy).stdout


def test_a_large_change_is_an_alarm_though_no_verdict_flips(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    revise(replay, 30.0, period=2011)
    laget("refresh", strategy)
    code, said, _ = follow_up()
    assert code == 1
    assert "2011" in said
    assert "m1" not in said


def test_a_small_change_is_listed_and_stops_nothing(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    revise(replay, 39.87)
    laget("refresh", strategy)
    assert follow_up()[0] == 0
    assert "39,87" in laget("revisions", strategy).stdout


def test_a_new_year_is_no_revision(laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp) -> None:
    laget("refresh", strategy)
    revise(replay, 30.0, period=2023)
    laget("refresh", strategy)
    assert follow_up()[0] == 0
    assert "Inga äldre siffror har ändrats" in laget("revisions", strategy).stdout


def test_a_value_that_is_taken_away_is_an_alarm(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    revise(replay, None, period=2011)
    laget("refresh", strategy)
    code, said, _ = follow_up()
    assert code == 1
    assert "→ –" in said


def test_a_revision_that_is_taken_back_raises_no_alarm(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    revise(replay, 44.9)
    laget("refresh", strategy)
    assert follow_up()[0] == 1
    revise(replay, 39.86)
    laget("refresh", strategy)
    assert follow_up()[0] == 0


def test_a_yes_covers_those_figures_and_no_later_ones(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp
) -> None:
    laget("refresh", strategy)
    revise(replay, 44.9)
    laget("refresh", strategy)
    first = alarm_in(follow_up()[1])
    laget("accept", first, "--by", "Analytiker", "--reason", "kontrollerat")
    revise(replay, 30.1)
    laget("refresh", strategy)
    code, said, _ = follow_up()
    assert code == 1
    assert alarm_in(said) != first


def test_the_figures_of_an_earlier_vintage_raise_no_alarm(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp, home: Path
) -> None:
    laget("refresh", strategy)
    vintage = next((home / "store/vintages").glob("*.json")).stem
    revise(replay, 44.9)
    laget("refresh", strategy)
    assert follow_up()[0] == 1
    assert follow_up("--vintage", vintage[:8])[0] == 0
    assert follow_up("--vintage", vintage)[0] == 0


def test_revisions_are_counted_from_the_previous_edition_where_it_is_given(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp, tmp_path: Path
) -> None:
    laget("refresh", strategy)
    revise(replay, 44.9)
    laget("refresh", strategy)
    laget("accept", alarm_in(follow_up()[1]), "--by", "Analytiker", "--reason", "kontrollerat")
    code, _, edition = follow_up()
    assert code == 0
    previous = edition.rename(tmp_path / "förra.json")
    assert follow_up("--previous", str(previous))[0] == 0
    assert "revisions" not in json.loads(edition.read_text(encoding="utf-8"))
    assert laget("verify", edition).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("00000000", "--by", "A", "--reason", "B"),
        ("../../etc", "--by", "A", "--reason", "B"),
    ],
)
def test_an_alarm_that_is_not_known_cannot_be_accepted(
    laget: Run, strategy: Path, replay: Replay, arguments: tuple[str, ...], home: Path
) -> None:
    laget("refresh", strategy)
    result = laget("accept", *arguments)
    assert result.exit_code == 1
    assert arguments[0] in result.stderr
    assert not (home / "store/accepted").exists()


@pytest.mark.parametrize("blank", [("", "skäl"), ("Analytiker", "  ")])
def test_a_yes_needs_a_name_and_a_reason(
    laget: Run, strategy: Path, replay: Replay, follow_up: FollowUp, blank: tuple[str, str]
) -> None:
    laget("refresh", strategy)
    revise(replay, 44.9)
    laget("refresh", strategy)
    alarm = alarm_in(follow_up()[1])
    assert laget("accept", alarm, "--by", blank[0], "--reason", blank[1]).exit_code == 1
    assert follow_up()[0] == 1


def test_revisions_as_json_name_the_alarm_and_each_cell(laget: Run, strategy: Path, replay: Replay) -> None:
    laget("refresh", strategy)
    revise(replay, 44.9)
    laget("refresh", strategy)
    told = json.loads(laget("revisions", strategy, "--json").stdout)
    assert told["waiting"] == [told["revisions"][0]["alarm"]]
    assert told["revisions"][0]["changes"][0]["new"] == 44.9
