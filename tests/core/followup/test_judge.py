"""The two answers of a verdict, what is said beside them, and what they carry."""

from collections.abc import Callable
from typing import Any

import pytest

from laget.core.canonical import canonical_bytes
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.reason import Reason
from laget.core.followup.verdict import Note, NoteKind, Verdict
from laget.core.series import Figures, Observation, table
from laget.core.strategy.document import StrategyDocument

Judge = Callable[..., Verdict]
RISING = {2015: 38.7, 2016: 39.3, 2017: 39.9, 2018: 40.3, 2019: 40.8, 2020: 41.5, 2021: 42.0}
INDEX = {"unit": "index"}


def told(verdict: Verdict, kind: NoteKind) -> list[Note]:
    return [note for note in verdict.notes if note.kind is kind]


def six(first: float, last: float, **cases: float) -> dict[int, Any]:
    """Six years from `first` to `last`, each on its cases where these are given; before them a year apart."""
    counted = bool(cases)
    begin: Any = (first, "", cases["begin"]) if counted else first
    end: Any = (last, "", cases["end"]) if counted else last
    return {
        2014: 0.0 if not counted else (0.0, "", 50),
        2015: begin,
        2017: first,
        2018: first,
        2019: last,
    } | {
        2020: last,
        2021: end,
    }


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("form", "way"), [("at_least", 1), ("at_most", -1)])
def test_travel_is_the_last_of_six_values_less_the_first_the_good_way(
    verdict: Judge, method: str, form: str, way: int
) -> None:
    found = verdict(six(30, 33), form, method=method, value=31.5, year=2030)

    assert found.travel_change == 3 * way  # not from 2014
    assert found.travel_from == 2015  # whatever year the method counts from
    assert found.travel is (Travel.IMPROVING if way > 0 else Travel.WORSENING)


@pytest.mark.parametrize(
    ("noise", "travel"),
    [
        (None, Travel.IMPROVING),
        (0.2, Travel.IMPROVING),
        (0.3, Travel.IMPROVING),  # smaller changes are no change; this one is as large
        (0.31, Travel.UNCHANGED),
    ],
)
def test_travel_is_unchanged_within_the_indicators_noise(
    verdict: Judge, noise: float | None, travel: Travel
) -> None:
    found = verdict(six(43.0, 43.3), "at_least", value=50, year=2030, indicator={"noise": noise})

    assert found.travel is travel
    assert found.travel_change == pytest.approx(0.3)


def test_no_change_at_all_is_unchanged_without_a_noise(verdict: Judge) -> None:
    assert verdict(six(0.1 + 0.2, 0.3), "at_least", value=50, year=2030).travel is Travel.UNCHANGED


@pytest.mark.parametrize(
    ("unit", "first", "last", "begin", "end", "travel"),
    [
        ("percent", 40, 48, 40, 48, Travel.UNCHANGED),  # 100 asked: Newcombe −5.7 to 21.3
        ("percent", 40, 48, 4000, 4800, Travel.IMPROVING),  # 10,000 asked
        ("people", 100, 120, 100, 120, Travel.UNCHANGED),  # 1.96·√220 = 29
        ("people", 1000, 1200, 1000, 1200, Travel.IMPROVING),  # 1.96·√2200 = 92
        ("firms", 100, 120, 100, 120, Travel.UNCHANGED),
        ("per_1000", 10, 12, 100, 120, Travel.UNCHANGED),  # 1.96·√(1 + 1.2) = 2.9
        ("per_100000", 10, 12, 10000, 12000, Travel.IMPROVING),  # 0.29
        ("days", 10, 12, 6, 6, Travel.IMPROVING),  # days per person are no counted cases
    ],
)
def test_travel_is_unchanged_where_chance_alone_could_have_made_it(
    verdict: Judge, unit: str, first: float, last: float, begin: float, end: float, travel: Travel
) -> None:
    figures = six(first, last, begin=begin, end=end)

    assert verdict(figures, "at_least", value=90, year=2030, indicator={"unit": unit}).travel is travel


