"""Verdicts on real figures as Kolada has them, worked out here from followup.md's formulas."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import NoteKind, Rank, Verdict

Judge = Callable[..., Verdict]
Read = Callable[[str], dict[str, dict[int, float]]]
MET, ON_TRACK, TOO_SLOW, WRONG_WAY = Reach.MET, Reach.ON_TRACK, Reach.TOO_SLOW, Reach.WRONG_WAY
IMPROVING, UNCHANGED, WORSENING = Travel.IMPROVING, Travel.UNCHANGED, Travel.WORSENING


@pytest.fixture(scope="module")
def kolada(real: Path) -> Read:
    """Reads one of Kolada's indicators by place and year."""
    found: dict[str, dict[str, dict[int, float]]] = {}
    with gzip.open(real / "kolada" / "values.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            place = row["municipality"]
            code = place[2:] if place.startswith("00") else place
            if row["value"] is not None:
                found.setdefault(row["kpi"], {}).setdefault(code, {})[row["period"]] = row["value"]
    return found.__getitem__


def growth(first: float, last: float, years: int) -> float:
    return float((last / first) ** (1 / years) - 1)


# Kolada N01982 (SCB), Halland: 2010 35.48, 2015 38.7, 2017 39.86, 2022 43.36; the median of the
# slopes is 0.585 and of the values 39.29, in 2016. At least 50 in 2030, base 2015.
SINCE_2015 = growth(38.7, 43.36, 7)
EDUCATION = [
    ("destatis", "slightly_cloudy", ON_TRACK, 2017, (50 - (43.36 + 0.7 * 8)) / (50 - 43.36)),
    ("statcan", "substantial_progress", ON_TRACK, 2015, SINCE_2015 / growth(38.7, 50, 15)),
    (
        "un_progress",
        "insufficient",
        TOO_SLOW,
        2015,
        (43.36 * (1 + SINCE_2015) ** 8 - 38.7) / (50 - 38.7),
    ),
    ("eurostat", "significant", ON_TRACK, 2017, growth(39.86, 43.36, 5) / growth(39.86, 50, 13)),
    ("theil_sen", "falls_short", TOO_SLOW, 2010, 0.585),  # 39.29 + 0.585·14 = 47.48
]


@pytest.mark.parametrize(("method", "class_", "reach", "first", "progress"), EDUCATION)
def test_more_people_with_higher_education(
    verdict: Judge, kolada: Read, method: str, class_: str, reach: Reach, first: int, progress: float
) -> None:
    found = verdict(kolada("N01982"), "at_least", method=method, value=50, year=2030, base=2015)

    assert (found.class_, found.reach) == (class_, reach)
    assert found.progress == pytest.approx(progress, rel=1e-9)
    assert found.travel is IMPROVING
    assert found.travel_change == pytest.approx(43.36 - 39.86)
    assert (found.value, found.value_year, found.threshold, found.target_year) == (43.36, 2022, 50, 2030)
    assert (found.base_year, found.years[0], found.years[-1]) == (first, first, 2022)
    assert (found.method, found.why_not, found.travel_why_not) == (method, None, None)


def test_scores_and_projections_are_those_of_the_method(verdict: Judge, kolada: Read) -> None:
    asked = {"value": 50, "year": 2030, "base": 2015}

    destatis = verdict(kolada("N01982"), "at_least", method="destatis", **asked)
    statcan = verdict(kolada("N01982"), "at_least", method="statcan", **asked)

    assert (destatis.projected, destatis.score) == (48.96, None)
    assert statcan.projected is None
    assert statcan.score == pytest.approx(7.1429 * SINCE_2015 / growth(38.7, 50, 15) - 4.2857)


def test_eurostats_long_window_stands_beside_its_short_one(verdict: Judge, kolada: Read) -> None:
    found = verdict(kolada("N01982"), "at_least", method="eurostat", value=50, year=2030)

    # From 2010, twelve years: growth(35.48 → 43.36) over growth(35.48 → 50) is 0.974.
    (note,) = [note for note in found.notes if note.kind is NoteKind.LONG_WINDOW]
    assert note.reach is ON_TRACK


# Kolada N00401 (Nationella emissionsdatabasen, SCB), Halmstad: 2010 7.43, 2015 4.65, 2019 4.06, 2023 3.53,
# 2024 4.08. At most 3 in 2030, base 2015.
EMITTED = growth(4.65, 4.08, 9)
EMISSIONS = [
    ("destatis", "thunderstorm", WRONG_WAY, (4.08 + 0.004 * 6 - 3) / (4.08 - 3)),
    ("statcan", "limited_progress", TOO_SLOW, -EMITTED / abs(growth(4.65, 3, 15))),
    ("un_progress", "insufficient", TOO_SLOW, (4.65 - 4.08 * (1 + EMITTED) ** 6) / (4.65 - 3)),
    ("eurostat", "away", WRONG_WAY, -growth(4.06, 4.08, 5) / abs(growth(4.06, 3, 11))),
    ("theil_sen", "reaches", ON_TRACK, -0.138),
]


@pytest.mark.parametrize(("method", "class_", "reach", "progress"), EMISSIONS)
def test_less_greenhouse_gas(
    verdict: Judge, kolada: Read, method: str, class_: str, reach: Reach, progress: float
) -> None:
    unit = {"unit": "tonnes_per_person", "better": "lower"}

    found = verdict(
        kolada("N00401"), "at_most", method=method, area="1380", value=3, year=2030, base=2015, indicator=unit
    )

    assert (found.class_, found.reach) == (class_, reach)
    assert found.progress == pytest.approx(progress, rel=1e-9)
    assert found.travel is WORSENING
    assert found.travel_change == pytest.approx(-0.02)


# Kolada N70341 (Socialstyrelsen), Halland: 2016 428, 2019 319, 2024 230. Halved from 2016 to 2030: 214.
# The middle two of the 36 slopes are −24.6 (2016–2021) and −24.75 (2016–2024).
INFARCTS = growth(428, 230, 8)
HALVED = [
    ("destatis", "sun", (230 - 17.8 * 6 - 214) / (230 - 214)),
    ("statcan", "substantial_progress", -INFARCTS / abs(growth(428, 214, 14))),
    ("un_progress", "on_track", (428 - 230 * (1 + INFARCTS) ** 6) / 214),
    ("eurostat", "significant", -growth(319, 230, 5) / abs(growth(319, 214, 11))),
    ("theil_sen", "reaches", -24.675),
]


@pytest.mark.parametrize(("method", "class_", "progress"), HALVED)
def test_heart_attacks_halved(
    verdict: Judge, kolada: Read, method: str, class_: str, progress: float
) -> None:
    unit = {"unit": "per_100000", "better": "lower"}

    found = verdict(
        kolada("N70341"), "change", method=method, by="-50%", base=2016, year=2030, indicator=unit
    )

    assert (found.class_, found.reach, found.threshold) == (class_, ON_TRACK, 214)
    assert found.progress == pytest.approx(progress, rel=1e-9)
    assert (found.travel, found.travel_change) == (IMPROVING, 319 - 230)


# Kolada U70449 (Hälso- och sjukvårdsbarometern), Halland: 2020 90.7, 2024 92.1, 2025 91.1. Held at 90.
@pytest.mark.parametrize(
    ("method", "class_", "reach"),
    [
        ("destatis", "sun", MET),
        ("statcan", "not_judged", Reach.NOT_JUDGED),
        ("un_progress", "not_judged", Reach.NOT_JUDGED),
        ("eurostat", "not_judged", Reach.NOT_JUDGED),
        ("theil_sen", "met", MET),
    ],
)
@pytest.mark.parametrize("noise", [None, 0.3, 0.4, 0.5])
def test_access_to_care_held(
    verdict: Judge, kolada: Read, method: str, class_: str, reach: Reach, noise: float | None
) -> None:
    found = verdict(kolada("U70449"), "hold", method=method, value=90, indicator={"noise": noise})

    assert (found.class_, found.reach) == (class_, reach)
    assert found.travel_change == pytest.approx(0.4)
    # 91.1 − 90.7 is no smaller than a band of 0.4.
    assert found.travel is (UNCHANGED if noise == 0.5 else IMPROVING)
    assert (found.why_not is None) == (reach is not Reach.NOT_JUDGED)


# Kolada U70447 (Hälso- och sjukvårdsbarometern), Halland: 2016 69, 2020 74.4, 2021 77.2, 2024 75.5,
# 2025 71.4.
@pytest.mark.parametrize(
    ("more", "class_", "reach"),
    [
        ({"value": 70}, "slightly_cloudy", ON_TRACK),  # met and adverse
        ({"value": 71.4}, "slightly_cloudy", ON_TRACK),
        ({"value": 72}, "thunderstorm", WRONG_WAY),
        ({"base": 2020}, "thunderstorm", WRONG_WAY),
        ({"base": 2016}, "slightly_cloudy", ON_TRACK),
        ({"value": 70, "year": 2025}, "slightly_cloudy", MET),  # the year is out, and it was held
        ({"value": 70, "year": 2024}, "sun", MET),
        ({}, "thunderstorm", WRONG_WAY),  # the strategy's first year, 2020
    ],
)
def test_trust_in_health_care_held(
    verdict: Judge, kolada: Read, more: dict[str, Any], class_: str, reach: Reach
) -> None:
    found = verdict(kolada("U70447"), "hold", **more)

    assert (found.class_, found.reach) == (class_, reach)


# Kolada N01983 (SCB), Halland: 2017 47.37, 2020 46.67, 2021 46.26, 2022 45.38.
@pytest.mark.parametrize(
    ("low", "high", "class_", "reach", "travel", "change"),
    [
        (43, 45, "cloudy", TOO_SLOW, IMPROVING, 1.99),  # above, on its way down
        (43, 46, "sun", MET, IMPROVING, 1.37),  # inside; five years ago 1.37 outside
        (45.38, 48, "sun", MET, UNCHANGED, 0),  # on the edge; inside all six years
        (46, 48, "thunderstorm", WRONG_WAY, WORSENING, -1.99),  # fallen out below
    ],
)
def test_upper_secondary_within_a_corridor(
    verdict: Judge,
    kolada: Read,
    low: float,
    high: float,
    class_: str,
    reach: Reach,
    travel: Travel,
    change: float,
) -> None:
    found = verdict(kolada("N01983"), "corridor", low=low, high=high, indicator={"better": "corridor"})

    assert (found.class_, found.reach) == (class_, reach)
    assert found.travel is travel
    assert found.travel_change == pytest.approx(change, abs=1e-9)


# Kolada N02797 (MUCF), Hylte: 2019 8.19, 2020 8.5, 2021 7.73, 2022 8.29, 2023 9.05, 2024 8.66.
@pytest.mark.parametrize(
    ("way", "edition", "class_", "reach", "travel"),
    [
        ("down", 2024, "cloudy", TOO_SLOW, WORSENING),  # up since 2019, down since 2023
        ("up", 2024, "slightly_cloudy", TOO_SLOW, IMPROVING),
        ("down", 2023, "thunderstorm", WRONG_WAY, WORSENING),
        ("up", 2023, "sun", ON_TRACK, IMPROVING),
    ],
)
def test_young_people_without_work_or_studies(
    verdict: Judge, kolada: Read, way: str, edition: int, class_: str, reach: Reach, travel: Travel
) -> None:
    figures = kolada("N02797")

    found = verdict(figures, "direction", area="1315", way=way, edition=edition, indicator={"better": "none"})

    assert (found.class_, found.reach) == (class_, reach)
    # In 2023 the six years begin in 2018 with 8.39.
    assert found.travel is travel
    assert (found.threshold, found.gap) == (None, None)


@pytest.mark.parametrize(
    ("kpi", "area", "form", "value", "year", "reach"),
    [
        ("N01982", "13", "at_least", 42, 2021, MET),  # 42.21
        ("N01982", "13", "at_least", 43, 2021, TOO_SLOW),  # it moved towards
        ("N01982", "13", "at_most", 42, 2021, WRONG_WAY),
        ("N00401", "1380", "at_most", 3.5, 2024, WRONG_WAY),  # 4.08, and 4.06 five years before
        ("N00401", "1380", "at_most", 3.5, 2023, TOO_SLOW),  # 3.53, and 4.22 five years before
        ("N01982", "13", "at_least", 50, 2024, TOO_SLOW),  # not out: 43.36 + 0.7·2, m = 0.79
        ("N01982", "13", "at_least", 44.5, 2024, ON_TRACK),  # not out: m < 0
    ],
)
def test_a_target_whose_year_has_passed_is_judged_at_that_year(
    verdict: Judge, kolada: Read, kpi: str, area: str, form: str, value: float, year: int, reach: Reach
) -> None:
    found = verdict(kolada(kpi), form, area=area, value=value, year=year, indicator={"unit": "index"})

    assert found.reach is reach
    assert found.value_year == min(year, 2022 if kpi == "N01982" else 2024)


# Kolada N79190 (Vården i siffror), 2023: 42.1; Östergötland 46.4 … the mean of 06, 07, 12 and 14 is 48.325.
def test_mortality_better_than_the_neighbours(verdict: Judge, kolada: Read) -> None:
    found = verdict(
        kolada("N79190"),
        "better_than",
        areas=["06", "07", "12", "14"],
        year=2030,
        indicator={"unit": "per_100000", "better": "lower"},
    )

    assert found.value == pytest.approx(42.1 / ((46.7 + 46.4 + 50.3 + 49.9) / 4) * 100)
    assert (found.reach, found.value_year, found.threshold) == (MET, 2023, 100)


# Kolada U70447: Halland's places among 21 counties are 5, 3, 3, 4, 4, 4 in 2020–2025.
def test_rank_by_trust(verdict: Judge, kolada: Read) -> None:
    found = verdict(kolada("U70447"), "rank", at_most=3, year=2030)

    # g = −0.2, so 4 − 0.2·5 = 3 is reached to the point.
    assert (found.class_, found.reach, found.progress) == ("sun", ON_TRACK, 0)
    assert (found.value, found.travel, found.travel_change) == (4, IMPROVING, 1)
    assert found.rank is None


def test_a_goal_says_its_rank_among_the_counties(verdict: Judge, kolada: Read) -> None:
    found = verdict(kolada("U70447"), "at_least", value=80, year=2030)

    assert found.rank == Rank(place=4, of=21, year=2025)
    earlier = verdict(kolada("U70447"), "at_least", value=80, year=2030, edition=2021)
    assert earlier.rank == Rank(place=3, of=21, year=2021)
    turned = verdict(kolada("U70447"), "at_most", value=60, year=2030, indicator={"better": "lower"})
    assert turned.rank is not None
    assert turned.rank.place == 18


# Kolada U07801, Falkenberg: no figure of 2018; 2019 609, 2020 536, 2025 473.
def test_a_hole_before_the_six_values_is_passed_over(verdict: Judge, kolada: Read) -> None:
    found = verdict(
        kolada("U07801"), "at_most", area="1382", value=400, year=2030, edition=2022, indicator={"unit": "kg"}
    )

    # 2016 584, 2017 576, 2019 609, 2020 536, 2021 531, 2022 542: six values over six years.
    assert found.base_year == 2016
    assert found.progress == pytest.approx((542 - 42 / 6 * 8 - 400) / (542 - 400))
    assert (found.class_, found.reach) == ("cloudy", TOO_SLOW)


# Kolada N45700: 2020 58.91, 2021 58.53, 2023 55.21, and another source from 2023.
@pytest.mark.parametrize("method", ["destatis", "statcan", "un_progress", "eurostat", "theil_sen"])
def test_one_figure_after_a_break_is_too_few_for_every_method(
    verdict: Judge, kolada: Read, method: str
) -> None:
    unit = {"unit": "per_1000", "breaks": [2023]}

    found = verdict(kolada("N45700"), "at_least", method=method, value=60, year=2030, indicator=unit)

    assert found.reach is Reach.NOT_JUDGED
    assert found.why_not is not None
    assert (found.value, found.years) == (55.21, (2023,))
