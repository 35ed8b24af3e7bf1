"""Faults of levels: values that the unit cannot have, and ways that the indicator speaks against."""

from collections.abc import Iterator, Mapping
from math import isinf

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
from laget.core.strategy.faults import Fault, fault, warning
from laget.core.strategy.values import Path
from laget.core.units import unit
from laget.core.words.said import Said


def level_faults(target: Target, indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    """Yield what a target's values and way say against its indicator, or against each other."""
    yield from _values(target, indicator, path=path)
    yield from _way(target, indicator, path=path)
    if isinstance(target, Corridor) and target.low > target.high:
        yield fault(
            (*path, "low"),
            sv=f"korridoren är upp och ned: low {target.low:g} är större än high {target.high:g}; byt plats",
            en=f"the corridor is upside down: low {target.low:g} is greater than high {target.high:g}; "
            "swap them",
        )
    if isinstance(target, AtLeast | AtMost) and target.steps:
        yield from _steps(target, path=(*path, "steps"))


def _levels(target: Target) -> Mapping[Path, float | None]:
    """Return the values of a target that are levels of its indicator, by their place in it."""
    if isinstance(target, AtLeast | AtMost):
        return {
            ("value",): target.value,
            **{("steps", str(year)): step for year, step in target.steps.items()},
        }
    if isinstance(target, Hold | AllAtLeast | AllAtMost):
        return {("value",): target.value}
    if isinstance(target, Corridor):
        return {("low",): target.low, ("high",): target.high}
    if isinstance(target, SmallerSpread):
        return {("below",): target.below}
    return {}


def _values(target: Target, indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    allowed = unit(indicator.unit)
    for place, level in _levels(target).items():
        if level is not None and not allowed.allows(level):
            to = Said(sv="och uppåt", en="up") if isinf(allowed.highest) else None
            yield fault(
                (*path, *place),
                sv=f"{level:g} kan inte nås: enheten {allowed.word} går från {allowed.lowest:g} "
                + (to.sv if to else f"till {allowed.highest:g}"),
                en=f"{level:g} cannot be reached: the unit {allowed.word} goes from {allowed.lowest:g} "
                + (to.en if to else f"to {allowed.highest:g}"),
            )
    if isinstance(target, SmallerGap | SmallerSpread) and target.value is not None:
        least = 1 if target.measure == "ratio" else 0
        if target.value < least:
            yield fault(
                (*path, "value"),
                sv=f"kan inte vara mindre än {least} när måttet är {target.measure}",
                en=f"cannot be less than {least} when the measure is {target.measure}",
            )


def _way(target: Target, indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    better = {"higher": 1, "lower": -1}.get(indicator.better)
    if isinstance(target, Hold | BetterThan | ChangeMoreThan | Rank) and better is None:
        yield fault(
            (*path, "form"),
            sv=f"formen {target.form} behöver veta vad som är bra, men ”{indicator.id}” har better: "
            f"{indicator.better}; skriv higher eller lower där",
            en=f"the form {target.form} needs to know what is good, but “{indicator.id}” has better: "
            f"{indicator.better}; write higher or lower there",
        )
    way = _way_of(target)
    if better is not None and way is not None and way != better:
        yield warning(
            (*path, "form"),
            sv=f"målet går åt andra hållet än better: {indicator.better} på ”{indicator.id}”; "
            "är det meningen?",
            en=f"the target goes the other way than better: {indicator.better} on “{indicator.id}”; "
            "is that meant?",
        )


def _way_of(target: Target) -> int | None:
    """Return the way a target's own words ask for: +1 up, −1 down, None where they ask for neither."""
    if isinstance(target, AtLeast | AllAtLeast):
        return 1
    if isinstance(target, AtMost | AllAtMost):
        return -1
    if isinstance(target, Change | Pace):
        return target.by.way
    if isinstance(target, Direction):
        return 1 if target.way == "up" else -1
    return None


def _steps(target: AtLeast | AtMost, *, path: Path) -> Iterator[Fault]:
    if target.year is None:
        yield fault(
            path,
            sv="steg på vägen behöver ett målår; lägg till year",
            en="steps on the way need a target year; add year",
        )
        return
    way = 1 if isinstance(target, AtLeast) else -1
    before: float | None = None
    for year, step in sorted(target.steps.items()):
        place = (*path, str(year))
        if year >= target.year or (target.base is not None and year <= target.base):
            yield fault(
                place,
                sv=f"steget {year} ligger inte mellan basåret och målåret {target.year}; "
                "flytta eller ta bort det",
                en=f"the step {year} does not lie between the base year and the target year {target.year}; "
                "move or remove it",
            )
        elif way * (step - target.value) > 0 or (before is not None and way * (step - before) < 0):
            yield warning(
                place,
                sv=f"steget {step:g} leder inte mot {target.value:g}; är det meningen?",
                en=f"the step {step:g} does not lead towards {target.value:g}; is that meant?",
            )
        before = step
