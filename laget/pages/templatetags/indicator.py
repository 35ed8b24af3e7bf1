"""Template tags for where figures come from: a publisher's dates, and figures in a text that lead there."""

import re
from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from laget.core.series import TOTAL
from laget.core.words.binding import FIGURE
from laget.core.words.text import BETWEEN, CLOSE, OPEN, Text
from laget.ui.templatetags.laget import day

register = template.Library()
WRITTEN = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")


@register.filter
def published(text: str) -> str:
    """Return a publisher's date or time, ISO 8601, as a day in words; what is no date stands as it is."""
    try:
        return day(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))
    except ValueError:
        return text


@register.filter
def without_label(source: str) -> str:
    """Return a source as it stands under the heading Source, without the word that it is cited by."""
    return source.removeprefix("Källa: ").removeprefix("Source: ")


@register.filter
def traced(text: Text, region: str) -> SafeString:
    """Return a telling in which each figure leads to where it comes from; other numbers stand as they are."""
    parts: list[tuple[str]] = []
    place = 0
    for found in WRITTEN.finditer(text.inside):
        source, shown = found.groups()
        parts.append((text.inside[place : found.start()],))
        parts.append((_led(source.strip("{}[]"), shown, region),))
        place = found.end()
    parts.append((text.inside[place:],))
    return format_html_join("", "{}", parts)


def _led(source: str, shown: str, region: str) -> str:
    """Return a number as a link to its row, where it is bound to a figure."""
    found = FIGURE.fullmatch(source)
    if found is None:
        return shown
    last = (found["last"] or found["first"])[-4:]
    asked = {"omrade": found["area"]}
    if found["group"] not in (None, TOTAL):
        asked["grupp"] = found["group"]
    address = f"{reverse('provenance', args=(region, found['indicator']))}?{urlencode(asked)}#y{last}"
    return format_html('<a class="figure-link" href="{}">{}</a>', address, shown)
