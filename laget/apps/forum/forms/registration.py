"""The form that somebody registers with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.queries import why_kept
from laget.apps.forum.actions.registering import Given
from laget.apps.forum.models import Event, Need, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE


class RegistrationForm(forms.Form):
    """Who registers, how they take part, and what they need."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    of = forms.CharField(
        label=_("Organisation (if you come for one)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    attendance = forms.ModelChoiceField(
        label=_("How do you want to take part?"),
        queryset=Pass.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    food = forms.CharField(label=_("Food that you need"), max_length=500, required=False)
    access = forms.CharField(label=_("What you need to be able to take part"), max_length=500, required=False)

    def __init__(self, event: Event, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        field = self.fields["attendance"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = event.passes.filter(kind__in=ATTENDANCE)
        self.fields["name"].help_text = why_kept(Registration, "name")
        self.fields["food"].help_text = why_kept(Need, "food")

    def given(self, *, language: str) -> Given:
        """Return what was written, of a form that is valid."""
        written = self.cleaned_data
        return Given(
            name=written["name"],
            email=written["email"],
            of=written["of"],
            passes=(written["attendance"].pk,),
            food=written["food"],
            access=written["access"],
            language=language,
        )
