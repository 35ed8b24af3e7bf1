"""Template tags of evidence: whether everybody may see it, and what bears on an address."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django import template

from laget.apps.evidence.models import Evidence

register = template.Library()
Value = TypeVar("Value")


@register.filter
def open_on(evidence: Evidence, today: date) -> bool:
    """Return whether everybody may see a piece of evidence on a day."""
    return evidence.is_open(today)


@register.filter
def at(found: Mapping[str, Value] | None, address: str) -> Value | None:
    """Return what stands at an address, None where nothing does."""
    return found.get(address) if found else None
