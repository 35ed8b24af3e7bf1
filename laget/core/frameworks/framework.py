"""A framework that strategies point at: its items by code, with their source and date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from laget.core.words.said import Said


@dataclass(frozen=True, slots=True)
class Item:
    """One goal, target, area or programme; `within` is the code of the item it stands under."""

    code: str
    title: Said
    within: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A dated list of items; `date` is ISO, as exact as known; `note` says whose the titles are."""

    id: str
    title: Said
    source: str
    date: str
    address: str
    note: Said
    items: Mapping[str, Item]


def items(rows: Iterable[tuple[str, str | None, str, str]]) -> Mapping[str, Item]:
    """Return rows of code, the code it stands within, Swedish and English title as items by their code."""
    return MappingProxyType({code: Item(code, Said(sv, en), within) for code, within, sv, en in rows})
