"""Who the gaps touch, as `laget demo` prints it."""

from pathlib import Path

import pytest

from laget.cli.touches import touch_lines
from laget.core.followup.edition import Edition
from laget.data.editions import read_edition
from tests.cli.conftest import SAID

THIN = "\u202f"


@pytest.fixture
def edition(shown: Path) -> Edition:
    """The example region's edition."""
    return read_edition(shown / "demo" / "edition.json")


def test_the_gaps_are_told_with_number_unit_size_source_parts_and_what_remains(edition: Edition) -> None:
    head, *lines = touch_lines(edition, language="sv")
    (firms,) = (line for line in lines if line.startswith("  m-foretag:"))

    assert head == "Vem gapen rör:"
    assert firms == (
        f"  m-foretag: 1{THIN}647 företag, ungefär 55 börslistor så långa som Stockholms ledande "
        "(à 30 företag, Nasdaq, Semi-Annual Review of the OMX Stockholm 30 Index, 2020); "
        "största delarna av gapet 2023 är Halmstad 76 %, Kungsbacka 18 %, Varberg 9 %; "
        "mindre blir det av Hylte −2 %, Falkenberg −14 %, Laholm −19 %; återstår 32 %"
    )


def test_they_are_told_in_english(edition: Edition) -> None:
    head, *lines = touch_lines(edition, language="en")
    (share,) = (line for line in lines if line.startswith("  m-andel-20-64:"))

    assert head == "Who the gaps touch:"
    assert share.startswith("  m-andel-20-64: 2,333 people, about 47 full buses (of 50 people each, ")
    assert "made smaller by Halmstad −83 %; remains 0 %" in share


def test_groups_are_told_with_difference_and_ratio_and_that_their_series_is_invented(
    edition: Edition,
) -> None:
    _, *lines = touch_lines(edition, language="sv")

    line = "utrikes födda 12,1 – inrikes födda 3,2 (2025): skillnad 8,9 p.e., kvot 3,8; påhittad serie"
    assert f"  m-fodelseregion-skillnad: {line}" in lines


def test_a_burden_is_told_as_so_many_times_larger_for_its_population_or_with_the_reason_why_not(
    edition: Edition,
) -> None:
    _, *lines = touch_lines(edition, language="sv")
    (hylte,) = (line for line in lines if line.startswith("  m-fodelsenetto-hylte:"))
    (county,) = (line for line in lines if line.startswith("  m-fodelsenetto:"))

    assert hylte.endswith(
        "; underskottet 2025 är 9,1 gånger större i Hylte än i Hallands län, "
        "satt i relation till andelen av befolkningen"
    )
    assert county.endswith(
        "; Hallands län och riket 2025 sätts inte i relation till andelen av befolkningen: det ena är ett "
        "överskott och det andra ett underskott; det ena är inte så många gånger större"
    )


def test_the_distance_to_the_country_is_told_as_size_of_groups_and_their_own_figures(
    edition: Edition,
) -> None:
    _, *lines = touch_lines(edition, language="sv")
    (young,) = (line for line in lines if line.startswith("  m-andel-20-39:"))

    assert young.endswith(
        "; kvinnor 21,6 – män 23,0 (2026): skillnad −1,4 p.e., kvot 0,9; skillnaden mot riket 2026 är "
        "−3,2 p.e., varav 0,0 p.e. av gruppernas storlek och −3,2 p.e. av deras egna tal (kvinnor och män)"
    )


def test_the_largest_gap_comes_first_and_only_what_is_counted_is_there(edition: Edition) -> None:
    _, *lines = touch_lines(edition, language="sv")
    named = [line.split(":")[0].strip() for line in lines]

    assert named == [target for target in edition.largest_gaps if target in named]
    counted = {
        one.target
        for one in edition.verdicts
        if one.gap is not None and one.gap.people is not None and one.gap.people.count is not None
    }
    related = {target for target, one in edition.touches.items() if one.groups or one.burdens}
    assert set(named) <= counted | related
    assert "m-eftergymnasial" not in named  # ages differ


def test_an_edition_that_touches_nobody_says_nothing(edition: Edition) -> None:
    assert touch_lines(edition.model_copy(update={"touches": {}}), language="sv") == []


def test_the_demo_prints_them_after_the_table(shown: Path) -> None:
    said = (shown / SAID).read_text(encoding="utf-8")

    assert said.index("46 mål:") < said.index("Vem gapen rör:") < said.index("Upplagan:")
