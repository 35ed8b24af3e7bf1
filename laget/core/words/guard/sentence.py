"""A text's sentences: where each stands, its numbers, and the text with a mark in place of each number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from laget.core.words.binding import Bound, Told
from laget.core.words.guard.numbers import Kind, Number, numbers_of
from laget.core.words.said import Language

ABBREVIATIONS = frozenset(
    [
        "kl",
        "ca",
        "t.ex",
        "bl.a",
        "dvs",
        "s.k",
        "nr",
        "prop",
        "dnr",
        "resp",
        "kap",
        "jan",
        "feb",
        "mars",
        "apr",
        "aug",
        "sept",
        "sep",
        "okt",
        "nov",
        "dec",
        "m.m",
        "m.fl",
        "f.d",
        "o.d",
        "st",
        "ev",
        "inkl",
        "exkl",
        "jfr",
        "jmf",
        "tel",
        "sid",
        "s",
        "v",
        "å.r",
        "e.g",
        "i.e",
        "approx",
        "no",
        "vs",
        "p.e",
        "i.u",
    ]
)
END = re.compile(
    r"[.!?…]+[\"”’)\]]*\s+(?=[\"”“(\[*_]*[A-ZÅÄÖÉ0-9{])|\n\s*\n|\n(?=\s*(?:[#>|*+-]|\d+[.)])\s?)|\n(?<=\|\n)"
)
MARKED = re.compile(r"\[\[([^\[\]]*)\]\]")
HIDDEN = re.compile(r"^```.*?^```|<!--.*?-->|\]\([^)\s]*\)|`[^`\n]*`", re.MULTILINE | re.DOTALL)
FEW = 12  # sentences that a paragraph is read back
LONGEST = 1000  # letters of a sentence
LETTERS = {Kind.VALUE: "V", Kind.YEAR: "Y", Kind.FRACTION: "F", Kind.NAME: "N"}


@dataclass(frozen=True)
class Sentence:
    """One sentence; `before` (under a heading at last that) and `said_years` are of its paragraph."""

    text: str
    line: int
    start: int
    numbers: tuple[Number, ...]
    bound: tuple[Bound, ...]
    said_years: frozenset[int]
    language: Language
    before: "Sentence | None" = None

    @property
    def values(self) -> tuple[Number, ...]:
        """The numbers that are measured."""
        return tuple(one for one in self.numbers if one.kind is Kind.VALUE)

    @property
    def years(self) -> frozenset[int]:
        """The years the sentence names."""
        spans = (one for one in self.numbers if one.kind is Kind.YEAR)
        return frozenset(year for one in spans for year in (int(one.value), one.last) if year)

    @cached_property
    def context(self) -> str:
        """The sentence, and where it is a row of a table the heads of its columns."""
        return self.text if self.head is self else f"{self.head.text} {self.text}"

    @cached_property
    def head(self) -> "Sentence":
        """The first row of the table that the sentence is a row of, else the sentence itself."""
        return self if self.before is None or not self.text.startswith("|") else self.before.head

    @cached_property
    def paragraph(self) -> str:
        """The sentence after those before it in its paragraph, the nearest few; of a table its context."""
        if self.text.startswith("|"):
            return self.context
        said, one = [self.text], self.before
        while one is not None and len(said) < FEW:
            said.append(one.text)
            one = one.before
        return " ".join(reversed(said))

    @cached_property
    def shape(self) -> str:
        """The sentence with ⟨V3⟩, ⟨Y1⟩, ⟨F0⟩ or ⟨N2⟩ where its numbers stand, by their place in `numbers`."""
        out, at = [], 0
        for place, one in enumerate(self.numbers):
            if one.start == one.stop:
                continue  # a year inside a date
            out += [self._plain(at, one.start), f"⟨{LETTERS[one.kind]}{place}⟩"]
            at = one.stop
        return "".join([*out, self._plain(at, len(self.text))])

    def _plain(self, start: int, stop: int) -> str:
        """Return a stretch of the text in which nothing can be taken for a mark."""
        return self.text[start:stop].replace("⟨", "<").replace("⟩", ">")

    def wrote(self, number: Number) -> bool:
        """Tell whether a binding wrote a number: what it is of is known, not guessed."""
        return any(one.start == number.start and one.resolved is not None for one in self.bound)

    def at(self, place: str) -> Number:
        """Return the number at a place that a pattern found in the shape."""
        return self.numbers[int(place)]


def sentences(told: Told, *, language: Language) -> Iterator[Sentence]:
    """Yield the sentences of a rendered text with their numbers; `[[…]]` is read without its brackets."""
    text = HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), told.text)
    if text.startswith("---\n") and (end := text.find("\n---", 4)) > 0:
        text = re.sub(r"[^\n]", " ", text[:end]) + text[end:]
    said: frozenset[int] = frozenset()
    before: Sentence | None = None
    heading: Sentence | None = None
    for start, stop, begins in _stretches(text):
        if begins:
            said, before = frozenset(), heading
        inside = text[start:stop]
        if not inside.strip():
            continue
        bound = [
            Bound(one.start - start, one.stop - start, one.source, one.resolved, one.fault)
            for one in told.bound
            if start <= one.start < stop
        ]
        # the brackets become spaces of no width, so that places stay where they are
        marked = [(match.start(), match.end()) for match in MARKED.finditer(inside)]
        plain = _without_brackets(inside)
        shown, moved, marks = _closed(plain, bound, marked)
        numbers = numbers_of(shown, bound=moved, marked=marks, language=language)
        lead = len(inside) - len(inside.lstrip())
        one = Sentence(
            shown,
            text.count("\n", 0, start + lead) + 1,
            start,
            numbers,
            tuple(moved),
            said,
            language,
            before,
        )
        yield one
        before = one
        if inside.lstrip().startswith("#"):
            heading = one
        said |= one.years


GONE = "\ue000"  # a private letter in place of a bracket, until it is taken away


def _without_brackets(inside: str) -> str:
    return MARKED.sub(lambda match: f"{GONE}{GONE}{match[1]}{GONE}{GONE}", inside).replace("\n", " ")


def _closed(
    plain: str, bound: list[Bound], marked: list[tuple[int, int]]
) -> tuple[str, list[Bound], list[tuple[int, int]]]:
    """Return the sentence without the brackets' place-holders and without space at its ends."""
    keep = [letter != GONE for letter in plain]
    first = len(plain) - len(plain.lstrip())
    last = len(plain.rstrip())
    keep = [kept and first <= place < last for place, kept in enumerate(keep)]
    moved = [0]
    for kept in keep:
        moved.append(moved[-1] + kept)
    text = "".join(letter for letter, kept in zip(plain, keep, strict=True) if kept)
    return (
        text,
        [Bound(moved[one.start], moved[one.stop], one.source, one.resolved, one.fault) for one in bound],
        [(moved[start], moved[stop]) for start, stop in marked],
    )


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the place of each sentence, and whether a paragraph begins with it."""
    at, begins = 0, True
    for match in END.finditer(text):
        if not match[0].startswith("\n"):
            before = text[at : match.start()].rsplit(None, 1)
            word = before[-1].strip('("”[').casefold() if before else ""
            if match[0].strip().startswith(".") and (
                word in ABBREVIATIONS or _ordinal(word, text[match.end() :])
            ):
                continue
        yield from _cut(text, at, match.end(), begins=begins)
        # A row of a table goes on where the row before it ended.
        row = match[0] == "\n" and text[match.start() - 1] == "|" and text.startswith("|", match.end())
        begins = match[0].startswith("\n") and not row
        at = match.end()
    yield from _cut(text, at, len(text), begins=begins)


def _cut(text: str, start: int, stop: int, *, begins: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield a sentence whole; what is too long to be one in pieces, so that reading it takes no longer."""
    while stop - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield start, end, begins
        start, begins = end, False
    yield start, stop, begins


def _ordinal(word: str, after: str) -> bool:
    """Tell whether a full stop belongs to a list's number, as in "1. Utbildning"."""
    return (
        bool(re.fullmatch(r"(?:[#>*+-]+\s*)?\d{1,2}(?:\.\d+)*", word))
        and bool(re.match(r"[A-ZÅÄÖ]", after))
        and len(word) < 3
    )


def language_of(text: str) -> Language:
    """Return the language a text is written in, by its smallest words; Swedish where it does not show."""
    words = re.findall(r"[a-zåäö]+", text.casefold())
    swedish = sum(word in SWEDISH for word in words)
    english = sum(word in ENGLISH for word in words)
    return "en" if english > swedish else "sv"


SWEDISH = frozenset(
    [
        "och",
        "att",
        "är",
        "av",
        "som",
        "på",
        "för",
        "med",
        "till",
        "den",
        "det",
        "har",
        "i",
        "en",
        "ett",
        "från",
        "om",
        "var",
        "vid",
        "procent",
        "län",
    ]
)
ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "was",
        "has",
        "have",
        "with",
        "from",
        "than",
        "that",
        "per",
        "cent",
        "percent",
        "by",
        "at",
        "county",
    ]
)
