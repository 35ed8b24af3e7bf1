"""Targets on gaps between groups, spread over municipalities, and the municipality that comes last."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.areas import MUNICIPALITIES, municipalities_of
from laget.core.followup.methods.method import Kind
from laget.core.followup.reason import Reason
from laget.core.followup.target import Judgeable
from laget.core.followup.verdict import NoteKind, Why

Formed = Callable[..., Judgeable]
Refused = Callable[..., Why]
HALLAND = [place.code for place in municipalities_of("13")]
WOMEN = {2015: 45.0, 2016: 46.0, 2017: 40.0, 2019: 50.0}
MEN = {2015: 35.0, 2016: 41.0, 2017: 44.0, 2018: 36.0, 2019: 46.0}
GROUPS = {("13", "women"): WOMEN, ("13", "men"): MEN}
BOTH = ["women", "men"]


def values(found: Judgeable) -> dict[int, float]:
    return dict(zip(found.series.years, found.series.values, strict=True))


def towns(*levels: list[float], first: int = 2015) -> dict[str, dict[int, Any]]:
    """The six municipalities of Halland: a list of levels for each year."""
    return {
        code: {first + year: level[place] for year, level in enumerate(levels)}
        for place, code in enumerate(HALLAND)
    }


TOWNS = towns([20, 24, 30, 36, 40, 50], [25, 25, 30, 36, 40, 45], [30, 28, 30, 36, 40, 42])


@pytest.mark.parametrize("groups", [["women", "men"], ["men", "women"]])
def test_a_gap_is_the_absolute_difference_in_years_in_which_both_have_a_figure(
    formed: Formed, groups: list[str]
) -> None:
    found = formed(GROUPS, "smaller_gap", groups=groups, base=2015, year=2030)

    assert values(found) == {2015: 10, 2016: 5, 2017: 4, 2019: 4}
    case = found.case
    assert (case.threshold, case.way, case.kind, case.year, case.strict) == (5, -1, Kind.VALUE, 2030, False)
    assert (found.own, found.same_unit) == (False, True)


@pytest.mark.parametrize("groups", [["women", "men"], ["men", "women"]])
def test_a_gap_as_a_ratio_is_the_larger_over_the_smaller(formed: Formed, groups: list[str]) -> None:
    found = formed(GROUPS, "smaller_gap", groups=groups, measure="ratio", base=2015, year=2030)

    assert values(found) == pytest.approx({2015: 45 / 35, 2016: 46 / 41, 2017: 44 / 40, 2019: 50 / 46})
    assert found.case.threshold == pytest.approx(45 / 35 * 0.5)
    assert not found.same_unit


@pytest.mark.parametrize(
    ("more", "threshold"),
    [
        ({"base": 2016}, 2.5),
        ({"base": 2015, "to": "80%"}, 8.0),
        ({"base": 2015, "to": "0%"}, 0.0),
        ({"value": 3}, 3.0),
        ({"value": 3, "base": 2015}, 3.0),
    ],
)
def test_a_gap_shall_fall_to_a_share_of_the_bases_or_to_a_value(
    formed: Formed, more: dict[str, Any], threshold: float
) -> None:
    assert formed(GROUPS, "smaller_gap", groups=BOTH, **more).case.threshold == pytest.approx(threshold)


@pytest.mark.parametrize(
    ("more", "reason"),
    [({}, Reason.NO_BASE), ({"base": 2018}, Reason.NO_BASE), ({"base": 2010}, Reason.NO_BASE)],
)
def test_a_gap_without_a_base_that_both_have_is_refused(
    refused: Refused, more: dict[str, Any], reason: Reason
) -> None:
    assert refused(GROUPS, "smaller_gap", groups=BOTH, **more).reason is reason


def test_a_gap_whose_base_lies_across_a_break_is_refused(refused: Refused) -> None:
    why = refused(GROUPS, "smaller_gap", groups=BOTH, base=2015, indicator={"breaks": [2016]})

    assert (why.reason, why.years) == (Reason.BREAK, (2015,))


def test_groups_without_a_figure_are_named(refused: Refused) -> None:
    why = refused(GROUPS, "smaller_gap", groups=["women", "born_abroad"], value=3)

    assert (why.reason, why.groups, why.areas) == (Reason.NO_GROUP, ("born_abroad",), ())


def test_groups_whose_figures_begin_after_the_target_year_are_not_said_to_be_lacking(
    refused: Refused,
) -> None:
    why = refused(GROUPS, "smaller_gap", groups=BOTH, value=3, year=2014)

    assert why.reason is Reason.TARGET_BEFORE_FIGURES


@pytest.mark.parametrize("low", [0.0, -2.0])
def test_a_ratio_to_zero_or_less_is_refused_and_a_difference_is_not(
    formed: Formed, refused: Refused, low: float
) -> None:
    places = {("13", "women"): {2015: 6.0, 2016: low}, ("13", "men"): {2015: 4.0, 2016: 4.0}}
    unit = {"unit": "index"}

    why = refused(places, "smaller_gap", groups=BOTH, measure="ratio", value=2, indicator=unit)

    assert (why.reason, why.years) == (Reason.NO_RATIO, (2016,))
    assert values(formed(places, "smaller_gap", groups=BOTH, value=2, indicator=unit))[2016] == 4.0 - low


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"measure": "range"}, {2015: 30, 2016: 20, 2017: 14}),
        ({"measure": "ratio"}, {2015: 2.5, 2016: 1.8, 2017: 1.5}),
        ({"measure": "share_below", "below": 30}, {2015: 100 / 3, 2016: 100 / 3, 2017: 100 / 6}),
    ],
)
def test_spread_is_over_all_municipalities(
    formed: Formed, measure: dict[str, Any], expected: dict[int, float]
) -> None:
    found = formed(TOWNS, "smaller_spread", base=2015, year=2030, **measure)

    assert values(found) == pytest.approx(expected)
    assert found.case.threshold == pytest.approx(expected[2015] / 2)
    assert (found.case.way, found.case.kind, found.own) == (-1, Kind.VALUE, False)
    assert found.same_unit == (measure["measure"] == "range")


def test_spread_may_fall_to_a_share_of_its_own_or_to_a_value(formed: Formed) -> None:
    assert formed(TOWNS, "smaller_spread", base=2016, to="80%").case.threshold == 16.0
    assert formed(TOWNS, "smaller_spread", base=2016, value=12).case.threshold == 12.0


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("smaller_spread", {"value": 5}),
        ("all_at_least", {"value": 30}),
        ("all_at_most", {"value": 30}),
    ],
)
def test_only_years_in_which_every_municipality_has_a_figure_count(
    formed: Formed, refused: Refused, form: str, more: dict[str, Any]
) -> None:
    hole = {code: dict(years) for code, years in TOWNS.items()}
    hole["1384"][2016] = None
    none = {code: years for code, years in TOWNS.items() if code not in {"1315", "1384"}}

    assert formed(hole, form, **more).series.years == (2015, 2017)
    why = refused(none, form, **more)
    assert (why.reason, why.areas) == (Reason.NO_FIGURE, ("1315", "1384"))


def test_the_county_and_other_counties_municipalities_are_not_part_of_the_spread(formed: Formed) -> None:
    places = TOWNS | {"13": {2015: 99.0}, "00": {2015: 99.0}, "1280": {2015: 99.0}}

    assert values(formed(places, "smaller_spread", value=5))[2015] == 30


@pytest.mark.parametrize(
    ("form", "way", "expected", "where"),
    [
        ("all_at_least", 1, {2015: 20, 2016: 25, 2017: 28}, ("1380",)),
        ("all_at_most", -1, {2015: 50, 2016: 45, 2017: 42}, ("1384",)),
    ],
)
def test_all_is_the_municipality_that_comes_last_and_which_it_is(
    formed: Formed, form: str, way: int, expected: dict[int, float], where: tuple[str, ...]
) -> None:
    found = formed(TOWNS, form, value=30, year=2030)

    assert values(found) == expected
    case = found.case
    assert (case.threshold, case.way, case.kind, case.year) == (30, way, Kind.VALUE, 2030)
    assert (found.own, found.same_unit) == (False, True)
    (note,) = found.notes
    assert note.kind is NoteKind.EXTREME
    assert (note.years, note.value, note.areas) == ((2017,), expected[2017], where)


def test_municipalities_that_come_last_together_are_both_named(formed: Formed) -> None:
    (note,) = formed(TOWNS, "all_at_least", value=30, year=2016).notes

    assert note.areas == ("1315", "1380")


@pytest.mark.parametrize(
    ("form", "more"),
    [("smaller_spread", {"value": 5}), ("all_at_least", {"value": 30}), ("all_at_most", {"value": 30})],
)
def test_the_country_means_every_municipality_and_another_county_its_own(
    formed: Formed, refused: Refused, form: str, more: dict[str, Any]
) -> None:
    everywhere: dict[Any, Any] = {place.code: {2015: 30.0} for place in MUNICIPALITIES}
    everywhere["0980"] = {2015: 10.0}

    assert formed(everywhere, form, area="00", **more).series.years == (2015,)
    gotland = formed(everywhere, form, area="09", **more)  # one municipality
    assert values(gotland) == {2015: 0.0 if form == "smaller_spread" else 10.0}
    del everywhere["2584"]
    assert refused(everywhere, form, area="00", **more).areas == ("2584",)


@pytest.mark.parametrize(
    ("form", "more"),
    [("smaller_spread", {"value": 5}), ("all_at_least", {"value": 30}), ("all_at_most", {"value": 30})],
)
def test_a_municipality_has_no_municipalities(refused: Refused, form: str, more: dict[str, Any]) -> None:
    why = refused(TOWNS, form, area="1380", **more)

    assert (why.reason, why.areas) == (Reason.NO_FIGURE, ("1380",))


def test_a_share_below_nothing_is_refused(refused: Refused) -> None:
    assert refused(TOWNS, "smaller_spread", measure="share_below", value=5).reason is Reason.NO_RULE


def test_a_spread_as_a_ratio_to_zero_is_refused_and_names_the_municipality(refused: Refused) -> None:
    places = towns([20, 24, 30, 36, 40, 50], [25, 0, 30, 36, 40, 0])

    why = refused(places, "smaller_spread", measure="ratio", value=5)

    assert (why.reason, why.years, why.areas) == (Reason.NO_RATIO, (2016,), ("1380", "1384"))


@pytest.mark.parametrize(
    ("form", "more"),
    [("smaller_spread", {"base": 2016, "value": None}), ("all_at_least", {"value": 30})],
)
def test_municipal_figures_after_the_target_year_and_before_a_break_are_not_seen(
    formed: Formed, form: str, more: dict[str, Any]
) -> None:
    found = formed(TOWNS, form, year=2016, indicator={"breaks": [2016, 2017]}, **more)

    assert found.series.years == (2016,)


def test_the_gap_itself_is_told_as_several_years_where_its_figures_are(formed: Formed) -> None:
    groups = {("13", group): {"2016-2019": 40.0, "2017-2020": 42.0} for group in BOTH}

    assert formed(groups, "smaller_gap", groups=BOTH, value=3).series.spans == ("2016-2019", "2017-2020")


@settings(max_examples=60, deadline=None)
@given(
    levels=st.lists(st.lists(st.integers(0, 20).map(float), min_size=6, max_size=6), min_size=1, max_size=4),
    below=st.integers(0, 20),
)
def test_spread_and_extremes_are_those_of_each_years_row(
    formed: Formed, levels: list[list[float]], below: int
) -> None:
    places = towns(*levels)

    share = formed(places, "smaller_spread", measure="share_below", below=below, value=5)
    assert list(share.series.values) == [100 * sum(v < below for v in row) / 6 for row in levels]
    spread = formed(places, "smaller_spread", value=5)
    assert list(spread.series.values) == [max(row) - min(row) for row in levels]
    lowest = formed(places, "all_at_least", value=5)
    assert list(lowest.series.values) == [min(row) for row in levels]
    (note,) = lowest.notes
    assert [levels[-1][HALLAND.index(code)] for code in note.areas] == [min(levels[-1])] * len(note.areas)
    assert len(note.areas) == levels[-1].count(min(levels[-1]))
