"""Forms: a household with its people, what it follows and what things mean for it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.households.actions import Content, Meant
from laget.apps.households.models import Household
from laget.apps.initiatives.forms.fields import day_field, long_text, one_line
from laget.apps.initiatives.forms.rows import Row, Rows
from laget.core.household import OLDEST, Filter, Person
from laget.ui.choices import Titles, choice

Choices = Sequence[tuple[str | Promise, list[tuple[str, str]]]]
"""What can be pointed at: the name of each group, and in it addresses with what each is called."""
EMPTY = 2  # rows that each list ends with
NOWHERE = _("Leads nowhere any longer")


class HouseholdForm(forms.Form):
    """What a household is, apart from its rows."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=one_line(),
        help_text=_("Plainly invented, so that nobody takes it for somebody: the Exempel family."),
    )
    area = forms.ChoiceField(label=_("Where it lives"))
    lives_on = forms.CharField(
        label=_("What it lives on"),
        required=False,
        max_length=300,
        widget=one_line(),
        help_text=_("For example wages from home care and parental benefit."),
    )
    text = forms.CharField(
        label=_("More about it"),
        required=False,
        max_length=10_000,
        widget=long_text(4),
        help_text=_("How they live. Markdown."),
    )
    place = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )
    public = forms.BooleanField(
        label=_("Show it to everybody"),
        required=False,
        help_text=_("Until then only those who compose households see it."),
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        choice(self, "area").choices = [("", _("Choose")), *areas]


class PersonRow(Row):
    """Somebody in the household."""

    who = forms.CharField(
        label=_("Who"), max_length=120, widget=one_line(), help_text=_("An invented first name.")
    )
    age = forms.IntegerField(
        label=_("Age"),
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "year", "autocomplete": "off"}),
    )


class FollowsRow(Row):
    """Something that the household follows."""

    address = forms.ChoiceField(label=_("What it follows"), widget=Titles)
    group = forms.ChoiceField(label=_("Of which group"), required=False)
    text = forms.CharField(label=_("Why"), required=False, max_length=500, widget=one_line())

    def __init__(self, *args: Any, choices: Choices, groups: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, choices)
        choice(self, "group").choices = [("", _("Everybody")), *groups]


class MeaningRow(Row):
    """What something means for the household."""

    address = forms.ChoiceField(label=_("What it is about"), required=False, widget=Titles)
    session = forms.CharField(
        label=_("Or a session that stands in no programme here"),
        required=False,
        max_length=200,
        widget=one_line(),
        help_text=_("Its name."),
    )
    on = day_field(_("The session's day"), required=False)
    text = forms.CharField(label=_("What it means for them"), max_length=5000, widget=long_text(3))

    def __init__(self, *args: Any, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, choices)

    def clean(self) -> dict[str, Any]:
        """Ask for one thing that the text is about: a page, or a session with its name and day."""
        given = super().clean() or {}
        if bool(given.get("address")) is bool(given.get("session")):
            self.add_error("address", _("Choose what it is about, or write a session. Not both."))
        elif given.get("session") and not given.get("on"):
            self.add_error("on", _("Write the day of the session."))
        elif given.get("address"):
            given["on"] = None
        return given


def _offer(row: Row, choices: Choices) -> None:
    """Let a row choose among what is offered, and keep what it has though that is no longer offered."""
    known = {address for _group, offered in choices for address, _called in offered}
    has = str(row[_ADDRESS].value() or "")
    lost = [(NOWHERE, [(has, has)])] if ":" in has and has not in known else []
    choice(row, _ADDRESS).choices = [("", _("Choose")), *choices, *lost]


_ADDRESS = "address"
_OWN = ("name", "area", "lives_on", "text", "place", "public")


class Sheet:
    """A household with all its rows, as one page asks for it; `more` names the list that gets more rows."""

    def __init__(
        self,
        *,
        areas: Sequence[tuple[str, str]],
        groups: Sequence[tuple[str, str]],
        followed: Choices,
        meant: Choices,
        data: Mapping[str, Any] | None = None,
        household: Household | None = None,
        more: str = "",
    ) -> None:
        initial = written(household) if household is not None else {}
        self.form = HouseholdForm(data, initial=initial, areas=areas)
        kinds: tuple[tuple[str, str | Promise, Any], ...] = (
            ("people", _("The people"), PersonRow),
            ("follows", _("What it follows"), partial(FollowsRow, choices=followed, groups=groups)),
            ("meanings", _("What it means for them"), partial(MeaningRow, choices=meant)),
        )
        self.rows = {
            name: Rows(
                name,
                heading=heading,
                form=form,
                empty=EMPTY,
                data=data,
                initial=initial.get(name, ()),
                extra=EMPTY if more == name else 0,
            )
            for name, heading, form in kinds
        }

    @property
    def lists(self) -> list[Rows]:
        """The lists of parts in the order that the page asks for them."""
        return list(self.rows.values())

    @property
    def has_faults(self) -> bool:
        """Whether anything is wrong with what was sent."""
        return bool(self.form.errors) or any(one.faulty for one in self.lists)

    def is_valid(self) -> bool:
        """Return whether all of it can be read."""
        return all([self.form.is_valid(), *(one.is_valid for one in self.lists)])

    @property
    def content(self) -> Content:
        """What was filled in; only of a valid one."""
        given = dict(self.form.cleaned_data)
        given["place"] = given["place"] or 0
        filled = {name: [values for _form, values in rows.filled] for name, rows in self.rows.items()}
        return Content(
            **given,
            people=tuple(Person(**one) for one in filled["people"]),
            follows=tuple(Filter(**one) for one in filled["follows"]),
            meanings=tuple(Meant(**one) for one in filled["meanings"]),
        )

    def differing(self, household: Household) -> list[tuple[str | Promise, str]]:
        """Return what stands now in what the form would change: what it is called, and its text."""
        now = written(household)
        mine = written_as(self.content)
        labels: dict[str, Any] = {name: self.form.fields[name].label or name for name in _OWN}
        labels |= {name: rows.heading for name, rows in self.rows.items()}
        return [(label, _shown(now[name])) for name, label in labels.items() if now[name] != mine[name]]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(", ".join(str(one) for one in row.values() if one) for row in value) or "–"
    return str(value or "–")


def written(household: Household) -> dict[str, Any]:
    """Return what stands of a household, as the form's fields and rows have it."""
    return {
        **{name: getattr(household, name) for name in _OWN},
        "people": [{"who": one.who, "age": one.age} for one in household.people.all()],
        "follows": [
            {"address": one.address, "group": one.group, "text": one.text} for one in household.follows.all()
        ],
        "meanings": [
            {"address": one.address, "session": one.session, "on": one.on, "text": one.text}
            for one in household.meanings.all()
        ],
    }


def written_as(content: Content) -> dict[str, Any]:
    """Return what shall stand of a household, as `written` has what stands."""
    return {
        **{name: getattr(content, name) for name in _OWN},
        "people": [{"who": one.who, "age": one.age} for one in sorted(content.people, key=lambda p: -p.age)],
        "follows": [
            {"address": one.address, "group": one.group, "text": one.text} for one in content.follows
        ],
        "meanings": [
            {"address": one.address, "session": one.session, "on": one.on, "text": one.text}
            for one in sorted(content.meanings, key=lambda m: (m.on is None, m.on or 0))
        ],
    }
