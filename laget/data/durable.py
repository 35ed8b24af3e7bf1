"""Writes that are whole or not there: a temporary file, fsync, rename, fsync of the folder."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

from laget.core.words.said import Refusal, Said


class CannotWrite(Refusal):
    """The disk says no: what stood there before still does."""


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn what the disk answers into a sentence about `place`; raises CannotWrite."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(_sentence(error, place)) from error


def write_whole(path: Path, data: bytes, *, by_way_of: Path | None = None) -> None:
    """Make `path` hold `data`: after a crash it holds all of it, or what it held before.

    The temporary file lies in `by_way_of`, a folder on the same disk, or beside `path`. Raises CannotWrite.
    """
    write_all([(path, data)], by_way_of=by_way_of)


def write_all(files: Iterable[tuple[Path, bytes]], *, by_way_of: Path | None = None) -> None:
    """Write each file whole, in order, with one fsync for each folder at the end; raises CannotWrite."""
    folders: dict[Path, None] = {}
    for path, data in files:
        with writing_to(path):
            make_folder(path.parent)
            temporary = (by_way_of or path.parent) / f".{path.name}.{os.getpid()}.{get_ident()}.tmp"
            try:
                _write_and_sync(temporary, data)
                temporary.replace(path)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
                raise
        folders[path.parent] = None
    for folder in folders:
        with writing_to(folder):
            _sync_folder(folder)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it, so that they outlive a crash; raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    _sync_folder(folder.parent)


def _write_and_sync(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(error: OSError, place: Path) -> Said:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            sv, en = (
                "disken är full eller kvoten slut; frigör utrymme",
                "the disk is full or the quota used up; make room",
            )
        case errno.EROFS:
            sv, en = (
                "disken går bara att läsa; välj en annan mapp",
                "the disk is read-only; choose another folder",
            )
        case errno.EACCES | errno.EPERM:
            sv, en = (
                "du får inte skriva där; ändra rättigheterna",
                "you may not write there; change the permissions",
            )
        case errno.ENOTDIR | errno.EEXIST | errno.EISDIR:
            sv, en = (
                "en fil står där en mapp ska vara; flytta den",
                "a file stands where a folder should be; move it",
            )
        case _:
            sv = en = error.strerror or type(error).__name__
    return Said(
        sv=f"Kan inte skriva {place}: {sv} och kör igen. Det som fanns är orört.",
        en=f"Cannot write {place}: {en} and run again. What was there is untouched.",
    )
