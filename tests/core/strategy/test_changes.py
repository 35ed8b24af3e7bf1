"""What is new between two versions: nothing where they are equal, every difference, either way round."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.strategy.changes import Among, changes
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.rewording import RunKind
from tests.core.strategy.conftest import SMALL

DOCUMENT: dict[str, Any] = {
    **SMALL,
    "levels": {"goal": "Mål", "priority": "Område"},
    "elements": [
        {"id": "liv", "level": "goal", "title": "Livskvalitet", "dimension": "social", "text": "För alla."},
        {"id": "arbete", "level": "goal", "title": "Arbete"},
        {"id": "skola", "level": "priority", "title": "Skola", "serves": ["liv"], "responsible": ["Nämnden"]},
        {"id": "lasa", "level": "direction", "title": "Läsa", "within": "skola", "desired": "Alla läser."},
    ],
    "plans": [{"id": "plan", "title": "En plan", "level": "regional"}],
    "links": [
        {"from": "skola", "to": {"framework": "agenda-2030", "item": "4.4"}, "kind": "contributes"},
        {"from": "skola", "to": {"plan": "plan"}, "kind": "guides", "text": "Så här."},
    ],
    "practices": [{"id": "sa", "title": "Så gör vi"}],
    "signals": [{"id": "aldre", "kind": "megatrend", "level": "global", "title": "Äldre"}],
    "targets": [
        {"id": "t1", "element": "skola", "indicator": "utb", "form": "at_least", "value": 50, "year": 2030},
        {"id": "t2", "element": "lasa", "indicator": "utb", "form": "direction", "way": "up"},
    ],
    "history": [{"id": "rus-1", "decision": {"body": "fullmäktige", "date": "2019-11-20"}}],
}
SECTIONS = ("elements", "plans", "links", "practices", "signals", "indicators", "targets", "history")
# One difference of each kind: where it stands, and the value it gets there.
EDITS: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "title": (("elements", 0, "title"), "Ett gott liv"),
    "english": (("elements", 0, "title"), {"sv": "Livskvalitet", "en": "Quality of life"}),
    "text": (("elements", 0, "text"), "För alla i länet."),
    "desired": (("elements", 3, "desired"), "Alla läser lätt."),
    "why": (("elements", 3, "why"), "För att."),
    "within": (("elements", 3, "within"), "arbete"),
    "serves": (("elements", 2, "serves"), ["arbete"]),
    "level": (("elements", 1, "level"), "priority"),
    "dimension": (("elements", 0, "dimension"), "economic"),
    "responsible": (("elements", 2, "responsible"), ["Nämnden", "Kommunerna"]),
    "level's name": (("levels", "priority"), "Nyckelområde"),
    "a level of its own": (("levels", "direction"), "Inriktning"),
    "target's value": (("targets", 0, "value"), 55),
    "target's form": (("targets", 0, "form"), "at_most"),
    "target's element": (("targets", 1, "element"), "arbete"),
    "target's steps": (("targets", 0, "steps"), {2027: 45}),
    "indicator's unit": (("indicators", 0, "unit"), "index"),
    "indicator's source": (("indicators", 0, "source", "kpi"), "N01983"),
    "link's kind": (("links", 0, "kind"), "implements"),
    "link's end": (("links", 0, "to", "item"), "4.3"),
    "link's text": (("links", 1, "text"), "På det här sättet."),
    "plan": (("plans", 0, "status"), "in_force"),
    "practice": (("practices", 0, "about"), ["skola"]),
    "signal": (("signals", 0, "touches"), ["liv"]),
    "vision": (("strategy", "vision"), "Ett län"),
    "period": (("strategy", "period", "to"), 2030),
    "decision": (("strategy", "decision"), {"body": "fullmäktige", "date": "2024-06-12"}),
    "news": (("strategy", "news"), [{"title": "Nytt"}]),
    "region": (("region", "name"), "En annan region"),
    "history": (("history", 0, "file"), "rus-1.yaml"),
}
removals = st.tuples(st.sampled_from(SECTIONS), st.integers(0, 3))


def made(*edits: str, without: tuple[tuple[str, int], ...] = ()) -> StrategyDocument:
    values = deepcopy(DOCUMENT)
    for name in edits:
        path, value = EDITS[name]
        place: Any = values
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    for section, at in without:
        if at < len(values[section]):
            values[section] = [*values[section][:at], *values[section][at + 1 :]]
    return StrategyDocument.model_validate(values)


documents = st.builds(
    lambda edits, without: made(*edits, without=tuple(without)),
    st.lists(st.sampled_from(sorted(EDITS)), max_size=6),
    st.lists(removals, max_size=3),
)


@given(documents)
def test_a_document_has_nothing_new_beside_itself(document: StrategyDocument) -> None:
    assert not changes(document, document.model_copy(deep=True))


@given(documents, documents)
def test_what_differs_is_told_and_nothing_else(was: StrategyDocument, now: StrategyDocument) -> None:
    assert bool(changes(was, now)) == (was != now)


@given(documents, documents)
def test_the_other_way_round_what_was_added_is_removed(was: StrategyDocument, now: StrategyDocument) -> None:
    there, back = changes(was, now), changes(now, was)
    for section in SECTIONS:
        one: Among[Any] = getattr(there, section)
        other: Among[Any] = getattr(back, section)
        assert set(map(_name, one.added)) == set(map(_name, other.removed))
        assert set(map(_name, one.removed)) == set(map(_name, other.added))
        assert {(_name(pair.was), _name(pair.now)) for pair in one.changed} == {
            (_name(pair.now), _name(pair.was)) for pair in other.changed
        }


@given(documents, documents)
def test_the_old_document_with_what_is_new_put_into_it_is_the_new(
    was: StrategyDocument, now: StrategyDocument
) -> None:
    found = changes(was, now)
    for section in SECTIONS:
        among: Among[Any] = getattr(found, section)
        gone = [*among.removed, *(pair.was for pair in among.changed)]
        come = [*among.added, *(pair.now for pair in among.changed)]
        made_new = [one for one in getattr(was, section) if one not in gone] + come
        assert sorted(map(repr, made_new)) == sorted(map(repr, getattr(now, section)))


def _name(part: Any) -> str:
    return str(getattr(part, "id", None) or (part.from_, part.to, part.kind))


@pytest.mark.parametrize("edit", EDITS)
def test_every_kind_of_difference_is_told(edit: str) -> None:
    assert changes(made(), made(edit))


def test_a_text_written_once_is_no_other_when_it_is_written_alike_in_both_languages() -> None:
    twice = deepcopy(DOCUMENT)
    twice["elements"][0]["title"] = {"sv": "Livskvalitet", "en": "Livskvalitet"}
    assert not changes(made(), StrategyDocument.model_validate(twice))


def test_a_reworded_element_tells_which_text_and_how() -> None:
    [pair] = changes(made(), made("text")).reworded
    [rewording] = pair.reworded
    assert (pair.now.id, rewording.key) == ("liv", "text")
    assert [run.text for run in rewording.runs("sv") if run.kind is RunKind.ADDED] == [" i länet"]


def test_what_is_new_in_english_alone_leaves_the_swedish_text_as_it_was() -> None:
    [pair] = changes(made(), made("english")).reworded
    [rewording] = pair.reworded
    assert rewording.runs("sv") == ()
    assert rewording.runs("en") != ()


def test_an_element_that_lies_within_another_or_serves_another_is_moved() -> None:
    found = changes(made(), made("within", "serves"))
    assert [(pair.now.id, pair.moved) for pair in found.moved] == [
        ("skola", ("serves",)),
        ("lasa", ("within",)),
    ]
    assert found.reworded == ()


def test_a_link_of_another_kind_is_another_link() -> None:
    found = changes(made(), made("link's kind")).links
    assert [link.kind for link in found.added] == ["implements"]
    assert [link.kind for link in found.removed] == ["contributes"]


def test_a_target_of_another_form_is_the_same_target_changed() -> None:
    [pair] = changes(made(), made("target's form")).targets.changed
    assert pair.keys == ("form",)


def test_where_a_line_was_broken_is_no_rewording() -> None:
    broken, whole = (
        StrategyDocument.model_validate({**DOCUMENT, "strategy": {**DOCUMENT["strategy"], "text": text}})
        for text in ("Hela\nlänet.\n\n- Ett\n- Två", "Hela länet.\n\n- Ett\n- Två")
    )
    pair = changes(broken, whole).strategy
    assert pair is not None
    assert [rewording.runs("sv") for rewording in pair.reworded] == [()]
