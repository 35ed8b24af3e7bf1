"""Rule: a stated difference or change that its two numbers do not give."""

import re
from collections.abc import Iterator

from laget.core.words.guard import lexicon
from laget.core.words.guard.clause import Pair, V, alike, clause, pairs
from laget.core.words.guard.comparison import comparisons
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

STATED = re.compile(
    rf"\b(?:{lexicon.UP}|{lexicon.DOWN}|\w*skillnad\w*|avstånd\w*|gap\w*|glapp\w*|förändring\w*|skilj\w*"
    rf"|difference|gap|change)\b"
    rf"[^⟨;.]{{0,35}}?\b(?:med|på|är|var|om|by|of|is|skiljer)\b[^⟨;.]{{0,14}}?{V.format('d')}"
    rf"|\b(?:{lexicon.UP}|{lexicon.DOWN})\s+(?:\w+\s+)?{V.format('g')}(?=\s*(?:procent|%|per cent))"
    rf"|\bskilj\w*\s+(?:det\s+|sig\s+)?{V.format('f')}"
    rf"|{V.format('e')}\s*(?:procentenhet\w*|percentage points?|procent|%)?\s*(?:högre|lägre|fler"
    rf"|färre|mer|mindre|higher|lower|more|fewer)\b(?![^⟨;.]*\b(?:än|than)\b[^⟨;.]*⟨V)",
    re.IGNORECASE,
)
THAT_IS = re.compile(
    rf"(?:\b(?:det vill säga|dvs\.?|alltså|motsvara\w*|vilket (?:är|ger|innebär)|that is"
    rf"|which is)\s+(?:med\s+|by\s+)?|,\s+(?:med"
    rf"|by)\s+)(?:\w+\s+)?{V.format('d')}"
    r"\s*\S+\s*(?:[.,;]|$)",
    re.IGNORECASE,
)
APART = r"(?:skillnad|avstånd|gap|glapp|difference)"
IS = re.compile(rf"\b(?:är|var|uppgår till|uppgick till|is|was)\s+(?:\w+\s+)?{V.format('d')}", re.IGNORECASE)
GOES_ON = re.compile(r"[;:]\s*(?:det|detta|skillnaden|that|this)\b", re.IGNORECASE)
RISE_IS = re.compile(
    rf"\b(?:är|var|blev|is|was)\s+(?:\w*ökningen|\w*minskningen|uppgången|nedgången|förändringen|tillväxten|skillnaden"
    rf"|the (?:rise|fall|change|difference))\s+(?:\w+\s+)?{V.format('d')}",
    re.IGNORECASE,
)
SAID_FIRST = re.compile(
    rf"^[^⟨]*{APART}\w*\s+(?:\w+\s+){{0,3}}?(?:är|var|på|uppgår till|uppgick till|is|was|of)\s+(?:\w+\s+)?⟨V",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"\b(?:\w*skillnad\w*|avstånd\w*|gap\w*|glapp\w*|skilj\w*|difference"
    rf"|gap)\b.*?{V.format('a')}[^⟨;]{{0,60}}?\b(?:och|respektive|mot|jämfört med"
    rf"|and)\b[^⟨;]{{0,60}}?{V.format('b')}"
    rf"|{V.format('c')}[^⟨;]{{0,80}}?\b(?:och|respektive|mot|jämfört med|medan|and|compared"
    rf" with)\b[^⟨;]{{0,60}}?{V.format('d')}[^⟨;]{{0,100}}\b(?:skillnad|skilj|difference|gap)",
    re.IGNORECASE,
)


