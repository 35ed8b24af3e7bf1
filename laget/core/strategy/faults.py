"""What is wrong in a strategy: where, what it is, and what to do about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, get_args

from pydantic import BaseModel, Tag, ValidationError
from pydantic.fields import FieldInfo

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.target import FORMS
from laget.core.strategy.values import Path, Unfit, shown
from laget.core.words.said import Said

MOST_LISTED = 20
MOST_COMPARED = 1000

Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a path of keys and list positions from 0; a warning stops nothing."""

    path: Path
    said: Said
    severity: Severity = "fault"


def fault(path: Path, *, sv: str, en: str) -> Fault:
    """Return a fault, which stops the file."""
    return Fault(path, Said(sv=sv, en=en))


def warning(path: Path, *, sv: str, en: str) -> Fault:
    """Return a warning, which is told and stops nothing."""
    return Fault(path, Said(sv=sv, en=en), "warning")


def path_text(path: Path) -> str:
    """Return a path as it is printed: targets[3].steps.2027."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def meant(word: str, known: Iterable[str]) -> Said:
    """Return the question whether a known word near `word` was meant, or else the known words."""
    words = [*known]
    near = get_close_matches(word, words, n=1) if len(words) <= MOST_COMPARED else []
    if near:
        return Said(sv=f"; menade du ”{near[0]}”?", en=f"; did you mean “{near[0]}”?")
    if not words or len(words) > MOST_LISTED:
        return Said(sv="", en="")
    listed = ", ".join(words)
    return Said(sv=f"; skriv något av {listed}", en=f"; write one of {listed}")


def value_faults(error: ValidationError) -> list[Fault]:
    """Return what pydantic found, in the words of the format."""
    return [_fault(found) for found in error.errors(include_url=False)]


def unknown_keys(error: ValidationError) -> list[Path]:
    """Return the paths of the keys that the format does not know."""
    return [_path(found["loc"]) for found in error.errors() if found["type"] == "extra_forbidden"]


# The branch of a union that pydantic took stands in its places as a tag, and no file has it as a key.
_TAG = re.compile("<[a-z_]+>")


def _path(loc: Path) -> Path:
    return tuple(
        part for part in loc if isinstance(part, int) or not (_TAG.fullmatch(part) or part == "[key]")
    )


def _fault(found: Any) -> Fault:
    loc: Path = found["loc"]
    path = _path(loc)
    unfit = found.get("ctx", {}).get("error")
    if isinstance(unfit, Unfit):
        return Fault(path, unfit.said)
    kind, value = found["type"], found["input"]
    if kind == "union_tag_not_found":
        return _no_branch(path, value)
    if kind == "missing":
        return Fault(path, _missing(path, value))
    if kind == "extra_forbidden":
        return Fault(path, _unknown_key(str(path[-1]), loc))
    if kind == "literal_error":
        return Fault(path, _no_word(value, re.findall("'([^']*)'", found["ctx"]["expected"])))
    return Fault(path, _SHAPES.get(kind, _UNREADABLE))


def _missing(path: Path, owner: Any) -> Said:
    form = owner.get("form") if isinstance(owner, Mapping) and path[0] == "targets" else None
    if form is not None and path[-1] not in ("id", "element", "indicator"):
        return Said(sv=f"saknas; formen {form} behöver den", en=f"is missing; the form {form} needs it")
    return Said(sv="saknas; lägg till nyckeln med ett värde", en="is missing; add the key with a value")


def _unknown_key(key: str, loc: Path) -> Said:
    ask = meant(key, known_keys(loc[:-1]))
    return Said(sv=f"”{key}” är ingen känd nyckel här{ask.sv}", en=f"“{key}” is no known key here{ask.en}")


def known_keys(loc: Path) -> list[str]:
    """Return the keys that the format knows at a place, given with the tags of the branches taken."""
    model: type[BaseModel] = StrategyDocument
    branches: dict[str, type[BaseModel]] = {}
    for part in loc:
        if part in branches:
            model = branches[str(part)]
        elif part in (fields := _fields(model)):
            branches = dict(_branches(fields[str(part)].annotation))
            model = next(iter(branches.values()), model)
    return [*_fields(model)]


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _branches(annotation: Any, tag: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield every model that a field may hold, with the tag of its branch."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield tag, annotation
    parts = get_args(annotation)
    tag = next((str(part.tag) for part in parts if isinstance(part, Tag)), tag)
    for part in parts:
        yield from _branches(part, tag)


def _no_word(value: Any, words: list[str]) -> Said:
    if not isinstance(value, str):
        return Said(
            sv=f"ska vara ett av orden {', '.join(words)}", en=f"must be one of the words {', '.join(words)}"
        )
    ask = meant(value, words)
    word = shown(value)
    return Said(sv=f"”{word}” är inget känt ord här{ask.sv}", en=f"“{word}” is no known word here{ask.en}")


def _no_branch(path: Path, value: Any) -> Fault:
    if path[-1] == "source":
        return Fault(path, _NO_SOURCE)
    if path[-1] == "to":
        return Fault(path, _NO_END)
    if not isinstance(value, Mapping):
        return Fault(path, _KEYS)
    if "form" not in value:
        listed = ", ".join(FORMS)
        return Fault(
            (*path, "form"), Said(sv=f"saknas; skriv en av {listed}", en=f"is missing; write one of {listed}")
        )
    form = shown(value["form"])
    ask = meant(form, FORMS)
    return Fault(
        (*path, "form"),
        Said(sv=f"”{form}” är ingen känd form{ask.sv}", en=f"“{form}” is no known form{ask.en}"),
    )


_KEYS = Said(
    sv="ska vara nycklar med värden: rader som ”nyckel: värde”",
    en="must be keys with values: lines such as “key: value”",
)
_NO_SOURCE = Said(
    sv="ska säga var siffrorna finns: {publisher: kolada, kpi: …}, {publisher: scb, table: …} eller "
    "{file: …, columns: …}",
    en="must say where the figures are: {publisher: kolada, kpi: …}, {publisher: scb, table: …} or "
    "{file: …, columns: …}",
)
_NO_END = Said(
    sv="ska vara ett elements id, {framework: …, item: …}, {plan: …} eller {element: …}",
    en="must be an element's id, {framework: …, item: …}, {plan: …} or {element: …}",
)
_UNREADABLE = Said(
    sv="går inte att läsa här; jämför med exemplet i docs/strategy-format.md",
    en="cannot be read here; compare with the example in docs/strategy-format.md",
)
_SHAPES = {
    "model_type": _KEYS,
    "mapping_type": _KEYS,
    "dict_type": _KEYS,
    "tuple_type": Said(
        sv="ska vara en lista: [a, b], eller rader som börjar med bindestreck",
        en="must be a list: [a, b], or lines that begin with a hyphen",
    ),
    "bool_type": Said(sv="ska vara true eller false", en="must be true or false"),
}
