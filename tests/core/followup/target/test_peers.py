"""Targets beside other areas: better than them, changed more than they, and rank."""

from collections.abc import Callable
from statistics import mean, median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.areas import COUNTIES
from laget.core.followup.methods.method import Kind
from laget.core.followup.reason import Reason
from laget.core.followup.target import Judgeable
from laget.core.followup.verdict import Why

Formed = Callable[..., Judgeable]
Refused = Callable[..., Why]
Places = dict[str, dict[int, float | None]]

OWN: dict[int, float | None] = {2018: 40.0, 2019: 42.0, 2020: 45.0, 2021: 48.0}
PLACES: Places = {
    "13": OWN,
    "12": {2018: 50.0, 2019: 50.0, 2020: 50.0, 2021: 60.0},
    "14": {2018: 30.0, 2019: 40.0, 2020: 42.0, 2021: 36.0},
    "06": {2018: 46.0, 2019: 44.0, 2021: 42.0},
}


def values(found: Judgeable) -> dict[int, float]:
    return dict(zip(found.series.years, found.series.values, strict=True))


@pytest.mark.parametrize(
    ("how", "better", "reference"),
    [
        ("each", "higher", max),
        ("each", "lower", min),
        ("mean", "higher", mean),
        ("mean", "lower", mean),
        ("median", "higher", median),
        ("median", "lower", median),
    ],
)
def test_better_than_is_own_over_the_reference_in_years_where_all_have_a_figure(
    formed: Formed, how: str, better: str, reference: Callable[[list[float]], float]
) -> None:
    found = formed(
        PLACES, "better_than", areas=["12", "14", "06"], how=how, year=2030, indicator={"better": better}
    )

    assert values(found) == pytest.approx(
        {
            2018: 40 / reference([50, 30, 46]) * 100,
            2019: 42 / reference([50, 40, 44]) * 100,
            2021: 48 / reference([60, 36, 42]) * 100,
        }
    )
    case = found.case
    assert (case.threshold, case.way, case.strict) == (100.0, 1 if better == "higher" else -1, True)
    assert (case.kind, case.year) == (Kind.VALUE, 2030)
    assert not found.own


@settings(max_examples=60, deadline=None)
@given(
    figures=st.lists(st.lists(st.integers(1, 40), min_size=3, max_size=3), min_size=1, max_size=8),
    better=st.sampled_from(["higher", "lower"]),
)
def test_each_is_passed_exactly_when_every_area_is_beaten(
    formed: Formed, figures: list[list[int]], better: str
) -> None:
    places = {
        place: {2010 + year: float(row[column]) for year, row in enumerate(figures)}
        for column, place in enumerate(["13", "12", "14"])
    }

    found = formed(places, "better_than", areas=["12", "14"], how="each", indicator={"better": better})

    way = found.case.way
    beaten = [all(way * (row[0] - other) > 0 for other in row[1:]) for row in figures]
    assert [way * (value - 100) > 1e-9 for value in found.series.values] == beaten


@pytest.mark.parametrize(("form", "more"), [("better_than", {}), ("change_more_than", {"base": 2018})])
def test_an_area_without_figures_is_named(refused: Refused, form: str, more: dict[str, Any]) -> None:
    why = refused(PLACES, form, areas=["12", "19", "07"], **more)

    assert (why.reason, why.areas) == (Reason.NO_FIGURE, ("19", "07"))


def test_areas_that_share_no_year_have_no_figure(refused: Refused) -> None:
    places = {"13": {2018: 1.0, 2020: 1.0}, "12": {2019: 1.0, 2021: 1.0}}

    assert refused(places, "better_than", areas=["12"]).reason is Reason.NO_FIGURE


def test_a_target_year_before_the_years_that_all_share_is_before_the_figures(refused: Refused) -> None:
    places = {"13": {2016: 1.0, 2020: 1.0}, "12": {2020: 1.0, 2021: 1.0}}

    assert refused(places, "better_than", areas=["12"], year=2018).reason is Reason.TARGET_BEFORE_FIGURES


