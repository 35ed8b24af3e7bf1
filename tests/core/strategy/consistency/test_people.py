"""What may name the population it is of: shares, and totals that fall on one."""

from typing import Any

import pytest

from laget.core.strategy.consistency.indicators import indicator_faults
from laget.core.strategy.consistency.register import Register, Unread
from tests.core.followup.conftest import document


def told(**indicator: Any) -> list[str]:
    written = document({"form": "direction", "way": "up"}, people="folk", **indicator)
    return [fault.said.en for fault in indicator_faults(Register(written, Unread()))]


@pytest.mark.parametrize("unit", ["percent", "per_1000", "people", "firms"])
def test_a_share_and_a_total_may_name_their_population(unit: str) -> None:
    assert told(unit=unit) == []


def test_a_mean_is_told_that_its_population_is_not_used() -> None:
    (said,) = told(unit="kr")

    assert "no share of a population and no count" in said


def test_a_total_of_other_ages_than_its_population_is_told() -> None:
    (said,) = told(unit="people", title="Döda 65 år och äldre")

    assert "other ages" in said
