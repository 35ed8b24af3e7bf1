"""An item of a programme as pages ask for it: whole, or its title and times alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.programme import Point
from laget.apps.forum.forms.fields import (
    Clock,
    Sheet,
    check_span,
    clock_of,
    last_day,
    left_rows,
    picture_fields,
    plain,
    seats_field,
    span,
    takes_rows,
)
from laget.apps.forum.models import Session
from laget.apps.initiatives.forms.fields import long_text, one_line
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import Choices
from laget.ui.choices import Called, Ticks, Titles, choice

Pairs = Sequence[tuple[str, str | Promise]]


class TimeForm(Row):
    """When an item is, and whether those after it follow."""

    starts = Clock(label=pgettext_lazy("time", "From"), required=False)
    ends = Clock(label=pgettext_lazy("time", "To"), required=False)
    follows = forms.BooleanField(label=_("Those after it follow"), required=False)


def _new_uid() -> forms.UUIDField:
    """Return the field of what a new item is known by, so that a form sent twice makes one."""
    return forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class QuickForm(Row):
    """A new item in a line: the rest is written when it is changed."""

    uid = _new_uid()
    starts = Clock(label=pgettext_lazy("time", "From"), required=False)
    ends = Clock(label=pgettext_lazy("time", "To"), required=False)
    title = forms.CharField(label=_("Title"), max_length=300, widget=one_line())
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)


class PointForm(forms.Form):
    """What is said of an item once."""

    uid = _new_uid()
    title = forms.CharField(label=_("Title"), max_length=300, widget=one_line())
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)
    day = forms.TypedChoiceField(label=_("Day"), required=False, coerce=date.fromisoformat, empty_value=None)
    starts = Clock(label=pgettext_lazy("time", "From"), required=False)
    ends = Clock(
        label=pgettext_lazy("time", "To"),
        required=False,
        help_text=_("Earlier than the start is past midnight."),
    )
    ends_day = forms.TypedChoiceField(
        label=_("Lasts until the day"), required=False, coerce=date.fromisoformat, empty_value=None
    )
    is_pinned = forms.BooleanField(label=_("Stays at its time when those before it grow"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False, widget=Titles)
    is_digital = forms.BooleanField(label=_("Can be followed digitally"), required=False)
    within = forms.ChoiceField(label=_("Is a part of"), required=False, widget=Titles)
    continues = forms.ChoiceField(label=_("Goes on from"), required=False, widget=Titles)
    text = forms.CharField(label=_("What happens"), required=False, widget=long_text(5))
    question = forms.CharField(
        label=_("Question to talk about"), max_length=500, required=False, widget=long_text(2)
    )
    has_seats = forms.BooleanField(label=_("One signs up for it"), required=False)
    seats = seats_field()
    about = forms.MultipleChoiceField(label=_("What it is about"), required=False, widget=Ticks)
    summary = forms.CharField(label=_("What was said"), required=False, widget=long_text(5))
    document = forms.FileField(label=_("New file"), required=False)

    def __init__(
        self,
        *args: Any,
        days: Sequence[date],
        places: Sequence[str],
        others: Pairs,
        about: Choices,
        **more: Any,
    ) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        self.fields |= picture_fields()
        named = [(one.isoformat(), date_format(one, "DATE_FORMAT")) for one in days]
        choice(self, "day").choices = [("", _("Not stated")), *named]
        choice(self, "ends_day").choices = [("", _("The same day, or the night after it")), *named]
        if not named[1:]:
            del self.fields["ends_day"]
        choice(self, "place").choices = [
            ("", _("Not stated")),
            *((one, Called.in_swedish(one)) for one in places),
        ]
        choice(self, "within").choices = [("", _("No other item")), *others]
        choice(self, "continues").choices = [("", _("No other item")), *others]
        choice(self, "about").choices = about

    def clean(self) -> None:
        """Let a time have its day, and an end its start; a last day comes after the first and has a time."""
        check_span(self, day="day")
        given = self.cleaned_data
        if given.get("ends_day") is None or given.get("day") is None:
            return
        if given["ends_day"] < given["day"]:
            self.add_error("ends_day", _("The last day comes before the first."))
        elif given["ends_day"] > given["day"] and given.get("ends") is None and "ends" not in self.errors:
            self.add_error("ends", _("Write when it ends on its last day too."))


class PointSheet(Sheet):
    """An item with all its parts."""

    groups = (
        ("", ("title", "kind", "day", "starts", "ends", "ends_day", "is_pinned")),
        (_("Where"), ("place", "is_digital", "within", "continues")),
        (_("What"), ("text", "question")),
        (_("Who takes part"), ("takes",)),
        (_("What it is about"), ("about",)),
        (_("Picture"), ("picture", "picture_alt", "without_picture")),
        (_("Seats of its own"), ("has_seats", "seats")),
        (_("Films, documents and links"), ("left", "document")),
        (_("Afterwards"), ("summary",)),
    )

    def __init__(
        self,
        *,
        known: Point | None,
        first: Mapping[str, Any],
        days: Sequence[date],
        places: Sequence[str],
        others: Pairs,
        about: Choices,
        people: Sequence[tuple[str, str]],
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        more: str = "",
    ) -> None:
        self.known = known
        initial = {
            name: getattr(known, name) for name in PointForm.base_fields if known and hasattr(known, name)
        }
        if known is not None:
            on = known.on if known.starts is None else timezone.localdate(known.starts)
            last = last_day(known.starts, known.ends)
            days = sorted({*days, *(one for one in (on, last) if one is not None)})
            initial |= {
                "day": on,
                "ends_day": last,
                "starts": clock_of(known.starts),
                "ends": clock_of(known.ends),
                "picture_alt": known.picture_alt,
            }
        self.form = PointForm(
            data,
            files,
            initial={**initial, **first},
            days=days,
            places=places,
            others=others,
            about=about,
        )
        self.lists = [
            takes_rows(known.takes if known else (), people=people, data=data, more=more),
            left_rows(known.left if known else (), data=data, more=more),
        ]

    def wanted(self, *, picture: int | None, document: Left | None) -> Point:
        """Return what was filled in, with a picture and a file that came with it; only of a valid one."""
        given = plain(self.form.cleaned_data)
        day = given.pop("day")
        starts, ends = span(day, given.pop("starts"), given.pop("ends"), until=given.pop("ends_day", None))
        for name in ("uid", "picture", "without_picture", "document"):
            given.pop(name)
        takes, left = ([plain(one) for one in rows.kept] for rows in self.lists)
        return Point(
            **given | {"about": tuple(sorted(given["about"]))},
            on=day if starts is None else None,
            starts=starts,
            ends=ends,
            is_cancelled=self.known is not None and self.known.is_cancelled,
            picture_id=picture,
            takes=tuple(Takes(**one) for one in takes),
            left=(*(Left(**one) for one in left), *([document] if document else [])),
        )
