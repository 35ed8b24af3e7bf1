"""A mail to many as it is written, and the link to take part digitally."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from laget.apps.forum.actions.mailings import Draft
from laget.apps.forum.forms.fields import Sheet, moment_field, plain
from laget.apps.forum.models import Mailing
from laget.apps.initiatives.forms.fields import long_text, one_line
from laget.core.forum.letters import OF_LINK, PLACES
from laget.ui.choices import choice
from laget.ui.templatetags.laget import told

Kind, Audience = Mailing.Kind, Mailing.Audience
FIXED = {Kind.LINK: Audience.DIGITAL, Kind.CHANGE: Audience.CONCERNED}
"""The purposes whose audience follows from them."""


class MailingForm(forms.Form):
    """What is written, to whom, and when it goes."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    audience = forms.ChoiceField(label=_("Who gets it"))
    subject = forms.CharField(label=_("Subject"), max_length=150, widget=one_line())
    text = forms.CharField(label=pgettext_lazy("mailing", "Text"), max_length=20_000, widget=long_text(14))
    due = moment_field(_("When it is sent"))


class MailingSheet(Sheet):
    """A mail to many, of one purpose."""

    def __init__(self, *, known: Draft, data: Mapping[str, Any] | None = None) -> None:
        self.form = MailingForm(
            data, initial={name: getattr(known, name) for name in Draft.__dataclass_fields__}
        )
        kind = Kind(known.kind)
        self.form.fields["kind"].disabled = True
        if kind in FIXED:
            self.form.fields["audience"].widget = forms.HiddenInput()
            self.form.fields["audience"].disabled = True
            choice(self.form, "audience").choices = Audience.choices
        else:
            choice(self.form, "audience").choices = [
                one for one in Audience.choices if one[0] != Audience.CONCERNED
            ]
        self.form.fields["text"].help_text = _places(kind)
        self.form.fields["due"].help_text = (
            _("Empty is when registration closes. Nobody gets it before somebody has approved it.")
            if kind == Kind.LINK
            else _("Empty is as soon as somebody has read and approved it.")
        )
        self.lists = []

    @property
    def wanted(self) -> Draft:
        """What was filled in; only of a valid one."""
        return Draft(**plain(self.form.cleaned_data))


def _places(kind: str) -> str:
    """Return the words that are filled in for each, as help beside the text."""
    known = [(word, told(said)) for word, said in PLACES.items() if kind == Kind.LINK or word not in OF_LINK]
    words = format_html_join(", ", "<code lang='sv'>{{{}}}</code> {}", known)
    return format_html(
        "{} {}.",
        gettext(
            "Markdown. The mail begins with a greeting and ends with a link to one's own registration. "
            "These words are filled in for each:"
        ),
        words,
    )


class LinkForm(forms.Form):
    """The link to take part digitally."""

    address = forms.URLField(
        label=_("Address of the meeting"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What more is needed to join"),
        required=False,
        max_length=2000,
        widget=long_text(3),
        help_text=_("For example a number and a password. It goes with the link."),
    )


class AgainForm(forms.Form):
    """To whom the link is sent once more."""

    email = forms.EmailField(
        label=_("E-mail address of who shall have the link again"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
