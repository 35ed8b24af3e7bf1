"""Where an installation keeps what it has: LAGET_HOME, and the store in it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from laget.cli.speech import say
from laget.data.limits import number
from laget.data.lock import holder_name
from laget.data.store import Store, Writer

WAIT = 60.0  # seconds for another writer, unless LAGET_LOCK_SECONDS says otherwise


def home() -> Path:
    """Return the installation's folder: LAGET_HOME, else `.laget` where the command is started."""
    return Path(os.environ.get("LAGET_HOME") or ".laget")


def store_at(folder: Path | None) -> Store:
    """Return the store in `folder`, else the installation's own."""
    return Store(folder if folder is not None else home() / "store")


@contextmanager
def writing(store: Store) -> Iterator[Writer]:
    """Hold the store's lock as this process, telling on standard error of another that is waited for."""
    with store.writing(
        holder=holder_name(),
        since=datetime.now(UTC),
        wait=number(os.environ, "LAGET_LOCK_SECONDS", otherwise=WAIT, least=0, most=86_400),
        waiting=lambda said: print(say(said), file=sys.stderr),
    ) as writer:
        yield writer
