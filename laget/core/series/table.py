"""The one table shape of figures, its order, and its columns as arrays."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from laget.core.periods import period

_TYPES: dict[str, pa.DataType] = {
    "indicator": pa.string(),
    "area": pa.string(),  # Statistics Sweden's code
    "period": pa.string(),  # Period.text
    "group": pa.string(),  # total, women, men, born_in_sweden, born_abroad, or a file's own
    "value": pa.float64(),  # null is missing, never 0
    "status": pa.string(),
    "cases": pa.float64(),  # how many cases the value rests on, where that is known
}
SCHEMA = pa.schema(_TYPES)
TOTAL = "total"
PRELIMINARY = "preliminary"
FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: one indicator, one area, one period, one group. `value` None is missing."""

    indicator: str
    area: str
    period: str
    group: str = TOTAL
    value: float | None = None
    status: str = ""
    cases: float | None = None


def table(observations: Iterable[Observation]) -> pa.Table:
    """Return observations as a table of SCHEMA in its one order: indicator, area, period by time, group.

    Raises UnreadablePeriod; everything else is looked at by `checked`.
    """
    return ordered(shaped(observations))


def shaped(figures: pa.Table | Iterable[Observation]) -> pa.Table:
    """Return figures as a table of SCHEMA, rows in the order given."""
    if isinstance(figures, pa.Table):
        return figures.select(SCHEMA.names).cast(SCHEMA)
    columns = list(zip(*map(astuple, figures), strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def ordered(figures: pa.Table) -> pa.Table:
    """Return a table of SCHEMA in its one order, its periods written the one way; raises UnreadablePeriod."""
    written = Words.of(figures["period"])
    periods = [period(word) for word in written.words]
    texts = np.array([each.text for each in periods], dtype=object)
    ranks = {each: rank for rank, each in enumerate(sorted(periods))}
    rank = np.array([ranks[each] for each in periods], dtype=np.int64)
    canonical = figures.set_column(
        SCHEMA.get_field_index("period"), SCHEMA.field("period"), pa.array(texts[written.codes], pa.string())
    )
    keys = ("indicator", "area", "rank", "group")
    ranked = canonical.append_column("rank", pa.array(rank[written.codes]))
    order = pc.sort_indices(ranked, sort_keys=[(key, "ascending") for key in keys])
    return canonical.take(order).combine_chunks()


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words as the different words and, for each row, which of them it is."""

    words: list[str]
    codes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, column: "pa.ChunkedArray[Any]") -> "Words":
        encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
        words = [word or "" for word in encoded.dictionary.to_pylist()]
        return cls(words, encoded.indices.to_numpy().astype(np.int64))

    def rows_of(self, code: int) -> npt.NDArray[np.int64]:
        return np.flatnonzero(self.codes == code)


def numbers_of(column: "pa.ChunkedArray[Any]") -> npt.NDArray[np.float64]:
    """Return a column of numbers, NaN where it is null."""
    values: npt.NDArray[np.float64] = column.to_numpy().astype(np.float64)
    return values
