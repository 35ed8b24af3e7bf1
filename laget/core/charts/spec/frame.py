"""What every spec has: its size, its type, its colours by the tokens' names, and ticks."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil, floor, log10
from typing import Any

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'


class Size(StrEnum):
    """How wide a drawing is: for a page beside text, and for a phone."""

    WIDE = "wide"
    NARROW = "narrow"

    @property
    def width(self) -> int:
        """The whole width in pixels."""
        return 720 if self is Size.WIDE else 320


def token(name: str) -> str:
    """Return the colour of that name in laget/ui/static/ui/tokens.css."""
    return f"var(--{name})"


INK, SOFT, LINE, EDGE = token("ink"), token("soft"), token("line"), token("edge")
PAPER, CARD = token("paper"), token("card")
SPRUCE, SPRUCE_SOFT, LINGON, OCHRE = token("spruce"), token("spruce-soft"), token("lingon"), token("ochre")

HALO: tuple[Spec, ...] = ({"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}, {})
"""A text drawn twice: first its edge in the ground's colour, so that it is read on whatever is under it."""


def framed(layers: Sequence[Spec], *, size: Size, height: int, **more: Any) -> Spec:
    """Return layers as a whole spec of that size in pixels, everything included."""
    return {
        "$schema": SCHEMA,
        "width": size.width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 8,
        "background": PAPER,
        "layer": list(layers),
        "config": config(),
        **more,
    }


def config() -> Spec:
    """Return what every mark and axis looks like."""
    words = {"labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 14, "titleFontSize": 14}
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "gridColor": LINE,
            "labelPadding": 8,
        },
        "legend": {
            "labelColor": INK,
            "titleColor": SOFT,
            "labelFontSize": 14,
            "titleFontSize": 14,
            "titleFontWeight": "normal",
            "labelLimit": 0,
            "symbolStrokeWidth": 2.5,
            "symbolSize": 500,
            "rowPadding": 6,
            "columnPadding": 44,
            "offset": 30,
        },
        "text": {"color": INK, "fontSize": 14},
    }


def values(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Return rows as data that stands in the spec itself."""
    return {"values": [dict(row) for row in rows]}


def whole_ticks(first: int, last: int, *, most: int) -> list[int]:
    """Return at most `most` + 1 years to write under an axis, evenly and roundly apart."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= most)
    return [year for year in range(first, last + 1) if year % step == 0] or [first]


def domain(levels: Sequence[float]) -> tuple[float, float]:
    """Return from where to where an axis of levels goes: from zero where that leaves them room to differ."""
    low, high = min(levels), max(levels)
    spread = high - low or abs(high) or 1.0
    if 0 <= low <= 0.5 * high:
        return 0.0, high + 0.08 * spread
    return _round(low - 0.1 * spread, down=True, of=spread), _round(
        high + 0.1 * spread, down=False, of=spread
    )


def _round(level: float, *, down: bool, of: float) -> float:
    """Return a level at the nearest tenth of the spread's size, so that two draws of near figures agree."""
    unit = 10.0 ** (floor(log10(of)) - 1)
    return (floor if down else ceil)(level / unit) * unit
