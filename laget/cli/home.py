"""Where an installation keeps what it has: LAGET_HOME, and the store in it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from laget.cli.speech import say, t
from laget.core.words.said import Refusal, Said
from laget.data.lock import holder_name
from laget.data.store import Store, Writer

WAIT = 60.0  # seconds for another writer, unless LAGET_LOCK_SECONDS says otherwise

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        help=t(sv="Lagret; annars $LAGET_HOME/store.", en="The store; else $LAGET_HOME/store."),
    ),
]


class BadSetting(Refusal):
    """A setting in the environment that cannot be read."""


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
        wait=_lock_seconds(),
        waiting=lambda said: print(say(said), file=sys.stderr),
    ) as writer:
        yield writer


def _lock_seconds() -> float:
    written = os.environ.get("LAGET_LOCK_SECONDS", str(WAIT))
    try:
        return float(written)
    except ValueError:
        raise BadSetting(
            Said(
                sv=f"LAGET_LOCK_SECONDS ska vara ett antal sekunder, inte ”{written}”.",
                en=f'LAGET_LOCK_SECONDS must be a number of seconds, not "{written}".',
            )
        ) from None
