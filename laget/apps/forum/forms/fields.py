"""How days, times and pictures of an event are asked for; rows that events and their items have alike."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.models import Participant, Person, Resource
from laget.apps.initiatives.forms import sheet
from laget.apps.initiatives.forms.fields import day_field, long_text, one_line
from laget.apps.initiatives.forms.rows import Row
from laget.core.forum.timetable import day_it_ends
from laget.core.words.said import Refusal
from laget.ui.choices import Called, Titles, choice
from laget.ui.templatetags.laget import told

FIRST_YEAR, LAST_YEAR = 1990, 2100
MORE_PEOPLE = 5  # empty rows that a press adds
Role = Participant.Role
CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?")


class Clock(forms.CharField):
    """A time of the day as people write it: 9, 09.30, 0930, 9:30."""

    default_error_messages = {"invalid": _("Write a time, for example 09.30.")}
    widget = forms.TextInput(attrs={"class": "year", "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        """Return the time, None where nothing is written."""
        text = str(value or "").strip()
        if not text:
            return None
        found = CLOCK.fullmatch(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"])
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Return a time as it is written in Swedish."""
        return f"{value:%H.%M}" if isinstance(value, time) else value


def in_our_time(day: date) -> None:
    """Let a day pass that an event can be on; raises ValidationError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


def event_day(label: Any, **more: Any) -> forms.DateField:
    """Return the field of a day that an event can be on."""
    return day_field(label, validators=[in_our_time], **more)


class Moment(forms.DateTimeField):
    """A day with a time, in Swedish time."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment, None where nothing is written; a time that is not, or is twice, is no moment."""
        try:
            return super().to_python(value)
        except ValidationError as fault:
            if fault.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                _("The clock is put forward or back in that hour. Write a time outside it.")
            ) from fault


def moment_field(label: Any, **more: Any) -> Moment:
    """Return the field of a day with a time, in Swedish time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}, format="%Y-%m-%dT%H:%M")
    return Moment(label=label, required=False, widget=widget, validators=[in_our_time], **more)


def seats_field(**more: Any) -> forms.IntegerField:
    """Return the field of how many seats there are."""
    said: dict[str, Any] = {"label": _("Seats"), "help_text": _("Empty is no limit."), **more}
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "year", "autocomplete": "off"}),
        **said,
    )


def span(
    on: date | None, starts: time | None, ends: time | None, *, until: date | None = None
) -> tuple[datetime | None, datetime | None]:
    """Return the moments of two times of a day; without a day of its own an early end lies past midnight."""
    if on is None or starts is None:
        return None, None
    start = timezone.make_aware(datetime.combine(on, starts))
    if ends is None:
        return start, None
    last = until if until is not None and until != on else on + timedelta(days=int(ends < starts))
    return start, timezone.make_aware(datetime.combine(last, ends))


def last_day(starts: datetime | None, ends: datetime | None) -> date | None:
    """Return the day that an item ends on where its times do not say it: it lasts over several."""
    if starts is None:
        return None
    return day_it_ends(starts, ends, zone=timezone.get_current_timezone())


def check_clocks(form: forms.Form, on: date | None) -> bool:
    """Put a sentence at a time that the clocks skip on its day, and tell whether there is none."""
    fit = True
    for name in ("starts", "ends"):
        clock = form.cleaned_data.get(name)
        if on is None or clock is None:
            continue
        local = datetime.combine(on, clock)
        if timezone.localtime(timezone.make_aware(local).astimezone(UTC)).replace(tzinfo=None) != local:
            said = _("That time does not exist on the day: the clocks go forward to summer time.")
            form.add_error(name, said)
            fit = False
    return fit


def check_span(form: forms.Form, *, day: str) -> None:
    """Put a sentence where a time lacks its day, or an end its start."""
    given = form.cleaned_data
    if given.get("ends") is not None and given.get("starts") is None and "starts" not in form.errors:
        form.add_error("starts", _("Write when it starts too."))
    if given.get("starts") is not None and given.get(day) is None and day not in form.errors:
        form.add_error(day, _("Write the day too."))
    check_clocks(form, given.get(day))


def clock_of(moment: datetime | None) -> time | None:
    """Return the time by the clock of a moment."""
    return timezone.localtime(moment).time() if moment is not None else None


Part = tuple[str | Promise, list[forms.BoundField], list[sheet.Rows]]
"""What stands under a heading of a sheet: its fields and its lists."""


class Sheet(sheet.Sheet):
    """A form with its lists, where a refusal may be of a field in a row: `days-1-ends`."""

    groups: Sequence[tuple[str | Promise, Sequence[str]]] = ()
    """The fields under their headings; empty is all without one."""

    @property
    def parts(self) -> list[Part]:
        """The fields and the lists that are shown, under their headings; a list in no group comes last."""
        lists = {rows.name: rows for rows in self.lists}
        if not self.groups:
            parts: list[Part] = [("", self.form.visible_fields(), [])]
        else:
            parts = [
                (
                    heading,
                    [self.form[name] for name in names if name in self.form.fields],
                    [lists.pop(name) for name in names if name in lists],
                )
                for heading, names in self.groups
            ]
        return [*parts, *((rows.heading, [], [rows]) for rows in lists.values())]

    def tell(self, field: str, refused: Refusal) -> None:
        """Put a refusal beside the field that it is of, in a row too, else at the top."""
        name, _dash, rest = field.partition("-")
        place, _dash, inner = rest.partition("-")
        for rows in self.lists:
            kept = [row for row, held in rows.filled if not held.get("gone")]
            if rows.name == name and place.isdecimal() and int(place) < len(kept):
                kept[int(place)].add_error(inner, told(refused.said))
                return
        super().tell(field, refused)

    def differing(self, theirs: object, mine: object) -> list[tuple[str | Promise, str]]:
        """Return what stands now and is another than what was written, of fields and of lists."""
        found: list[tuple[str | Promise, str]] = []
        names: dict[str, str | Promise] = {rows.name: rows.heading for rows in self.lists}
        for name, field in self.form.fields.items():
            names[name] = field.label or name
        for name, label in names.items():
            now = getattr(theirs, name, None)
            if hasattr(theirs, name) and now != getattr(mine, name):
                found.append((label, _told(now)))
        return found


def _told(value: object) -> str:
    """Return what stands now in one text: a row a line, its parts with commas between."""
    if isinstance(value, tuple):
        return "\n".join(map(_told, value)) or "–"
    if hasattr(value, "__dataclass_fields__"):
        parts = (getattr(value, name) for name in value.__dataclass_fields__ if name not in {"id", "file"})
        return ", ".join(_told(one) for one in parts if one not in ("", None, False, True))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H.%M}"
    return str(value) if value not in ("", None) else "–"


class TakesRow(Row):
    """Somebody who takes part: one who is known, one who is new, or an organisation by itself."""

    person = forms.TypedChoiceField(
        label=pgettext_lazy("participant", "Who"), required=False, coerce=int, empty_value=None, widget=Titles
    )
    name = forms.CharField(
        label=_("Or somebody new: name"), max_length=120, required=False, widget=one_line()
    )
    title = forms.CharField(
        label=pgettext_lazy("person", "Title"), max_length=200, required=False, widget=one_line()
    )
    of = forms.CharField(label=_("Organisation"), max_length=200, required=False, widget=one_line())
    role = forms.ChoiceField(
        label=_("As what"),
        required=False,
        choices=[("", Role.SPEAKER.label), *(one for one in Role.choices if one[0] != Role.SPEAKER)],
    )
    text = forms.CharField(label=_("With what"), max_length=500, required=False, widget=one_line())

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice(self, "person").choices = [("", _("Nobody yet")), *people]

    def clean(self) -> None:
        """Let it be one who is known or one who is written; nothing that is written is lost."""
        given = self.cleaned_data
        if given.get("person") is not None and any(given.get(name) for name in ("name", "title", "of")):
            self.add_error("person", _("Choose somebody, or write somebody new: not both in one row."))
        if given.get("title") and not given.get("name") and given.get("person") is None:
            self.add_error("name", _("Write the name of who has the title."))
        given["role"] = given.get("role") or Role.SPEAKER


class LeftRow(Row):
    """A film, a document or a link; one that is a file keeps it."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[("", _("Choose")), *Resource.Kind.choices])
    title = forms.CharField(label=_("Title"), max_length=200, widget=one_line())
    link = forms.URLField(
        label=pgettext_lazy("resource", "Link"), max_length=500, required=False, assume_scheme="https"
    )
    has_captions = forms.BooleanField(label=_("Has captions"), required=False)
    text = forms.CharField(label=_("About it"), max_length=500, required=False, widget=one_line())
    file = forms.IntegerField(required=False, widget=forms.HiddenInput)
    gone = forms.BooleanField(label=_("Take it away"), required=False)


