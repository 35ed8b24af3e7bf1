"""What points at what in a strategy, and so what goes when something is removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laget.core.strategy.document import LEVELS, Element, ElementEnd, Link, PlanEnd, StrategyDocument
from laget.core.strategy.editing.parts import SECTIONS, Kind, link_id
from laget.core.strategy.faults import Fault, fault

# Rows that mean nothing without what they point at, by their kind: the field, and what it points at.
_BELONGS: Mapping[Kind, Sequence[tuple[str, Kind]]] = {
    Kind.ELEMENT: (("within", Kind.ELEMENT),),
    Kind.TARGET: (("element", Kind.ELEMENT), ("indicator", Kind.INDICATOR)),
}
# Fields that name others and can do without.
_NAMES: Mapping[Kind, Sequence[tuple[str, Kind]]] = {
    Kind.ELEMENT: (("serves", Kind.ELEMENT),),
    Kind.INDICATOR: (("follows", Kind.ELEMENT), ("people", Kind.INDICATOR)),
    Kind.PRACTICE: (("about", Kind.ELEMENT),),
    Kind.SIGNAL: (("touches", Kind.ELEMENT),),
}

Address = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with a part, itself first, and which others no longer name what goes."""

    gone: tuple[Address, ...]
    loosened: tuple[Address, ...]


def removal(document: StrategyDocument, kind: Kind, part_id: str) -> Removal:
    """Return what the removal of a part takes with it: what lies within it, its targets, its links."""
    gone: dict[Address, None] = {(kind, part_id): None}
    found = True
    while found:
        found = False
        for one, row_id, row in rows(document):
            if (one, row_id) not in gone and any(end in gone for end in _belongs(one, row)):
                gone[(one, row_id)] = None
                found = True
    loosened = [
        (one, row_id)
        for one, row_id, row in rows(document)
        if (one, row_id) not in gone and any(end in gone for _, end in _named(one, row))
    ]
    return Removal(tuple(gone), tuple(loosened))


def rows(document: StrategyDocument) -> Iterator[tuple[Kind, str, Any]]:
    """Yield every row that has a place in a list of the document."""
    for kind, section in SECTIONS.items():
        for row in getattr(document, section):
            yield kind, link_id(row) if kind is Kind.LINK else row.id, row


def without(document: StrategyDocument, going: Removal) -> StrategyDocument:
    """Return the document when what is going is gone."""
    gone, loosened = set(going.gone), set(going.loosened)
    kept: dict[str, list[Any]] = {section: [] for section in SECTIONS.values()}
    for kind, row_id, row in rows(document):
        if (kind, row_id) in gone:
            continue
        kept[SECTIONS[kind]].append(_loose(kind, row, gone) if (kind, row_id) in loosened else row)
    return document.model_copy(update={section: tuple(left) for section, left in kept.items()})


def _loose(kind: Kind, row: Any, gone: set[Address]) -> Any:
    changed: dict[str, Any] = {}
    for field, other in _NAMES.get(kind, ()):
        value = getattr(row, field)
        if isinstance(value, tuple):
            changed[field] = tuple(one for one in value if (other, one) not in gone)
        elif value is not None and (other, value) in gone:
            changed[field] = None
    return row.model_copy(update=changed)


def _belongs(kind: Kind, row: Any) -> Iterator[Address]:
    if isinstance(row, Link):
        yield Kind.ELEMENT, row.from_
        end = _end(row)
        if end is not None:
            yield end[1]
    for field, other in _BELONGS.get(kind, ()):
        value = getattr(row, field)
        if value is not None:
            yield other, value


def _named(kind: Kind, row: Any) -> Iterator[tuple[str, Address]]:
    for field, other in _NAMES.get(kind, ()):
        value = getattr(row, field)
        for one in value if isinstance(value, tuple) else () if value is None else (value,):
            yield field, (other, one)


def _end(link: Link) -> tuple[str, Address] | None:
    if isinstance(link.to, str):
        return "to", (Kind.ELEMENT, link.to)
    if isinstance(link.to, ElementEnd):
        return "to", (Kind.ELEMENT, link.to.element)
    return ("to", (Kind.PLAN, link.to.plan)) if isinstance(link.to, PlanEnd) else None


def dangling(document: StrategyDocument, kind: Kind, row: Any) -> Iterator[Fault]:
    """Yield a fault for each thing that a row points at and that is not there: no page could show it."""
    there = {(one, row_id) for one, row_id, _ in rows(document)}
    if isinstance(row, Element) and row.level not in document.levels and row.level not in LEVELS:
        yield _absent("level", row.level)
    pointed = [*_named(kind, row)]
    if isinstance(row, Link):
        pointed.append(("from", (Kind.ELEMENT, row.from_)))
        to = _end(row)
        pointed += [to] if to is not None else []
    for field, other in _BELONGS.get(kind, ()):
        value = getattr(row, field)
        pointed += [(field, (other, value))] if value is not None else []
    for field, end in pointed:
        if end not in there:
            yield _absent(field, end[1])


def _absent(field: str, named: str) -> Fault:
    return fault(
        (field,),
        sv=f"”{named}” finns inte i strategin; någon kan ha tagit bort det medan du skrev",
        en=f"“{named}” is not in the strategy; somebody may have removed it while you wrote",
    )
