"""An initiative with all its parts as one page asks for it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laget.apps.initiatives.forms.fields import day_field, long_text, one_line
from laget.apps.initiatives.forms.rows import MORE, NAMES, ONES, ROWS, Choices, HopeRow, Rows
from laget.apps.initiatives.models import Initiative
from laget.core import initiatives as plain
from laget.core.areas import area
from laget.core.coverage import Stay
from laget.core.initiatives import Described, Fault
from laget.core.words.said import Language
from laget.ui.choices import Ticked, called_in, choice


class InitiativeForm(forms.Form):
    """What an initiative is, apart from its rows."""

    title = forms.CharField(label=_("Name"), max_length=300, widget=one_line())
    owner = forms.CharField(
        label=_("Owner"), max_length=200, widget=one_line(), help_text=_("The organisation that leads it.")
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=Initiative.Kind.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Initiative.Status.choices)
    starts = day_field(_("Begins"), required=False)
    ends = day_field(_("Ends"), required=False)
    text = forms.CharField(
        label=_("What it does"), required=False, max_length=plain.LONGEST_WRITING, widget=long_text(6)
    )
    practice = forms.CharField(
        label=_("So we do it"),
        required=False,
        max_length=plain.LONGEST_WRITING,
        widget=long_text(4),
        help_text=_("How you work, so that others can learn from it."),
    )
    link = forms.URLField(
        label=_("Where there is more to read"), required=False, max_length=500, assume_scheme="https"
    )
    serves = forms.MultipleChoiceField(label=_("What it serves"), required=False, widget=Ticked)
    public = forms.BooleanField(
        label=_("Show it to everybody"),
        required=False,
        help_text=_("Until then only those who work with initiatives see it."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, elements: Choices, **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        choice(self, "serves").choices = elements


class Sheet:
    """An initiative with all its rows, as one page asks for it."""

    def __init__(
        self,
        *,
        elements: Choices,
        indicators: Choices,
        data: Mapping[str, Any] | None = None,
        known: Described | None = None,
        revision: int | None = None,
        more: str = "",
    ) -> None:
        self.known = known
        initial = {**_initial(known), "revision": revision} if known is not None else {}
        self.form = InitiativeForm(data, initial=initial, elements=elements)
        self.rows = {
            name: Rows(
                name,
                heading=NAMES[name],
                one=ONES[name],
                form=partial(form, indicators=indicators) if form is HopeRow else form,
                empty=MORE[name],
                data=data,
                initial=_rows(known, name) if known is not None else (),
                extra=MORE[name] if more == name else 0,
            )
            for name, form in ROWS.items()
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
    def wanted(self) -> Described:
        """What was filled in; only of a valid one."""
        given = dict(self.form.cleaned_data)
        given.pop("revision", None)
        given["serves"] = tuple(given["serves"])
        for name in ("text", "practice"):
            given[name] = given[name].replace("\r\n", "\n")
        filled = {name: [values for _, values in rows.filled] for name, rows in self.rows.items()}
        return Described(
            **given,
            invented=self.known.invented if self.known is not None else False,
            partners=tuple(plain.Partner(**one) for one in filled["partners"]),
            places=tuple(Stay(**one) for one in filled["places"]),
            money=tuple(plain.Sum(**one) for one in filled["money"]),
            milestones=tuple(plain.Milestone(**one) for one in filled["milestones"]),
            hopes=tuple(plain.Hoped(**one) for one in filled["hopes"]),
        )

    def differing(self, theirs: Described) -> list[tuple[str | Promise, str]]:
        """Return what stands now and is another than what was written, as it is read: its name, its text."""
        mine = self.wanted
        found: list[tuple[str | Promise, str]] = []
        for name, field in self.form.fields.items():
            if name != "revision" and getattr(theirs, name) != getattr(mine, name):
                value = getattr(theirs, name)
                chosen = value if isinstance(value, tuple) else (value,)
                called = called_in(field)
                text = "\n".join(called.get(one, _plain(one)) for one in chosen)
                found.append((field.label or name, text or "–"))
        for name, rows in self.rows.items():
            if sorted(map(repr, getattr(theirs, name))) != sorted(map(repr, getattr(mine, name))):
                fields = [field for form in rows.forms[:1] for field in form.fields.values()]
                called = {key: label for field in fields for key, label in called_in(field).items()}
                lines = [
                    ", ".join(called.get(one, _plain(one)) for one in row.values() if one not in ("", None))
                    for row in _rows(theirs, name)
                ]
                found.append((rows.heading, "\n".join(lines) or "–"))
        return found

    def tell(self, faults: Iterable[Fault], language: Language) -> None:
        """Put each fault beside the field that it is of."""
        for fault in faults:
            part, *rest = fault.place
            text = fault.said.to(language)
            if part in self.rows and rest:
                row = self.rows[str(part)].filled[int(rest[0])][0]
                row.add_error(str(rest[1]) if len(rest) > 1 else None, text)
            else:
                self.form.add_error(str(part) if part in self.form.fields else None, text)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return f"{value:.12g}" if isinstance(value, float) else str(value or "–")


def _initial(known: Described) -> dict[str, Any]:
    return {name: getattr(known, name) for name in InitiativeForm.base_fields if name != "revision"}


def _rows(known: Described, name: str) -> list[dict[str, Any]]:
    fields = ROWS[name].base_fields
    found = [{field: getattr(one, field) for field in fields} for one in getattr(known, name)]
    for row in found:
        if row.get("area"):
            row["area"] = area(row["area"]).name_sv
    return found
