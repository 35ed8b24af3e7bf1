"""Rule: a number that is bound to nothing."""

import re
from collections.abc import Iterator

from laget.core.words.equivalents import UNITS
from laget.core.words.guard.clause import Pair
from laget.core.words.guard.difference import growth_of, near
from laget.core.words.guard.figures import Known, fits
from laget.core.words.guard.finding import Finding
from laget.core.words.guard.numbers import Kind, Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.guard.series import changes
from laget.core.words.said import Said

EIGHTY = re.compile(r"\b80 (?:fall av|cases in|cases of|cases out of) 100\b")


def unbound_numbers(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each number that no binding, no figure of the edition and no sum of its own accounts for."""
    if known is None:
        return
    for one in sentence.numbers:
        measured = one.kind in (Kind.VALUE, Kind.FRACTION) and not one.in_words
        if not measured or one.bound is not None or one.marked or _known(one, sentence, known):
            continue
        yield Finding(
            one.text,
            Said(
                "talet är inte bundet till någon siffra; skriv {{indikator@område:period}} eller märk"
                " det [[…]]",
                "the number is bound to no figure; write {{indicator@area:period}} or mark it [[…]]",
            ),
        )


def _known(one: Number, sentence: Sentence, known: Known) -> bool:
    if EIGHTY.search(sentence.text) and one.value in (80, 100):
        return True  # what an interval says of itself
    if one.value in known.counts and one.unit.startswith(("kommun", "län", "region", "av", "count", "munic")):
        return True
    if one.unit.startswith(("mål", "target")) and one.value == len(known.ground.document.targets):
        return True
    if one.unit.startswith("indi") and one.value == len(known.ground.document.indicators):
        return True
    if one.unit in ("andra", "other") and one.value in known.decided:
        return True  # "medelvärdet för 20 andra län"
    if abs(one.value) in known.decided and re.search(
        r"\b(?:\w*mål\w*|target|goal)\b", sentence.text, re.IGNORECASE
    ):
        return True
    if one.kind is Kind.FRACTION:
        return any(figure.unit == "percent" and abs(figure.value - one.value) <= 5 for figure in known.levels)
    bound = [other for other in sentence.values if other.bound is not None or other.marked]
    return (
        any(_gives(one, Pair(a, b, 0, 0)) for a in bound for b in bound if a is not b)
        or any(_of_series(one, other, sentence, known) for other in bound)
        or any(_of_places(one, other, sentence, known) for other in bound)
        or (_tells(one) and _of_titles(one, sentence, known))
        or any(_pictured(one, other, sentence) for other in bound)
    )


def _gives(one: Number, pair: Pair) -> bool:
    """Tell whether a number is the difference, the growth or the ratio of two others."""
    growth = growth_of(pair)
    return (
        near(one, pair.change, pair.slack)
        or (growth is not None and one.unit == "percent" and near(one, growth, 0.5, is_growth=True))
        or (
            pair.first.value != 0
            and one.unit == "times"
            and near(one, pair.last.value / pair.first.value, 0.1)
        )
    )


def _of_series(one: Number, other: Number, sentence: Sentence, known: Known) -> bool:
    figure = other.bound
    if figure is None:
        return False
    series = known.series(figure.indicator, area=figure.area, group=figure.group)
    return any(True for _ in changes(one, series, sentence))


def _of_places(one: Number, other: Number, sentence: Sentence, known: Known) -> bool:
    """Tell whether a number is how far a figure is from that of another place the sentence names."""
    figure = other.bound
    if figure is None or figure.is_change or not figure.last.isdigit():
        return False
    return any(
        fits(one, figure.value - level.value)
        for level in known.beside.get((figure.indicator, figure.group, figure.last), ())
        if level.area != figure.area and known.names(level.area, sentence.text)
    )


def _tells(one: Number) -> bool:
    """Tell whether a number is a change of its own kind, or has so many digits that it is no chance."""
    return one.unit in ("percent", "points", "times") or len(re.sub(r"\D", "", one.text)) > 2


def _pictured(one: Number, other: Number, sentence: Sentence) -> bool:
    """Tell whether a number counts something familiar that a number of the sentence is told by: 47 buses."""
    return any(
        0.5 < factor * abs(other.exact) / unit.size / one.value < 2
        and unit.many.to(sentence.language) in sentence.text
        for unit in UNITS.values()
        for factor in (1, 1000)
        if one.value > 0
    )


def _of_titles(one: Number, sentence: Sentence, known: Known) -> bool:
    """Tell whether a number is a change, between the years named, of the indicator that is spoken of."""
    region = known.ground.document.region.code
    return any(
        True
        for name in known.titles.near(sentence)
        for place in known.named(sentence.paragraph) or {region}
        for _ in changes(one, known.series(name, area=place), sentence)
    )
