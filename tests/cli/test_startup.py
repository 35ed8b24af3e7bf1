"""A command that needs no site does not wait for one."""

import subprocess
import sys
from importlib.resources import files

import pytest

from laget.cli.app import COMMANDS

LATE = ("django", "allauth", "uvicorn", "vl_convert")
RUN = f"""
import sys
from laget.cli.app import main
try:
    main()
finally:
    print("loaded", [name for name in {LATE!r} if name in sys.modules], file=sys.stderr)
"""


def loaded(*words: str) -> str:
    ran = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_loads_the_site_before_it_needs_it(command: str) -> None:
    assert loaded(command, "--help") == "loaded []"


def test_a_strategy_is_checked_without_the_site() -> None:
    assert loaded("check", str(files("laget.demo") / "strategy.yaml")) == "loaded []"


def test_the_demonstration_judges_without_the_site(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_HOME", str(tmp_path))
    assert loaded("demo", "--no-serve") == "loaded []"
