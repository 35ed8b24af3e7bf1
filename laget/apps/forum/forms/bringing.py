"""The form of a file that a programme is brought from."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProgrammeFileForm(forms.Form):
    """A programme's file; its days are the event's own where the file has only times."""

    file = forms.FileField(
        label=_("File with a programme"),
        help_text=_("A calendar (.ics), schedule.json, schedule.xml, a table (CSV) or a workbook (XLSX)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.json,.xml,.csv,.txt,.tsv,.xlsx"}),
    )
