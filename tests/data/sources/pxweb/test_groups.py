"""Groups under one vocabulary, from the names that Swedish publishers use."""

import pytest

from laget.data.sources.pxweb.groups import group_word, is_total


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("män", "men"),
        ("Kvinnor", "women"),
        ("totalt, samtliga män och kvinnor", "total"),
        ("män och kvinnor", "total"),
        ("båda könen", "total"),
        ("totalt", "total"),
        ("women", "women"),
        ("men and women", "total"),
        ("inrikes födda", "born_in_sweden"),
        ("Född i Sverige", "born_in_sweden"),
        ("utrikes födda", "born_abroad"),
        ("född utomlands", "born_abroad"),
        ("utrikes födda kvinnor", None),
        ("20-24 år", None),
        ("romaner", None),
    ],
)
def test_a_name_says_its_group(name: str, group: str | None) -> None:
    assert group_word(name) == group


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("totalt, samtliga åldrar", True),
        ("Samtliga sektorer", True),
        ("Hela riket", True),
        ("total", True),
        ("totalentreprenad", False),
        ("20-24 år", False),
        ("ej i samtliga", False),
    ],
)
def test_a_total_is_known_by_its_name(name: str, total: bool) -> None:
    assert is_total(name) == total
