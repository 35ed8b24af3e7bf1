"""What a title suggests of an indicator, for a person to look at."""

import pytest

from laget.core.strategy.guessing import guessed_better, guessed_unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Invånare 25-64 år med eftergymnasial utbildning, andel (%)", "percent"),
        ("Anmälda våldsbrott, antal/100 000 inv", "per_100000"),
        ("Nystartade företag, antal/1000 invånare 16-64 år", "per_1000"),
        ("Utsläpp till luft av växthusgaser, ton CO2-ekv/inv.", "tonnes_per_person"),
        ("Insamlat kommunalt avfall totalt, kg/person (justerat)", "kg_per_person"),
        ("Folkmängden per månad efter region, ålder och kön", "people"),
        ("Medianinkomst, kr", "kr"),
        ("Något helt annat", None),
    ],
)
def test_a_title_suggests_a_unit(title: str, unit: str | None) -> None:
    assert guessed_unit(title) == unit


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Arbetslöshet 18-65 år, andel (%) av befolkningen", "lower"),
        ("Elever i åk 9 som är behöriga till yrkesprogram, andel (%)", "higher"),
        ("Invånare som känner sig otrygga, andel (%)", "lower"),
        ("Förtroende för sjukvården i sin helhet, andel (%)", "higher"),
        ("Sysselsatta och arbetslösa, antal", None),
        ("Folkmängd, antal", None),
    ],
)
def test_a_title_suggests_which_way_is_better_or_nothing(title: str, better: str | None) -> None:
    assert guessed_better(title) == better
