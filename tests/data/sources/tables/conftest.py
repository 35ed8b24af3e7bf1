"""A file beside a strategy, asked for one indicator."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from laget.core.strategy.indicator import Indicator
from laget.core.words.said import Refusal
from laget.data.sources.source import Tidy, Wanted
from laget.data.sources.tables.files import Files

Ask = Callable[..., Tidy | Refusal]


class NothingKept:
    """A refresh that begins anew: no answer is there already, and none is asked to be kept."""

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        raise AssertionError(f"a file needs no kept answer: {request}")

    def keep(self, request: str, answer: bytes, /) -> None:
        raise AssertionError(f"a file's answer is not kept: {request}, {len(answer)} bytes")


def asked(
    folder: Path, *, unit: str = "people", wanted: tuple[str, ...] = ("13",), **source: Any
) -> Tidy | Refusal:
    """Return what the file source in `folder` answers for one indicator with this mapping."""
    indicator = Indicator.model_validate(
        {"id": "x", "title": "X", "unit": unit, "better": "none", "source": source}
    )
    calls: list[tuple[int, int]] = []
    files = Files(folder).fetch(
        [Wanted(indicator, wanted)],
        kept=NothingKept(),
        progress=lambda done, planned: calls.append((done, planned)),
    )
    ((name, answer),) = files
    assert (name, calls) == ("x", [(1, 1)])
    return answer


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Write bytes or text as figures.csv and ask for one indicator of it."""

    def write_and_ask(data: bytes | str, **source: Any) -> Tidy | Refusal:
        (tmp_path / "figures.csv").write_bytes(data.encode() if isinstance(data, str) else data)
        source.setdefault("columns", {"area": "Region", "period": "År", "value": "Värde"})
        return asked(tmp_path, file="figures.csv", **source)

    return write_and_ask


@pytest.fixture
def ask_real(real: Path) -> Ask:
    """Ask for one indicator of one of the real files."""
    return lambda file, **source: asked(real / "files", file=file, **source)
