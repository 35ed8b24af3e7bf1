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
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from laget.core.canonical import sha256
from laget.core.series import Observation, table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Said
from laget.data.refresh import refresh
from laget.data.sources.source import Answer, Kept, Progress, Tidy, Wanted
from laget.data.store import Store
from laget.data.wanted import wanted

BEFORE = datetime(2025, 3, 1, tzinfo=UTC)
KILLED = datetime(2025, 4, 1, tzinfo=UTC)
AGAIN = KILLED + timedelta(hours=1)
STEPS = ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir")
DIED = 9
OLD = {"a": [1.0, 2.0], "b": [3.0]}
NEW = {"a": [1.5, 2.0, 2.5], "b": [3.0], "c": [4.0]}  # a revised, b as before, c new


def strategy() -> StrategyDocument:
    indicator = {"unit": "people", "better": "none", "areas": ["county"]}
    source = {"publisher": "kolada", "kpi": "N00000"}
    return StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2020}},
            "indicators": [indicator | {"id": name, "title": name, "source": source} for name in NEW],
        }
    )


class Figures:
    """A source of one call for each indicator; none answers for an indicator it has no figures of."""

    def __init__(self, figures: Mapping[str, Sequence[float]]) -> None:
        self.figures = figures

    def fetch(
        self, wanted: Sequence[Wanted], *, kept: Kept, progress: Progress
    ) -> Iterator[tuple[str, Tidy | Any]]:
        for done, one in enumerate(wanted, start=1):
            name, request = one.indicator.id, f"GET /{one.indicator.id}"
            found = kept.answer(request)
            body = found[0] if found else repr(self.figures.get(name)).encode()
            if found is None:
                kept.keep(request, body)
            progress(done, len(wanted))
            rows = [
                Observation(name, "13", f"{2020 + at}", value=value)
                for at, value in enumerate(self.figures.get(name, ()))
            ]
            answer = Answer(request, body, found[1] if found else None)
            said = Said("Källa", "Source")
            yield name, Tidy(table=table(rows), answers=(answer,), publisher="P", source=said, worked=said)


def run(root: Path, *, figures: Mapping[str, Sequence[float]], at: datetime) -> None:
    document = strategy()
    asked = wanted(document)
    # Two sources, so that threads are killed too.
    shares = [(Figures(figures), asked[:1]), (Figures(figures), asked[1:])]
    with Store(root).writing(holder="me", since=at, wait=0, waiting=lambda _: None) as writer:
        refresh(document, asked=shares, writer=writer, at=at, progress=lambda _, __: None)


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
