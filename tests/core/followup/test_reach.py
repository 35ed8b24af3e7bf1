"""The table from classes to reach words, read from the document's own rows."""

import pytest

from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Block, Case, Kind
from laget.core.followup.reach import REACHES, Reach, Travel, reach_of
from laget.core.followup.reason import REASONS, SENTENCES, Reason

RISING = ((2015, 2016, 2017, 2018, 2019, 2020), (10.0, 11.0, 12.0, 13.0, 14.0, 15.0))
FALLING = (RISING[0], tuple(reversed(RISING[1])))


def reach(
    method: str,
    kind: Kind,
    *,
    series: tuple[tuple[int, ...], tuple[float, ...]] = RISING,
    threshold: float | None = None,
    year: int | None = None,
    way: int = 1,
    low: float | None = None,
    high: float | None = None,
) -> Reach:
    years, values = series
    block = Block.of(
        [
            Case(
                years=years,
                values=values,
                kind=kind,
                way=way,
                threshold=threshold,
                year=year,
                low=low,
                high=high,
            )
        ]
    )
    return REACHES[int(reach_of(METHODS[method], block, METHODS[method].judge(block))[0])]


EVERY = sorted(METHODS)


@pytest.mark.parametrize("method", EVERY)
def test_a_level_that_is_met_is_met_by_every_method(method: str) -> None:
    assert reach(method, Kind.VALUE, threshold=14, year=2030) is Reach.MET
    assert reach(method, Kind.VALUE, threshold=9, year=2030, series=FALLING) is Reach.MET


@pytest.mark.parametrize("method", EVERY)
def test_a_level_within_reach_is_on_track_and_one_far_off_too_slow(method: str) -> None:
    assert reach(method, Kind.VALUE, threshold=20, year=2030) is Reach.ON_TRACK
    assert reach(method, Kind.VALUE, threshold=90, year=2025) is Reach.TOO_SLOW


@pytest.mark.parametrize("method", EVERY)
def test_a_series_that_moves_away_is_the_wrong_way(method: str) -> None:
    assert reach(method, Kind.VALUE, threshold=20, year=2030, series=FALLING) is Reach.WRONG_WAY


@pytest.mark.parametrize("method", EVERY)
def test_a_target_whose_year_has_passed_is_met_too_slow_or_the_wrong_way(method: str) -> None:
    assert reach(method, Kind.VALUE, threshold=15, year=2020) is Reach.MET
    assert reach(method, Kind.VALUE, threshold=15.1, year=2020) is Reach.TOO_SLOW
    assert reach(method, Kind.VALUE, threshold=14.5, year=2020, series=FALLING) is Reach.WRONG_WAY


@pytest.mark.parametrize("method", EVERY)
def test_while_the_last_figure_is_not_out_the_target_is_judged_as_before_its_year(method: str) -> None:
    assert reach(method, Kind.VALUE, threshold=16, year=2021) is Reach.ON_TRACK


def test_holds_follow_the_sky() -> None:
    assert reach("destatis", Kind.HOLD, threshold=15) is Reach.MET
    assert reach("destatis", Kind.HOLD, threshold=9, series=FALLING) is Reach.ON_TRACK
    assert reach("destatis", Kind.HOLD, threshold=16) is Reach.TOO_SLOW
    assert reach("destatis", Kind.HOLD, threshold=16, series=FALLING) is Reach.WRONG_WAY
    assert reach("destatis", Kind.VALUE, threshold=9, series=FALLING) is Reach.ON_TRACK


@pytest.mark.parametrize("method", ["destatis", "theil_sen"])
def test_a_hold_that_is_met_and_moving_away_is_on_track_by_every_method_with_a_rule(method: str) -> None:
    assert reach(method, Kind.HOLD, threshold=9, series=FALLING) is Reach.ON_TRACK
    assert reach(method, Kind.VALUE, threshold=9, series=FALLING) is Reach.ON_TRACK
    assert reach(method, Kind.HOLD, threshold=14) is Reach.MET


