"""One writer at a time: the second waits or is told who writes, and a killed one holds nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from laget.core.words.said import Refusal, Said
from laget.data import store as store_module
from laget.data.lock import StoreBusy, holder_name
from laget.data.snapshot import Acceptance
from laget.data.store import Store

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOLDING = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from laget.data.store import Store
since = datetime(2025, 3, 1, 12, tzinfo=UTC)
with Store(Path(sys.argv[1])).writing(holder="Anna@kontoret", since=since, wait=0, waiting=print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def another_holds(root: Path, *, seconds: float) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(root), str(seconds)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def take(root: Path, *, wait: float) -> list[Said]:
    told: list[Said] = []
    with Store(root).writing(holder="me", since=NOON, wait=wait, waiting=told.append):
        return told


def test_the_second_is_told_who_writes_and_since_when(tmp_path: Path) -> None:
    with another_holds(tmp_path, seconds=60):
        with pytest.raises(StoreBusy) as refused:
            take(tmp_path, wait=0.2)
        for sentence in (refused.value.said.sv, refused.value.said.en):
            assert "Anna@kontoret" in sentence
            assert "2025-03-01 12:00:00+00:00" in sentence


def test_the_second_waits_is_told_so_once_and_goes_on(tmp_path: Path) -> None:
    with another_holds(tmp_path, seconds=0.5):
        (told,) = take(tmp_path, wait=30)
    assert "Väntar" in told.sv
    assert "Anna@kontoret" in told.en


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with another_holds(tmp_path, seconds=60) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert "Anna@kontoret" in (tmp_path / "lock").read_text()
        assert take(tmp_path, wait=0) == []


def test_a_holder_says_user_machine_and_process() -> None:
    assert str(os.getpid()) in holder_name()
    assert "@" in holder_name()


def test_a_lock_let_go_names_nobody(tmp_path: Path) -> None:
    take(tmp_path, wait=0)
    assert (tmp_path / "lock").read_bytes() == b""


def race(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let six writers say yes to one alarm and two of their own; return what went wrong."""
    sync = os.fsync

    def slow_sync(handle: int) -> None:
        time.sleep(0.002)  # long enough for the others to come between
        sync(handle)

    monkeypatch.setattr(os, "fsync", slow_sync)
    wrong: list[str] = []
    answers = set()
    start = threading.Barrier(6)

    def write(name: str) -> None:
        start.wait()
        for alarm in (f"{name}-first", "shared", f"{name}-last"):
            try:
                with Store(root).writing(holder=name, since=NOON, wait=30, waiting=lambda _: None) as writer:
                    kept = writer.accept(Acceptance(alarm=alarm, by=name, reason="ja", at=NOON))
                if alarm == "shared":
                    answers.add(kept.by)
            except (Refusal, OSError) as fault:
                wrong.append(f"{name}: {fault}")

    writers = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    if len(answers) != 1:
        wrong.append(f"several hold that theirs is the first yes: {answers}")
    if len(Store(root).accepted()) != 13:
        wrong.append(f"{len(Store(root).accepted())} alarms of 13 are kept")
    return wrong


def test_writers_that_come_at_once_do_not_disturb_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert race(tmp_path, monkeypatch) == []


def test_without_the_lock_the_race_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "locked", lambda *_, **__: nullcontext())
    assert race(tmp_path, monkeypatch) != []
