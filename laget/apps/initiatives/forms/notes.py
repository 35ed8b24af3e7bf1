"""A line of an initiative's log, and the workbook that initiatives are brought from."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.apps.initiatives.actions import Noted
from laget.apps.initiatives.forms.fields import day_field, long_text, one_line
from laget.apps.initiatives.models import Entry
from laget.core.initiatives import LONGEST_WRITING


class NoteForm(forms.Form):
    """A line of an initiative's log."""

    on = day_field(_("Day"))
    kind = forms.ChoiceField(label=_("What it tells"), choices=Entry.Kind.choices)
    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST_WRITING,
        widget=long_text(4),
        help_text=_("No names or details of single people."),
    )
    count = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )
    counted = forms.CharField(
        label=_("Of what"),
        required=False,
        max_length=120,
        widget=one_line(),
        help_text=_("For example young people, or employers."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask what was counted where something was, and the other way round."""
        given = super().clean() or {}
        if (given.get("count") is None) is bool(given.get("counted")):
            name = "counted" if given.get("counted") == "" else "count"
            self.add_error(name, _("Write both how many and of what, or neither."))
        return given

    @property
    def noted(self) -> Noted:
        """What was filled in."""
        return Noted(**self.cleaned_data)


class WorkbookForm(forms.Form):
    """A workbook that initiatives are brought from."""

    file = forms.FileField(
        label=_("Workbook (XLSX)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


def note_initial(entry: Entry | None, *, today: date) -> dict[str, Any]:
    """Return what a line's form shows at first."""
    if entry is None:
        return {"on": today}
    return {name: getattr(entry, name) for name in NoteForm.base_fields}
