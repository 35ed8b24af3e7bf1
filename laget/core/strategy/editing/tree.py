"""The elements as the tree they form: what lies within what, in which order, and a step in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from laget.core.strategy.document import LEVELS, Element, StrategyDocument


@dataclass(frozen=True, slots=True)
class Branch:
    """An element, and what lies within it, level by level."""

    element: Element
    inside: tuple["Branch", ...]


def tree(document: StrategyDocument) -> tuple[Branch, ...]:
    """Return the elements that lie within no other, each with its own; siblings of one level together.

    An element whose `within` leads nowhere, or round in a ring, stands at the top, so that none is lost.
    """
    there = {element.id: element for element in document.elements}
    seen: set[str] = set()

    def branches(within: str | None) -> tuple[Branch, ...]:
        inside = [
            element
            for element in document.elements
            if (element.within if element.within in there else None) == within and element.id not in seen
        ]
        seen.update(element.id for element in inside)
        return tuple(Branch(element, branches(element.id)) for element in _by_level(document, inside))

    found = [*branches(None)]
    for element in document.elements:
        if element.id not in seen:
            seen.add(element.id)
            found.append(Branch(element, branches(element.id)))
    return tuple(found)


def levels_in_order(document: StrategyDocument) -> list[str]:
    """Return the levels that are named or used, from the overarching to the particular."""
    known = list(LEVELS)

    def rank(level: str) -> int:
        own = document.levels.get(level)
        like = own.like if own is not None and own.like is not None else level
        return known.index(like) if like in known else len(known)

    return sorted(dict.fromkeys([*document.levels, *(one.level for one in document.elements)]), key=rank)


def _by_level(document: StrategyDocument, elements: list[Element]) -> Iterator[Element]:
    """Yield siblings level by level."""
    for level in levels_in_order(document):
        yield from (element for element in elements if element.level == level)


def siblings(document: StrategyDocument, element: Element) -> list[Element]:
    """Return the elements of one level that lie within the same one, in their order."""
    return [one for one in document.elements if one.within == element.within and one.level == element.level]


def moved(
    document: StrategyDocument, element_id: str, way: Literal["up", "down"]
) -> tuple[str | None, str | None] | None:
    """Return what an element would lie within, and before, one step up or down; None where it is at the end.

    Raises KeyError where there is no such element.
    """
    element = document.element(element_id)
    beside = [one.id for one in siblings(document, element)]
    place = beside.index(element_id)
    if way == "up":
        return (element.within, beside[place - 1]) if place else None
    if place + 1 == len(beside):
        return None
    return element.within, beside[place + 2] if place + 2 < len(beside) else None


def around(document: StrategyDocument, element_id: str) -> list[str]:
    """Return what an element lies within, nearest first."""
    within = {element.id: element.within for element in document.elements}
    found: list[str] = []
    now = within.get(element_id)
    while now is not None and now not in found:
        found.append(now)
        now = within.get(now)
    return found
