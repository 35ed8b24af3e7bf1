"""JSON-stat 2.0 as PxWeb writes it: a table's description, and a cube of its figures."""

import re
from collections.abc import Mapping
from functools import cached_property
from math import prod
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator

from laget.core.words.said import Said


class Read(BaseModel):
    """What is read of an answer; what else it holds, and what is null, is passed over."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_null(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {key: each for key, each in value.items() if each is not None}


class CodeUnit(Read):
    """What a code is measured in, in the publisher's own words."""

    base: str = ""


class Category(Read):
    """The codes of a variable in their order, what each is called, and what it is measured in."""

    index: tuple[str, ...] = ()
    label: Mapping[str, str] = Field(default_factory=dict)
    unit: Mapping[str, CodeUnit] = Field(default_factory=dict)
    note: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _ordered(cls, value: Any) -> Any:
        """Take the index as a list, as a map to places, or, for one single code, from its label."""
        if not isinstance(value, Mapping):
            return value
        index = value.get("index")
        if isinstance(index, Mapping):
            index = [code for code, _ in sorted(index.items(), key=itemgetter(1))]
        return {**value, "index": index or tuple(value.get("label") or ())}


class CodeListName(Read):
    """A code list that a variable's codes may be chosen from."""

    id: str
    label: str = ""


class VariableExtension(Read):
    """What PxWeb adds to a variable."""

    elimination: bool = False
    elimination_value: str | None = Field(default=None, alias="eliminationValueCode")
    codelists: tuple[CodeListName, ...] = ()
    note_mandatory: Mapping[int, bool] = Field(default_factory=dict, alias="noteMandatory")
    category_note_mandatory: Mapping[str, Mapping[int, bool]] = Field(
        default_factory=dict, alias="categoryNoteMandatory"
    )


class Variable(Read):
    """A dimension of a table."""

    label: str = ""
    note: tuple[str, ...] = ()
    category: Category
    extension: VariableExtension = VariableExtension()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.category.index

    def name(self, code: str) -> str:
        """Return what `code` is called."""
        return self.category.label.get(code, code)


class TableExtension(Read):
    """What PxWeb adds to a table."""

    note_mandatory: Mapping[int, bool] = Field(default_factory=dict, alias="noteMandatory")


class Description(Read):
    """A table without its figures: its variables in their order, which is time and which is the measure."""

    label: str = ""
    source: str = ""
    updated: str | None = None
    note: tuple[str, ...] = ()
    role: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    id: tuple[str, ...]
    size: tuple[int, ...]
    dimension: Mapping[str, Variable]
    extension: TableExtension = TableExtension()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Description":
        if set(self.id) - self.dimension.keys() or len(self.id) != len(self.size):
            raise ValueError("the variables and their sizes differ")
        return self

    def mandatory_notes(self) -> tuple[Said, ...]:
        """Return the notes that must be shown with the figures, each once."""
        notes = [self.note[at] for at in _asked(self.extension.note_mandatory, self.note)]
        for variable in (self.dimension[name] for name in self.id):
            notes += [variable.note[at] for at in _asked(variable.extension.note_mandatory, variable.note)]
            for code in variable.codes:
                told = variable.category.note.get(code, ())
                mandatory = variable.extension.category_note_mandatory.get(code, {})
                notes += [f"{variable.name(code)}: {told[at]}" for at in _asked(mandatory, told)]
        texts = dict.fromkeys(re.sub(r"\s*\n\s*", "\n", note).strip() for note in notes)
        return tuple(Said(text, text) for text in texts)  # in the language the publisher wrote them in


def _asked(mandatory: Mapping[int, bool], notes: tuple[str, ...]) -> list[int]:
    return [at for at in sorted(mandatory) if mandatory[at] and at < len(notes)]


class Cube(Description):
    """A table with its figures; `value` and `status` in the order of the variables, the last one fastest.

    A missing value is NaN in `figures`, never 0; its mark (".", "..", ":"), if it has one, is in `marks`.
    """

    value: tuple[float | None, ...] | Mapping[int, float | None]
    status: str | tuple[str | None, ...] | Mapping[int, str] | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Cube":
        if self.size != tuple(len(self.dimension[name].codes) for name in self.id):
            raise ValueError("a variable has another number of codes than its size says")
        cells = prod(self.size) if self.id else 0
        whole = (
            max(self.value, default=-1) < cells
            if isinstance(self.value, Mapping)
            else len(self.value) == cells
        )
        if not whole:
            raise ValueError("the number of values is not that of the cells")
        return self

    @cached_property
    def figures(self) -> npt.NDArray[np.float64]:
        """The values in the shape of the variables."""
        flat = np.full(prod(self.size), np.nan)
        if isinstance(self.value, Mapping):
            flat[list(self.value)] = [np.nan if each is None else each for each in self.value.values()]
        else:
            flat[:] = [np.nan if each is None else each for each in self.value]
        return flat.reshape(self.size)

    @cached_property
    def marks(self) -> npt.NDArray[np.object_]:
        """The status marks in the shape of the variables, "" where there is none."""
        flat = np.full(prod(self.size), "", dtype=object)
        if isinstance(self.status, str):
            flat[:] = self.status
        elif isinstance(self.status, Mapping):
            flat[list(self.status)] = list(self.status.values())
        elif self.status is not None:
            flat[: len(self.status)] = [each or "" for each in self.status]
        return flat.reshape(self.size)
