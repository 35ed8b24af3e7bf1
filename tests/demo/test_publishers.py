"""The bundled figures beside the publishers': a refresh gives the same, figure by figure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pytest

from laget.core.strategy.document import FileSource, StrategyDocument
from laget.data.http import Client
from laget.data.partial import Partial
from laget.data.sources import kolada
from laget.data.sources.bundled import Bundled
from laget.data.sources.pxweb import pxweb
from laget.data.sources.source import Kept, Source, Wanted
from laget.data.wanted import wanted


class Serving(Protocol):
    """A server that answers as the publishers do."""

    @property
    def kolada(self) -> str: ...

    @property
    def scb(self) -> str: ...


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with Client(folder=tmp_path / "catalogues") as client:
        yield client


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Partial(tmp_path / "kept", at=datetime(2026, 6, 30, tzinfo=UTC), by_way_of=tmp_path) as kept:
        yield kept


def _figures(source: Source, asked: Iterable[Wanted], kept: Kept) -> dict[str, pa.Table]:
    """Return each indicator's figures; the publisher's marks are left out, the bundled file has its own."""
    tables = {}
    for indicator, tidy in source.fetch(list(asked), kept=kept, progress=lambda *_: None):
        assert not isinstance(tidy, Exception), tidy
        tables[indicator] = tidy.table.select(["area", "period", "group", "value"])
    return tables


def _published(version: StrategyDocument, *, by: str) -> list[Wanted]:
    return [
        one
        for one in wanted(version)
        if not isinstance(one.indicator.source, FileSource) and one.indicator.source.publisher == by
    ]


@pytest.mark.parametrize("version", ["current", "previous"])
def test_kolada_gives_what_is_bundled(
    version: str, folder: Path, client: Client, kept: Kept, replay: Serving, request: pytest.FixtureRequest
) -> None:
    asked = _published(request.getfixturevalue(version), by="kolada")
    publisher = kolada.publisher({"LAGET_KOLADA_URL": replay.kolada, "LAGET_KOLADA_CALLS_PER_SECOND": "1000"})
    source = kolada.Kolada(client, publisher=publisher, today=date(2026, 6, 30))

    published = _figures(source, asked, kept)

    assert len(published) > 10
    assert published == _figures(Bundled(folder / "figures.csv"), asked, kept)


def test_statistics_sweden_gives_what_is_bundled(
    folder: Path, client: Client, kept: Kept, replay: Serving, current: StrategyDocument
) -> None:
    asked = _published(current, by="scb")
    source = pxweb.Pxweb(client, publisher=pxweb.publisher("scb", {"LAGET_SCB_URL": replay.scb}))

    published = _figures(source, asked, kept)

    assert published.keys() == {"folkmangd-april"}
    assert published == _figures(Bundled(folder / "figures.csv"), asked, kept)
