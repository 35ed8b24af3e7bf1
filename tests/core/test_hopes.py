"""What an initiative hopes to move, beside what the figure did since the year that it is counted from."""

import pytest

from laget.core.hopes import Hope, movement
from laget.core.series import Series
from laget.core.strategy.document import Indicator
from laget.core.words.hoping import hoped, hoped_by, moved_by, signed

HOPE = Hope(by=-2.0, since=2023, until=2027)


def series(**values: float) -> Series:
    years = tuple(int(name[1:]) for name in values)
    blank: tuple[None, ...] = (None,) * len(years)
    return Series(
        years=years,
        values=tuple(values.values()),
        statuses=("",) * len(years),
        cases=blank,
        spans=tuple(str(year) for year in years),
        suppressed=(),
    )


def indicator(unit: str = "percent", decimals: int = 1, breaks: tuple[int, ...] = ()) -> Indicator:
    return Indicator.model_validate(
        {
            "id": "one",
            "title": "One",
            "unit": unit,
            "decimals": decimals,
            "better": "lower",
            "source": {"publisher": "kolada", "kpi": "N02797"},
            "breaks": breaks,
        }
    )


def test_a_hope_stands_beside_what_the_figure_did() -> None:
    found = movement(HOPE, series=series(y2022=8.0, y2023=7.4, y2024=7.0, y2025=6.8), indicator=indicator())
    assert (found.year, found.is_over) == (2025, False)
    told = hoped(found, indicator=indicator())
    assert told.sv == ("Hoppas −2,0 procentenheter till 2027; hittills −0,6 sedan 2023 (siffran för 2025).")
    assert told.en == "Hopes for −2.0 percentage points by 2027; so far −0.6 since 2023 (figure of 2025)."


def test_what_came_after_the_last_year_is_not_counted() -> None:
    hope = Hope(by=1.5, since=2022, until=2024)
    found = movement(hope, series=series(y2022=10, y2024=11.2, y2025=20), indicator=indicator())
    assert found.is_over
    assert hoped(found, indicator=indicator()).sv == (
        "Hoppades +1,5 procentenheter till 2024; det blev +1,2 sedan 2022."
    )


@pytest.mark.parametrize(
    ("known", "breaks", "reason"),
    [
        ({}, (), "det finns inga siffror för området"),
        ({"y2024": 7.0}, (), "siffran för 2023 saknas"),
        ({"y2022": 8.0, "y2023": 7.4}, (), "ingen siffra är nyare än 2023"),
        ({"y2023": 7.4, "y2024": 7.0}, (2024,), "statistiken ändrades 2024, så åren går inte att jämföra"),
    ],
)
def test_what_cannot_be_told_says_why(known: dict[str, float], breaks: tuple[int, ...], reason: str) -> None:
    found = movement(HOPE, series=series(**known), indicator=indicator(breaks=breaks))
    assert moved_by(found, indicator=indicator()) is None
    assert hoped(found, indicator=indicator()).sv == (
        f"Hoppas −2,0 procentenheter till 2027; hur det har gått kan inte sägas: {reason}."
    )


def test_a_hope_has_its_indicators_unit_and_its_own_decimals() -> None:
    assert hoped_by(-2.25, indicator=indicator()).sv == "−2,25 procentenheter"
    assert hoped_by(-1, indicator=indicator("days", 0)).sv == "−1 dag"
    assert hoped_by(150, indicator=indicator("firms", 0)).en == "+150 firms"
    assert [signed(value, decimals=1, language="sv") for value in (0.04, -0.04, 0.06)] == [
        "0,0",
        "0,0",
        "+0,1",
    ]
