"""A strategy from plain values: the document, or every fault at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from laget.core.strategy.consistency import Unread, consistency_faults
from laget.core.strategy.consistency.register import ROWS
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import Fault, unknown_keys, value_faults, warning
from laget.core.strategy.values import Path

LISTS = (*ROWS, "links")
# What stands in for a required part that could not be read; nothing is said of what depends on it.
_STAND_INS: Mapping[str, Any] = {
    "format": "laget/1",
    "region": {"slug": "x", "code": "00", "name": "x"},
    "strategy": {"id": "x", "version": 1, "title": "x", "period": {"from": 2000}},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of plain values: the document where nothing stops it, and all that was found."""

    document: StrategyDocument | None
    faults: tuple[Fault, ...]


def read_document(raw: Mapping[str, Any]) -> Reading:
    """Return the strategy in plain values (mappings, lists, text, numbers, truth values) and what is wrong.

    Rows that do not fit the format are passed over and the rest looked through, so that all is said at once.
    """
    numbers: list[Any] = []
    try:
        document = StrategyDocument.model_validate(raw, context=numbers)
    except ValidationError as error:
        found = value_faults(error)
        beyond = unknown_keys(error)
        known = _pruned(raw, beyond)
        unfit = {fault.path for fault in found}.difference(beyond)
        return Reading(None, (*found, *_unquoted(numbers, found), *_faults_of_the_rest(known, unfit)))
    hanging = consistency_faults(document)
    faults = (*hanging, *_unquoted(numbers, hanging))
    return Reading(None if any(fault.severity == "fault" for fault in faults) else document, faults)


def _unquoted(numbers: Iterable[Any], faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield a warning for each code that a file has written as a number and that has no other fault."""
    wrong = {fault.path for fault in faults if fault.severity == "fault"}
    for number in numbers:
        path, written = getattr(number, "path", ()), getattr(number, "written", str(number))
        if path in wrong:
            continue
        yield warning(
            path,
            sv=f"{written} är en kod; skriv den inom citattecken, ”{written}”, så att inga nollor faller "
            "bort",
            en=f"{written} is a code; write it in quotes, “{written}”, so that no zero is lost",
        )


def _pruned(raw: Any, paths: Iterable[Path]) -> Any:
    """Return plain values without the keys at `paths`; `raw` itself is left as it is."""
    below: dict[str | int, list[Path]] = {}
    for first, *rest in paths:
        below.setdefault(first, []).append(tuple(rest))
    if isinstance(raw, Mapping):
        kept = {key: value for key, value in raw.items() if () not in below.get(key, ())}
        return {key: _pruned(value, below.get(key, ())) for key, value in kept.items()}
    if isinstance(raw, list | tuple):
        return [_pruned(value, below.get(place, ())) for place, value in enumerate(raw)]
    return raw


def _faults_of_the_rest(raw: Mapping[str, Any], unfit: Iterable[Path]) -> Iterator[Fault]:
    """Yield what does not hang together in the parts of `raw` that are left without those at `unfit`."""
    rest, unread, kept = _without(raw, unfit)
    try:
        document = StrategyDocument.model_validate(rest)
    except ValidationError:
        return
    for fault in consistency_faults(document, unread=unread):
        section, *below = fault.path
        if section in kept and below and isinstance(below[0], int):
            yield replace(fault, path=(section, kept[str(section)][below[0]], *below[1:]))
        elif section not in unread.sections:
            yield fault


def _without(
    raw: Mapping[str, Any], paths: Iterable[Path]
) -> tuple[dict[str, Any], Unread, Mapping[str, list[int]]]:
    """Return `raw` without what is at `paths`, what is lost with it, and the old place of each row left."""
    rest = dict(raw)
    rows: dict[str, set[int]] = {}
    lost: dict[str, set[str]] = {}
    sections: set[str] = set()
    for path in paths:
        section = str(path[0]) if path else ""
        if section in LISTS and len(path) > 1 and isinstance(path[1], int):
            rows.setdefault(section, set()).add(path[1])
        elif section == "levels" and len(path) > 1:
            lost.setdefault(section, set()).add(str(path[1]))
        else:
            sections.add(section)
    for section in sections:
        rest.pop(section, None)
        if section in _STAND_INS:
            rest[section] = _STAND_INS[section]
    for section in lost:
        rest[section] = {name: level for name, level in rest[section].items() if name not in lost[section]}
    kept: dict[str, list[int]] = {}
    for section, dropped in rows.items():
        listed = raw[section]
        kept[section] = [place for place in range(len(listed)) if place not in dropped]
        rest[section] = [listed[place] for place in kept[section]]
        ids = {row["id"] for place, row in enumerate(listed) if place in dropped and _has_id(row)}
        lost.setdefault(section, set()).update(ids)
        if any(not _has_id(listed[place]) for place in dropped):
            sections.add(section)
    return rest, Unread(frozenset(sections), {key: frozenset(ids) for key, ids in lost.items()}), kept


def _has_id(row: Any) -> bool:
    return isinstance(row, Mapping) and isinstance(row.get("id"), str)
