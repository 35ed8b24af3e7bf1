"""What is chosen among in a form: titles that say when they are in Swedish on another page."""

from typing import Any

from django import forms

from laget.core.strategy.document import Text
from laget.core.words.said import Said
from laget.ui.templatetags.laget import spoken, told


def choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return a form's field of choices, whose choices are known when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the form says so
    return field


def called_in(field: forms.Field) -> dict[object, str]:
    """Return what each choice of a field is called, those in groups too; nothing of a field without any."""
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return {
        key: str(called)
        for one in choices
        for key, called in (one[1] if isinstance(one[1], list | tuple) else [one])
    }


class Called(str):
    """What something is called, where it is a choice of a field; one in Swedish on another page says so."""

    is_swedish: bool

    @classmethod
    def in_swedish(cls, title: str) -> "Called":
        """Return a title that is in Swedish on every page."""
        return cls.of(Said(title, title))

    @classmethod
    def of(cls, title: Text | Said) -> "Called":
        """Return a title in the page's language."""
        called = cls(told(title))
        called.is_swedish = bool(spoken(title))
        return called


class _Spoken:
    """Marks each option that is in another language than the page."""

    def create_option(self, *args: Any, **more: Any) -> dict[str, Any]:
        """Return an option, marked as Swedish where it is and the page is not."""
        option: dict[str, Any] = super().create_option(*args, **more)  # type: ignore[misc] # of the widget
        if getattr(option["label"], "is_swedish", False):
            option["attrs"]["lang"] = "sv"
        return option


class Titles(_Spoken, forms.Select):
    """One of several titles."""


class Picked(_Spoken, forms.RadioSelect):
    """One of several titles, all in sight."""

    option_template_name = "ui/tick.html"


class Ticked(_Spoken, forms.CheckboxSelectMultiple):
    """Some of several titles, ticked."""

    option_template_name = "ui/tick.html"


class Ticks(Ticked):
    """Many titles to tick: those that are chosen stand first, the others in groups that fold out."""

    template_name = "ui/ticks.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows: what is chosen, and each group with the rest."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["chosen"] = [one for _group, options, _index in groups for one in options if one["selected"]]
        context["groups"] = [
            (group, rest)
            for group, options, _index in groups
            if (rest := [one for one in options if not one["selected"]])
        ]
        return context
