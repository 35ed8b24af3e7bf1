"""A mobilisation as one page asks for it: the question, what speaks for it, what answers it; its outcome."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.apps.initiatives.forms.fields import day_field, long_text, one_line, year_field
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import MORE, Choices, Rows, Sheet
from laget.apps.mobilisation.actions import Question, Reason
from laget.apps.mobilisation.models import Ground
from laget.ui.choices import Ticked, Titles, choice


class MobilisationForm(forms.Form):
    """The question and its years."""

    title = forms.CharField(
        label=_("The question"),
        max_length=300,
        widget=one_line(),
        help_text=_("As everybody can say it: what do we gather around?"),
    )
    first_year = year_field(_("First year"))
    last_year = year_field(_("Last year"))
    text = forms.CharField(label=_("What it is about"), required=False, widget=long_text(6))
    shift = forms.CharField(
        label=_("The shift that is asked for"),
        required=False,
        widget=long_text(3),
        help_text=_("From what to what."),
    )
    answers = forms.MultipleChoiceField(label=_("Initiatives that answer it"), required=False, widget=Ticked)
    public = forms.BooleanField(
        label=_("Show it to everybody"),
        required=False,
        help_text=_(
            "Until then only those who work with mobilisations see it. A decision shows what it chose."
        ),
    )

    def __init__(self, *args: Any, initiatives: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        choice(self, "answers").choices = initiatives


class GroundRow(Row):
    """Something that speaks for it, with a line of why; one that is there already is only told of."""

    address = forms.ChoiceField(label=_("What speaks for it"), widget=Titles)
    text = forms.CharField(label=_("Why"), required=False, widget=long_text(2))
    gone = forms.BooleanField(label=_("Take it away"), required=False)
    is_authored = True  # what it is called is in Swedish on every page

    def __init__(self, *args: Any, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["address"]
        value = self["address"].value() or ""
        names = {address: called for _group, group in choices for address, called in group}
        field.choices = [("", _("Choose")), *choices]
        if value and value not in names:
            field.choices += [(value, value)]
        if value:
            self.called = names.get(value, value)
            field.widget = forms.HiddenInput()
        else:
            self.called = ""
            del self.fields["gone"]


class SpokenRow(Row):
    """What was voted for or said on a day."""

    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=[("", _("Choose")), *[one for one in Ground.Kind.choices if one[0] in {"vote", "dialogue"}]],
    )
    on = day_field(_("Day"))
    text = forms.CharField(label=_("What it said"), widget=long_text(2))


class MobilisationSheet(Sheet):
    """A mobilisation with all its rows."""

    def __init__(
        self,
        *,
        choices: Choices,
        initiatives: list[tuple[str, str]],
        known: Question | None = None,
        suggested: Iterable[str] = (),
        data: Mapping[str, Any] | None = None,
        more: str = "",
    ) -> None:
        first: dict[str, Any] = {}
        grounds = [{"address": one} for one in suggested]
        spoken: list[dict[str, Any]] = []
        if known is not None:
            first = {name: getattr(known, name) for name in MobilisationForm.base_fields}
            grounds = [{"address": one.address, "text": one.text} for one in known.grounds if one.address]
            spoken = [
                {"kind": one.kind, "on": one.on, "text": one.text} for one in known.grounds if not one.address
            ]
        self.form = MobilisationForm(data, initial=first, initiatives=initiatives)
        row = partial(GroundRow, choices=choices)
        self.lists = [
            Rows(
                "grounds",
                heading=_("What speaks for it"),
                form=row,
                empty=MORE,
                data=data,
                initial=grounds,
                extra=_extra(more, "grounds"),
            ),
            Rows(
                "spoken",
                heading=_("Votes and dialogues"),
                form=SpokenRow,
                empty=MORE,
                data=data,
                initial=spoken,
                extra=_extra(more, "spoken"),
            ),
        ]

    @property
    def wanted(self) -> Question:
        """What was filled in; only of a valid one."""
        given = dict(self.form.cleaned_data)
        for name in ("text", "shift"):
            given[name] = plain(given[name])
        grounds, spoken = (rows.kept for rows in self.lists)
        return Question(
            **given | {"answers": tuple(sorted(given["answers"]))},
            grounds=(
                *(Reason(address=one["address"], text=plain(one["text"])) for one in grounds),
                *(Reason(kind=one["kind"], on=one["on"], text=plain(one["text"])) for one in spoken),
            ),
        )


class OutcomeForm(forms.Form):
    """What came of a mobilisation in a year."""

    text = forms.CharField(
        label=_("So it went"),
        required=False,
        max_length=50_000,
        widget=long_text(14),
        help_text=_(
            "Markdown. A number is bound to its figure, {{indicator@area:year}}; one that you answer for "
            "yourself stands in [[double brackets]]."
        ),
    )


def plain(text: str) -> str:
    """Return a text with the line ends that texts are kept with."""
    return text.replace("\r\n", "\n")


def _extra(asked: str, name: str) -> int:
    return 2 if asked == name else 0
