"""A month or a quarter among its like: last year's, and what is usual for the season; in words and drawn."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from laget.core.areas import area
from laget.core.charts.season import season_chart
from laget.core.periods import Period, period
from laget.core.season import Season, season
from laget.core.series import Figures, Observation, Reading, table
from laget.core.strategy.document import Indicator
from laget.core.words.measure import Measure
from laget.core.words.said import LANGUAGES
from laget.core.words.season import named, told

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "files"
INDICATOR = Indicator.model_validate(
    {
        "id": "konkurser",
        "title": {"sv": "Konkurser", "en": "Bankruptcies"},
        "unit": "firms",
        "better": "lower",
        "source": {"publisher": "kolada", "kpi": "N00000"},
    }
)
FIRMS, PERCENT = Measure("firms", 0), Measure("percent", 1)


SEASONAL = (
    "Sedan första kvartalet har siffran stigit med 11 företag, vilket hör till årstiden: så har det varit "
    "3 av 3 år."
)


def readings(values: dict[str, float]) -> list[Reading]:
    return [Reading(period(word), value, "", None) for word, value in values.items()]


def sentences(values: dict[str, float], *, measure: Measure) -> list[str]:
    found = season(readings(values))
    assert found is not None
    return [one.sv for one in told(found, measure=measure, sums=measure is FIRMS)]


def quarters(*years: tuple[int, ...], first: int = 2020) -> dict[str, float]:
    return {
        f"{first + place}Q{number}": float(value)
        for place, year in enumerate(years)
        for number, value in enumerate(year, start=1)
    }


def test_a_quarter_stands_beside_the_same_one_last_year_and_what_is_usual() -> None:
    known = quarters((10, 20, 15, 12), (11, 21, 14, 13), (9, 22, 16, 12), (8, 19))
    assert sentences(known, measure=FIRMS) == [
        "Andra kvartalet 2023: 19 företag, 3 färre än andra kvartalet 2022 (22 företag).",
        SEASONAL,
        "Sammanlagt de senaste fyra kvartalen: 55 företag, mot 58 företag de fyra kvartalen före.",
    ]


def test_a_move_against_the_season_is_told_as_unusual() -> None:
    known = quarters((10, 20, 15, 12), (11, 21, 14, 13), (9, 22, 16, 12), (18, 9))
    assert (
        "vilket är ovanligt för årstiden: så har det varit 0 av 3 år." in sentences(known, measure=FIRMS)[1]
    )


def test_of_too_few_years_nothing_is_said_of_the_season() -> None:
    known = quarters((10, 20, 15, 12), (11, 21))
    assert "går inte att säga på så få år" in sentences(known, measure=FIRMS)[1]
    assert len(sentences(known, measure=FIRMS)) == 2


def test_december_follows_november_and_january_december() -> None:
    values = {f"{year}M{month:02}": 5.0 + month / 10 for year in range(2019, 2023) for month in range(1, 13)}
    values |= {"2023M01": 5.1}
    told_ = sentences(values, measure=PERCENT)
    assert told_[0] == "Januari 2023: 5,1 %, lika mycket som i januari 2022."
    assert told_[1].startswith(
        "Sedan december har siffran sjunkit med 1,1 procentenheter, vilket hör till årstiden"
    )
    assert told_[2] == "I snitt de senaste tolv månaderna: 5,6 %, mot 5,6 % de tolv månaderna före."


def test_a_missing_year_is_said_and_not_guessed() -> None:
    told_ = sentences({"2021M04": 5.0, "2023M04": 6.0}, measure=PERCENT)
    assert told_ == ["April 2023: 6,0 %. För samma tid 2022 finns ingen siffra."]


def test_a_series_of_years_has_no_season() -> None:
    figures = Figures(table([Observation("i", "13", "2020", value=1.0)]))
    assert figures.parts("i", area="13") == ()
    assert season(figures.parts("i", area="13")) is None


def test_months_are_read_where_there_are_months_and_forecasts_never() -> None:
    rows = [
        Observation("i", "13", "2020Q1", value=1.0),
        Observation("i", "13", "2020M01", value=2.0),
        Observation("i", "13", "2020M02", value=3.0, status="forecast"),
        Observation("i", "13", "2020M03", value=3.0, cases=4.0),
    ]
    assert [one.period.text for one in Figures(table(rows)).parts("i", area="13")] == ["2020M01"]


@given(
    values=st.dictionaries(st.integers(2000 * 12, 2030 * 12), st.floats(-1e6, 1e6), min_size=1, max_size=80)
)
def test_every_series_of_months_is_told_in_whole_sentences(values: dict[int, float]) -> None:
    known = [
        Reading(Period(place // 12, place // 12, month=place % 12 + 1), value, "", None)
        for place, value in sorted(values.items())
    ]
    found = season(known)
    assert found is not None
    assert found.alike <= len(found.steps)
    for one in told(found, measure=PERCENT, sums=False):
        for text in (one.sv, one.en):
            assert text.endswith(".")
            assert text[0].isupper()
            assert "  " not in text
            assert ".." not in text
            assert "nan" not in text
    for language in LANGUAGES:
        chart = season_chart(known, indicator=INDICATOR, place=area("13"), sentence="x", language=language)
        assert chart is not None
        assert len(chart.table.rows) == 12
        assert all(len(row.cells) == len(chart.table.columns) - 1 for row in chart.table.rows)


def test_both_languages_name_the_same_part() -> None:
    assert named(period("2022M04")).sv == "april 2022"
    assert named(period("2022M04")).en == "April 2022"
    assert named(period("2022Q3")).en == "the third quarter of 2022"


def building_permits() -> list[Reading]:
    path = REAL / "byggande.xlsx"
    if not path.is_file():
        pytest.skip("the real files are not here")
    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book["Bygglov"]
    assert isinstance(sheet, ReadOnlyWorksheet)
    sheet.reset_dimensions()
    found = [
        Reading(period(f"{year}Q{str(quarter)[1]}"), float(str(count)), "", None)
        for _region, kind, quarter, count, year, _ in sheet.iter_rows(min_row=2, values_only=True)
        if kind == "småhus" and count is not None
    ]
    return sorted(found, key=lambda one: one.period)


def test_real_building_permits_are_told_with_their_season() -> None:
    known = building_permits()
    found = season(known)
    assert isinstance(found, Season)
    assert found.parts == 4
    assert len(found.steps) > 20
    last = known[-1]
    before = next(
        one
        for one in known
        if one.period
        == Period(last.period.last_year - 1, last.period.last_year - 1, quarter=last.period.quarter)
    )
    assert found.change == pytest.approx(last.value - before.value)
    assert len(told(found, measure=FIRMS, sums=True)) == 3
