"""The engine of one machine: DuckDB brings a target and its series together, the kernel judges them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from laget.core.followup.kernel import verdicts
from laget.core.followup.methods.method import Method

ROWS = 20_000  # targets judged at a time
TOGETHER = """
    SELECT targets.*, series_of.years, series_of.figures
    FROM read_parquet($targets, file_row_number = true) AS targets
    LEFT JOIN (
        SELECT series, list(year) AS years, list(value) AS figures
        FROM read_parquet($figures)
        WHERE value IS NOT NULL
        GROUP BY series
    ) AS series_of USING (series)
    ORDER BY targets.file_row_number
"""


def judged_parquet(
    *, figures: Path, targets: Path, method: Method, threads: int = 2, memory: str = "700MB"
) -> Iterator[pa.RecordBatch]:
    """Judge every target of a Parquet file by `method`; see core's kernel for the columns of the answer.

    `figures` has a row an observation, in any order: `series` (text), `year` (integer) and `value` (number,
    null where missing). `targets` has a row a target: `series` and the other columns of `laget judge`'s
    targets.csv, numbers as numbers; `kind` and `better` are needed, the rest may be left out. The verdicts
    come in the targets' order, some thousands at a time. DuckDB may use so much `memory`, and then turns to
    the disk. Raises RowsRefused, and duckdb.Error where a file is no such table.
    """
    with duckdb.connect() as connection:
        connection.execute("SET threads = $threads", {"threads": threads})
        connection.execute("SET memory_limit = $memory", {"memory": memory})
        together = connection.sql(TOGETHER, params={"targets": str(targets), "figures": str(figures)})
        for rows in together.to_arrow_reader(ROWS):
            yield verdicts(rows, method=method)
