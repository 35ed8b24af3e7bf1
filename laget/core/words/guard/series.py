"""What a stated change can be in a series, between the years that a sentence speaks of."""

import re
from collections.abc import Iterator, Mapping

from laget.core.words.guard.difference import near
from laget.core.words.guard.figures import fits
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence

YEAR_AGO = re.compile(
    r"året (?:innan|före)|ett år tidigare|föregående år|förra året|i fjol|(?:senaste|det) året|på ett år"
    r"|year (?:before|earlier)|previous year|last year|in a year",
    re.IGNORECASE,
)


def changes(one: Number, values: Mapping[int, float], sentence: Sentence) -> Iterator[float]:
    """Yield each change of a series, in its unit, that a number can state.

    From a year that is named, or where only one is or the sentence says so the year before, to one that is
    named or the latest; in the figure's own unit or in per cent of the first.
    """
    if not values:
        return
    named = {max(values)} | (sentence.years & set(values))
    if YEAR_AGO.search(sentence.text) or len(sentence.years) <= 1:
        named |= {year - 1 for year in named if year - 1 in values}
    years = sorted(named)
    for place, last in enumerate(years):
        for first in years[:place]:
            change = values[last] - values[first]
            if one.unit != "percent" and fits(one, change):
                yield change
                continue
            growth = 100 * change / values[first] if values[first] > 0 else None
            if one.unit == "percent" and growth is not None and near(one, growth, 0, is_growth=True):
                yield change
