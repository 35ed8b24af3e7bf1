"""What a rule finds in a sentence, and what a rule is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from laget.core.words.guard.figures import Known
from laget.core.words.guard.sentence import Sentence
from laget.core.words.numbers import number
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True)
class Finding:
    """The number as it is written, and what it should be."""

    number: str
    said: Said


class Rule(Protocol):
    """Reads one sentence, with the figures where there are any."""

    def __call__(self, sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
        """Yield each fault of this kind."""


def shown(value: float, *, decimals: int = 1) -> Said:
    """Return a number as it is said, without decimals that are nothing."""
    digits = 0 if abs(value - round(value)) < 1e-9 else decimals
    return Said(number(value, decimals=digits, language="sv"), number(value, decimals=digits, language="en"))
