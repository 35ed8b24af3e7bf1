"""A file's bytes: found from the strategy's folder, never outside what may be read, and read whole."""

import stat
import unicodedata
from difflib import get_close_matches
from pathlib import Path

from laget.core.words.said import Said
from laget.data.sources.tables import grid
from laget.data.sources.tables.grid import Unreadable


def read_bytes(file: str, *, folder: Path, root: Path) -> bytes:
    """Return all of `file`, named from `folder` and lying under `root`, also where links lead.

    Raises Unreadable where it is not there, no file, outside `root`, empty, too large, or being written.
    """
    try:
        path = _found(file, folder=folder, root=root)
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable(
                Said(sv="det är en mapp, ingen fil", en="it is a folder, not a file")
                if stat.S_ISDIR(before.st_mode)
                else Said(sv="det är ingen vanlig fil", en="it is no ordinary file")
            )
        with path.open("rb") as opened:
            data = opened.read(grid.MOST_BYTES + 1)
        after = path.stat()
    except (OSError, ValueError, RuntimeError) as error:  # also a name no file can have, links in a ring
        reason = f" ({error.strerror})" if isinstance(error, OSError) else ""
        raise Unreadable(
            Said(sv=f"filen går inte att läsa{reason}", en=f"the file cannot be read{reason}")
        ) from error
    if len(data) > grid.MOST_BYTES:
        megabytes = grid.MOST_BYTES // 1_000_000
        raise Unreadable(
            Said(
                sv=f"filen är större än {megabytes} MB; ta bort det som inte används",
                en=f"the file is larger than {megabytes} MB; remove what is not used",
            )
        )
    same_time = before.st_mtime_ns == after.st_mtime_ns
    if not (same_time and before.st_size == after.st_size == len(data)):
        raise Unreadable(
            Said(
                sv="filen ändrades medan den lästes; försök igen när den är sparad",
                en="the file changed while it was read; try again when it is saved",
            )
        )
    if not data:
        raise Unreadable(Said(sv="filen är tom", en="the file is empty"))
    return data


def _found(file: str, *, folder: Path, root: Path) -> Path:
    path = _within(root, folder / file)
    if path.exists():
        return path
    # Some computers write å as a and a ring: the same name to a person.
    name = unicodedata.normalize("NFC", path.name)
    siblings = sorted(there.name for there in path.parent.iterdir()) if path.parent.is_dir() else []
    for there in siblings:
        if unicodedata.normalize("NFC", there) == name:
            return _within(root, path.with_name(there))
    near = get_close_matches(path.name, siblings, n=1)
    raise Unreadable(
        Said(
            sv=f"filen finns inte{''.join(f'; menas {name}?' for name in near)}",
            en=f"there is no such file{''.join(f'; is {name} meant?' for name in near)}",
        )
    )


def _within(root: Path, path: Path) -> Path:
    """Return where `path` leads, every link followed; outside `root` not even whether it exists is told."""
    whole = path.resolve()
    if whole.is_relative_to(root.resolve()):
        return whole
    raise Unreadable(
        Said(
            sv="filen ligger utanför strategins mapp och läses inte; lägg en kopia i mappen",
            en="the file lies outside the strategy's folder and is not read; put a copy in the folder",
        )
    )