def test_the_larger_of_the_bands_holds(verdict: Judge) -> None:
    many, few = six(40, 48, begin=4000, end=4800), six(40, 48, begin=40, end=48)

    wide = verdict(many, "at_least", value=90, year=2030, indicator={"noise": 9})
    narrow = verdict(few, "at_least", value=90, year=2030, indicator={"noise": 1})

    assert (wide.travel, narrow.travel) == (Travel.UNCHANGED, Travel.UNCHANGED)


@pytest.mark.parametrize("years", [1, 2, 3])
def test_fewer_than_four_values_do_not_travel(verdict: Judge, years: int) -> None:
    figures = dict(list(RISING.items())[:years])

    found = verdict(figures, "at_least", method="statcan", value=39, year=2030, base=2015)

    assert (found.travel, found.travel_change, found.travel_from) == (Travel.NOT_JUDGED, None, None)
    assert found.travel_why_not is not None
    assert (found.travel_why_not.reason, found.travel_why_not.needs) == (Reason.TOO_FEW_YEARS, 4)
    if years > 1:  # the method has enough
        assert (found.reach, found.why_not) == (Reach.MET, None)


@pytest.mark.parametrize(
    ("form", "more", "own_band"),
    [
        ("smaller_gap", {"groups": ["women", "men"], "value": 1}, True),
        ("smaller_gap", {"groups": ["women", "men"], "measure": "ratio", "value": 1.01}, False),
        ("better_than", {"areas": ["12"], "year": 2030}, False),
    ],
)
def test_the_indicators_noise_holds_for_what_is_in_its_unit_only(
    verdict: Judge, form: str, more: dict[str, Any], own_band: bool
) -> None:
    step = {2015: 0.0, 2016: 0.5, 2017: 1.0, 2018: 1.5}
    figures = {
        ("13", "women"): {year: 40 - by for year, by in step.items()},
        ("13", "men"): dict.fromkeys(step, 30.0),
        "13": {year: 40 + by for year, by in step.items()},
        "12": dict.fromkeys(step, 30.0),
    }

    found = verdict(figures, form, indicator={"noise": 100}, **more)

    assert found.travel is (Travel.UNCHANGED if own_band else Travel.IMPROVING)


@pytest.mark.parametrize("method", METHODS)
def test_travel_is_judged_where_the_method_has_no_rule_for_the_reach(verdict: Judge, method: str) -> None:
    found = verdict(RISING, "hold", method=method, value=40)

    assert (found.travel, found.travel_why_not) == (Travel.IMPROVING, None)
    if method in {"statcan", "un_progress", "eurostat"}:
        assert found.why_not is not None
        assert found.why_not.reason is Reason.NO_RULE


@pytest.mark.parametrize("method", ["statcan", "un_progress", "eurostat"])
@pytest.mark.parametrize(("value", "reach"), [(40, Reach.MET), (50, Reach.NOT_JUDGED)])
def test_a_level_without_a_year_is_met_or_lacks_its_year(
    verdict: Judge, method: str, value: float, reach: Reach
) -> None:
    found = verdict(RISING, "at_least", method=method, value=value, base=2015)

    assert found.reach is reach
    if reach is Reach.NOT_JUDGED:
        assert found.why_not is not None
        assert found.why_not.reason is Reason.NO_YEAR


@pytest.mark.parametrize(
    ("figures", "class_", "reach"),
    [
        (RISING, "cloudy", Reach.TOO_SLOW),
        ({year: -value for year, value in RISING.items()}, "thunderstorm", Reach.WRONG_WAY),
        ({year: value + 20 for year, value in RISING.items()}, "sun", Reach.MET),
        ({year: 110 - value for year, value in RISING.items()}, "slightly_cloudy", Reach.ON_TRACK),
    ],
)
def test_a_level_without_a_year_is_judged_as_a_hold_by_the_default_method(
    verdict: Judge, figures: dict[int, float], class_: str, reach: Reach
) -> None:
    found = verdict(figures, "at_least", value=50, indicator=INDEX)

    assert (found.class_, found.reach) == (class_, reach)


