"""The example region as its tests see it: both versions of the strategy, and the figures' rows."""

import csv
from pathlib import Path

import pytest

from laget import demo
from laget.core.strategy.document import StrategyDocument
from laget.data.strategy_file import read_strategy

FOLDER = Path(demo.__file__).parent
VERSIONS = ("strategy.yaml", "strategy-previous.yaml")


@pytest.fixture(scope="session")
def folder() -> Path:
    """Where the example lies."""
    return FOLDER


@pytest.fixture(scope="session")
def current() -> StrategyDocument:
    """The current version of the example strategy."""
    return read_strategy(FOLDER / VERSIONS[0]).document


@pytest.fixture(scope="session")
def previous() -> StrategyDocument:
    """The version before."""
    return read_strategy(FOLDER / VERSIONS[1]).document


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> Path:
    """The file of each version in turn."""
    name: str = request.param
    return FOLDER / name


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    """The rows of figures.csv."""
    with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
