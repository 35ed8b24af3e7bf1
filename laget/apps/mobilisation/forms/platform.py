"""A platform as one page asks for it: its mandate, seats, meetings, deeds, and what it takes on."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.initiatives.forms.fields import day_field, long_text, one_line, year_field
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import MORE, Rows, Sheet
from laget.apps.mobilisation.actions import Chair, Did, Group, Met, TakenOn
from laget.apps.mobilisation.forms.mobilisation import plain
from laget.apps.mobilisation.models import Seat
from laget.ui.choices import Titles

Questions = list[tuple[str, str]]
"""The mobilisations to choose among: the slug, and what it is called."""


class PlatformForm(forms.Form):
    """What a platform is."""

    title = forms.CharField(label=_("Name"), max_length=200, widget=one_line())
    since = year_field(_("Since"), required=False)
    until = year_field(_("Until"), required=False, help_text=_("Empty where it still stands."))
    mandate = forms.CharField(label=_("Mandate"), required=False, widget=long_text(3))
    text = forms.CharField(label=_("About it"), required=False, widget=long_text(4))
    public = forms.BooleanField(
        label=_("Show it to everybody"),
        required=False,
        help_text=_("Until then only those who work with platforms see it."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})


class SeatRow(Row):
    """A seat."""

    role = forms.ChoiceField(
        label=pgettext_lazy("platform", "Seat"), choices=[("", _("Choose")), *Seat.Role.choices]
    )
    of = forms.CharField(label=_("Organisation"), max_length=200, widget=one_line())
    name = forms.CharField(
        label=_("Who sits there"),
        max_length=120,
        required=False,
        help_text=_("Only where it should be known. The name goes when the retention decision says."),
    )
    title = forms.CharField(label=_("As what"), max_length=120, required=False, widget=one_line())
    since = year_field(_("Since"), required=False)
    until = year_field(_("Until"), required=False)


class MeetingRow(Row):
    """A meeting."""

    on = day_field(_("Day"))
    title = forms.CharField(label=_("What it was about"), max_length=200, widget=one_line())
    text = forms.CharField(label=_("What came of it"), required=False, widget=long_text(2))


class _OfQuestion(Row):
    def __init__(self, *args: Any, questions: Questions, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["mobilisation"]
        field.choices = [("", _("Choose") if field.required else _("On its own")), *questions]


class DeedRow(_OfQuestion):
    """What it has done."""

    year = year_field(_("Year"))
    text = forms.CharField(label=_("What it did"), widget=long_text(2))
    mobilisation = forms.ChoiceField(label=_("For"), required=False, widget=Titles)


class UndertakingRow(_OfQuestion):
    """A mobilisation that it takes on."""

    mobilisation = forms.ChoiceField(label=_("Gathering"), widget=Titles)
    since = year_field(_("Since"))
    until = year_field(_("Until"), required=False)
    text = forms.CharField(label=_("How"), required=False, widget=long_text(2))


class PlatformSheet(Sheet):
    """A platform with all its rows."""

    def __init__(
        self,
        *,
        questions: Questions,
        known: Group | None = None,
        data: Mapping[str, Any] | None = None,
        more: str = "",
    ) -> None:
        first = {name: getattr(known, name) for name in PlatformForm.base_fields} if known else {}
        self.form = PlatformForm(data, initial=first)
        kinds: tuple[tuple[str, Any, Any], ...] = (
            ("undertakings", _("What it takes on"), UndertakingRow),
            ("seats", _("Who sits in it"), SeatRow),
            ("meetings", _("Meetings"), MeetingRow),
            ("deeds", _("What it has done"), DeedRow),
        )
        self.lists = [
            Rows(
                name,
                heading=heading,
                form=partial(row, questions=questions) if issubclass(row, _OfQuestion) else row,
                empty=MORE,
                data=data,
                initial=[
                    {field: getattr(one, field) for field in row.base_fields}
                    for one in (getattr(known, name) if known else ())
                ],
                extra=2 if more == name else 0,
            )
            for name, heading, row in kinds
        ]

    @property
    def wanted(self) -> Group:
        """What was filled in; only of a valid one."""
        given = _plain(self.form.cleaned_data)
        undertakings, seats, meetings, deeds = ([_plain(one) for one in rows.kept] for rows in self.lists)
        return Group(
            **given,
            undertakings=tuple(TakenOn(**one) for one in undertakings),
            seats=tuple(Chair(**one) for one in seats),
            meetings=tuple(Met(**one) for one in meetings),
            deeds=tuple(Did(**one) for one in deeds),
        )


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) if isinstance(value, str) else value for name, value in given.items()}
