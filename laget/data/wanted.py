"""What a strategy needs fetched: each indicator, and the areas its words and its targets ask for."""

from collections.abc import Iterable

from laget.core.areas import COUNTIES, COUNTRY, municipalities_of
from laget.core.followup.target.places import areas_needed
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.data.sources.source import Wanted


def wanted(document: StrategyDocument) -> tuple[Wanted, ...]:
    """Return every indicator of the strategy with the areas (codes, sorted) it is wanted for."""
    return tuple(Wanted(one, tuple(sorted(_areas(document, one)))) for one in document.indicators)


def _areas(document: StrategyDocument, indicator: Indicator) -> set[str]:
    areas = {code for word in indicator.areas for code in _codes(word, county=document.region.code)}
    # A gap in people is counted in the area of the target, from the indicator that says how many they are.
    counted = {other.id for other in document.indicators if other.people == indicator.id}
    for target in document.targets:
        if target.indicator == indicator.id:
            areas.update(areas_needed(target, area=document.area_of(target)))
        elif target.indicator in counted:
            areas.add(document.area_of(target))
    return areas


def _codes(word: str, *, county: str) -> Iterable[str]:
    match word:
        case "county":
            return (county,)
        case "municipalities":
            return (one.code for one in municipalities_of(county))
        case "counties":
            return (one.code for one in COUNTIES)
        case "country":
            return (COUNTRY.code,)
    return (word,)
