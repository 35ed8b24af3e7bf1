"""The rows of an initiative's lists of parts, as fields with some empty ones after them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.initiatives.forms.fields import Decimal, Kronor, Place, day_field, one_line, year_field
from laget.apps.initiatives.models import Money
from laget.core.areas import Kind
from laget.ui.choices import Titles, choice

Choices = Sequence[tuple[str | Promise, Any]]
MORE = {"partners": 2, "places": 4, "money": 2, "milestones": 2, "hopes": 2}
"""How many empty rows each list of parts ends with."""
MOST_ROWS = 400


class Row(forms.Form):
    """A row of a list of parts; one with nothing in it is no row."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "use_required_attribute": False, "label_suffix": ""})


class PartnerRow(Row):
    """A partner."""

    name = forms.CharField(label=_("Which organisation"), max_length=200, widget=one_line())
    role = forms.CharField(label=_("As what"), max_length=200, required=False, widget=one_line())


class PlaceRow(Row):
    """A municipality and when it takes part."""

    area = Place(label=_("Municipality"), kinds=(Kind.MUNICIPALITY,))
    joined = year_field(_("Joined in"))
    left = year_field(_("Left in"), required=False)


class MoneyRow(Row):
    """What a source gives."""

    source = forms.CharField(label=pgettext_lazy("money", "From"), max_length=200, widget=one_line())
    kind = forms.ChoiceField(label=_("Kind of source"), choices=[("", _("Choose")), *Money.Kind.choices])
    amount = Kronor(label=_("SEK"))


class MilestoneRow(Row):
    """A milestone."""

    title = forms.CharField(label=_("What shall be there"), max_length=300, widget=one_line())
    due = day_field(pgettext_lazy("milestone", "By"))
    reached = day_field(_("Reached"), required=False)


class HopeRow(Row):
    """A hope."""

    indicator = forms.ChoiceField(label=_("Indicator"), widget=Titles)
    area = Place(
        label=_("Area"),
        required=False,
        kinds=(Kind.COUNTRY, Kind.COUNTY, Kind.MUNICIPALITY),
        help_text=_("Empty is the county."),
    )
    by = Decimal(label=_("By how much"), help_text=_("In the unit of the indicator, with a sign."))
    since = year_field(_("Counted from the year"))
    until = year_field(_("Until the year"))
    text = forms.CharField(label=_("Comment"), max_length=500, required=False, widget=one_line())

    def __init__(self, *args: Any, indicators: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("Choose")), *indicators]
        choice(self, "indicator").choices = choices


ROWS: Mapping[str, type[Row]] = {
    "partners": PartnerRow,
    "places": PlaceRow,
    "money": MoneyRow,
    "milestones": MilestoneRow,
    "hopes": HopeRow,
}
NAMES: Mapping[str, str | Promise] = {
    "partners": _("Partners"),
    "places": _("Municipalities"),
    "money": pgettext_lazy("initiative", "Money"),
    "milestones": _("Milestones"),
    "hopes": _("What it hopes to move"),
}
ONES: Mapping[str, str | Promise] = {
    "partners": _("Partner"),
    "places": _("Municipality"),
    "money": pgettext_lazy("initiative", "Sum"),
    "milestones": _("Milestone"),
    "hopes": pgettext_lazy("initiative", "Hope"),
}
"""What one row of each list is called."""


class Rows:
    """The rows of one list of parts as fields, some empty ones at the end; an emptied row is taken away."""

    def __init__(
        self,
        name: str,
        *,
        heading: str | Promise,
        one: str | Promise = "",
        form: Callable[..., Row],
        empty: int,
        data: Mapping[str, Any] | None,
        initial: Sequence[Mapping[str, Any]],
        extra: int = 0,
    ) -> None:
        self.name, self.heading, self.one = name, heading, one or heading
        asked = str(data.get(f"{name}-rows", "")) if data is not None else ""
        count = int(asked) if asked.isdecimal() and len(asked) < 4 else len(initial) + empty
        self.forms = [
            form(
                data,
                prefix=f"{name}-{place}",
                empty_permitted=True,
                initial=None if data is not None else next(iter(initial[place : place + 1]), None),
            )
            for place in range(min(count + extra, MOST_ROWS))
        ]

    @property
    def is_valid(self) -> bool:
        """Whether every row that has anything is whole."""
        valid = [one.is_valid() for one in self.forms]  # each is asked, so that each can tell
        return all(valid)

    @property
    def filled(self) -> list[tuple[Row, dict[str, Any]]]:
        """The rows that have anything, with what they hold."""
        return [(one, one.cleaned_data) for one in self.forms if one.has_changed()]

    @property
    def faulty(self) -> list[tuple[int, Row]]:
        """The rows with something wrong, numbered from 1."""
        return [(place, one) for place, one in enumerate(self.forms, start=1) if one.errors]
