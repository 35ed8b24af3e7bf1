"""How elements hang together: what lies within what, what serves what, the targets under each."""

from collections.abc import Iterable

from laget.core.strategy.document import Element, KnownLevel, StrategyDocument, Target


def elements_like(document: StrategyDocument, level: KnownLevel) -> tuple[Element, ...]:
    """Return the elements of the levels that are like a known one, in the document's order."""
    return tuple(one for one in document.elements if document.known_level(one.level) == level)


def within(document: StrategyDocument, element_id: str | None) -> tuple[Element, ...]:
    """Return the elements that lie right within another, or within none; in the document's order."""
    return tuple(one for one in document.elements if one.within == element_id)


def serving(document: StrategyDocument, element_id: str) -> tuple[Element, ...]:
    """Return the elements that say that they serve another; in the document's order."""
    return tuple(one for one in document.elements if element_id in one.serves)


def under(document: StrategyDocument, element_id: str) -> frozenset[str]:
    """Return the ids of an element and of all that serves it or lies within it, however many steps away."""
    below: dict[str, list[str]] = {}
    for one in document.elements:
        for above in (*one.serves, *((one.within,) if one.within is not None else ())):
            below.setdefault(above, []).append(one.id)
    found, waiting = {element_id}, [element_id]
    while waiting:
        for one_id in below.get(waiting.pop(), ()):
            if one_id not in found:
                found.add(one_id)
                waiting.append(one_id)
    return frozenset(found)


def targets_of(document: StrategyDocument, elements: Iterable[str]) -> tuple[Target, ...]:
    """Return the targets that are set for any of these elements, in the document's order."""
    wanted = frozenset(elements)
    return tuple(target for target in document.targets if target.element in wanted)
