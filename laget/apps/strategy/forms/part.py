"""One part of a strategy as a form: what it shows of the part, and the values that come of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from laget.apps.strategy.forms.fields import Several
from laget.apps.strategy.forms.specs import Spec
from laget.core.strategy.editing import Unfitting
from laget.core.words.said import Language


class PartForm(forms.Form):
    """The fields of a part, made from what the format says that it holds."""

    def __init__(
        self, specs: Sequence[Spec], *, values: Mapping[str, Any] | None = None, data: Any = None
    ) -> None:
        self.specs = specs
        initial: dict[str, Any] = {}
        for spec in specs:
            initial |= spec.reader.initial(spec.name, _shown(spec, values or {}))
        super().__init__(data, initial=initial, label_suffix="")
        for spec in specs:
            self.fields.update(
                spec.reader.fields(spec.name, label=spec.label, hint=spec.hint, required=spec.required)
            )

    def plain(self) -> dict[str, Any]:
        """Return what was filled in as plain values; None for a key that is to be taken away."""
        values: dict[str, Any] = {}
        for spec in self.specs:
            value = spec.reader.plain(spec.name, self.cleaned_data)
            if isinstance(spec.reader, Several):  # boxes come in the order of the page, not of the part
                was = self.initial[spec.name]
                value = sorted(value, key=lambda one: was.index(one) if one in was else len(was))
            if _bare(value) == _bare(spec.default):
                value = None  # what the format takes for granted is not written
            first, _, inside = spec.key.partition(".")
            if not inside:
                values[first] = value
                continue
            around = values.setdefault(first, None)
            if value is not None:
                values[first] = {**(around or {}), inside: value}
        return values

    def tell(self, refused: Unfitting, language: Language) -> None:
        """Set each fault beside the field that it is of, those of none at the top."""
        for fault in refused.faults:
            said = fault.said.to(language)
            self.add_error(self._field(tuple(str(one) for one in fault.path)), said[:1].upper() + said[1:])

    def _field(self, path: tuple[str, ...]) -> str | None:
        for length in range(len(path), 0, -1):
            for spec in self.specs:
                if spec.key == ".".join(path[:length]):
                    names = [spec.name, f"{spec.name}_1"]
                    if path[length:] == ("en",):
                        names.insert(0, f"{spec.name}_en")
                    return next((name for name in names if name in self.fields), None)
        return None

    def groups(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        """Yield each field with its English one, where it has one."""
        for name in self.fields:
            if getattr(self.fields[name], "is_english", False):
                continue
            english = f"{name}_en"
            yield self[name], self[english] if english in self.fields else None

    def differing(self, now: Mapping[str, Any], mine: Mapping[str, Any]) -> list[tuple[Spec, str, str]]:
        """Return the fields in which two versions of a part differ, with both as texts to be read."""
        return [
            (spec, as_text(spec, mine), as_text(spec, now))
            for spec in self.specs
            if as_text(spec, mine) != as_text(spec, now)
        ]


def as_text(spec: Spec, values: Mapping[str, Any]) -> str:
    """Return one value of a part as it is read."""
    shown = spec.reader.initial(spec.name, _shown(spec, values))
    lines = []
    for value in shown.values():
        parts = value if isinstance(value, list | tuple) else [value]
        lines += [str(one) for one in parts if one not in (None, "")]
    return "\n".join(lines)


def _shown(spec: Spec, values: Mapping[str, Any]) -> Any:
    value = _at(values, spec.key)
    return spec.default if value is None else value


def _bare(value: Any) -> Any:
    return value.replace(" ", "").replace("\u00a0", "") if isinstance(value, str) else value


def _at(values: Mapping[str, Any], key: str) -> Any:
    first, _, inside = key.partition(".")
    value = values.get(first)
    return value.get(inside) if inside and isinstance(value, Mapping) else None if inside else value
