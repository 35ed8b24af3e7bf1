"""Forms: an address that asks for the newsletter; a letter's title and blocks."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Organisation
from laget.apps.forum.forms.open import LONGEST_ADDRESS, OpenForm
from laget.apps.newsletter.models import Subscription
from laget.ui.templatetags.laget import told


class SubscribeForm(OpenForm):
    """The address that wants the newsletter."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(
        self,
        organisation: Organisation,
        data: object = None,
        *,
        now: datetime,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(organisation, data, now=now, initial=initial)
        self.why = told(Subscription.personal["email"].told)

    @property
    def groups(self) -> list[tuple[str, list[tuple[forms.BoundField, str]]]]:
        """The field under its heading, with why it is asked for."""
        return [(gettext("Subscribe"), [(self["email"], self.why)])]


class TitleForm(forms.Form):
    """What a letter is called: the subject of its mails."""

    title = forms.CharField(label=_("Title"), help_text=_("The subject of the mail."), max_length=150)


class BlockForm(forms.Form):
    """What is written in a block; one that shows a page has no title of its own."""

    title = forms.CharField(label=_("Heading"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("In your own words. Markdown."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
