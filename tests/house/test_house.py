"""What the linters cannot see of the house's rules."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from laget.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
GENERATED = {"laget/core/frameworks/agenda_2030.py", "laget/core/areas_data.py"}
LONGEST = 400


def tracked(*patterns: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [name for name in tracked("*.py") if DRAWERS & {*Path(name).with_suffix("").parts}]


def test_no_file_has_outgrown_its_name() -> None:
    lines = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in tracked("laget/*.py")
        if name not in GENERATED and "/migrations/0" not in name  # Django writes them
    }
    assert {name: length for name, length in lines.items() if length > LONGEST} == {}


def test_every_file_of_code_says_at_its_top_what_lives_there() -> None:
    files = tracked("laget/*.py", "tests/*.py", "tools/*.py", "bench/*.py")
    files = [name for name in files if "/migrations/0" not in name]  # Django writes them
    assert len(files) > 50
    assert not [name for name in files if not (ROOT / name).read_text(encoding="utf-8").startswith('"""')]


def _text(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", "replace")


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = re.compile(
        r"https?://[a-z.-]*(pypi|pythonhosted|npmjs|registry)[a-z.-]*/|/(work|root|home/[a-z]+)/"
    )
    named = [name for name in tracked() if name != "tests/house/test_house.py" and hosts.search(_text(name))]
    assert named == []


def test_no_telephone_number_is_in_the_tree() -> None:
    number = re.compile(r"\b0[0-9]{2,3}-[0-9]{2,3} [0-9]{2} [0-9]{2}\b")
    assert not [name for name in tracked() if number.search(_text(name))]


HELP = """
import json, sys
from typer.testing import CliRunner
from laget.cli.app import COMMANDS, app
print(json.dumps({one: CliRunner().invoke(app, [one, "--help"]).stdout for one in COMMANDS}))
"""


@pytest.mark.parametrize(("language", "example"), [("sv", "Exempel:"), ("en", "Example:")])
def test_the_help_of_every_command_shows_an_example(language: str, example: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HELP],
        env={"LAGET_LANGUAGE": language, "COLUMNS": "120", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    pages = json.loads(told.stdout)
    assert set(pages) == set(COMMANDS)
    for command, page in pages.items():
        assert example in page, command
        assert f"laget {command}" in page.split(example)[1]
