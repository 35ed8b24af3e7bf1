"""The frameworks that strategies point at, as dated data: Agenda 2030, the national strategy and others."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from laget.core.frameworks import (
    agenda_2030,
    eruf_2021_2027,
    folkhalsomal,
    miljomal,
    nationell_2021_2030,
)
from laget.core.frameworks.framework import Framework, Item
from laget.core.words.said import Refusal, Said

__all__ = ["FRAMEWORKS", "Framework", "Item", "UnknownItem", "item"]

FRAMEWORKS: Mapping[str, Framework] = MappingProxyType(
    {
        module.FRAMEWORK.id: module.FRAMEWORK
        for module in (agenda_2030, nationell_2021_2030, miljomal, eruf_2021_2027, folkhalsomal)
    }
)


class UnknownItem(Refusal):
    """A framework that Läget does not have, or a code that the framework does not have."""


def item(framework: str, code: str) -> Item:
    """Return the framework's item with that code, "1.A" as "1.a"; raises UnknownItem with what there is."""
    known = FRAMEWORKS.get(framework)
    if known is None:
        there = ", ".join(FRAMEWORKS)
        raise UnknownItem(
            Said(
                f"ramverket ”{framework}” finns inte; här finns {there}",
                f"there is no framework “{framework}”; there are {there}",
            )
        )
    found = known.items.get(code.casefold())
    if found is None:
        there = ", ".join(get_close_matches(code.casefold(), known.items, n=3, cutoff=0.4) or known.items)
        raise UnknownItem(
            Said(
                f"”{code}” finns inte i {framework}; menas {there}?",
                f"there is no “{code}” in {framework}; is {there} meant?",
            )
        )
    return found
