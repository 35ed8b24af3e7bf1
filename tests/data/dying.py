"""A program that refreshes a store and is killed at every step it takes on the disk, one step after another.

Run by test_refresh_killed.py in a process of its own, since a process with threads is not to be forked.
"""

import itertools
import json
import os
import re
import shutil
import stat
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from laget.core.canonical import sha256
from laget.data.refresh import refresh
from laget.data.store import Store
from laget.data.wanted import wanted
from tests.data.scripted import Cells, Script, quiet, strategy

BEFORE = datetime(2025, 3, 1, tzinfo=UTC)
KILLED = datetime(2025, 4, 1, tzinfo=UTC)
AGAIN = KILLED + timedelta(hours=1)
STEPS = ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir")
DIED = 9
OLD: Mapping[str, Cells] = {
    "a": {("13", "2020"): 1.0, ("13", "2021"): 2.0},
    "b": {("00", "2020"): 3.0},
    "c": {},
}
NEW: Mapping[str, Cells] = {
    "a": {("13", "2020"): 1.5, ("13", "2021"): 2.0, ("13", "2022"): 2.5},  # revised, and a year more
    "b": OLD["b"],  # as before
    "c": {("13", "2020"): 4.0},  # new
}


def run(root: Path, *, figures: Mapping[str, Cells], at: datetime) -> None:
    document = strategy(*NEW)
    asked = wanted(document)
    # Two sources, so that threads are killed too.
    shares = [(Script(**figures), asked[:1]), (Script(**figures), asked[1:])]
    with Store(root).writing(holder="me", since=at, wait=0, waiting=lambda _: None) as writer:
        refresh(document, asked=shares, writer=writer, at=at, progress=quiet)


def die_at(step: int) -> None:
    """Let this process end, as if killed, before the given step; a file it has not synced loses its end."""
    taken = itertools.count(1)
    lock = Lock()

    def deadly(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def taking(*args: Any, **more: Any) -> Any:
            with lock:
                if next(taken) == step:
                    if name == "fsync" and stat.S_ISREG(os.fstat(args[0]).st_mode):
                        os.ftruncate(args[0], os.fstat(args[0]).st_size // 2)
                    os._exit(DIED)
            return call(*args, **more)

        return taking

    for name in STEPS:
        setattr(os, name, deadly(getattr(os, name), name))


def apart(work: Callable[[], None]) -> int:
    """Do `work` in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def unlike_its_name(root: Path) -> list[str]:
    """Return the files named by a hash that is not the hash of their bytes."""
    named = [*root.glob("raw/*"), *root.glob("figures/*")]
    return [path.name for path in named if sha256(path.read_bytes()) != path.name.partition(".")[0]]


def bytes_of(root: Path) -> dict[str, bytes]:
    kept = ("raw", "figures", "fetches", "vintages")
    files = [path for folder in kept for path in (root / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def without_times(root: Path) -> dict[str, bytes]:
    """Return all that is kept, but when it was fetched."""
    found = {}
    for name, data in bytes_of(root).items():
        parts = name.split("-")
        timeless = f"{parts[0]}-{parts[-1]}" if name.startswith("fetches") else name
        found[timeless] = re.sub(rb'"at":"[^"]+"', b"", data) if name.endswith(".json") else data
    return found


def left_over(root: Path) -> list[str]:
    """Return what a refresh under way keeps, and no ended one does."""
    return [path.name for path in (*root.glob("partial/*"), *root.glob("incoming/*"))]


def main(folder: Path) -> None:
    os.fsync = lambda _: None  # type: ignore[assignment]  # it is a step, but the machine itself stays up
    base, whole = folder / "base", folder / "whole"
    ended = [apart(lambda: run(base, figures=OLD, at=BEFORE))]
    shutil.copytree(base, whole)
    ended += [apart(lambda: run(whole, figures=NEW, at=KILLED))]
    wrong = [] if ended == [0, 0] else [f"a refresh that is not killed ends with {ended}"]
    before, expected = bytes_of(base), without_times(whole)
    deaths = 0
    for step in itertools.count(1):
        root = folder / f"step-{step}"
        shutil.copytree(base, root)

        def killed(root: Path = root, step: int = step) -> None:
            die_at(step)
            run(root, figures=NEW, at=KILLED)

        end = apart(killed)
        if not before.items() <= bytes_of(root).items():
            wrong.append(f"killed at step {step}: something that was kept has changed")
        if unlike := unlike_its_name(root):
            wrong.append(f"killed at step {step}: {unlike} is not whole")
        completed = not any(root.glob("partial/*")) and len(bytes_of(root)) > len(before)
        if completed and without_times(root) != expected:
            wrong.append(f"killed at step {step}: it holds itself for complete and is not")
        if apart(lambda root=root: run(root, figures=NEW, at=AGAIN)) != 0:  # type: ignore[misc]
            wrong.append(f"killed at step {step}: it cannot be run again")
        if left_over(root):
            wrong.append(f"killed at step {step}: run again, {left_over(root)} is left over")
        if not completed and without_times(root) != expected:
            wrong.append(f"killed at step {step}: run again, the store is another than if never killed")
        shutil.rmtree(root)
        if end != DIED or wrong:
            break  # it took all its steps, or has shown enough
        deaths += 1
    print(json.dumps({"deaths": deaths, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
