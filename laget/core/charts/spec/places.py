"""The specs of places beside each other: ranked bars, and a map whose shades also stand in words."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from laget.core.charts.level import decided_level
from laget.core.charts.picture import Places, Ring, Shape, Standing
from laget.core.charts.spec.frame import (
    EDGE,
    HALO,
    INK,
    PAPER,
    SOFT,
    SPRUCE,
    SPRUCE_SOFT,
    Size,
    Spec,
    framed,
    values,
)
from laget.core.charts.spec.years import TARGET
from laget.core.words.numbers import number
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.short import short_level

AREAS = "areas"  # the set of data that holds a map's boundaries once for all its layers
LETTER = 8.5  # pixels that a letter takes, at most
LONGEST_NAME = {Size.WIDE: 240, Size.NARROW: 140}  # pixels
ROW = 30  # pixels a bar takes
CLASSES = 4  # shades of a map
NAMED = {Size.WIDE: 20, Size.NARROW: 8}  # areas of a map that each have their name and figure written in them
SHADES = (0.12, 0.34, 0.62, 1.0)
TO = Said(" till ", " to ")  # a dash between two numbers below zero would be read as another minus
MISSING = Said("uppgift saknas", "no figure")
CLEAR = (
    {**HALO[0], "strokeWidth": 10},
    HALO[1],
)  # no line between two figures, which would be read as one more


def bars_spec(picture: Places, *, size: Size, language: Language) -> Spec:
    """Return ranked bars from zero, each with its figure; what they lie in is outlined and dashed."""
    grammar = GRAMMARS[language]
    names = [grammar.place(one.area)[0].upper() + grammar.place(one.area)[1:] for one in picture.standings]
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "value": one.value,
            "text": short_level(one.value, measure=picture.measure, language=language),
            "kind": "whole" if one.is_whole else "own" if one.is_own else "part",
            "below": one.value < 0,
        }
        for name, one in zip(names, picture.standings, strict=True)
    ]
    levels = [0.0, *(one.value for one in picture.standings)]
    levels += [picture.aim] if picture.aim is not None else []
    low, high = min(levels), max(levels)
    plot = size.width - min(max(map(len, names)) * LETTER, LONGEST_NAME[size]) - 50
    share = min(0.3, (max(len(row["text"]) for row in rows) * LETTER + 12) / plot)
    room = (high - low or 1.0) * share / (1 - 2 * share if low < 0 else 1 - share)
    domain = [low - (room if low < 0 else 0), high + room]
    vertical = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "title": None,
        "axis": {
            "labelColor": INK,
            "labelLimit": LONGEST_NAME[size],
        },
    }
    horizontal = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "axis": None,
        "scale": {"domain": domain, "nice": False},
    }
    place = {"x": horizontal, "y": vertical}

    def kind(own: str, whole: str, part: str) -> Spec:
        return {
            "condition": [
                {"test": "datum.kind === 'own'", "value": own},
                {"test": "datum.kind === 'whole'", "value": whole},
            ],
            "value": part,
        }

    layers: list[Spec] = [
        {
            "data": values(rows),
            "mark": {"type": "bar", "height": {"band": 0.62}, "strokeWidth": 1.4},
            "encoding": {
                **place,
                "fill": kind(SPRUCE, PAPER, SPRUCE_SOFT),
                "stroke": kind(SPRUCE, SOFT, SPRUCE),
                "strokeDash": {
                    "condition": {"test": "datum.kind === 'whole'", "value": [4, 3]},
                    "value": [1, 0],
                },
            },
        },
    ]
    height = ROW * len(rows) + 16
    if low < 0:
        zero = {"mark": {"type": "rule", "color": EDGE}, "encoding": {"x": horizontal}}
        layers.append({"data": values([{"value": 0}]), **zero})
    if picture.aim is not None:
        text = f"{TARGET.to(language)} {decided_level(picture.aim, picture.measure, language)}"
        aim = values([{"value": picture.aim, "text": text}])
        height += 22
        layers += [
            {
                "data": aim,
                "mark": {"type": "rule", "color": INK, "strokeWidth": 2, "strokeDash": [6, 3]},
                "encoding": {"x": horizontal},
            },
            {
                "data": aim,
                "mark": {"type": "text", "y": -8, "fontWeight": "bold", "align": "right", "dx": 4},
                "encoding": {"x": horizontal, "text": {"field": "text"}},
            },
        ]
    layers += [
        {
            "data": values([row for row in rows if row["below"] is below]),
            "mark": {"type": "text", "align": "right" if below else "left", "dx": -6 if below else 6, **edge},
            "encoding": {**place, "text": {"field": "text"}},
        }
        for below in (False, True)
        if any(row["below"] is below for row in rows)
        for edge in CLEAR
    ]
    # A reader's letters may be wider than those that the drawing is measured with.
    return framed(layers, size=size, height=height, padding={"left": 22, "right": 6, "top": 6, "bottom": 6})


def map_spec(picture: Places, *, size: Size, language: Language) -> Spec:
    """Return a map: darker for a higher figure, name and figure in each area while they have room.

    What has no figure has a broken edge and no shade. Boundaries are degrees east and north, drawn in the
    projection of the country's own maps.
    """
    grammar = GRAMMARS[language]
    bounds = _bounds(picture.parts)
    key = [_between(low, high, picture=picture, language=language) for low, high in bounds]
    missing = MISSING.to(language)
    features: list[Spec] = []
    labels = []
    figures = {one.area.code: one for one in picture.parts}
    for code, shape in picture.shapes.items():
        one = figures.get(code)
        shade = missing if one is None else key[_class_of(one.value, bounds)]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": shape},
                "shade": shade,
                "own": one is not None and one.is_own,
            }
        )
        if one is not None and len(figures) <= NAMED[size]:
            longitude, latitude = middle(shape)
            labels.append(
                {
                    "longitude": round(longitude, 4),
                    "latitude": round(latitude, 4),
                    "name": grammar.place(one.area).removesuffix(" län").removesuffix(" County"),
                    "text": short_level(one.value, measure=picture.measure, language=language),
                }
            )
    shades = key + ([missing] if picture.without else [])
    legend = {
        "title": None,
        "orient": "top",
        "columns": 2 if size is Size.WIDE else 1,
        "symbolType": "square",
        "symbolFillColor": SPRUCE,
        "symbolStrokeColor": EDGE,
        "symbolStrokeWidth": 1,
        "symbolSize": 260,
    }
    opacities = [*_opacities(len(key)), *([0.0] if picture.without else [])]
    is_missing = {"test": f"datum.shade === '{missing}'", "value": [3, 3]}
    layers: list[Spec] = [
        {
            "data": {"name": AREAS},
            "mark": {"type": "geoshape", "fill": SPRUCE},
            "encoding": {
                "opacity": {
                    "field": "shade",
                    "type": "nominal",
                    "scale": {"type": "ordinal", "domain": shades, "range": opacities},
                    "legend": legend,
                }
            },
        },
        *(
            {
                "data": {"name": AREAS},
                "transform": [{"filter": f"datum.own === {str(own).lower()}"}],
                "mark": {
                    "type": "geoshape",
                    "filled": False,
                    "stroke": INK if own else EDGE,
                    "strokeWidth": 3 if own else 1,
                },
                "encoding": {"strokeDash": {"condition": is_missing, "value": [1, 0]}},
            }
            for own in (False, True)
            if any(one["own"] is own for one in features)
        ),
    ]
    if labels:
        layers += [
            {
                "data": values(labels),
                "mark": {
                    "type": "text",
                    "dy": dy,
                    "fontWeight": weight,
                    "fontSize": 13 if size is Size.WIDE else 12,
                    "color": INK,
                    **edge,
                },
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "text": {"field": field},
                },
            }
            for field, dy, weight in (("name", -8, "normal"), ("text", 9, "bold"))
            for edge in HALO
        ]
    return framed(
        layers,
        size=size,
        height=_height(picture, size=size, rows=ceil(len(shades) / (2 if size is Size.WIDE else 1))),
        datasets={AREAS: features},
        projection={"type": "transverseMercator", "rotate": [-15, 0, 0]},
    )


def _height(picture: Places, *, size: Size, rows: int) -> int:
    """Return a height that fits the shape of the land, at most 620 pixels, with room for the key."""
    points = [point for shape in picture.shapes.values() for polygon in shape for point in polygon[0]]
    east = [point[0] for point in points]
    north = [point[1] for point in points]
    across = (max(east) - min(east)) * 0.53  # a degree east is about half a degree north at these latitudes
    ratio = (max(north) - min(north)) / across if across else 1.0
    return int(min(620 if size is Size.WIDE else 480, max(260, ratio * size.width))) + 24 * rows + 20


def _opacities(count: int) -> list[float]:
    return list(SHADES[-count:]) if count > 1 else [SHADES[-2]]


def _bounds(parts: Sequence[Standing]) -> list[tuple[float, float]]:
    """Return the lowest and highest figure of each shade, with as many areas in each as can be."""
    ordered = sorted(one.value for one in parts)
    count = min(CLASSES, len(set(ordered)))
    groups: list[list[float]] = []
    for place, value in enumerate(ordered):
        at = place * count // len(ordered)
        if groups and value == groups[-1][-1]:
            groups[-1].append(value)  # equal figures have one shade
        elif not groups or at >= len(groups):
            groups.append([value])
        else:
            groups[-1].append(value)
    return [(group[0], group[-1]) for group in groups]


def _class_of(value: float, bounds: Sequence[tuple[float, float]]) -> int:
    return next(place for place, (_, high) in enumerate(bounds) if value <= high)


def _between(low: float, high: float, *, picture: Places, language: Language) -> str:
    measure = picture.measure
    upper = short_level(high, measure=measure, language=language)
    lower = number(low, decimals=measure.decimals, language=language)
    same = lower == number(high, decimals=measure.decimals, language=language)
    if same:
        return upper
    return f"{lower}{'–' if low >= 0 else TO.to(language)}{upper}"


def middle(shape: Shape) -> tuple[float, float]:
    """Return the centre of gravity of an area's largest polygon, in degrees east and north."""
    ring = max((polygon[0] for polygon in shape), key=lambda one: abs(_twice_area(one)))
    whole = _twice_area(ring)
    if not whole:
        return ring[0]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    east = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * whole)
    north = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * whole)
    return east, north


def _twice_area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
