"""An indicator that somebody looks at before it is saved: what is asked for, suggested and shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import ChoiceField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.actions.drafts import empty
from laget.apps.strategy.forms import PartForm, specs_of
from laget.apps.strategy.queries import document_of, draft_of, drafted, version_in_force
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.strategy.editing import Add, Kind, apply, next_version
from laget.core.strategy.guessing import guessed_better, guessed_unit
from laget.core.units import UNITS
from laget.core.words.numbers import unit
from laget.core.words.said import Language, Said

ASKED = ("title", "unit", "decimals", "better", "follows", "people", "why", "months", "quarters")
UNKNOWN = Said("värde", "value")  # stands for the unit until somebody has said which it is


@dataclass(frozen=True, slots=True)
class Candidate:
    """The draft it would come into, what its source decides, and the form that asks for the rest."""

    document: StrategyDocument
    values: Mapping[str, Any]
    form: PartForm
    suggested_unit: str | None
    suggested_better: str | None

    @property
    def units(self) -> list[tuple[str, Said]]:
        """Every unit that the format knows, with what it is called."""
        return [(word, unit(word)) for word in UNITS]

    def filled(self) -> dict[str, Any]:
        """Return all values of the indicator as it would be saved; only of a valid form."""
        return {**self.form.plain(), **self.values}

    def looked_at(self, language: Language) -> Indicator:
        """Return the indicator to be previewed, also before the form is filled in; raises Unfitting."""
        asked = self.form.plain() if self.form.is_bound and self.form.is_valid() else {}
        title = self.form["title"].value() or self.form.initial.get("title") or "?"
        told_unit = self.form["unit"].value() or self.suggested_unit or UNKNOWN.to(language)
        base = {"title": title, "unit": told_unit, "better": "none"}
        values = {**base, **{key: value for key, value in asked.items() if value is not None}, **self.values}
        edited = apply(self.document, Add(kind=Kind.INDICATOR, values=values))
        return edited.document.indicator(edited.id)


def candidate(
    organisation: Organisation,
    *,
    title: str,
    values: Mapping[str, Any],
    data: QueryDict | None,
    language: Language,
) -> Candidate:
    """Return what somebody looks at; `title` is the publisher's, `values` what its source decides.

    Unit, decimals and which way is better are never filled in for anybody. Raises NoStrategyHere.
    """
    document = document_to_be(organisation)
    specs = [
        spec for spec in specs_of(Kind.INDICATOR, document, language=language, own={}) if spec.key in ASKED
    ]
    form = PartForm(specs, values={"title": title}, data=data)
    form.fields["unit"].widget.attrs["list"] = "units"
    better = form.fields["better"]
    if isinstance(better, ChoiceField):  # begins with no way at all: the source does not say
        better.choices = [("", gettext("Choose")), *list(better.choices)]  # type: ignore[arg-type]
    return Candidate(document, values, form, guessed_unit(title), guessed_better(title))


def document_to_be(organisation: Organisation) -> StrategyDocument:
    """Return the draft, or what a new one would begin from; raises NoStrategyHere."""
    draft = draft_of(organisation)
    if draft is not None:
        return drafted(draft)
    version = version_in_force(organisation)
    if version is not None:
        return next_version(document_of(version))
    return empty(organisation, today=timezone.localdate())
