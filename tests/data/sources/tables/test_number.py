"""Numbers as analysts write them, and the cells that hold none."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.data.sources.tables.grid import Cell, Percent, Unworked
from laget.data.sources.tables.number import SPACES, Figure, NoFigure, figure, unlike


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3,5", 3.5),
        ("3.5", 3.5),
        ("-3,5", -3.5),
        ("−3,5", -3.5),
        ("–12", -12.0),
        ("+4", 4.0),
        (" 17 ", 17.0),
        ("1 234", 1234.0),
        ("1\u00a0234\u00a0567,5", 1234567.5),
        ("10\u2009234", 10234.0),
        ("10\u202f234", 10234.0),
        (",5", 0.5),
        ("-.25", -0.25),
        ("1e-05", 0.00001),
        ("1,5E3", 1500.0),
        (7, 7.0),
        (0, 0.0),
        (2.25, 2.25),
    ],
)
def test_a_number_is_read_however_it_is_written(cell: Cell, value: float) -> None:
    assert figure(cell).value == value


@pytest.mark.parametrize(
    "mark", ["", "  ", "-", "--", "–", ".", "..", ":", "…", "NA", "na", "NaN", "#N/A", "#SAKNAS!", None]
)
def test_a_mark_of_a_missing_figure_is_kept_and_never_nought(mark: str | None) -> None:
    assert figure(mark) == Figure(None, written=(mark or "").strip())


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("tre", "”tre” är inget tal"),
        ("12 34", "är inget tal"),
        ("1 2345", "är inget tal"),
        ("5,", "är inget tal"),
        ("12*", "är inget tal"),
        ("0x10", "är inget tal"),
        ("inf", "är inget tal"),
        ("１２", "är inget tal"),
        ("1,234,567", "skriv tusental med mellanslag"),
        ("1.234.567", "skriv tusental med mellanslag"),
        ("1,234.5", "skriv tusental med mellanslag"),
        ("1.234,5", "skriv tusental med mellanslag"),
        ("1e999", "talet är för stort"),
        (10**400, "talet är för stort"),
        (float("inf"), "talet är för stort"),
        ("#DIV/0!", "är ett fel i en formel"),
        ("#REF!", "är ett fel i en formel"),
        (True, "”SANT” är inget tal"),
        (False, "”FALSKT” är inget tal"),
        (datetime.date(2021, 4, 1), r"är en tid \(2021-04-01\)"),
        (datetime.time(12, 30), r"är en tid \(12:30:00\)"),
        (Unworked("=A1+B1"), r"formeln =A1\+B1 har inget uträknat värde"),
    ],
)
def test_a_cell_that_is_no_number_says_what_it_is(cell: Cell, reason: str) -> None:
    with pytest.raises(NoFigure) as refused:
        figure(cell)
    assert re.search(reason, refused.value.said.sv)


def test_per_cent_is_the_number_that_is_shown() -> None:
    assert figure("71,3 %") == Figure(71.3, written="71,3 %", mark=",", percent=True)
    assert figure(Percent(71.3)) == Figure(71.3, percent=True)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.sampled_from(",."),
    st.sampled_from(["", *SPACES]),
    st.sampled_from("-−–"),
)
def test_every_way_to_write_a_number_is_the_same_number(
    number: object, mark: str, space: str, minus: str
) -> None:
    written = f"{number:,}".replace(",", "\0").replace(".", mark).replace("\0", space).replace("-", minus)
    assert figure(written).value == float(str(number))


@given(st.text(max_size=12))
def test_no_text_gives_anything_but_a_number_or_a_refusal(text: str) -> None:
    try:
        value = figure(text).value
    except NoFigure:
        return
    assert value is None or abs(value) < float("inf")


def said(*cells: str, delimiter: str | None) -> list[tuple[int, str]]:
    column = [(row, figure(cell)) for row, cell in enumerate(cells, start=2)]
    return [(row, said.sv) for row, said in unlike(column, delimiter=delimiter)]


def test_two_decimal_marks_in_one_column_are_told() -> None:
    assert said("3,5", "4", "4.5", "4.6", delimiter=";") == [
        (4, "”4.5” har ett annat decimaltecken än ”3,5” på rad 2")
    ]
    assert said("3,5", "4", "--", "4,5", delimiter=";") == []


def test_a_comma_before_three_digits_is_doubtful_only_where_commas_part_fields() -> None:
    ((row, told),) = said("17", "1,234", "12,500", delimiter=",")
    assert (row, told) == (
        3,
        "”1,234” kan vara decimaler eller tusental; skriv tusental utan komma eller decimaler med punkt",
    )
    assert said("17", "1,234", "12,500", delimiter=";") == []
    assert said("17", "1,234", "12,5", delimiter=",") == []
    assert said("0,123", "0,500", delimiter=",") == []


def test_a_share_among_per_cents_is_told() -> None:
    assert [row for row, _ in said("71 %", "..", "0,72", delimiter=";")] == [4]
