"""What the tests of the sources share: a client with short waits, and the answers of a refresh under way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from laget.data.http import Client
from laget.data.limits import Limits


@dataclass
class Answers:
    """The answers of a refresh under way, in memory; `earlier` are of an attempt that was broken off."""

    earlier: Mapping[str, tuple[bytes, datetime]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        return self.earlier.get(request)

    def keep(self, request: str, answer: bytes, /) -> None:
        self.kept[request] = answer


@pytest.fixture
def answers() -> Answers:
    """A new refresh, of which nothing has come yet."""
    return Answers()


@pytest.fixture
def limits() -> Limits:
    """Waits so short that a test can go through all tries."""
    return Limits(connect_seconds=2, read_seconds=0.3, wait_seconds=0.005, longest_wait_seconds=3)


@pytest.fixture
def client(tmp_path: Path, limits: Limits) -> Iterator[Client]:
    """A client with those waits, and a day's folder of its own."""
    with Client(folder=tmp_path / "day", limits=limits) as client:
        yield client
