"""The gap of a target: how far, how fast, how late, in people, and which gaps come first."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.followup.gap import largest_gaps, moved
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Gap, People, PeopleReason, Verdict

Judge = Callable[..., Verdict]
INDEX = {"unit": "index"}
# Six years from 40 to 45: 1 a year.
RISING = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}


def gap_of(found: Verdict) -> Gap:
    assert found.gap is not None
    return found.gap


@pytest.mark.parametrize(
    ("value", "year", "required", "over", "late"),
    [
        (60, 2030, 1.5, 1.5, 5.0),  # 15 in ten years; at 1 a year it takes fifteen
        (55, 2030, 1.0, 1.0, 0.0),
        (50, 2030, 0.5, 0.5, -5.0),
        (60, 2023, 5.0, 5.0, 12.0),
    ],
)
def test_distance_required_over_actual_pace_and_years_late(
    verdict: Judge, value: float, year: int, required: float, over: float, late: float
) -> None:
    gap = gap_of(verdict(RISING, "at_least", value=value, year=year, base=2015, indicator=INDEX))

    assert gap.distance == value - 45
    assert (gap.required, gap.actual) == (required, 1.0)
    assert (gap.required_over_actual, gap.years_late) == (over, late)


def test_a_gap_downwards_has_its_sign_and_the_same_ratio(verdict: Judge) -> None:
    falling = {year: 100 - value for year, value in RISING.items()}

    gap = gap_of(verdict(falling, "at_most", value=40, year=2030, base=2015, indicator=INDEX))

    assert (gap.distance, gap.required, gap.actual) == (-15, -1.5, -1)
    assert (gap.required_over_actual, gap.years_late) == (1.5, 5)


@pytest.mark.parametrize("figures", [dict.fromkeys(RISING, 45.0), {2015 + y: 45.0 - y for y in range(6)}])
def test_required_over_actual_and_years_late_are_undefined_the_wrong_way(
    verdict: Judge, figures: dict[int, float]
) -> None:
    gap = gap_of(verdict(figures, "at_least", value=60, year=2030, indicator=INDEX))

    assert (gap.required_over_actual, gap.years_late) == (None, None)
    assert gap.required == (60 - figures[2020]) / 10


def test_too_few_years_for_a_pace_leave_the_distance_and_what_is_required(verdict: Judge) -> None:
    found = verdict({2018: 43.0, 2020: 45.0}, "at_least", value=60, year=2030, indicator=INDEX)

    gap = gap_of(found)
    assert found.reach is Reach.NOT_JUDGED
    assert (gap.distance, gap.required, gap.actual) == (15, 1.5, None)
    assert (gap.required_over_actual, gap.years_late) == (None, None)


@pytest.mark.parametrize("method", ["destatis", "statcan", "un_progress", "eurostat", "theil_sen"])
def test_the_pace_is_destatis_whatever_the_method(verdict: Judge, method: str) -> None:
    figures = {2010: 0.0, 2011: 90.0} | RISING

    found = verdict(figures, "at_least", method=method, value=60, year=2030, indicator=INDEX)

    assert gap_of(found).actual == 1.0


@pytest.mark.parametrize(
    ("more", "start", "base_year", "left"),
    [
        ({"base": 2015}, 2020, 2015, 15 / 20),
        ({"base": 2017}, 2020, 2017, 15 / 18),
        ({}, 2016, 2016, 15 / 19),
        ({}, 2024, 2020, 1.0),  # the nearest before the strategy's first year
        ({"base": 2014}, 2020, None, None),
        ({}, 2014, None, None),
    ],
)
def test_the_share_left_counts_from_the_targets_base_else_the_strategys_first_year(
    verdict: Judge, more: dict[str, Any], start: int, base_year: int | None, left: float | None
) -> None:
    gap = gap_of(verdict(RISING, "at_least", value=60, year=2030, start=start, indicator=INDEX, **more))

    assert gap.left == pytest.approx(left)
    assert (gap.base_year, gap.base_value) == (base_year, RISING.get(base_year or 0))


def test_a_base_year_without_a_figure_is_the_nearest_before_it(verdict: Judge) -> None:
    figures = {year: value for year, value in RISING.items() if year != 2017}

    gap = gap_of(verdict(figures, "at_least", value=60, year=2030, start=2017, indicator=INDEX))

    assert (gap.base_year, gap.base_value) == (2016, 41)


def test_the_base_of_a_pace_is_the_year_it_counts_from(verdict: Judge) -> None:
    gap = gap_of(verdict(RISING, "pace", by=2, year=2030, start=2020, indicator=INDEX, **{"from": 2016}))

    assert gap.base_year == 2016
    assert gap.left == pytest.approx((69 - 45) / (69 - 41))


def test_the_base_is_never_across_a_break(verdict: Judge) -> None:
    broken = INDEX | {"breaks": [2017]}

    gap = gap_of(verdict(RISING, "at_least", value=60, year=2030, base=2016, indicator=broken))

    assert (gap.base_year, gap.left) == (None, None)


@pytest.mark.parametrize(
    ("value", "base", "left"),
    [
        (42, 2015, 0.0),  # met
        (45, 2015, 0.0),
        (60, 2020, 1.0),
        (46, 2019, 0.5),
    ],
)
def test_nothing_is_left_of_a_target_that_is_met(
    verdict: Judge, value: float, base: int, left: float
) -> None:
    assert (
        gap_of(verdict(RISING, "at_least", value=value, year=2030, base=base, indicator=INDEX)).left == left
    )


def test_the_share_left_is_undefined_where_the_base_was_already_there(verdict: Judge) -> None:
    figures = {2015 + year: 50.0 - year for year in range(6)}

    gap = gap_of(verdict(figures, "at_least", value=48, year=2030, base=2015, indicator=INDEX))

    assert (gap.left, gap.distance, gap.base_value) == (None, 3, 50)


def test_the_share_left_of_what_is_held_at_its_base_is_undefined(verdict: Judge) -> None:
    figures = {2015 + year: 50.0 - year for year in range(6)}

    gap = gap_of(verdict(figures, "hold", base=2015, indicator=INDEX))

    assert (gap.left, gap.distance, gap.base_value) == (None, 5, 50)


def test_more_than_the_whole_way_is_left_where_it_has_gone_the_wrong_way(verdict: Judge) -> None:
    figures = {2015 + year: 50.0 - year for year in range(6)}

    assert gap_of(verdict(figures, "at_least", value=60, year=2030, base=2015, indicator=INDEX)).left == 1.5


def test_nothing_is_left_where_too_few_years_say_so_already(verdict: Judge) -> None:
    found = verdict({2015: 40.0, 2020: 45.0}, "at_least", value=44, year=2030, base=2015)

    assert found.reach is Reach.NOT_JUDGED
    assert (gap_of(found).left, gap_of(found).required, gap_of(found).people) == (0, None, None)


def test_what_is_held_has_no_pace_that_is_required(verdict: Judge) -> None:
    gap = gap_of(verdict(RISING, "hold", value=50, indicator=INDEX))

    assert (gap.distance, gap.required, gap.required_over_actual, gap.years_late) == (5, None, None, None)


def test_a_target_year_that_has_passed_requires_no_pace(verdict: Judge) -> None:
    gap = gap_of(verdict(RISING, "at_least", value=50, year=2020, base=2015, indicator=INDEX))

    assert (gap.distance, gap.required, gap.years_late, gap.left) == (5, None, None, 0.5)


@pytest.mark.parametrize(("low", "high", "distance"), [(30, 41, -4), (46, 60, 1), (40, 50, 0)])
def test_the_gap_of_a_corridor_is_to_its_nearest_end(
    verdict: Judge, low: float, high: float, distance: float
) -> None:
    gap = gap_of(verdict(RISING, "corridor", low=low, high=high, indicator=INDEX))

    if distance:
        assert gap.distance == distance
    else:
        assert gap.left == 0


# --- in people ---

FOLK = {"13": {2018: 1000.0, 2019: 2000.0, 2021: 3000.0}}


@pytest.mark.parametrize(
    ("unit", "count", "of"),
    [
        ("percent", 6 / 100 * 2000, "people"),  # 2019: from 44 to 50
        ("per_1000", 6 / 1000 * 2000, "people"),
        ("per_100000", 6 / 100_000 * 2000, "people"),
        ("tonnes_per_person", 6 * 2000, "tonnes"),
        ("kg_per_person", 6 * 2000, "kg"),
        ("days", 6 * 2000, "days"),
    ],
)
def test_a_gap_in_people_is_that_of_the_latest_year_both_have(
    verdict: Judge, unit: str, count: float, of: str
) -> None:
    indicator = {"unit": unit, "people": "folk"}

    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=FOLK, indicator=indicator))

    assert gap.people is not None
    assert gap.people.count == pytest.approx(count)
    assert (gap.people.of, gap.people.year, gap.people.population) == (of, 2019, 2000)


@pytest.mark.parametrize("unit", ["people", "firms"])
def test_a_count_is_its_own_gap(verdict: Judge, unit: str) -> None:
    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, indicator={"unit": unit}))

    assert gap.people == People(count=5, of=unit, year=2020)


def test_an_indicator_may_say_what_its_gap_is_made_of(verdict: Judge) -> None:
    indicator = {"unit": "per_1000", "people": "folk", "counts": "firms"}

    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=FOLK, indicator=indicator))

    assert gap.people is not None
    assert gap.people.of == "firms"


@pytest.mark.parametrize("unit", ["index", "ratio", "kr", "percent_free", "kg per hushåll"])
def test_what_is_no_share_or_rate_is_not_told_in_people(verdict: Judge, unit: str) -> None:
    indicator = {"unit": unit, "people": "folk"}

    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=FOLK, indicator=indicator))

    assert gap.people == People(reason=PeopleReason.UNIT)


def test_without_a_population_there_is_no_gap_in_people(verdict: Judge) -> None:
    assert gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=FOLK)).people is None


@pytest.mark.parametrize(
    ("title", "ages", "formed"),
    [
        ("Invånare 25–64 år", None, False),
        ("Invånare 25–64 år", "all", True),
        ("Invånare", "25-64", False),
        ("Invånare", None, True),
        ("Invånare 65 år och äldre", None, False),
    ],
)
def test_a_gap_in_people_is_not_formed_where_the_ages_differ(
    verdict: Judge, title: str, ages: str | None, formed: bool
) -> None:
    indicator = {"people": "folk", "title": title, "ages": ages}

    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=FOLK, indicator=indicator))

    assert gap.people is not None
    assert (gap.people.reason is None) == formed
    if not formed:
        assert gap.people == People(reason=PeopleReason.AGES_DIFFER)


@pytest.mark.parametrize(
    "folk", [{}, {"13": {2014: 1.0, 2021: 1.0}}, {"12": {2020: 1.0}}, {"13": {2020: None}}]
)
def test_a_gap_in_people_needs_a_year_that_both_have(verdict: Judge, folk: dict[str, Any]) -> None:
    gap = gap_of(verdict(RISING, "at_least", value=50, year=2030, folk=folk, indicator={"people": "folk"}))

    assert gap.people == People(reason=PeopleReason.NO_COMMON_YEAR)


def test_the_population_is_that_of_the_targets_own_area(verdict: Judge) -> None:
    found = verdict(
        {"1380": RISING},
        "at_least",
        area="1380",
        value=50,
        year=2030,
        folk=FOLK | {"1380": {2020: 500.0}},
        indicator={"people": "folk"},
    )

    people = gap_of(found).people
    assert people is not None
    assert (people.count, people.year) == (25, 2020)


def test_a_population_after_the_edition_is_not_seen(verdict: Judge) -> None:
    found = verdict(
        RISING, "at_least", value=50, year=2030, edition=2018, folk=FOLK, indicator={"people": "folk"}
    )

    people = gap_of(found).people
    assert people is not None
    assert people.year == 2018
    assert people.count == pytest.approx(70)


def test_there_is_no_gap_in_people_in_a_year_that_met_the_target(verdict: Judge) -> None:
    figures = {2015: 52.0, 2016: 52.0, 2017: 51.0, 2018: 51.0, 2019: 48.0}
    folk = {"13": {2018: 1000.0}}

    gap = gap_of(verdict(figures, "at_least", value=50, year=2030, folk=folk, indicator={"people": "folk"}))

    assert gap.people is not None
    assert (gap.people.count, gap.people.year) == (0, 2018)


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("at_least", {"value": 45, "year": 2030}),  # met
        ("better_than", {"areas": ["12"], "year": 2030}),  # no gap in the indicator's unit
    ],
)
def test_what_is_met_or_worked_out_has_no_gap_in_people(
    verdict: Judge, form: str, more: dict[str, Any]
) -> None:
    places = {"13": RISING, "12": dict.fromkeys(RISING, 50.0)}

    gap = gap_of(verdict(places, form, folk=FOLK, indicator={"people": "folk"}, **more))

    assert gap.people is None


@settings(max_examples=60, deadline=None)
@given(
    levels=st.lists(st.integers(0, 200).map(lambda step: step / 2), min_size=4, max_size=8),
    value=st.integers(0, 100).map(float),
    size=st.integers(1, 10_000).map(float),
)
def test_gap_pace_and_people_hang_together(
    verdict: Judge, levels: list[float], value: float, size: float
) -> None:
    figures = {2012 + year: level for year, level in enumerate(levels)}
    last = max(figures)
    folk = {"13": {last: size}}

    found = verdict(
        figures, "at_least", value=value, year=2030, base=2012, folk=folk, indicator={"people": "folk"}
    )

    gap = gap_of(found)
    assert gap.distance == value - levels[-1]
    if levels[-1] >= value:
        assert (found.reach, gap.left, gap.people, gap.required) == (Reach.MET, 0, None, None)
        return
    assert gap.people is not None
    assert gap.people.count == pytest.approx(gap.distance / 100 * size)
    assert gap.required is not None
    assert gap.required * (2030 - last) == pytest.approx(gap.distance)
    assert (
        (gap.required_over_actual is None)
        == (gap.years_late is None)
        == (found.travel is not Travel.IMPROVING)
    )
    if gap.years_late is not None and gap.actual is not None and gap.required_over_actual is not None:
        assert gap.required_over_actual * gap.actual == pytest.approx(gap.required)
        assert gap.actual * (2030 + gap.years_late - last) == pytest.approx(gap.distance)
    if levels[0] < value:
        assert gap.left == pytest.approx((value - levels[-1]) / (value - levels[0]))


# --- which come first ---


def listed(target: str, reach: Reach, left: float | None, *, gap: bool = True) -> Verdict:
    return Verdict(
        target=target,
        element="e",
        indicator="i",
        area="13",
        form="at_least",
        travel=Travel.UNCHANGED,
        reach=reach,
        method="destatis",
        method_version=1,
        gap=Gap(distance=1.0, left=left) if gap else None,
    )


def test_the_largest_gaps_are_by_reach_then_by_the_share_left_then_by_name() -> None:
    verdicts = [
        listed("unjudged", Reach.NOT_JUDGED, 9.0),
        listed("met", Reach.MET, 0.0),
        listed("on-b", Reach.ON_TRACK, 0.4),
        listed("on-a", Reach.ON_TRACK, 0.4),
        listed("slow-none", Reach.TOO_SLOW, None),
        listed("slow-nothing", Reach.TOO_SLOW, None, gap=False),
        listed("slow-little", Reach.TOO_SLOW, 0.1),
        listed("slow-much", Reach.TOO_SLOW, 1.2),
        listed("wrong-none", Reach.WRONG_WAY, None),
        listed("wrong", Reach.WRONG_WAY, 0.05),
    ]

    assert [verdict.target for verdict in largest_gaps(verdicts)] == [
        "wrong",
        "wrong-none",
        "slow-much",
        "slow-little",
        "slow-none",
        "slow-nothing",
        "on-a",
        "on-b",
        "met",
        "unjudged",
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Reach), st.none() | st.integers(0, 8).map(lambda step: step / 4)),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_gaps_is_the_same_however_they_come(
    rows: list[tuple[Reach, float | None]], order: Any
) -> None:
    verdicts = [listed(f"t{place}", *row) for place, row in enumerate(rows)]
    shuffled = list(verdicts)
    order.shuffle(shuffled)

    assert largest_gaps(verdicts) == largest_gaps(shuffled)


@given(
    order=st.lists(st.sampled_from("abcdefgh"), unique=True),
    places=st.dictionaries(st.sampled_from("abcdxy"), st.integers(-2, 12)),
)
def test_a_moved_gap_stands_where_it_was_put_and_the_others_keep_their_order(
    order: list[str], places: dict[str, int]
) -> None:
    found = moved(order, places)
    assert sorted(found) == sorted(order)
    assert [one for one in found if one not in places] == [one for one in order if one not in places]
    alone = [one for one in places if one in order]
    if len(alone) == 1:
        assert found.index(alone[0]) == min(max(places[alone[0]], 1), len(order)) - 1


def test_two_moved_gaps_stand_where_they_were_put() -> None:
    assert moved("abcd", {"d": 1, "c": 2}) == ("d", "c", "a", "b")
