"""The whole of a strategy as a tree, in the region's own words and order."""

from typing import Any

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.tree import Branch, above, level_word, level_words, sections
from tests.core.strategy.conftest import SMALL


def made(*elements: dict[str, Any], levels: dict[str, Any] | None = None) -> StrategyDocument:
    whole = [{"title": one["id"].capitalize(), **one} for one in elements]
    return StrategyDocument.model_validate({**SMALL, "elements": whole, "levels": levels or {}})


def ids(branches: tuple[Branch, ...]) -> list[Any]:
    return [(one.element.id, ids(one.inner)) if one.inner else one.element.id for one in branches]


def test_what_lies_within_an_element_hangs_under_it() -> None:
    document = made(
        {"id": "skola", "level": "priority"},
        {"id": "lasa", "level": "direction", "within": "skola"},
        {"id": "rakna", "level": "direction", "within": "skola"},
        {"id": "arbete", "level": "priority"},
    )
    [section] = sections(document)
    assert ids(section.branches) == [("skola", ["lasa", "rakna"]), "arbete"]


def test_levels_stand_in_the_order_in_which_the_strategy_writes_them() -> None:
    document = made(
        {"id": "unga", "level": "perspective"},
        {"id": "skola", "level": "priority"},
        {"id": "liv", "level": "goal"},
        {"id": "arbete", "level": "priority"},
    )
    assert [one.level for one in sections(document)] == ["perspective", "priority", "goal"]
    assert ids(sections(document)[1].branches) == ["skola", "arbete"]


def test_goals_stand_by_dimension_and_else_as_they_are_written() -> None:
    document = made(
        {"id": "klimat", "level": "goal", "dimension": "environmental"},
        {"id": "annat", "level": "goal"},
        {"id": "liv", "level": "goal", "dimension": "social"},
        {"id": "halsa", "level": "goal", "dimension": "social"},
    )
    assert ids(sections(document)[0].branches) == ["liv", "halsa", "klimat", "annat"]


def test_every_element_is_in_the_tree_once() -> None:
    document = made(
        {"id": "a", "level": "goal"},
        {"id": "b", "level": "goal", "within": "a"},
        {"id": "c", "level": "direction", "within": "b"},
        {"id": "d", "level": "outcome", "serves": ["a", "c"]},
    )

    def walked(branches: tuple[Branch, ...]) -> list[str]:
        return [one for branch in branches for one in (branch.element.id, *walked(branch.inner))]

    found = [one for section in sections(document) for one in walked(section.branches)]
    assert sorted(found) == ["a", "b", "c", "d"]


def test_a_level_with_the_formats_word_has_its_plural_and_its_english() -> None:
    document = made({"id": "a", "level": "priority"}, levels={"priority": "Prioriterat område"})
    assert level_words(document, "priority").sv == "Prioriterade områden"
    assert level_words(document, "priority").en == "Priorities"
    assert level_word(document, "priority").en == "Priority"


def test_a_level_with_a_word_of_its_own_keeps_it() -> None:
    own = {"insatsområde": {"title": {"sv": "Insatsområde", "en": "Field"}, "like": "priority"}}
    document = made({"id": "a", "level": "insatsområde"}, levels=own)
    [section] = sections(document)
    assert (section.title.sv, section.title.en, section.level) == ("Insatsområde", "Field", "priority")


def test_what_an_element_lies_within_is_told_from_the_outermost() -> None:
    document = made(
        {"id": "a", "level": "goal"},
        {"id": "b", "level": "priority", "within": "a"},
        {"id": "c", "level": "direction", "within": "b"},
    )
    assert [one.id for one in above(document, document.element("c"))] == ["a", "b"]
    assert above(document, document.element("a")) == ()
