"""Series of 20 years from Parquet to verdicts (destatis, Mann-Kendall, Theil-Sen) on two threads.

The peer reads the same file with pyarrow and tests each series with pymannkendall, on the first of them.
"""

import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pymannkendall

from laget.core.followup.methods import METHODS
from laget.data.engine.local import judged_parquet

SIZES = (10_000, 174_000, 1_000_000)
YEARS = np.arange(2005, 2025, dtype=np.int32)
SAMPLE = 1_000


def run() -> None:
    """Print the seconds and the peak memory for each size, each in a process of its own, and the peer's."""
    print(f"{'series':>10}{'seconds':>10}{'µs a series':>13}{'peak MB':>9}{'peer µs':>10}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            write(folder, size)
            ours = json.loads(
                subprocess.run(
                    [sys.executable, "-m", "bench.engine", name], check=True, capture_output=True, text=True
                ).stdout
            )
            assert ours["rows"] == size
            each, peer = ours["seconds"] / size * 1e6, one_by_one(folder) / SAMPLE * 1e6
            print(
                f"{size:>10,}{ours['seconds']:>10.2f}{each:>13.1f}{ours['peak']:>9,}{peer:>10.0f}"
                f"{peer / each:>7.0f}×",
                flush=True,
            )


def write(folder: Path, size: int) -> None:
    """Write figures of `size` series, and a target on each."""
    generator = np.random.Generator(np.random.PCG64(1))
    names = pa.array([f"N{number // 870:05}:{number % 870:04}" for number in range(size)])
    kinds: dict[str, pa.DataType] = {"series": pa.string(), "year": pa.int32(), "value": pa.float64()}
    schema = pa.schema(kinds)
    with pq.ParquetWriter(folder / "figures.parquet", schema) as writer:
        for start in range(0, size, 50_000):
            some = names[start : start + 50_000]
            rows = np.repeat(np.arange(len(some)), len(YEARS))
            values = generator.normal(50, 10, len(rows)).round(1)
            columns = {"series": some.take(rows), "year": np.tile(YEARS, len(some)), "value": values}
            writer.write_table(pa.table(columns, schema=schema))
    target: dict[str, Any] = {"kind": "value", "better": "higher", "value": 55.0, "year": 2030}
    same: dict[str, Any] = {name: pa.repeat(pa.scalar(one), size) for name, one in target.items()}
    pq.write_table(pa.table({"series": names, **same}), folder / "targets.parquet")


def one_by_one(folder: Path) -> float:
    """Return the seconds that pymannkendall takes for the first SAMPLE series, reading included."""
    start = time.perf_counter()
    rows = itertools.islice(pq.ParquetFile(folder / "figures.parquet").iter_batches(SAMPLE * len(YEARS)), 1)
    values = next(rows).column("value").to_numpy().reshape(SAMPLE, len(YEARS))
    with np.errstate(invalid="ignore"):  # where the corrected variance is below zero
        for series in values:
            pymannkendall.original_test(series)
            pymannkendall.hamed_rao_modification_test(series)
    return time.perf_counter() - start


def measured(folder: Path) -> dict[str, float]:
    """Judge what lies in `folder`; return rows, seconds and the peak memory of this process in MB."""
    start = time.perf_counter()
    batches = judged_parquet(
        figures=folder / "figures.parquet", targets=folder / "targets.parquet", method=METHODS["destatis"]
    )
    rows = sum(batch.num_rows for batch in batches)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"rows": rows, "seconds": seconds, "peak": peak}


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
