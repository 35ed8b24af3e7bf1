"""A decision: who, when, where it is recorded, and which of the proposed it chose or declined."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.initiatives.forms.fields import day_field, long_text, one_line
from laget.apps.mobilisation.actions import Decision
from laget.apps.mobilisation.forms.mobilisation import plain


class DecisionForm(forms.Form):
    """A decision as it is recorded."""

    body = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        widget=one_line(),
        help_text=_("For example regionfullmäktige."),
    )
    on = day_field(_("Day"))
    paragraph = forms.CharField(label=_("Paragraph"), max_length=40)
    diary = forms.CharField(label=_("Diary number"), max_length=60)
    text = forms.CharField(label=_("What it says"), required=False, widget=long_text(4))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})

    @property
    def decision(self) -> Decision:
        """What was filled in; only of a valid one."""
        return Decision(**self.cleaned_data | {"text": plain(self.cleaned_data["text"])})


class ChosenForm(forms.Form):
    """What a decision says of one question, as it was when the page was opened."""

    outcome = forms.ChoiceField(
        choices=[
            ("chosen", pgettext_lazy("mobilisation", "Chosen")),
            ("declined", pgettext_lazy("mobilisation", "Not chosen")),
            ("", _("Not in this decision")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
