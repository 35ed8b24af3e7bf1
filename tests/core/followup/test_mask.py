"""A mask takes a passage out of an edition as it is read, and what its numbers stood for."""

from collections.abc import Callable
from typing import Any

import pytest

from laget.core.canonical import canonical_bytes
from laget.core.followup.account import Account, Appraisal, Written
from laget.core.followup.edition import Edition, Used, compose
from laget.core.followup.mask import Mask, is_found, masked, masked_beside
from laget.core.series import table
from laget.core.strategy.document import StrategyDocument
from laget.renders.verdicts_csv import verdicts_csv

LAW = "21 kap. 1 §"
SHOWN = "[maskerat, OSL 21 kap. 1 §]"
KNOWN = {2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.6}
Make = Callable[..., Edition]


@pytest.fixture
def make(strategy: Callable[..., StrategyDocument], rows: Callable[..., list[Any]]) -> Make:
    """Makes an edition with texts of its one element."""

    def composed(**texts: str) -> Edition:
        introduction = texts.pop("introduction", "")
        appraisal = Appraisal(text=texts.pop("appraisal", ""))
        return compose(
            strategy({"form": "at_least", "value": 55, "year": 2030, "base": 2015}),
            year=2025,
            method="destatis",
            used={"i": Used(figures="0" * 64, raw=())},
            tables={"i": table(rows("i", {"13": KNOWN}))},
            before={},
            written=Written(introduction=introduction, accounts={"e": Account(appraisal=appraisal, **texts)}),
        )

    return composed


def mask(passage: str, place: str = "") -> Mask:
    return Mask(passage=passage, law=LAW, place=place)


def test_a_word_is_masked_in_every_text(make: Make) -> None:
    edition = make(introduction="Bolaget Alfa växer.", text="Alfa har flyttat.", appraisal="Tack, alfa!")

    shown = masked(edition, [mask("Alfa")])

    assert shown.introduction == f"Bolaget {SHOWN} växer."
    assert shown.accounts["e"].text == f"{SHOWN} har flyttat."
    assert shown.accounts["e"].appraisal.text == f"Tack, {SHOWN}!"
    assert b"lfa" not in canonical_bytes(shown)


def test_a_mask_of_one_place_leaves_the_others(make: Make) -> None:
    edition = make(introduction="Alfa växer.", text="Alfa har flyttat.")
    shown = masked(edition, [mask("Alfa", place="e.text")])
    assert shown.introduction == "Alfa växer."
    assert shown.accounts["e"].text == f"{SHOWN} har flyttat."


def test_a_passage_is_found_as_it_is_read_over_lines_and_marks(make: Make) -> None:
    edition = make(text="I **Hylte**\nbor [[25]] personer i _ett_ hus. Mer text.")
    shown = masked(edition, [mask("I Hylte bor 25 personer i ett hus.")])
    assert shown.accounts["e"].text == f"{SHOWN} Mer text."


def test_a_digit_is_no_part_of_a_longer_number(make: Make) -> None:
    edition = make(text="Av [[13]] fall var [[3]] allvarliga, 1,3 per år.")
    shown = masked(edition, [mask("3")])
    assert shown.accounts["e"].text == f"Av [[13]] fall var {SHOWN} allvarliga, 1,3 per år."


def test_a_bound_number_is_masked_whole_and_its_figure_is_gone_everywhere(make: Make) -> None:
    edition = make(
        text="Andelen är {{i@13:2020}} procent.",
        causes="Den var {{i@13:2019}} 2019 och {{i@13:2020}} 2020.",
        tried="Det är {{t0.gap}} kvar.",
    )
    assert b"45.6" in canonical_bytes(edition)

    shown = masked(edition, [mask("45,6 procent", place="e.text")])

    assert shown.accounts["e"].text == f"Andelen är {SHOWN}."
    assert shown.accounts["e"].causes == f"Den var {{{{i@13:2019}}}} 2019 och {SHOWN} 2020."
    assert shown.accounts["e"].tried == f"Det är {SHOWN} kvar."
    assert b"45.6" not in canonical_bytes(shown)
    assert b"45.6" not in verdicts_csv(shown)
    assert shown.verdicts[0].reach is edition.verdicts[0].reach
    assert shown.value("i", area="13", period="2019") == 44.0


def test_an_edition_without_masks_is_shown_as_it_stands(make: Make) -> None:
    edition = make(text="Alfa.")
    assert masked(edition, []) is edition


def test_a_mask_that_hides_nothing_is_known_as_such(make: Make) -> None:
    edition = make(text="Andelen är {{i@13:2020}} procent.")
    assert is_found(edition, mask("är 45,6"))
    assert not is_found(edition, mask("är 45,6", place="introduction"))
    assert not is_found(edition, mask("Beta"))
    assert not is_found(edition, mask("  "))


def test_a_figure_that_a_verdict_is_counted_from_takes_the_verdicts_numbers_too(make: Make) -> None:
    """The gap would give away its base, and the change since then."""
    edition = make(text="År 2015 var det {{i@13:2015}} procent.")
    shown = masked(edition, [Mask(passage="40,0", law=LAW)])
    assert shown.verdicts[0].gap is None
    assert shown.verdicts[0].value is None
    assert shown.verdicts[0].reach is edition.verdicts[0].reach


def test_a_figure_that_is_hidden_in_another_edition_of_the_year_is_hidden_here(make: Make) -> None:
    before = make(text="Det var {{i@13:2020}} procent.")
    shown = masked(make(text="Inget tal här."), [Mask(passage="45,6", law=LAW)], others=[before])
    assert "2020" not in shown.cells["i"]["total"]["13"]
    assert shown.verdicts[0].value is None


def test_the_words_beside_an_edition_are_masked_by_what_holds_for_every_text(make: Make) -> None:
    edition = make(text="Bolaget flyttar.")
    masks = [Mask(passage="bolaget", law=LAW), Mask(passage="fel", law=LAW, place="e.text")]
    assert masked_beside(edition, "Ett fel om Bolaget.", masks) == f"Ett fel om {SHOWN}."
    assert is_found(edition, Mask(passage="skälet", law=LAW), beside="Skälet.")
    assert not is_found(edition, Mask(passage="skälet", law=LAW, place="e.text"), beside="Skälet.")


def test_of_a_link_the_address_is_masked_with_its_words(make: Make) -> None:
    edition = make(text="Se [Bolagets plan](https://bolaget.example/plan) för mer.")
    for passage in ("Bolagets", "se bolagets plan för"):
        shown = masked(edition, [Mask(passage=passage, law=LAW)]).accounts["e"].text
        assert "bolaget" not in shown.lower()
        assert SHOWN in shown
