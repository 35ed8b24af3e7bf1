"""The example strategy of the package, which every operation is tried on."""

from importlib.resources import as_file, files

import pytest

from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import read_strategy


@pytest.fixture(scope="session")
def example() -> StrategyDocument:
    """The example region's strategy: elements, indicators, targets, links and plans."""
    with as_file(files("laget.demo")) as folder:
        return read_strategy(folder / "strategy.yaml").document
