"""A level that was decided, as a chart and its table write it."""

from laget.core.words.measure import Measure, decimals_of
from laget.core.words.said import Language
from laget.core.words.short import short_level


def decided_level(value: float, measure: Measure, language: Language) -> str:
    """Return a decided level with the decimals it was decided with, one worked out with the indicator's."""
    decimals = min(decimals_of(value), max(measure.decimals, 1))
    return short_level(value, measure=Measure(measure.unit, decimals), language=language)
