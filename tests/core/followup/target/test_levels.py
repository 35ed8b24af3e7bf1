"""Targets on an indicator's own figures: threshold, way, year, and why some cannot be judged."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.followup.methods.method import Kind
from laget.core.followup.reach import Reach
from laget.core.followup.reason import Reason
from laget.core.followup.target import Judgeable
from laget.core.followup.verdict import NoteKind, Why

Formed = Callable[..., Judgeable]
Refused = Callable[..., Why]
RISING = {2015: 38.7, 2016: 39.3, 2017: 39.9, 2018: 40.3, 2019: 40.8, 2020: 41.5}
EMISSIONS = {2015: 10.0, 2016: 9.5, 2017: 9.0, 2018: 8.6, 2019: 8.0, 2020: 7.5}


def notes(found: Judgeable, kind: NoteKind) -> list[tuple[tuple[int, ...], float | None]]:
    return [(note.years, note.value) for note in found.notes if note.kind is kind]


@pytest.mark.parametrize(("form", "way"), [("at_least", 1), ("at_most", -1)])
def test_a_level_is_the_figures_its_value_and_its_own_way(formed: Formed, form: str, way: int) -> None:
    against = {"better": "lower" if way > 0 else "higher"}
    case = formed(RISING, form, value=50, year=2030, base=2016, indicator=against).case

    assert (case.kind, case.way, case.threshold, case.year) == (Kind.VALUE, way, 50.0, 2030)
    assert (case.years, case.values) == (tuple(RISING), tuple(RISING.values()))
    assert (case.base_year, case.strict) == (2016, False)


def test_a_level_without_a_year_stays_a_level_so_that_each_method_says_its_own_reason(formed: Formed) -> None:
    case = formed(RISING, "at_least", value=50).case

    assert (case.kind, case.year) == (Kind.VALUE, None)


@pytest.mark.parametrize(
    ("steps", "threshold", "year"),
    [
        ({2027: 47}, 47, 2027),
        ({2025: 44, 2027: 47}, 44, 2025),
        ({2020: 41, 2027: 47}, 47, 2027),  # the figure of 2020 is out
        ({2019: 41, 2020: 41}, 50, 2030),
        ({2021: 42, 2019: 41}, 42, 2021),
    ],
)
def test_the_first_step_later_than_the_last_figure_stands_in(
    formed: Formed, steps: dict[int, float], threshold: float, year: int
) -> None:
    found = formed(RISING, "at_least", value=50, year=2030, steps=steps)

    assert (found.case.threshold, found.case.year) == (threshold, year)
    assert notes(found, NoteKind.STEP) == ([((year,), threshold)] if year != 2030 else [])


def test_a_missed_step_is_told_and_a_reached_one_is_not(formed: Formed) -> None:
    found = formed(RISING, "at_least", value=50, year=2030, steps={2017: 40, 2018: 40.3, 2020: 45})

    assert notes(found, NoteKind.MISSED_STEP) == [((2017,), 40), ((2020,), 45)]
    assert found.case.threshold == 50


def test_a_step_that_is_reached_but_for_rounding_is_not_missed(formed: Formed) -> None:
    figures = {2018: 0.1 + 0.2, 2019: 0.4}

    found = formed(figures, "at_most", value=0.1, year=2030, steps={2018: 0.3})

    assert notes(found, NoteKind.MISSED_STEP) == []


@pytest.mark.parametrize(("value", "missed"), [(1e6 - 9e-4, False), (1e6 - 2e-3, True)])
def test_equal_is_within_a_billionth_of_what_is_asked(formed: Formed, value: float, missed: bool) -> None:
    found = formed(
        {2018: value}, "at_least", value=2e6, year=2030, steps={2018: 1e6}, indicator={"unit": "kr"}
    )

    assert bool(notes(found, NoteKind.MISSED_STEP)) == missed


def test_a_step_without_a_figure_of_its_year_is_held_against_the_one_before(formed: Formed) -> None:
    figures = {2016: 9.0, 2020: 6.0}

    found = formed(figures, "at_most", value=5, year=2030, steps={2018: 7})

    assert notes(found, NoteKind.MISSED_STEP) == [((2018,), 7)]


def test_steps_without_a_target_year_lead_to_a_level_that_is_held(formed: Formed) -> None:
    ahead = formed(RISING, "at_least", value=50, steps={2027: 47}).case
    after = formed(RISING | {2027: 46.0}, "at_least", value=50, steps={2027: 47}).case

    assert (ahead.threshold, ahead.year) == (47, 2027)
    assert (after.threshold, after.year) == (50, None)


@pytest.mark.parametrize(("better", "way"), [("higher", 1), ("lower", -1)])
def test_a_hold_takes_its_value_and_the_indicators_way(formed: Formed, better: str, way: int) -> None:
    case = formed(RISING, "hold", value=40, year=2030, indicator={"better": better}).case

    assert (case.kind, case.way, case.threshold, case.year) == (Kind.HOLD, way, 40.0, 2030)


def test_a_hold_without_a_value_is_held_at_its_base(formed: Formed) -> None:
    assert formed(RISING, "hold", base=2017).case.threshold == 39.9


@pytest.mark.parametrize(("start", "threshold"), [(2018, 40.3), (2024, 41.5), (2015, 38.7)])
def test_a_bare_hold_is_held_at_the_strategys_first_year_or_the_nearest_before(
    formed: Formed, start: int, threshold: float
) -> None:
    assert formed(RISING, "hold", start=start).case.threshold == threshold


def test_a_bare_hold_with_no_figure_by_the_strategys_first_year_has_no_base(refused: Refused) -> None:
    why = refused(RISING, "hold", start=2014)

    assert (why.reason, why.years) == (Reason.NO_BASE, (2014,))


def test_a_bare_hold_is_not_held_at_a_value_across_a_break(refused: Refused) -> None:
    why = refused(RISING, "hold", start=2017, indicator={"breaks": [2019]})

    assert (why.reason, why.years) == (Reason.BREAK, (2017,))


@pytest.mark.parametrize("better", ["none", "corridor"])
@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("hold", {"value": 40}),
        ("better_than", {"areas": ["12"]}),
        ("change_more_than", {"areas": ["12"], "base": 2015}),
        ("rank", {"at_most": 3}),
    ],
)
def test_a_form_that_asks_which_way_is_better_is_refused_where_neither_is(
    refused: Refused, form: str, more: dict[str, Any], better: str
) -> None:
    assert refused(RISING, form, indicator={"better": better}, **more).reason is Reason.NO_WAY


@pytest.mark.parametrize("better", ["higher", "lower", "corridor", "none"])
def test_a_corridor_keeps_both_ends_and_ignores_which_way_is_better(formed: Formed, better: str) -> None:
    case = formed(RISING, "corridor", low=3, high=5, year=2030, indicator={"better": better}).case

    assert (case.kind, case.low, case.high, case.year) == (Kind.CORRIDOR, 3.0, 5.0, 2030)
    assert (case.way, case.threshold) == (0, None)


@pytest.mark.parametrize(
    ("by", "threshold", "way"),
    [
        ("-60%", 4.0, -1),
        ("−60 %", 4.0, -1),
        ("-2,5", 7.5, -1),
        (-2.5, 7.5, -1),
        ("+5%", 10.5, 1),
        (3, 13.0, 1),
        ("-100%", 0.0, -1),
    ],
)
def test_a_change_counts_from_the_base_in_per_cent_or_in_the_unit(
    formed: Formed, by: str | float, threshold: float, way: int
) -> None:
    case = formed(EMISSIONS, "change", by=by, base=2015, year=2030).case

    assert case.threshold == pytest.approx(threshold, abs=1e-12)
    assert (case.kind, case.way, case.year, case.base_year) == (Kind.VALUE, way, 2030, 2015)


@pytest.mark.parametrize(
    ("by", "threshold"), [("-6%", 9.0 * 0.94**13), (-0.3, 9.0 - 0.3 * 13), ("2%", 9.0 * 1.02**13)]
)
def test_a_pace_comes_to_what_it_compounds_or_adds_up_to_in_the_target_year(
    formed: Formed, by: str | float, threshold: float
) -> None:
    case = formed(EMISSIONS, "pace", by=by, year=2030, **{"from": 2017}).case

    assert case.threshold == pytest.approx(threshold, rel=1e-12)
    assert (case.base_year, case.year) == (2017, 2030)
    assert case.way == (1 if by == "2%" else -1)


CHANGES = [("change", "base", "-60%"), ("pace", "from", "-6%")]


@pytest.mark.parametrize(("form", "key", "by"), CHANGES)
def test_a_base_year_without_a_figure_is_refused(refused: Refused, form: str, key: str, by: str) -> None:
    why = refused(EMISSIONS, form, by=by, year=2030, **{key: 2005})

    assert (why.reason, why.years) == (Reason.NO_BASE, (2005,))


@pytest.mark.parametrize(("form", "key", "by"), CHANGES)
def test_a_base_year_on_the_other_side_of_a_break_is_refused(
    refused: Refused, form: str, key: str, by: str
) -> None:
    why = refused(EMISSIONS, form, by=by, year=2030, indicator={"breaks": [2018]}, **{key: 2017})

    assert (why.reason, why.years) == (Reason.BREAK, (2017,))


@pytest.mark.parametrize(("form", "key", "by"), CHANGES)
@pytest.mark.parametrize("base", [0.0, -4.0])
def test_a_per_cent_of_a_base_that_is_zero_or_less_is_refused(
    refused: Refused, form: str, key: str, by: str, base: float
) -> None:
    figures = {2015: base, 2016: 3.0}

    why = refused(figures, form, by=by, year=2030, indicator={"unit": "index"}, **{key: 2015})

    assert why.reason is Reason.ZERO_BASE


def test_a_per_cent_of_a_small_base_is_formed(formed: Formed) -> None:
    assert formed({2015: 0.5}, "change", by="-60%", base=2015, year=2030).case.threshold == 0.2


@pytest.mark.parametrize("base", [0.0, -4.0])
def test_a_change_in_the_unit_may_start_at_zero_or_below(formed: Formed, base: float) -> None:
    figures = {2015: base, 2016: 3.0}

    found = formed(figures, "change", by=-2, base=2015, year=2030, indicator={"unit": "index"})

    assert found.case.threshold == base - 2


@pytest.mark.parametrize("by", ["1000000000000000%", "900%"])
def test_a_pace_to_what_no_figure_can_be_is_refused_and_does_not_overflow(refused: Refused, by: str) -> None:
    why = refused({2015: 1e14}, "pace", by=by, year=2199, **{"from": 2015}, indicator={"unit": "people"})

    assert why.reason is Reason.NO_RULE


@pytest.mark.parametrize(("written", "way"), [("up", 1), ("down", -1)])
def test_a_direction_has_its_own_way_and_no_threshold(formed: Formed, written: str, way: int) -> None:
    case = formed(RISING, "direction", way=written, indicator={"better": "none"}).case

    assert (case.kind, case.way, case.threshold) == (Kind.DIRECTION, way, None)


def test_a_budget_leaves_what_is_left_over_the_years_left(formed: Formed) -> None:
    figures = {2023: 5.0, 2024: 4.0, 2025: 4.0}

    found = formed(figures, "budget", total=23, year=2030, **{"from": 2024})

    assert found.case.threshold == 3.0  # 23 − 8 over 2026–2030
    assert (found.case.way, found.case.year, found.decided) == (-1, 2030, None)
    assert notes(found, NoteKind.BUDGET) == [((2024, 2025), 8.0)]
    assert found.met_only_after == 2030


def test_a_budget_that_begins_after_the_last_figure_is_shared_over_all_its_years(formed: Formed) -> None:
    found = formed({2021: 5.0, 2022: 5.0}, "budget", total=28, year=2030, **{"from": 2024})

    assert found.case.threshold == 4.0
    assert notes(found, NoteKind.BUDGET) == []


@pytest.mark.parametrize(("spent", "decided"), [(10.0, Reach.MET), (10.5, Reach.WRONG_WAY)])
def test_a_budget_may_be_for_one_year(formed: Formed, spent: float, decided: Reach) -> None:
    budget = {"total": 10, "year": 2024, "from": 2024}

    assert formed({2023: 99.0, 2024: spent}, "budget", **budget).decided is decided
    assert formed({2023: 99.0}, "budget", **budget).case.threshold == 10


def test_a_budget_whose_last_year_comes_before_its_first_is_refused(refused: Refused) -> None:
    why = refused({2022: 4.0, 2023: 4.0}, "budget", total=10, year=2023, **{"from": 2024})

    assert why.reason is Reason.TARGET_BEFORE_BASE


@pytest.mark.parametrize("figures", [{2024: 4.0, 2026: 4.0}, {2025: 4.0}, {2024: None, 2025: 4.0}])
def test_a_budget_with_a_missing_year_cannot_be_judged(
    refused: Refused, figures: dict[int, float | None]
) -> None:
    why = refused(figures, "budget", total=28, year=2030, **{"from": 2024})

    assert why.reason is Reason.MISSING_YEAR
    assert why.years == ((2025,) if 2026 in figures else (2024,))


def test_a_budget_is_not_summed_across_a_break(refused: Refused) -> None:
    figures = {2023: 4.0, 2024: 4.0, 2025: 4.0, 2026: 4.0}

    why = refused(figures, "budget", total=28, year=2030, indicator={"breaks": [2025]}, **{"from": 2023})

    assert (why.reason, why.years) == (Reason.BREAK, (2023, 2024))


@pytest.mark.parametrize(
    ("figures", "decided"),
    [
        ({2024: 6.0, 2025: 5.0}, Reach.WRONG_WAY),  # 11 of 10 after two years of three
        ({2024: 6.0, 2025: 4.0}, None),  # all of it, not more
        ({2024: 3.0, 2025: 3.0, 2026: 4.0}, Reach.MET),
        ({2024: 3.0, 2025: 3.0, 2026: 4.1}, Reach.WRONG_WAY),
        ({2024: 3.0, 2025: 3.0, 2026: 4.0, 2027: 9.0}, Reach.MET),  # what comes after is not seen
        ({2024: 0.1 + 0.2, 2025: 0.0, 2026: 9.7}, Reach.MET),  # but for rounding
    ],
)
def test_a_budget_is_settled_when_it_is_exceeded_or_over(
    formed: Formed, figures: dict[int, float], decided: Reach | None
) -> None:
    assert formed(figures, "budget", total=10, year=2026, **{"from": 2024}).decided is decided


@settings(max_examples=60, deadline=None)
@given(
    spent=st.lists(st.integers(0, 40).map(lambda step: step / 4), min_size=1, max_size=7),
    total=st.integers(1, 200).map(lambda step: step / 4),
)
def test_what_a_budget_leaves_adds_up_to_its_total(formed: Formed, spent: list[float], total: float) -> None:
    figures = {2024 + place: value for place, value in enumerate(spent)}

    found = formed(figures, "budget", total=total, year=2030, **{"from": 2024}, indicator={"unit": "index"})

    left = 7 - len(spent)
    exceeded = sum(spent) > total
    assert found.decided is (Reach.WRONG_WAY if exceeded else None if left else Reach.MET)
    assert found.case.threshold is not None
    if left:
        assert sum(spent) + left * found.case.threshold == pytest.approx(total, abs=1e-9)


FORMS: list[tuple[str, dict[str, Any]]] = [
    ("at_least", {"value": 50}),
    ("at_most", {"value": 30}),
    ("hold", {"value": 40}),
    ("corridor", {"low": 30, "high": 45}),
    ("change", {"by": 5, "base": 2016}),
    ("pace", {"by": "2%", "from": 2016}),
    ("direction", {"way": "up"}),
    ("budget", {"total": 300, "from": 2016}),
]


@pytest.mark.parametrize(("form", "more"), FORMS)
def test_the_indicators_own_figures_are_in_its_unit(formed: Formed, form: str, more: dict[str, Any]) -> None:
    found = formed(RISING, form, year=2030, **more)

    assert (found.own, found.same_unit, found.case.base_value, found.case.limit) == (True, True, None, None)


@pytest.mark.parametrize(("form", "more"), FORMS)
def test_figures_after_the_target_year_and_after_the_edition_are_not_seen(
    formed: Formed, form: str, more: dict[str, Any]
) -> None:
    by_target = formed(RISING, form, year=2018, **more)
    by_edition = formed(RISING, form, year=2030, edition=2018, **more)

    assert by_target.series.years == by_edition.series.years == (2015, 2016, 2017, 2018)
    assert by_target.case.years == by_edition.case.years == (2015, 2016, 2017, 2018)


@pytest.mark.parametrize(("form", "more"), FORMS)
def test_a_break_after_the_target_year_takes_nothing_away(
    formed: Formed, form: str, more: dict[str, Any]
) -> None:
    found = formed(RISING, form, year=2018, indicator={"breaks": [2019]}, **more)

    assert found.series.years == (2015, 2016, 2017, 2018)


@pytest.mark.parametrize("breaks", [[2018], [2016, 2018], [2018, 2021], [2018, 2031]])
def test_nothing_before_the_last_break_is_seen_and_a_break_to_come_is_none(
    formed: Formed, breaks: list[int]
) -> None:
    found = formed(RISING, "at_least", value=50, year=2030, indicator={"breaks": breaks})

    assert found.series.years == (2018, 2019, 2020)


@pytest.mark.parametrize(
    ("form", "more"), [one for one in FORMS if one[0] not in {"change", "pace", "budget"}]
)
def test_a_target_year_before_the_figures_is_told(refused: Refused, form: str, more: dict[str, Any]) -> None:
    assert refused(RISING, form, year=2014, **more).reason is Reason.TARGET_BEFORE_FIGURES


@pytest.mark.parametrize(("form", "more"), [one for one in FORMS if one[0] not in {"change", "pace"}])
@pytest.mark.parametrize("figures", [{}, {"12": RISING}, {2015: None, 2016: None}])
def test_no_figure_at_all_is_told(
    refused: Refused, form: str, more: dict[str, Any], figures: dict[Any, Any]
) -> None:
    assert refused(figures, form, year=2030, **more).reason is Reason.NO_FIGURE


def test_a_target_may_be_for_another_area(formed: Formed) -> None:
    found = formed({"13": RISING, "1380": EMISSIONS}, "at_most", value=3, year=2030, area="1380")

    assert found.case.values == tuple(EMISSIONS.values())


@pytest.mark.parametrize("year", [2030, 2021, None])
def test_a_series_that_has_ended_is_not_judged_beyond_its_end(refused: Refused, year: int | None) -> None:
    why = refused(RISING, "at_least", value=50, year=year, edition=2025, ended=2020)

    assert (why.reason, why.years) == (Reason.ENDED, (2020,))


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (2020, 2025),  # the target's year is within the series
        (2030, 2020),  # in the edition of its last year it has not ended
    ],
)
def test_a_series_that_ends_later_than_what_is_asked_is_judged(
    formed: Formed, year: int, edition: int
) -> None:
    assert formed(RISING, "at_least", value=50, year=year, edition=edition, ended=2020).series.years


@pytest.mark.parametrize(("form", "more"), FORMS)
def test_a_single_figure_is_a_series(formed: Formed, form: str, more: dict[str, Any]) -> None:
    assert formed({2016: 40.0}, form, year=2030, **more).series.years == (2016,)
