"""The colours: what is read and what is drawn stands out from its ground, in light, dark and print."""

import pytest

from laget.ui.tokens import PAIRS, THEMES, Pair, Theme, contrast


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_of_colours_has_the_contrast_that_its_use_needs(theme: Theme, pair: Pair) -> None:
    assert contrast(THEMES[theme][pair.front], THEMES[theme][pair.ground]) >= pair.least


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_every_theme_has_every_colour() -> None:
    assert {frozenset(theme) for theme in THEMES.values()} == {frozenset(THEMES["light"])}
