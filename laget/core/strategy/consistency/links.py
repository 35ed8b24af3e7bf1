"""Faults of ids and of everything that points at one: elements, plans, links, practices, signals."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from laget.core.frameworks import FRAMEWORKS, UnknownItem, item
from laget.core.strategy.consistency.register import ROWS, Register
from laget.core.strategy.consistency.strategy import turned_round
from laget.core.strategy.document import LEVELS, Element, ElementEnd, FrameworkItem, Link, PlanEnd
from laget.core.strategy.faults import Fault, fault, meant, warning
from laget.core.strategy.values import Path

MOST_CYCLES = 20


def link_faults(register: Register) -> Iterator[Fault]:
    """Yield ids that stand twice, and links of every kind that lead nowhere or round in a ring."""
    for section in ROWS:
        yield from _twice(register, section)
    yield from _levels(register)
    for place, element in enumerate(register.document.elements):
        yield from _element(register, element, path=("elements", place))
    yield from _cycles(register, "within")
    yield from _cycles(register, "serves")
    for place, plan in enumerate(register.document.plans):
        if plan.period is not None:
            yield from turned_round(plan.period, path=("plans", place, "period"))
    seen: dict[Any, int] = {}
    for place, link in enumerate(register.document.links):
        yield from _link(register, link, path=("links", place))
        first = seen.setdefault((link.from_, link.to, link.kind), place)
        if first != place:
            yield warning(
                ("links", place),
                sv=f"samma länk som links[{first}]; ta bort den ena",
                en=f"the same link as links[{first}]; remove one",
            )
    for place, practice in enumerate(register.document.practices):
        yield from register.all_absent("elements", practice.about, path=("practices", place, "about"))
    for place, signal in enumerate(register.document.signals):
        yield from register.all_absent("elements", signal.touches, path=("signals", place, "touches"))


def _twice(register: Register, section: str) -> Iterator[Fault]:
    # Addresses are written in small letters: two ids that differ in capitals only are one address.
    seen: dict[str, int] = {}
    for place, row in enumerate(getattr(register.document, section)):
        first = seen.setdefault(row.id.lower(), place)
        if first != place:
            yield fault(
                (section, place, "id"),
                sv=f"id ”{row.id}” finns redan på {section}[{first}]; ge den ena ett eget",
                en=f"the id “{row.id}” is already at {section}[{first}]; give one of them its own",
            )


def _levels(register: Register) -> Iterator[Fault]:
    for name, level in register.document.levels.items():
        if name in LEVELS and level.like not in (None, name):
            yield fault(
                ("levels", name, "like"),
                sv=f"”{name}” är en känd nivå och kan inte likna ”{level.like}”; ge nivån ett eget ord",
                en=f"“{name}” is a known level and cannot be like “{level.like}”; "
                "give the level a word of its own",
            )
        if name not in LEVELS and level.like is None:
            words = ", ".join(LEVELS)
            yield fault(
                ("levels", name),
                sv=f"är en egen nivå: säg vilken känd nivå den liknar, {{title: …, like: …}} med en av "
                f"{words}",
                en=f"is a level of your own: say which known level it is like, {{title: …, like: …}}, one "
                f"of {words}",
            )


def _element(register: Register, element: Element, *, path: Path) -> Iterator[Fault]:
    known = [*LEVELS, *register.document.levels, *sorted(register.unread.ids.get("levels", ()))]
    if register.is_sure("levels") and element.level not in known:
        ask = meant(element.level, known)
        yield fault(
            (*path, "level"),
            sv=f"nivån ”{element.level}” står inte under levels{ask.sv}",
            en=f"the level “{element.level}” does not stand under levels{ask.en}",
        )
    if element.within is not None:
        yield from register.absent("elements", element.within, path=(*path, "within"))
    yield from register.all_absent("elements", element.serves, path=(*path, "serves"))


def _cycles(register: Register, key: str) -> Iterator[Fault]:
    """Yield a fault for each ring of elements that lie within, or serve, each other."""
    places = {row.id: place for place, row in reversed([*enumerate(register.document.elements)])}
    graph: dict[str, tuple[str, ...]] = {}
    for element_id, place in places.items():
        ends = getattr(register.document.elements[place], key)
        graph[element_id] = tuple(
            end for end in ([ends] if isinstance(ends, str) else ends or ()) if end in places
        )
    for _ in range(MOST_CYCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1][:0:-1]
        else:
            return
        first = min(ring, key=lambda element_id: places[element_id])
        start = ring.index(first)
        route = " → ".join([*ring[start:], *ring[:start], first])
        yield fault(
            ("elements", places[first], key),
            sv=f"leder tillbaka till sig självt: {route}; ta bort en av länkarna",
            en=f"leads back to itself: {route}; remove one of the links",
        )
        for element_id in ring:
            graph[element_id] = ()


def _link(register: Register, link: Link, *, path: Path) -> Iterator[Fault]:
    yield from register.absent("elements", link.from_, path=(*path, "from"))
    to = (*path, "to")
    if isinstance(link.to, FrameworkItem):
        yield from _framework_item(link.to, path=to)
    elif isinstance(link.to, PlanEnd):
        yield from register.absent("plans", link.to.plan, path=(*to, "plan"))
    elif isinstance(link.to, str) and link.to in register.plans and link.to not in register.elements:
        yield fault(
            to,
            sv=f"”{link.to}” är en plan; skriv {{plan: {link.to}}}",
            en=f"“{link.to}” is a plan; write {{plan: {link.to}}}",
        )
    else:
        end = link.to.element if isinstance(link.to, ElementEnd) else link.to
        place = (*to, "element") if isinstance(link.to, ElementEnd) else to
        yield from register.absent("elements", end, path=place)
        if end == link.from_:
            yield fault(
                place,
                sv="länken går från ett element till det självt; ändra den ena änden",
                en="the link goes from an element to itself; change one end",
            )


def _framework_item(end: FrameworkItem, *, path: Path) -> Iterator[Fault]:
    try:
        item(end.framework, end.item)
    except UnknownItem as unknown:
        yield Fault((*path, "item" if end.framework in FRAMEWORKS else "framework"), unknown.said)
