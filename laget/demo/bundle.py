"""The example region's strategy and figures, brought from the package into a store without a network."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.resources import as_file, files

from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.refresh import refresh
from laget.data.sources.bundled import Bundled
from laget.data.store import Store, Writer
from laget.data.strategy_file import read_strategy
from laget.data.wanted import wanted


class NotBundled(Refusal):
    """Bundled figures that do not fit the example strategy."""


def bring(
    store: Store, *, at: datetime, writing: Callable[[Store], AbstractContextManager[Writer]]
) -> StrategyDocument:
    """Put the bundled figures into a store, which `writing` locks; returns the strategy in force.

    Raises NotBundled.
    """
    with as_file(files("laget.demo")) as folder:
        document = read_strategy(folder / "strategy.yaml").document
        with writing(store) as writer:
            asked = [(Bundled(folder / "figures.csv"), wanted(document))]
            came = refresh(document, asked=asked, writer=writer, at=at, progress=_silent)
    if came.failed:
        faults = [one.fault for one in came.failed if one.fault is not None]
        raise NotBundled(Said("\n".join(one.sv for one in faults), "\n".join(one.en for one in faults)))
    return document


def _silent(done: int, planned: int) -> None:
    """Bundled figures are there at once."""
