"""Which ages an indicator measures, read from its title where it does not say."""

import gzip
import json
from pathlib import Path

import pytest

from laget.core.strategy.ages import AgeRange, age_range, ages_in_title
from laget.core.strategy.document import Indicator


@pytest.mark.parametrize(
    ("title", "ages"),
    [
        ("Invånare 25–64 år med eftergymnasial utbildning, andel (%)", (25, 64)),
        ("Arbetslöshet 20-64 år", (20, 64)),
        ("20–64-åringar i arbete", (20, 64)),
        ("Invånare 65 år och äldre", (65, None)),
        ("Vuxna biståndsmottagare (18+ år) med långvarigt bistånd", (18, None)),
        ("Invånare 16 år+ med gott hälsotillstånd", (16, None)),
        ("Residents aged 25–64 with tertiary education", (25, 64)),
        ("Women 65 and older", (65, None)),
        ("Gymnasieelever med examen inom 3 år, andel (%)", None),
        ("Elever i åk 7–9", None),
        ("Nya företag 2021–2024 år för år", None),
        ("Folkmängd", None),
    ],
)
def test_the_ages_in_a_title_are_found(title: str, ages: AgeRange | None) -> None:
    assert ages_in_title(title) == ages


def test_every_age_span_in_the_catalogue_of_kolada_is_possible(real: Path) -> None:
    with gzip.open(real / "kolada" / "kpi.json.gz") as file:
        titles = [row["title"] for row in json.load(file)["values"]]
    found = [ages for title in titles if (ages := ages_in_title(title)) is not None]

    assert len(found) > 700
    assert all(low <= (120 if high is None else high) <= 120 for low, high in found)


@pytest.mark.parametrize(
    ("written", "ages"), [("25-64", (25, 64)), ("65+", (65, None)), ("all", (0, None)), ("0-19", (0, 19))]
)
def test_written_ages_are_read(written: str, ages: AgeRange) -> None:
    assert age_range(written) == ages


def indicator(**more: object) -> Indicator:
    source = {"publisher": "kolada", "kpi": "N00001"}
    return Indicator.model_validate(
        {"id": "x", "unit": "percent", "better": "none", "source": source, **more}
    )


def test_what_is_written_comes_before_the_title_and_without_either_it_is_all_ages() -> None:
    assert indicator(title="Invånare 25–64 år").age_range == (25, 64)
    assert indicator(title="Invånare 25–64 år", ages="20 – 64").age_range == (20, 64)
    assert indicator(title="Invånare 25–64 år", ages="all").age_range == (0, None)
    assert indicator(title="Invånare").age_range == (0, None)
    assert indicator(title={"sv": "Alla", "en": "Aged 16–24"}).age_range == (16, 24)


def test_counts_are_shown_whole_and_shares_with_one_decimal_unless_said() -> None:
    assert indicator(title="x").shown_decimals == 1
    assert indicator(title="x", unit="people").shown_decimals == 0
    assert indicator(title="x", unit="people", decimals=2).shown_decimals == 2
    assert indicator(title="Sjukpenningtal", unit="days").shown_decimals == 1