@pytest.mark.parametrize("how", ["each", "mean", "median"])
@pytest.mark.parametrize("reference", [0.0, -3.0])
def test_a_reference_of_zero_or_less_gives_no_ratio(refused: Refused, how: str, reference: float) -> None:
    places = {"13": {2018: 4.0, 2019: 4.0}, "12": {2018: 5.0, 2019: reference}}

    why = refused(places, "better_than", areas=["12"], how=how, indicator={"unit": "index"})

    assert (why.reason, why.years, why.areas) == (Reason.NO_RATIO, (2019,), ("12",))


def test_a_reference_below_zero_names_the_areas_that_make_it_so(refused: Refused) -> None:
    places = {"13": {2018: 4.0}, "12": {2018: 0.5}, "14": {2018: -3.0}, "06": {2018: 0.0}}

    why = refused(places, "better_than", areas=["12", "14", "06"], how="mean", indicator={"unit": "index"})

    assert why.areas == ("14", "06")


def test_a_zero_in_a_year_that_not_all_have_does_not_matter(formed: Formed) -> None:
    places = {"13": {2018: 4.0, 2019: 4.0}, "12": {2017: 0.0, 2019: 5.0}}

    assert values(formed(places, "better_than", areas=["12"])) == {2019: 80.0}


def test_an_area_with_nothing_of_a_burden_is_better_than_the_others(formed: Formed) -> None:
    places = {"13": {2018: 0.0}, "12": {2018: 5.0}}

    assert values(formed(places, "better_than", areas=["12"], indicator={"better": "lower"})) == {2018: 0.0}


def test_the_county_among_its_own_peers_is_never_better_than_itself(formed: Formed) -> None:
    found = formed(PLACES, "better_than", areas=["13", "14"], how="each")

    assert max(found.series.values) <= 100


@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("how", ["mean", "median"])
def test_change_more_than_is_index_over_index_of_the_reference_without_the_base_year(
    formed: Formed, how: str, better: str
) -> None:
    reference = mean if how == "mean" else median

    found = formed(
        PLACES,
        "change_more_than",
        areas=["12", "14", "06"],
        how=how,
        base=2018,
        year=2030,
        indicator={"better": better},
    )

    start = reference([50, 30, 46])
    assert values(found) == pytest.approx(
        {
            2019: (42 / 40) / (reference([50, 40, 44]) / start),
            2021: (48 / 40) / (reference([60, 36, 42]) / start),
        }
    )
    assert (found.case.threshold, found.case.strict) == (1.0, True)
    assert (found.case.way, found.case.year) == (1 if better == "higher" else -1, 2030)


@pytest.mark.parametrize(("better", "best"), [("higher", max), ("lower", min)])
def test_each_asks_for_more_change_than_the_one_that_changed_most(
    formed: Formed, better: str, best: Callable[[list[float]], float]
) -> None:
    found = formed(
        PLACES, "change_more_than", areas=["12", "14"], how="each", base=2018, indicator={"better": better}
    )

    assert values(found) == pytest.approx(
        {
            2019: 42 / 40 / best([50 / 50, 40 / 30]),
            2020: 45 / 40 / best([50 / 50, 42 / 30]),
            2021: 48 / 40 / best([60 / 50, 36 / 30]),
        }
    )


def test_years_before_the_base_year_are_no_change_since_it(formed: Formed) -> None:
    assert list(values(formed(PLACES, "change_more_than", areas=["12"], base=2019))) == [2020, 2021]


@pytest.mark.parametrize(("area", "base"), [("06", 2020), ("12", 2017)])
def test_change_more_than_is_refused_where_one_has_no_base(refused: Refused, area: str, base: int) -> None:
    why = refused(PLACES, "change_more_than", areas=[area], base=base)

    assert (why.reason, why.years) == (Reason.NO_BASE, (base,))


