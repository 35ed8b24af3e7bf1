"""YAML text (and so JSON) as plain values, with the line of each key; nothing in it is ever run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from laget.core.strategy.faults import Fault, fault
from laget.core.strategy.values import Path, WrittenFloat, WrittenInt, shown
from laget.core.words.said import Refusal, Said

DEEPEST = 16
MOST_VALUES = 100_000
"""With aliases a short text may stand for an endless one; a region's strategy is some thousand values."""


class UnreadableText(Refusal):
    """A text that is no YAML; `line` says where, counted from 1."""

    def __init__(self, said: Said, *, line: int | None) -> None:
        super().__init__(said)
        self.line = line


@dataclass(slots=True)
class PlainValues:
    """Mappings, lists, text, numbers and truth values; the line of each path; and faults, by line."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def plain_values(text: str) -> PlainValues:
    """Return what a YAML 1.2 or JSON text says; a key without a value is as good as none.

    Raises UnreadableText where it is no YAML, is nested too deep or stands for too much.
    """
    root = _composed(text)
    reader = _Reader()
    if root is not None:
        reader.read.value = reader.value(root, path=())
    return reader.read


class _Counted(Composer):
    """Composes no more nodes than a strategy can have, however long the text goes on."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False  # an anchor may be used again; the latest holds
        self.count = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            raise UnreadableText(_TOO_MUCH, line=None)
        return super().compose_node(parent, index)


def _composed(text: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    yaml.Composer = _Counted
    try:
        node: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableText(_syntax(error), line=None if mark is None else mark.line + 1) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableText(_UNPRINTABLE, line=line) from None
    except (YAMLError, ValueError, OverflowError, KeyError):
        # ruamel.yaml lets a few of Python's own through: chr() of an escape beyond Unicode, "%YAML 9.9".
        raise UnreadableText(_NO_YAML, line=None) from None
    return node


_TAG = "tag:yaml.org,2002:"
_COLLECTIONS = {f"{_TAG}map", f"{_TAG}seq"}
_SCALARS = {
    f"{_TAG}{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
}


class _Reader:
    """Goes through composed nodes once, counting; aliases are read again at each place they stand."""

    def __init__(self) -> None:
        self.read = PlainValues()
        self.count = 0

    def value(self, node: Node, *, path: Path) -> Any:
        self.count += 1
        line = node.start_mark.line + 1
        self.read.lines.setdefault(path, line)
        if self.count > MOST_VALUES:
            raise UnreadableText(_TOO_MUCH, line=None)
        if len(path) > DEEPEST:
            raise UnreadableText(_TOO_DEEP, line=line)
        if node.tag not in _SCALARS | _COLLECTIONS:
            tag = shown(node.tag)
            told = fault(
                path, sv=f"taggen {tag} läses inte; ta bort den", en=f"the tag {tag} is not read; remove it"
            )
            self.read.faults.append((line, told))
        if isinstance(node, MappingNode):
            return dict(self._items(node, path=path))
        if isinstance(node, SequenceNode):
            return [self.value(item, path=(*path, place)) for place, item in enumerate(node.value)]
        return _scalar(node, path=path)

    def _items(self, node: MappingNode, *, path: Path) -> Iterator[tuple[str, Any]]:
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.read.faults.append((line, Fault(path, _NO_KEY)))
                continue
            key = _joined(key_node.value)
            place = (*path, key)
            if key in first_lines:
                told = fault(
                    place,
                    sv=f"”{shown(key)}” står redan på rad {first_lines[key]}; ta bort den ena",
                    en=f"“{shown(key)}” stands on line {first_lines[key]} already; remove one",
                )
                self.read.faults.append((line, told))
                continue
            first_lines[key] = self.read.lines[place] = line
            value = self.value(value_node, path=place)
            if value is not None:
                yield key, value


def _scalar(node: Any, *, path: Path) -> Any:
    text: str = node.value
    kind = node.tag.removeprefix(_TAG)
    number: WrittenInt | WrittenFloat | None = None
    if node.style is None and kind == "int" and re.fullmatch("[-+]?[0-9]{1,18}", text):
        number = WrittenInt(text)
    elif (
        node.style is None
        and kind in ("int", "float")
        and re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", text)
    ):
        number = WrittenFloat(text)
    if number is not None:
        number.written, number.path = text, path
        return number
    if kind == "null" and node.style is None:
        return None
    if kind == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return _joined(text)


def _joined(text: str) -> str:
    """Return text where JSON's two escapes for one letter beyond the first plane are that letter."""
    if not re.search("[\ud800-\udfff]", text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _syntax(error: MarkedYAMLError) -> Said:
    if isinstance(error, MaxDepthExceededError):
        return _TOO_DEEP
    problem = f"{error.problem or ''} {error.context or ''}"
    return next((said for words, said in _PROBLEMS if words in problem), _NO_YAML)


_NO_YAML = Said(
    sv="går inte att läsa som YAML: se efter indrag, kolon och citattecken här och på raden före",
    en="cannot be read as YAML: look at indentation, colons and quotes here and on the line before",
)
_UNPRINTABLE = Said(
    sv="här står ett tecken som inte går att skriva ut; ta bort det",
    en="here is a character that cannot be printed; remove it",
)
_NO_KEY = Said(
    sv="en nyckel ska vara ett ord, ingen lista och ingen post", en="a key must be a word, no list and no row"
)
_TOO_DEEP = Said(
    sv=f"är nästlat djupare än {DEEPEST} nivåer; se efter klamrar och indrag",
    en=f"is nested deeper than {DEEPEST} levels; look at brackets and indentation",
)
_TOO_MUCH = Said(
    sv=f"står för mer än {MOST_VALUES} värden; skriv ut det i stället för att upprepa med *",
    en=f"stands for more than {MOST_VALUES} values; write it out instead of repeating with *",
)
_PROBLEMS = (
    (
        "found character '\\t'",
        Said(sv="här står en tabb; gör indrag med blanksteg", en="here is a tab; indent with spaces"),
    ),
    (
        "that cannot start any token",
        Said(
            sv="texten börjar med ett tecken som betyder något i YAML; sätt den inom citattecken",
            en="the text begins with a character that means something in YAML; put it in quotes",
        ),
    ),
    (
        "mapping values are not allowed",
        Said(
            sv="här står ett kolon som inte väntades: sätt texten inom citattecken, eller rätta indraget",
            en="here is a colon that was not expected: put the text in quotes, or mend the indentation",
        ),
    ),
    (
        "could not find expected ':'",
        Said(sv="raden saknar kolon efter nyckeln", en="the line has no colon after its key"),
    ),
    (
        "quoted scalar",
        Said(
            sv="citattecknet avslutas inte, eller bakstrecket i texten betyder inget",
            en="the quote is not closed, or the backslash in it means nothing",
        ),
    ),
    (
        "expected <block end>",
        Said(
            sv="indraget stämmer inte med raderna före; rader på samma nivå börjar i samma kolumn",
            en="the indentation does not fit the lines before; lines of one level begin in the same column",
        ),
    ),
    (
        "while parsing a flow",
        Said(
            sv="listan eller posten avslutas inte: se efter komma och klammer",
            en="the list or the row is not closed: look at commas and brackets",
        ),
    ),
    (
        "undefined alias",
        Said(
            sv="* pekar på något som inte finns; skriv ut det",
            en="* points at something that is not there; write it out",
        ),
    ),
    (
        "expected a single document",
        Said(
            sv="filen har flera dokument; en strategi är ett, ta bort raden med ---",
            en="the file has several documents; a strategy is one, remove the line ---",
        ),
    ),
)
