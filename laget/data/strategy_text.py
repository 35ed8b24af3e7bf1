"""Writing a strategy as a file: YAML for people, canonical JSON for programs; read again it is the same."""

import re
from io import StringIO
from typing import Any, Literal, get_args

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString

from laget.core.canonical import canonical_bytes
from laget.core.strategy.document import StrategyDocument

Format = Literal["yaml", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
WIDTH = 110
# What a block of lines keeps as it was written; anything else is quoted with escapes.
_LINES = re.compile(r"[^\s\x7f-\xa0\u2028\u2029\ufeff][^\t\r\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]*")


def strategy_text(document: StrategyDocument, *, form: Format) -> bytes:
    """Return a strategy as the bytes of a file; read again it gives the same canonical bytes."""
    if form == "json":
        return canonical_bytes(document)
    values = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _Representer
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_blocks(values), out)
    return out.getvalue().encode()


class _Representer(RoundTripRepresenter):
    """Writes every row out: nothing in a strategy stands for something else in it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class's signature
        return True


def _blocks(value: Any) -> Any:
    """Return plain values where texts of several lines stand as blocks of lines."""
    if isinstance(value, dict):
        return {key: _blocks(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_blocks(one) for one in value]
    if isinstance(value, str) and "\n" in value and _LINES.fullmatch(value) and " \n" not in value:
        return LiteralScalarString(value)
    return value
