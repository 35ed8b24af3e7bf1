"""Which level a sentence calls the highest or the lowest, and places in a ranking that rise or fall."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from laget.core.words.guard.clause import TIME, V, alike, clause, is_level, mark
from laget.core.words.guard.figures import Known
from laget.core.words.guard.numbers import RANKED, Number
from laget.core.words.guard.sentence import Sentence

EXTREME = re.compile(
    r"(?<!näst )(?<!de )\b(?:(?P<up>högst|högsta|störst|största|flest|highest|largest)"
    r"|(?P<down>lägst|lägsta|minst|färst|lowest|smallest))\b"
    r"(?!\s+(?:⟨|lika|en|ett|två|utbildning\w*|education|hälften|upp)\b|\s*(?:index\s*)?⟨)",
    re.IGNORECASE,
)
FOLLOWED = re.compile(r"\b(?:följ[dt]\w*(?: \w+)? av|därefter|followed by)\b", re.IGNORECASE)
# "51,8 procent, vilket är högst i länet"
BESIDE = re.compile(
    r"\s*[\w%]*\s*[,(–-]?\s*(?:(?:vilket|som|och det|den|det|är|which|is)\s+){0,3}", re.IGNORECASE
)
OF_ALL = re.compile(
    r"\bi (?:länet|hela länet|landet)\b|\b(?:bland|av)\s+(?:\w+\s+)?(?:länets|landets|alla|samtliga)\b"
    r"|\b(?:bland|av)\s+(?:\w+\s+)?(?:kommunerna|länen)\b",
    re.IGNORECASE,
)
# "från plats 7 till plats 3", "plats 3, från plats 7", "plats 3 … plats 7 året före"
PLACES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:från|from)\b[^⟨;]{{0,30}}{V.format('first')}[^;]{{0,60}}?\b(?:till|to)\b[^⟨;]{{0,30}}{V.format('last')}",
        rf"{V.format('last')}[^;]{{0,80}}?\b(?:från|jämfört med|mot|from)\b[^⟨;]{{0,30}}{V.format('first')}",
        rf"{TIME}[^⟨;]{{0,60}}{V.format('first')}[^⟨;]{{0,20}}[;,.][^⟨;]*\bnu\b[^⟨;]{{0,40}}{V.format('last')}",
    )
)
CLIMBED = re.compile(
    r"\b(?:(?P<up>förbättr\w*|klättra\w*|klättring\w*|stig\w*|avancera\w*|steg upp|gått upp|bättre)"
    r"|(?P<down>försämr\w*|tappa\w*|tapp|fall\w*|föll|sjunk\w*|sjönk|backa\w*|rasa\w*|halka\w*|sämre))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beaten:
    """`one` is called the highest or lowest by `word`, and `other` is beyond it."""

    one: Number
    other: float
    word: str


def beaten(sentence: Sentence, *, known: Known | None) -> Iterator[Beaten]:
    """Yield each level that is called the highest or the lowest and is not."""
    levels = [one for one in sentence.values if is_level(one, sentence) and not one.in_range]
    found = [
        (match, 1 if match["up"] else -1, level)
        for match in EXTREME.finditer(sentence.shape)
        if (level := _of(sentence, match, levels)) is not None
    ]
    for match, sign, level in found:
        peers = [one.exact for one in levels if one is not level and _peers(one, level)]
        if known is not None and OF_ALL.search(sentence.text):
            peers += _places(level, known)
        opposite = [
            other for _, way, other in found if way == -sign and other is not level and alike(other, level)
        ]
        peers += [one.exact for one in opposite]
        behind = FOLLOWED.search(sentence.shape, mark(sentence, level))
        if behind is not None:
            _, ends = clause(sentence, behind.start(), behind.end())
            row = [
                level,
                *(one for one in levels if behind.end() <= mark(sentence, one) < ends and alike(one, level)),
            ]
            peers += [
                other.exact for one, other in itertools.pairwise(row) if (other.exact - one.exact) * sign > 0
            ][:1]
            if len(row) > 2 and (turned := _turned(row[1:], sign)) is not None:
                yield Beaten(turned[0], turned[1].exact, behind[0])
        # What is written as the same number shares the place.
        worse = [
            one for one in peers if (one - level.exact) * sign > 0 and abs(one - level.value) > level.half
        ]
        if worse:
            yield Beaten(level, max(worse) if sign > 0 else min(worse), match[0])


def _turned(row: list[Number], sign: int) -> tuple[Number, Number] | None:
    return next(((a, b) for a, b in itertools.pairwise(row) if (b.exact - a.exact) * sign > 0), None)


def _of(sentence: Sentence, match: re.Match[str], levels: list[Number]) -> Number | None:
    """Return the level that a superlative is said of: the next in its clause, else the one just before."""
    begins, ends = clause(sentence, match.start(), match.end())
    places = [(mark(sentence, one), one) for one in levels]
    after = [one for at, one in places if match.end() <= at < ends]
    if re.search(r"\b(?:mellan|between)\b", sentence.shape[match.end() : ends], re.IGNORECASE):
        return None  # a range of what the highest may be
    before = [(at, one) for at, one in places if max(begins, match.start() - 40) <= at < match.start()]
    if before and (
        not after or BESIDE.fullmatch(sentence.shape[before[-1][0] : match.start()].split("⟩")[1])
    ):
        return before[-1][1]
    return after[0] if after else None


def _peers(one: Number, level: Number) -> bool:
    a, b = one.bound, level.bound
    if (
        a is None
        or b is None
        or a.is_change
        or b.is_change
        or a.target
        or b.target
        or "00" in (a.area, b.area)
    ):
        return False
    return (a.indicator, a.group, a.last, len(a.area)) == (b.indicator, b.group, b.last, len(b.area))


def _places(level: Number, known: Known) -> list[float]:
    """Return the figures of every place of the same kind: the counties, or the region's municipalities."""
    of, region = level.bound, known.ground.document.region.code
    if of is None or of.is_change or of.target:
        return []
    found = [
        one.value
        for one in known.beside.get((of.indicator, of.group, of.last), ())
        if len(one.area) == len(of.area)
        and one.area != "00"
        and (len(one.area) == len(region) or one.area.startswith(region))
    ]
    return found if len(found) > len((of.area, region)) else []


@dataclass(frozen=True, slots=True)
class Moved:
    """A place in a ranking that is said to have become better or worse, and did the opposite."""

    last: Number
    first: Number
    word: str


def misplaced(sentence: Sentence) -> Iterator[Moved]:
    """Yield each change of place that its two places contradict: a smaller number is a better place."""
    said = list(CLIMBED.finditer(sentence.shape))
    if len({bool(one["up"]) for one in said}) != 1:
        return
    sign = 1 if said[0]["up"] else -1
    for form in PLACES:
        for match in form.finditer(sentence.shape):
            first, last = sentence.at(match["first"]), sentence.at(match["last"])
            ranks = [RANKED.search(sentence.text[: one.start]) for one in (first, last)]
            if (
                any(ranks)
                and first.unit not in ("percent", "points")
                and last.unit not in ("percent", "points")
            ):
                if (first.value - last.value) * sign < 0:
                    yield Moved(last, first, said[0][0])
                return
