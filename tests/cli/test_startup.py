"""A command that needs no site does not wait for one."""

import json
import subprocess
import sys
from importlib.resources import files

import pytest

from laget.cli.app import COMMANDS

LATE = ("django", "allauth", "uvicorn", "vl_convert")
RUN = f"""
import json, sys
from laget.cli.app import main
loaded = {{}}
for words in json.loads(sys.argv[1]):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
    loaded[" ".join(words)] = [name for name in {LATE!r} if name in sys.modules]
print(json.dumps(loaded), file=sys.stderr)
"""


def loaded(*commands: tuple[str, ...]) -> dict[str, list[str]]:
    """Run commands one after another in one process; returns what of the site was loaded after each."""
    asked = [sys.executable, "-c", RUN, json.dumps(commands)]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, list[str]] = json.loads(ran.stderr.splitlines()[-1])
    assert len(found) == len(commands)
    return found


def test_no_command_loads_the_site_before_it_needs_it() -> None:
    for command, late in loaded(*((command, "--help") for command in sorted(COMMANDS))).items():
        assert late == [], command


def test_a_strategy_is_checked_without_the_site() -> None:
    assert list(loaded(("check", str(files("laget.demo") / "strategy.yaml"))).values()) == [[]]


def test_the_demonstration_judges_without_the_site(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_HOME", str(tmp_path))
    assert loaded(("demo", "--no-serve")) == {"demo --no-serve": []}
