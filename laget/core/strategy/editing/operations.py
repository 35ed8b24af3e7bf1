"""Operations on one part of a strategy: each gives a new document, or a refusal that says what and where."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, assert_never

from laget.core.canonical import canonical_json, sha256
from laget.core.strategy.document import LEVELS, Element, Strategy, StrategyDocument, said
from laget.core.strategy.editing.ids import new_id
from laget.core.strategy.editing.parts import (
    OWN,
    SECTIONS,
    Kind,
    Unfitting,
    link_id,
    not_there,
    part,
    part_hash,
    place_of,
    plain,
    validated,
)
from laget.core.strategy.editing.pointers import Removal, dangling, removal, without
from laget.core.strategy.editing.tree import around
from laget.core.strategy.faults import Fault, fault
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A new part with these values; it gets an id of its own where the values have none.

    A row comes last in its list. A level's id is its word.
    """

    kind: Kind
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other values for some keys of a part; None takes a key away. An id is never changed."""

    kind: Kind
    id: str = ""
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An element to another place: within an element or none, before a sibling or last."""

    id: str
    within: str | None = None
    before: str | None = None
    kind: Kind = Kind.ELEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """A part away, and with it all that means nothing without it (`removal` says what)."""

    kind: Kind
    id: str


Operation = Add | Change | Move | Remove


@dataclass(frozen=True, slots=True)
class Edited:
    """The document after an operation, and the part that it was about; a link's id may be another."""

    document: StrategyDocument
    kind: Kind
    id: str


def apply(document: StrategyDocument, operation: Operation, *, taken: Iterable[str] = ()) -> Edited:
    """Return `document` after `operation`; `taken` are ids that were used before and are not used again.

    What the format refuses, and what points at nothing, is refused (Unfitting); what merely lacks or does not
    hang together is let through, for `consistency_faults` to tell of. Raises NotThere.
    """
    match operation:
        case Add():
            return _added(document, operation, taken=taken)
        case Change():
            return _changed(document, operation)
        case Move():
            return _moved(document, operation)
        case Remove():
            return Edited(_removed(document, operation), operation.kind, operation.id)
        case _ as unknown:
            assert_never(unknown)


def seen_hash(document: StrategyDocument, operation: Operation) -> str | None:
    """Return the hash of all that an operation would overwrite or take away; None where it only adds."""
    if isinstance(operation, Add):
        return None
    if isinstance(operation, Remove):
        return removal_hash(document, removal(document, operation.kind, operation.id))
    return part_hash(document, operation.kind, operation.id)


def removal_hash(document: StrategyDocument, going: Removal) -> str:
    """Return the hash of everything that goes or is changed by a removal."""
    hashes = [part_hash(document, kind, one) for kind, one in (*going.gone, *going.loosened)]
    return sha256(canonical_json(hashes))


def as_plain(operation: Operation) -> dict[str, Any]:
    """Return an operation as plain values, for a log."""
    return {"operation": type(operation).__name__.lower(), **asdict(operation)}


def _added(document: StrategyDocument, operation: Add, *, taken: Iterable[str]) -> Edited:
    kind, values = operation.kind, _without_none(operation.values)
    if kind is Kind.STRATEGY:
        raise Unfitting((fault((), sv="strategin finns redan", en="the strategy is already there"),))
    if kind is Kind.NEWS:
        news = (*document.strategy.news, validated(document, ("strategy", "news", 0), values))
        return Edited(_with_strategy(document, {"news": news}), kind, str(len(news) - 1))
    if kind is Kind.LEVEL:
        return _added_level(document, values, taken=taken)
    rows = getattr(document, SECTIONS[kind])
    used = {one.lower() for one in taken}
    if kind is not Kind.LINK:
        used |= {row.id.lower() for row in rows}
        if "id" not in values:
            values["id"] = new_id(_naming(document, kind, values), taken=used, otherwise=kind.value)
        elif str(values["id"]).lower() in used:
            raise Unfitting((_twice(str(values["id"])),))
    row = validated(document, (SECTIONS[kind], 0), values)
    _hold_together(document, kind, row)
    if kind is Kind.LINK and link_id(row) in {link_id(one) for one in rows}:
        raise Unfitting((_SAME_LINK,))
    edited = document.model_copy(update={SECTIONS[kind]: (*rows, row)})
    return Edited(edited, kind, link_id(row) if kind is Kind.LINK else row.id)


def _added_level(document: StrategyDocument, values: dict[str, Any], *, taken: Iterable[str]) -> Edited:
    used = {*document.levels, *(one.lower() for one in taken)}
    word = str(values.pop("id", "")) or new_id(_title(values), taken=used, otherwise="level")
    if word in document.levels:
        raise Unfitting((_twice(word),))
    level = validated(document, ("levels", word), values)
    return Edited(document.model_copy(update={"levels": {**document.levels, word: level}}), Kind.LEVEL, word)


