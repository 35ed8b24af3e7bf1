"""The municipalities that take part in initiatives, as a map with its title, sentence and table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laget.core.areas import Area, area
from laget.core.charts.chart import Chart, Kind
from laget.core.charts.picture import Shape
from laget.core.charts.spec.frame import EDGE, HALO, INK, LINE, SPRUCE, Size, Spec, framed, values
from laget.core.charts.spec.places import middle
from laget.core.charts.table import Row, Table
from laget.core.words.covering import municipalities
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS

AREAS, OUTLINES = "areas", "outlines"
SHADES = (0.22, 0.5, 0.85)  # in one, in two, in more
TALLEST = {Size.WIDE: 600, Size.NARROW: 460}  # pixels
LETTER, ROW = 7.6, 17  # pixels that a letter and a line take, at most
EAST = 0.53  # a degree east is about half a degree north at these latitudes
NAMED = 12  # municipalities that the sentence names
MARGIN = 26  # pixels around the land


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Which municipalities take part in a year, each with the initiatives that it is in; never none.

    `shapes` are the boundaries of municipalities and of the own county, by code; those of municipalities that
    do not take part are drawn without a shade.
    """

    title: Said
    year: int
    parts: tuple[tuple[Area, tuple[str, ...]], ...]
    shapes: Mapping[str, Shape]


def joined_chart(picture: Joined, *, language: Language) -> Chart:
    """Return the map."""
    title = f"{picture.title.to(language)}, {Said('karta', 'map').to(language)} {picture.year}"
    sentence = _sentence(picture, language)
    wide, narrow = (_spec(picture, size=size, language=language) for size in Size)
    names = "; ".join(
        f"{one.name.to(language)} {_initiatives(len(initiatives), language)}"
        for one, initiatives in picture.parts
    )
    return Chart(
        kind=Kind.MAP,
        language=language,
        title=title,
        sentence=sentence,
        description=f"{Said('Karta', 'Map').to(language)}. {sentence} {names}.",
        table=_table(picture, caption=title, language=language),
        wide=wide,
        narrow=narrow,
    )


def _initiatives(count: int, language: Language) -> str:
    sv, en = ("insats", "initiative") if count == 1 else ("insatser", "initiatives")
    return Said(f"{count} {sv}", f"{count} {en}").to(language)


def _sentence(picture: Joined, language: Language) -> str:
    places = [one for one, _ in picture.parts]
    counted = municipalities(len(places)).to(language)
    counties = len({one.county for one in places})
    where = Said(f" i {counties} län", f" in {counties} counties").to(language) if counties > 1 else ""
    names = [one.name.to(language) for one in places[:NAMED]]
    if len(places) > NAMED:
        more = len(places) - NAMED
        names.append(Said(f"{more} till", f"{more} more").to(language))
    listed = GRAMMARS[language].joined(names)
    take = "takes" if len(places) == 1 else "take"
    return Said(
        f"{counted}{where} är med {picture.year}: {listed}.",
        f"{counted}{where} {take} part in {picture.year}: {listed}.",
    ).to(language)


def _table(picture: Joined, *, caption: str, language: Language) -> Table:
    heads = (Said("Kommun", "Municipality"), Said("Län", "County"), Said("Insatser", "Initiatives"))
    rows = [
        Row(one.name.to(language), (area(str(one.county)).name.to(language), str(len(initiatives))))
        for one, initiatives in picture.parts
    ]
    return Table(caption, tuple(one.to(language) for one in heads), tuple(rows))


def _spec(picture: Joined, *, size: Size, language: Language) -> Spec:
    counts = {one.code: len(initiatives) for one, initiatives in picture.parts}
    most = max(counts.values())
    keys = [_key(shade, most, language) for shade in range(min(most, len(SHADES)))]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
            "shade": keys[min(counts[code], len(keys)) - 1],
        }
        for code, shape in picture.shapes.items()
        if code in counts
    ]
    outlines = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
            "county": len(code) == 2,
        }
        for code, shape in picture.shapes.items()
    ]
    legend = {
        "title": None,
        "orient": "top",
        "columns": 1,
        "symbolType": "square",
        "symbolFillColor": SPRUCE,
        "symbolStrokeColor": EDGE,
        "symbolStrokeWidth": 1,
        "symbolSize": 260,
    }
    height = _height(picture, size)
    layers: list[Spec] = [
        {
            "data": {"name": AREAS},
            "mark": {"type": "geoshape", "fill": SPRUCE},
            "encoding": {
                "opacity": {
                    "field": "shade",
                    "type": "nominal",
                    "scale": {
                        "type": "ordinal",
                        "domain": keys,
                        "range": list(SHADES[: len(keys)] if len(keys) > 1 else SHADES[1:2]),
                    },
                    "legend": legend,
                }
            },
        },
        *(
            {
                "data": {"name": OUTLINES},
                "transform": [{"filter": f"datum.county === {str(county).lower()}"}],
                "mark": {"type": "geoshape", "filled": False, "stroke": stroke, "strokeWidth": width},
            }
            for county, stroke, width in ((False, LINE, 1), (True, INK, 1.4))
            if any(one["county"] is county for one in outlines)
        ),
    ]
    if labels := _labels(picture, size=size, height=height, language=language):
        layers += [
            {
                "data": values(labels),
                "mark": {"type": "text", "fontSize": 13 if size is Size.WIDE else 12, "color": INK, **edge},
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "text": {"field": "name"},
                },
            }
            for edge in HALO
        ]
    return framed(
        layers,
        size=size,
        height=height + 24 * len(keys) + 2 * MARGIN,
        datasets={AREAS: features, OUTLINES: outlines},
        projection={"type": "transverseMercator", "rotate": [-15, 0, 0]},
        padding=MARGIN,
    )


def _key(shade: int, most: int, language: Language) -> str:
    if shade == len(SHADES) - 1 and most > len(SHADES):
        return Said(f"{shade + 1} insatser eller fler", f"{shade + 1} initiatives or more").to(language)
    return _initiatives(shade + 1, language)


def _box(picture: Joined) -> tuple[float, float, float, float]:
    """Return the land's west, south, width and height, in degrees north."""
    points = [point for shape in picture.shapes.values() for polygon in shape for point in polygon[0]]
    east, north = [point[0] * EAST for point in points], [point[1] for point in points]
    return min(east), min(north), (max(east) - min(east)) or 1.0, (max(north) - min(north)) or 1.0


def _height(picture: Joined, size: Size) -> int:
    _, _, across, up = _box(picture)
    return int(min(TALLEST[size], max(220, up / across * size.width)))


def _labels(picture: Joined, *, size: Size, height: int, language: Language) -> list[dict[str, Any]]:
    """Return the names that have room: none lies on another; who is left out stands in the table."""
    west, south, across, up = _box(picture)
    scale = min((size.width - 2 * MARGIN) / across, height / up)  # pixels a degree north
    ordered = sorted(picture.parts, key=lambda one: (-len(one[1]), one[0].code))
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for one, _ in ordered:
        if one.code not in picture.shapes:
            continue
        longitude, latitude = middle(picture.shapes[one.code])
        name = one.name.to(language)
        half = len(name) * LETTER / 2
        x, y = (longitude * EAST - west) * scale, (latitude - south) * scale
        box = (x - half, y - ROW / 2, x + half, y + ROW / 2)
        if any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        found.append({"longitude": round(longitude, 4), "latitude": round(latitude, 4), "name": name})
    return found


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
