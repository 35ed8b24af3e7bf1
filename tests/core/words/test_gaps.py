"""A gap in numbers, as a list shows it."""

from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Gap, People, Rank, Verdict
from laget.core.words.gaps import GapNumbers, gap_numbers
from tests.core.charts.test_rail import INDICATOR, TARGET


def verdict(reach: Reach, **gap: object) -> Verdict:
    return Verdict.model_validate(
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
            "value": 43.4,
            "value_year": 2022,
            "threshold": 50,
            "target_year": 2030,
            "gap": Gap.model_validate({"distance": 6.6, **gap}),
            "rank": Rank(place=5, of=21, year=2022),
        }
    )


def numbers(one: Verdict, language: str = "sv") -> GapNumbers:
    return gap_numbers(one, target=TARGET, indicator=INDICATOR, language="en" if language == "en" else "sv")


def test_too_slow_says_how_fast_how_late_and_how_many_people() -> None:
    found = numbers(
        verdict(
            Reach.TOO_SLOW,
            required_over_actual=1.62,
            years_late=8.7,
            people=People(count=11_432.4, of="people", year=2022),
        )
    )
    assert found == GapNumbers(
        pace="× 1,6",
        pace_told="så snabb takt krävs",
        distance="6,6 p.e.",
        people="11\u202f432 personer (2022)",
        late="9 år för sent i denna takt",
        rank="plats 5 av 21 län (2022)",
    )


def test_one_year_is_one_year_in_english() -> None:
    found = numbers(verdict(Reach.TOO_SLOW, required_over_actual=1.1, years_late=1.2), "en")
    assert found.late == "1 year late at this pace"
    assert found.distance == "6.6 pp"


def test_the_wrong_way_has_to_turn_and_has_no_pace() -> None:
    found = numbers(verdict(Reach.WRONG_WAY))
    assert (found.pace, found.late) == ("vänd", "")


def test_a_pace_that_is_no_pace_is_not_told() -> None:
    assert numbers(verdict(Reach.TOO_SLOW, required_over_actual=4321.0, years_late=20_000.0)).pace == ""
    assert numbers(verdict(Reach.TOO_SLOW, required_over_actual=4321.0, years_late=20_000.0)).late == ""


def test_what_is_met_or_not_judged_has_only_its_rank() -> None:
    for reach in (Reach.MET, Reach.NOT_JUDGED):
        assert numbers(verdict(reach, required_over_actual=1.0)) == GapNumbers(
            rank="plats 5 av 21 län (2022)"
        )
