"""A folder that is made once a run, by whichever of its processes comes first, for all of them to copy."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the run's folder of this name, filled by `make`; while one process fills it the others wait."""
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, half = run / name, run / f"{name}.half"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(half, ignore_errors=True)  # of one who was killed
            half.mkdir()
            make(half)
            half.rename(made)
    return made
