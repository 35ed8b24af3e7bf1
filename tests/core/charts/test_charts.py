"""Charts: every spec is Vega-Lite, and the words and the table say what is drawn."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from laget.core.areas import area
from laget.core.charts.chart import Chart, bars_chart, map_chart, years_chart
from laget.core.charts.picture import Aim, Line, Places, Point, Role, Years
from laget.core.charts.spec.places import middle
from laget.core.strategy.document import said
from laget.core.words.said import Language
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import marked_numbers
from tests.core.charts.conftest import SQUARE, indicator, places, years

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=250, deadline=None)
NUMBER = re.compile(r"−?\d[\d\u202f,.]*\d|−?\d")
LANGUAGES: tuple[Language, Language] = ("sv", "en")
Valid = Callable[[dict[str, Any]], None]


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def in_the_table(chart: Chart) -> set[str]:
    cells = [cell for row in chart.table.rows for cell in (row.head, *row.cells)]
    return numbers(" ; ".join([*cells, *chart.table.columns, chart.table.caption]))


def shown(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False)


@FEW
@given(picture=years())
def test_lines_of_years_are_vega_lite(picture: Years, valid: Valid) -> None:
    chart = years_chart(picture, language="sv")
    valid(chart.wide)
    valid(chart.narrow)


@FEW
@given(picture=places())
def test_bars_and_maps_are_vega_lite(picture: Places, valid: Valid) -> None:
    for chart in (bars_chart(picture, language="en"), map_chart(picture, language="sv")):
        valid(chart.wide)
        valid(chart.narrow)


def test_the_schema_tells_a_spec_that_is_none(valid: Valid) -> None:
    spec = years_chart(PICTURE, language="sv").wide
    with pytest.raises(AssertionError):
        valid({**spec, "layer": [{"mark": {"type": "lin"}, "encoding": {}}]})


@MANY
@given(picture=years())
def test_the_sentence_of_years_says_no_number_that_the_table_does_not_hold(picture: Years) -> None:
    for language in LANGUAGES:
        chart = years_chart(picture, language=language)
        title = numbers(marked_numbers(said(picture.indicator.title).to(language)))
        cases = {"80", "100"}  # of which the table has its own row
        assert numbers(chart.sentence) - in_the_table(chart) - title - cases == set()


@MANY
@given(picture=years())
def test_the_table_of_years_holds_every_figure_that_is_drawn(picture: Years) -> None:
    table = years_chart(picture, language="sv").table
    for place, line in enumerate(picture.lines):
        rows = [row for row in table.rows if row.year is not None and row.cells[place] != "–"]
        assert [row.year for row in rows] == [point.year for point in line.points]
    assert len({len(row.cells) for row in table.rows} | {len(table.columns) - 1}) == 1
    assert len(table.rows) == len(picture.years) + len(picture.aims) + 2 * (picture.expected is not None)


@MANY
@given(picture=places())
def test_the_sentence_of_places_says_no_number_that_the_table_does_not_hold(picture: Places) -> None:
    for language in LANGUAGES:
        chart = bars_chart(picture, language=language)
        assert numbers(chart.sentence) <= in_the_table(chart)
        assert numbers(chart.description) <= in_the_table(chart) | numbers(chart.title)


@MANY
@given(picture=places())
def test_every_place_has_a_row_and_a_bar_and_what_has_no_figure_says_so(picture: Places) -> None:
    chart = bars_chart(picture, language="sv")
    rows = chart.table.rows
    assert [row.area for row in rows if row.area is not None] == [one.area.code for one in picture.standings]
    lacking = [row for row in rows if row.cells == ("uppgift saknas",)]
    assert [row.head for row in lacking] == [GRAMMARS["sv"].place(one) for one in picture.without]
    assert all(row.area is None for row in lacking)  # nothing to lead to
    bars = chart.wide["layer"][0]["data"]["values"]
    assert [bar["value"] for bar in bars] == [one.value for one in picture.standings]


@MANY
@given(picture=places())
def test_a_higher_figure_is_never_lighter_on_the_map(picture: Places) -> None:
    spec = map_chart(picture, language="sv").wide
    scale = spec["layer"][0]["encoding"]["opacity"]["scale"]
    opacity = dict(zip(scale["domain"], scale["range"], strict=True))
    features = dict(zip(picture.shapes, spec["datasets"]["areas"], strict=True))
    figures = sorted(picture.parts, key=lambda one: one.value)
    shades = [opacity[features[one.area.code]["shade"]] for one in figures]
    assert shades == sorted(shades)
    assert all(opacity[features[one.code]["shade"]] == 0 for one in picture.without)


def line(name: str, role: Role, *levels: float, first: int = 2018) -> Line:
    points = tuple(Point(first + place, level) for place, level in enumerate(levels))
    return Line(name=name, role=role, points=points)


PICTURE = Years(
    indicator=indicator(),
    place=area("13"),
    lines=(line("Hallands län", Role.OWN, 40.0, 41.5, 43.4), line("riket", Role.COUNTRY, 42.0, 44.0, 46.2)),
    aims=(Aim(value=50, year=2030),),
)


def test_a_chart_says_what_goes_up_what_it_stands_beside_and_what_is_wanted() -> None:
    chart = years_chart(PICTURE, language="sv")
    assert chart.title == "Måttet <x> & ”y”, Hallands län 2018–2020"
    assert chart.sentence == (
        "Nivån ökade från 40,0 procent 2018 till 43,4 procent 2020. Riket: 46,2 procent 2020. Mål: 50 % 2030."
    )
    english = years_chart(PICTURE, language="en").sentence
    assert "from 40.0 per cent in 2018 to 43.4 per cent in 2020" in english


def test_lines_differ_in_more_than_colour() -> None:
    drawn = [
        layer for layer in years_chart(PICTURE, language="sv").wide["layer"] if "strokeDash" in str(layer)
    ]
    scales = [one["encoding"]["strokeDash"]["scale"] for one in drawn if "strokeDash" in one["encoding"]]
    assert scales
    assert len({tuple(dash) for dash in scales[0]["range"]}) == len(PICTURE.lines)


def test_every_colour_is_a_token() -> None:
    for chart in (years_chart(PICTURE, language="sv"),):
        text = shown(chart.wide) + shown(chart.narrow)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)
        assert "var(--spruce)" in text


@pytest.mark.parametrize(("size", "width"), [("wide", 720), ("narrow", 320)])
def test_a_chart_has_a_width_for_the_page_and_one_for_the_phone(size: str, width: int) -> None:
    spec = getattr(years_chart(PICTURE, language="sv"), size)
    assert (spec["width"], spec["autosize"]["contains"]) == (width, "padding")


def test_a_name_stands_in_the_middle_of_its_area() -> None:
    assert middle(((SQUARE,),)) == pytest.approx((12.5, 56.5))
