"""A bar for what takes more than a second, where somebody looks on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from laget.cli.speech import say
from laget.core.words.said import Said
from laget.data.sources.source import Progress as Told

PATIENCE = 1.0  # seconds before a bar is shown


@contextmanager
def progress_bar(what: Said) -> Iterator[Told]:
    """Return what is to be told how many are done and planned; shows it on a terminal, and only there."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(say(what), total=None)
    shown = Timer(PATIENCE, bar.start)
    shown.daemon = True
    shown.start()
    try:
        yield lambda done, planned: bar.update(task, completed=done, total=planned)
    finally:
        shown.cancel()
        shown.join()
        bar.stop()
