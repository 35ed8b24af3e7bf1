"""A strategy that is written as a file and read again is the same to the byte."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.canonical import canonical_bytes
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Add, Change, Kind, Unfitting, apply
from laget.data.strategy_file import read_strategy, strategy_in
from laget.data.strategy_text import FORMATS, Format, strategy_text

# Every character a text may hold, and those that YAML gives a meaning oftener than chance would.
TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n\t \r:#-'\"|>&*!%@`{}[]\x85\u2028\ufeffyn0"),
    max_size=40,
) | st.sampled_from(
    ["yes", "no", "null", "~", "4.10", "013", "2024-06-12", "1e3", "0x1f", "- a", "# b", "=", "<<"]
)


@pytest.fixture(scope="module")
def example() -> StrategyDocument:
    with as_file(files("laget.demo")) as folder:
        return read_strategy(folder / "strategy.yaml").document


def again(document: StrategyDocument, form: Format) -> bytes:
    data = strategy_text(document, form=form)
    return canonical_bytes(strategy_in(data, path=Path(f"strategi.{form}")).document)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["strategy.yaml", "strategy-previous.yaml"])
def test_the_example_is_the_same_when_it_is_read_again(form: Format, name: str) -> None:
    with as_file(files("laget.demo")) as folder:
        document = read_strategy(folder / name).document
    assert again(document, form) == canonical_bytes(document)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, text=TEXTS, words=st.lists(TEXTS, max_size=2), form=st.sampled_from(FORMATS))
def test_any_text_is_the_same_when_it_is_read_again(
    title: str, text: str, words: list[str], form: Format
) -> None:
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempel"},
            "strategy": {"id": "rus", "version": 1, "title": "Exempel", "period": {"from": 2024}},
        }
    )
    try:
        written = apply(
            document,
            Add(
                kind=Kind.ELEMENT,
                values={
                    "level": "goal",
                    "title": title,
                    "text": {"sv": text, "en": title},
                    "responsible": words,
                },
            ),
        ).document
        written = apply(written, Change(kind=Kind.STRATEGY, values={"vision": text})).document
    except Unfitting:
        return  # a text that the format refuses is never there to be written
    assert again(written, form) == canonical_bytes(written)


def test_long_texts_are_written_as_lines_that_people_can_read(example: StrategyDocument) -> None:
    text = "Första raden.\n\nAndra stycket."
    changed = apply(example, Change(kind=Kind.STRATEGY, values={"text": text})).document
    written = strategy_text(changed, form="yaml").decode()
    assert "text: |-\n    Första raden.\n\n    Andra stycket.\n" in written