# A share that rises from 90 to 92 in five years, to 96 in ten more: growth of the share is enough
# (0.440 % of 0.431 %), but its complement falls by 4.36 % a year of 5.93 %.
NEARLY_ALL = {2015: 90.0, 2016: 90.0, 2018: 91.0, 2020: 92.0}


def test_a_share_says_where_its_complement_would_give_another_word(verdict: Judge) -> None:
    found = verdict(NEARLY_ALL, "at_least", method="statcan", value=96, year=2030, base=2015)

    assert found.reach is Reach.ON_TRACK
    assert told(found, NoteKind.COMPLEMENT) == [Note(kind=NoteKind.COMPLEMENT, reach=Reach.TOO_SLOW)]


def test_the_complement_itself_says_what_the_share_would_give(verdict: Judge) -> None:
    figures = {year: 100 - value for year, value in NEARLY_ALL.items()}

    found = verdict(figures, "at_most", method="statcan", value=4, year=2030, base=2015)

    assert found.reach is Reach.TOO_SLOW
    assert told(found, NoteKind.COMPLEMENT) == [Note(kind=NoteKind.COMPLEMENT, reach=Reach.ON_TRACK)]


@pytest.mark.parametrize(
    ("indicator", "method", "form"),
    [
        (INDEX, "statcan", "at_least"),  # no share
        ({"unit": "percent_free"}, "statcan", "at_least"),
        ({}, "destatis", "at_least"),  # linear: the complement says the same
    ],
)
def test_no_complement_is_told_where_there_is_none_or_it_agrees(
    verdict: Judge, indicator: dict[str, Any], method: str, form: str
) -> None:
    found = verdict(NEARLY_ALL, form, method=method, value=96, year=2030, base=2015, indicator=indicator)

    assert told(found, NoteKind.COMPLEMENT) == []


def test_travel_is_unchanged_within_a_billionth_of_the_target(verdict: Judge) -> None:
    figures = {2015 + year: 1000 + 1e-4 * year for year in range(5)}

    far = verdict(figures, "at_least", value=1e6, year=2030, indicator=INDEX)
    near = verdict(figures, "at_least", value=1e5, year=2030, indicator=INDEX)

    assert (far.travel, near.travel) == (Travel.UNCHANGED, Travel.IMPROVING)


def test_cases_are_those_of_the_indicators_own_figures_in_its_own_unit(verdict: Judge) -> None:
    few = {2015 + year: (40.0 + year, "", 30.0) for year in range(6)}
    towns = dict.fromkeys(("1315", "1380", "1381", "1382", "1383", "1384"), few)

    assert verdict(few, "at_least", value=50, year=2030).travel is Travel.UNCHANGED
    assert verdict(few, "corridor", low=50, high=60).travel is Travel.UNCHANGED
    # Of the lowest municipality, and of how far outside a corridor, no number of cases is known.
    assert verdict(towns, "all_at_least", value=50, year=2030).travel is Travel.IMPROVING
    assert verdict(few, "corridor", low=42, high=60).travel is Travel.IMPROVING


def test_a_series_that_has_ended_is_not_judged(verdict: Judge) -> None:
    found = verdict(RISING, "at_least", value=50, year=2030, ended=2021)

    assert found.why_not is not None
    assert (found.why_not.reason, found.why_not.years) == (Reason.ENDED, (2021,))


def test_what_is_too_few_says_how_many_are_needed(verdict: Judge) -> None:
    found = verdict({2020: 40.0}, "at_least", value=50, year=2030)

    assert found.why_not is not None
    assert (found.why_not.reason, found.why_not.needs) == (Reason.TOO_FEW_YEARS, 4)


