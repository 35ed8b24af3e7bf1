"""Sums over municipalities: each once, by the year it joined, refused where a figure is missing."""

from collections.abc import Sequence

import pytest

from laget.core.areas import area
from laget.core.coverage import Coverage, Headcount, NotCovered, Stay, coverage, taking_part
from laget.core.words.covering import clause, covered, formula, municipalities
from laget.core.words.said import Said

SCB, MADE_UP = Said("SCB", "SCB"), Said("påhittad", "invented")
PEOPLE = {
    "00": 10_000_000,
    "13": 340_000,
    "1380": 105_000,
    "1382": 47_000,
    "1383": 69_000,
    "1278": 15_000,
    "1463": 35_000,
}
INVENTED = {"1278", "1463"}


def population(code: str, year: int) -> Headcount | None:
    if year != 2025 or code not in PEOPLE:
        return None
    invented = code in INVENTED
    return Headcount(
        people=PEOPLE[code],
        indicator="people",
        source=MADE_UP if invented else SCB,
        is_invented=invented,
    )


def stays(*codes: str, joined: int = 2024) -> list[Stay]:
    return [Stay(area=code, joined=joined) for code in codes]


def summed(*initiatives: Sequence[Stay], year: int = 2025, of: str = "00") -> Coverage:
    return coverage(initiatives, year=year, figures_year=2025, population=population, of=area(of))


def test_a_sum_is_the_people_of_its_municipalities_over_those_of_the_country() -> None:
    found = summed(stays("1380", "1382"))
    assert (found.count, found.people, found.counties) == (2, 152_000, ("13",))
    assert found.share == pytest.approx(1.52)
    assert (
        covered(found).sv
        == "2 kommuner med 1,5 procent av befolkningen i riket (152\u202f000 invånare 2025)."
    )
    assert clause(found).en == "2 municipalities with 1.5 per cent of the population in Sweden"


def test_several_counties_are_counted_and_what_is_invented_is_said() -> None:
    found = summed(stays("1380", "1278", "1463"))
    assert found.counties == ("12", "13", "14")
    assert found.sources == (MADE_UP, SCB)
    told = covered(found)
    assert told.sv.startswith("3 kommuner i 3 län med 1,6 procent av befolkningen i riket")
    assert told.sv.endswith("Folkmängden för Båstad och Mark är påhittad.")
    assert told.en.endswith("The population of Båstad and Mark is invented.")


def test_a_municipality_in_several_initiatives_is_counted_once() -> None:
    both = summed(stays("1380", "1382"), stays("1380", "1383"))
    assert [one.code for one, _ in both.parts] == ["1382", "1380", "1383"]  # Swedish order
    assert both.people == 105_000 + 47_000 + 69_000


def test_a_sum_follows_when_each_joined_and_left() -> None:
    places = [
        Stay(area="1380", joined=2022, left=2025),
        Stay(area="1382", joined=2023),
        Stay(area="1383", joined=2025),
    ]
    years = {year: [one.code for one in taking_part([places], year=year)] for year in range(2021, 2027)}
    assert years == {
        2021: [],
        2022: ["1380"],
        2023: ["1382", "1380"],
        2024: ["1382", "1380"],
        2025: ["1382", "1383"],
        2026: ["1382", "1383"],
    }
    assert summed(places, year=2022).people == 105_000
    assert (
        "Det gäller dem som är med 2022; folkmängden är från 2025." in covered(summed(places, year=2022)).sv
    )


def test_the_share_of_a_county_leaves_out_what_lies_outside_and_says_so() -> None:
    found = summed(stays("1380", "1382", "1278"), of="13")
    assert (found.count, [one.name_sv for one in found.outside]) == (2, ["Båstad"])
    told = covered(found)
    assert told.sv.startswith(
        "2 kommuner med 45 procent av befolkningen i Hallands län (152\u202f000 invånare"
    )
    assert told.sv.endswith("Utanför summan är 1 kommun som inte ligger i Hallands län: Båstad.")
    assert "Outside the sum: 1 municipality that does not lie in Halland County: Båstad." in told.en


def test_one_municipality_is_told_as_one() -> None:
    assert municipalities(1) == Said("1 kommun", "1 municipality")
    assert municipalities(23) == Said("23 kommuner", "23 municipalities")
    assert covered(summed(stays("1383"))).sv.startswith("1 kommun med 0,7 procent")


def test_the_formula_names_both_numbers_and_their_year() -> None:
    assert formula(summed(stays("1383"))).sv == (
        "Folkmängden i kommunerna 2025 (69\u202f000) delad med folkmängden i riket 2025 "
        "(10\u202f000\u202f000) är 0,7 procent."
    )


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (1, "mindre än 0,1 procent"),
        (5_000, "0,1 procent"),
        (999_999, "10,0 procent"),
        (1_000_000, "10 procent"),
        (4_000_000, "40 procent"),
        (9_996_000, "mer än 99,9 procent"),
        (9_960_000, "99,6 procent"),
        (10_000_000, "100 procent"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_to_all(people: int, told: str) -> None:
    def counted(code: str, _year: int) -> Headcount:
        number = people if code == "1380" else 10_000_000
        return Headcount(people=number, indicator="people", source=SCB)

    found = coverage([stays("1380")], year=2025, figures_year=2025, population=counted)
    assert f"1 kommun med {told} av befolkningen" in covered(found).sv


@pytest.mark.parametrize(
    ("places", "of", "reason"),
    [
        (stays("1380", "1384"), "00", "folkmängden 2025 saknas för Kungsbacka"),
        (stays("1380", joined=2026), "00", "Ingen kommun är med 2025"),
        ([], "00", "Ingen kommun är med 2025"),
        (stays("1278"), "13", "Ingen kommun i Hallands län är med 2025"),
        (stays("1380", "9999"), "00", "områdeskoden ”9999” finns inte"),
        (stays("13"), "00", "Hallands län är ingen kommun"),
        (stays("1380", "1380"), "00", "Halmstad står två gånger"),
        (stays("1278"), "12", "folkmängden 2025 saknas för Skåne län"),
    ],
)
def test_a_sum_that_cannot_be_formed_says_why(places: list[Stay], of: str, reason: str) -> None:
    with pytest.raises(NotCovered) as refused:
        summed(places, of=of)
    assert reason in refused.value.said.sv
    assert refused.value.said.en


def test_without_a_figure_of_the_country_there_is_no_share() -> None:
    def without(code: str, year: int) -> Headcount | None:
        return None if code == "00" else population(code, year)

    with pytest.raises(NotCovered, match="no population of Sweden for 2025"):
        coverage([stays("1380")], year=2025, figures_year=2025, population=without)
