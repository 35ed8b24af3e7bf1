"""The colours of the look, read from tokens.css, and the contrast that each pair of them must have."""

import re
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Theme = Literal["light", "dark", "print"]
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")


def _themes() -> dict[Theme, MappingProxyType[str, str]]:
    css = files("laget.ui").joinpath("static/ui/tokens.css").read_text(encoding="utf-8")
    light, dark, paper = re.split(r"@media[^{]+\{", css)
    base = dict(_COLOUR.findall(light))
    return {
        "light": MappingProxyType(base),
        "dark": MappingProxyType(base | dict(_COLOUR.findall(dark))),
        "print": MappingProxyType(base | dict(_COLOUR.findall(paper))),
    }


THEMES = MappingProxyType(_themes())
"""Each theme's colours by name, as "#rrggbb"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a ground, and the least contrast of what it is used for (WCAG 2.2, 1.4.3 and 1.4.11)."""

    front: str
    ground: str
    least: float

    @property
    def name(self) -> str:
        """Both colours in words."""
        return f"{self.front} on {self.ground}"


TEXT, SHAPE = 4.5, 3.0
PAIRS = (
    *(
        Pair(front, ground, TEXT)
        for front in ("ink", "soft", "spruce", "lingon", "ochre")
        for ground in ("paper", "card")
    ),
    Pair("on-spruce", "spruce", TEXT),
    *(Pair("ink", ground, TEXT) for ground in ("spruce-soft", "ochre-soft", "lingon-soft")),
    Pair("lingon", "lingon-soft", SHAPE),
    *(Pair(front, ground, SHAPE) for front in ("edge", "focus") for ground in ("paper", "card")),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, by WCAG 2's formula of relative luminance."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
