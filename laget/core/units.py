"""Units of figures: which values each can have, which way is better, and the Swedish order of words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from laget.core.search import folded

LARGEST = 1e15
"""No figure of a region is larger; above it whole numbers are no longer exact."""


class Better(StrEnum):
    """Which way of an indicator is the good one."""

    HIGHER = "higher"
    LOWER = "lower"
    CORRIDOR = "corridor"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word and the values it can have, both ends included."""

    word: str
    lowest: float = -LARGEST
    highest: float = LARGEST

    def allows(self, value: float) -> bool:
        """Tell whether a figure in this unit can be `value`; never for NaN and the infinities."""
        return isfinite(value) and self.lowest <= value <= self.highest


# Only what cannot be is refused: a balance of moves is people below zero, a rate of it per 1,000 too, and a
# county that binds more than it lets out has negative tonnes. docs/decisions/0101 weighs each word.
UNITS: Mapping[str, Unit] = {
    unit.word: unit
    for unit in (
        Unit("percent", 0, 100),
        Unit("percent_free"),
        Unit("per_1000"),
        Unit("per_100000"),
        Unit("people"),
        Unit("firms", 0),
        Unit("tonnes_per_person"),
        Unit("kg_per_person", 0),
        Unit("kr"),
        Unit("days", 0),
        Unit("index"),
        Unit("ratio"),
    )
}


def unit(word: str) -> Unit:
    """Return the unit of that word; a region's own word allows every finite value."""
    return UNITS.get(word, Unit(word))


# Swedish letters beyond z in their order, and what sorts as a space.
_IN_ORDER = str.maketrans("åäö-‐‑–—_/", "{|}       ")


def swedish_key(text: str) -> tuple[str, str]:
    """Return the key that sorts words as a Swedish list does.

    å, ä, ö come last; case and accents are folded; v and w are two letters; hyphens sort as spaces. Words
    that differ in nothing else follow their code points, so that the order is the same everywhere.
    """
    return folded(text).translate(_IN_ORDER), unicodedata.normalize("NFC", text)
