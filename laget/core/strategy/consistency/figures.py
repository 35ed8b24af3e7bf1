"""Faults that only the figures show: a base year before they begin."""

from collections.abc import Iterator, Mapping

from laget.core.areas import Kind, area, municipalities_of
from laget.core.strategy.document import (
    AllAtLeast,
    AllAtMost,
    BetterThan,
    Budget,
    ChangeMoreThan,
    Pace,
    SmallerSpread,
    StrategyDocument,
    Target,
)
from laget.core.strategy.faults import Fault, fault


def base_year_faults(
    document: StrategyDocument, first_years: Mapping[tuple[str, str], int]
) -> Iterator[Fault]:
    """Yield a fault for each base year before the figures begin.

    `first_years` gives the first year with a figure by indicator and area code; what it lacks is not judged.
    """
    for place, target in enumerate(document.targets):
        key, base = ("from", target.from_) if isinstance(target, Pace | Budget) else ("base", target.base)
        begins = [
            first_years[target.indicator, code]
            for code in _areas_of(document, target)
            if (target.indicator, code) in first_years
        ]
        if base is not None and begins and base < max(begins):
            yield fault(
                ("targets", place, key),
                sv=f"{base} ligger före siffrorna, som börjar {max(begins)}; välj ett senare år",
                en=f"{base} lies before the figures, which begin in {max(begins)}; choose a later year",
            )


def _areas_of(document: StrategyDocument, target: Target) -> tuple[str, ...]:
    """Return the areas whose figures a target is judged on."""
    here = document.area_of(target)
    if isinstance(target, BetterThan | ChangeMoreThan):
        return (here, *target.areas)
    if isinstance(target, SmallerSpread | AllAtLeast | AllAtMost) and area(here).kind is Kind.COUNTY:
        return tuple(municipality.code for municipality in municipalities_of(here))
    return (here,)
