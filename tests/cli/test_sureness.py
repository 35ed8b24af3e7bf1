"""How sure a verdict is, as it is printed: the chance with its hit rate, and what stands below the table."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_follow_up import EXAMPLE

CHANCE = re.compile(r"(> |< )?(\d+) % \((\d+) (?:av|of) (\d+)\)")


@pytest.fixture
def printed(laget: Run, bundled: Path, tmp_path: Path) -> tuple[str, list[dict[str, object]]]:
    """What is printed of the example, and its verdicts as the edition has them."""
    result = laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path)
    assert result.exit_code == 0, result.stderr
    edition = json.loads((tmp_path / "edition.json").read_text(encoding="utf-8"))
    return result.stdout, edition["verdicts"]


def test_each_chance_is_printed_with_its_hit_rate_and_never_as_certainty(
    printed: tuple[str, list[dict[str, object]]],
) -> None:
    text, verdicts = printed
    found = CHANCE.findall(text)
    assert len(found) == sum("hit_rate" in one for one in verdicts)
    assert {number for sign, number, _, _ in found if sign == "< "} <= {"1"}
    assert {number for sign, number, _, _ in found if sign == "> "} <= {"99"}
    assert not {"0", "100"} & {number for _, number, _, _ in found}
    assert all(int(held) <= int(of) for _, _, held, of in found)


def test_how_many_verdicts_are_unsure_is_said_below_the_table(
    printed: tuple[str, list[dict[str, object]]],
) -> None:
    text, verdicts = printed
    hair = sum("hair" in one for one in verdicts)
    assert "theil_sen; inom parentes hur ofta en sådan framskrivning har hållit" in text
    assert f"mål som hänger på ett hårstrå: {hair} (" in text


def test_it_is_said_in_english_too(
    laget: Run, bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    text = laget("follow-up", EXAMPLE, "--year", "2026", "--out", tmp_path).stdout
    assert "in brackets how often such a projection has held" in text
    assert re.search(r"\d+ % \(\d+ of \d+\)", text)
