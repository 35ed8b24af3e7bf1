"""The form about a page: whether it was of use, and a line if one likes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.core.feedback import LONGEST_LINE


class AnswerForm(forms.Form):
    """One reader's answer; `webbplats` is for programs that fill in everything, people do not see it.

    `nummer` is this form's own, so that one that is sent twice is one answer.
    """

    nytta = forms.ChoiceField(
        label=_("Was the content of this page of use to you?"),
        choices=[("ja", _("Yes")), ("nej", _("No"))],
        widget=forms.RadioSelect,
    )
    rad = forms.CharField(
        label=_("What was good, or what was missing? (if you like)"),
        help_text=_("One line. Write nothing about yourself or others: we cannot answer you."),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    webbplats = forms.CharField(required=False, widget=forms.HiddenInput)
    nummer = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Load the page again, and answer once more.")},
    )

    @property
    def is_by_a_program(self) -> bool:
        """Whether something is filled in that people do not see."""
        return bool(self.cleaned_data.get("webbplats"))