def _changed(document: StrategyDocument, operation: Change) -> Edited:
    kind, part_id = operation.kind, operation.id
    old = part(document, kind, part_id)
    if operation.values.get("id", part_id) != part_id:
        raise Unfitting((_ID_STANDS,))
    merged = _without_none({**old, **operation.values})
    if kind is Kind.STRATEGY:
        kept = {key: value for key, value in plain(document.strategy).items() if key in OWN}
        strategy = validated(document, ("strategy",), {**merged, **kept})
        return Edited(document.model_copy(update={"strategy": strategy}), kind, part_id)
    if kind is Kind.LEVEL:
        level = validated(document, ("levels", part_id), merged)
        return Edited(
            document.model_copy(update={"levels": {**document.levels, part_id: level}}), kind, part_id
        )
    place = place_of(document, kind, part_id)
    if kind is Kind.NEWS:
        point = validated(document, ("strategy", "news", 0), merged)
        news = _replaced(document.strategy.news, place, point)
        return Edited(_with_strategy(document, {"news": news}), kind, part_id)
    rows = getattr(document, SECTIONS[kind])
    row = validated(document, (SECTIONS[kind], 0), merged)
    _hold_together(document, kind, row)
    if kind is Kind.LINK:
        part_id = link_id(row)
        if part_id in {link_id(one) for one in _replaced(rows, place)}:
            raise Unfitting((_SAME_LINK,))
    return Edited(document.model_copy(update={SECTIONS[kind]: _replaced(rows, place, row)}), kind, part_id)


def _moved(document: StrategyDocument, operation: Move) -> Edited:
    place = place_of(document, Kind.ELEMENT, operation.id)
    element = document.elements[place].model_copy(update={"within": operation.within})
    _hold_together(document, Kind.ELEMENT, element)
    rest = [*_replaced(document.elements, place)]
    to = len(rest)
    if operation.before is not None and operation.before != operation.id:
        to = next((at for at, one in enumerate(rest) if one.id == operation.before), -1)
        if to < 0:
            raise not_there(Kind.ELEMENT)
    rest.insert(to, element)
    return Edited(document.model_copy(update={"elements": tuple(rest)}), Kind.ELEMENT, operation.id)


def _removed(document: StrategyDocument, operation: Remove) -> StrategyDocument:
    kind, part_id = operation.kind, operation.id
    if kind is Kind.STRATEGY:
        raise Unfitting((fault((), sv="strategin kan inte tas bort", en="the strategy cannot be removed"),))
    part(document, kind, part_id)
    if kind is Kind.NEWS:
        news = _replaced(document.strategy.news, place_of(document, kind, part_id))
        return _with_strategy(document, {"news": news})
    if kind is Kind.LEVEL:
        left = {word: level for word, level in document.levels.items() if word != part_id}
        if part_id not in LEVELS and any(one.level == part_id for one in document.elements):
            raise Unfitting((_LEVEL_IN_USE,))
        return document.model_copy(update={"levels": left})
    return without(document, removal(document, kind, part_id))


def _hold_together(document: StrategyDocument, kind: Kind, row: Any) -> None:
    """Refuse a row that points at nothing, or an element that would lie within itself."""
    faults = [*dangling(document, kind, row)]
    if isinstance(row, Element) and row.within is not None:
        inside = {row.within, *around(document, row.within)}
        faults += [_WITHIN_ITSELF] if row.id in inside else []
    if faults:
        raise Unfitting(tuple(faults))


def _with_strategy(document: StrategyDocument, changed: Mapping[str, Any]) -> StrategyDocument:
    strategy: Strategy = document.strategy.model_copy(update=changed)
    return document.model_copy(update={"strategy": strategy})


def _replaced(rows: tuple[Any, ...], place: int, *new: Any) -> tuple[Any, ...]:
    return (*rows[:place], *new, *rows[place + 1 :])


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _title(values: Mapping[str, Any]) -> str:
    title = values.get("title", "")
    return str(title.get("sv", "")) if isinstance(title, Mapping) else str(title)


def _naming(document: StrategyDocument, kind: Kind, values: Mapping[str, Any]) -> str:
    """Return what a new row's id is made of: its title; of a target its indicator and its year."""
    if kind is not Kind.TARGET:
        return _title(values)
    indicator = next((one for one in document.indicators if one.id == values.get("indicator")), None)
    called = said(indicator.title).sv if indicator is not None and len(indicator.id) > 20 else ""
    return f"{called or values.get('indicator', '')} {values.get('year') or ''}".strip()


def _twice(row_id: str) -> Fault:
    return fault(
        ("id",),
        sv=f"id ”{row_id}” är eller har varit något annats; ett id används aldrig igen",
        en=f"the id “{row_id}” is or has been something else's; an id is never used again",
    )


_ID_STANDS = fault(("id",), sv="ett id ändras aldrig", en="an id is never changed")
_SAME_LINK = fault(("to",), sv="den länken finns redan", en="that link is already there")
_WITHIN_ITSELF = fault(
    ("within",),
    sv="elementet skulle ligga inom sig självt; välj ett annat",
    en="the element would lie within itself; choose another",
)
_LEVEL_IN_USE = Fault(
    (),
    Said(
        sv="nivån används av element i strategin; ge dem en annan nivå först",
        en="the level is used by elements of the strategy; give them another level first",
    ),
)
