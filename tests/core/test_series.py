"""The one table shape, its door, and the yearly series read from it."""

import random
from collections.abc import Mapping
from math import fsum, inf, nan
from statistics import fmean

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.periods import Period, UnreadablePeriod, period
from laget.core.series import SCHEMA, Figures, FiguresRefused, Observation, Rule, Series, checked, table

finite = st.floats(-1e9, 1e9)


def observations(**values: float | None) -> list[Observation]:
    """Observations of one series, written as y2021=…, y2021M04=…, y2018_2021=…."""
    return [
        Observation("i", "13", written[1:].replace("_", "-"), value=value)
        for written, value in values.items()
    ]


def series_of(
    rows: list[Observation],
    *,
    months: Mapping[str, Rule] | None = None,
    quarters: Mapping[str, Rule] | None = None,
) -> Series:
    figures = Figures(checked(rows, units={}), months=months or {}, quarters=quarters or {})
    return figures.series("i", area="13")


def a_year_of_months(year: int, values: list[float], *, status: str = "") -> list[Observation]:
    return [
        Observation("i", "13", f"{year}M{month:02}", value=value, status=status)
        for month, value in enumerate(values, start=1)
    ]


cells = st.tuples(
    st.sampled_from(["b", "a", "å"]),
    st.sampled_from(["00", "13", "1380"]),
    st.one_of(
        st.integers(2000, 2030).map(str),
        st.builds("{}M{:02}".format, st.integers(2000, 2003), st.integers(1, 12)),
        st.builds("{}Q{}".format, st.integers(2000, 2003), st.integers(1, 4)),
        st.builds(lambda first, more: f"{first}-{first + more}", st.integers(2000, 2003), st.integers(1, 4)),
    ),
    st.sampled_from(["total", "women", "men"]),
)
tables = st.dictionaries(cells, st.none() | finite).map(
    lambda held: [Observation(*cell, value=value) for cell, value in held.items()]
)


# The table and its door


@given(tables, st.randoms(use_true_random=False))
def test_the_same_figures_are_the_same_table_in_whatever_order_they_come(
    rows: list[Observation], chance: random.Random
) -> None:
    shuffled = chance.sample(rows, len(rows))
    assert table(rows).equals(table(shuffled))
    assert checked(shuffled, units={}).equals(table(rows))
    assert checked(table(rows), units={}).equals(table(rows))


@given(tables)
def test_rows_stand_by_indicator_area_time_and_group(rows: list[Observation]) -> None:
    made = table(rows)
    assert made.schema == SCHEMA
    keys = [(row["indicator"], row["area"], period(row["period"]), row["group"]) for row in made.to_pylist()]
    assert keys == sorted((row.indicator, row.area, period(row.period), row.group) for row in rows)


def test_an_empty_table_is_a_table() -> None:
    assert checked([], units={}).schema == SCHEMA
    assert Figures(table([])).indicators() == ()


def test_periods_are_kept_as_they_are_written_in_figures() -> None:
    kept = checked([Observation("i", "13", "2021 K2", value=1)], units={})
    assert kept["period"].to_pylist() == ["2021Q2"]


def test_a_missing_value_stays_missing() -> None:
    kept = checked([Observation("i", "13", "2021", status="missing ..")], units={"i": "percent"})
    assert kept["value"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Observation("", "13", "2021", value=1), "indikatorn saknas"),
        (Observation("i", "13", "2021", group=" ", value=1), "gruppen saknas"),
        (Observation("i", "02", "2021", value=1), "områdeskoden ”02” finns inte"),
        (Observation("i", "0013", "2021", value=1), "skrivs ”13”"),
        (Observation("i", "13", "hösten", value=1), "perioden ”hösten” kan inte läsas"),
        (Observation("i", "13", "2021", value=100.5), "100.5 är inte möjligt i enheten percent: 0 till 100"),
        (Observation("i", "13", "2021", value=-1), "-1 är inte möjligt"),
        (Observation("firms", "13", "2021", value=-1), "enheten firms: minst 0"),
        (Observation("i", "13", "2021", value=nan), "inget tal"),
        (Observation("i", "13", "2021", value=inf), "inget tal"),
        (Observation("i", "13", "2021", value=1, cases=-1), "antalet fall kan inte vara -1"),
        (Observation("i", "13", "2021", value=1, cases=nan), "antalet fall kan inte vara nan"),
    ],
)
def test_a_faulty_row_is_refused_under_the_number_it_has_in_the_file(row: Observation, said: str) -> None:
    rows = [Observation("j", "00", "2020", value=1), row, Observation("j", "00", "2021", value=1)]
    with pytest.raises(FiguresRefused) as refusal:
        checked(rows, units={"i": "percent", "firms": "firms"}, rows=[7, 8, 9])
    assert [fault.row for fault in refusal.value.faults] == [8]
    assert said in refusal.value.faults[0].said.sv
    assert refusal.value.said.sv.startswith("rad 8: ")


