"""Template tags for a strategy's own words: the language they are in, and what keys are called."""

from django import template

from laget.pages.keys import KEYS

register = template.Library()


@register.filter
def key(name: str) -> str:
    """Return what a key of the format is called in a sentence."""
    return str(KEYS.get(name, name))
