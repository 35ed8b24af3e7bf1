"""How numbers, kronor, areas, days and years of an initiative are asked for and read."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laget.core import initiatives as plain
from laget.core.areas import Kind, UnknownArea, by_name, from_number

NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?")


class Decimal(forms.CharField):
    """A number as people write it: −2,5, 1.5, 1 200 000."""

    default_error_messages = {"invalid": _("Write a number, for example −2 or 1.5.")}
    widget = forms.TextInput(attrs={"inputmode": "text", "class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        """Return the number, None where nothing is written."""
        text = "".join(str(value or "").split()).replace("−", "-").replace("–", "-").replace(",", ".")
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"])
        return float(text)

    def prepare_value(self, value: Any) -> Any:
        """Return a number with a decimal comma."""
        return f"{value:.12g}".replace(".", ",") if isinstance(value, float) else value


class Kronor(Decimal):
    """Whole kronor."""

    default_error_messages = {"invalid": _("Write whole kronor, for example 1 200 000.")}

    def to_python(self, value: Any) -> Any:
        """Return the kronor, None where nothing is written."""
        number = super().to_python(str(value or "").removesuffix("kr"))
        if number is not None and not (abs(number) < plain.MOST_MONEY and number.is_integer()):
            raise ValidationError(self.error_messages["invalid"])
        return None if number is None else int(number)


class Place(forms.CharField):
    """An area by its name or its code; it gives the code."""

    def __init__(self, *, kinds: Sequence[Kind], **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}), **more)
        self.kinds = kinds

    def to_python(self, value: Any) -> Any:
        """Return the code; raises ValidationError for a name that no such area has."""
        text = str(value or "").strip()
        if not text:
            return ""
        try:
            found = from_number(text) if text.isdecimal() else by_name(text, kind=self._kind())
        except UnknownArea as unknown:
            raise ValidationError(self._told(unknown)) from unknown
        return found.code

    def _kind(self) -> Kind | None:
        return self.kinds[0] if len(self.kinds) == 1 else None

    def _told(self, unknown: UnknownArea) -> str:
        text = unknown.said.to("en" if get_language() == "en" else "sv")
        return f"{text[:1].upper()}{text[1:]}."


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Return a day's field, which browsers show in the reader's own way."""
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def year_field(label: Any, **more: Any) -> forms.IntegerField:
    """Return a year's field."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "year", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, min_value=plain.FIRST_YEAR, max_value=plain.LAST_YEAR, widget=widget, **more
    )


def long_text(rows: int) -> forms.Textarea:
    """Return a box for a text in Swedish."""
    return forms.Textarea(attrs={"rows": rows, "lang": "sv"})


def one_line() -> forms.TextInput:
    """Return a line for a text in Swedish."""
    return forms.TextInput(attrs={"lang": "sv"})