def test_a_base_year_that_is_the_last_leaves_no_figure(refused: Refused) -> None:
    assert refused(PLACES, "change_more_than", areas=["12"], base=2021).reason is Reason.NO_FIGURE


def test_change_more_than_is_not_counted_across_a_break(refused: Refused) -> None:
    why = refused(PLACES, "change_more_than", areas=["12"], base=2018, indicator={"breaks": [2019]})

    assert (why.reason, why.years) == (Reason.BREAK, (2018,))


@pytest.mark.parametrize("how", ["each", "mean", "median"])
@pytest.mark.parametrize("low", [0.0, -1.0])
@pytest.mark.parametrize("place", ["13", "12"])
@pytest.mark.parametrize("year", [2018, 2020])
def test_growth_from_or_to_zero_or_less_is_not_formed(
    refused: Refused, how: str, low: float, place: str, year: int
) -> None:
    places: Places = {"13": {2017: -1.0, **OWN}, "12": {2017: 0.0, 2018: 5.0, 2019: 5.0, 2020: 5.0}}
    places[place] = places[place] | {year: low}

    why = refused(places, "change_more_than", areas=["12"], how=how, base=2018, indicator={"unit": "index"})

    assert (why.reason, why.years, why.areas) == (Reason.NO_RATIO, (year,), (place,))


def test_growth_between_small_values_is_formed(formed: Formed) -> None:
    places = {"13": {2018: 0.25, 2019: 0.5}, "12": {2018: 0.5, 2019: 0.5}}

    assert values(formed(places, "change_more_than", areas=["12"], base=2018)) == {2019: 2.0}


def test_what_was_zero_or_less_before_the_base_year_does_not_matter(formed: Formed) -> None:
    places: Places = {"13": {2017: -1.0, **OWN}, "12": {2017: 0.0, 2018: 5.0, 2019: 5.0}}

    found = formed(places, "change_more_than", areas=["12"], base=2018, indicator={"unit": "index"})

    assert values(found) == pytest.approx({2019: 42 / 40})


def counties(*, but: int = 0, **own: float) -> dict[str, dict[int, float]]:
    """Every county in 2020: the values 1 to 21 in code order, without the last so many."""
    codes = [county.code for county in COUNTIES][: 21 - but]
    return {code: {2020: float(place)} for place, code in enumerate(codes, start=1)} | {
        code.removeprefix("c"): {2020: value} for code, value in own.items()
    }


@pytest.mark.parametrize(
    ("better", "value", "rank"),
    [
        ("higher", 22.0, 1),
        ("higher", 20.5, 2),
        ("higher", 0.0, 21),
        ("lower", 0.0, 1),
        ("lower", 1.5, 2),
        ("lower", 22.0, 21),
        ("higher", 21.0, 1),  # as good as the best
        ("higher", 20.0, 2),  # as good as the second
        ("lower", 3.0, 3),  # as good as the third
    ],
)
def test_rank_is_one_more_than_the_counties_that_are_strictly_better(
    formed: Formed, better: str, value: float, rank: int
) -> None:
    found = formed(counties(c13=value), "rank", at_most=5, year=2030, indicator={"better": better})

    assert values(found) == {2020: rank}
    case = found.case
    assert (case.threshold, case.way, case.strict, case.kind) == (5.0, -1, False, Kind.VALUE)


def test_counties_that_differ_by_rounding_only_share_their_place(formed: Formed) -> None:
    found = formed(counties(c13=0.1 + 20.2, c12=20.3, c14=20.3), "rank", at_most=5)

    assert values(found) == {2020: 2}  # the county of 21 alone is better


def test_the_country_and_municipalities_take_no_place(formed: Formed) -> None:
    places = counties(c13=22.0) | {"00": {2020: 99.0}, "1380": {2020: 99.0}}

    assert values(formed(places, "rank", at_most=5)) == {2020: 1}


