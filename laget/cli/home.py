"""Where an installation keeps what it has: LAGET_HOME, and the store in it."""

import os
from pathlib import Path

from laget.data.store import Store


def home() -> Path:
    """Return the installation's folder: LAGET_HOME, else `.laget` where the command is started."""
    return Path(os.environ.get("LAGET_HOME") or ".laget")


def store_at(folder: Path | None) -> Store:
    """Return the store in `folder`, else the installation's own."""
    return Store(folder if folder is not None else home() / "store")
