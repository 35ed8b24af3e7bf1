"""A month or a quarter among its like: beside the same one last year, and what is usual for the season."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median

from laget.core.periods import Period
from laget.core.series import Reading

FEWEST = 3  # earlier years that it takes to say what is usual
MONTHS, QUARTERS = 12, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The latest month or quarter of a series, and what it stands beside.

    `parts` is 12 for months and 4 for quarters. `year_before` is the value of the same part a year before,
    `previous` that of the part just before; None where it is not known. `steps` are the moves between these
    two parts in earlier years, latest first. `sum_now` and `sum_before` are of the last whole round of parts
    and of the one before it, None where one is missing.
    """

    parts: int
    latest: Reading
    year_before: float | None
    previous: float | None
    steps: tuple[float, ...]
    sum_now: float | None
    sum_before: float | None

    @property
    def change(self) -> float | None:
        """How much it is above the same part last year."""
        return None if self.year_before is None else self.latest.value - self.year_before

    @property
    def step(self) -> float | None:
        """How much it moved since the part just before."""
        return None if self.previous is None else self.latest.value - self.previous

    @property
    def usual(self) -> float | None:
        """The median of the same move in earlier years; None where there are fewer than three."""
        return median(self.steps) if len(self.steps) >= FEWEST else None

    @property
    def alike(self) -> int:
        """In how many of the earlier years the same move went the same way."""
        step = self.step
        return 0 if step is None else sum(_sign(one) == _sign(step) for one in self.steps)


def season(readings: Sequence[Reading]) -> Season | None:
    """Return the latest month or quarter beside its like; None for a series without one.

    `readings` are of months only or of quarters only, in time order, as `Figures.parts` gives them.
    """
    if not readings:
        return None
    latest = readings[-1]
    parts = MONTHS if latest.period.month is not None else QUARTERS
    values = {_place(one.period, parts): one.value for one in readings}
    here = _place(latest.period, parts)
    steps = []
    for back in range(parts, here - min(values) + 1, parts):
        now, then = values.get(here - back), values.get(here - back - 1)
        if now is not None and then is not None:
            steps.append(now - then)
    return Season(
        parts=parts,
        latest=latest,
        year_before=values.get(here - parts),
        previous=values.get(here - 1),
        steps=tuple(steps),
        sum_now=_sum(values, here, parts),
        sum_before=_sum(values, here - parts, parts),
    )


def by_year(readings: Sequence[Reading]) -> dict[int, dict[int, float]]:
    """Return values by year and number of the part (1 to 12 or 1 to 4)."""
    found: dict[int, dict[int, float]] = {}
    for one in readings:
        found.setdefault(one.period.last_year, {})[one.period.part or 0] = one.value
    return found


def _place(period: Period, parts: int) -> int:
    return parts * period.last_year + (period.part or 1) - 1


def _sum(values: dict[int, float], last: int, parts: int) -> float | None:
    found = [values.get(place) for place in range(last - parts + 1, last + 1)]
    known = [one for one in found if one is not None]
    return fsum(known) if len(known) == parts else None


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