def test_eurostats_long_window_is_told_when_the_target_is_met_too(verdict: Judge) -> None:
    figures = {2010 + year: 30.0 + year for year in range(12)}

    found = verdict(figures, "at_least", value=40, year=2030, method="eurostat")

    assert told(found, NoteKind.LONG_WINDOW) == [Note(kind=NoteKind.LONG_WINDOW, reach=Reach.MET)]


def test_what_is_preliminary_suppressed_and_uncertain_is_told_with_its_years(verdict: Judge) -> None:
    figures = RISING | {
        2016: (39.3, "", 4),
        2017: (39.9, "", 5),
        2018: (40.3, "", 20),
        2019: (40.8, "", 21),
        2021: (42.0, "preliminary"),
        2022: (43.0, "forecast"),
    }

    found = verdict(figures, "at_least", value=50, year=2030)

    assert [(note.kind, note.years) for note in found.notes] == [
        (NoteKind.PRELIMINARY, (2021,)),
        (NoteKind.UNCERTAIN, (2017, 2018)),
        (NoteKind.SUPPRESSED, (2016,)),
    ]
    assert (found.value, found.years) == (42.0, (2015, 2017, 2018, 2019, 2020, 2021))


def test_a_value_over_several_years_counts_as_its_last_year_and_says_so(verdict: Judge) -> None:
    figures = {f"{year}-{year + 3}": float(year - 2000) for year in range(2016, 2022)}

    found = verdict(figures, "at_least", value=30, year=2030)

    assert found.value_year == 2024
    assert told(found, NoteKind.SEVERAL_YEARS) == [Note(kind=NoteKind.SEVERAL_YEARS, years=(2021, 2024))]


def test_a_month_that_stands_for_its_year_is_no_span_of_years(verdict: Judge) -> None:
    figures = {f"{year}M12": float(year - 2000) for year in range(2016, 2022)}

    found = verdict(figures, "at_least", value=30, year=2030, indicator={"months": "last"})

    assert (found.value_year, found.notes) == (2021, ())


@pytest.mark.parametrize("figures", [RISING, {}])
def test_an_invented_series_says_so_also_where_it_cannot_be_judged(
    verdict: Judge, figures: dict[int, float]
) -> None:
    found = verdict(figures, "at_least", value=50, year=2030, indicator={"invented": True})

    assert found.notes == (Note(kind=NoteKind.INVENTED),)


@pytest.mark.parametrize(("years", "said"), [(4, 1), (5, 0)])
def test_four_points_can_never_be_significant_and_theil_sen_says_so(
    verdict: Judge, years: int, said: int
) -> None:
    figures = dict(list(RISING.items())[:years])

    assert (
        len(told(verdict(figures, "at_least", value=50, method="theil_sen"), NoteKind.NEVER_SIGNIFICANT))
        == said
    )
    assert told(verdict(figures, "at_least", value=50), NoteKind.NEVER_SIGNIFICANT) == []


@pytest.mark.parametrize(("years", "said"), [(10, 0), (11, 1)])
def test_eurostats_long_window_needs_ten_years(verdict: Judge, years: int, said: int) -> None:
    figures = {2010 + year: 30.0 + year for year in range(years)}

    found = verdict(figures, "at_least", value=60, year=2030, method="eurostat")

    assert len(told(found, NoteKind.LONG_WINDOW)) == said


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("figures", "reach"),
    [
        ({2024: 6.0, 2025: 5.0}, Reach.WRONG_WAY),
        ({2024: 3.0, 2025: 3.0, 2026: 4.0}, Reach.MET),
        ({2024: 3.0, 2025: 3.0, 2026: 4.1}, Reach.WRONG_WAY),
        ({2021: 5.0, 2022: 5.0, 2023: 4.0, 2024: 2.0, 2025: 2.0, 2026: 1.0}, Reach.MET),
        ({2020: 9.0, 2021: 8.0, 2022: 8.0, 2023: 7.0, 2024: 6.0, 2025: 5.0}, Reach.WRONG_WAY),
    ],
)
def test_a_settled_budget_needs_no_method(
    verdict: Judge, method: str, figures: dict[int, float], reach: Reach
) -> None:
    found = verdict(figures, "budget", method=method, total=10, year=2026, **{"from": 2024}, indicator=INDEX)

    assert (found.reach, found.why_not) == (reach, None)
    assert (found.class_, found.progress, found.score, found.projected) == ("not_judged", None, None, None)
    if 2026 in figures:
        assert (found.threshold, found.gap) == (None, None)


