"""Who a household is and how many initiatives touch it, for one and for several, in both languages."""

import pytest

from laget.core.areas import area
from laget.core.household import Person
from laget.core.words.household import initiatives_told, who
from laget.core.words.said import Said

HYLTE = area("1315")


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (0, "Ingen insats rör hushållet.", "No initiative touches the household."),
        (1, "En insats rör hushållet.", "One initiative touches the household."),
        (2, "Två insatser rör hushållet.", "Two initiatives touch the household."),
        (12, "Tolv insatser rör hushållet.", "Twelve initiatives touch the household."),
        (13, "13 insatser rör hushållet.", "13 initiatives touch the household."),
    ],
)
def test_initiatives_are_counted_in_words(count: int, sv: str, en: str) -> None:
    assert initiatives_told(count) == Said(sv, en)


@pytest.mark.parametrize(
    ("people", "sv", "en"),
    [
        ([], "Hushållet finns i Hylte.", "The household is in Hylte."),
        ([("Mia", 34)], "Mia, 34 år, bor i Hylte.", "Mia, aged 34, lives in Hylte."),
        (
            [("Mia", 34), ("Leo", 0)],
            "Mia, 34 år, och Leo, under 1 år, bor i Hylte.",
            "Mia, aged 34, and Leo, under 1 year old, live in Hylte.",
        ),
        (
            [("Mia", 34), ("Leo", 6), ("Ella", 1)],
            "Mia, 34 år, Leo, 6 år, och Ella, 1 år, bor i Hylte.",
            "Mia, aged 34, Leo, aged 6, and Ella, aged 1, live in Hylte.",
        ),
    ],
)
def test_who_they_are_is_told_for_one_and_for_several(
    people: list[tuple[str, int]], sv: str, en: str
) -> None:
    assert who([Person(who=name, age=age) for name, age in people], HYLTE) == Said(sv, en)