def stated_with_pair(sentence: Sentence) -> Iterator[tuple[Number, Pair]]:
    """Yield each stated change or difference with the two levels it is of."""
    found = list(pairs(sentence))
    if not found and len(sentence.values) == 3 and SAID_FIRST.search(sentence.shape):
        _, one, other = sentence.values
        found = [Pair(one, other, 0, len(sentence.shape))] if alike(one, other) else []
    if not found:
        for match in BETWEEN.finditer(sentence.shape):
            one, other = sentence.at(match["a"] or match["c"]), sentence.at(match["b"] or match["d"])
            if alike(one, other):
                found = [Pair(one, other, match.start(), match.end())]
                break
    if len(found) != 1:
        return
    pair = found[0]
    begins, ends = clause(sentence, pair.start, pair.stop)
    if GOES_ON.match(sentence.shape, ends):
        ends = len(sentence.shape)
    stated = list(STATED.finditer(sentence.shape, begins, ends))
    stated += THAT_IS.finditer(sentence.shape, pair.stop, ends)
    stated += RISE_IS.finditer(sentence.shape, pair.stop)
    if re.match(APART, sentence.shape[pair.start :], re.IGNORECASE):
        stated += IS.finditer(sentence.shape, pair.stop)
    for match in stated:
        number = sentence.at(
            match["d"]
            or match.groupdict().get("e")
            or match.groupdict().get("f")
            or match.groupdict().get("g")
            or ""
        )
        if (
            number is not pair.first
            and number is not pair.last
            and "points" not in (pair.first.unit, pair.last.unit)
        ):
            yield number, pair


def differences(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield each stated change that the numbers beside it do not give."""
    yield from _beside(sentence)
    for stated, pair in stated_with_pair(sentence):
        if stated.unit == "times" or stated.in_range:
            continue
        apart, growth = abs(pair.change), _growth(pair)
        near_apart, near_growth = (
            near(stated, apart, pair.slack),
            growth is not None and near(stated, growth[0], growth[1], is_growth=True),
        )
        shares = pair.first.unit == "percent"
        if stated.unit == "percent":
            # what is said in per cent of two per cents is the rule of percentage points'
            right = near_growth or (shares and near_apart)
            should = shown(apart if shares or growth is None else growth[0])
        else:
            right = near_apart
            should = shown(apart)
        if not right:
            yield Finding(
                stated.text,
                Said(
                    f"{pair.first.text} och {pair.last.text} ger {should.sv}, inte {stated.text}",
                    f"{pair.first.text} and {pair.last.text} give {should.en}, not {stated.text}",
                ),
            )


def _beside(sentence: Sentence) -> Iterator[Finding]:
    """Hold "865 personer, 180 fler än året innan (685)"; per cent of per cents is another rule's."""
    for one in comparisons(sentence):
        pair, stated = one.pair, one.stated
        growth = _growth(pair)
        by_growth = growth is not None and near(stated, growth[0], growth[1], is_growth=True)
        shares = pair.first.unit == "percent"
        right = near(stated, pair.change, pair.slack)
        if stated.unit == "percent":
            right = by_growth or (shares and right)
        if right or (pair.change * one.sign <= 0):
            continue
        grown = stated.unit == "percent" and not shares and growth is not None
        should = shown(growth[0] if grown and growth is not None else abs(pair.change))
        yield Finding(
            stated.text,
            Said(
                f"{one.one.text} och {one.other.text} ger {should.sv}, inte {stated.text}",
                f"{one.one.text} and {one.other.text} give {should.en}, not {stated.text}",
            ),
        )


def near(stated: Number, value: float, slack: float, *, is_growth: bool = False) -> bool:
    """Tell whether a stated change can be `value`, known to within `slack`, as it is rounded.

    A difference must be that of the numbers as they are written: where rounding gives another, it is said
    with "ungefär". A growth may be worked out from what is behind them.
    """
    allowed = stated.half + slack if is_growth or 2 * stated.half < slack else stated.half
    if re.fullmatch(f"{lexicon.ABOUT}|{lexicon.ABOVE}|{lexicon.BELOW}", stated.said_about or "-"):
        allowed += max(stated.half, 0.05 * abs(stated.value))
    return abs(abs(stated.value) - abs(value)) < allowed * 0.999 + 1e-9


def _growth(pair: Pair) -> tuple[float, float] | None:
    """Return the relative change in per cent, and how far rounding can move it."""
    first, last = abs(pair.first.value), abs(pair.last.value)
    if first == 0 or pair.first.value < 0 or pair.last.value < 0:
        return None
    return abs(100 * (last / first - 1)), 100 * (pair.last.half + last / first * pair.first.half) / first


def growth_of(pair: Pair) -> float | None:
    """Return the relative change of a pair in per cent, without its sign; None from zero or below it."""
    found = _growth(pair)
    return found[0] if found else None
