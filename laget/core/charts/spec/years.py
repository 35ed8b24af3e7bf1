"""The spec of lines of years: each with its own stroke and mark, what is wanted, and what is expected."""

from typing import Any

from laget.core.charts.level import decided_level
from laget.core.charts.picture import Aim, Doubt, Line, Role, Years
from laget.core.charts.spec.frame import (
    EDGE,
    HALO,
    INK,
    LINGON,
    OCHRE,
    PAPER,
    SOFT,
    SPRUCE,
    SPRUCE_SOFT,
    Size,
    Spec,
    domain,
    framed,
    values,
    whole_ticks,
)
from laget.core.words.measure import Measure
from laget.core.words.numbers import unit
from laget.core.words.said import Language, Said
from laget.core.words.short import short_level

# Colour, dash, width and mark, so that no line is told by its colour alone.
OWN = (SPRUCE, [1, 0], 3.0, "circle")
COUNTRY = (SOFT, [2, 3], 2.0, "square")
OTHERS = (
    (LINGON, [7, 4], 2.0, "triangle-up"),
    (OCHRE, [10, 3, 2, 3], 2.0, "diamond"),
    (INK, [4, 4], 1.6, "cross"),
    (EDGE, [1, 4], 2.4, "triangle-down"),
)
TARGET = Said("Mål", "Target")
STEP = Said("Delmål", "Step")
BREAK = Said("tidsseriebrott", "break in the series")
MARKED = 40  # points of a line that each get their mark


def years_spec(picture: Years, *, size: Size, language: Language) -> Spec:
    """Return the spec; levels in the indicator's unit, widths and heights in pixels."""
    years = picture.years
    ahead = [aim.year for aim in picture.aims if aim.year is not None]
    ahead += [picture.expected.year] if picture.expected is not None else []
    first, last = min([years[0], *ahead]), max([years[-1], *ahead])
    levels = [point.value for line in picture.lines for point in line.points]
    levels += [aim.value for aim in picture.aims]
    if picture.expected is not None:
        levels += [picture.expected.low, picture.expected.high]
    low, high = domain(levels)
    wide = size is Size.WIDE
    horizontal = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first - 0.3, last + 0.6], "nice": False, "zero": False},
        "axis": {
            "values": whole_ticks(first, last, most=9 if wide else 4),
            "format": "d",
            "grid": False,
            "labelFlush": False,
        },
    }
    vertical = {
        "field": "value",
        "type": "quantitative",
        "title": unit(picture.indicator.unit).to(language),
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {
            "tickCount": 5,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -14,
            "titleX": 0,
            "format": ",~f",
        },
    }
    place = {"x": horizontal, "y": vertical}
    layers = [
        *_breaks(picture, place, language),
        *_expected(picture, place),
        *_lines(picture, place, language, wide=wide),
        *_aims(picture, place, language, first=first, last=last),
        *_now(picture, place, language),
    ]
    height = (370 if wide else 300) + (0 if wide else 26 * (len(picture.lines) - 1))
    return framed(layers, size=size, height=height)


def _strokes(lines: tuple[Line, ...]) -> list[tuple[str, list[int], float, str]]:
    others = iter(OTHERS * 3)
    fixed = {Role.OWN: OWN, Role.COUNTRY: COUNTRY}
    return [fixed[line.role] if line.role in fixed else next(others) for line in lines]


def keyed(line: Line, *, measure: Measure, language: Language) -> str:
    """Return a line's name in the key, with its latest figure and year."""
    last = short_level(line.last.value, measure=measure, language=language)
    return f"{line.name[:1].upper()}{line.name[1:]} {last} ({line.last.year})"


def _lines(picture: Years, place: Spec, language: Language, *, wide: bool) -> list[Spec]:
    names = [keyed(line, measure=picture.measure, language=language) for line in picture.lines]
    strokes = _strokes(picture.lines)
    rows = [
        {
            "line": name,
            "year": point.year,
            "value": point.value,
            "stretch": point.stretch,
            "doubt": point.doubt is not Doubt.NONE,
        }
        for name, line in zip(names, picture.lines, strict=True)
        for point in line.points
    ]
    legend = {
        "orient": "top",
        "direction": "horizontal" if wide else "vertical",
        "columns": 2 if wide else 1,
        "title": None,
        "symbolType": "stroke",
    }

    def by(channel: list[Any]) -> Spec:
        return {
            "field": "line",
            "type": "nominal",
            "scale": {"domain": names, "range": channel},
            "legend": legend,
        }

    named = {
        "color": by([stroke[0] for stroke in strokes]),
        "strokeDash": by([stroke[1] for stroke in strokes]),
    }
    drawn = {"type": "line", "strokeCap": "round", "strokeJoin": "round"}
    layers: list[Spec] = [
        {
            "data": values([row for row in rows if row["line"] == name]),
            "mark": {**drawn, "strokeWidth": stroke[2]},
            "encoding": {**place, **named, "detail": {"field": "stretch", "type": "nominal"}},
        }
        for name, stroke in reversed(list(zip(names, strokes, strict=True)))
    ]
    if max(len(line.points) for line in picture.lines) <= MARKED:
        layers += [
            {
                "data": values([row for row in rows if row["line"] == name]),
                "mark": {
                    "type": "point",
                    "shape": stroke[3],
                    "size": 42 if stroke is OWN else 26,
                    "filled": True,
                    "opacity": 1,
                    "stroke": stroke[0],
                    "strokeWidth": 1.6,
                },
                "encoding": {
                    **place,
                    "fill": {"condition": {"test": "datum.doubt", "value": PAPER}, "value": stroke[0]},
                },
            }
            for name, stroke in reversed(list(zip(names, strokes, strict=True)))
        ]
    return layers


