"""The decision that a draft is adopted by, and a file that is brought in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AdoptionForm(forms.Form):
    """Who decided, when, and where the decision is kept."""

    body = forms.CharField(label=_("Deciding body"), help_text=_("For example: regionfullmäktige"))
    date = forms.DateField(
        label=_("Date of the decision"), widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )
    paragraph = forms.CharField(
        label=_("Paragraph of the minutes"), required=False, help_text=_("For example: § 41")
    )
    diary = forms.CharField(label=_("Registry number"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput)
    over = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BringForm(forms.Form):
    """A strategy file."""

    file = forms.FileField(
        label=_("Strategy file"),
        help_text=_("YAML or JSON in the open strategy format, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
