"""Pairs of numbers in a sentence: from what to what, and the word of change that is said of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.words.guard import lexicon
from laget.core.words.guard.numbers import RANKED, Number
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
TURNS = re.compile(r"\b(?:för att|därefter (?:minska|öka)|sedan dess)\b", re.IGNORECASE)
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
# "sexans 43,4 (2022)": where a level's own year stands, with no other level between
YEAR_AFTER = re.compile(r"[^⟨;]{0,30}?⟨Y(?P<y>\d+)⟩", re.IGNORECASE)
YEAR_BESIDE = re.compile(r"\s*(?:(?!och\b|and\b)[\w%]+\s+){0,3}?\(?⟨Y(?P<y>\d+)⟩(?!\s*:)", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"⟨Y(?P<y>\d+)⟩(?:[^⟨;]|⟨N\d+⟩){0,70}$", re.IGNORECASE)
WAY = re.compile(rf"\b(?P<up>{lexicon.UP})\b|\b(?P<down>{lexicon.DOWN})\b", re.IGNORECASE)
NEGATED = re.compile(rf"\b(?:{lexicon.NOT})\b(?:\s+\w+){{0,2}}\s*$", re.IGNORECASE)


NEITHER = re.compile(
    r"(?<!som )\bvarken\b[^;.]*\beller\b[^⟨;.,]*$|\bneither\b[^;.]*\bnor\b[^⟨;.,]*$", re.IGNORECASE
)


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
    denied: bool = False


def pairs(sentence: Sentence) -> Iterator[Pair]:
    """Yield each pair that a sentence says runs from one level to another, once."""
    if len(sentence.values) < 2:
        return
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
    if not seen:
        yield from _by_year(sentence)


def _by_year(sentence: Sentence) -> Iterator[Pair]:
    """Yield the two levels of a sentence that stand at different years, where they can be of one thing."""
    levels = [one for one in sentence.values if is_level(one, sentence)]
    if len(levels) != 2 or not alike(*levels):
        return
    first, last = levels
    start, stop = mark(sentence, first), mark(sentence, last)
    parted = PARTED.search(sentence.shape, start, stop) or TURNS.search(sentence.shape, start, stop)
    if parted or RANKED.search(sentence.text[: first.start]):
        return
    one, other = first.bound, last.bound
    if one is not None and other is not None:
        if (one.indicator, one.area, one.group) != (other.indicator, other.area, other.group):
            return
    elif re.search(rf"\b{ELSEWHERE}\b", sentence.shape[start:stop], re.IGNORECASE):
        return
    years = [_year_of(sentence, level) for level in levels]
    if None in years or years[0] == years[1]:
        return
    if (years[0] or 0) > (years[1] or 0):
        first, last = last, first
    yield Pair(first, last, start, stop + 3)


def _year_of(sentence: Sentence, level: Number) -> int | None:
    """Return the year a level is of: its binding's, else the one beside it."""
    if level.bound is not None and sentence.wrote(level):
        return int(level.bound.last) if level.bound.last.isdigit() else None
    at = mark(sentence, level)
    after = sentence.shape[at:].split("⟩", 1)[1]
    found = (
        YEAR_BESIDE.match(after)
        or YEAR_BEFORE.search(sentence.shape[:at])
        or (YEAR_AFTER.match(after) if not re.match(r"[^⟨;,)]{0,20},", after) else None)
    )
    return int(sentence.at(found["y"]).value) if found else None


def mark(sentence: Sentence, number: Number) -> int:
    """Return where, in the shape, a number's mark begins."""
    return sentence.shape.find(f"⟨V{sentence.numbers.index(number)}⟩")


CHANGED_BY = re.compile(r"\b(?:med|by)\s+(?:\w+\s+)?$", re.IGNORECASE)
CHANGE_IS = re.compile(
    r"\b(?:\w*ökningen|\w*minskningen|uppgången|nedgången|förändringen|tillväxten|skillnaden|gapet|avståndet"
    r"|the (?:rise|fall|change|difference|gap))\s+(?:(?:är|var|blev|på|om|uppgår till|uppgick till"
    r"|is|was|of)\s+)?"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)
APART_BY = re.compile(rf"\s*\S{{0,16}}\s+(?:{lexicon.HIGHER}|{lexicon.LOWER})\b", re.IGNORECASE)


def is_level(one: Number, sentence: Sentence) -> bool:
    """Tell whether a number says how much there is, not how far it is from something."""
    if one.unit in ("points", "times") or (one.bound is not None and one.bound.is_change):
        return False
    changed = CHANGED_BY.search(sentence.text[: one.start]) and WAY.search(sentence.text[: one.start][-45:])
    changed = changed or CHANGE_IS.search(sentence.text[: one.start])
    return not changed and not APART_BY.match(sentence.text[one.stop :])


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
    return (one for one in every_way(sentence, start, stop) if not one.denied)


def every_way(sentence: Sentence, start: int, stop: int) -> Iterator[Way]:
    """Yield the words of change in a stretch of the shape, and whether each is denied."""
    for match in WAY.finditer(sentence.shape, start):
        if match.end() > stop:
            return
        denied = NEGATED.search(sentence.shape, max(0, match.start() - 30), match.start()) is not None
        denied = denied or NEITHER.search(sentence.shape, 0, match.start()) is not None
        yield Way(match[0], 1 if match["up"] else -1, match.start(), match.end(), denied)


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
    # "Befolkningen minskar: 2010 bodde …", "har minskat sedan 2018, då den var …"
    if after is None and sentence.shape[:begins].endswith((": ", ", då ", ", when ")):
        after = next(iter(reversed(list(ways(sentence, 0, begins)))), None)
    if after is None and (more := MORE_BEFORE.search(sentence.shape[begins : pair.start])) is not None:
        word = more["up"] or more["down"]
        return Way(word, 1 if more["up"] else -1, begins + more.start(), begins + more.start() + len(word))
    if after is None and (beside := COMPARED.search(sentence.shape)) is not None:
        word = beside["up"] or beside["down"]
        return Way(word, 1 if beside["up"] else -1, beside.end() - len(word), beside.end())
    return after
