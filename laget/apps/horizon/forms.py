"""Forms: a signal and the rows of its parts, a year's scan, a year's selection."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from laget.apps.evidence.models import Evidence
from laget.apps.horizon.models import (
    Drive,
    Selected,
    Signal,
    SignalSource,
    SignalStep,
    SignalYear,
    Soon,
    Strength,
    Touch,
)
from laget.apps.horizon.queries import moment_of
from laget.core.asked import whole_number
from laget.core.horizon.course import Year, courses_after
from laget.core.horizon.steps import moment
from laget.ui.templatetags.laget import language

FIRST_YEAR, LAST_YEAR = 1800, 2199
MOST_ROWS = 60  # of one kind on one page
EMPTY = 2  # rows to write in; saving gives as many again
Row = TypeVar("Row", bound=models.Model)
Choices = Sequence[Any]  # values and words, or groups of them


def _writing(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": "sv", "spellcheck": "true"})


def _year(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, **more)


class SignalForm(forms.ModelForm[Signal]):
    """What a signal is and what it means for the county."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    since = _year(pgettext_lazy("signal", "Since"), required=False, help_text=_("The year it began."))

    class Meta:
        model = Signal
        fields = [
            "title",
            "kind",
            "form",
            "level",
            "text",
            "for_county",
            "since",
            "sureness",
            "strength",
            "soon",
            "public",
        ]
        labels = {
            "title": _("Title"),
            "kind": _("Kind"),
            "form": _("What is pending"),
            "level": _("Level"),
            "text": _("What happens"),
            "for_county": _("What it means for our county"),
            "sureness": _("How sure it is"),
            "strength": _("How strongly it is felt"),
            "soon": _("How soon it is felt"),
            "public": _("Shown to everybody"),
        }
        help_texts = {"form": _("Only for what is pending.")}
        widgets = {
            "title": forms.TextInput(attrs={"lang": "sv"}),
            "text": _writing(5),
            "for_county": _writing(4),
        }

    def clean(self) -> dict[str, Any]:
        """Ask what is pending of what is, and of nothing else."""
        given = super().clean() or {}
        if given.get("kind") == Signal.Kind.PENDING and not given.get("form"):
            self.add_error("form", _("Say whether it is an inquiry, a reform, a plan or an election."))
        elif given.get("kind") != Signal.Kind.PENDING:
            given["form"] = ""
        return given


class RowForm(forms.Form):
    """One row of a part; an empty one is no row."""

    model: ClassVar[type[models.Model]]
    names: ClassVar[tuple[str, ...]]

    def row(self) -> models.Model:
        """Return what is written as a row that is not kept yet."""
        return self.model(**{name: self.cleaned_data[name] for name in self.names})


