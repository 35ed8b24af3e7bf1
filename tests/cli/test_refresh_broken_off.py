"""`laget refresh` killed, interrupted, several at once, on a full disk: nothing is lost or doubled."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from laget.core.canonical import sha256
from laget.data.figures import key_of
from laget.data.store import Store
from laget.data.strategy_file import read_strategy
from tests.cli.conftest import Run
from tests.cli.refreshing import data_calls, figures, states
from tests.conftest import Replay

pytestmark = pytest.mark.usefixtures("short_waits")


def unlike_their_names(root: Path) -> list[Path]:
    named = [*root.glob("raw/*"), *root.glob("figures/*")]
    return [path for path in named if sha256(path.read_bytes()) != path.name.partition(".")[0]]


def started(*arguments: str | Path, **more: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "laget", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def test_a_full_disk_is_told_and_the_store_is_as_before(
    laget: Run, replay: Replay, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("this machine mounts no small disk")
    try:
        small = Store(disk / "store")
        assert laget("refresh", two, "--store", small.root).exit_code == 0
        before = figures(small, two)
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=44.9)
        result = laget("refresh", two, "--store", small.root)
        assert result.exit_code == 1
        assert "disken är full" in result.stderr
        assert figures(small, two) == before
        assert unlike_their_names(small.root) == []
        filler.unlink()
        assert laget("refresh", two, "--store", small.root).exit_code == 0
        assert figures(small, two) == before | {("N01982", "13", "2021", "total"): 44.9}
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_quota_that_is_used_up_is_told_and_the_store_is_as_before(
    laget: Run, replay: Replay, two: Path, store: Store
) -> None:
    limited = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "from laget.cli.app import main\n"
        "sys.argv = ['laget', *sys.argv[1:]]\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limited, "refresh", str(two)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "kvoten slut" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert unlike_their_names(store.root) == []
    assert laget("refresh", two).exit_code == 0
    assert {cell[0] for cell in figures(store, two)} == {"N01982", "U07801"}


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen within 20 s"
        time.sleep(0.02)


@pytest.fixture
def held(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Let the call for U07801 hang while a refresh is looked at, interrupted or killed."""
    monkeypatch.setenv("LAGET_READ_SECONDS", "30")
    replay.fault("data/kpi/U07801", "hang", times=1)
    return replay


def is_half_done(store: Store, replay: Replay) -> bool:
    """Say whether N01982 is kept and U07801 is asked for."""
    return any((store.root / "fetches").rglob("*.json")) and any(
        "U07801" in url for url in data_calls(replay)
    )


def test_a_refresh_killed_in_the_middle_is_taken_up_and_nothing_is_asked_for_twice(
    store: Store, held: Replay, two: Path
) -> None:
    with started("refresh", two) as killed:
        wait_until(lambda: is_half_done(store, held))
        killed.kill()
    assert store.vintages() == ()
    before = len(data_calls(held))
    with started("refresh", two) as again:
        said, fault = again.communicate()
    assert (again.returncode, fault) == (0, "")
    assert "Fortsatte hämtningen som avbröts" in said
    assert ["U07801" in url for url in data_calls(held)[before:]] == [True]
    assert [states(store, two, name) for name in ("N01982", "U07801")] == [1, 1]
    document = read_strategy(two).document
    fetched = [len(store.fetched(key_of(document, one))) for one in document.indicators]
    assert fetched == [1, 1], "nothing is doubled"


def heeding() -> None:
    """Let a process hear Ctrl-C, also where the tests themselves were started in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_refresh_says_how_it_goes_on(store: Store, held: Replay, two: Path) -> None:
    with started("refresh", two, preexec_fn=heeding) as interrupted:
        wait_until(lambda: is_half_done(store, held))
        begun = time.monotonic()
        interrupted.send_signal(signal.SIGINT)
        said, fault = interrupted.communicate()
    assert time.monotonic() - begun < 20, "it does not wait for a publisher that is silent"
    assert interrupted.returncode == 1
    assert said == ""
    assert fault.startswith("Avbruten.")
    assert "Traceback" not in fault


def test_two_refreshes_at_once_do_not_disturb_each_other(
    store: Store, held: Replay, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started("refresh", two) as first:
        wait_until(lambda: is_half_done(store, held))
        with started("refresh", two) as second:
            said, fault = second.communicate()
        assert second.returncode == 1
        assert said == ""
        waiting, refused = fault.splitlines()
        assert waiting.startswith("Väntar på lagret")
        assert refused.startswith(f"Lagret {store.root} skrivs av")
        assert f"process {first.pid}" in refused

        monkeypatch.setenv("LAGET_LOCK_SECONDS", "60")
        with started("refresh", two) as patient:
            assert patient.stderr is not None
            assert f"process {first.pid}" in patient.stderr.readline()
            first.kill()
            said, fault = patient.communicate()
    assert (patient.returncode, fault) == (0, "")
    assert {cell[0] for cell in figures(store, two)} == {"N01982", "U07801"}


def test_many_refreshes_at_once_leave_one_snapshot_of_each(
    store: Store, replay: Replay, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LOCK_SECONDS", "60")
    running = [started("refresh", two) for _ in range(3)]
    ended = [(one.communicate(), one.returncode) for one in running]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert [states(store, two, name) for name in ("N01982", "U07801")] == [1, 1]
    document = read_strategy(two).document
    assert len(store.fetched(key_of(document, document.indicators[0]))) == 3
    assert len(store.vintages()) == 1


def test_a_bar_is_shown_on_a_terminal_and_nowhere_else(held: Replay, two: Path) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "laget", "refresh", str(two)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=side) as shown:
        os.close(side)
        seen = b""
        wait = time.monotonic() + 20
        while "Hämtar".encode() not in seen and time.monotonic() < wait:
            seen += os.read(main, 4096)
        shown.kill()
    os.close(main)
    assert "Hämtar".encode() in seen

    held.no_faults()
    held.fault("data/kpi/U07801", "503", times=2, retry_after=1)
    with started("refresh", two) as hidden:
        said, fault = hidden.communicate()
    assert fault == ""
    assert "Hämtar" not in said
    assert "\x1b" not in said