def _now(picture: Years, place: Spec, language: Language) -> list[Spec]:
    """The own line's last figure, written beside its mark; not where it would hide another's mark."""
    own = picture.lines[0]
    if own.role is not Role.OWN:
        return []
    others = [line.last.value for line in picture.lines[1:]]
    middle = picture.expected.middle if picture.expected is not None else None
    rising = middle is not None and middle >= own.last.value
    above = not rising and all(other <= own.last.value for other in others)
    low, high = place["y"]["scale"]["domain"]
    if any(
        (other > own.last.value) is above and _near(other, own.last.value, high - low) for other in others
    ):
        return []
    first, last = place["x"]["scale"]["domain"]
    at_the_end = own.last.year > first + 0.8 * (last - first)
    written = short_level(own.last.value, measure=picture.measure, language=language)
    return [
        {
            "data": values([{"year": own.last.year, "value": own.last.value, "text": written}]),
            "mark": {
                "type": "text",
                "dy": -16 if above else 18,
                "dx": 4,
                "align": "right" if at_the_end else "left" if rising else "center",
                "fontWeight": "bold",
                "color": INK,
                **edge,
            },
            "encoding": {**place, "text": {"field": "text"}},
        }
        for edge in HALO
    ]


def _near(one: float, other: float, of: float) -> bool:
    return abs(one - other) < 0.15 * of


def _expected(picture: Years, place: Spec) -> list[Spec]:
    """The shade from the last figure to the interval, its middle dotted."""
    expected, own = picture.expected, picture.lines[0]
    if expected is None:
        return []
    now = {"year": own.last.year, "value": own.last.value, "low": own.last.value, "high": own.last.value}
    then = {"year": expected.year, "value": expected.middle, "low": expected.low, "high": expected.high}
    way = [dict(zip(("year", "value", "low", "high"), one, strict=True)) for one in expected.through]
    return [
        {
            "data": values([now, *way, then]),
            "mark": {"type": "area", "color": SPRUCE_SOFT, "opacity": 1},
            "encoding": {
                "x": place["x"],
                "y": {**place["y"], "field": "low"},
                "y2": {"field": "high"},
            },
        },
        {
            "data": values([then]),
            "mark": {"type": "rule", "color": EDGE, "strokeWidth": 1.4},
            "encoding": {
                "x": place["x"],
                "y": {**place["y"], "field": "low"},
                "y2": {"field": "high"},
            },
        },
        {
            "data": values([now, *way, then]),
            "mark": {"type": "line", "color": SPRUCE, "strokeDash": [2, 4], "strokeWidth": 2.4},
            "encoding": place,
        },
    ]


def aimed(aim: Aim, *, measure: Measure, language: Language) -> str:
    """Return what an aim is called: "Mål 50 % 2030"; a decided level has the decimals it was decided with."""
    level = decided_level(aim.value, measure, language)
    word = (STEP if aim.is_step else TARGET).to(language)
    return f"{word} {level}" if aim.year is None else f"{word} {level} {aim.year}"


def _aims(picture: Years, place: Spec, language: Language, *, first: int, last: int) -> list[Spec]:
    """A thick short line in the target's year, or one along all years; steps are thinner."""
    layers: list[Spec] = []
    short = max(0.5, (last - first) / 24)
    now = picture.lines[0].last.value
    for aim in picture.aims:
        text = aimed(aim, measure=picture.measure, language=language)
        whole = aim.year is None
        start, stop = (first, last) if aim.year is None else (aim.year - short, aim.year + short / 2)
        rows = [{"year": start, "to": stop, "value": aim.value, "text": text}]
        layers.append(
            {
                "data": values(rows),
                "mark": {
                    "type": "rule",
                    "color": INK,
                    "strokeWidth": 1.5 if whole or aim.is_step else 3,
                    "strokeDash": [6, 4] if whole else [1, 0],
                },
                "encoding": {**place, "x2": {"field": "to"}},
            }
        )
        at = first if whole else aim.year
        near_end = not whole and at is not None and at > first + 0.75 * (last - first)
        layers += [
            {
                "data": values([{"year": stop if near_end else at, "value": aim.value, "text": text}]),
                "mark": {
                    "type": "text",
                    "align": "right" if near_end else "left" if whole else "center",
                    "dy": -11 if aim.value >= now else 15,
                    "fontWeight": "normal" if aim.is_step else "bold",
                    "color": INK,
                    **edge,
                },
                "encoding": {**place, "text": {"field": "text"}},
            }
            for edge in HALO
        ]
    return layers


def _breaks(picture: Years, place: Spec, language: Language) -> list[Spec]:
    years = picture.years
    inside = [year for year in picture.breaks if years[0] < year <= years[-1]]
    if not inside:
        return []
    rows = [{"year": year - 0.5, "text": BREAK.to(language)} for year in inside]
    return [
        {
            "data": values(rows),
            "mark": {"type": "rule", "color": EDGE, "strokeDash": [1, 3]},
            "encoding": {"x": place["x"]},
        },
        {
            "data": values(rows),
            "mark": {"type": "text", "align": "left", "dx": 5, "baseline": "top", "color": SOFT, "y": 2},
            "encoding": {"x": place["x"], "text": {"field": "text"}},
        },
    ]
