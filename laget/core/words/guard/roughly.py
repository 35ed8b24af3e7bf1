"""Rule: "drygt", "knappt", "nästan" and "ungefär" on the wrong side of the figure, or too far from it."""

import re
from collections.abc import Iterator

from laget.core.words.guard import lexicon
from laget.core.words.guard.figures import Known
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Kind, Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

EXACT = re.compile(
    r"⟨[VF](?P<a>\d+)⟩(?P<unit>\s*[^\s⟨(,]*)?[^⟨;.(,]{0,40}?\s*(?:\(|,?\s*(?:närmare bestämt|exakt"
    r"|mer exakt|dvs\.?|alltså|precisely)\s+)⟨V(?P<b>\d+)⟩\s*(?:procent|%|\w+)?\s*[).,]?"
    r"|⟨[VF](?P<c>\d+)⟩[^⟨;.(,]{0,40},\s*(?:eller\s+|or\s+)?⟨V(?P<d>\d+)⟩\s*(?:procent|%|per cent)\s*,",
    re.IGNORECASE,
)
FARTHEST = 0.15  # of a number in thousands or more
FAR = 0.05  # an "ungefär" may be this share of the number away, or one of its last digit

DECIDED = frozenset({"", "minst", "högst", "at least", "at most"})  # words of a target, not of a figure


def rough_words(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:  # noqa: ARG001 - a rule's form
    """Yield each word of approximation that the exact figure does not bear."""
    exact: dict[int, float] = {}
    for match in EXACT.finditer(sentence.shape):
        rough, figure = (sentence.at(match[one] or match[other]) for one, other in ("ac", "bd"))
        if _same(rough, figure):
            exact[rough.start] = figure.exact
    for one in sentence.numbers:
        if one.kind not in (Kind.VALUE, Kind.FRACTION) or one.said_about in DECIDED:
            continue
        value = exact.get(one.start)
        if value is None and one.bound is not None and one.kind is Kind.VALUE:
            value = abs(one.bound.value) if one.bound.is_change else one.bound.value
            if abs(value - one.value) <= 1e-9 * max(1.0, abs(value)):
                continue  # the figure itself is written out
        if value is not None and not _bears(one, value):
            right = shown(value)
            yield Finding(
                one.text,
                Said(
                    f"”{one.said_about} {one.text}” stämmer inte; siffran är {right.sv}",
                    f"“{one.said_about} {one.text}” does not hold; the figure is {right.en}",
                ),
            )


def _same(rough: Number, figure: Number) -> bool:
    return bool(rough.said_about) and (figure.unit == rough.unit or rough.unit != "percent" != figure.unit)


def _bears(one: Number, value: float) -> bool:
    """Tell whether the word before a number holds of `value`."""
    size, about = abs(one.value), one.said_about
    step = 2 * one.half if one.kind is Kind.VALUE else 0.1 * size
    while size >= 1000 and one.kind is Kind.VALUE and step < size and (size / (10 * step)).is_integer():
        step *= 10  # "drygt 43 000" is rounded to thousands
    if size >= 1000:
        step = min(step, FARTHEST * size)
    reach = max(step, FAR * size) * 1.000001
    if re.fullmatch(lexicon.ABOVE, about):
        return one.value < value <= one.value + reach
    if re.fullmatch(lexicon.BELOW, about):
        return one.value - reach <= value < one.value
    if re.fullmatch(lexicon.BEYOND, about):
        return value > one.value
    if re.fullmatch(lexicon.SHORT_OF, about):
        return value < one.value
    return abs(value - one.value) <= reach
