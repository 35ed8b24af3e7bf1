"""Answers of a refresh under way, kept so that an interrupted one can be continued without asking again."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Self

from laget.core.canonical import sha256
from laget.data.durable import make_folder, write_whole, writing_to

STAMP = "%Y%m%dT%H%M%S%fZ"
CONTINUED_WITHIN = timedelta(days=1)  # older answers are no longer the same refresh


class Partial:
    """One folder for each attempt, named by when it began; all are gone once the refresh has completed.

    To be used in a `with` block: a thread that comes with an answer after it has ended keeps nothing.
    Each answer begins with the hash of its own bytes: one that was damaged is asked for again.
    """

    def __init__(self, folder: Path, *, at: datetime, by_way_of: Path) -> None:
        self._folder, self._by_way_of, self._at = folder, by_way_of, at
        self.begun = frozenset(self._attempts())
        """When the interrupted attempts that are continued here began."""
        self._open, self._lock = True, Lock()
        with writing_to(folder):
            make_folder(self._attempt(at))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._open = False

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        """Return the answer that an attempt got to `request`, and when that attempt began."""
        for begun in (self._at, *sorted(self.begun, reverse=True)):
            with suppress(FileNotFoundError):
                named, _, data = (
                    (self._attempt(begun) / sha256(request.encode())).read_bytes().partition(b"\n")
                )
                if sha256(data).encode() == named:
                    return data, begun
        return None

    def keep(self, request: str, answer: bytes, /) -> None:
        """Keep an answer as soon as it has come; raises CannotWrite."""
        data = sha256(answer).encode() + b"\n" + answer
        with self._lock:
            if self._open:
                path = self._attempt(self._at) / sha256(request.encode())
                write_whole(path, data, by_way_of=self._by_way_of)

    def done(self) -> None:
        """Forget every answer: the refresh has completed. Raises CannotWrite."""
        with self._lock, writing_to(self._folder):
            self._open = False
            gone = self._folder.rename(
                self._by_way_of / "done"
            )  # at once, so that a crash leaves all or none
            shutil.rmtree(gone)

    def _attempt(self, begun: datetime) -> Path:
        return self._folder / begun.astimezone(UTC).strftime(STAMP)

    def _attempts(self) -> list[datetime]:
        if not self._folder.is_dir():
            return []
        begun = [
            datetime.strptime(path.name, STAMP).replace(tzinfo=UTC) for path in self._folder.glob("[0-9]*Z")
        ]
        return [one for one in begun if timedelta(0) <= self._at - one <= CONTINUED_WITHIN]
