"""The two files of `laget judge`: series as a panel, and targets on them."""

import math
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from laget.core.followup.batch import Panel, Targets
from laget.core.followup.methods.method import Ints, Kind
from laget.core.periods import UnreadablePeriod, period
from laget.core.words.said import Said
from laget.data.csv_columns import Columns, read_columns, short

FIGURES = ("series", "period", "value")
TARGETS = (
    "target",
    "series",
    "kind",
    "value",
    "low",
    "high",
    "base_year",
    "base_value",
    "year",
    "better",
    "as_of",
    "limit",
)
KINDS = {"value": Kind.VALUE, "hold": Kind.HOLD, "corridor": Kind.CORRIDOR, "direction": Kind.DIRECTION}
WAYS = {"higher": 1.0, "lower": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFiles:
    """What is to be judged: `names` are the targets' own, in the order of their file."""

    panel: Panel
    targets: Targets
    names: list[str]


def read_judge_files(*, figures: Path, targets: Path) -> JudgeFiles:
    """Return the contents of both files; raises FileRefused, which names file and row."""
    panel, series = _panel(read_columns(figures, names=FIGURES))
    columns = read_columns(targets, names=TARGETS)
    return JudgeFiles(panel=panel, targets=_targets(columns, series), names=columns.texts("target"))


def _panel(columns: Columns) -> tuple[Panel, pa.StringArray]:
    """Return the figures as a panel, and the names of its series in their order there."""
    year = columns.coded("period", _year_of_period)
    value = columns.number("value")
    named = columns.columns["series"].dictionary_encode()
    columns.require("series")
    columns.refuse_faults()

    years, place = np.unique(year, return_inverse=True)
    series = named.indices.to_numpy().astype(np.int64)
    _refuse_doubles(columns, series * max(1, len(years)) + place)
    values = np.full((len(named.dictionary), len(years)), np.nan)
    values[series, place] = value
    return Panel(years=years.astype(np.int64), values=values), cast(pa.StringArray, named.dictionary)


def _refuse_doubles(columns: Columns, cell: Ints) -> None:
    """Refuse a series that has a year twice."""
    if not len(cell) or np.bincount(cell).max() < 2:
        return
    order = np.argsort(cell, kind="stable")
    again = np.sort(order[1:][cell[order][1:] == cell[order][:-1]])
    name, when = columns.columns["series"], columns.columns["period"]
    columns.fault(
        again,
        lambda row: Said(
            f"serien {short(name[row])} har redan ett värde för {when[row]}",
            f"the series {short(name[row])} already has a value for {when[row]}",
        ),
    )
    columns.refuse_faults()


def _targets(columns: Columns, series: pa.StringArray) -> Targets:
    kind = columns.coded("kind", _kind)
    way = columns.coded("better", lambda text: WAYS.get(text.casefold(), np.nan))
    number = {name: columns.number(name) for name in ("value", "low", "high", "base_value", "limit")}
    year = {name: columns.coded(name, partial(_year, name)) for name in ("base_year", "year", "as_of")}
    columns.refuse_faults()
    corridor, low, high = kind == Kind.CORRIDOR, number["low"], number["high"]
    better = columns.columns["better"]
    columns.fault(
        np.flatnonzero(~corridor & np.isnan(way)),
        lambda row: Said(
            f"better: ”{short(better[row])}” är varken higher eller lower",
            f"better: “{short(better[row])}” is neither higher nor lower",
        ),
    )
    columns.fault(
        np.flatnonzero((kind == Kind.VALUE) & np.isnan(number["value"])),
        lambda _: Said("value saknas, och kind är value", "value is missing, and kind is value"),
    )
    columns.fault(
        np.flatnonzero(corridor & (np.isnan(low) | np.isnan(high))),
        lambda _: Said("low eller high saknas i en corridor", "low or high is missing in a corridor"),
    )
    columns.fault(
        np.flatnonzero(corridor & (low > high)),
        lambda _: Said(
            "corridor upp och ned: low är större än high", "corridor upside down: low exceeds high"
        ),
    )
    columns.refuse_faults()
    place = pc.index_in(columns.columns["series"], value_set=series)
    return Targets(
        series=place.fill_null(-1).to_numpy().astype(np.int64),
        kind=kind.astype(np.int8),
        way=np.where(corridor, 0.0, way),
        threshold=np.where((kind == Kind.VALUE) | (kind == Kind.HOLD), number["value"], np.nan),
        low=low,
        high=high,
        target_year=year["year"],
        base_year=year["base_year"],
        base_value=number["base_value"],
        limit=number["limit"],
        as_of=year["as_of"],
    )


def _year_of_period(text: str) -> float | Said:
    """Return the year that a period counts as, the last of several."""
    try:
        read = period(text)
    except UnreadablePeriod:
        return Said(
            f"period: ”{short(text)}” är inget år; skriv 2024 eller 2021-2024",
            f"period: “{short(text)}” is no year; write 2024 or 2021-2024",
        )
    if read.part is not None:
        return Said(
            f"period: ”{short(text)}” är en månad eller ett kvartal, och här bedöms hela år",
            f"period: “{short(text)}” is a month or a quarter, and whole years are judged here",
        )
    return float(read.last_year)


def _year(name: str, text: str) -> float | Said:
    """Return a target's year, NaN where empty; 2030.0 is how some programs write 2030."""
    if re.fullmatch(r"[0-9]{4}(\.0+)?", text):
        return float(text)
    return (
        math.nan
        if not text
        else Said(f"{name}: ”{short(text)}” är inget år", f"{name}: “{short(text)}” is no year")
    )


def _kind(text: str) -> float | Said:
    known = KINDS.get(text.casefold())
    if known is not None:
        return float(known)
    names = ", ".join(KINDS)
    return Said(f"kind: ”{short(text)}” är ingen av {names}", f"kind: “{short(text)}” is none of {names}")
