"""An event as pages ask for it: what a new one begins from, and one with all its parts."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.copying import Beginning
from laget.apps.forum.actions.events import At, HostedBy, OnDay, Reach, Wish
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.forms.fields import (
    Clock,
    Sheet,
    check_span,
    clock_of,
    event_day,
    left_rows,
    moment_field,
    picture_fields,
    plain,
    seats_field,
    span,
    takes_rows,
)
from laget.apps.forum.models import Event
from laget.apps.initiatives.forms.fields import long_text, one_line
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import MORE, Choices, Rows
from laget.ui.choices import Picked, Ticked, Ticks, Titles, choice

Pairs = Sequence[tuple[str, str | Promise]]


class BeginForm(forms.Form):
    """What a new event begins from, and what is known of it."""

    origin = forms.ChoiceField(label=_("Begin from"), widget=Picked(attrs={"class": "origin"}))
    title = forms.CharField(label=_("Title"), max_length=200, widget=one_line())
    on = event_day(
        _("First day"),
        required=False,
        help_text=_("Empty, from an earlier event: the same weekday a year later."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False, widget=one_line())
    address = forms.CharField(
        label=_("Address of the place"), max_length=300, required=False, widget=one_line()
    )
    seats = seats_field(
        label=_("Number of seats"),
        help_text=_("On site, or digital where the event is digital only. Empty: as before, or no limit."),
    )
    registers_until = moment_field(_("Last time to register"))

    def __init__(self, *args: Any, origins: Choices, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        choice(self, "origin").choices = origins

    @property
    def beginning(self) -> Beginning:
        """What was filled in; only of a valid one."""
        return Beginning(**{name: value for name, value in self.cleaned_data.items() if name != "origin"})


class EventForm(forms.Form):
    """What is said of an event once."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=one_line())
    theme = forms.CharField(label=_("Theme"), max_length=300, required=False, widget=one_line())
    kind = forms.ChoiceField(label=_("Kind"), choices=Event.Kind.choices)
    form = forms.ChoiceField(label=_("How one takes part"), choices=Event.Form.choices)
    series = forms.CharField(
        label=_("Series"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"lang": "sv", "list": "series"}),
        help_text=_("Events with the same series follow each other: last year's stands at this year's."),
    )
    text = forms.CharField(label=_("Invitation"), required=False, widget=long_text(8))
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=long_text(3))
    audience = forms.CharField(label=_("Whom it is for"), required=False, widget=long_text(2))
    hearing_loop = forms.ChoiceField(label=_("Hearing loop"), choices=Event.Access.choices, required=False)
    sign_interpreter = forms.ChoiceField(
        label=_("Sign interpreter"), choices=Event.Access.choices, required=False
    )
    text_interpreter = forms.ChoiceField(
        label=_("Text interpretation"), choices=Event.Access.choices, required=False
    )
    step_free = forms.ChoiceField(label=_("Step-free"), choices=Event.Access.choices, required=False)
    access = forms.CharField(label=_("More about access"), required=False, widget=long_text(3))
    has_registration = forms.BooleanField(label=_("One registers to it"), required=False)
    registers_from = moment_field(_("First time to register"))
    registers_until = moment_field(_("Last time to register"))
    has_waiting_list = forms.BooleanField(label=_("There is a waiting list when it is full"), required=False)
    largest_group = forms.IntegerField(
        label=_("Most people in one registration"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "year", "autocomplete": "off"}),
    )
    shows_participants = forms.BooleanField(
        label=_("Show a list of those who consent to stand in it"), required=False
    )
    controller = forms.CharField(
        label=_("Who answers for the personal data"),
        max_length=300,
        required=False,
        widget=one_line(),
        help_text=_("Empty is the organisation itself."),
    )
    edition = forms.ChoiceField(label=_("The follow-up that it presents"), required=False)
    ties = forms.MultipleChoiceField(label=_("What it is about"), required=False, widget=Ticks)
    areas = forms.MultipleChoiceField(
        label=_("Municipalities that it shall reach"), required=False, widget=Ticked
    )
    names = forms.CharField(
        label=_("Organisations that it shall reach"),
        required=False,
        widget=long_text(4),
        help_text=_("One a line."),
    )
    summary = forms.CharField(
        label=_("What came of it"),
        required=False,
        widget=long_text(6),
        help_text=_("Afterwards. The page then turns from invitation to documentation."),
    )
    document = forms.FileField(label=_("New file"), required=False)

    def __init__(self, *args: Any, ties: Choices, areas: Pairs, editions: Pairs, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        self.fields |= picture_fields()
        choice(self, "ties").choices = ties
        choice(self, "areas").choices = areas
        choice(self, "edition").choices = [("", _("None")), *editions]
        if not areas:
            del self.fields["areas"]


class DayRow(Row):
    """A day."""

    on = event_day(_("Day"))
    starts = Clock(label=pgettext_lazy("time", "From"), required=False)
    ends = Clock(label=pgettext_lazy("time", "To"), required=False)
    title = forms.CharField(label=_("Called"), max_length=200, required=False, widget=one_line())

    def clean(self) -> None:
        """Let an end have its start."""
        check_span(self, day="on")


class PlaceRow(Row):
    """A place."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=one_line())
    address = forms.CharField(label=_("Address"), max_length=300, required=False, widget=one_line())
    link = forms.URLField(label=_("Link to a map"), max_length=500, required=False, assume_scheme="https")
    text = forms.CharField(label=_("How to find it"), max_length=500, required=False, widget=one_line())


class HostRow(Row):
    """Who hosts: an organisation here, or one that is only named."""

    organisation = forms.ChoiceField(label=_("Organisation here"), required=False, widget=Titles)
    name = forms.CharField(label=_("Or its name"), max_length=200, required=False, widget=one_line())

    def __init__(self, *args: Any, organisations: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        choice(self, "organisation").choices = [("", _("None")), *organisations]


class EventSheet(Sheet):
    """An event with all its parts."""

    groups = (
        ("", ("title", "theme", "kind", "form", "series", "text", "purpose", "audience")),
        (_("Days"), ("days",)),
        (_("Places"), ("places",)),
        (_("Hosts"), ("hosts",)),
        (_("Moderators and contacts"), ("takes",)),
        (_("Picture"), ("picture", "picture_alt", "without_picture")),
        (
            _("Access"),
            ("step_free", "hearing_loop", "sign_interpreter", "text_interpreter", "access"),
        ),
        (
            _("Registration"),
            (
                "has_registration",
                "registers_from",
                "registers_until",
                "has_waiting_list",
                "largest_group",
                "shows_participants",
                "controller",
            ),
        ),
        (_("What it is about"), ("edition", "ties")),
        (_("Whom it shall reach"), ("areas", "names")),
        (_("Films, documents and links"), ("left", "document")),
        (_("Afterwards"), ("summary",)),
    )

    def __init__(
        self,
        *,
        known: Wish,
        people: Sequence[tuple[str, str]],
        organisations: Pairs,
        ties: Choices,
        areas: Pairs,
        editions: Pairs,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        more: str = "",
    ) -> None:
        self.known = known
        first = {name: getattr(known, name) for name in EventForm.base_fields if hasattr(known, name)}
        first["picture_alt"] = known.picture_alt
        first["areas"] = [one.area for one in known.wanted if one.area]
        first["names"] = "\n".join(one.name for one in known.wanted if one.name)
        self.form = EventForm(data, files, initial=first, ties=ties, areas=areas, editions=editions)
        days = [
            {"on": one.on, "starts": clock_of(one.starts), "ends": clock_of(one.ends), "title": one.title}
            for one in known.days
        ]
        places = [{name: getattr(one, name) for name in PlaceRow.base_fields} for one in known.places]
        hosts = [{"organisation": one.organisation, "name": one.name} for one in known.hosts]
        host = partial(HostRow, organisations=organisations)
        kinds: tuple[tuple[str, Any, Any, Any, Any], ...] = (
            ("days", _("Days"), _("Day"), DayRow, days),
            ("places", _("Places"), _("Place"), PlaceRow, places),
            ("hosts", _("Hosts"), pgettext_lazy("event", "Host"), host, hosts),
        )
        self.lists = [
            *(
                Rows(
                    name,
                    heading=heading,
                    one=one,
                    form=row,
                    empty=1,
                    data=data,
                    initial=initial,
                    extra=MORE if more == name else 0,
                )
                for name, heading, one, row, initial in kinds
            ),
            takes_rows(known.takes, people=people, data=data, more=more),
            left_rows(known.left, data=data, more=more),
        ]

    def wanted(self, *, picture: int | None, document: Left | None) -> Wish:
        """Return what was filled in, with a picture and a file that came with it; only of a valid one."""
        given = plain(self.form.cleaned_data)
        areas, names = given.pop("areas", []), given.pop("names").splitlines()
        for name in ("picture", "without_picture", "document"):
            given.pop(name)
        days, places, hosts, takes, left = ([plain(one) for one in rows.kept] for rows in self.lists)
        return Wish(
            **given | {"ties": tuple(sorted(given["ties"]))},
            picture_id=picture,
            days=tuple(_day(one) for one in days),
            places=tuple(At(**one) for one in places),
            hosts=tuple(HostedBy(**one) for one in hosts),
            wanted=(
                *(Reach(area=one) for one in sorted(areas)),
                *(Reach(name=one.strip()) for one in names if one.strip()),
            ),
            takes=tuple(Takes(**one) for one in takes),
            left=(*(Left(**one) for one in left), *([document] if document else [])),
        )


def _day(given: Mapping[str, Any]) -> OnDay:
    starts, ends = span(given["on"], given["starts"], given["ends"])
    return OnDay(on=given["on"], starts=starts, ends=ends, title=given["title"])
