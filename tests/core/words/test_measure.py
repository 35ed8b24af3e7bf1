"""Units, decimals and ways of a target's numbers, and their shortest form."""

from typing import Any

import pytest

from laget.core.strategy.document import Indicator, StrategyDocument, Target
from laget.core.words.measure import Measure, measure, threshold_measure, way_of, whole_percent
from laget.core.words.numbers import THIN_SPACE
from laget.core.words.said import Language
from laget.core.words.short import short_distance, short_level

SOURCE = {"publisher": "kolada", "kpi": "N00000"}


def of(form: str, *, unit: str = "percent", better: str = "higher", **more: Any) -> tuple[Target, Indicator]:
    """Return a target of a form on an indicator with one decimal."""
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "exempel", "code": "13", "name": "Exempel"},
            "strategy": {"id": "s", "version": 1, "title": "S", "period": {"from": 2015}},
            "elements": [{"id": "e", "level": "outcome", "title": "Mål"}],
            "indicators": [
                {"id": "i", "title": "I", "unit": unit, "decimals": 1, "better": better, "source": SOURCE}
            ],
            "targets": [{"id": "t", "element": "e", "indicator": "i", "form": form} | more],
        }
    )
    return document.target("t"), document.indicator("i")


@pytest.mark.parametrize(
    ("form", "more", "unit", "decimals"),
    [
        ("at_least", {"value": 50}, "percent", 1),
        ("rank", {"at_most": 3}, "rank", 0),
        ("better_than", {"areas": ["00"]}, "index", 1),
        ("change_more_than", {"areas": ["00"], "base": 2018}, "ratio", 2),
        ("smaller_gap", {"groups": ["women", "men"], "value": 2}, "points", 1),
        ("smaller_gap", {"groups": ["women", "men"], "value": 2, "measure": "ratio"}, "ratio", 2),
        ("smaller_spread", {"measure": "range", "value": 2}, "points", 1),
        ("smaller_spread", {"measure": "share_below", "below": 40, "value": 2}, "percent", 1),
    ],
)
def test_a_form_has_its_own_unit_and_decimals(
    form: str, more: dict[str, Any], unit: str, decimals: int
) -> None:
    assert measure(*of(form, **more)) == Measure(unit, decimals)


@pytest.mark.parametrize(
    ("form", "more", "threshold", "decimals"),
    [
        ("at_least", {"value": 50}, 50.0, 0),
        ("at_least", {"value": 50, "year": 2030, "steps": {2027: 47.25}}, 47.25, 2),
        ("hold", {"value": 50}, 50.0, 0),
        ("hold", {}, 50.0, 1),  # the level of the base year is a figure
        ("change", {"by": "-60%", "base": 2015, "year": 2030}, 20.0, 1),
        ("smaller_gap", {"groups": ["women", "men"], "value": 2}, 2.0, 0),
        ("smaller_gap", {"groups": ["women", "men"], "base": 2015, "year": 2030}, 2.0, 1),
        ("better_than", {"areas": ["00"]}, 100.0, 0),
        ("rank", {"at_most": 3}, 3.0, 0),
    ],
)
def test_what_was_decided_has_the_decimals_it_was_decided_with(
    form: str, more: dict[str, Any], threshold: float, decimals: int
) -> None:
    target, indicator = of(form, **more)
    assert threshold_measure(threshold, target=target, indicator=indicator).decimals == decimals


@pytest.mark.parametrize(
    ("form", "more", "better", "way"),
    [
        ("at_least", {"value": 50}, "lower", 1),
        ("at_most", {"value": 50}, "higher", -1),
        ("hold", {}, "lower", -1),
        ("direction", {"way": "down"}, "higher", -1),
        ("change", {"by": "+5%", "base": 2015, "year": 2030}, "lower", 1),
        ("corridor", {"low": 40, "high": 45}, "higher", -1),
        ("corridor", {"low": 45, "high": 60}, "higher", 0),
        ("corridor", {"low": 55, "high": 60}, "higher", 1),
        ("rank", {"at_most": 3}, "higher", -1),
    ],
)
def test_the_way_towards_a_target_is_its_forms_own(
    form: str, more: dict[str, Any], better: str, way: int
) -> None:
    assert way_of(*of(form, better=better, **more), value=50.0) == way


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.0, (1, -1)), (0.004, (1, -1)), (0.006, (1, 0)), (0.12, (12, 0)), (0.994, (99, 0)), (1.0, (99, 1))],
)
def test_a_chance_is_never_none_and_never_certain(chance: float, told: tuple[int, int]) -> None:
    assert whole_percent(chance) == told


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "level", "distance", "language"),
    [
        ("percent", 1, 43.36, "43,4 %", "43,4 p.e.", "sv"),
        ("percent", 1, 43.36, "43.4 %", "43.4 pp", "en"),
        ("points", 1, 8.9, "8,9 p.e.", "8,9 p.e.", "sv"),
        ("per_100000", 0, 2958.0, "2 958", "2 958", "sv"),
        ("tonnes_per_person", 2, 4.08, "4,08 ton", "4,08 ton", "sv"),
        ("people", 0, 1.0, "1 person", "1 person", "sv"),
        ("people", 0, -45.0, "−45 personer", "−45 personer", "sv"),
        ("people", 0, 2.0, "2 people", "2 people", "en"),
        ("days", 1, 9.4, "9,4 dagar", "9,4 dagar", "sv"),
        ("kr", 0, 1500.0, "1 500 kr", "1 500 kr", "sv"),
        ("kr", 0, 1500.0, "1,500 SEK", "1,500 SEK", "en"),
        ("index", 1, 1.4, "index 1,4", "1,4 indexenheter", "sv"),
        ("ratio", 2, 0.98, "0,98", "0,98", "sv"),
        ("rank", 0, 1.0, "plats 1", "1 plats", "sv"),
        ("rank", 0, 5.0, "place 5", "5 places", "en"),
        ("poäng per elev", 0, 12.0, "12 poäng per elev", "12 poäng per elev", "sv"),
        ("kg per 100 m2", 0, 3.0, "3 kg per 100 m2", "3 kg per 100 m2", "sv"),
    ],
)
def test_a_level_and_a_distance_are_short_and_say_their_unit(
    unit: str, decimals: int, value: float, level: str, distance: str, language: Language
) -> None:
    measured = Measure(unit, decimals)
    assert short_level(value, measure=measured, language=language).replace(THIN_SPACE, " ") == level
    assert short_distance(value, measure=measured, language=language).replace(THIN_SPACE, " ") == distance
