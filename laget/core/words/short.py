"""Levels and distances in their shortest form, for a table, a rail or a chart: 43,4 %, 3,6 p.e., plats 5."""

from laget.core.words.language import Quantity
from laget.core.words.measure import Measure, apart
from laget.core.words.numbers import MINUS, number, unit
from laget.core.words.said import Language
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import Text

SIGNS = frozenset({"percent", "percent_free", "points", "kr"})  # %, p.e., kr
RATES = frozenset({"per_1000", "per_100000"})  # the indicator's name says per how many


def short_level(value: float, *, measure: Measure, language: Language) -> str:
    """Return a level with its short unit; per what it is counted the indicator's name says."""
    return _short(value, measure, language, is_apart=False)


def short_distance(value: float, *, measure: Measure, language: Language) -> str:
    """Return a distance in what is measured so: between two per cents in percentage points."""
    return _short(value, Measure(apart(measure.unit), measure.decimals), language, is_apart=True)


def distance_in_words(value: float, *, measure: Measure, language: Language) -> str:
    """Return a distance as a sentence says it: "0,2 procentenheter" where a table has 0,2 p.e."""
    of = apart(measure.unit)
    if of != "points":
        return short_distance(value, measure=measure, language=language)
    shown = number(value, decimals=measure.decimals, language=language)
    return Text(GRAMMARS[language].apart(Quantity(shown, of, one=shown.lstrip(MINUS) == "1"))).text


def short_range(low: float, high: float, *, measure: Measure, language: Language, between: str) -> str:
    """Return two levels with the unit once: "1,5–2,6 ton", "index 83,3–85,7"."""
    first, last = (number(one, decimals=measure.decimals, language=language) for one in (low, high))
    whole = short_level(high, measure=measure, language=language)
    if whole.startswith(last):
        return f"{first}{between}{whole}"
    return f"{short_level(low, measure=measure, language=language)}{between}{last}"


def _short(value: float, measure: Measure, language: Language, *, is_apart: bool) -> str:
    shown = number(value, decimals=measure.decimals, language=language)
    if measure.unit in RATES:
        return shown
    if measure.unit in SIGNS:
        return f"{shown} {unit(measure.unit).to(language)}"
    quantity = Quantity(shown, measure.unit, one=shown.lstrip(MINUS) == "1")
    grammar = GRAMMARS[language]
    index = is_apart and measure.unit == "index"  # 1,4 indexenheter, but a level is index 102,3
    return Text(grammar.apart(quantity) if index else grammar.amount(quantity, bare=True)).text
