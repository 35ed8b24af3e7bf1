"""A folder of files, each named by the SHA-256 of its bytes: written whole, cleared of what nobody has."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from laget.core.canonical import sha256
from laget.data.durable import write_whole, writing_to


def path_of(folder: Path, name: str) -> Path:
    """Return where bytes with this SHA-256 lie, or would."""
    return folder / name[:2] / name


def keep_bytes(folder: Path, data: bytes) -> str:
    """Keep bytes and return their SHA-256; the same bytes lie there once. Raises CannotWrite."""
    name = sha256(data)
    path = path_of(folder, name)
    if path.is_file() and path.stat().st_size == len(data):
        with writing_to(path):
            os.utime(path)  # as if written now: whoever clears leaves what somebody has just brought
    else:
        write_whole(path, data)
    return name


def clear_bytes(folder: Path, *, had: Collection[str], before: float) -> int:
    """Remove the bytes that nobody has and that were last brought before a time; returns how many.

    `had` are the SHA-256 of those that somebody has; `before` is in seconds since 1970. What a write that was
    broken off left goes too.
    """
    gone = 0
    for path in sorted(folder.glob("??/*")):
        if path.name not in had:
            with suppress(FileNotFoundError):  # another has cleared it
                if path.stat().st_mtime < before:
                    path.unlink()
                    gone += 1
    return gone