def test_a_hold_whose_year_has_passed_was_held_or_not() -> None:
    assert reach("destatis", Kind.HOLD, threshold=9, year=2020, series=FALLING) is Reach.MET
    assert reach("destatis", Kind.HOLD, threshold=16, year=2020) is Reach.TOO_SLOW


def test_a_corridor_is_met_inside_and_held_to_its_nearest_end_outside() -> None:
    assert reach("destatis", Kind.CORRIDOR, low=14, high=16) is Reach.MET
    assert reach("destatis", Kind.CORRIDOR, low=16, high=18) is Reach.TOO_SLOW
    assert reach("destatis", Kind.CORRIDOR, low=11, high=12) is Reach.WRONG_WAY
    assert reach("theil_sen", Kind.CORRIDOR, low=16, high=18) is Reach.ON_TRACK


@pytest.mark.parametrize("method", ["statcan", "un_progress", "eurostat"])
def test_growth_has_no_word_for_holds_and_corridors(method: str) -> None:
    assert reach(method, Kind.HOLD, threshold=15) is Reach.NOT_JUDGED
    assert reach(method, Kind.CORRIDOR, low=14, high=16) is Reach.NOT_JUDGED


@pytest.mark.parametrize("method", EVERY)
def test_a_direction_is_on_track_or_the_wrong_way(method: str) -> None:
    assert reach(method, Kind.DIRECTION) is Reach.ON_TRACK
    assert reach(method, Kind.DIRECTION, series=FALLING) is Reach.WRONG_WAY


def test_a_direction_in_between_is_too_slow() -> None:
    dip = (RISING[0], (10.0, 11.0, 12.0, 13.0, 14.0, 13.5))
    rise = (RISING[0], (15.0, 14.0, 13.0, 12.0, 11.0, 11.5))
    assert reach("destatis", Kind.DIRECTION, series=dip) is Reach.TOO_SLOW
    assert reach("destatis", Kind.DIRECTION, series=rise) is Reach.TOO_SLOW


def test_off_track_is_too_slow_only_while_it_moves_towards() -> None:
    assert reach("un_progress", Kind.VALUE, threshold=900, year=2022) is Reach.TOO_SLOW
    assert reach("un_progress", Kind.VALUE, threshold=900, year=2022, series=FALLING) is Reach.WRONG_WAY


def test_every_class_of_every_method_has_a_word() -> None:
    for method in METHODS.values():
        for kind in (Kind.VALUE, Kind.DIRECTION):
            block = Block.of([Case(years=(), values=(), kind=kind, way=1, threshold=1.0)])
            assert REACHES[reach_of(method, block, method.judge(block))[0]] is Reach.NOT_JUDGED


def test_words_are_said_in_both_languages_with_a_shape() -> None:
    assert [(reach.shape, reach.said.sv) for reach in Reach] == [
        ("■", "nått"),
        ("●", "på väg"),
        ("◆", "för långsamt"),
        ("✖", "åt fel håll"),
        ("○", "kan inte bedömas"),
    ]
    assert [(travel.shape, travel.said.sv) for travel in Travel] == [
        ("▲", "förbättras"),
        ("▬", "oförändrat"),
        ("▼", "försämras"),
        ("○", "kan inte bedömas"),
    ]
    assert len({word.said.en for word in (*Reach, *Travel)}) == 8


def test_every_reason_has_its_own_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
    assert len({reason.said(needs=4).sv for reason in REASONS}) == len(REASONS)
    assert len({reason.said(needs=4).en for reason in REASONS}) == len(REASONS)


def test_a_reason_names_the_years_and_areas_it_is_about() -> None:
    said = Reason.MISSING_YEAR.said(years=[2021, 2022], areas=["Hylte"])
    assert said.sv == "Ett år saknas, och utan det kan summan inte bildas (2021, 2022, Hylte)."
    assert Reason.TOO_FEW_YEARS.said(needs=4).en.endswith("figures for at least 4.")
