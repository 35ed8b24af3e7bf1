"""Pairs of numbers in a sentence: from what to what, and the word of change that is said of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.words.guard import lexicon
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence

V, Y = r"⟨V(?P<{}>\d+)⟩", r"⟨Y\d+⟩"
SMALL = r"(?:[^⟨;]|⟨N\d+⟩){0,70}?"
TIME = (
    rf"(?:{Y}|året (?:innan|före)|åren före|föregående|förra|tidigare|dessförinnan|the year before"
    r"|a year earlier|previous|för \w+ år sedan|⟨N\d+⟩ sedan|\w+ years ago|⟨N\d+⟩ ago)"
)
PLACE = r"(?:riket|rikets|landet|riks\w*|snitt\w*|genomsnitt\w*|länet|kommun\w*|män|kvinnor|average|country)"
ELSEWHERE = PLACE.replace("länet|", "")
FROM_TO = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"\b(?:från"
            rf"|from)\b(?P<gap>[^⟨;]{{0,30}}?(?:{Y})?[^⟨;]{{0,12}}?){V.format('first')}{SMALL}(?:\(?{Y}\)?{SMALL})?"
            rf"\b(?:till|to)\b[^⟨;]{{0,40}}?(?:{Y}[^⟨;]{{0,12}}?)?{V.format('last')}"
        ),
        (
            rf"\b(?:till|to)\b[^⟨;]{{0,25}}?{V.format('last')}{SMALL}(?:\(?{Y}\)?{SMALL})?"
            rf"\b(?:från|from)\b[^⟨;]{{0,25}}?{V.format('first')}"
        ),
        (
            rf"{V.format('last')}{SMALL}(?:\(?{Y}\)?{SMALL})?\b(?:jämfört med|att jämföra med|mot"
            rf"|compared with|up from|down from)\b"
            rf"(?:(?!{PLACE})[^⟨;]){{0,30}}?(?:{Y}[^⟨;]{{0,8}}?)?{V.format('first')}(?:(?!{PLACE})[^⟨;.]){{0,25}}?{TIME}"
        ),
    )
)
# "69 procent, en minskning från 73 procent 2018", "3.9 per cent, down from 5.0"
BACK_TO = re.compile(
    rf"{V.format('last')}[^⟨;.]{{0,40}}?\b(?:{lexicon.UP}|{lexicon.DOWN})\s+(?:(?:med|på|by"
    rf"|of)\s+⟨V\d+⟩[^⟨;.]{{0,20}}?)?"
    rf"\b(?:jämfört med|från|from"
    rf"|compared with|on)\b"
    rf"(?:(?!{PLACE})[^⟨;.]){{0,30}}?{V.format('first')}(?![^⟨;.]{{0,25}}\b(?:till|to)\b)",
    re.IGNORECASE,
)
PARTED = re.compile(rf"\b(?:medan|{lexicon.BUT}|samtidigt som|while|whereas|but)\b", re.IGNORECASE)
RANKED = re.compile(
    r"\b(?:plats|placering|rank\w*|place)\s+$", re.IGNORECASE
)  # the third place is above the fifth
# "som 2021 var 6,9 procent, har stigit och är nu 6,4 procent"
THEN_NOW = re.compile(
    rf"{TIME}(?:(?!{ELSEWHERE})[^⟨;]){{0,60}}?{V.format('first')}(?:(?!{ELSEWHERE})[^⟨;]){{0,60}}?"
    rf"\b(?:nu|i dag|idag|numera|i år|now|today|this year)\b[^⟨;]{{0,25}}?{V.format('last')}",
    re.IGNORECASE,
)
# "är andelen högre: 19 procent", "var lägre än 2019"
COMPARED = re.compile(
    r"\b(?:är|var|blev|ligger|låg|is|was)\b[^;.]{0,30}?\b(?:(?P<up>högre|större|fler|higher|larger)"
    r"|(?P<down>lägre|mindre|färre|lower|smaller|fewer))"
    r"(?=\s*[:.,;(]|\s*$|\s+(?:nu|i dag|idag|än\s+(?:år\s+)?(?:⟨Y|året|då|tidigare|förra|i fjol)"
    r"|than\s+(?:in\s+)?(?:⟨Y|the year|before)))",
    re.IGNORECASE,
)
WITH_YEAR = re.compile(
    rf"{V.format('a')}[^⟨;]{{0,25}}?⟨Y(?P<ya>\d+)⟩[^⟨;]{{0,50}}?{V.format('b')}[^⟨;]{{0,25}}?⟨Y(?P<yb>\d+)⟩"
    rf"|⟨Y(?P<yc>\d+)⟩[^⟨;]{{0,90}}?{V.format('c')}[^⟨;]{{0,60}}?⟨Y(?P<yd>\d+)⟩[^⟨;]{{0,60}}?{V.format('d')}",
    re.IGNORECASE,
)
WAY = re.compile(rf"\b(?P<up>{lexicon.UP})\b|\b(?P<down>{lexicon.DOWN})\b", re.IGNORECASE)
NEGATED = re.compile(rf"\b(?:{lexicon.NOT})\b(?:\s+\w+){{0,2}}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels of one thing, the earlier first; `start` and `stop` are where they stand in the shape."""

    first: Number
    last: Number
    start: int
    stop: int

    @property
    def change(self) -> float:
        """How much the last is above the first, as they are written."""
        return self.last.value - self.first.value

    @property
    def slack(self) -> float:
        """How far the true change can be from `change`, by rounding."""
        return self.first.half + self.last.half