def test_two_values_for_one_cell_are_refused_also_where_the_period_is_written_in_two_ways() -> None:
    rows = [Observation("i", "13", written, value=1) for written in ("2021Q2", "2020", "2021K2")]
    with pytest.raises(FiguresRefused) as refusal:
        checked(rows, units={}, rows=[2, 3, 4])
    assert [fault.row for fault in refusal.value.faults] == [4]
    assert "rad 2" in refusal.value.faults[0].said.sv


def test_a_refusal_names_the_first_rows_and_how_many_more() -> None:
    rows = [Observation("i", "99", str(year), value=1) for year in range(2000, 2010)]
    with pytest.raises(FiguresRefused) as refusal:
        checked(rows, units={})
    assert len(refusal.value.faults) == 10
    assert refusal.value.said.en.endswith("and 7 more")


@given(tables.filter(len), st.data())
def test_a_row_that_stands_twice_is_always_found(rows: list[Observation], data: st.DataObject) -> None:
    again = data.draw(st.integers(0, len(rows) - 1))
    with pytest.raises(FiguresRefused) as refusal:
        checked([*rows, rows[again]], units={})
    assert [fault.row for fault in refusal.value.faults] == [len(rows) + 1]


def test_words_may_come_as_a_dictionary_of_words() -> None:
    rows = table(observations(y2020=1.0, y2021=2.0))
    place = SCHEMA.get_field_index("indicator")
    coded = rows.set_column(place, "indicator", rows["indicator"].dictionary_encode())
    assert checked(coded, units={}).equals(rows)


def test_a_table_without_a_period_that_can_be_read_is_not_made() -> None:
    with pytest.raises(UnreadablePeriod):
        table([Observation("i", "13", "sedan")])


# Reading a series


def test_a_series_holds_its_observed_years_and_nothing_else() -> None:
    series = series_of(observations(y2022=3.0, y2019=None, y2018=1.0, y2021=2.0))
    assert (series.years, series.values) == ((2018, 2021, 2022), (1.0, 2.0, 3.0))
    assert (series.first_year, series.last_year, len(series)) == (2018, 2022, 3)
    assert (series.value_at(2021), series.value_at(2019), series.value_at(2020)) == (2.0, None, None)


@given(tables)
def test_every_observed_year_is_in_the_series_of_its_own_key(rows: list[Observation]) -> None:
    figures = Figures(table(rows))
    for row in rows:
        read = figures.series(row.indicator, area=row.area, group=row.group)
        assert list(read.years) == sorted(set(read.years))
        time = period(row.period)
        if row.value is not None and time == Period(time.last_year, time.last_year):
            assert read.value_at(time.last_year) == row.value
        if row.value is None:
            assert row.period not in read.spans


@given(tables)
def test_what_the_table_has_is_told(rows: list[Observation]) -> None:
    figures = Figures(table(rows))
    assert figures.indicators() == tuple(sorted({row.indicator for row in rows}))
    for indicator in figures.indicators():
        of = [row for row in rows if row.indicator == indicator]
        assert figures.areas(indicator) == tuple(sorted({row.area for row in of}))
        assert figures.groups(indicator) == tuple(sorted({row.group for row in of}))


def test_what_the_table_has_not_is_empty() -> None:
    figures = Figures(table(observations(y2020=1.0)))
    assert figures.series("other", area="13") == Series((), (), (), (), ())
    assert figures.series("i", area="13", group="women").last_year is None
    assert (figures.areas("other"), figures.groups("other")) == ((), ())


