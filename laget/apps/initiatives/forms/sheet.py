"""What the pages of writing share: lists of rows as fields, and a form with its lists as one sheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from laget.apps.initiatives.forms import rows
from laget.core.words.said import Refusal
from laget.ui.templatetags.laget import told

Choices = Sequence[tuple[str | Promise, list[tuple[str, str]]]]
"""What can be pointed at: the name of each group, and in it addresses with what each is called."""
MORE = 2  # empty rows at the end of a list


class Rows(rows.Rows):
    """Rows of which those ticked for removal are taken away as well."""

    @property
    def kept(self) -> list[dict[str, Any]]:
        """What the rows hold that have anything, less those ticked for removal."""
        found = [dict(held) for _row, held in self.filled]
        return [one for one in found if not one.pop("gone", False)]


class Sheet:
    """A form with its lists of rows, as one page asks for them."""

    form: forms.Form
    lists: list[Rows]

    @property
    def has_faults(self) -> bool:
        """Whether anything is wrong with what was sent."""
        return bool(self.form.errors) or any(one.faulty for one in self.lists)

    def is_valid(self) -> bool:
        """Return whether all of it can be read."""
        return all([self.form.is_valid(), *(one.is_valid for one in self.lists)])

    def tell(self, field: str, refused: Refusal) -> None:
        """Put a refusal beside the field that it is of, else at the top."""
        self.form.add_error(field if field in self.form.fields else None, told(refused.said))

    def differing(self, theirs: object, mine: object) -> list[tuple[str | Promise, str]]:
        """Return what stands now and is another than what was written: the field's name, and its text."""
        found: list[tuple[str | Promise, str]] = []
        for name, field in self.form.fields.items():
            if getattr(theirs, name) != getattr(mine, name):
                value = getattr(theirs, name)
                text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "–")
                found.append((field.label or name, text))
        return found
