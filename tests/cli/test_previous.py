"""`laget follow-up --previous`: why each changed verdict changed, made again from the edition alone."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_revisions import alarm_in, revise
from tests.conftest import Replay

Judge = Callable[..., Path]


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Two indicators from Kolada, a target on each."""
    return Path(shutil.copy(Path(__file__).with_name("strategi.yaml"), tmp_path))


@pytest.fixture
def judged(laget: Run, strategy: Path, tmp_path: Path) -> Judge:
    """Make an edition in a folder of its own; an alarm that waits is said yes to."""

    def run(name: str, *more: str | Path, year: str = "2025") -> Path:
        arguments = ("follow-up", strategy, "--year", year, "--out", tmp_path / name, *more)
        result = laget(*arguments)
        if "laget accept" in result.stderr:
            laget("accept", alarm_in(result.stderr), "--by", "Analytiker", "--reason", "kontrollerat")
            result = laget(*arguments)
        assert result.exit_code == 0, result.stderr
        (tmp_path / name / "said.txt").write_text(result.stdout, encoding="utf-8")
        return tmp_path / name / "edition.json"

    return run


def told(edition: Path) -> dict[str, Any]:
    document = json.loads(edition.read_text(encoding="utf-8"))
    return {one["target"]: one for one in document.get("explanations", [])}


def said(edition: Path) -> str:
    return edition.with_name("said.txt").read_text(encoding="utf-8")


def rewritten(strategy: Path, old: str, new: str) -> None:
    text = strategy.read_text(encoding="utf-8")
    assert old in text
    strategy.write_text(text.replace(old, new), encoding="utf-8")


def test_figures_target_and_method_changed_at_once_are_named_and_which_alone_would_have_done_it(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    revise(replay, 44.9)
    laget("refresh", strategy)
    rewritten(strategy, "value: 50", "value: 51")
    second = judged("två", "--previous", first, "--method", "statcan")

    edition = json.loads(second.read_text(encoding="utf-8"))
    verdict = edition["verdicts"][0]
    assert verdict["because"] == ["revised figures", "changed target", "changed method"]
    one = told(second)["m1"]
    assert (one["was"]["reach"], one["now"]["reach"]) == ("on_track", verdict["reach"])
    words = {found["cause"]: found["alone"]["reach"] for found in one["causes"]}
    assert words == {
        "revised figures": "wrong_way",
        "changed target": "too_slow",
        "changed method": "on_track",
    }
    decisive = [found["cause"] for found in one["causes"] if found.get("decisive")]
    assert decisive == ["revised figures", "changed target"]
    assert (
        "m1: på väg → för långsamt, förbättras → försämras – reviderade siffror, ändrat mål och "
        "ändrad metod; ensam hade reviderade siffror eller ändrat mål ändrat bedömningen"
    ) in said(second)
    assert laget("verify", second).exit_code == 0

    (row, _) = csv.DictReader(second.with_name("verdicts.csv").read_text(encoding="utf-8").splitlines())
    assert row["because"] == "revised figures; changed target; changed method"
    assert row["because_alone"] == "revised figures; changed target"
    assert (row["reach_before"], row["travel_before"]) == ("on_track", "improving")


def test_a_new_year_is_told_apart_from_a_revision(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    first = judged("ett", year="2021")
    revise(replay, 30.0, period=2022)
    laget("refresh", strategy)
    second = judged("två", "--previous", first, year="2022")

    one = told(second)["m1"]
    assert [found["cause"] for found in one["causes"]] == ["new year"]
    assert one["now"] == {"reach": "wrong_way", "travel": "worsening"}
    assert "m1: för långsamt → åt fel håll, förbättras → försämras – nytt år\n" in said(second)
    assert laget("verify", second).exit_code == 0


def test_the_same_is_said_in_english(
    laget: Run, strategy: Path, replay: Replay, judged: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    laget("refresh", strategy)
    first = judged("one")
    rewritten(strategy, "value: 50", "value: 90")
    second = judged("two", "--previous", first)
    assert "Changed since the edition of 2025:\n  m1: on track → too slow – changed target\n" in said(second)


def test_an_edition_in_which_nothing_changed_says_so(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    second = judged("två", "--previous", judged("ett"))
    assert told(second) == {}
    assert "Ingen bedömning är en annan än i upplagan för 2025." in said(second)
    assert laget("verify", second).exit_code == 0


def test_new_targets_and_those_that_are_gone_are_told(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    rewritten(strategy, "id: m2,", "id: m3,")
    second = judged("två", "--previous", first)
    assert "  Nya mål: m3\n  Mål som är borta: m2\n" in said(second)
    assert laget("verify", second).exit_code == 0


def test_a_changed_word_in_an_explanation_or_in_the_previous_target_is_noticed(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    rewritten(strategy, "value: 50", "value: 90")
    second = judged("två", "--previous", first)
    written = second.read_text(encoding="utf-8")
    for old, new in (
        ('"decisive":true,', ""),
        ('"value":50.0', '"value":60.0'),
        ('"year":2025', '"year":2019'),
    ):
        assert old in written
        second.write_text(written.replace(old, new, 1), encoding="utf-8")
        assert laget("verify", second).exit_code == 1, old


def test_a_store_without_the_previous_figures_is_refused_before_anything_is_written(
    laget: Run, strategy: Path, replay: Replay, judged: Judge, tmp_path: Path
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    revise(replay, 39.9)
    other = tmp_path / "annat lager"
    laget("refresh", strategy, "--store", other)
    out = tmp_path / "två"
    result = laget(
        "follow-up", strategy, "--year", "2025", "--out", out, "--store", other, "--previous", first
    )
    assert result.exit_code == 1
    assert "förra upplagan vilar på" in result.stderr
    assert not out.exists()


def test_a_later_edition_and_another_regions_cannot_be_the_previous(
    laget: Run, strategy: Path, replay: Replay, judged: Judge, tmp_path: Path
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    out = tmp_path / "två"
    late = laget("follow-up", strategy, "--year", "2024", "--out", out, "--previous", first)
    rewritten(strategy, "slug: halland", "slug: skane")
    other = laget("follow-up", strategy, "--year", "2025", "--out", out, "--previous", first)
    assert (late.exit_code, other.exit_code) == (1, 1)
    assert "2025" in late.stderr
    assert "halland" in other.stderr
    assert not out.exists()


def test_a_previous_edition_that_somebody_wrote_in_is_refused(
    laget: Run, strategy: Path, replay: Replay, judged: Judge, tmp_path: Path
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    written = first.read_text(encoding="utf-8")
    first.write_text(written.replace('"reach":"on_track"', '"reach":"met"', 1), encoding="utf-8")
    result = laget("follow-up", strategy, "--year", "2025", "--out", tmp_path / "två", "--previous", first)
    assert result.exit_code == 1
    assert "laget verify" in result.stderr


def test_another_statistic_under_the_same_id_is_a_changed_indicator(
    laget: Run, strategy: Path, replay: Replay, judged: Judge
) -> None:
    laget("refresh", strategy)
    first = judged("ett")
    rewritten(strategy, "kpi: N01982", "kpi: N01983")
    assert laget("refresh", strategy).exit_code == 0
    second = judged("två", "--previous", first)
    one = told(second)["m1"]
    assert [found["cause"] for found in one["causes"]] == ["changed indicator"]
    assert "– ändrad indikator\n" in said(second)
    assert laget("verify", second).exit_code == 0
