"""How each sort of value is asked for and read: from plain values to fields on a page, and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

Label = Any  # a text, or one that is translated when it is shown
Choices = Sequence[tuple[Any, Any]]


class Reader(Protocol):
    """One sort of value: the fields that ask for it, what they show, and the plain value that they give."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return the fields by name."""

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return what the fields show of a plain value; None is nothing."""

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the plain value of what was filled in; None where nothing was."""


class _One:
    """A value that one field asks for."""

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the value as it is."""
        return {name: value}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return what was filled in."""
        return cleaned.get(name) or None


@dataclass(frozen=True)
class Line(_One):
    """A line of text, also a code, a day or a month, as the format writes it."""

    attributes: Mapping[str, str] | None = None

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return one line."""
        widget = forms.TextInput(attrs=dict(self.attributes or {}))
        return {name: forms.CharField(label=label, help_text=hint, required=required, widget=widget)}


@dataclass(frozen=True)
class Words:
    """A text in Swedish, and in English where there is one; `rows` of 1 is a line."""

    rows: int = 1

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return the Swedish text and the English."""
        swedish = forms.CharField(label=label, help_text=hint, required=required, widget=self._widget("sv"))
        english = forms.CharField(label=_("In English"), required=False, widget=self._widget("en"))
        english.is_english = True  # type: ignore[attr-defined] # told to the template
        return {name: swedish, f"{name}_en": english}

    def _widget(self, language: str) -> forms.Widget:
        if self.rows == 1:
            return forms.TextInput(attrs={"lang": language})
        return forms.Textarea(attrs={"lang": language, "rows": self.rows})

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the text in each language."""
        both = isinstance(value, Mapping)
        return {name: value["sv"] if both else value, f"{name}_en": value["en"] if both else None}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return a Swedish text, or one in both languages."""
        swedish, english = _lines(cleaned.get(name)), _lines(cleaned.get(f"{name}_en"))
        return {"sv": swedish or "", "en": english} if english else swedish or None


def _lines(text: Any) -> str:
    return str(text or "").replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class Names:
    """Texts, one a line; an English one stands after an equals sign."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return a box of lines."""
        widget = forms.Textarea(attrs={"rows": 3})
        return {name: forms.CharField(label=label, help_text=hint, required=required, widget=widget)}

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return each text on its line."""
        lines = [f"{one['sv']} = {one['en']}" if isinstance(one, Mapping) else one for one in value or ()]
        return {name: "\n".join(lines)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the texts."""
        found: list[Any] = []
        for line in filter(None, map(str.strip, _lines(cleaned.get(name)).splitlines())):
            swedish, bar, english = map(str.strip, line.partition(" = "))
            found.append({"sv": swedish, "en": english} if bar and english else swedish)
        return found or None


