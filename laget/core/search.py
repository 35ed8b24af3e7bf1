"""Searching: text folded to words, how well a page answers, and where in it the words stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

SPACE = " "
LONGEST_QUERY = 200  # characters that are read of what somebody searches for
MOST_WORDS = 8  # words that are searched for at once
ELLIPSIS = "…"
_AS_SWEDISH = {"æ": "ä", "ø": "ö"}
_OWN_MARK = {("a", "\u030a"), ("a", "\u0308"), ("o", "\u0308")}  # what makes å, ä and ö
_PART = 3  # letters of the parts that likeness is counted in


def folded(text: str) -> str:
    """Return a text without case and accents; å, ä and ö are letters of their own and stay.

    "Idé" is "ide", "Müller" is "muller", "Ängelholm" is "ängelholm"; æ and ø are ä and ö, as in a Swedish
    list. Nothing else changes, and folding twice is folding once.
    """
    if text.isascii():
        return text.lower()
    return "".join(_folded(cluster) for cluster in _clusters(text))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text: letters and digits, all else is between them."""
    return tuple(_WORD.findall(folded(text)))


def asked_for(query: str) -> tuple[str, ...]:
    """Return the words that a query demands, each once, at most eight."""
    return tuple(dict.fromkeys(words(query[:LONGEST_QUERY])))[:MOST_WORDS]


def searchable(title: str, text: str) -> tuple[str, int]:
    """Return a page as it is searched, and how long its title is in it.

    Each word stands after a space, so that " ord" is the start of a word and "ord" any part of one.
    """
    beginning = "".join(SPACE + word for word in words(title))
    return beginning + "".join(SPACE + word for word in words(text)), len(beginning)


def rank(places: Iterable[tuple[int, int]], *, title_length: int) -> tuple[int, int]:
    """Return how well a page answers, the lowest best: words not in its title, words inside others.

    `places` are, of each word that is asked for, where " word" and where "word" stands first in the page as
    it is searched, counted from 1; 0 for nowhere.
    """
    outside = inside = 0
    for start, anywhere in places:
        in_title = 0 < anywhere <= title_length
        outside += not in_title
        inside += not (0 < start <= title_length if in_title else start > 0)
    return outside, inside


def parts(text: str) -> frozenset[str]:
    """Return the threes of letters that the words of a text are made of."""
    return frozenset(
        word[at : at + _PART] for word in words(text) for at in range(max(1, len(word) - _PART + 1))
    )


def likeness(asked: frozenset[str], page: str) -> float:
    """Return how much of a query's `parts` is in a page as it is searched, 0 to 1."""
    return sum(part in page for part in asked) / len(asked) if asked else 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is what somebody searched for."""

    text: str
    is_hit: bool


def marked(text: str, asked: Sequence[str]) -> list[Piece]:
    """Return a text in pieces, those that are asked for marked; together they are the text."""
    pieces, at = [], 0
    for start, stop in _spans(text, asked):
        if start > at:
            pieces.append(Piece(text[at:start], is_hit=False))
        pieces.append(Piece(text[start:stop], is_hit=True))
        at = stop
    if at < len(text):
        pieces.append(Piece(text[at:], is_hit=False))
    return pieces


def passage(text: str, asked: Sequence[str], *, longest: int) -> list[Piece]:
    """Return the place of a text where a word that is asked for stands first, marked, whole words only.

    Without a hit it is the beginning. `longest` is in characters, without what marks that more stands there.
    """
    text = SPACE.join(text.split())
    if len(text) <= longest:
        return marked(text, asked)
    first, end = next(_matches(text, asked), (0, 0))
    start = max(0, min(first - longest // 3, len(text) - longest))
    if start:
        start = text.find(SPACE, start, first) + 1 or first
    stop = max(start + longest, end)
    if stop < len(text):
        space = text.rfind(SPACE, end, stop + 1)
        stop = space if space >= 0 else stop
    shown = marked(text[start:stop], asked)
    before = [Piece(f"{ELLIPSIS} ", is_hit=False)] if start else []
    after = [Piece(f" {ELLIPSIS}", is_hit=False)] if stop < len(text) else []
    return before + shown + after


_WORD = re.compile(r"[^\W_]+")


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks that belong to it."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.combining(text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    kept: list[str] = []
    may_be_marked = False
    for sign in unicodedata.normalize("NFD", plain.casefold()):
        if not unicodedata.combining(sign):
            kept.append(_AS_SWEDISH.get(sign, sign))
            may_be_marked = True
        elif may_be_marked and (kept[-1], sign) in _OWN_MARK:
            kept.append(sign)
            may_be_marked = False
    return unicodedata.normalize("NFC", "".join(kept))


def _spans(text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand in a text as it is written; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, stop in _matches(text, asked):
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, stop))
    return found


def _matches(text: str, asked: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word stands in a text as it is written, the longest where several begin."""
    pattern = re.compile(
        "|".join(re.escape(word) for word in sorted(asked, key=len, reverse=True)) or r"(?!)"
    )
    signs: list[str] = []
    at: list[tuple[int, int]] = []
    place = 0
    for cluster in _clusters(text):
        shown = folded(cluster)
        signs.append(shown)
        at.extend([(place, place + len(cluster))] * len(shown))
        place += len(cluster)
    for match in pattern.finditer("".join(signs)):
        yield at[match.start()][0], at[match.end() - 1][1]