@dataclass(frozen=True, slots=True)
class Way:
    """A word of change: +1 up, −1 down."""

    word: str
    sign: int
    start: int
    stop: int


def pairs(sentence: Sentence) -> Iterator[Pair]:
    """Yield each pair that a sentence says runs from one level to another, once."""
    seen: set[tuple[int, int]] = set()
    for form in (*FROM_TO, THEN_NOW, BACK_TO):
        for match in form.finditer(sentence.shape):
            first, last = sentence.at(match["first"]), sentence.at(match["last"])
            key = (first.start, last.start)
            low, high = sorted((match.start("first"), match.start("last")))
            parted = PARTED.search(sentence.shape, low, high) or RANKED.search(sentence.text[: first.start])
            if key not in seen and alike(first, last) and not parted:
                seen.add(key)
                yield Pair(first, last, match.start(), match.end())
    levels = [one for one in sentence.values if one.unit != "points"]
    if seen or 2 not in (len(levels), len(sentence.values)):
        return
    for match in WITH_YEAR.finditer(sentence.shape):
        a, ya, b, yb = (
            sentence.at(match[one] or match[other])
            for one, other in (("a", "c"), ("ya", "yc"), ("b", "d"), ("yb", "yd"))
        )
        if alike(a, b) and ya.value != yb.value and not re.search(ELSEWHERE, match[0], re.IGNORECASE):
            first, last = (a, b) if ya.value < yb.value else (b, a)
            yield Pair(first, last, match.start(), match.end())


def alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers are levels in the same unit."""
    special = {"percent", "points", "times"}
    return one.unit == other.unit or not {one.unit, other.unit} & special


def boundaries(sentence: Sentence) -> Iterator[int]:
    """Yield where, in the text, a clause with a subject of its own begins."""
    for match in lexicon.BOUNDARY.finditer(sentence.text):
        yield match.end()


def clause(sentence: Sentence, start: int, stop: int) -> tuple[int, int]:
    """Return where the clause around a stretch of the shape begins and ends."""
    shape = sentence.shape
    begins = max((one.end() for one in lexicon.BOUNDARY.finditer(shape, 0, start)), default=0)
    after = lexicon.BOUNDARY.search(shape, stop)
    return begins, after.start() if after else len(shape)


def ways(sentence: Sentence, start: int, stop: int) -> Iterator[Way]:
    """Yield the words of change in a stretch of the shape that are not denied."""
    for match in WAY.finditer(sentence.shape, start):
        if match.end() > stop:
            return
        if not NEGATED.search(sentence.shape, max(0, match.start() - 30), match.start()):
            yield Way(match[0], 1 if match["up"] else -1, match.start(), match.end())


MORE_BEFORE = re.compile(
    r"\b(?:(?P<up>fler|högre|större|more|higher|larger)|(?P<down>färre|lägre|mindre|fewer|lower|smaller))\s+"
    r"(?!utbildning|education)[^⟨;.,]{1,25}(?:⟨Y\d+⟩)?\s*[,:(]?\s*$",
    re.IGNORECASE,
)


def way_of(sentence: Sentence, pair: Pair) -> Way | None:
    """Return the word of change said of a pair: the nearest before it, else the first after it."""
    begins, ends = clause(sentence, pair.start, pair.stop)
    inside = list(ways(sentence, begins, pair.start)) or list(ways(sentence, pair.start, pair.stop))
    if inside:
        return inside[-1]
    after = next(ways(sentence, pair.stop, min(ends, pair.stop + 45)), None)
    if after is None and sentence.shape[:begins].endswith(": "):  # "Befolkningen minskar: 2010 bodde …"
        return next(iter(reversed(list(ways(sentence, 0, begins)))), None)
    if after is None and (more := MORE_BEFORE.search(sentence.shape[begins : pair.start])) is not None:
        word = more["up"] or more["down"]
        return Way(word, 1 if more["up"] else -1, begins + more.start(), begins + more.start() + len(word))
    if after is None and (beside := COMPARED.search(sentence.shape)) is not None:
        word = beside["up"] or beside["down"]
        return Way(word, 1 if beside["up"] else -1, beside.end() - len(word), beside.end())
    return after
