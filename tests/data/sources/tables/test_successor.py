"""An ordinary revision passes; another statistic under the same name does not."""

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.series import Observation, table
from laget.core.words.said import Refusal
from laget.data.sources.source import Tidy
from laget.data.sources.tables.successor import different_statistic

Ask = Callable[..., Tidy | Refusal]


def figures(*values: float | None, status: str = "", since: int = 2000) -> pa.Table:
    return table(
        Observation("x", "13", str(year), value=value, status=status)
        for year, value in enumerate(values, start=since)
    )


def tidy(answer: Tidy | Refusal) -> pa.Table:
    assert isinstance(answer, Tidy), answer
    return answer.table


def test_the_same_figures_follow_themselves() -> None:
    assert different_statistic(figures(1, 2, None), figures(1, 2, None)) is None


def test_half_of_the_figures_may_move_and_more_may_not() -> None:
    old = figures(10, 20, 30, 40)
    assert different_statistic(old, figures(12, 25, 30, 40)) is None
    said = different_statistic(old, figures(12, 25, 35, 40))
    assert said is not None
    assert said.sv.startswith("3 av 4 tidigare siffror har ändrats med mer än en tiondel")
    assert said.en.startswith("3 of 4 earlier figures changed by more than a tenth")


@pytest.mark.parametrize(
    ("old", "new", "another"),
    [
        (100.0, 110.0, False),
        (100.0, 90.0, False),
        (0.3, 0.33, False),
        (100.0, 110.1, True),
        (-100.0, -111.0, True),
        (-100.0, 100.0, True),
        (0.0, 0.0, False),
        (0.0, 1.0, True),
    ],
)
def test_a_tenth_is_of_the_old_figure_itself(old: float, new: float, another: bool) -> None:
    assert (different_statistic(figures(old), figures(new)) is not None) == another


def test_only_figures_that_both_have_are_compared() -> None:
    old = figures(10, 20, None, 40)
    assert different_statistic(old, figures(10, None, 7, 80, 90, 100)) is None
    assert different_statistic(old, figures(1, 2, since=2010)) is None
    assert different_statistic(figures(), figures(1)) is None
    assert different_statistic(figures(None), figures(1)) is None


def test_forecasts_are_made_anew_each_year_and_tell_nothing() -> None:
    ahead = figures(1, 2, 3, status="forecast", since=2030)
    later = figures(10, 20, 30, status="forecast", since=2030)
    old, new = pa.concat_tables([figures(5, 6), ahead]), pa.concat_tables([figures(5, 6), later])
    assert different_statistic(old, new) is None


@given(st.lists(st.floats(-1e9, 1e9).filter(lambda value: abs(value) > 1e-9), min_size=1, max_size=20))
def test_figures_in_another_unit_are_another_statistic(values: list[float]) -> None:
    thousands = figures(*(value / 1000 for value in values))
    assert different_statistic(figures(*values), thousands) is not None
    assert different_statistic(figures(*values), figures(*(value * 1.05 for value in values))) is None


@pytest.mark.parametrize("form", ["Aktiebolag", "Enskild näringsidkare", "Bostadsrättsförening", "Filial"])
def test_the_two_files_of_new_companies_are_one_statistic_revised(ask_real: Ask, form: str) -> None:
    # They differ in their encoding, in nine later months and in a few counts of the last half year: 3 of 50
    # months of limited companies by more than a tenth.
    columns = {"area": "Län", "year": "År", "month": "Månad", "value": form}
    march = tidy(ask_real("Bolagsverket_2024_03_15.csv", columns=columns))
    december = tidy(ask_real("Bolagsverket_2024_12_11.csv", columns=columns))
    assert (march.num_rows, december.num_rows) == (50, 59)
    assert different_statistic(march, december) is None


def test_one_legal_form_is_no_successor_of_another(ask_real: Ask) -> None:
    columns = {"area": "Län", "year": "År", "month": "Månad"}
    march = tidy(ask_real("Bolagsverket_2024_03_15.csv", columns=columns | {"value": "Aktiebolag"}))
    december = tidy(ask_real("Bolagsverket_2024_12_11.csv", columns=columns | {"value": "Handelsbolag"}))
    said = different_statistic(march, december)
    assert said is not None
    assert said.sv.startswith("50 av 50 ")


def test_new_firms_in_april_and_in_august_are_one_statistic_revised(ask_real: Ask) -> None:
    mapping = {"header": 3, "columns": {"period": 1, "area": 2, "value": 3}}
    april = tidy(ask_real("Tillvaxtananalys_2024_04_10.xlsx", **mapping))
    august = tidy(ask_real("Tillvaxtananalys_2024_08_21.xlsx", **mapping))
    assert april.num_rows + 1 == august.num_rows
    assert different_statistic(april, august) is None
