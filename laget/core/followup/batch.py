"""Many targets on many series, judged in parts that fit in memory."""

from dataclasses import dataclass, fields

import numpy as np

from laget.core.followup.methods.method import Block, Floats, Ints, Judged, Method, Small

PART = 20_000  # targets judged together


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Series over the same ascending years: `values` is series × years, NaN where missing."""

    years: Ints
    values: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Targets as arrays of n, each on a series by its row in a panel, -1 where there is no such series.

    `kind` holds Kind, `way` +1 or -1, and NaN is none in the others; see Case. Periods after `as_of` are
    not seen.
    """

    series: Ints
    kind: Small
    way: Floats
    threshold: Floats
    low: Floats
    high: Floats
    target_year: Floats
    base_year: Floats
    base_value: Floats
    limit: Floats
    as_of: Floats

    def __len__(self) -> int:
        return len(self.series)

    def part(self, rows: slice) -> "Targets":
        """Return the targets in `rows`."""
        return Targets(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def judged_targets(targets: Targets, *, panel: Panel, method: Method) -> Judged:
    """Return `method`'s verdict on each of `targets`, in their order."""
    starts = range(0, max(1, len(targets)), PART)
    parts = [
        method.judge(block_of(targets.part(slice(start, start + PART)), panel=panel)) for start in starts
    ]
    return Judged(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Judged)
        }
    )


def block_of(targets: Targets, *, panel: Panel) -> Block:
    """Return `targets` with their series as one block: a row each, without what comes after `as_of`."""
    seen = np.full((len(targets), len(panel.years)), np.nan)
    known = targets.series >= 0
    seen[known] = panel.values[targets.series[known]]
    seen[panel.years > np.where(np.isnan(targets.as_of), np.inf, targets.as_of)[:, None]] = np.nan
    return Block.build(
        years=panel.years,
        values=seen,
        kind=targets.kind,
        way=targets.way,
        threshold=targets.threshold,
        target_year=targets.target_year,
        low=targets.low,
        high=targets.high,
        base_year=targets.base_year,
        base_value=targets.base_value,
        limit=targets.limit,
        strict=np.zeros(len(targets), np.bool_),
    )
