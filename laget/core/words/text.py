"""A text whose numbers are bound: the same words with the bindings, and as they are read."""

import re
from dataclasses import dataclass

# No text of a strategy may hold these characters (strategy/values.py), so they cannot be mistaken.
OPEN, BETWEEN, CLOSE = "\x01", "\x02", "\x03"
_BOUND = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")
_NUMBER = re.compile(r"\d+(?:[\u2009\u202f\u00a0 .,:–-]?\d+)*")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in which each number carries what it is bound to."""

    inside: str

    @property
    def source(self) -> str:
        """The text as an author keeps it: `{{andel@13:2022}}`, and `[[25–64]]` for what is no figure."""
        return _BOUND.sub(r"\1", self.inside)

    @property
    def text(self) -> str:
        """The text as it is read."""
        return _BOUND.sub(r"\2", self.inside)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each bound number in order: what stands in the source, and what is read."""
        return tuple(_BOUND.findall(self.inside))


def bound(source: str, shown: str) -> str:
    """Return a number as it is read, with the binding that it stands for."""
    return f"{OPEN}{{{{{source}}}}}{BETWEEN}{shown}{CLOSE}"


def marked(shown: str) -> str:
    """Return a number that is no figure: a level that was decided, a number in a name."""
    return f"{OPEN}[[{shown}]]{BETWEEN}{shown}{CLOSE}"


def marked_numbers(text: str) -> str:
    """Return a name or a sentence with every number in it marked; years stand as they are."""
    return _NUMBER.sub(lambda found: found[0] if _YEAR.fullmatch(found[0]) else marked(found[0]), text)
