"""A target then and now: what its figures say, what became of its gap and of its verdict."""

from collections.abc import Mapping

import pytest

from laget.core.followup.edition import figures
from laget.core.followup.judge import judge
from laget.core.followup.verdict import Verdict
from laget.core.series import table
from laget.core.strategy.document import Indicator, Target
from laget.core.words.sincethen import Then, change_since, figures_since
from tests.core.followup.conftest import document, observations

AIM = {"form": "at_most", "value": 4.0, "base": 2019, "year": 2030}


class Cells:
    """The figures of one indicator in one place, that a text may bind to."""

    def __init__(self, values: Mapping[int, float]) -> None:
        self.values = values

    def value(self, indicator: str, *, area: str, period: str, group: str = "total") -> float | None:  # noqa: ARG002
        """Return the figure of a year."""
        return self.values.get(int(period))


def judged(values: Mapping[int, float]) -> tuple[Verdict, Target, Indicator]:
    written = document(AIM, better="lower")
    seen = figures(written, {"all": table(observations("i", {"13": values}))})
    (verdict,) = judge(written, seen, year=2030, method="destatis")
    return verdict, written.targets[0], written.indicator("i")


FALLING = {year: 10.0 - 0.1 * (year - 2015) for year in range(2015, 2024)}
FASTER = FALLING | {2024: 8.5, 2025: 7.0}


def then_of(values: Mapping[int, float]) -> Then:
    verdict, *_ = judged(values)
    return Then(value=verdict.value, year=verdict.value_year, verdict=verdict)


def told(then: Then, values: Mapping[int, float]) -> tuple[str, str]:
    verdict, target, indicator = judged(values)
    text = figures_since(
        then, verdict, target=target, indicator=indicator, cells=Cells(values), language="sv"
    )
    return text.text, text.source


def test_both_figures_are_told_with_what_they_are_bound_to() -> None:
    read, source = told(then_of(FALLING), FASTER)
    assert read == "Andel: 7,0 procent i Hallands län 2025. År 2023 var det 9,2 procent."
    assert "{{i@13:2025}}" in source
    assert "{{i@13:2023}}" in source


def test_where_no_new_figure_has_come_it_is_said() -> None:
    read, _source = told(then_of(FALLING), FALLING)
    assert read.endswith("Ingen siffra för ett senare år har kommit än.")


def test_without_a_figure_from_then_it_is_said() -> None:
    read, _source = told(Then(value=None, year=None), FASTER)
    assert read.endswith("Någon siffra från när frågan valdes finns inte.")


def test_a_figure_that_the_cells_do_not_hold_is_marked() -> None:
    _read, source = told(Then(value=9.4, year=2016), FASTER)
    assert "[[9,4]] procent" in source


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (FASTER, "Gapet har blivit mindre: från 5,2 procentenheter till 3,0 procentenheter."),
        (FALLING | {2024: 9.5}, "Gapet har blivit större: från 5,2 procentenheter till 5,5 procentenheter."),
        (FALLING | {2024: 9.2}, "Gapet är lika stort, 5,2 procentenheter."),
        (FALLING | {2024: 3.0}, "Målet är nått."),
    ],
    ids=["smaller", "larger", "as large", "met"],
)
def test_what_became_of_the_gap_is_told(values: Mapping[int, float], words: str) -> None:
    verdict, target, indicator = judged(values)
    said = change_since(then_of(FALLING), verdict, target=target, indicator=indicator).sv
    assert said.startswith(words)


def test_a_target_that_was_met_and_is_no_longer_is_told_as_a_gap_now() -> None:
    later = judged({year: 3.0 + 0.5 * (year - 2015) for year in range(2015, 2024)})
    was = then_of({year: 3.0 + 0.1 * (year - 2015) for year in range(2015, 2021)})
    told = change_since(was, later[0], target=later[1], indicator=later[2]).sv
    assert told.startswith("Målet var nått, och nu är gapet 3,0 procentenheter.")


def test_the_verdict_is_told_where_it_is_the_same_and_where_it_is_another() -> None:
    slow = judged(FALLING)
    same = change_since(then_of(FALLING), slow[0], target=slow[1], indicator=slow[2]).sv
    assert same == "Bedömningen är densamma: för långsamt."
    met = judged(FALLING | {2024: 3.0})
    other = change_since(then_of(FALLING), met[0], target=met[1], indicator=met[2]).sv
    assert "Bedömningen var ”för långsamt” och är ”nått”." in other
