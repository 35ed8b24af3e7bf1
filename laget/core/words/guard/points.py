"""Rule: per cent said of a difference between per cents, and percentage points of what is no share."""

import itertools
import re
from collections.abc import Iterator

from laget.core.words.guard.clause import Pair, V, boundaries, pairs
from laget.core.words.guard.comparison import comparisons
from laget.core.words.guard.difference import growth_of, near, stated_with_pair
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

LEVEL = re.compile(
    r"\b(?:andel\w*|uppgår|uppgick|share)\b[^.;⟨]*\b(?:är|var|till|på|is|was)\s+(?:\w+\s+)?$"
    r"|^(?!(?:Det|Detta|Dessa|That|This|It|Which)\b)[^⟨]*\b(?:är|var|blev|ligger på|låg på|landar på"
    r"|landade på|is|was|stands at)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:larger|smaller|more|fewer|less|wider|narrower|below|above|ahead|behind|distan|remain|target"
    r"|goal|short|margin|återst|fattas|saknas|spridning"
    r"|spread|range|fler|färre|bättre|sämre|under|över|öka|minsk|sjunk|sjönk|stig|steg"
    r"|högre|lägre|skillnad|gap|avstånd|förändr|mer|mindre|växt|fall|fell|rose|differ|change|mål"
    r"|uppgång|nedgång|increas|decreas|higher|lower|förbättr|försämr|kort|kvar|år)\w*",
    re.IGNORECASE,
)
SAYS_POINTS = Said(
    "skillnaden mellan två procenttal sägs i procentenheter",
    "a difference between per cents is in percentage points",
)


# "12 procentenheter till 560 miljoner kronor": of what is no share
TO_LEVEL = re.compile(
    r"\s*\w+\s+(?:till|to)\s+(?:\w+\s+)?\d[\d\s,.]*\s*(?:miljon\w*|miljard\w*|tusen|kronor|kr|personer|invånare"
    r"|ton|GWh|million|people)\b",
    re.IGNORECASE,
)
# "från 7,4 till 6,5 procent (0,9 procent)"
IN_BRACKETS = re.compile(rf"\(\s*[+−–-]?\s*{V.format('d')}\s*(?:procent|%|per cent)\s*\)", re.IGNORECASE)


def _in_brackets(sentence: Sentence) -> Iterator[tuple[Number, Pair]]:
    found = list(pairs(sentence))
    for match in IN_BRACKETS.finditer(sentence.shape):
        number = sentence.at(match["d"])
        if len(found) == 1 and number not in (found[0].first, found[0].last):
            yield number, found[0]


def percentage_points(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each difference that is said in the wrong one of per cent and percentage points."""
    seen = set()
    beside = ((one.stated, one.pair) for one in comparisons(sentence))
    for stated, pair in itertools.chain(stated_with_pair(sentence), beside, _in_brackets(sentence)):
        shares = pair.first.unit == "percent" or (
            pair.first.bound is not None and pair.first.bound.unit == "percent"
        )
        growth = growth_of(pair)
        if stated.unit == "percent" and shares and near(stated, pair.change, pair.slack):
            relative = growth is not None and abs(growth - abs(stated.value)) <= stated.half
            if not relative:
                seen.add(stated.start)
                size = shown(abs(stated.value))
                yield Finding(
                    stated.text,
                    Said(
                        f"{SAYS_POINTS.sv}: {size.sv} procentenheter",
                        f"{SAYS_POINTS.en}: {size.en} percentage points",
                    ),
                )
        elif stated.unit == "points" and not shares and (pair.first.unit or pair.first.value > 100):
            seen.add(stated.start)
            size = shown(growth or 0.0)
            yield Finding(
                stated.text,
                Said(
                    f"talen är inga procenttal; förändringen är {size.sv} procent",
                    f"the numbers are no per cents; the change is {size.en} per cent",
                ),
            )
    for one in sentence.values:
        if one.start in seen:
            continue
        bound = one.bound
        if bound is not None and bound.unit == "points" and one.unit == "percent":
            yield Finding(
                one.text,
                Said(
                    f"{SAYS_POINTS.sv}: {one.text} procentenheter",
                    f"{SAYS_POINTS.en}: {one.text} percentage points",
                ),
            )
        elif one.unit == "points" and (
            TO_LEVEL.match(sentence.text[one.stop :])
            or (bound is not None and bound.unit in ("percent", "percent_free") and known is not None)
            or (LEVEL.search(sentence.text[: one.start]) and not CHANGE.search(_own_clause(sentence, one)))
        ):
            yield Finding(
                one.text,
                Said(
                    f"en andel eller en tillväxt sägs i procent: {one.text} procent",
                    f"a share or a growth is in per cent: {one.text} per cent",
                ),
            )


def _own_clause(sentence: Sentence, one: Number) -> str:
    """Return the part of the text with a subject of its own in which a number stands."""
    starts = sorted({0, *boundaries(sentence), len(sentence.text)})
    begins = max(start for start in starts if start <= one.start)
    return sentence.text[begins : min(start for start in starts if start > one.start)]
