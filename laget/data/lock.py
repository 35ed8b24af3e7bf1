"""The lock of a store: one writer at a time, known by name, let go by the system when it dies."""

import fcntl
import getpass
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from laget.core.words.said import Refusal, Said
from laget.data.durable import make_folder, writing_to

PAUSE = 0.05  # seconds between two tries


class StoreBusy(Refusal):
    """Somebody else is writing, and did not finish while we waited."""


def holder_name() -> str:
    """Return who this process is, as others are told: user, machine and process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()} (process {os.getpid()})"


@contextmanager
def locked(
    path: Path, *, holder: str, since: datetime, wait: float, waiting: Callable[[Said], None]
) -> Iterator[None]:
    """Hold the lock at `path`; where another holds it, tell who by `waiting` and wait up to `wait` seconds.

    The lock is the system's own (flock): a killed holder's is free at once. Raises StoreBusy, CannotWrite.
    """
    with writing_to(path):
        make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(handle, path=path, wait=wait, waiting=waiting)
        with writing_to(path):
            os.truncate(handle, 0)
            os.pwrite(
                handle, json.dumps({"holder": holder, "since": since.isoformat(" ", "seconds")}).encode(), 0
            )
        try:
            yield
        finally:
            with suppress(OSError):  # the name is for others to read; the lock itself is let go below
                os.truncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int, *, path: Path, wait: float, waiting: Callable[[Said], None]) -> None:
    deadline = time.monotonic() + wait
    told = False
    while not _is_taken(handle, path=path):
        sv, en = _held_by(path)
        if time.monotonic() >= deadline:
            raise StoreBusy(
                Said(
                    sv=f"Lagret {path.parent} skrivs av {sv}. Vänta på det och kör igen.",
                    en=f"The store {path.parent} is being written by {en}. Wait for that and run again.",
                )
            )
        if not told:
            waiting(
                Said(
                    sv=f"Väntar på lagret {path.parent}, som skrivs av {sv}.",
                    en=f"Waiting for the store {path.parent}, which is being written by {en}.",
                )
            )
            told = True
        time.sleep(PAUSE)


def _is_taken(handle: int, *, path: Path) -> bool:
    with writing_to(path):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _held_by(path: Path) -> tuple[str, str]:
    try:
        kept = json.loads(path.read_bytes())
        return f"{kept['holder']} sedan {kept['since']}", f"{kept['holder']} since {kept['since']}"
    except (OSError, ValueError, KeyError):  # the holder has the lock and has not written its name yet
        return "någon annan", "somebody else"
