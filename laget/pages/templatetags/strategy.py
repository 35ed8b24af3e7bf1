"""Template tags for a strategy's own words: the language they are in, and what keys are called."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from laget.core.strategy.document import Text, said
from laget.core.words.said import Said
from laget.pages.keys import KEYS
from laget.ui.templatetags.laget import language

register = template.Library()


@register.filter
def spoken(text: Text | Said | None) -> SafeString:
    """Return the attribute that says that a text is in Swedish on an English page, else nothing."""
    both = text if isinstance(text, Said) or text is None else said(text)
    is_swedish = language() == "en" and both is not None and both.sv == both.en
    return mark_safe(' lang="sv"' if is_swedish else "")  # noqa: S308 - nothing of the text is in it


@register.filter
def key(name: str) -> str:
    """Return what a key of the format is called in a sentence."""
    return str(KEYS.get(name, name))
