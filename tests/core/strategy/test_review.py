"""The last day for review, on real election days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.strategy.document import Strategy
from laget.core.strategy.review import election_day, next_election, review_of


def strategy(*, decided: str | None = None, reviewed: str | None = None) -> Strategy:
    decision = {"body": "regionfullmäktige", "date": decided} if decided else None
    return Strategy.model_validate(
        {
            "id": "rus",
            "version": 1,
            "title": "Exempel",
            "period": {"from": 2020},
            "decision": decision,
            "reviewed": reviewed,
        }
    )


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2002, date(2002, 9, 15)),
        (2006, date(2006, 9, 17)),
        (2010, date(2010, 9, 19)),
        (2014, date(2014, 9, 14)),
        (2018, date(2018, 9, 9)),
        (2022, date(2022, 9, 11)),
        (2026, date(2026, 9, 13)),
        (2030, date(2030, 9, 8)),
    ],
)
def test_elections_were_and_will_be_held_on_these_days(year: int, day: date) -> None:
    assert election_day(year) == day


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2024-06-12", date(2030, 9, 7)),  # the one between 2022 and 2026; the next is between 2026 and 2030
        ("2022-09-10", date(2026, 9, 12)),  # the day before the election of 2022
        ("2022-09-11", date(2030, 9, 7)),  # that day: the first of the years until 2026
        ("2019-11-20", date(2026, 9, 12)),
    ],
)
def test_the_next_review_must_come_before_the_second_election_after_the_last_one(
    decided: str, due: date
) -> None:
    found = review_of(strategy(decided=decided))
    assert found is not None
    assert found.due == due


def test_a_review_after_the_decision_is_the_one_that_counts() -> None:
    found = review_of(strategy(decided="2017-02-01", reviewed="2023-05-24"))
    assert found is not None
    assert (found.last, found.due) == (date(2023, 5, 24), date(2030, 9, 7))


def test_a_strategy_without_a_decision_or_a_review_has_no_last_day() -> None:
    assert review_of(strategy()) is None


def test_the_last_day_itself_is_not_too_late() -> None:
    found = review_of(strategy(decided="2019-11-20"))
    assert found is not None
    assert not found.is_late(date(2026, 9, 12))
    assert found.is_late(date(2026, 9, 13))


def test_the_last_day_is_told_with_its_election_in_both_languages() -> None:
    found = review_of(strategy(decided="2024-06-12"))
    assert found is not None
    told = found.told(date(2026, 11, 22))
    assert (
        told.sv
        == "Strategin ska ses över senast den 7 september 2030, dagen före valet den 8 september 2030."
    )
    assert told.en == (
        "The strategy is to be reviewed by 7 September 2030, the day before the election on 8 September 2030."
    )


def test_a_day_that_has_passed_is_told_as_passed() -> None:
    found = review_of(strategy(decided="2019-11-20"))
    assert found is not None
    told = found.told(date(2026, 11, 22))
    assert told.sv.endswith("Den dagen har passerat.")
    assert told.en.endswith("That day has passed.")


@given(st.dates(date(1994, 1, 1), date(2190, 1, 1)))
def test_the_next_election_is_a_sunday_in_september_within_four_years(day: date) -> None:
    found = next_election(day)
    assert found > day
    assert (found.weekday(), found.month) == (6, 9)
    assert (found - day).days <= 4 * 365 + 9
    assert found.year % 4 == 2
