"""A refresh of all 70 real indicators from the replay server, beside a plain loop of the same calls."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from laget.cli.refresh import refreshed
from laget.core.areas import from_kolada
from laget.data.store import Store
from laget.data.strategy_file import read_strategy

SHARED = Path(__file__).resolve().parents[2] / "shared"
TIMES = 5
WITHOUT_WAITS = {"LAGET_KOLADA_CALLS_PER_SECOND": "1000", "LAGET_CALLS_AT_ONCE": "4"}


def run() -> None:
    """Print wall and processor seconds of ours and the plain loop's, the best of five, and their ratio."""
    if not (SHARED / "replay" / "replay.py").is_file():
        print("refresh: skipped, the replay server (../shared/replay) is not on this machine")
        return
    with replayed() as base, tempfile.TemporaryDirectory() as folder:
        strategy = strategy_of_all(Path(folder))
        os.environ |= WITHOUT_WAITS | {"LAGET_KOLADA_URL": f"{base}/kolada/v3"}
        ours = [ours_once(strategy, Path(folder) / "store")]
        calls, peers = called(base), []
        for number in range(TIMES):  # side by side, so that a busy machine is as busy for both
            ours.append(ours_once(strategy, Path(folder) / f"store-{number}"))
            peers.append(measured(lambda: plain_loop(base, calls)))
    wall, own = min(ours)
    peer_wall, peer_own = min(peers)
    print(f"refresh of 70 indicators, {len(calls)} calls, without polite waits, best of {TIMES}:")
    for name, seconds, own_seconds in (("ours", wall, own), ("plain loop", peer_wall, peer_own)):
        share = own_seconds / seconds
        print(f"  {name:10}  {seconds:6.3f} s, of which its own code {own_seconds:6.3f} s ({share:.0%})")
    print(f"  ours / plain loop: {wall / peer_wall:.2f}")


def ours_once(strategy: Path, store: Path) -> tuple[float, float]:
    """Refresh into an empty store: fetch, look at, keep raw answers, Parquet and records, each synced."""
    file = read_strategy(strategy)
    return measured(lambda: refreshed(file, store=Store(store), now=datetime.now(UTC)))


def plain_loop(base: str, calls: list[str]) -> int:
    """Make the same calls one after another with requests and parse their JSON; keep nothing."""
    rows = 0
    with requests.Session() as session:
        for call in calls:
            rows += len(session.get(base + call, timeout=30).json()["values"])
    return rows


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds on the wall and of this process' processor time that `work` takes."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - own


def called(base: str) -> list[str]:
    with requests.get(f"{base}/_log", timeout=30) as answer:
        return [call["url"] for call in answer.json()]


def strategy_of_all(folder: Path) -> Path:
    """Write a strategy of every indicator in the real figures, each for the areas it has."""
    areas: dict[str, set[str]] = {}
    with gzip.open(SHARED / "real" / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            areas.setdefault(row["kpi"], set()).add(from_kolada(row["municipality"]).code)
    indicators: list[dict[str, Any]] = [
        {
            "id": kpi,
            "title": kpi,
            "unit": "as published",
            "better": "none",
            "source": {"publisher": "kolada", "kpi": kpi},
            "areas": sorted(codes),
        }
        for kpi, codes in areas.items()
    ]
    document = {
        "format": "laget/1",
        "region": {"slug": "halland", "code": "13", "name": "An example"},
        "strategy": {"id": "bench", "version": 1, "title": "All", "period": {"from": 2020}},
        "indicators": indicators,
    }
    path = folder / "strategy.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@contextmanager
def replayed() -> Iterator[str]:
    """Run a replay server for as long as it is needed; return its base address."""
    command = [sys.executable, str(SHARED / "replay" / "replay.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().removesuffix("/kolada/v3")
        finally:
            process.terminate()


if __name__ == "__main__":
    run()
