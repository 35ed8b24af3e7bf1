"""What would change the word of a target."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from laget.core.areas import COUNTIES, municipalities_of
from laget.core.followup.doubt import standard_errors, stray
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach
from laget.core.followup.target import Judgeable
from laget.core.followup.verdict import Hair, Interval, NoteKind, Verdict

Verdicts = Callable[..., Verdict]
RISING = {2015 + place: 40.0 + place for place in range(8)}  # 47 in 2022
NOISY = {2015: 40.0, 2016: 42.4, 2017: 41.0, 2018: 44.1, 2019: 42.6, 2020: 45.9, 2021: 45.0, 2022: 46.0}


def only(values: Mapping[Any, Any], verdict: Verdicts, **more: Any) -> Verdict:
    return verdict(values, **({"form": "at_least", "value": 50, "year": 2030, "edition": 2023} | more))


def test_every_method_gives_its_word_and_the_own_method_that_of_the_verdict(verdict: Verdicts) -> None:
    for method in METHODS:
        found = only(RISING, verdict, method=method)
        assert list(found.methods) == list(METHODS)
        assert found.methods[method] is found.reach
    whole = {name: only(RISING, verdict, method=name).reach for name in METHODS}
    assert only(RISING, verdict).methods == whole


def test_where_every_method_says_the_same_nothing_hangs_on_a_hair(verdict: Verdicts) -> None:
    found = only(RISING, verdict, value=48)
    assert set(found.methods.values()) == {Reach.ON_TRACK}
    assert not found.methods_disagree
    assert found.hair == ()


def test_methods_that_land_on_different_words_disagree(verdict: Verdicts) -> None:
    turned = {**RISING, 2021: 43.5, 2022: 43.0}  # destatis' six values lead on; growth since 2015 is less
    found = only(turned, verdict)
    assert found.methods_disagree
    assert len(set(found.methods.values())) > 1
    assert Hair.METHOD in found.hair


def test_a_method_without_a_word_does_not_disagree(verdict: Verdicts) -> None:
    found = only(RISING, verdict, form="hold", value=40, year=None, indicator={"unit": "index"})
    assert found.methods["statcan"] is Reach.NOT_JUDGED
    assert not found.methods_disagree
    assert found.hair == ()


def test_what_is_not_judged_hangs_on_nothing(verdict: Verdicts) -> None:
    found = only({2021: 41.0, 2022: 42.0}, verdict)
    assert found.reach is Reach.NOT_JUDGED
    assert found.methods_disagree == (len(set(found.methods.values()) - {Reach.NOT_JUDGED}) > 1)
    assert found.hair == ()


def test_a_word_that_the_complement_changes_hangs_on_it(verdict: Verdicts) -> None:
    near_the_top = {2015 + place: 90.0 + place / 2 for place in range(8)}
    told = [
        only(near_the_top, verdict, method=method, value=value, year=2026)
        for method in ("statcan", "eurostat")
        for value in (95.0, 95.5, 96.0, 97.0)
    ]
    assert any(Hair.COMPLEMENT in one.hair for one in told)
    for one in told:
        assert (Hair.COMPLEMENT in one.hair) == (NoteKind.COMPLEMENT in {note.kind for note in one.notes})


def test_what_is_no_share_has_no_complement(verdict: Verdicts) -> None:
    for value in (95.0, 95.5, 96.0, 97.0):
        found = only(
            {2015 + place: 90.0 + place / 2 for place in range(8)},
            verdict,
            method="statcan",
            value=value,
            year=2026,
            indicator={"unit": "index"},
        )
        assert Hair.COMPLEMENT not in found.hair


def test_a_last_figure_within_a_standard_error_of_its_target_hangs_on_it(verdict: Verdicts) -> None:
    near, far = only(NOISY, verdict, value=45.9), only(NOISY, verdict, value=43)
    assert near.reach is Reach.MET
    assert Hair.STANDARD_ERROR in near.hair
    assert far.reach is Reach.MET
    assert Hair.STANDARD_ERROR not in far.hair


def error(formed: Callable[..., Judgeable], values: Mapping[Any, Any], unit: str, **more: Any) -> float:
    found = formed(values, **({"form": "at_least", "value": 50, "year": 2030} | more))
    (answer,) = standard_errors([found], units=[unit])
    return float(answer)


def test_a_standard_error_comes_from_the_cases_where_they_are_known(
    formed: Callable[..., Judgeable],
) -> None:
    cases = {year: (value, "", 100.0) for year, value in RISING.items()}
    # 47 % on 100 cases is a sample of 100/0.47: √(p(1 − p)/n)
    assert error(formed, cases, "percent") == pytest.approx(100 * (0.47 * 0.53 / (100 / 0.47)) ** 0.5)
    assert error(formed, cases, "per_1000") == pytest.approx(47 / 10)


def test_else_it_is_what_a_year_strays_from_the_line_between_its_neighbours(
    formed: Callable[..., Judgeable],
) -> None:
    gaps = {2011: 1.0, 2012: 5.0, 2014: 4.0, 2017: 2.0}
    first, second = 2 / 3 * 1 + 1 / 3 * 4 - 5, 3 / 5 * 5 + 2 / 5 * 2 - 4
    by_hand = first**2 / (4 / 9 + 1 / 9 + 1), second**2 / (9 / 25 + 4 / 25 + 1)
    assert error(formed, gaps, "percent") == pytest.approx((sum(by_hand) / 2) ** 0.5)
    assert np.isnan(error(formed, dict(list(NOISY.items())[-3:]), "percent"))


def test_neither_a_trend_nor_a_slow_turn_is_a_year_that_strays() -> None:
    years = range(2010, 2022)
    assert stray(years, [3.0 + 2 * year for year in years]) == pytest.approx(0, abs=1e-9)
    turning = [50 - 0.05 * (year - 2016) ** 2 for year in years]
    assert stray(years, turning) < 0.05
    assert np.std(turning) > 0.5


def test_a_year_strays_as_much_as_the_noise_that_it_is_drawn_from() -> None:
    noise = np.random.Generator(np.random.PCG64(1)).normal(0, 2.5, size=4_000)
    assert stray(range(4_000), noise.tolist()) == pytest.approx(2.5, rel=0.05)


def test_the_interval_says_its_method_whatever_method_gives_the_word(verdict: Verdicts) -> None:
    told = [only(NOISY, verdict, method=method) for method in METHODS]
    assert {one.method for one in told} == set(METHODS)
    for one in told:
        assert isinstance(one.interval, Interval)
        assert (one.interval.method, one.interval.method_version) == ("theil_sen", 1)
    assert len({(one.interval, one.chance, one.hit_rate) for one in told}) == 1
    (theil_sen,) = [one for one in told if one.method == "theil_sen"]
    assert theil_sen.interval is not None
    assert theil_sen.interval.projected == theil_sen.projected


def test_a_hit_rate_is_told_as_how_many_of_how_many(verdict: Verdicts) -> None:
    found = only(NOISY, verdict)
    assert found.hit_rate is not None
    assert found.hit_rate.of == 4  # 2018 to 2021
    assert found.hit_rate.share == found.hit_rate.held / 4
    assert only(dict(list(NOISY.items())[-4:]), verdict).hit_rate is None
    assert only(dict(list(NOISY.items())[-4:]), verdict).chance is not None


def test_a_share_stays_between_none_and_all(verdict: Verdicts) -> None:
    high = {2015 + place: value for place, value in enumerate((88.0, 91.5, 92, 95, 96.5, 97, 99, 99.5))}
    interval = only(high, verdict, value=95).interval
    assert interval is not None
    assert (interval.projected, interval.high) == (100, 100)
    free = only(high, verdict, value=95, indicator={"unit": "percent_free"}).interval
    assert free is not None
    assert free.high > 100


def test_a_rank_stays_among_the_counties(verdict: Verdicts) -> None:
    """Halland climbs by a place a year to the second, and a line would lead it past the first."""
    places = {
        county.code: {2012 + year: 50.0 - place for year in range(10)}
        for place, county in enumerate(one for one in COUNTIES if one.code != "13")
    }
    places["13"] = {2012 + year: 40.5 + year for year in range(10)}
    found = verdict(places, "rank", at_most=3, year=2030, edition=2022)
    assert found.value == 2
    assert found.interval is not None
    assert (found.interval.low, found.interval.projected) == (1, 1)


@pytest.mark.parametrize(("measure", "least"), [("difference", 0), ("ratio", 1)])
def test_a_gap_that_closes_does_not_turn_round(verdict: Verdicts, measure: str, least: int) -> None:
    """Women come down to men by a step a year, and a line would lead them past."""
    groups = {
        ("13", "women"): {2012 + year: 40.0 - 2 * year for year in range(9)},
        ("13", "men"): {2012 + year: 20.0 for year in range(9)},
    }
    more: dict[str, Any] = {"groups": ["women", "men"], "measure": measure, "base": 2015, "year": 2030}
    found = verdict(groups, "smaller_gap", edition=2022, **more)
    assert found.interval is not None
    assert (found.interval.low, found.interval.projected) == (least, least)


def test_a_share_of_municipalities_stays_between_none_and_all(verdict: Verdicts) -> None:
    """Each year another municipality comes past the bar, until hardly any is below it."""
    towns = {
        town.code: {2014 + year: 45.0 if year > place else 35.0 for year in range(6)}
        for place, town in enumerate(municipalities_of("13"))
    }
    more: dict[str, Any] = {"measure": "share_below", "below": 40, "value": 1, "year": 2030}
    found = verdict(towns, "smaller_spread", edition=2022, **more)
    assert found.interval is not None
    assert (found.interval.low, found.interval.projected) == (0, 0)


def test_a_direction_and_a_budget_have_no_odds(verdict: Verdicts) -> None:
    emissions = {2018 + place: 5.0 - place / 10 for place in range(8)}
    for found in (
        verdict(RISING, "direction", way="up", edition=2023),
        verdict(emissions, "budget", total=30, **{"from": 2024}, year=2030, edition=2025),
    ):
        assert found.reach is not Reach.NOT_JUDGED
        assert (found.interval, found.chance, found.hit_rate) == (None, None, None)


def test_a_target_whose_year_is_out_has_a_word_and_no_chance(verdict: Verdicts) -> None:
    found = only(RISING, verdict, value=46, year=2022)
    assert found.reach is Reach.MET
    assert found.chance is None
