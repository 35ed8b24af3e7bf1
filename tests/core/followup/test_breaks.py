"""Where a break has left too few years, that is the reason."""

from collections.abc import Callable

import pytest

from laget.core.followup.reason import Reason
from laget.core.followup.verdict import Verdict

Judge = Callable[..., Verdict]
RISING = {year: 30.0 + year - 2015 for year in range(2015, 2023)}


@pytest.mark.parametrize("method", ["destatis", "theil_sen"])
def test_a_break_that_leaves_too_few_years_is_said(verdict: Judge, method: str) -> None:
    found = verdict(
        RISING, "at_least", value=50, year=2030, method=method, indicator={"breaks": [2018, 2020]}
    )
    assert found.why_not is not None
    assert (found.why_not.reason, found.why_not.years) == (Reason.BREAK, (2018, 2020))
    assert found.travel_why_not is not None
    assert found.travel_why_not.reason is Reason.BREAK


def test_a_break_that_leaves_one_year_for_growth_is_said(verdict: Judge) -> None:
    found = verdict(RISING, "at_least", value=50, year=2030, method="statcan", indicator={"breaks": [2022]})
    assert found.why_not is not None
    assert found.why_not.reason is Reason.BREAK


def test_a_series_that_is_short_without_its_break_is_only_short(verdict: Judge) -> None:
    found = verdict(
        {2020: 30, 2021: 31, 2022: 32}, "at_least", value=50, year=2030, indicator={"breaks": [2022]}
    )
    assert found.why_not is not None
    assert found.why_not.reason is Reason.TOO_FEW_YEARS


def test_a_break_that_leaves_enough_years_is_no_reason(verdict: Judge) -> None:
    found = verdict(RISING, "at_least", value=50, year=2030, indicator={"breaks": [2018]})
    assert found.why_not is None
    assert found.years[0] == 2018


def test_a_break_still_to_come_breaks_nothing(verdict: Judge) -> None:
    found = verdict(RISING, "at_least", value=50, year=2030, indicator={"breaks": [2024]})
    assert found.why_not is None
    assert found.years[0] == 2017
