"""The interval, the chance and the past hit rate of a projection from the median line."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import Block, Case, Kind
from laget.core.followup.odds import DRAWS, QUANTILE, odds, outcomes, past_hits, project, seed

YEARS = tuple(range(2010, 2023))
# Kolada N01982 0013: post-secondary education in Halland
FIGURES = (35.48, 36.32, 37.02, 37.62, 38.19, 38.7, 39.29, 39.86, 40.33, 40.81, 41.51, 42.21, 43.36)
LEVEL = Case(years=YEARS, values=FIGURES, kind=Kind.VALUE, way=1, threshold=47.5, year=2030)


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """Any series with any target, on a grid so coarse that values meet their thresholds."""
    grid = st.integers(-40, 60).map(lambda step: step / 4)
    years = draw(st.lists(st.integers(2008, 2026), max_size=12, unique=True).map(sorted))
    kind = draw(st.sampled_from(Kind))
    corridor = kind is Kind.CORRIDOR
    low, high = sorted([draw(grid), draw(grid)])
    return Case(
        years=tuple(years),
        values=tuple(draw(st.lists(grid, min_size=len(years), max_size=len(years)))),
        kind=kind,
        way=0 if corridor else draw(st.sampled_from([-1, 1])),
        threshold=None if corridor or kind is Kind.DIRECTION else draw(grid),
        year=draw(st.none() | st.integers(2010, 2032)),
        low=low if corridor else None,
        high=high if corridor else None,
    )


def only(case: Case, *, id_: str = "t1") -> tuple[float, float, float, float]:
    (found,) = odds([case], ids=[id_])
    assert found is not None
    return found.low, found.projected, found.high, found.chance


def by_loops(years: Sequence[int], values: Sequence[float], year: float) -> tuple[float, float, float]:
    """The interval of one series by the page's formula, a step at a time."""
    n = len(years)
    slopes = sorted(
        (values[j] - values[i]) / (years[j] - years[i]) for i in range(n) for j in range(i + 1, n)
    )
    slope = float(theilslopes(values, years)[0])
    middle = float(np.median(values) + slope * (year - np.median(years)))
    ties = [list(values).count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    spread = QUANTILE * variance**0.5

    def at(ordered: Sequence[float], place: float) -> float:
        place = min(max(place, 1), len(ordered)) - 1
        return float(np.interp(place, range(len(ordered)), ordered))

    left = sorted(
        abs(v - float(np.median(values)) - slope * (y - float(np.median(years))))
        for y, v in zip(years, values, strict=True)
    )
    scatter = at(left, 0.8 * (n + 1)) * (n / (n - 2)) ** 0.5
    away = year - float(np.median(years))
    fall = away * (slope - at(slopes, (len(slopes) - spread + 1) / 2))
    rise = away * (at(slopes, (len(slopes) + spread + 1) / 2) - slope)
    return middle - float(np.hypot(fall, scatter)), middle, middle + float(np.hypot(rise, scatter))


@given(
    st.lists(
        st.tuples(st.integers(2000, 2024), st.integers(-40, 40)),
        min_size=4,
        max_size=12,
        unique_by=lambda x: x[0],
    ),
    st.integers(1, 12),
)
def test_the_interval_is_that_of_the_formula_taken_a_step_at_a_time(
    points: list[tuple[int, int]], ahead: int
) -> None:
    points.sort()
    years, values = [year for year, _ in points], [value / 4 for _, value in points]
    columns = np.arange(1998, 2026)
    table = np.full((2, len(columns)), np.nan)
    table[1, [year - 1998 for year in years]] = values  # beside a series without values, and with gaps

    found = project(columns, table, year=np.array([2030.0, years[-1] + ahead]))

    low, middle, high = by_loops(years, values, years[-1] + ahead)
    assert (found.low[1], found.middle[1], found.high[1]) == pytest.approx((low, middle, high), abs=1e-9)
    assert np.isnan([found.low[0], found.middle[0], found.high[0]]).all()


def test_the_middle_of_the_interval_is_the_projection_of_theil_sen() -> None:
    low, middle, high, _ = only(LEVEL)
    assert middle == METHODS["theil_sen"].judge(Block.of([LEVEL])).projected[0]
    assert low < middle < high


def test_the_chance_is_the_share_of_drawn_outcomes_that_meet_the_target() -> None:
    drawn = outcomes(np.array(YEARS), np.array([FIGURES]), year=np.array([2030.0]), seeds=[seed("t1")])
    assert drawn.shape == (1, DRAWS)
    assert only(LEVEL)[3] == np.mean(drawn >= 47.5)
    assert only(replace(LEVEL, way=-1))[3] == np.mean(drawn <= 47.5)


def test_a_drawn_outcome_is_what_the_page_says_taken_a_draw_at_a_time() -> None:
    n = len(YEARS)
    raw = np.random.PCG64(seed("t1")).random_raw(DRAWS * (n + 1)).tolist()
    slope = theilslopes(FIGURES, YEARS)[0]
    line = np.median(FIGURES) + slope * (np.array([*YEARS, 2030]) - np.median(YEARS))
    left = np.array(FIGURES) - line[:n]
    left = (left - left.mean()) * n / (n - 2)
    expected = []
    for draw in range(20):
        places = [((bits >> 32) * n) >> 32 for bits in raw[draw * (n + 1) : (draw + 1) * (n + 1)]]
        series = left[places[:n]]
        again = np.median(series) + theilslopes(series, YEARS)[0] * (2030 - np.median(YEARS))
        expected.append(line[n] - again + left[places[n]])

    drawn = outcomes(np.array(YEARS), np.array([FIGURES]), year=np.array([2030.0]), seeds=[seed("t1")])

    assert drawn[0, :20] == pytest.approx(expected, abs=1e-9)


def test_the_draws_are_those_of_this_page_on_every_machine() -> None:
    """Raw bits of PCG64 are numpy's promise; written out, they hold the seed and the way to indices too."""
    assert seed("t1") == 7100850435678660986
    assert only(LEVEL)[3] == 0.425


def test_an_id_of_its_own_draws_its_own_outcomes() -> None:
    assert only(LEVEL, id_="t1") == only(LEVEL, id_="t1")
    assert only(LEVEL, id_="t1")[:3] == only(LEVEL, id_="t2")[:3]
    assert seed("t1") != seed("t2")


@settings(max_examples=50, deadline=None)
@given(st.lists(any_case(), min_size=1, max_size=4))
def test_a_target_has_the_same_odds_alone_and_among_others(cases: list[Case]) -> None:
    ids = [f"t{place}" for place in range(len(cases))]
    alone = [odds([case], ids=[id_])[0] for case, id_ in zip(cases, ids, strict=True)]
    assert odds(cases, ids=ids) == alone


@settings(max_examples=100, deadline=None)
@given(any_case())
def test_the_odds_of_any_target_stay_within_their_bounds(case: Case) -> None:
    (found,) = odds([case], ids=["t"])
    if found is None:
        return
    assert case.kind is not Kind.DIRECTION
    assert found.low <= found.projected <= found.high
    assert 0 <= found.chance <= 1
    assert 0 <= found.held <= found.of <= len(case.years) - 4


def test_mirrored_figures_give_the_mirrored_interval() -> None:
    low, middle, high, _ = only(LEVEL)
    mirror = replace(LEVEL, values=tuple(100 - value for value in FIGURES), threshold=52.5, way=-1)
    assert only(mirror)[:3] == pytest.approx((100 - high, 100 - middle, 100 - low))


def test_the_farther_ahead_the_wider() -> None:
    widths = list[float]()
    for year in (2023, 2025, 2030, 2040):
        low, _, high, _ = only(replace(LEVEL, year=year))
        widths.append(high - low)
    assert widths == sorted(widths)
    assert widths[0] < 0.6 * widths[-1]


def test_a_perfect_line_leaves_no_doubt() -> None:
    straight = replace(LEVEL, values=tuple(30 + 0.5 * place for place in range(13)), threshold=40.0)
    assert only(straight) == pytest.approx((40, 40, 40, 1))
    assert only(replace(straight, threshold=40.1)) == pytest.approx((40, 40, 40, 0))


def test_a_threshold_to_pass_is_not_met_by_touching_it() -> None:
    straight = replace(LEVEL, values=tuple(30 + 0.5 * place for place in range(13)), threshold=40.0)
    assert only(replace(straight, strict=True))[3] == 0


@pytest.mark.parametrize(
    "case",
    [
        replace(LEVEL, kind=Kind.DIRECTION, threshold=None),
        replace(LEVEL, kind=Kind.DIRECTION, threshold=None, year=None),
        replace(LEVEL, year=2022),
        replace(LEVEL, year=2015),
        replace(LEVEL, years=YEARS[-3:], values=FIGURES[-3:]),
        replace(LEVEL, years=(), values=()),
    ],
    ids=["direction", "direction without a year", "its year is out", "passed", "three values", "no value"],
)
def test_there_are_no_odds_where_they_mean_nothing(case: Case) -> None:
    assert odds([case, LEVEL], ids=["a", "t1"])[0] is None
    assert odds([case, LEVEL], ids=["a", "t1"])[1] is not None


def test_what_shall_be_held_is_a_matter_of_next_year() -> None:
    hold = replace(LEVEL, kind=Kind.HOLD, threshold=43.0)
    without_year = replace(LEVEL, year=None, threshold=43.0)
    corridor = replace(LEVEL, kind=Kind.CORRIDOR, way=0, threshold=None, low=42.0, high=44.0)
    for case in (hold, replace(hold, year=None), without_year, corridor):
        (found,) = odds([case], ids=["t1"])
        assert found is not None
        assert found.year == 2023


def test_the_chance_of_a_corridor_is_that_of_lying_within_it() -> None:
    corridor = Case(years=YEARS, values=FIGURES, kind=Kind.CORRIDOR, low=42.9, high=43.4)
    hold = Case(years=YEARS, values=FIGURES, kind=Kind.HOLD, way=1, threshold=42.9)
    at_least, at_most = only(hold)[3], only(replace(hold, way=-1, threshold=43.4))[3]
    assert 0 < only(corridor)[3] < 1
    assert only(corridor)[3] == pytest.approx(at_least + at_most - 1, abs=1e-12)


def test_a_hit_rate_stands_in_every_earlier_year() -> None:
    """Straight until 2018 and flat from then: each year is projected at most three years on."""
    years = np.arange(2010, 2023)
    values = np.minimum(years, 2018).astype(np.float64)[None, :]
    held, of = past_hits(years, values, ahead=np.array([3.0]))
    assert of[0] == 9
    by_hand = 0
    for stand in range(2013, 2022):
        known = [year for year in years.tolist() if year <= stand]
        when = min(stand + 3, 2022)
        low, _, high = by_loops(known, [min(year, 2018.0) for year in known], when)
        by_hand += low - 1e-6 <= min(when, 2018) <= high + 1e-6
    assert held[0] == by_hand
    assert 3 <= held[0] < 9


def test_an_earlier_year_with_no_figure_so_soon_is_not_counted() -> None:
    years = np.array([2000, 2001, 2002, 2003, 2010, 2011])
    values = np.array([[1.0, 2.0, 3.0, 4.0, 11.0, 12.0]])
    assert past_hits(years, values, ahead=np.array([1.0]))[1][0] == 1
    assert past_hits(years, values, ahead=np.array([7.0]))[1][0] == 2
    assert past_hits(years, values, ahead=np.array([7.0]))[0][0] == 2


def test_no_targets_have_no_odds() -> None:
    assert odds([], ids=[]) == []
