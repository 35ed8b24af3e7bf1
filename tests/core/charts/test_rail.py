"""The rail: what is drawn of a gap is where the figures put it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.core.charts.rail import LEFT, RIGHT, Mark, Rail, Shape, rail
from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Gap, Verdict
from laget.core.series import Observation, table
from laget.core.strategy.document import AtLeast, Corridor, Direction, Indicator, StrategyDocument
from tests.core.words.test_telling_properties import any_case

Any = tuple[StrategyDocument, list[Observation], int, dict[str, int]]

INDICATOR = Indicator.model_validate(
    {
        "id": "eftergymnasial",
        "title": "Invånare 25–64 år med eftergymnasial utbildning",
        "unit": "percent",
        "better": "higher",
        "source": {"publisher": "kolada", "kpi": "N01982"},
    }
)
TARGET = AtLeast.model_validate(
    {"id": "t", "element": "e", "indicator": "eftergymnasial", "form": "at_least", "value": 50, "year": 2030}
)


def drawn(
    reach: Reach, *, value: float | None = 43.0, pace: float | None = 0.5, base: float | None = 35.0
) -> Rail:
    verdict = Verdict.model_validate(
        {
            "target": "t",
            "element": "e",
            "indicator": "eftergymnasial",
            "area": "13",
            "form": "at_least",
            "travel": "improving",
            "reach": reach,
            "method": "destatis",
            "method_version": 1,
            "value": value,
            "value_year": 2022 if value is not None else None,
            "threshold": 50,
            "target_year": 2030,
            "gap": Gap(distance=50 - (value or 0), base_year=2010, base_value=base, actual=pace),
        }
    )
    return rail(verdict, target=TARGET, indicator=INDICATOR, language="sv")


def place(value: float, *, lowest: float = 35.0) -> float:
    return round(LEFT + (RIGHT - LEFT) * (value - lowest) / (50 - lowest), 2)


def test_a_gap_runs_from_the_start_over_now_and_the_pace_to_the_flag() -> None:
    one = drawn(Reach.TOO_SLOW)
    assert one.shape is Shape.GAP
    assert one.start == Mark(LEFT, "35,0 %", 2010)
    assert one.now == Mark(place(43), "43,0 %", 2022)
    assert one.pace == Mark(place(47), "47,0 %", 2030, word="i denna takt")
    assert one.flag == Mark(RIGHT, "50 %", 2030)
    assert one.done is not None
    assert (one.done.start, one.done.stop) == (LEFT, place(43))
    assert one.dots is not None
    assert (one.dots.start, one.dots.stop) == (place(43), place(47))
    assert one.missing is not None
    assert (one.missing.start, one.missing.stop) == (place(47), RIGHT)


def test_a_label_says_which_mark_is_where_this_pace_leads() -> None:
    pace = drawn(Reach.TOO_SLOW).pace
    assert pace is not None
    assert (pace.label, pace.dated) == ("47,0 % i denna takt", "47,0 % · 2030")


def test_the_flag_of_a_corridor_says_both_its_ends() -> None:
    target = Corridor.model_validate(
        {"id": "t", "element": "e", "indicator": "eftergymnasial", "form": "corridor", "low": 3, "high": 4.5}
    )
    verdict = Verdict.model_validate(
        {
            "target": "t",
            "element": "e",
            "indicator": "eftergymnasial",
            "area": "13",
            "form": "corridor",
            "travel": "unchanged",
            "reach": Reach.MET,
            "method": "destatis",
            "method_version": 1,
            "value": 4.0,
            "value_year": 2022,
            "threshold": 3,
        }
    )
    flag = rail(verdict, target=target, indicator=INDICATOR, language="sv").flag
    assert flag is not None
    assert flag.label == "3,0–4,5 %"


def test_nothing_is_missing_where_the_pace_reaches_the_flag() -> None:
    one = drawn(Reach.ON_TRACK, pace=1.0)
    assert one.missing is None
    assert one.pace is not None
    assert one.pace.at == RIGHT


def test_the_wrong_way_points_back_and_the_whole_way_is_missing() -> None:
    one = drawn(Reach.WRONG_WAY, pace=-0.5)
    assert one.shape is Shape.WRONG_WAY
    assert one.done is None
    assert one.now is not None
    assert one.dots is not None
    assert one.dots.stop == one.now.at
    assert one.missing is not None
    assert (one.missing.start, one.missing.stop) == (one.now.at, RIGHT)


def test_what_is_met_is_solid_to_the_flag() -> None:
    one = drawn(Reach.MET, value=51.0)
    assert one.shape is Shape.MET
    assert one.done is not None
    assert (one.done.start, one.done.stop) == (LEFT, RIGHT)
    assert one.missing is None


def test_what_cannot_be_judged_is_an_empty_rail_with_its_flag() -> None:
    for one in (drawn(Reach.NOT_JUDGED), drawn(Reach.NOT_JUDGED, value=None)):
        assert one.shape is Shape.EMPTY
        assert one.flag is not None
        assert (one.start, one.now, one.done, one.dots, one.missing) == (None, None, None, None, None)


def test_a_direction_down_began_higher_up() -> None:
    way = Direction.model_validate(
        {"id": "t", "element": "e", "indicator": "eftergymnasial", "form": "direction", "way": "down"}
    )
    verdict = Verdict.model_validate(
        {
            "target": "t",
            "element": "e",
            "indicator": "eftergymnasial",
            "area": "13",
            "form": "direction",
            "travel": "improving",
            "travel_change": 2.0,
            "travel_from": 2017,
            "reach": "on_track",
            "method": "destatis",
            "method_version": 1,
            "value": 43.0,
            "value_year": 2022,
        }
    )
    one = rail(verdict, target=way, indicator=INDICATOR, language="sv")
    assert one.start == Mark(LEFT, "45,0 %", 2017)
    assert one.flag is None


def test_without_a_base_the_rail_begins_at_today() -> None:
    one = drawn(Reach.TOO_SLOW, base=None)
    assert one.start is None
    assert one.now is not None
    assert one.now.at == LEFT


def test_a_label_that_there_is_no_room_for_is_left_to_the_list() -> None:
    one = drawn(Reach.TOO_SLOW, value=49.5, pace=0.01)
    assert one.now in one.below  # the flag's label stands above
    assert one.pace not in one.below
    assert one.pace is not None


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=any_case(), method=st.sampled_from(list(METHODS)))
def test_every_form_is_drawn_inside_the_rail_and_no_labels_touch(case: Any, method: str) -> None:
    document, rows, year, ended = case
    seen = figures(document, {"all": table(rows)})
    for verdict in judge(document, seen, year=year, method=method, ended=ended):
        target, indicator = document.target(verdict.target), document.indicator("i")
        one = rail(verdict, target=target, indicator=indicator, language="sv")
        marks = [mark for mark in (one.start, one.now, one.pace, one.flag) if mark is not None]
        parts = [part for part in (one.done, one.dots, one.missing) if part is not None]
        assert all(LEFT <= mark.at <= RIGHT for mark in marks)
        assert all(LEFT <= part.start <= part.stop <= RIGHT for part in parts)
        assert (one.shape is Shape.EMPTY) == (verdict.reach is Reach.NOT_JUDGED or verdict.value is None)
        assert (one.shape is Shape.WRONG_WAY) == (verdict.reach is Reach.WRONG_WAY)
        assert one.shape is not Shape.MET or one.missing is None
        for row in (one.above + ((one.flag,) if one.flag is not None else ()), one.below):
            assert not any(a.overlaps(b) for n, a in enumerate(row) for b in row[n + 1 :])
