"""The README: what it shows of the demonstration is what the demonstration prints."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from laget.cli.app import app

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"
SPACE = re.compile(r"\s")  # within a number a line does not end


def tidy(lines: str) -> str:
    """Return lines without a terminal's margin, each space an ordinary one."""
    return "\n".join(SPACE.sub(" ", line).strip() for line in lines.strip().splitlines())


def test_what_the_readme_shows_is_what_the_demonstration_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LAGET_HOME": str(tmp_path), "COLUMNS": "180", "LAGET_LANGUAGE": "sv"}.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert result.exit_code == 0, result.stderr
    printed, place = tidy(result.stdout), 0
    [shown] = [block for block in BLOCK.findall(README.read_text(encoding="utf-8")) if LEFT_OUT in block]
    for part in re.split(rf"^{LEFT_OUT}$", shown, flags=re.MULTILINE):
        assert tidy(part) in printed[place:]
        place = printed.index(tidy(part), place)