def test_a_forecast_is_never_an_outcome() -> None:
    rows = [
        Observation("i", "13", "2024", value=1),
        Observation("i", "13", "2026", value=9, status="forecast"),
    ]
    assert series_of(rows).years == (2024,)


def test_a_preliminary_value_is_used_and_marked() -> None:
    rows = [Observation("i", "13", "2024", value=1, status="preliminary")]
    assert series_of(rows).statuses == ("preliminary",)


def test_several_years_count_as_their_last_and_keep_their_span() -> None:
    series = series_of(observations(y2018_2021=1.0, y2021_2024=2.0))
    assert (series.years, series.spans) == ((2021, 2024), ("2018-2021", "2021-2024"))


def test_of_two_periods_that_end_the_same_year_the_shortest_stands() -> None:
    series = series_of(
        observations(y2018_2021=1.0, y2020_2021=2.0, y2021=3.0, y2019_2022=4.0, y2021_2022=5.0)
    )
    assert (series.values, series.spans) == ((3.0, 5.0), ("2021", "2021-2022"))


def test_years_are_never_mixed_with_their_parts() -> None:
    series = series_of(observations(y2020=1.0, y2021M12=9.0, y2021Q4=9.0, y2022=None))
    assert (series.years, series.values) == ((2020,), (1.0,))
    series = series_of(observations(y2020=None, y2020M12=8.0, y2021Q4=9.0))
    assert series.spans == ("2021Q4",)


def test_the_last_month_stands_for_its_year_and_needs_no_other() -> None:
    series = series_of(observations(y2021M12=5.0, y2022M11=6.0, y2023M12=None, y2024M12=7.0))
    assert (series.years, series.values, series.spans) == ((2021, 2024), (5.0, 7.0), ("2021M12", "2024M12"))


def test_one_month_stands_for_its_year() -> None:
    series = series_of(observations(y2021M04=5.0, y2021M12=6.0, y2022M04=7.0), months={"i": 4})
    assert (series.years, series.values) == ((2021, 2022), (5.0, 7.0))


def test_one_quarter_stands_for_its_year() -> None:
    series = series_of(observations(y2021Q1=5.0, y2021Q4=6.0), quarters={"i": 1})
    assert (series.values, series.spans) == ((5.0,), ("2021Q1",))


@given(st.lists(finite, min_size=12, max_size=12), st.integers(0, 11))
def test_a_mean_and_a_sum_need_the_whole_year(values: list[float], hole: int) -> None:
    months = a_year_of_months(2021, values)
    assert series_of(months, months={"i": "sum"}).values == (fsum(values),)
    mean = series_of(months, months={"i": "mean"})
    assert mean.values[0] == pytest.approx(fmean(values))
    assert mean.spans == ("2021",)
    broken = months[:hole] + months[hole + 1 :]
    assert series_of(broken, months={"i": "mean"}).years == ()
    assert series_of(broken, months={"i": "sum"}).years == ()


def test_a_year_with_a_forecast_month_is_not_whole() -> None:
    months = a_year_of_months(2021, [1.0] * 11)
    months.append(Observation("i", "13", "2021M12", value=1, status="forecast"))
    assert series_of(months, months={"i": "sum"}).years == ()
    assert series_of(months).years == ()


def test_a_year_with_a_preliminary_month_is_preliminary() -> None:
    months = [
        *a_year_of_months(2021, [1.0] * 12)[:11],
        Observation("i", "13", "2021M12", value=1, status="preliminary"),
    ]
    assert series_of(months, months={"i": "mean"}).statuses == ("preliminary",)


def test_quarters_make_a_year_as_months_do() -> None:
    quarters = observations(y2021Q1=1.0, y2021Q2=2.0, y2021Q3=3.0, y2021Q4=6.0, y2022Q1=9.0)
    assert series_of(quarters).values == (6.0,)
    assert series_of(quarters, quarters={"i": "mean"}).values == (3.0,)
    assert series_of(quarters, quarters={"i": "sum"}).values == (12.0,)


def test_the_rule_of_one_indicator_is_not_anothers() -> None:
    rows = a_year_of_months(2021, [float(month) for month in range(1, 13)])
    rows += [Observation("j", row.area, row.period, value=row.value) for row in rows]
    figures = Figures(table(rows), months={"j": "sum"})
    assert figures.series("i", area="13").values == (12.0,)
    assert figures.series("j", area="13").values == (78.0,)