@pytest.mark.parametrize(
    ("but", "of", "judged"), [(0, 21, True), (1, 21, False), (3, 18, True), (4, 18, False)]
)
def test_a_year_counts_when_as_many_counties_as_asked_have_a_figure(
    formed: Formed, refused: Refused, but: int, of: int, judged: bool
) -> None:
    places = counties(but=but)

    if judged:
        assert list(values(formed(places, "rank", at_most=5, of=of))) == [2020]
    else:
        assert refused(places, "rank", at_most=5, of=of).reason is Reason.TOO_FEW_COUNTIES


def test_only_the_years_with_enough_counties_are_ranked(formed: Formed) -> None:
    places = counties()
    for place in places.values():
        place[2021] = place[2020]
    del places["25"][2021]

    assert list(values(formed(places, "rank", at_most=5))) == [2020]
    assert list(values(formed(places, "rank", at_most=5, of=20))) == [2020, 2021]


@pytest.mark.parametrize("place", ["00", "1380"])
def test_what_is_no_county_has_no_rank(refused: Refused, place: str) -> None:
    places = counties() | {place: {2020: 5.0}}

    assert refused(places, "rank", at_most=5, area=place).reason is Reason.TOO_FEW_COUNTIES


def test_a_rank_after_the_target_year_is_not_seen(refused: Refused) -> None:
    assert refused(counties(), "rank", at_most=5, year=2019).reason is Reason.TARGET_BEFORE_FIGURES


@settings(max_examples=60, deadline=None)
@given(
    levels=st.lists(st.integers(0, 6), min_size=21, max_size=21),
    better=st.sampled_from(["higher", "lower"]),
)
def test_as_many_are_ahead_as_a_sorted_list_says(formed: Formed, levels: list[int], better: str) -> None:
    places = {county.code: {2020: float(level)} for county, level in zip(COUNTIES, levels, strict=True)}

    found = formed(places, "rank", at_most=5, indicator={"better": better})

    best_first = sorted(levels, reverse=better == "higher")
    assert values(found) == {2020: 1 + best_first.index(int(places["13"][2020]))}


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("better_than", {"areas": ["12"], "base": 2019}),
        ("change_more_than", {"areas": ["12"], "base": 2019}),
        ("rank", {"at_most": 3, "of": 2, "base": 2019}),
    ],
)
def test_methods_are_told_the_base_year_that_is_asked_for(
    formed: Formed, form: str, more: dict[str, Any]
) -> None:
    assert formed(PLACES, form, **more).case.base_year == 2019


@pytest.mark.parametrize("order", [["13", "12"], ["12", "13"]])
def test_what_rests_on_several_years_in_one_area_does_in_what_is_worked_out(
    formed: Formed, order: list[str]
) -> None:
    single, several = order
    places = {single: {2019: 4.0, 2020: 4.0}, several: {"2016-2019": 5.0, 2020: 5.0}}

    assert formed(places, "better_than", areas=["12"]).series.spans == ("2016-2019", "2020")


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("better_than", {"areas": ["12"]}),
        ("change_more_than", {"areas": ["12"], "base": 2018}),
        ("rank", {"at_most": 3, "of": 2}),
    ],
)
def test_what_is_preliminary_or_on_few_cases_in_one_area_is_so_in_what_is_worked_out(
    formed: Formed, form: str, more: dict[str, Any]
) -> None:
    places = {
        "13": {2018: 4.0, 2019: (4.0, "", 50), 2020: (4.0, "", 3), 2021: 4.0},
        "12": {2018: 5.0, 2019: (5.0, "", 8), 2020: 5.0, 2021: (5.0, "preliminary")},
    }

    series = formed(places, form, **more).series

    assert series.years[-2:] == (2019, 2021)
    assert series.years_with("preliminary") == (2021,)
    assert series.uncertain == (2019,)
    assert series.suppressed == (2020,)
