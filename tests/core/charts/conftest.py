"""Pictures of any figures, and Vega-Lite's own schema to hold specs against."""

from collections.abc import Callable
from typing import Any

import pytest
from altair.utils.schemapi import validate_jsonschema
from altair.vegalite.v6.schema.core import load_schema
from hypothesis import strategies as st

from laget.core.areas import COUNTRY, area, municipalities_of
from laget.core.charts.picture import (
    Aim,
    Doubt,
    Expected,
    Line,
    Places,
    Point,
    Role,
    Standing,
    Years,
    ranked,
)
from laget.core.strategy.document import Indicator

UNITS = ("percent", "per_1000", "people", "kr", "index", "tonnes_per_person", "grader")
PARTS = municipalities_of("13")
SQUARE = ((12.0, 56.0), (12.0, 57.0), (13.0, 57.0), (13.0, 56.0), (12.0, 56.0))


def indicator(unit: str = "percent", **more: Any) -> Indicator:
    return Indicator.model_validate(
        {
            "id": "matt",
            "title": {"sv": "Måttet <x> & ”y”", "en": "The measure <x> & “y”"},
            "unit": unit,
            "better": "higher",
            "source": {"publisher": "kolada", "kpi": "N01982"},
            **more,
        }
    )


LEVELS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@st.composite
def years(draw: st.DrawFn) -> Years:
    """A picture of years: one to five lines, with or without what is wanted and expected."""

    def line(name: str, role: Role) -> Line:
        known = sorted(draw(st.sets(st.integers(1990, 2030), min_size=1, max_size=30)))
        points = (
            Point(year, draw(LEVELS), draw(st.sampled_from(Doubt)), draw(st.integers(0, 1))) for year in known
        )
        return Line(name=name, role=role, points=tuple(points))

    is_groups = draw(st.booleans())
    names = ["kvinnor", "män", "utrikes födda", "inrikes födda", "åttio"][: draw(st.integers(1, 5))]
    lines = [line(name, Role.OTHER) for name in names]
    if not is_groups:
        lines = [line("Hallands län", Role.OWN), *lines[1:], line("riket", Role.COUNTRY)]
    last = lines[0].last.year
    low, middle, high = sorted(draw(st.tuples(LEVELS, LEVELS, LEVELS)))
    aims = st.builds(Aim, value=LEVELS, year=st.none() | st.integers(1990, 2050), is_step=st.booleans())
    return Years(
        indicator=indicator(draw(st.sampled_from(UNITS)), invented=draw(st.booleans())),
        place=area("13"),
        lines=tuple(lines),
        aims=tuple(draw(st.lists(aims, max_size=3))),
        expected=Expected(year=last + draw(st.integers(1, 15)), middle=middle, low=low, high=high)
        if not is_groups and draw(st.booleans())
        else None,
        breaks=tuple(draw(st.lists(st.integers(1990, 2030), max_size=2))),
    )


@st.composite
def places(draw: st.DrawFn) -> Places:
    """A picture of a county's municipalities, all of them or some."""
    measured = indicator(draw(st.sampled_from(UNITS)))
    there = draw(st.sets(st.sampled_from(PARTS), min_size=2))
    own = draw(st.sampled_from([None, *sorted(there, key=lambda one: one.code)]))
    standings = [
        Standing(area=one, value=draw(LEVELS), is_own=one == own)
        for one in sorted(there, key=lambda one: one.code)
    ]
    if draw(st.booleans()):
        standings += [Standing(area=one, value=draw(LEVELS), is_whole=True) for one in (area("13"), COUNTRY)]
    return Places(
        indicator=measured,
        within=area("13"),
        year=2022,
        standings=ranked(standings, indicator=measured),
        without=tuple(one for one in PARTS if one not in there),
        aim=draw(st.none() | LEVELS),
        shapes={one.code: ((SQUARE,),) for one in PARTS},
    )


@pytest.fixture(scope="session")
def valid() -> Callable[[dict[str, Any]], None]:
    """A check that a spec is one by Vega-Lite's own schema, as Altair carries it."""

    schema = load_schema()

    def check(spec: dict[str, Any]) -> None:
        fault = validate_jsonschema(spec, {"$ref": "#/definitions/TopLevelSpec"}, schema, raise_error=False)
        assert fault is None, fault

    return check
