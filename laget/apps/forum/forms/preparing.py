"""Forms: something to prepare before a meeting; who has done it and what they gave."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.preparing import Duty
from laget.apps.forum.forms.fields import event_day
from laget.apps.forum.models import Session
from laget.ui.choices import Called, Ticked, Titles, choice


class TaskForm(forms.Form):
    """A task as it is written."""

    text = forms.CharField(
        label=_("What is to be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    link = forms.URLField(label=_("Where it is done"), max_length=500, required=False, assume_scheme="https")
    due = event_day(_("Last day"), required=False)
    prepares = forms.ChoiceField(label=_("The item that it prepares"), required=False, widget=Titles)
    is_for_every_region = forms.BooleanField(
        label=_("It is awaited from all 21 regions, whether they have registered or not"), required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, sessions: Iterable[Session], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        items = [(one.slug, Called.in_swedish(one.title)) for one in sessions]
        choice(self, "prepares").choices = [("", pgettext_lazy("items", "None of them")), *items]

    @property
    def duty(self) -> Duty:
        """What a valid form says."""
        return Duty(**{**self.cleaned_data, "text": self.cleaned_data["text"].replace("\r\n", "\n")})


class TickForm(forms.Form):
    """Who has done a task, the day, and what they gave."""

    by = forms.MultipleChoiceField(label=_("Who has done it"), required=False, widget=Ticked)
    other = forms.CharField(
        label=_("Or another organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = event_day(_("Day"), required=True)
    text = forms.CharField(
        label=_("What they gave"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    link = forms.URLField(label=_("Link to it"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=_("File"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        names: Iterable[str],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial, label_suffix="")
        choice(self, "by").choices = [(one, Called.in_swedish(one)) for one in names]
        if not choice(self, "by").choices:
            del self.fields["by"]

    @property
    def by_whom(self) -> list[str]:
        """Those who have done it, by a valid form."""
        return [*self.cleaned_data.get("by", []), self.cleaned_data["other"]]
