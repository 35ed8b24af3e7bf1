"""Forms: an invitation and its answer, roles, a name, a decision on retention."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Retention, Role, User
from laget.apps.accounts.queries import why_kept
from laget.apps.people.models import Invitation


class InvitationForm(forms.Form):
    """Whom to invite, and to what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=why_kept(Invitation, "email"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )


class RolesForm(forms.Form):
    """Which roles somebody has; none takes them out of the organisation."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class NameForm(forms.ModelForm[User]):
    """What somebody is called."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": _("Your name")}
        help_texts = {"name": why_kept(User, "name")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class AnswerForm(forms.Form):
    """How somebody new answers an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=why_kept(User, "name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_("At least 12 characters. Leave it empty to sign in by a code in your mail instead."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules for passwords."""
        given = super().clean() or {}
        password = given.get("password", "")
        if password != given.get("again", ""):
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            try:
                password_validation.validate_password(
                    password, User(email=self.email, name=given.get("name", ""))
                )
            except ValidationError as fault:
                self.add_error("password", fault)
        return given


class RetentionForm(forms.ModelForm[Retention]):
    """A decision on how long something is kept."""

    class Meta:
        model = Retention
        fields = ["what", "days", "decision", "decided"]
        labels = {
            "what": _("What is deleted"),
            "days": _("After how many days"),
            "decision": _("Number of the decision"),
            "decided": _("Date of the decision"),
        }
        help_texts = {"decision": _("Its registry number.")}
        widgets = {"decided": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    days = forms.IntegerField(label=_("After how many days"), min_value=1, max_value=36_500)


class SureForm(forms.Form):
    """A yes that cannot be taken back."""

    sure = forms.BooleanField(label=_("Yes, close my account"))
