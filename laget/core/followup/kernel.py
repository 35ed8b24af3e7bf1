"""The kernel of every engine: one row a target with its series in, verdict and trend out, as Arrow."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from laget.core.followup.batch import Panel, Targets, block_of
from laget.core.followup.methods.method import Floats, Ints, Kind, Method
from laget.core.followup.reach import REACHES, reach_of
from laget.core.followup.reason import REASONS
from laget.core.followup.trend import corrected_p, exact_p, trend
from laget.core.words.said import Refusal, Said

KINDS = {kind.name.lower(): float(kind) for kind in Kind}
WAYS = {"higher": 1.0, "lower": -1.0, "": np.nan}
NUMBERS = ("value", "low", "high", "base_year", "base_value", "year", "as_of", "limit")
VERDICTS = pa.schema(
    [
        ("series", pa.string()),
        ("class", pa.dictionary(pa.int8(), pa.string())),
        ("reach", pa.dictionary(pa.int8(), pa.string())),
        ("reason", pa.dictionary(pa.int8(), pa.string())),
        ("progress_value", pa.float64()),
        ("score", pa.float64()),
        ("projected", pa.float64()),
        ("base_year_used", pa.int64()),
        ("last_year_used", pa.int64()),
        ("s", pa.int64()),
        ("z", pa.float64()),
        ("p", pa.float64()),
        ("p_exact", pa.float64()),
        ("p_corrected", pa.float64()),
        ("slope", pa.float64()),
        ("intercept", pa.float64()),
    ]
)


class RowsRefused(Refusal):
    """Rows that cannot be judged as they stand."""


def verdicts(rows: pa.RecordBatch, *, method: Method) -> pa.RecordBatch:
    """Return a row of VERDICTS for each of `rows`, in their order; null is none.

    `rows` have `series` (text), `years` and `figures` (lists of the same length, in any order; null or NaN
    is missing), `kind` and `better` (the words of `laget judge`), and any of NUMBERS. Raises RowsRefused for
    an unknown word, a target without what its kind needs, and a series with a year twice.
    """
    panel = _panel(rows.column("years"), rows.column("figures"))
    block = block_of(_targets(rows), panel=panel)
    judged = method.judge(block)
    found = trend(block.years, block.values)
    return pa.record_batch(
        [
            rows.column("series").cast(pa.string()),
            _words(judged.classes, method.classes),
            _words(reach_of(method, block, judged), REACHES),
            _words(judged.reason, REASONS),
            _numbers(judged.progress),
            _numbers(judged.score),
            _numbers(judged.projected),
            _years(judged.base_year_used),
            _years(judged.last_year_used),
            pa.array(found.s),
            _numbers(found.z),
            _numbers(found.p),
            _numbers(exact_p(block.values, found)),
            _numbers(corrected_p(block.years, block.values, found)),
            _numbers(found.slope),
            _numbers(found.intercept),
        ],
        schema=VERDICTS,
    )


def _panel(years: "pa.Array[Any]", figures: "pa.Array[Any]") -> Panel:
    """Return lists of years and figures as one panel, a row each."""
    lengths = pc.list_value_length(years).fill_null(0).to_numpy()
    row = np.repeat(np.arange(len(lengths)), lengths)
    year = pc.list_flatten(years).to_numpy(zero_copy_only=False).astype(np.int64)
    figure = pc.list_flatten(figures).to_numpy(zero_copy_only=False).astype(np.float64)
    known, place = np.unique(year, return_inverse=True)
    values = np.full((len(lengths), len(known)), np.nan)
    values[row, place] = figure
    if np.isfinite(values).sum() < np.isfinite(figure).sum():
        raise RowsRefused(Said("en serie har två värden för ett år", "a series has two values for one year"))
    return Panel(years=known, values=values)


def _targets(rows: pa.RecordBatch) -> Targets:
    kind = _coded(rows, "kind", KINDS)
    way = _coded(rows, "better", WAYS)
    number = {
        name: rows.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False)
        if name in rows.schema.names
        else np.full(rows.num_rows, np.nan)
        for name in NUMBERS
    }
    corridor, low, high = kind == Kind.CORRIDOR, number["low"], number["high"]
    _refuse(rows, ~corridor & np.isnan(way), "better saknas", "better is missing")
    _refuse(rows, (kind == Kind.VALUE) & np.isnan(number["value"]), "value saknas", "value is missing")
    _refuse(rows, corridor & ~(low <= high), "low och high är ingen korridor", "low and high are no corridor")
    return Targets(
        series=np.arange(rows.num_rows),
        kind=kind.astype(np.int8),
        way=way,
        threshold=np.where((kind == Kind.VALUE) | (kind == Kind.HOLD), number["value"], np.nan),
        low=low,
        high=high,
        target_year=number["year"],
        base_year=number["base_year"],
        base_value=number["base_value"],
        limit=number["limit"],
        as_of=number["as_of"],
    )


def _refuse(rows: pa.RecordBatch, wrong: NDArray[np.bool_], sv: str, en: str) -> None:
    for row in np.flatnonzero(wrong)[:1].tolist():
        series = rows.column("series")[row]
        raise RowsRefused(Said(f"målet på serien {series}: {sv}", f"the target on the series {series}: {en}"))


def _coded(rows: pa.RecordBatch, name: str, codes: Mapping[str, float]) -> Floats:
    """Return a column of words as numbers; raises RowsRefused for a word that is none of `codes`."""
    encoded = rows.column(name).cast(pa.string()).fill_null("").dictionary_encode()
    words = [str(word) for word in encoded.dictionary.to_pylist()]
    unknown = [word for word in words if word not in codes]
    if unknown:
        known = ", ".join(word for word in codes if word)
        raise RowsRefused(
            Said(
                f"{name}: ”{unknown[0]}” är ingen av {known}.", f"{name}: “{unknown[0]}” is none of {known}."
            )
        )
    coded: Floats = np.array([codes[word] for word in words], np.float64)[encoded.indices.to_numpy()]
    return coded


def _words(places: NDArray[np.int8], words: Sequence[str]) -> "pa.Array[Any]":
    """Return words by their places, "not_judged" at -1 and null where the word is empty."""
    every = [*words, "not_judged"]
    place = np.where(places < 0, len(words), places).astype(np.int8)
    empty = np.array([not word for word in every])[place]
    return pa.DictionaryArray.from_arrays(cast(pa.Int8Array, pa.array(place, mask=empty)), every)


def _numbers(numbers: Floats) -> "pa.Array[Any]":
    return pa.array(numbers, mask=~np.isfinite(numbers))


def _years(years: Ints) -> "pa.Array[Any]":
    return pa.array(years, mask=years < 0)
