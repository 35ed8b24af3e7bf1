"""The figures as a file: every cell, missing ones empty, those on fewer than five cases left out."""

import csv
import io

import pytest

from laget.core.series import Observation, table
from laget.core.strategy.document import Indicator
from laget.renders.figures_csv import COLUMNS, figures_csv

INDICATOR = Indicator.model_validate(
    {
        "id": "matt",
        "title": "Måttet, kort",
        "unit": "percent",
        "better": "higher",
        "source": {"publisher": "kolada", "kpi": "N01982"},
    }
)


def rows(*figures: Observation) -> list[dict[str, str]]:
    data = figures_csv(table(figures), indicator=INDICATOR)
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_each_figure_is_a_row_with_its_names() -> None:
    found = rows(
        Observation("matt", "1380", "2021", "women", 43.25, "preliminary", 200.0),
        Observation("matt", "00", "2018-2021", value=None),
    )
    assert found[0] == dict(
        zip(
            COLUMNS,
            ("matt", "Måttet, kort", "percent", "00", "Riket", "2018-2021", "total", "", "", ""),
            strict=True,
        )
    )
    assert list(found[1].values()) == [
        "matt", "Måttet, kort", "percent", "1380", "Halmstad", "2021", "women", "43.25", "preliminary", "200",
    ]  # fmt: skip


def test_a_figure_on_fewer_than_five_cases_is_not_given_away() -> None:
    found = rows(
        Observation("matt", "13", "2020", value=7.5, cases=4),
        Observation("matt", "13", "2021", value=8.5, cases=5),
    )
    assert [(row["value"], row["status"], row["cases"]) for row in found] == [
        ("", "suppressed", ""),
        ("8.5", "", "5"),
    ]


@pytest.mark.parametrize("title", ["=1+1", "+46", "-2", "@SUM(A1)", "\tx"])
def test_peoples_words_are_never_a_formula_to_a_spreadsheet(title: str) -> None:
    indicator = INDICATOR.model_copy(update={"title": title})
    data = figures_csv(table([Observation("matt", "13", "2020", value=-7.5)]), indicator=indicator)
    (row,) = csv.DictReader(io.StringIO(data.decode()))
    assert row["indicator_title"] == f"'{title}"
    assert row["value"] == "-7.5"
