"""Which figures a target is judged on: the areas and the groups."""

from collections.abc import Iterable

from laget.core.areas import COUNTIES, COUNTRY, MUNICIPALITIES
from laget.core.series import TOTAL
from laget.core.strategy.document import (
    AllAtLeast,
    AllAtMost,
    BetterThan,
    ChangeMoreThan,
    Rank,
    SmallerGap,
    SmallerSpread,
    TargetPart,
)


def areas_needed(target: TargetPart, *, area: str) -> Iterable[str]:
    """Yield the areas a target is judged on: its own and those it names, or those it is spread over."""
    if isinstance(target, SmallerSpread | AllAtLeast | AllAtMost):
        yield from (one.code for one in MUNICIPALITIES if area in (one.county, COUNTRY.code))
        return
    yield area
    if isinstance(target, BetterThan | ChangeMoreThan):
        yield from target.areas
    elif isinstance(target, Rank):
        yield from (one.code for one in COUNTIES)


def groups_needed(target: TargetPart) -> tuple[str, ...]:
    """Return the groups a target is judged on: all people unless it sets two groups beside each other."""
    return target.groups if isinstance(target, SmallerGap) else (TOTAL,)
