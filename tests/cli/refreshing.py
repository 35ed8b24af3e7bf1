"""What the tests of `laget refresh` and `laget preflight` share: a strategy, waits, what the store holds."""

import json
from pathlib import Path
from typing import Any

from laget.core.strategy.document import StrategyDocument
from laget.data.figures import key_of
from laget.data.store import Store
from laget.data.strategy_file import read_strategy
from tests.conftest import Replay

Cell = tuple[str, str, str, str]  # indicator, area, period, group
SHORT_WAITS = {
    "LAGET_KOLADA_CALLS_PER_SECOND": "1000",
    "LAGET_WAIT_SECONDS": "0.01",
    "LAGET_READ_SECONDS": "10",
    "LAGET_LOCK_SECONDS": "0.2",
}


def strategy_of(folder: Path, indicators: list[dict[str, Any]], **more: Any) -> Path:
    """Write a strategy of these indicators into a folder; `more` are further keys of the file."""
    common = {"unit": "fritt", "better": "none"}
    document = {
        "format": "laget/1",
        "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
        "strategy": {"id": "rus", "version": 1, "title": "Prov", "period": {"from": 2020}},
        "indicators": [common | {"title": one["id"]} | one for one in indicators],
    }
    path = folder / "strategi.json"
    path.write_text(json.dumps(document | more, ensure_ascii=False), encoding="utf-8")
    return path


def kolada(*kpis: str, areas: tuple[str, ...] = ("13", "00"), **more: Any) -> list[dict[str, Any]]:
    """Return an indicator for each of Kolada's ids."""
    return [
        {"id": kpi, "source": {"publisher": "kolada", "kpi": kpi}, "areas": list(areas)} | more
        for kpi in kpis
    ]


def figures(store: Store, strategy: Path) -> dict[Cell, float | None]:
    """Return every cell of the latest snapshots."""
    document: StrategyDocument = read_strategy(strategy).document
    latest = [store.latest(key_of(document, one)) for one in document.indicators]
    tables = [store.table(one.hash) for one in latest if one is not None]
    names = ("indicator", "area", "period", "group", "value")
    return {
        (indicator, area, period, group): value
        for table in tables
        for indicator, area, period, group, value in zip(
            *(table[name].to_pylist() for name in names), strict=True
        )
    }


def states(store: Store, strategy: Path, indicator: str) -> int:
    """Return in how many states an indicator has been."""
    document = read_strategy(strategy).document
    return len(store.snapshots(key_of(document, document.indicator(indicator))))


def data_calls(replay: Replay) -> list[str]:
    """Return the addresses that figures were asked for at, oldest first."""
    return [call["url"] for call in replay.log() if "/data" in call["url"]]
