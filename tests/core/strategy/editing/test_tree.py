"""The tree of elements loses none, and a step up and a step down undo each other."""

from collections.abc import Iterator, Sequence

import pytest

from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Add, Branch, Kind, Move, apply, levels_in_order, moved, tree


def ids(branches: Sequence[Branch]) -> Iterator[str]:
    for branch in branches:
        yield branch.element.id
        yield from ids(branch.inside)


def test_every_element_stands_in_the_tree_once(example: StrategyDocument) -> None:
    assert sorted(ids(tree(example))) == sorted(one.id for one in example.elements)


def test_elements_that_lie_within_each_other_in_a_ring_are_not_lost(example: StrategyDocument) -> None:
    first, second = example.elements[:2]
    ring = example.model_copy(
        update={
            "elements": (
                first.model_copy(update={"within": second.id}),
                second.model_copy(update={"within": first.id}),
                *example.elements[2:],
            )
        }
    )
    assert sorted(ids(tree(ring))) == sorted(one.id for one in example.elements)


def test_a_step_down_and_a_step_up_again_change_nothing_to_see(example: StrategyDocument) -> None:
    for element in example.elements:
        step = moved(example, element.id, "down")
        if step is None:
            continue
        down = apply(example, Move(id=element.id, within=step[0], before=step[1])).document
        assert list(ids(tree(down))) != list(ids(tree(example)))
        back = moved(down, element.id, "up")
        assert back is not None
        up = apply(down, Move(id=element.id, within=back[0], before=back[1])).document
        assert list(ids(tree(up))) == list(ids(tree(example)))


@pytest.mark.parametrize(("way", "place"), [("up", 0), ("down", -1)])
def test_at_the_end_there_is_no_step(example: StrategyDocument, way: str, place: int) -> None:
    goals = [one for one in example.elements if one.level == "goal"]
    assert moved(example, goals[place].id, "up" if way == "up" else "down") is None


def test_an_element_is_moved_into_another_and_comes_last_there(example: StrategyDocument) -> None:
    parent = next(one.within for one in example.elements if one.within is not None)
    added = apply(example, Add(kind=Kind.ELEMENT, values={"level": "direction", "title": "Nytt"}))
    inside = apply(added.document, Move(id=added.id, within=parent)).document
    branch = next(one for one in tree(inside) if one.element.id == parent)
    assert [one.element.id for one in branch.inside if one.element.level == "direction"][-1] == added.id


def test_levels_come_from_the_overarching_to_the_particular_a_regions_own_by_what_it_is_like(
    example: StrategyDocument,
) -> None:
    own = apply(example, Add(kind=Kind.LEVEL, values={"title": "Språng", "like": "goal"})).document
    assert levels_in_order(own) == ["goal", "sprang", "outcome", "priority", "direction", "perspective"]
