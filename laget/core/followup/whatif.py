"""What if: where a series would be led by another pace, a break or another level. It judges nothing.

What goes on as hitherto is the median line of `theil_sen`, as in odds.py; see docs/methods/whatif.md.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from laget.core.followup.methods.method import FEWEST, Floats, Ints, tolerance
from laget.core.followup.odds import project
from laget.core.followup.trend import trend
from laget.core.series import Series
from laget.core.units import Unit
from laget.core.words.said import Refusal, Said

FARTHEST = 50  # years ahead that a target is looked for


class Question(StrEnum):
    """What is assumed."""

    PACE = "pace"  # another pace, from the last figure on
    BREAK = "break"  # as hitherto to a year, another pace from it on
    LEVEL = "level"  # once to another level in a year, then as hitherto


class NotAsked(Refusal):
    """A question that cannot be answered on this series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is assumed: `by` units a year for a pace and a break, at once for a level; from `year` on."""

    question: Question
    by: float
    year: int


@dataclass(frozen=True, slots=True)
class Step:
    """One year of a path, and within what it lies in 80 cases of 100, were the assumption right."""

    year: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a target wants of the series: to lie from `low` to `high`, by `year` where it has one."""

    low: float = -np.inf
    high: float = np.inf
    year: int | None = None

    def holds(self, value: float) -> bool:
        """Return whether a value is what is wanted."""
        slack = float(tolerance(np.array([value]))[0])
        return self.low - slack <= value <= self.high + slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The answer: the path under the assumption and the one as hitherto, year by year to the same year.

    `met` and `met_hitherto` are the first years in which each meets the target, None where it does not within
    fifty years, or where no target is asked about; `lost` and `lost_hitherto` the first years of those shown
    in which what was met, then or already in the last figure (`is_met`), is so no longer. `slope` is the pace
    hitherto, in units a year.
    """

    assumed: tuple[Step, ...]
    hitherto: tuple[Step, ...]
    slope: float
    met: int | None
    met_hitherto: int | None
    lost: int | None = None
    lost_hitherto: int | None = None
    is_met: bool = False


def outlook(
    series: Series, assumption: Assumption, *, wanted: Wanted | None, until: int, measured: Unit
) -> Outlook:
    """Return where a series is led under an assumption, and where as hitherto, to the year `until`.

    Both start in the median line, so that another pace equal to the pace hitherto changes nothing. The pace
    that is assumed is taken to be certain: around it lies what is uncertain of the years before. What a unit
    cannot be is cut off. Raises NotAsked for fewer than four figures, and for a year that is not ahead or
    lies more than fifty years ahead.
    """
    if len(series) < FEWEST:
        raise NotAsked(
            Said(
                f"Det finns {len(series)} års siffror. Fyra behövs för att räkna framåt.",
                f"There are figures of {len(series)} years. It takes four to reckon ahead.",
            )
        )
    last = series.years[-1]
    for asked in (assumption.year, until):
        if not last < asked <= last + FARTHEST:
            raise NotAsked(
                Said(
                    f"Ange ett år från {last + 1} till {last + FARTHEST}.",
                    f"Give a year from {last + 1} to {last + FARTHEST}.",
                )
            )
    years, values = np.array(series.years), np.array([series.values])
    found = trend(years, values)
    slope = float(found.slope[0])
    ahead = np.arange(last + 1, last + FARTHEST + 1)
    low, high = measured.lowest, measured.highest
    line = found.at(ahead.astype(np.float64))
    path = _path(assumption, line, ahead=ahead, at_last=float(found.at(np.array([float(last)]))[0]))
    certain = ahead if assumption.question is Question.LEVEL else np.minimum(ahead, _turns(assumption, last))
    below, above = _widths(years, values, ahead=certain)
    below_line, above_line = _widths(years, values, ahead=ahead)

    def steps(middle: Floats, under: Floats, over: Floats) -> tuple[Step, ...]:
        cut = (np.clip(part, low, high) for part in (middle, middle - under, middle + over))
        return tuple(
            Step(int(year), *(float(one) for one in numbers))
            for year, *numbers in zip(ahead, *cut, strict=True)
            if year <= until
        )

    assumed, hitherto = steps(path, below, above), steps(line, below_line, above_line)
    is_met = wanted is not None and wanted.holds(series.values[-1])
    return Outlook(
        assumed=assumed,
        hitherto=hitherto,
        slope=slope,
        met=_met(ahead, np.clip(path, low, high), wanted),
        met_hitherto=_met(ahead, np.clip(line, low, high), wanted),
        lost=_lost(assumed, wanted, is_met=is_met),
        lost_hitherto=_lost(hitherto, wanted, is_met=is_met),
        is_met=is_met,
    )


def pace_needed(series: Series, wanted: Wanted) -> float | None:
    """Return the pace a year that would meet a target in its very year; None without one ahead, or a year.

    It is reckoned from the median line's value in the last year, as `outlook` reckons.
    """
    last = series.last_year
    if last is None or wanted.year is None or wanted.year <= last or len(series) < FEWEST:
        return None
    found = trend(np.array(series.years), np.array([series.values]))
    now = float(found.at(np.array([float(last)]))[0])
    if wanted.holds(now):
        return None
    return (min(max(now, wanted.low), wanted.high) - now) / (wanted.year - last)


def _turns(assumption: Assumption, last: int) -> int:
    """Return the last year that goes on as hitherto."""
    return last if assumption.question is Question.PACE else assumption.year


def _path(assumption: Assumption, line: Floats, *, ahead: Ints, at_last: float) -> Floats:
    path: Floats
    match assumption.question:
        case Question.PACE:
            path = at_last + assumption.by * (ahead - (ahead[0] - 1))
        case Question.BREAK:
            turn = float(line[assumption.year - ahead[0]])
            path = np.where(ahead <= assumption.year, line, turn + assumption.by * (ahead - assumption.year))
        case Question.LEVEL:
            path = line + np.where(ahead >= assumption.year, assumption.by, 0.0)
    return path


def _widths(years: Ints, values: Floats, *, ahead: Ints) -> tuple[Floats, Floats]:
    """Return how far below and above the line 80 cases of 100 lie in each year."""
    repeated = np.repeat(values, len(ahead), axis=0)
    found = project(years, repeated, year=ahead.astype(np.float64))
    return found.middle - found.low, found.high - found.middle


def _met(ahead: Ints, path: Floats, wanted: Wanted | None) -> int | None:
    if wanted is None:
        return None
    return next(
        (int(year) for year, value in zip(ahead, path, strict=True) if wanted.holds(float(value))), None
    )


def _lost(steps: tuple[Step, ...], wanted: Wanted | None, *, is_met: bool) -> int | None:
    """Return the first year in which what has been met is so no longer."""
    if wanted is None:
        return None
    for step in steps:
        holds = wanted.holds(step.value)
        if is_met and not holds:
            return step.year
        is_met = holds
    return None
