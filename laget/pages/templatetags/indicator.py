"""Template tags for where figures come from: a publisher's own dates."""

from datetime import date, datetime

from django import template

from laget.ui.templatetags.laget import day

register = template.Library()


@register.filter
def published(text: str) -> str:
    """Return a publisher's date or time, ISO 8601, as a day in words; what is no date stands as it is."""
    try:
        return day(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))
    except ValueError:
        return text
