"""Months or quarters of this year beside last year's and what earlier years held, drawn and as a table."""

from collections.abc import Sequence

from laget.core.areas import Area
from laget.core.charts.chart import Chart, Kind
from laget.core.charts.spec.frame import EDGE, SOFT, SPRUCE, SPRUCE_SOFT, Size, Spec, domain, framed, values
from laget.core.charts.table import NOTHING, Row, Table
from laget.core.periods import Period
from laget.core.season import MONTHS, by_year
from laget.core.series import Reading
from laget.core.strategy.document import Indicator, said
from laget.core.words.measure import Measure
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.core.words.season import part
from laget.core.words.sentences import GRAMMARS
from laget.core.words.short import short_level

EARLIER = Said("lägst–högst åren dessförinnan", "lowest–highest in the years before")
WHEN = {12: Said("Månad", "Month"), 4: Said("Kvartal", "Quarter")}


def season_chart(
    readings: Sequence[Reading], *, indicator: Indicator, place: Area, sentence: str, language: Language
) -> Chart | None:
    """Return the latest year's months or quarters beside the year before; None without a figure.

    The shade is from the lowest to the highest of the years before these two, where there are any.
    """
    if not readings:
        return None
    latest = readings[-1].period
    parts = MONTHS if latest.month is not None else 4
    years = by_year(readings)
    now, then = latest.last_year, latest.last_year - 1
    earlier = [of for year, of in years.items() if year < then]
    band = {
        one: (min(found), max(found))
        for one in range(1, parts + 1)
        if (found := [of[one] for of in earlier if one in of])
    }
    measure = Measure(indicator.unit, indicator.shown_decimals)
    names = [part(_period(now, one, parts)).to(language) for one in range(1, parts + 1)]
    lines = [(str(year), years[year]) for year in (now, then) if year in years]
    known = [name for name, _ in lines]
    span = "–".join(reversed(known))
    title = f"{said(indicator.title).to(language)}, {GRAMMARS[language].place(place)} {span}"
    kind = Said(
        f"Linjediagram över årets delar, {' och '.join(known)}; skuggan är åren dessförinnan.",
        f"Line chart of the parts of the year, {' and '.join(known)}; the shade is the years before.",
    )
    wide, narrow = (
        _spec(lines, band, names=names, indicator=indicator, size=size, language=language) for size in Size
    )
    return Chart(
        kind=Kind.YEARS,
        language=language,
        title=title,
        sentence=sentence,
        description=f"{kind.to(language)} {sentence}",
        table=_table(lines, band, names=names, measure=measure, caption=title, language=language),
        wide=wide,
        narrow=narrow,
    )


def _period(year: int, one: int, parts: int) -> Period:
    if parts == MONTHS:
        return Period(year, year, month=one)
    return Period(year, year, quarter=one)


def _spec(
    lines: Sequence[tuple[str, dict[int, float]]],
    band: dict[int, tuple[float, float]],
    *,
    names: Sequence[str],
    indicator: Indicator,
    size: Size,
    language: Language,
) -> Spec:
    levels = [value for _, of in lines for value in of.values()]
    levels += [level for pair in band.values() for level in pair]
    low, high = domain(levels)
    short = [name[:3] if len(names) == MONTHS else name.split()[0] for name in names]
    across = {
        "field": "part",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": short},
        "axis": {"labelAngle": 0, "grid": False, "labelOverlap": True},
    }
    up = {
        "field": "value",
        "type": "quantitative",
        "title": unit(indicator.unit).to(language),
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
    heads = [name for name, _ in lines]
    strokes = [(SPRUCE, [1, 0], 3.0, "circle"), (SOFT, [6, 4], 2.0, "square")][: len(lines)]
    legend = {"orient": "top", "title": None, "symbolType": "stroke"}
    layers: list[Spec] = []
    if band:
        rows = [{"part": short[one - 1], "value": least, "most": most} for one, (least, most) in band.items()]
        layers.append(
            {
                "data": values(rows),
                "mark": {
                    "type": "area",
                    "color": SPRUCE_SOFT,
                    "opacity": 1,
                    "line": {"color": EDGE, "strokeWidth": 0.6},
                },
                "encoding": {"x": across, "y": up, "y2": {"field": "most"}},
            }
        )
    for (name, of), stroke in reversed(list(zip(lines, strokes, strict=True))):
        rows = [{"part": short[one - 1], "value": value, "line": name} for one, value in sorted(of.items())]
        named = {
            channel: {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": heads, "range": [one[place] for one in strokes]},
                "legend": legend,
            }
            for channel, place in (("color", 0), ("strokeDash", 1))
        }
        layers += [
            {
                "data": values(rows),
                "mark": {"type": "line", "strokeWidth": stroke[2], "strokeCap": "round"},
                "encoding": {"x": across, "y": up, **named},
            },
            {
                "data": values(rows),
                "mark": {
                    "type": "point",
                    "filled": True,
                    "opacity": 1,
                    "shape": stroke[3],
                    "size": 36,
                    "color": stroke[0],
                },
                "encoding": {"x": across, "y": up},
            },
        ]
    return framed(layers, size=size, height=330 if size is Size.WIDE else 300)


def _table(
    lines: Sequence[tuple[str, dict[int, float]]],
    band: dict[int, tuple[float, float]],
    *,
    names: Sequence[str],
    measure: Measure,
    caption: str,
    language: Language,
) -> Table:
    def level(value: float | None) -> str:
        return NOTHING if value is None else short_level(value, measure=measure, language=language)

    def span(pair: tuple[float, float] | None) -> str:
        if pair is None:
            return NOTHING
        return f"{number(pair[0], decimals=measure.decimals, language=language)}–{level(pair[1])}"

    rows = tuple(
        Row(
            name[:1].upper() + name[1:],
            (*(level(of.get(one)) for _, of in lines), *([span(band.get(one))] if band else [])),
        )
        for one, name in enumerate(names, start=1)
    )
    heads = [head for head, _ in lines]
    if band:
        earlier = EARLIER.to(language)
        heads.append(earlier[:1].upper() + earlier[1:])
    return Table(caption, (WHEN[len(names)].to(language), *heads), rows)