@pytest.mark.parametrize("method", METHODS)
def test_a_budget_that_is_enough_is_on_track_until_its_last_year_is_out(verdict: Judge, method: str) -> None:
    figures = {2018: 5.0, 2019: 4.5, 2020: 4.0, 2021: 3.5, 2022: 3.0, 2023: 2.5}

    found = verdict(
        figures, "budget", method=method, total=40, year=2030, base=2018, **{"from": 2022}, indicator=INDEX
    )

    assert found.threshold == pytest.approx(34.5 / 7)
    assert found.reach is Reach.ON_TRACK  # 2.5 is under what may be used a year


def test_figures_of_other_indicators_places_groups_and_forecasts_are_not_seen(
    strategy: Callable[..., StrategyDocument], rows: Callable[..., list[Observation]]
) -> None:
    written = strategy({"form": "at_least", "value": 50, "year": 2030})
    own = rows("i", {"13": RISING})
    others = [
        *rows("other", {"13": {2022: 99.0}}),
        *rows("i", {"00": {2022: 99.0}, "1380": {2022: 99.0}, ("13", "women"): {2022: 99.0}}),
        *rows("i", {"13": {2022: (99.0, "forecast"), 2023: None}}),
    ]

    alone = judge(written, Figures(table(own)), year=2030, method="destatis")
    among = judge(written, Figures(table([*own, *others])), year=2030, method="destatis")

    assert alone == among


def test_every_target_gets_its_verdict_in_the_strategys_order(
    strategy: Callable[..., StrategyDocument], rows: Callable[..., list[Observation]]
) -> None:
    targets: list[dict[str, Any]] = [
        {"form": "rank", "at_most": 3},
        {"form": "at_least", "value": 40, "year": 2030},
        {"form": "hold", "base": 2005},
        {"form": "direction", "way": "down"},
        {"form": "at_least", "value": 40, "year": 2030, "area": "1380"},
    ]
    written = strategy(*targets)

    found = judge(written, Figures(table(rows("i", {"13": RISING}))), year=2030, method="destatis")

    assert [verdict.target for verdict in found] == ["t0", "t1", "t2", "t3", "t4"]
    assert [verdict.form for verdict in found] == [target["form"] for target in targets]
    assert [verdict.area for verdict in found] == ["13", "13", "13", "13", "1380"]
    assert [verdict.why_not.reason if verdict.why_not else None for verdict in found] == [
        Reason.TOO_FEW_COUNTIES,
        None,
        Reason.NO_BASE,
        None,
        Reason.NO_FIGURE,
    ]
    assert {verdict.method_version for verdict in found} == {METHODS["destatis"].version}


def test_what_cannot_be_judged_gives_both_answers_the_reason(verdict: Judge) -> None:
    found = verdict(RISING, "at_least", value=50, year=2010)

    assert (found.reach, found.travel, found.class_) == (Reach.NOT_JUDGED, Travel.NOT_JUDGED, "not_judged")
    assert found.why_not is not None
    assert found.why_not == found.travel_why_not
    assert found.why_not.reason is Reason.TARGET_BEFORE_FIGURES
    assert (found.value, found.gap, found.rank) == (None, None, None)


def test_the_same_figures_give_the_same_bytes(verdict: Judge) -> None:
    one = verdict(RISING, "at_least", value=50, year=2030, base=2015)
    other = verdict(dict(reversed(RISING.items())), "at_least", value=50, year=2030, base=2015)

    assert canonical_bytes(one) == canonical_bytes(other)
    assert Verdict.model_validate_json(canonical_bytes(one)) == one
