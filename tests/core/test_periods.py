"""Periods: how they are written and read, and their order."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.periods import (
    MONTHS_SV,
    Period,
    UnreadablePeriod,
    month_number,
    period,
    quarter_number,
)

years = st.integers(1700, 2999)
periods = st.one_of(
    st.builds(lambda year: Period(year, year), years),
    st.builds(lambda year, quarter: Period(year, year, quarter=quarter), years, st.integers(1, 4)),
    st.builds(lambda year, month: Period(year, year, month=month), years, st.integers(1, 12)),
    st.builds(lambda first, last: Period(min(first, last), max(first, last)), years, years),
)


@given(periods)
def test_what_is_written_is_read_back(each: Period) -> None:
    assert period(each.text) == each
    assert period(str(each)).text == each.text


@given(periods, periods)
def test_periods_are_ordered_by_the_month_they_end_in(one: Period, other: Period) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    if one.last_year < other.last_year:
        assert one < other
    if one < other:
        assert one.last_year <= other.last_year


@given(st.lists(periods).flatmap(lambda many: st.tuples(st.just(many), st.permutations(many))))
def test_sorting_is_the_same_whatever_order_they_came_in(both: tuple[list[Period], list[Period]]) -> None:
    one, other = both
    assert sorted(one) == sorted(other)


def test_of_periods_that_end_together_the_longer_stands_first() -> None:
    written = ["2021M12", "2021Q4", "2021M11", "2021", "2018-2021", "2022M01"]
    ordered = ["2021M11", "2018-2021", "2021", "2021Q4", "2021M12", "2022M01"]
    assert [each.text for each in sorted(map(period, written))] == ordered


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2021", "2021"),
        (" 2021 ", "2021"),
        ("2021Q2", "2021Q2"),
        ("2021K2", "2021Q2"),
        ("2021 k2", "2021Q2"),
        ("2021-Q2", "2021Q2"),
        ("2021 kvartal 2", "2021Q2"),
        ("K2 2021", "2021Q2"),
        ("2021M04", "2021M04"),
        ("2021M4", "2021M04"),
        ("2021-04", "2021M04"),
        ("april 2021", "2021M04"),
        ("Apr. 2021", "2021M04"),
        ("2021 - april", "2021M04"),
        ("May 2021", "2021M05"),
        ("2021-2024", "2021-2024"),
        ("2021–2024", "2021-2024"),
        ("2021 – 2024", "2021-2024"),
        ("2021/22", "2021-2022"),
        ("1999/00", "1999-2000"),
        ("2021-2021", "2021"),
    ],
)
def test_periods_are_read_as_analysts_write_them(written: str, text: str) -> None:
    assert period(written).text == text


@pytest.mark.parametrize(
    "written",
    ["", "21", "20211", "2021M13", "2021M00", "2021-13", "2021Q5", "2021K0", "2021-04-01", "2021Mars04",
     "2021 hösten", "ungefär 2021", "0021", "9999", "2021,5", "２０２１", "2021-2024-2025"],
)  # fmt: skip
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(UnreadablePeriod) as refusal:
        period(written)
    assert written in refusal.value.said.sv
    assert "2021M04" in refusal.value.said.en


def test_a_span_turned_round_is_refused_with_the_right_one() -> None:
    with pytest.raises(UnreadablePeriod) as refusal:
        period("2024-2021")
    assert "vänd" in refusal.value.said.sv
    assert "2021-2024" in refusal.value.said.sv


@given(st.text(alphabet="0129KQM-–/ jan"))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    with suppress(UnreadablePeriod):
        read = period(text)
        assert period(read.text) == read


@pytest.mark.parametrize(
    "fields",
    [(2021, 2020), (999, 999), (2021, 3000), (2021, 2021, 5), (2021, 2021, None, 13), (2021, 2021, 1, 1),
     (2020, 2021, 1)],
)  # fmt: skip
def test_a_period_that_cannot_be_is_never_made(fields: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no period"):
        Period(*fields)


@given(st.integers(1, 12))
def test_a_month_is_known_by_number_and_name(number: int) -> None:
    name = MONTHS_SV[number - 1]
    written: list[str | int] = [
        number,
        str(number),
        f"{number:02}",
        f"M{number:02}",
        name,
        name.upper(),
        f"{name[:3]}.",
    ]
    assert {month_number(word) for word in written} == {number}


@given(st.integers(1, 4))
def test_a_quarter_is_known_by_number_and_letter(number: int) -> None:
    written: list[str | int] = [number, str(number), f"K{number}", f"q{number}", f"Kvartal {number}"]
    assert {quarter_number(word) for word in written} == {number}


@pytest.mark.parametrize("word", ["", "0", "13", "juno", "M", 0, 13, -1, "²"])
def test_a_word_that_is_no_month_is_refused(word: str | int) -> None:
    with pytest.raises(UnreadablePeriod, match="is no month"):
        month_number(word)


@pytest.mark.parametrize("word", ["", "0", "5", "K", 5, "höst"])
def test_a_word_that_is_no_quarter_is_refused(word: str | int) -> None:
    with pytest.raises(UnreadablePeriod, match="is no quarter"):
        quarter_number(word)
