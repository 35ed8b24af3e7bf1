"""What a publisher changed afterwards, and the alarm that stops a follow-up until a person has said yes."""

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pyarrow as pa

from laget.core.canonical import canonical_json, sha256
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Number, Part, Verdict
from laget.core.periods import Period, period
from laget.core.series import FORECAST

TIMES_MEDIAN = 3.0  # a change larger than so many times the median yearly change is an alarm
ALARM = 8  # characters of an alarm's name

Cell = tuple[str, str, str]  # area, period, group


class Change(Part):
    """One cell that was published with one value, and later with another or with none."""

    area: str
    period: str
    group: str
    old: Number | None = None
    new: Number | None = None
    large: bool = False

    @property
    def cell(self) -> Cell:
        """Where it stands in the indicator's table."""
        return self.area, self.period, self.group


class Flip(Part):
    """A verdict whose word is another because old figures were changed."""

    target: str
    was: Reach
    now: Reach
    travel_was: Travel
    travel_now: Travel


class Revision(Part):
    """All that changed in one indicator's old figures between two snapshots (their hashes)."""

    indicator: str
    before: str
    after: str
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...] = ()

    @property
    def alarm(self) -> str | None:
        """The alarm's name where a change is large or flips a verdict, else None."""
        if not self.flips and not any(change.large for change in self.changes):
            return None
        return sha256(canonical_json([self.indicator, self.before, self.after]))[:ALARM]


@dataclass(frozen=True, slots=True)
class State:
    """One indicator's figures as they stood in one snapshot; `missing` are areas asked for in vain."""

    hash: str
    table: pa.Table
    missing: tuple[str, ...] = ()


def changes(old: pa.Table, new: pa.Table, *, missing: Collection[str] = ()) -> tuple[Change, ...]:
    """Return the old figures that are others in `new`, in the tables' order; forecasts are no figures.

    A figure that is gone is a change too, but not where the area or the group was not asked for again
    (`missing` are areas that were asked for and not given). A hole that was filled before the series' last
    period is a change of what was known; a period after it is a new figure.
    """
    before, after = _cells(old), _cells(new)
    areas = {area for area, _, _ in after} | set(missing)
    groups = {group for _, _, group in after} | (set() if after else {group for _, _, group in before})
    last: dict[tuple[str, str], Period] = {}
    for (place, time, group), value in before.items():
        if value is not None:
            last[place, group] = max(period(time), last.get((place, group), period(time)))
    found = []
    for cell, value in before.items():
        place, _, group = cell
        now = after.get(cell)
        if value is None or value == now or place not in areas or group not in groups:
            continue
        found.append(Change(area=place, period=cell[1], group=group, old=value, new=now))
    for cell, now in after.items():
        place, time, group = cell
        known = last.get((place, group))
        if now is not None and before.get(cell) is None and known is not None and period(time) < known:
            found.append(Change(area=place, period=time, group=group, new=now))
    usual = _usual_changes(before)
    sized = [
        change.model_copy(update={"large": _is_large(change, usual.get((change.area, change.group)))})
        for change in found
    ]
    return tuple(sorted(sized, key=lambda one: (one.area, one.group, period(one.period))))


def _cells(table: pa.Table) -> dict[Cell, float | None]:
    columns = [table[name].to_pylist() for name in ("area", "period", "group", "value", "status")]
    return {
        (place, time, group): value
        for place, time, group, value, status in zip(*columns, strict=True)
        if status != FORECAST
    }


def _usual_changes(cells: Mapping[Cell, float | None]) -> dict[tuple[str, str], float]:
    """Return the median absolute yearly change of each area's and group's series.

    A change is between the same period of two years, over the years between them; the nearest earlier year
    that has a figure is taken, so that gaps are allowed.
    """
    rows: dict[tuple[str, str, int | None], list[tuple[int, float]]] = {}
    for (place, time, group), value in cells.items():
        if value is not None:
            when = period(time)
            rows.setdefault((place, group, when.part), []).append((when.last_year, value))
    yearly: dict[tuple[str, str], list[float]] = {}
    for (place, group, _), points in rows.items():
        points.sort()
        for (first, one), (last, two) in pairwise(points):
            if last > first:
                yearly.setdefault((place, group), []).append(abs(two - one) / (last - first))
    return {series: median(steps) for series, steps in yearly.items()}


def _is_large(change: Change, usual: float | None) -> bool:
    """A figure that is gone is as large a change as there is; one that was not there before has no size."""
    if change.old is None:
        return False
    if change.new is None:
        return True
    slack = 1e-9 * max(1.0, abs(change.old))
    return usual is not None and abs(change.new - change.old) > TIMES_MEDIAN * usual + slack


def reverted(table: pa.Table, *, indicator: str, found: Sequence[Change]) -> pa.Table:
    """Return the table of one indicator with each changed cell as it was before, also one that is gone."""
    rows = {(row["area"], row["period"], row["group"]): row for row in table.to_pylist()}
    for change in found:
        area, period_text, group = change.cell
        rows[change.cell] = {
            "indicator": indicator,
            "area": area,
            "period": period_text,
            "group": group,
            "value": change.old,
            "status": "",
            "cases": rows.get(change.cell, {}).get("cases"),
        }
    return pa.Table.from_pylist(list(rows.values()), schema=table.schema)


def flips(now: Sequence[Verdict], was: Sequence[Verdict]) -> tuple[Flip, ...]:
    """Return the targets of which an answer differs between two judgings of the same targets."""
    return tuple(
        Flip(
            target=one.target,
            was=other.reach,
            now=one.reach,
            travel_was=other.travel,
            travel_now=one.travel,
        )
        for one, other in zip(now, was, strict=True)
        if (one.reach, one.travel) != (other.reach, other.travel)
    )


def pending(
    states: Sequence[State],
    *,
    accepted: Container[str],
    between: Callable[[State, State], Revision | None],
) -> Revision | None:
    """Return the revision that still waits for a person's yes, or None.

    `states` are an indicator's snapshots in the order they were fetched. Each is compared with the last one
    that raised no alarm or was accepted, so that a revision that is taken back raises none.
    """
    waiting = None
    trusted = states[0]
    for state in states[1:]:
        revision = between(trusted, state)
        if revision is None or revision.alarm is None or revision.alarm in accepted:
            trusted, waiting = state, None
        else:
            waiting = revision
    return waiting