class TitleSelect(forms.Select):
    """A choice among titles that are told to be in Swedish where they are: all, or those in `swedish`."""

    swedish: Container[str] | None = None

    def create_option(self, name: str, value: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """Return an option with its language, where that is not the page's."""
        option = super().create_option(name, value, *args, **more)
        is_swedish = str(value) and (self.swedish is None or str(value) in self.swedish)
        if is_swedish and language() == "en":
            option["attrs"]["lang"] = "sv"
        return option


class EvidenceField(forms.ModelChoiceField[Evidence]):
    """A piece of evidence by its title, for those who may see it."""

    def label_from_instance(self, obj: Evidence) -> str:
        """Return its title, which its own words leave out since they may be written in a log."""
        return obj.title


class SourceForm(RowForm):
    """What a signal rests on: a publication, or a piece of evidence."""

    model = SignalSource
    names = ("title", "publisher", "year", "link", "evidence")
    title = forms.CharField(label=_("Title of the publication"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    year = _year(_("Year"), required=False)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    evidence = EvidenceField(
        label=_("Or a piece of evidence"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=TitleSelect,
    )

    def __init__(self, *args: Any, evidence: QuerySet[Evidence], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["evidence"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the form says so above
        field.queryset = evidence

    def clean(self) -> dict[str, Any]:
        """Ask for a publication's title where there is no evidence."""
        given = super().clean() or {}
        if not given.get("title") and not given.get("evidence") and self.has_changed():
            self.add_error("title", _("Say what the publication is called, or choose a piece of evidence."))
        return given


class TouchForm(RowForm):
    """What a signal touches, and how."""

    model = Touch
    names = ("address", "how", "text")
    address = forms.ChoiceField(label=_("Element or indicator"), widget=TitleSelect)
    how = forms.ChoiceField(label=_("How it is touched"), choices=[("", "–"), *Touch.How.choices])
    text = forms.CharField(label=_("In which way"), max_length=500, required=False)

    def __init__(self, *args: Any, addresses: Choices, swedish: Container[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["address"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the form says so above
        field.choices = [("", "–"), *addresses]
        field.widget.swedish = swedish


class DriveForm(RowForm):
    """A signal that drives this one, and how; its driven end is set where it is kept."""

    model = Drive
    names = ("driver", "text", "since", "until")
    driver = forms.ModelChoiceField(label=_("Driven by"), queryset=Signal.objects.none(), widget=TitleSelect)
    text = forms.CharField(label=_("In which way"), max_length=300, required=False)
    since = _year(pgettext_lazy("drive", "From the year"), required=False)
    until = _year(pgettext_lazy("drive", "To the year, if it has ended"), required=False)

    def __init__(self, *args: Any, signals: QuerySet[Signal], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["driver"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the form says so above
        field.queryset = signals

    def clean(self) -> dict[str, Any]:
        """Ask for years in their order."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since is not None and until is not None and until < since:
            self.add_error("until", _("The last year cannot be before the first."))
        return given


class StepForm(RowForm):
    """A step of what is pending: when, as exactly as it is known."""

    model = SignalStep
    when = forms.CharField(
        label=_("When"), max_length=10, help_text=_("A day, a month or a year: 2026-09-13, 2026-09 or 2026.")
    )
    title = forms.CharField(label=_("What is done"), max_length=200)
    done = forms.BooleanField(label=_("Done"), required=False)

    def clean_when(self) -> str:
        """Ask for a time that is one."""
        written = str(self.cleaned_data["when"])
        if moment(written) is None:
            raise forms.ValidationError(_("Write a day, a month or a year: 2026-09-13, 2026-09 or 2026."))
        return written

    def row(self) -> SignalStep:
        """Return the step."""
        when = moment(self.cleaned_data["when"])
        assert when is not None  # noqa: S101 - it has been cleaned
        given = self.cleaned_data
        return SignalStep(on=when.on, exact=when.exact, title=given["title"], done=given["done"])


class Rows(forms.BaseFormSet[RowForm]):
    """The rows of one part, with some empty ones; `once` is the field that no two rows may have alike."""

    once = ""

    def clean(self) -> None:
        """Refuse two rows of the same."""
        seen = set()
        for form in self.filled():
            value = form.cleaned_data.get(self.once) if self.once else None
            if value is not None and value in seen:
                form.add_error(self.once, gettext("This is in the list already."))
            seen.add(value)

    def filled(self) -> Iterator[RowForm]:
        """Yield the rows that something is written in and that are not to be taken away."""
        for form in self.forms:
            if form.has_changed() or form.initial:
                given = getattr(form, "cleaned_data", {})
                if given and not given.get("DELETE"):
                    yield form

    def rows(self, model: type[Row]) -> list[Row]:
        """Return what is written, as rows that are not kept yet."""
        kept = [form.row() for form in self.filled()]
        return [one for one in kept if isinstance(one, model)]


def _set(form: type[RowForm], *, once: str) -> type[Rows]:
    found = forms.formset_factory(
        form, formset=Rows, extra=EMPTY, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return type(form.__name__ + "s", (found,), {"once": once})


class Desk:
    """A signal's form and those of its parts, filled from what is there or from what was sent."""

    def __init__(
        self,
        data: Any = None,
        *,
        signal: Signal,
        addresses: Choices,
        swedish: Container[str],
        signals: QuerySet[Signal],
        evidence: QuerySet[Evidence],
    ) -> None:
        is_kept = signal.pk is not None
        self.form = SignalForm(
            data, instance=signal, initial={"revision": signal.revision if is_kept else None}
        )
        self.parts: list[tuple[str, Any, Rows]] = []
        initial = _initial(signal) if is_kept else {}
        for name, title, kind, once, extra in (
            (
                "touches",
                _("What it touches"),
                TouchForm,
                "address",
                {"addresses": addresses, "swedish": swedish},
            ),
            ("drives", _("What drives it"), DriveForm, "driver", {"signals": signals}),
            ("steps", _("Steps and dates"), StepForm, "", {}),
            ("sources", _("Sources"), SourceForm, "", {"evidence": evidence}),
        ):
            own = initial.get(name, [])
            rows = _set(kind, once=once)(data, initial=own, prefix=name, form_kwargs=extra)
            self.parts.append((name, title, rows))

    def is_valid(self) -> bool:
        """Look through all of it, so that every fault is told at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for _name, _title, rows in self.parts)])

    def rows(self, name: str) -> Rows:
        """Return the rows of one part."""
        return next(rows for known, _title, rows in self.parts if known == name)

    def forgive(self) -> None:
        """Hold nothing against what is written so far."""
        for form in (self.form, *(form for _name, _title, rows in self.parts for form in rows.forms)):
            form.errors.clear()

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault: the id of its field (empty for the whole) and what is said."""
        found = [("", str(fault)) for fault in self.form.non_field_errors()]
        every = [self.form, *(form for _name, _title, rows in self.parts for form in rows.forms)]
        for form in every:
            found += [
                (str(field.id_for_label), f"{field.label}: {fault}")
                for field in form
                for fault in field.errors
            ]
        for _name, _title, rows in self.parts:
            found += [("", str(fault)) for fault in rows.non_form_errors()]
        return found


def _initial(signal: Signal) -> dict[str, list[Mapping[str, Any]]]:
    return {
        "touches": list(signal.touches.values("address", "how", "text")),
        "drives": list(signal.driven_by.values(*DriveForm.names)),
        "steps": [
            {"when": moment_of(one).written, "title": one.title, "done": one.done}
            for one in signal.steps.all()
        ],
        "sources": list(signal.sources.values("title", "publisher", "year", "link", "evidence")),
    }


def with_more(data: QueryDict, *, part: str) -> QueryDict:
    """Return what was sent with some empty rows more of a part."""
    changed, name = data.copy(), f"{part}-TOTAL_FORMS"
    rows = whole_number(data.get(name, ""))
    if rows is not None:
        changed[name] = str(min(MOST_ROWS, rows + EMPTY))
    return changed


class ScanForm(forms.Form):
    """What a year's scan found of one signal; without a course it has not been gone through."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    course = forms.ChoiceField(label=_("Beside the year before"), required=False)
    strength = forms.TypedChoiceField(
        label=_("How strongly it is felt"), choices=Strength.choices, coerce=int
    )
    soon = forms.TypedChoiceField(label=_("How soon it is felt"), choices=Soon.choices, coerce=int)
    note = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=_writing(2))

    def __init__(self, *args: Any, before: Year | None, **more: Any) -> None:
        super().__init__(*args, **more)
        words = {one.value: one.label for one in SignalYear.Course}
        field = self.fields["course"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the form says so above
        field.choices = [("", _("Not gone through")), *((one, words[one]) for one in courses_after(before))]

    def clean(self) -> dict[str, Any]:
        """Ask for a course where something else is written, so that it is not lost."""
        given = super().clean() or {}
        if not given.get("course") and {"strength", "soon", "note"} & set(self.changed_data):
            self.add_error("course", _("Say how it is beside the year before, or undo the rest of the row."))
        return given


class ChosenForm(forms.Form):
    """Whether a signal is chosen, at which place, and why."""

    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    why = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=_writing(2))

    def clean(self) -> dict[str, Any]:
        """Ask for a place where it is said why."""
        given = super().clean() or {}
        if given.get("why") and "place" in given and not given["place"] and "why" in self.changed_data:
            self.add_error("place", _("Give it a place, or leave out why."))
        return given


class PurposeForm(forms.Form):
    """What a selection was when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(choices=Selected.Purpose.choices, widget=forms.HiddenInput)
