"""Faults that only the figures show: a base year before they begin, or without one."""

from collections.abc import Iterator

from laget.core.areas import Kind, area, municipalities_of
from laget.core.series import TOTAL, Figures
from laget.core.strategy.document import (
    BetterThan,
    Budget,
    Change,
    ChangeMoreThan,
    Pace,
    SmallerGap,
    SmallerSpread,
    StrategyDocument,
    Target,
)
from laget.core.strategy.faults import Fault, fault
from laget.core.strategy.values import Path


def base_year_faults(document: StrategyDocument, figures: Figures) -> Iterator[Fault]:
    """Yield a fault for each base year that lies before the figures begin, or that needs one and has none.

    Indicators and areas that `figures` does not hold are not judged.
    """
    for place, target in enumerate(document.targets):
        key, base = ("from", target.from_) if isinstance(target, Pace | Budget) else ("base", target.base)
        series = [
            years
            for code, group in _judged_on(document, target)
            if (years := figures.series(target.indicator, area=code, group=group).years)
        ]
        if base is None or not series:
            continue
        path: Path = ("targets", place, key)
        begins = max(years[0] for years in series)
        if base < begins:
            yield fault(
                path,
                sv=f"{base} ligger före siffrorna, som börjar {begins}; välj ett senare år",
                en=f"{base} lies before the figures, which begin in {begins}; choose a later year",
            )
        elif isinstance(target, Change | Pace) and base not in series[0]:
            near = min(series[0], key=lambda year: (abs(year - base), year))
            yield fault(
                path,
                sv=f"det finns ingen siffra för {base}, så förändringen kan inte räknas; närmast är {near}",
                en=f"there is no figure for {base}, so the change cannot be counted; the nearest is {near}",
            )


def _judged_on(document: StrategyDocument, target: Target) -> Iterator[tuple[str, str]]:
    """Yield the area and group of each series that a target is judged on; the target's own first."""
    here = document.area_of(target)
    if isinstance(target, SmallerGap):
        yield from ((here, group) for group in target.groups)
    elif isinstance(target, SmallerSpread) and area(here).kind is Kind.COUNTY:
        yield from ((municipality.code, TOTAL) for municipality in municipalities_of(here))
    else:
        yield here, TOTAL
    if isinstance(target, BetterThan | ChangeMoreThan):
        yield from ((code, TOTAL) for code in target.areas)
