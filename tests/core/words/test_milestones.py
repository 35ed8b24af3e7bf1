"""Milestones in a sentence: one, none and several."""

import pytest

from laget.core.words.milestones import milestones_told


@pytest.mark.parametrize(
    ("reached", "due", "sv", "en"),
    [
        (
            7,
            9,
            "Av 9 milstolpar som skulle vara nådda vid slutet av 2025 var 7 nådda.",
            "Of 9 milestones due by the end of 2025, 7 were reached.",
        ),
        (
            1,
            4,
            "Av 4 milstolpar som skulle vara nådda vid slutet av 2025 var 1 nådd.",
            "Of 4 milestones due by the end of 2025, 1 was reached.",
        ),
        (
            0,
            2,
            "Av 2 milstolpar som skulle vara nådda vid slutet av 2025 var ingen nådd.",
            "Of 2 milestones due by the end of 2025, none was reached.",
        ),
        (
            1,
            1,
            "Den enda milstolpe som skulle vara nådd vid slutet av 2025 var nådd.",
            "The only milestone due by the end of 2025 was reached.",
        ),
        (
            0,
            1,
            "Den enda milstolpe som skulle vara nådd vid slutet av 2025 var inte nådd.",
            "The only milestone due by the end of 2025 was not reached.",
        ),
    ],
)
def test_so_many_milestones_are_told_with_words_that_agree(reached: int, due: int, sv: str, en: str) -> None:
    assert milestones_told(reached, due=due, year=2025, language="sv").text == sv
    assert milestones_told(reached, due=due, year=2025, language="en").text == en


def test_the_numbers_of_milestones_are_marked_for_a_text() -> None:
    assert "Av [[9]] milstolpar" in milestones_told(7, due=9, year=2025, language="sv").source
