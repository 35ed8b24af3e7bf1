"""The tokens' colours, light and dark, read from the one file that they are written in."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Scheme(StrEnum):
    """Whether colours stand on light or on dark ground."""

    LIGHT = "light"
    DARK = "dark"


@cache
def tokens(scheme: Scheme) -> Mapping[str, str]:
    """Return each token's value by its name without dashes: {"ink": "#14231f"}."""
    css = files("laget.ui").joinpath("static/ui/tokens.css").read_text(encoding="utf-8")
    blocks = re.split(r"@media\s*\(([^)]*)\)|@media\s+(print)", css)
    light = _declared(blocks[0])
    if scheme is Scheme.LIGHT:
        return light
    parts = zip(blocks[1::3], blocks[3::3], strict=True)
    dark = next(block for query, block in parts if query and "dark" in query)
    return {**light, **_declared(dark)}


def _declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*([^;]+);", css))
