"""Somebody who takes part in events, as a page asks for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.people import Known
from laget.apps.forum.forms.fields import Sheet, event_day, picture_fields, plain
from laget.apps.initiatives.forms.fields import long_text, one_line


class PersonForm(forms.Form):
    """Who it is, what they have agreed to, and how they are reached."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=one_line())
    title = forms.CharField(
        label=pgettext_lazy("person", "Title"), max_length=200, required=False, widget=one_line()
    )
    of = forms.CharField(label=_("Organisation"), max_length=200, required=False, widget=one_line())
    unit = forms.CharField(label=_("Department"), max_length=200, required=False, widget=one_line())
    party = forms.CharField(
        label=_("Party"),
        max_length=60,
        required=False,
        widget=one_line(),
        help_text=_("Of who is elected, and takes part as such."),
    )
    place = forms.CharField(
        label=_("Lives in"),
        max_length=120,
        required=False,
        widget=one_line(),
        help_text=_("Of who speaks for nobody else."),
    )
    text = forms.CharField(label=_("About the person"), required=False, widget=long_text(4))
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    mobile = forms.CharField(label=_("Mobile"), max_length=40, required=False)
    shows_contact = forms.BooleanField(
        label=_("Has agreed that e-mail and telephone are shown"), required=False
    )
    shows_picture = forms.BooleanField(label=_("Has agreed that the picture is shown"), required=False)
    is_private = forms.BooleanField(
        label=_("Is a private person, or young"),
        required=False,
        help_text=_("Is shown only by an agreement of their own."),
    )
    agreed_on = event_day(_("Day of the agreement"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        self.fields |= picture_fields()


class PersonSheet(Sheet):
    """A person; it has no lists."""

    groups = (
        ("", ("name", "title", "of", "unit", "party", "place", "text")),
        (_("Contact"), ("email", "telephone", "mobile", "shows_contact")),
        (_("Picture"), ("picture", "picture_alt", "without_picture", "shows_picture")),
        (_("Private persons and the young"), ("is_private", "agreed_on")),
    )

    def __init__(
        self, *, known: Known | None, data: Mapping[str, Any] | None = None, files: Any = None
    ) -> None:
        first = {name: getattr(known, name) for name in PersonForm.base_fields} if known else {}
        first |= {"picture_alt": known.picture_alt} if known else {}
        self.form = PersonForm(data, files, initial=first)
        self.lists = []

    def wanted(self, *, picture: int | None) -> Known:
        """Return what was filled in; only of a valid one."""
        given = plain(self.form.cleaned_data)
        for name in ("picture", "without_picture"):
            given.pop(name)
        return Known(**given, picture_id=picture)
