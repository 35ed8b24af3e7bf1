"""What is written in an edition: kept beside what is computed, with every figure that it binds."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from laget.core.canonical import canonical_bytes
from laget.core.followup.account import Account, Appraisal, Nearness, Signature, Written
from laget.core.followup.edition import Edition, Used, compose, figures, rewritten
from laget.core.series import table
from laget.core.strategy.document import StrategyDocument
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.register import guarded

KNOWN = {2010: 35.0, 2015: 40.0, 2016: 41.0, 2017: 42.0, 2018: 43.0, 2019: 44.0, 2020: 45.0}
TARGET = {"form": "at_least", "value": 55, "year": 2030, "base": 2015}
TEXT = "Andelen var {{i@13:2010}} procent 2010 och är {{i@13:2020}} procent 2020."
WRITTEN = Written.model_validate(
    {
        "introduction": "Så gick det.",
        "accounts": {
            "e": {
                "text": TEXT,
                "causes": "Fler läser på distans.",
                "appraisal": {
                    "nearness": "nearer",
                    "text": "Vi är på väg.",
                    "sources": ["signal:energipriser"],
                    "signed": [{"person": 3, "day": "2026-03-02"}],
                },
            }
        },
    }
)
Made = Callable[..., Edition]


@pytest.fixture
def make(strategy: Callable[..., StrategyDocument], rows: Callable[..., list[Any]]) -> Made:
    """Makes the edition of the county's and a municipality's figures with texts."""
    tables = {"i": table(rows("i", {"13": KNOWN, "1380": {2011: 30.5, 2020: 33.0}}))}

    def composed(written: Written | None = None, *, year: int = 2025) -> Edition:
        given = {"written": written} if written is not None else {}
        return compose(
            strategy(TARGET),
            year=year,
            method="destatis",
            used={"i": Used(figures="0" * 64, raw=())},
            tables=tables,
            before={},
            **given,  # type: ignore[arg-type]
        )

    composed.tables = tables  # type: ignore[attr-defined]
    return composed


def test_an_edition_without_texts_is_written_as_before(make: Made) -> None:
    assert b"accounts" not in canonical_bytes(make())
    assert b"introduction" not in canonical_bytes(make())


def test_what_is_written_is_read_back_with_its_appraisal_and_who_signed_it(make: Made) -> None:
    again = Edition.model_validate_json(canonical_bytes(make(WRITTEN)))

    assert again == make(WRITTEN)
    assert again.accounts["e"].appraisal == Appraisal(
        nearness=Nearness.NEARER,
        text="Vi är på väg.",
        sources=("signal:energipriser",),
        signed=(Signature.model_validate({"person": 3, "day": "2026-03-02"}),),
    )


def test_a_section_is_kept_with_the_figures_it_binds_and_is_one_of_the_texts(make: Made) -> None:
    section = {"address": "mobilisation:unga", "kind": "mobilisation", "title": "Unga", "text": TEXT}
    edition = make(Written.model_validate({"sections": [section]}))

    assert Edition.model_validate_json(canonical_bytes(edition)) == edition
    assert list(edition.texts()) == [("mobilisation:unga", TEXT)]
    assert edition.value("i", area="13", period="2010") == 35.0
    assert edition.changed(lambda place, _text: place).sections[0].text == "mobilisation:unga"


def test_texts_change_no_verdict(make: Made) -> None:
    assert make(WRITTEN).verdicts == make().verdicts


def test_an_edition_carries_every_figure_that_its_texts_bind(make: Made) -> None:
    assert make().value("i", area="13", period="2010") is None

    edition = make(WRITTEN)
    ground, cells = ground_of(edition)

    assert edition.value("i", area="13", period="2010") == 35.0
    assert guarded(TEXT, ground=ground, cells=cells) == ()
    assert guarded(TEXT, ground=ground_of(make())[0], cells=ground_of(make())[1]) != ()


def test_both_ends_of_a_bound_change_are_carried(make: Made) -> None:
    written = Written(accounts={"e": Account(tried="Ökade {{i.change@1380:2011..2020}} procentenheter.")})

    edition = make(written)

    assert edition.value("i", area="1380", period="2011") == 30.5
    assert edition.value("i", area="1380", period="2020") == 33.0


def test_a_figure_after_the_year_of_the_edition_is_not_carried(make: Made) -> None:
    assert make(WRITTEN, year=2019).value("i", area="13", period="2020") is None


def test_writing_into_an_edition_gives_the_same_bytes_as_composing_it_with_the_texts(make: Made) -> None:
    seen = figures(make().strategy, make.tables)  # type: ignore[attr-defined]
    later = rewritten(make(), written=WRITTEN, seen=seen)
    assert canonical_bytes(later) == canonical_bytes(make(WRITTEN))


def test_an_account_of_an_element_that_is_not_there_is_refused(make: Made) -> None:
    with pytest.raises(ValidationError, match="no element gone"):
        make(Written(accounts={"gone": Account(text="x")}))


def test_lines_are_ended_the_same_way_and_what_cannot_be_printed_is_left_out() -> None:
    assert Account(text=" Ett\r\ntvå\x01 ").text == "Ett\ntvå"


def test_a_source_is_an_address() -> None:
    with pytest.raises(ValidationError):
        Appraisal(sources=("en rapport",))


def test_no_shape_of_an_appraisal_is_one_of_a_verdict() -> None:
    from laget.core.followup.reach import Reach, Travel

    computed = {one.shape for one in (*Reach, *Travel)}
    assert not computed & {one.shape for one in Nearness}
