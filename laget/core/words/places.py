"""Areas named in a sentence: the first few of them, and how many more."""

from collections.abc import Sequence

from laget.core.areas import area
from laget.core.words.said import Said

NAMED = 4


def places(codes: Sequence[str]) -> Said:
    """Return the areas with these codes by name; raises UnknownArea."""
    names = [area(code).name for code in codes[:NAMED]]
    more = len(codes) - NAMED
    return Said(
        ", ".join(name.sv for name in names) + (f" och {more} till" if more > 0 else ""),
        ", ".join(name.en for name in names) + (f" and {more} more" if more > 0 else ""),
    )
