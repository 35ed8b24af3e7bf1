"""Each operation changes its own part and nothing else, or refuses and says why."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.canonical import canonical_bytes
from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import (
    NO_PART,
    Add,
    Change,
    Edited,
    Kind,
    Move,
    NotThere,
    Operation,
    Remove,
    Unfitting,
    apply,
    part,
    part_hash,
    parts,
    removal,
    seen_hash,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)


def hashes(document: StrategyDocument) -> dict[tuple[Kind, str], str]:
    return {one: part_hash(document, *one) for one in parts(document)}


def read_again(document: StrategyDocument) -> StrategyDocument:
    return StrategyDocument.model_validate_json(canonical_bytes(document))


@st.composite
def operations(draw: st.DrawFn, document: StrategyDocument) -> Operation:
    """Any operation on any part, sensible or not."""
    known = [one for one in parts(document) if one[0] is not Kind.STRATEGY]
    kind, part_id = draw(st.sampled_from(known))
    elements = st.sampled_from([one.id for one in document.elements])
    match draw(st.sampled_from(["add", "change", "move", "remove", "head"])):
        case "add":
            values: dict[str, Any] = {
                "title": draw(TEXTS),
                "level": draw(st.sampled_from(["priority", "direction", "nonsense"])),
                "within": draw(st.none() | elements),
                "text": draw(st.none() | TEXTS),
            }
            return Add(kind=Kind.ELEMENT, values=values)
        case "change":
            key = draw(st.sampled_from(["title", "text", "within", "year", "kind", "value", "why", "id"]))
            return Change(
                kind=kind, id=part_id, values={key: draw(st.none() | TEXTS | elements | st.integers())}
            )
        case "move":
            return Move(
                id=draw(elements), within=draw(st.none() | elements), before=draw(st.none() | elements)
            )
        case "head":
            return Change(kind=Kind.STRATEGY, values={"vision": draw(st.none() | TEXTS)})
    return Remove(kind=kind, id=part_id)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_done_the_document_stays_valid_and_the_rest_as_it_was(
    example: StrategyDocument, data: st.DataObject
) -> None:
    document = example
    for _ in range(3):
        operation = data.draw(operations(document))
        before = hashes(document)
        going = removal(document, operation.kind, operation.id) if isinstance(operation, Remove) else None
        told = None
        try:
            edited: Edited | None = apply(document, operation)
        except (Unfitting, NotThere) as refused:
            edited, told = None, refused.said
        if edited is None:
            assert told is not None
            assert told.sv
            assert told.en
            assert hashes(document) == before
            continue
        after = hashes(edited.document)
        assert read_again(edited.document) == edited.document
        assert not [
            fault
            for fault in consistency_faults(edited.document)
            if fault.severity == "fault" and fault.path[-1] in {"within", "element", "indicator", "from"}
        ]
        touched = {(operation.kind, getattr(operation, "id", "")), (edited.kind, edited.id)}
        if going is not None:
            assert not set(going.gone) & after.keys() or operation.kind is Kind.NEWS
            touched |= {*going.gone, *going.loosened}
        if operation.kind is Kind.NEWS:  # a point of news is known by its place
            touched |= {one for one in before | after if one[0] is Kind.NEWS}
        assert {one: hash_ for one, hash_ in before.items() if one not in touched} == {
            one: hash_ for one, hash_ in after.items() if one not in touched
        }
        document = edited.document


def test_a_new_element_gets_a_short_id_of_its_title(example: StrategyDocument) -> None:
    added = apply(
        example, Add(kind=Kind.ELEMENT, values={"level": "direction", "title": "Öppna vägar för ungas röst!"})
    )
    assert added.id == "oppna-vagar-for-ungas-rost"
    again = apply(
        added.document,
        Add(kind=Kind.ELEMENT, values={"level": "direction", "title": "Öppna vägar för ungas röst"}),
    )
    assert again.id == "oppna-vagar-for-ungas-rost-2"


def test_an_id_that_has_been_used_is_never_used_again(example: StrategyDocument) -> None:
    values = {"level": "direction", "title": "Bredband"}
    assert apply(example, Add(kind=Kind.ELEMENT, values=values), taken=["bredband"]).id == "bredband-2"
    with pytest.raises(Unfitting):
        apply(example, Add(kind=Kind.ELEMENT, values={**values, "id": "Bredband"}), taken=["bredband"])


def test_a_title_without_letters_of_an_address_still_gives_an_id(example: StrategyDocument) -> None:
    assert apply(example, Add(kind=Kind.ELEMENT, values={"level": "goal", "title": "目標"})).id == "element"


def test_what_the_format_refuses_is_said_with_its_place(example: StrategyDocument) -> None:
    target = example.targets[0].id
    with pytest.raises(Unfitting) as refused:
        apply(example, Change(kind=Kind.TARGET, id=target, values={"year": "snart", "value": "många"}))
    assert {fault.path for fault in refused.value.faults} == {("year",), ("value",)}
    assert "årtal" in refused.value.said.sv
    assert "year" in refused.value.said.en


def test_a_target_changes_its_form_in_one_change(example: StrategyDocument) -> None:
    target = next(one for one in example.targets if one.form == "at_least")
    edited = apply(
        example,
        Change(
            kind=Kind.TARGET,
            id=target.id,
            values={"form": "corridor", "low": 1, "high": "2,5", "value": None, "steps": None, "base": None},
        ),
    )
    assert part(edited.document, Kind.TARGET, target.id)["high"] == 2.5


def test_an_element_cannot_lie_within_itself_or_what_lies_within_it(example: StrategyDocument) -> None:
    child = next(one for one in example.elements if one.within is not None)
    assert child.within is not None
    with pytest.raises(Unfitting):
        apply(example, Move(id=child.within, within=child.id))
    with pytest.raises(Unfitting):
        apply(example, Change(kind=Kind.ELEMENT, id=child.id, values={"within": child.id}))


def test_what_is_removed_takes_with_it_what_means_nothing_without_it(example: StrategyDocument) -> None:
    parent = next(one.within for one in example.elements if one.within is not None)
    assert parent is not None
    children = {one.id for one in example.elements if one.within == parent}
    left = apply(example, Remove(kind=Kind.ELEMENT, id=parent)).document
    assert not {one.id for one in left.elements} & {parent, *children}
    assert not [one for one in left.targets if one.element in {parent, *children}]
    assert not [one for one in consistency_faults(left) if one.severity == "fault"]


def test_a_target_on_an_element_that_is_gone_is_refused(example: StrategyDocument) -> None:
    values = {"element": "borta", "indicator": example.indicators[0].id, "form": "direction", "way": "up"}
    with pytest.raises(Unfitting) as refused:
        apply(example, Add(kind=Kind.TARGET, values=values))
    assert "borta" in refused.value.said.sv


def test_what_is_not_there_has_no_hash_and_cannot_be_changed(example: StrategyDocument) -> None:
    assert part_hash(example, Kind.ELEMENT, "borta") == NO_PART
    with pytest.raises(NotThere):
        apply(example, Change(kind=Kind.ELEMENT, id="borta", values={"title": "x"}))


def test_the_hash_of_a_removal_covers_everything_that_goes(example: StrategyDocument) -> None:
    target = example.targets[0]
    remove = Remove(kind=Kind.ELEMENT, id=target.element)
    changed = apply(example, Change(kind=Kind.TARGET, id=target.id, values={"year": 2034})).document
    assert seen_hash(example, remove) != seen_hash(changed, remove)


def test_a_level_in_use_is_not_removed_but_a_known_one_gets_its_own_name_back(
    example: StrategyDocument,
) -> None:
    added = apply(example, Add(kind=Kind.LEVEL, values={"title": "Språng", "like": "direction"}))
    used = apply(added.document, Add(kind=Kind.ELEMENT, values={"level": added.id, "title": "Ett språng"}))
    with pytest.raises(Unfitting):
        apply(used.document, Remove(kind=Kind.LEVEL, id=added.id))
    assert "goal" not in apply(example, Remove(kind=Kind.LEVEL, id="goal")).document.levels


def test_a_point_of_news_is_added_changed_and_removed(example: StrategyDocument) -> None:
    added = apply(example, Add(kind=Kind.NEWS, values={"title": "Landsbygden"}))
    changed = apply(added.document, Change(kind=Kind.NEWS, id=added.id, values={"text": "Mer om den."}))
    assert changed.document.strategy.news[-1].text == "Mer om den."
    assert apply(changed.document, Remove(kind=Kind.NEWS, id=added.id)).document == example


def test_the_same_link_is_not_kept_twice(example: StrategyDocument) -> None:
    values = part(example, Kind.LINK, next(one for kind, one in parts(example) if kind is Kind.LINK))
    with pytest.raises(Unfitting):
        apply(example, Add(kind=Kind.LINK, values={**values, "text": "Med andra ord"}))
