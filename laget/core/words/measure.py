"""How a target's numbers are measured: unit and decimals, which way is towards it, and what was decided."""

from types import MappingProxyType
from typing import NamedTuple

from laget.core.strategy.document import (
    AllAtLeast,
    AllAtMost,
    AtLeast,
    AtMost,
    BetterThan,
    Change,
    ChangeMoreThan,
    Corridor,
    Direction,
    Hold,
    Indicator,
    Pace,
    Rank,
    SmallerGap,
    SmallerSpread,
    Target,
)

POINTS = MappingProxyType({"percent": "points", "percent_free": "points"})


class Measure(NamedTuple):
    """A unit of the format, or `points`, `rank`, `places`, and how many decimals are shown."""

    unit: str
    decimals: int


def measure(target: Target, indicator: Indicator) -> Measure:
    """Return how a target's own series is measured: what its form makes of the indicator."""
    match target:
        case Rank():
            return Measure("rank", 0)
        case BetterThan():
            return Measure("index", 1)
        case ChangeMoreThan() | SmallerGap(measure="ratio") | SmallerSpread(measure="ratio"):
            return Measure("ratio", 2)
        case SmallerGap() | SmallerSpread(measure="range"):
            return Measure(apart(indicator.unit), indicator.shown_decimals)
        case SmallerSpread():
            return Measure("percent", indicator.shown_decimals)
    return Measure(indicator.unit, indicator.shown_decimals)


def threshold_measure(threshold: float, *, target: Target, indicator: Indicator) -> Measure:
    """Return how what is wanted is measured: what was decided has the decimals it was decided with."""
    own = measure(target, indicator)
    return Measure(own.unit, decimals_of(threshold)) if _is_decided(target) else own


def apart(unit: str) -> str:
    """Return the unit of a difference: between two per cents percentage points, between two places places."""
    return "places" if unit == "rank" else POINTS.get(unit, unit)


def way_of(target: Target, indicator: Indicator, *, value: float | None) -> int:
    """Return which way is towards the target from `value`, +1 or -1; 0 inside a corridor."""
    match target:
        case AtLeast() | AllAtLeast():
            return 1
        case Change(by=by) | Pace(by=by):
            return by.way
        case Direction(way=way):
            return 1 if way == "up" else -1
        case Hold() | BetterThan() | ChangeMoreThan():
            return 1 if indicator.better == "higher" else -1
        case Corridor(low=low, high=high):
            if value is None or low <= value <= high:
                return 0
            return 1 if value < low else -1
    return -1


def decimals_of(value: float) -> int:
    """Return how many decimals a decided number needs, at most nine."""
    return len(f"{value:.9f}".rstrip("0").partition(".")[2])


def whole_percent(chance: float) -> tuple[int, int]:
    """Return a chance (0 to 1) in whole per cent, 1 to 99; -1 where it is less than 1, 1 more than 99."""
    percent = round(100 * chance)
    return min(max(percent, 1), 99), (percent > 99) - (percent < 1)


def _is_decided(target: Target) -> bool:
    """Tell whether what is wanted stands in the strategy, and is not worked out from figures."""
    match target:
        case Hold(value=value) | SmallerGap(value=value) | SmallerSpread(value=value):
            return value is not None
        case AtLeast() | AtMost() | Corridor() | AllAtLeast() | AllAtMost() | Rank():
            return True
        case BetterThan() | ChangeMoreThan():
            return True  # 100 and 1
    return False
