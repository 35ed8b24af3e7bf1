"""The command line's own words, right and wrong use, in both languages."""

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Run

ENGLISH = (
    "Options",
    "Show this message",
    "Usage:",
    "Commands",
    "Arguments",
    "[required]",
    "Missing",
    "Error",
)


def laget_in(language: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LAGET_LANGUAGE": language, "COLUMNS": "120"}
    command = [sys.executable, "-m", "laget", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("follow-up", "--help"), ("follow-up",), ("judge", "--x")]
)
def test_no_english_stands_on_a_swedish_page(arguments: tuple[str, ...]) -> None:
    told = laget_in("sv", *arguments)
    assert not [word for word in ENGLISH if word in told.stdout + told.stderr]


def test_the_same_page_is_there_in_english() -> None:
    page = laget_in("en", "follow-up", "--help").stdout
    assert "Usage: " in page
    assert "Flaggor" not in page


def test_a_paragraph_is_broken_by_the_width_of_the_page_alone() -> None:
    paragraph = laget_in("en", "judge", "--help").stdout.partition("F.csv has")[2].partition("Example:")[0]
    lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
    assert all(len(line) > 80 for line in lines[:-1])


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("follow-up",), "STRATEGY.yaml"),
        (("follow-up", "s.yaml"), "--year"),
        (("follow-up", "s.yaml", "--year", "tjugo", "--out", "x"), "--year"),
        (("verify", "--foo"), "--foo"),
        (("judge", "--method"), "--method"),
        (("accept", "x"), "--by"),
        (("nosuch",), "follow-up"),
        (("verify", "a", "b"), "laget verify --help"),
    ],
)
def test_wrong_use_is_said_in_one_line_with_exit_code_2(
    laget: Run, arguments: tuple[str, ...], names: str
) -> None:
    result = laget(*arguments)
    assert result.exit_code == 2
    assert names in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_without_a_command_the_page_of_help_is_shown(laget: Run) -> None:
    result = laget()
    assert result.exit_code == 2
    assert "follow-up" in result.stdout + result.stderr
