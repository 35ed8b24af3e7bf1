"""A reader's line is kept without what leads to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.feedback import LONGEST_LINE, cleaned


@pytest.mark.parametrize(
    "secret",
    ["ada@example.se", "19121212-1212", "121212-1212", "070-1740605", "+46 70 174 06 05", "0701740605"],
)
def test_addresses_and_numbers_of_people_are_taken_out(secret: str) -> None:
    assert cleaned(f"Ring mig på {secret}, tack") == "Ring mig på [borttaget], tack"


@pytest.mark.parametrize(
    "line", ["Målet 2030 är 50 procent", "Från 2010 till 2022", "1 234 567 invånare", "v. 3.14.15"]
)
def test_figures_and_years_stay(line: str) -> None:
    assert cleaned(line) == line


def test_a_line_is_one_line_that_can_be_read() -> None:
    assert cleaned("  ett\n\ntvå\x00\u202etre  ") == "ett två tre"


@given(st.text(max_size=2000))
def test_a_line_is_never_too_long_and_cleaning_twice_changes_nothing(line: str) -> None:
    once = cleaned(line)
    assert len(once) <= LONGEST_LINE
    assert cleaned(once) == once
