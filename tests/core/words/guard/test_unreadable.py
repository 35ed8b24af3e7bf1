"""A sentence that nobody could read is a fault, told at once: the guard never counts for ever."""

from time import perf_counter

import pytest

from laget.core.words.guard.register import MOST_NUMBERS, guarded


def test_a_sentence_of_endless_numbers_is_told_at_once() -> None:
    began = perf_counter()
    (fault,) = {one.rule: one for one in guarded("1 " * 2000, language="sv")}.values()
    assert fault.rule == "unreadable"
    assert str(MOST_NUMBERS) in fault.said.sv
    assert perf_counter() - began < 5


@pytest.mark.parametrize("text", ["9" * 400, "Andelen är " + "9" * 4000 + " procent."])
def test_a_number_beyond_all_counting_is_a_fault(text: str) -> None:
    assert "unreadable" in {one.rule for one in guarded(text, language="sv")}


def test_a_sentence_of_many_numbers_is_still_examined() -> None:
    text = ", ".join(["12 procent"] * (MOST_NUMBERS - 1)) + "."
    assert "unreadable" not in {one.rule for one in guarded(text, language="sv")}
