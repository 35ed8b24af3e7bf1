"""Base years against the figures."""

from typing import Any

import pytest

from laget.core.areas import municipalities_of
from laget.core.series import Figures, Observation, table
from laget.core.strategy.consistency import base_year_faults
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.faults import path_text

HALLAND = [municipality.code for municipality in municipalities_of("13")]


def told(small: dict[str, Any], target: dict[str, Any], *rows: tuple[str, int, str]) -> list[tuple[str, str]]:
    """Return what is told of one target where the figures have these areas, years and groups."""
    small["targets"] = [{"id": "t", "element": "liv", "indicator": "utb", **target}]
    figures = Figures(
        table(Observation("utb", area, str(year), group=group, value=1.0) for area, year, group in rows)
    )
    found = base_year_faults(StrategyDocument.model_validate(small), figures)
    return [(path_text(fault.path), fault.said.sv) for fault in found]


def years(area: str, *observed: int, group: str = "total") -> list[tuple[str, int, str]]:
    return [(area, year, group) for year in observed]


LEVEL = {"form": "at_least", "value": 50, "year": 2030}
CHANGE = {"form": "change", "by": "-60%", "year": 2030}


def test_a_base_year_before_the_figures_begin_is_told(small: dict[str, Any]) -> None:
    assert told(small, {**LEVEL, "base": 2005}, *years("13", 2010, 2011)) == [
        ("targets[0].base", "2005 ligger före siffrorna, som börjar 2010; välj ett senare år")
    ]
    assert told(small, {**LEVEL, "base": 2010}, *years("13", 2010, 2011)) == []


def test_a_level_may_have_its_base_in_a_hole_and_a_change_may_not(small: dict[str, Any]) -> None:
    observed = years("13", 2010, 2013, 2014)

    assert told(small, {**LEVEL, "base": 2012}, *observed) == []
    assert told(small, {**CHANGE, "base": 2012}, *observed) == [
        (
            "targets[0].base",
            "det finns ingen siffra för 2012, så förändringen kan inte räknas; närmast är 2013",
        )
    ]


def test_the_figures_looked_at_are_those_of_the_targets_area(small: dict[str, Any]) -> None:
    observed = [*years("13", 2000, 2001), *years("1380", 2010)]

    assert told(small, {**CHANGE, "base": 2000, "area": "1380"}, *observed)
    assert told(small, {**CHANGE, "base": 2000}, *observed) == []


@pytest.mark.parametrize(
    ("target", "rows", "begins"),
    [
        (
            {"form": "smaller_gap", "groups": ["women", "men"]},
            [*years("13", 2005, group="women"), *years("13", 2012, group="men")],
            2012,
        ),
        (
            {"form": "change_more_than", "areas": ["19"]},
            [*years("13", 2000, 2005), *years("19", 2008)],
            2008,
        ),
        (
            {"form": "smaller_spread"},
            [row for code in HALLAND for row in years(code, 2011 if code == HALLAND[-1] else 2000)],
            2011,
        ),
    ],
    ids=["both groups", "the areas compared with", "every municipality"],
)
def test_the_figures_begin_where_all_that_the_form_needs_has_begun(
    small: dict[str, Any], target: dict[str, Any], rows: list[tuple[str, int, str]], begins: int
) -> None:
    assert told(small, {**target, "base": begins}, *rows) == []
    ((path, sentence),) = told(small, {**target, "base": begins - 1}, *rows)
    assert path == "targets[0].base"
    assert f"börjar {begins}" in sentence


def test_a_pace_and_a_budget_have_their_year_under_from(small: dict[str, Any]) -> None:
    pace = {"form": "pace", "by": "-6%", "from": 2009, "year": 2030}
    budget = {"form": "budget", "total": 30, "from": 2009, "year": 2030}

    assert [path for path, _ in told(small, pace, *years("13", 2010))] == ["targets[0].from"]
    assert [path for path, _ in told(small, budget, *years("13", 2010))] == ["targets[0].from"]


def test_what_has_no_figures_is_not_judged(small: dict[str, Any]) -> None:
    assert told(small, {**CHANGE, "base": 2000}, *years("19", 2010)) == []
    assert told(small, LEVEL, *years("13", 2010)) == []
