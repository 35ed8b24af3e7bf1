"""Forms of the organiser's work with those registered: what is looked for, added, handed out and erased."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.registering import Given
from laget.apps.forum.forms.registration import RegistrationForm
from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.queries.lists import Sought, sorts_and_areas_of
from laget.core.areas import area
from laget.ui.choices import Called, Ticked, Titles, choice

ALL = ("", _("All"))
YES, NO = "ja", "nej"


class SoughtForm(forms.Form):
    """Which of those registered are asked for; no name is among it, since it stands in an address."""

    deltar = forms.ChoiceField(label=_("Takes part in"), required=False, widget=Titles)
    plats = forms.ChoiceField(label=_("Seat"), required=False, choices=[ALL, *Hold.State.choices])
    status = forms.ChoiceField(
        label=pgettext_lazy("registrations", "State"),
        required=False,
        choices=[ALL, *Registration.State.choices],
    )
    sort = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    kommun = forms.ChoiceField(label=_("Municipality"), required=False, widget=Titles)
    kommit = forms.ChoiceField(
        label=_("Arrived"), required=False, choices=[ALL, (YES, _("Has come")), (NO, _("Has not come"))]
    )
    behov = forms.BooleanField(label=_("Has written what they need"), required=False)

    def __init__(self, event: Event, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        sorts, areas = sorts_and_areas_of(event)
        passes = event.passes.select_related("session")
        kinds = dict(Registration.Sort.choices)
        for name, choices in (
            ("deltar", [(str(one.pk), _called(one)) for one in passes]),
            ("sort", [(one, kinds[one]) for one in sorts]),
            ("kommun", [(one, Called.in_swedish(area(one).name_sv)) for one in areas]),
        ):
            choice(self, name).choices = [ALL, *choices]

    def sought(self, *, name: str = "") -> Sought:
        """Return what is asked for; what is no choice asks for all."""
        self.is_valid()
        given = self.cleaned_data
        came = given.get("kommit") or ""
        return Sought(
            name=name,
            state=given.get("status") or "",
            seat=given.get("plats") or "",
            to=int(given["deltar"]) if given.get("deltar") else None,
            sort=given.get("sort") or "",
            area=given.get("kommun") or "",
            arrived=None if not came else came == YES,
            needs=bool(given.get("behov")),
        )


def _called(one: Pass) -> str:
    return Called.in_swedish(one.session.title) if one.session is not None else str(one)


class NameForm(forms.Form):
    """A name that is looked for; it is sent as a form so that it stands in no address and no log."""

    name = forms.CharField(
        label=_("Name, organisation or e-mail address"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


class HandForm(RegistrationForm):
    """A registration that the office writes for somebody who has called."""

    def __init__(self, event: Event, data: object = None, *, now: datetime) -> None:
        super().__init__(event, data, now=now)
        del self.fields["webbplats"], self.fields["when"]
        self.fields["name"].label = _("Name")
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Leave it empty for who has none: no mails go, and you tell them.")
        for name in ("name", "email", "of"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class DoorForm(HandForm):
    """Somebody who comes without having registered: who they are, and no more."""

    def __init__(self, event: Event, data: object = None, *, now: datetime) -> None:
        super().__init__(event, data, now=now)
        self.fields = {name: self.fields[name] for name in ("name", "email", "of", "sort", "area")}
        self.questions, self.parallel = [], {}

    def given(self, *, language: str) -> Given:
        """Return what was written, of a form that is valid."""
        return Given(**self.cleaned_data, passes=(), language=language)


FIELDS = (
    ("name", _("Name")),
    ("of", _("Organisation")),
    ("sort", _("Kind of organisation")),
    ("area", _("Municipality")),
    ("email", _("E-mail address")),
    ("companions", _("Come along")),
    ("size", _("People")),
    ("seats", _("Seats")),
    ("state", pgettext_lazy("registrations", "State")),
    ("created", _("Registered on")),
    ("arrived", _("Arrived")),
    ("answers", _("Answers to questions")),
    ("needs", _("Food and access that is needed")),
)
PDF, CSV = "pdf", "csv"


class DisclosureForm(forms.Form):
    """What is handed out to whoever has asked: in which case, how it was tested, fields, rows, as what."""

    number = forms.CharField(
        label=_("Diary number"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    reason = forms.CharField(
        label=_("How it was tested against secrecy law"),
        max_length=500,
        help_text=_("It is kept in the log for ever. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    fields_chosen = forms.MultipleChoiceField(
        label=_("What is handed out"), choices=FIELDS, widget=forms.CheckboxSelectMultiple
    )
    rows = forms.MultipleChoiceField(label=_("Whose"), widget=Ticked)
    form = forms.ChoiceField(
        label=_("As what"),
        choices=[(PDF, _("PDF, to read and print")), (CSV, _("CSV, a table for programs"))],
        widget=forms.RadioSelect,
        initial=PDF,
    )
    tested = forms.BooleanField(label=_("I have tested each field and row against secrecy law"))

    def __init__(self, rows: list[Registration], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        choice(self, "rows").choices = [
            (str(one.pk), Called.in_swedish(f"{one.name}, {one.of}" if one.of else one.name)) for one in rows
        ]


class EraseForm(forms.Form):
    """Whom to forget: an address, and a name where somebody came along with others."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Finds those who came along with somebody, and the texts that the name stands in."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
