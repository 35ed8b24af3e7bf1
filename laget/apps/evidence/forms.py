"""Forms: a piece of evidence, what is quoted from it, and what both bear on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.evidence.actions import Content, Quoted
from laget.apps.evidence.models import Evidence
from laget.apps.media.models import File
from laget.ui.choices import Ticks, called_in, choice

Choices = Sequence[tuple[str | Promise, list[tuple[str, str]]]]
"""What can be pointed at: the name of each group, and in it addresses with what each is called."""
NOWHERE = _("Leads nowhere any longer")
EMPTY_ROWS = 2
MOST_QUOTATIONS = 60


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a field for a day that may be left out."""
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


class EvidenceForm(forms.Form):
    """All that is written of a piece of evidence, its quotations aside."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Evidence.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    says = forms.CharField(
        label=_("What it says"),
        help_text=_("In one sentence, as you would tell it to somebody."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("Whose it is"), help_text=_("The organisation that made it."), max_length=300
    )
    year = forms.IntegerField(
        label=_("Year"), min_value=1900, max_value=2100, widget=forms.NumberInput(attrs={"class": "short"})
    )
    on = day_field(_("Day"), _("Of a workshop, a dialogue or a publication, where it is known."))
    method = forms.CharField(
        label=_("How it was made"),
        help_text=_("Whom it is about, how many answered, what it does not say."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("More of what it says, or what was said at a workshop. Markdown."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    link = forms.URLField(
        label=_("Link"),
        help_text=_("Where it can be read."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    file = forms.FileField(label=_("File"), required=False)
    without_file = forms.BooleanField(label=_("Take the file away"), required=False)
    embargo = day_field(
        _("Embargo until"),
        _("The first day that it is open. Before it nobody outside sees anything of it. Empty: none."),
    )
    ties = forms.MultipleChoiceField(label=_("What it bears on"), required=False, widget=Ticks)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        choices: Choices,
        evidence: Evidence | None = None,
    ) -> None:
        super().__init__(data, files, label_suffix="", initial=written(evidence) if evidence else None)
        choice(self, "ties").choices = with_lost(choices, self.initial.get("ties", ()))
        if evidence is None or evidence.file_id is None:
            del self.fields["without_file"]

    def content(self, *, file: File | None, quotations: tuple[Quoted, ...]) -> Content:
        """Return what a valid form says."""
        given = {key: value for key, value in self.cleaned_data.items() if key not in _OF_FILES}
        kind, ties = Evidence.Kind(given.pop("kind")), tuple(given.pop("ties"))
        return Content(kind=kind, ties=ties, file=file, quotations=quotations, **given)

    def differing(self, evidence: Evidence) -> list[tuple[str, str]]:
        """Return what stands now in the fields that the form would change: the field's name, and its text."""
        now = written(evidence)
        found = []
        for name, field in self.fields.items():
            if name in now and name in self.cleaned_data:
                mine, theirs = self.cleaned_data[name], now[name]
                if name == "ties":
                    mine, theirs = sorted(mine), sorted(theirs)
                if (mine or "") != (theirs or ""):
                    found.append((str(field.label), self._shown(name, theirs)))
        return found

    def _shown(self, name: str, value: Any) -> str:
        if name not in {"kind", "ties"}:
            return str(value or "–")
        called = called_in(self.fields[name])
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(called.get(one, str(one)) for one in chosen) or "–"


_OF_FILES = frozenset({"file", "without_file"})
_WRITTEN = ("kind", "title", "says", "source", "year", "on", "method", "text", "link", "embargo")


def written(evidence: Evidence) -> dict[str, Any]:
    """Return what stands of a piece of evidence, as the form's fields have it."""
    return {
        **{name: getattr(evidence, name) for name in _WRITTEN},
        "ties": [tie.address for tie in evidence.ties.all()],
    }


def with_lost(choices: Choices, chosen: Iterable[str]) -> Choices:
    """Return choices with those chosen that are no longer offered: they stay until they are taken away."""
    known = {address for _group, offered in choices for address, _called in offered}
    lost = sorted(set(chosen) - known)
    return [*choices, (NOWHERE, [(one, one) for one in lost])] if lost else choices


class QuotationForm(forms.Form):
    """Somebody's own words."""

    text = forms.CharField(label=_("Quotation"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    voice = forms.CharField(
        label=_("Whose words"),
        help_text=_("Without naming anybody: girl, 14, Laholm."),
        required=False,
        max_length=120,
    )
    young = forms.BooleanField(label=_("Somebody younger than 26"), required=False)
    ties = forms.MultipleChoiceField(
        label=_("What the words bear on, beside the rest"), required=False, widget=Ticks
    )

    def __init__(self, *args: Any, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        choice(self, "ties").choices = with_lost(choices, self.initial.get("ties", ()))


class QuotationRows(forms.BaseFormSet[QuotationForm]):
    """The quotations of a piece of evidence, with some empty rows for more."""

    def add_fields(self, form: QuotationForm, index: int | None) -> None:
        """Let a quotation that is kept be taken away; an empty row has nothing to take."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take the quotation away")
        if index is None or index >= self.initial_form_count():
            form.fields["DELETE"].widget = forms.HiddenInput()

    def quoted(self) -> tuple[Quoted, ...]:
        """Return what the valid rows say: those left empty or ticked for removal are none."""
        rows = [one.cleaned_data for one in self.forms if one.cleaned_data and not one.cleaned_data["DELETE"]]
        return tuple(
            Quoted(text=one["text"], voice=one["voice"], young=one["young"], ties=tuple(one["ties"]))
            for one in rows
        )


_Rows: type[QuotationRows] = forms.formset_factory(  # type: ignore[assignment]  # it is of `formset`
    QuotationForm,
    formset=QuotationRows,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_QUOTATIONS,
    absolute_max=MOST_QUOTATIONS,
)


def quotation_rows(
    data: Mapping[str, Any] | None, *, choices: Choices, evidence: Evidence | None = None
) -> QuotationRows:
    """Return the rows of quotations, as they stand or were sent; `more` in what was sent adds rows."""
    initial = [
        {
            "text": one.text,
            "voice": one.voice,
            "young": one.young,
            "ties": [tie.address for tie in one.ties.all()],
        }
        for one in (evidence.quotations.all() if evidence is not None else ())
    ]
    if data is not None and "more" in data:
        more = dict(data.items())
        total = str(more.get("quotation-TOTAL_FORMS", ""))
        if total.isascii() and total.isdigit() and len(total) < 4:
            data = _with(data, "quotation-TOTAL_FORMS", str(min(int(total) + EMPTY_ROWS, MOST_QUOTATIONS)))
    return _Rows(
        data,
        initial=initial,
        prefix="quotation",
        form_kwargs={"choices": choices, "label_suffix": "", "use_required_attribute": False},
    )


def _with(data: Any, name: str, value: str) -> Any:
    changed = data.copy()
    changed[name] = value
    return changed
