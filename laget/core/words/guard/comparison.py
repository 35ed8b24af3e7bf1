"""Threes of numbers: two levels, and how far apart they are said to stand ("1,4 högre än rikets 82,8")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.words.guard import lexicon
from laget.core.words.guard.clause import Pair, V, alike, boundaries
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence

SIDE = (
    rf"(?P<word>(?:{lexicon.HIGHER}|{lexicon.LOWER}|bättre|sämre|above|below)"
    r"|(?:över|under|ovanför|nedanför)(?!\s+⟨Y))"
)
BESIDE = re.compile(
    rf"{V.format('d')}\s*(?:miljon\w*\s+|miljard\w*\s+|tusen\s+)?(?P<unit>procentenhet\w*"
    rf"|percentage points?|per cent|%|(?!och\b"
    rf"|and\b)\w+)?\s+{SIDE}\b"
    rf"(?P<than>[^⟨;.]{{0,60}}?){V.format('b')}",
    re.IGNORECASE,
)
THAN = re.compile(r"^[^⟨;.,]{0,45}?\b(?:än|than)\b", re.IGNORECASE)
AVERAGE = re.compile(
    r"^\s*(?:the\s+)?(?:\w+\s+)?(?:riket|riks|landet|genomsnitt|snitt|medel|mål|budget|plan|prognos|året|nivån|läns|average"
    r"|national|country|target)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Apart:
    """`one` is said to be `word` `other` by `stated`; `sign` is +1 where it should be the larger."""

    one: Number
    other: Number
    stated: Number
    word: str
    sign: int

    @property
    def pair(self) -> Pair:
        """The two levels, the one that is compared with first."""
        return Pair(self.other, self.one, 0, 0)


def comparisons(sentence: Sentence) -> Iterator[Apart]:
    """Yield each stated distance between two levels of the sentence, with the levels."""
    for match in BESIDE.finditer(sentence.shape):
        stated, b = sentence.at(match["d"]), sentence.at(match["b"])
        over = match["word"].casefold() in ("över", "under", "ovanför", "nedanför", "above", "below")
        said = bool((AVERAGE if over else THAN).match(match["than"]))
        if stated.unit == "times" or stated.in_range or not (said or stated.unit == "points"):
            continue
        if stated.unit == b.unit == "percent" and not said:
            continue
        one, other = _levels(sentence, stated, b)
        if one is None or other is None or not alike(one, other) or "points" in (one.unit, other.unit):
            continue
        up = re.fullmatch(rf"{lexicon.HIGHER}|över|ovanför|above|bättre", match["word"], re.IGNORECASE)
        yield Apart(one, other, stated, match["word"], 1 if up else -1)


def _levels(sentence: Sentence, stated: Number, b: Number) -> tuple[Number | None, Number | None]:
    """Return what is compared, and with what: the level before the distance, else the two after it."""
    begins = max((end for end in boundaries(sentence) if end <= stated.start), default=0)
    before = [one for one in sentence.values if begins <= one.start < stated.start and alike(one, b)]
    before = [one for one in before if one.unit != "points"]
    if before:
        return before[-1], b
    after = [one for one in sentence.values if one.start > b.start and alike(one, b)]
    if len(after) == 1 and len(sentence.values) == 3:
        return b, after[0]
    return None, None
