"""Template tags for a strategy's own words: the language they are in, and what keys are called."""

from django import template

from laget.core.words.days import time_in_words
from laget.pages.keys import KEYS
from laget.ui.templatetags.laget import language

register = template.Library()


@register.filter
def key(name: str) -> str:
    """Return what a key of the format is called in a sentence."""
    return str(KEYS.get(name, name))


@register.filter
def when(when: str) -> str:
    """Return a year, a month or a day of the format in words."""
    return time_in_words(when).to(language())
