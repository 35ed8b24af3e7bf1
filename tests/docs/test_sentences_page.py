"""The page that shows what is told of each form."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from laget.core.strategy.document import FORMS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def writer(tool: Callable[[str], ModuleType]) -> ModuleType:
    """The program that writes the page."""
    return tool("make_sentences_page")


def test_every_sentence_on_the_page_is_what_the_program_tells(writer: ModuleType) -> None:
    assert (ROOT / "docs/methods/sentences.md").read_text(encoding="utf-8") == writer.page()


def test_the_page_tells_every_form_in_both_languages(writer: ModuleType) -> None:
    told = writer.tellings()

    assert list(told) == list(FORMS)
    assert len({text.middle.text for both in told.values() for text in both.values()}) == 2 * len(FORMS)