@dataclass(frozen=True)
class Number(_One):
    """A number, a change or a share, written as people write it."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return one short line."""
        widget = forms.TextInput(attrs={"inputmode": "text", "class": "short", "autocomplete": "off"})
        return {name: forms.CharField(label=label, help_text=hint, required=required, widget=widget)}

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the number with a decimal comma."""
        return {name: None if value is None else _written(value)}


def _written(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.15g}".replace(".", ",")


@dataclass(frozen=True)
class Whole(_One):
    """A year, or another whole number."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return one short line."""
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        return {name: forms.IntegerField(label=label, help_text=hint, required=required, widget=widget)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the number."""
        return cleaned.get(name)


@dataclass(frozen=True)
class Day(_One):
    """A day."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return a day's field, which browsers show in the reader's own way."""
        widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
        return {name: forms.DateField(label=label, help_text=hint, required=required, widget=widget)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the day as the format writes it."""
        day = cleaned.get(name)
        return day.isoformat() if day is not None else None


@dataclass(frozen=True)
class Steps:
    """A level for each of some years, one a line: `2027: 47`."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return a box of lines."""
        widget = forms.Textarea(attrs={"rows": 3, "class": "short"})
        return {name: forms.CharField(label=label, help_text=hint, required=required, widget=widget)}

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return each year on its line."""
        return {name: "\n".join(f"{year}: {_written(level)}" for year, level in (value or {}).items())}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the level of each year."""
        lines = [line.partition(":") for line in _lines(cleaned.get(name)).splitlines() if line.strip()]
        return {year.strip(): level.strip() for year, _, level in lines} or None


@dataclass(frozen=True)
class Listed:
    """Several short values with commas between: years, or codes."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return one line."""
        return {name: forms.CharField(label=label, help_text=hint, required=required)}

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the values with commas between."""
        return {name: ", ".join(str(one) for one in value or ())}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the values."""
        return [one for one in re.split(r"[\s,;]+", cleaned.get(name) or "") if one] or None


@dataclass(frozen=True)
class OneOf(_One):
    """One of some choices; where it is not required, also none of them."""

    choices: Choices
    none: Label = ""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return a list to choose from."""
        none: Choices = [] if required else [("", self.none or _("Not said"))]
        choices = [*none, *self.choices]
        return {name: forms.ChoiceField(label=label, help_text=hint, required=required, choices=choices)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the choice as the format has it: a month is a number."""
        chosen = cleaned.get(name) or None
        known = {str(value): value for group, value in _flat(self.choices)}
        return known.get(chosen, chosen) if chosen is not None else None


def _flat(choices: Choices) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from (("", inside) for inside, _ in label)
        else:
            yield "", value


@dataclass(frozen=True)
class Several:
    """Any of some choices, each with a box to tick."""

    choices: Choices

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return the boxes."""
        return {
            name: forms.MultipleChoiceField(
                label=label,
                help_text=hint,
                required=required,
                choices=self.choices,
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return what is ticked."""
        return {name: list(value or ())}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return what is ticked, in the order of the choices; an empty list where nothing is."""
        return list(cleaned.get(name) or ())


@dataclass(frozen=True)
class Two:
    """Two of some choices, in their order."""

    choices: Choices

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:
        """Return two lists to choose from."""
        choices = [("", _("Choose")), *self.choices]
        return {
            f"{name}_{place}": forms.ChoiceField(
                label=label if place == 1 else _("and"),
                help_text=hint if place == 1 else "",
                required=required,
                choices=choices,
            )
            for place in (1, 2)
        }

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the two."""
        return {f"{name}_{place}": one for place, one in enumerate(value or (), start=1)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the two."""
        return [one for place in (1, 2) if (one := cleaned.get(f"{name}_{place}"))] or None


@dataclass(frozen=True)
class Ticked(_One):
    """Yes, or not."""

    def fields(self, name: str, *, label: Label, hint: Label, required: bool) -> dict[str, forms.Field]:  # noqa: ARG002
        """Return one box to tick."""
        return {name: forms.BooleanField(label=label, help_text=hint, required=False)}


@dataclass(frozen=True)
class End(OneOf):
    """Where a link leads: an element, a plan or an item of a framework, by an address with colons."""

    def initial(self, name: str, value: Any) -> dict[str, Any]:
        """Return the end's address."""
        return {name: address_of(value)}

    def plain(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """Return the end as the format has it."""
        kind, _, rest = str(cleaned.get(name) or "").partition(":")
        if kind == "framework":
            framework, _, code = rest.partition(":")
            return {"framework": framework, "item": code}
        return {"plan": rest} if kind == "plan" else rest or None


def address_of(end: Any) -> str:
    """Return the address of a link's end."""
    if not isinstance(end, Mapping):
        return f"element:{end}" if end else ""
    if "framework" in end:
        return f"framework:{end['framework']}:{str(end['item']).casefold()}"
    return f"plan:{end['plan']}" if "plan" in end else f"element:{end['element']}"