@pytest.mark.parametrize("rule", [0, 13, "first", 5])
def test_a_rule_that_is_none_is_refused(rule: Rule) -> None:
    with pytest.raises(ValueError, match="no rule"):
        Figures(table([]), quarters={"i": rule})


@pytest.mark.parametrize(
    ("cases", "years", "suppressed", "uncertain"),
    [
        (None, (2021,), (), ()),
        (0, (), (2021,), ()),
        (4, (), (2021,), ()),
        (5, (2021,), (), (2021,)),
        (20, (2021,), (), (2021,)),
        (21, (2021,), (), ()),
    ],
)
def test_a_value_on_few_cases_is_left_out_or_marked(
    cases: float | None, years: tuple[int, ...], suppressed: tuple[int, ...], uncertain: tuple[int, ...]
) -> None:
    series = series_of([Observation("i", "13", "2021", value=1, cases=cases)])
    assert (series.years, series.suppressed, series.uncertain) == (years, suppressed, uncertain)


def test_the_cases_of_a_year_are_put_together_as_its_values_are() -> None:
    quarters = [Observation("i", "13", f"2021Q{number}", value=1, cases=number) for number in (1, 2, 3, 4)]
    assert series_of(quarters, quarters={"i": "sum"}).cases == (10.0,)
    assert series_of(quarters, quarters={"i": "mean"}).suppressed == (2021,)
    unknown = [*quarters[:3], Observation("i", "13", "2021Q4", value=1)]
    assert series_of(unknown, quarters={"i": "sum"}).cases == (None,)


# Cutting a series

long = st.dictionaries(st.integers(1990, 2030), finite).map(
    lambda held: series_of([Observation("i", "13", str(year), value=value) for year, value in held.items()])
)


@given(long, st.integers(1985, 2035))
def test_nothing_later_is_seen(series: Series, year: int) -> None:
    seen = series.upto(year)
    assert seen.years == tuple(each for each in series.years if each <= year)
    assert all(seen.value_at(each) == series.value_at(each) for each in seen.years)


@given(long, st.lists(st.integers(1985, 2035)))
def test_a_break_is_never_crossed(series: Series, breaks: list[int]) -> None:
    after = series.after_break(breaks)
    assert after.last_year == series.last_year
    assert not any(
        first < each <= last
        for each in breaks
        for first, last in zip(after.years, after.years[1:], strict=False)
    )
    begun = [each for each in breaks if series.last_year is not None and each <= series.last_year]
    assert set(after.years) == {year for year in series.years if not begun or year >= max(begun)}


def test_a_break_year_is_the_first_of_the_new_series() -> None:
    series = series_of(observations(y2017=1.0, y2018=2.0, y2019=3.0, y2020=4.0))
    assert series.after_break([2019]).years == (2019, 2020)
    assert series.after_break([2018, 2019]).years == (2019, 2020)
    assert series.after_break([2021]) == series
    assert series.upto(2018).after_break([2019]).years == (2017, 2018)


def test_a_span_that_begins_before_the_break_goes_too() -> None:
    series = series_of(observations(y2015_2018=1.0, y2018_2021=2.0, y2019_2022=3.0, y2020_2023=4.0))
    assert series.after_break([2019]).spans == ("2019-2022", "2020-2023")


def test_what_is_remembered_of_left_out_years_is_cut_too() -> None:
    rows = [
        Observation("i", "13", str(year), value=1, cases=cases)
        for year, cases in ((2018, 3), (2019, 9), (2020, 1), (2021, 99))
    ]
    series = series_of(rows)
    assert (series.suppressed, series.uncertain) == ((2018, 2020), (2019,))
    assert series.after_break([2019]).suppressed == (2020,)
    assert series.upto(2019).suppressed == (2018,)
    assert series.after_break([2020]).uncertain == ()


def test_a_table_read_back_in_pieces_gives_the_same_series() -> None:
    whole = table(observations(y2019=1.0, y2020=2.0, y2021=3.0))
    pieces = pa.concat_tables([whole.slice(0, 1), whole.slice(1)])
    assert Figures(pieces).series("i", area="13") == Figures(whole).series("i", area="13")
