"""The parts of a strategy that are edited one at a time: what each holds, and the hash it is known by."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from laget.core.canonical import canonical_json, sha256
from laget.core.strategy.document import ElementEnd, Link, StrategyDocument
from laget.core.strategy.faults import Fault, path_text, value_faults
from laget.core.words.said import Refusal, Said

ID_LENGTH = 12  # characters of the hash that a link is known by
NO_PART = ""
"""The hash of what is not there."""


class Kind(StrEnum):
    """What a part is; the strategy itself is one part without an id."""

    STRATEGY = "strategy"
    NEWS = "news"
    LEVEL = "level"
    ELEMENT = "element"
    TARGET = "target"
    INDICATOR = "indicator"
    PLAN = "plan"
    LINK = "link"
    PRACTICE = "practice"
    SIGNAL = "signal"

    @property
    def said(self) -> Said:
        """What one is called, in the definite form."""
        return _CALLED[self]


_CALLED = {
    Kind.STRATEGY: Said(sv="strategins inledning", en="the strategy's introduction"),
    Kind.NEWS: Said(sv="punkten om vad som är nytt", en="the point on what is new"),
    Kind.LEVEL: Said(sv="nivån", en="the level"),
    Kind.ELEMENT: Said(sv="elementet", en="the element"),
    Kind.TARGET: Said(sv="målvärdet", en="the target"),
    Kind.INDICATOR: Said(sv="indikatorn", en="the indicator"),
    Kind.PLAN: Said(sv="planen", en="the plan"),
    Kind.LINK: Said(sv="länken", en="the link"),
    Kind.PRACTICE: Said(sv="arbetssättet", en="the practice"),
    Kind.SIGNAL: Said(sv="signalen", en="the signal"),
}
SECTIONS: Mapping[Kind, str] = {
    Kind.ELEMENT: "elements",
    Kind.PLAN: "plans",
    Kind.LINK: "links",
    Kind.PRACTICE: "practices",
    Kind.SIGNAL: "signals",
    Kind.INDICATOR: "indicators",
    Kind.TARGET: "targets",
}
"""The lists of a document, by the kind of their rows."""
OWN = frozenset({"id", "version", "news"})
"""Keys of the strategy that are no part of its introduction."""


class NotThere(Refusal):
    """A part that is not in the strategy, or no longer."""


class Unfitting(Refusal):
    """What was written does not follow the format; `faults` have their paths from the part."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(
            Said(
                sv="\n".join(_line(fault).sv for fault in faults),
                en="\n".join(_line(fault).en for fault in faults),
            )
        )


def _line(fault: Fault) -> Said:
    path = f"{path_text(fault.path)}: " if fault.path else ""
    return Said(sv=f"{path}{fault.said.sv}", en=f"{path}{fault.said.en}")


def plain(row: BaseModel) -> dict[str, Any]:
    """Return a part as plain values: what canonical JSON has of it."""
    return row.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def link_id(link: Link) -> str:
    """Return what a link is known by: a link has no id, and is the same whatever its text."""
    to = link.to.element if isinstance(link.to, ElementEnd) else plain(link)["to"]
    return sha256(canonical_json([link.from_, to, link.kind]))[:ID_LENGTH]


def place_of(document: StrategyDocument, kind: Kind, part_id: str) -> int:
    """Return where a row stands in its list; raises NotThere."""
    rows: tuple[Any, ...] = document.strategy.news if kind is Kind.NEWS else getattr(document, SECTIONS[kind])
    for place, row in enumerate(rows):
        if part_id == (str(place) if kind is Kind.NEWS else link_id(row) if kind is Kind.LINK else row.id):
            return place
    raise not_there(kind)


def not_there(kind: Kind) -> NotThere:
    """Return the refusal of a part that is not there."""
    return NotThere(
        Said(
            sv=f"{kind.said.sv.capitalize()} finns inte i utkastet; någon kan ha tagit bort den.",
            en=f"{kind.said.en.capitalize()} is not in the draft; somebody may have removed it.",
        )
    )


def part(document: StrategyDocument, kind: Kind, part_id: str = "") -> dict[str, Any]:
    """Return a part as plain values; raises NotThere.

    A row's id is its own, a link's is `link_id`, a level's its word and a point of news its place from 0.
    """
    if kind is Kind.STRATEGY:
        return {key: value for key, value in plain(document.strategy).items() if key not in OWN}
    if kind is Kind.LEVEL:
        if part_id not in document.levels:
            raise not_there(kind)
        return plain(document.levels[part_id])
    place = place_of(document, kind, part_id)
    if kind is Kind.NEWS:
        return plain(document.strategy.news[place])
    return plain(getattr(document, SECTIONS[kind])[place])


def part_hash(document: StrategyDocument, kind: Kind, part_id: str = "") -> str:
    """Return the hash of a part as it is now; NO_PART where it is not there."""
    try:
        return sha256(canonical_json(part(document, kind, part_id)))
    except NotThere:
        return NO_PART


def parts(document: StrategyDocument) -> Iterator[tuple[Kind, str]]:
    """Yield every part of a document by its kind and id."""
    yield Kind.STRATEGY, ""
    yield from ((Kind.NEWS, str(place)) for place in range(len(document.strategy.news)))
    yield from ((Kind.LEVEL, word) for word in document.levels)
    for kind, section in SECTIONS.items():
        for row in getattr(document, section):
            yield kind, link_id(row) if kind is Kind.LINK else row.id


def validated(document: StrategyDocument, path: tuple[str | int, ...], raw: Mapping[str, Any]) -> Any:
    """Return what `raw` says, as the format's own part; `path` is where it would stand in a document.

    Raises Unfitting with every fault, their paths counted from the part.
    """
    section = str(path[0])
    if section == "strategy":
        around: Any = raw if len(path) == 1 else {**plain(document.strategy), "news": [raw]}
    elif section == "levels":
        around = {path[1]: raw}
    else:
        around = [raw]
    try:
        read = StrategyDocument.model_validate(
            {
                "format": document.format,
                "region": document.region,
                "strategy": document.strategy,
                section: around,
            }
        )
    except ValidationError as error:
        raise Unfitting(
            tuple(Fault(fault.path[len(path) :], fault.said, fault.severity) for fault in value_faults(error))
        ) from None
    if section == "strategy":
        return read.strategy if len(path) == 1 else read.strategy.news[0]
    return next(iter(read.levels.values())) if section == "levels" else getattr(read, section)[0]