def people_to_choose(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Return people as choices, each with what tells them from another of the same name."""
    return [
        (str(one.pk), Called.in_swedish(", ".join(part for part in (one.name, one.title, one.of) if part)))
        for one in people
    ]


def takes_rows(
    takes: Sequence[Takes], *, people: Sequence[tuple[str, str]], data: Mapping[str, Any] | None, more: str
) -> sheet.Rows:
    """Return the rows of those who take part."""
    return sheet.Rows(
        "takes",
        heading=_("Who takes part"),
        one=_("Somebody who takes part"),
        form=lambda *args, **rest: TakesRow(*args, people=people, **rest),
        empty=sheet.MORE,
        data=data,
        initial=[_taking(one) for one in takes],
        extra=MORE_PEOPLE if more == "takes" else 0,
    )


def _taking(one: Takes) -> dict[str, Any]:
    role = "" if one.role == Role.SPEAKER else one.role
    of = one.of if one.person is None else ""  # a person's organisation stands with the person
    return {"person": one.person, "of": of, "role": role, "text": one.text}


def left_rows(left: Sequence[Left], *, data: Mapping[str, Any] | None, more: str) -> sheet.Rows:
    """Return the rows of films, documents and links."""
    names = ("kind", "title", "link", "has_captions", "text", "file")
    return sheet.Rows(
        "left",
        heading=_("Films, documents and links"),
        one=_("Film, document or link"),
        form=LeftRow,
        empty=1,
        data=data,
        initial=[{name: getattr(one, name) for name in names} for one in left],
        extra=sheet.MORE if more == "left" else 0,
    )


def picture_fields() -> dict[str, forms.Field]:
    """Return the fields of a picture: a new one, what it shows, and that there shall be none."""
    return {
        "picture": forms.FileField(
            label=_("New picture"),
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        ),
        "picture_alt": forms.CharField(
            label=_("What the picture shows"),
            max_length=300,
            required=False,
            widget=long_text(2),
            help_text=_("For those who cannot see it."),
        ),
        "without_picture": forms.BooleanField(label=_("Take the picture away"), required=False),
    }


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was written with the line ends that texts are kept with."""
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in given.items()
    }
