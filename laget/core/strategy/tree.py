"""How elements hang together: what lies within what, what serves what, the targets under each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laget.core.strategy.document import LEVELS, Element, KnownLevel, StrategyDocument, Target
from laget.core.words.said import Said


def elements_like(document: StrategyDocument, level: KnownLevel) -> tuple[Element, ...]:
    """Return the elements of the levels that are like a known one, in the document's order."""
    return tuple(one for one in document.elements if document.known_level(one.level) == level)


def leading(document: StrategyDocument) -> tuple[Element, ...]:
    """Return the goals; of a strategy without them the elements of its first level that has any."""
    goals = elements_like(document, "goal")
    if goals or not document.elements:
        return goals
    levels = {one.level: place for place, one in reversed([*enumerate(document.elements)])}
    order = [level for level in document.levels if level in levels] or sorted(levels, key=levels.__getitem__)
    return tuple(one for one in document.elements if one.level == order[0])


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


PLURALS: Mapping[KnownLevel, Said] = {
    "vision": Said("Vision", "Vision"),
    "goal": Said("Övergripande mål", "Overarching goals"),
    "outcome": Said("Effektmål", "Outcomes"),
    "priority": Said("Prioriterade områden", "Priorities"),
    "direction": Said("Strategiska inriktningar", "Strategic directions"),
    "perspective": Said("Genomsyrande perspektiv", "Perspectives"),
}
DIMENSIONS = ("social", "economic", "environmental", None)


@dataclass(frozen=True, slots=True)
class Branch:
    """An element with what lies within it."""

    element: Element
    inner: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All elements of a level that lie within none, under the level's name for many."""

    level: KnownLevel
    title: Said
    branches: tuple[Branch, ...]


def sections(document: StrategyDocument) -> tuple[Section, ...]:
    """Return the whole: levels and elements in the order they are written, goals by dimension."""
    roots = within(document, None)
    found = []
    for level in dict.fromkeys(one.level for one in roots):
        known = document.known_level(level)
        elements = [one for one in roots if one.level == level]
        if known == "goal":
            elements.sort(key=lambda one: DIMENSIONS.index(one.dimension))
        branches = tuple(_branch(document, one) for one in elements)
        found.append(Section(known, level_words(document, level), branches))
    return tuple(found)


def _branch(document: StrategyDocument, element: Element) -> Branch:
    return Branch(element, tuple(_branch(document, one) for one in within(document, element.id)))


def level_word(document: StrategyDocument, level: str) -> Said:
    """Return what the region calls one of a level; where that is the format's own word, in English too."""
    own, common = document.level_title(level), LEVELS[document.known_level(level)]
    return common if own.sv == common.sv else own


def level_words(document: StrategyDocument, level: str) -> Said:
    """Return what the region calls many of a level: the format's plural where it uses the format's word."""
    known = document.known_level(level)
    own = document.level_title(level)
    return PLURALS[known] if own.sv == LEVELS[known].sv else own


def above(document: StrategyDocument, element: Element) -> tuple[Element, ...]:
    """Return the elements that one lies within, outermost first."""
    found: list[Element] = []
    while element.within is not None:
        element = document.element(element.within)
        found.insert(0, element)
    return tuple(found)
