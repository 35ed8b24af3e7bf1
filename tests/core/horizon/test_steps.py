"""When a step is due, and how a signal may go from year to year."""

from datetime import date

import pytest

from laget.core.horizon.course import Year, courses_after, unfit
from laget.core.horizon.steps import Moment, State, moment

TODAY = date(2025, 9, 14)


@pytest.mark.parametrize(
    ("written", "said", "state"),
    [
        ("2026-09-13", "13 september 2026", State.AHEAD),
        ("2025-09-13", "13 september 2025", State.OVERDUE),
        ("2025-09-14", "14 september 2025", State.AHEAD),
        ("2025-09", "september 2025", State.AHEAD),
        ("2025-08", "augusti 2025", State.OVERDUE),
        ("2025", "2025", State.AHEAD),
        ("2024", "2024", State.OVERDUE),
    ],
)
def test_a_step_is_late_first_when_its_whole_time_has_passed(written: str, said: str, state: State) -> None:
    found = moment(written)
    assert found is not None
    assert found.written == written
    assert found.said.sv == said
    assert found.state(done=False, today=TODAY) is state
    assert found.state(done=True, today=TODAY) is State.DONE


@pytest.mark.parametrize("written", ["", "2025-13", "2025-02-30", "1803", "25-01-01", "2025-", "i höst"])
def test_what_is_no_day_month_or_year_is_none(written: str) -> None:
    assert moment(written) is None


def test_february_ends_where_it_ends() -> None:
    assert Moment(date(2024, 2, 1), "month").last == date(2024, 2, 29)


def test_a_signal_is_new_once_and_then_goes_on_until_it_is_gone() -> None:
    assert courses_after(None) == ("new",)
    assert courses_after(Year(2024, "same", 2)) == ("stronger", "same", "weaker", "gone")
    assert courses_after(Year(2024, "gone", 2)) == ("new",)
    assert unfit([Year(2025, "stronger", 3), Year(2024, "new", 2)]) is None
    assert unfit([Year(2023, "new", 2), Year(2024, "gone", 2), Year(2025, "new", 1)]) is None


@pytest.mark.parametrize(
    ("years", "word"),
    [
        ([Year(2025, "same", 3)], "första år"),
        ([Year(2024, "new", 2), Year(2025, "new", 2)], "fanns redan 2024"),
        ([Year(2024, "new", 2), Year(2025, "stronger", 1)], "blivit starkare 2025"),
        ([Year(2024, "new", 2), Year(2025, "weaker", 3)], "blivit svagare 2025"),
        ([Year(2024, "gone", 2)], "första år"),
    ],
)
def test_years_that_contradict_each_other_are_refused_with_a_sentence(years: list[Year], word: str) -> None:
    said = unfit(years)
    assert said is not None
    assert word in said.sv
