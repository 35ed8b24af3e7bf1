"""Killed at any step, a refresh loses nothing, doubles nothing, and can be run again."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DYING = "tests.data.dying"


def test_killed_at_any_step_nothing_is_lost_and_run_again_nothing_is_doubled(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", DYING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    told = json.loads(ran.stdout)
    assert told["wrong"] == []
    assert told["deaths"] > 40, "the refresh takes many steps on the disk, and dies at each"


def test_a_write_that_is_not_whole_would_be_seen(tmp_path: Path) -> None:
    """Write straight to the file's own name, as is not done, and see that dying.py notices it."""
    program = f"""
import runpy, sys
from pathlib import Path
from laget.data import durable, store

def straight(files, *, by_way_of=None):
    for path, data in files:
        durable.make_folder(path.parent)
        durable._write_and_sync(path, data)

store.write_all = straight
sys.argv = ["dying.py", {str(tmp_path)!r}]
runpy.run_module({DYING!r}, run_name="__main__")
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout)["wrong"] != []
