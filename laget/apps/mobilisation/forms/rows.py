"""What the pages of writing share: lists of rows as fields, and a form with its lists as one sheet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from laget.apps.initiatives.forms.rows import Row
from laget.core.words.said import Refusal
from laget.ui.templatetags.laget import told

Choices = Sequence[tuple[str | Promise, list[tuple[str, str]]]]
"""What can be pointed at: the name of each group, and in it addresses with what each is called."""
MORE = 2  # empty rows at the end of a list
MOST_ROWS = 200


class Rows:
    """The rows of one list as fields, some empty ones at the end; an emptied row is taken away."""

    def __init__(
        self,
        name: str,
        heading: str | Promise,
        form: Callable[..., Row],
        *,
        data: Mapping[str, Any] | None,
        initial: Sequence[Mapping[str, Any]],
        extra: int = 0,
    ) -> None:
        self.name, self.heading = name, heading
        asked = str(data.get(f"{name}-rows", "")) if data is not None else ""
        count = int(asked) if asked.isdecimal() and len(asked) < 4 else len(initial) + MORE
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
    def filled(self) -> list[dict[str, Any]]:
        """What the rows hold that have anything, less those ticked for removal."""
        rows = [dict(one.cleaned_data) for one in self.forms if one.has_changed()]
        return [one for one in rows if not one.pop("gone", False)]

    @property
    def faulty(self) -> list[tuple[int, Row]]:
        """The rows with something wrong, numbered from 1."""
        return [(place, one) for place, one in enumerate(self.forms, start=1) if one.errors]


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
