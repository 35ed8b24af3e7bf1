"""Two at once: on one element the second is told, on two they do not meet, an adoption is one."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.apps.strategy.actions import ChangedMeanwhile, Kept, adopt_draft, drafts, edit_draft, start_draft
from laget.apps.strategy.models import Draft, StrategyVersion
from laget.apps.strategy.queries import draft_of, drafted, hash_of
from laget.core.strategy.editing import Add, Change, Kind, seen_hash

pytestmark = pytest.mark.usefixtures("committed")
TODAY = date(2026, 11, 20)
ROUNDS = 8
AtOnce = Callable[..., list[object]]


@pytest.fixture
def region(committed: None, make_region: Callable[[], Organisation]) -> Organisation:
    organisation = make_region()
    start_draft(organisation, actor=None, today=TODAY)
    return organisation


def edit(organisation: Organisation, element: str, text: str, seen: str | None) -> Kept:
    operation = Change(kind=Kind.ELEMENT, id=element, values={"text": text})
    return edit_draft(organisation, actor=None, operation=operation, seen=seen)


def seen_of(organisation: Organisation, element: str) -> str | None:
    draft = draft_of(organisation)
    assert draft is not None
    return seen_hash(drafted(draft), Change(kind=Kind.ELEMENT, id=element, values={}))


def rounds_on_one_element(region: Organisation, at_once: AtOnce) -> list[object]:
    outcomes = []
    for number in range(ROUNDS):
        seen = seen_of(region, "gott-liv")
        outcomes += at_once(
            partial(edit, region, "gott-liv", f"Den ena {number}", seen),
            partial(edit, region, "gott-liv", f"Den andra {number}", seen),
        )
    return outcomes


def test_of_two_on_one_element_one_writes_and_the_other_is_told(
    region: Organisation, at_once: AtOnce
) -> None:
    outcomes = rounds_on_one_element(region, at_once)
    assert sum(isinstance(one, Kept) for one in outcomes) == ROUNDS, outcomes
    assert sum(isinstance(one, ChangedMeanwhile) for one in outcomes) == ROUNDS, outcomes
    assert Entry.objects.filter(action="edit_draft").count() == ROUNDS


def test_without_the_check_the_second_would_write_over_the_first(
    region: Organisation, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: what the test above holds is the check's doing, and nothing else's."""
    seen = seen_of(region, "gott-liv")
    monkeypatch.setattr(drafts, "seen_hash", lambda *_: seen)
    outcomes = at_once(
        partial(edit, region, "gott-liv", "Den ena", seen),
        partial(edit, region, "gott-liv", "Den andra", seen),
    )
    assert [type(one) for one in outcomes] == [Kept, Kept]


def test_two_on_two_elements_are_both_kept(region: Organisation, at_once: AtOnce) -> None:
    for number in range(ROUNDS):
        text = f"Text {number}"
        outcomes = at_once(
            *(
                partial(edit, region, one, text, seen_of(region, one))
                for one in ("gott-liv", "arbetsliv", "klimat-och-natur")
            )
        )
        assert [type(one) for one in outcomes] == [Kept] * 3, outcomes
        draft = draft_of(region)
        assert draft is not None
        document = drafted(draft)
        assert {document.element(one).text for one in ("gott-liv", "arbetsliv", "klimat-och-natur")} == {text}


def test_two_that_add_the_same_title_get_an_id_each(region: Organisation, at_once: AtOnce) -> None:
    add = Add(kind=Kind.ELEMENT, values={"level": "goal", "title": "Samma"})
    outcomes = at_once(*[partial(edit_draft, region, actor=None, operation=add, seen=None)] * 3)
    assert sorted(one.id for one in outcomes if isinstance(one, Kept)) == ["samma", "samma-2", "samma-3"]


def test_two_that_adopt_at_once_get_one_and_the_same_version(region: Organisation, at_once: AtOnce) -> None:
    draft = draft_of(region)
    assert draft is not None
    decision = {"body": "regionfullmäktige", "date": "2026-11-18"}
    adopt = partial(adopt_draft, region, actor=None, decision=decision, seen=hash_of(draft), over=1)
    outcomes = at_once(adopt, adopt, adopt)
    assert {one.number for one in outcomes if isinstance(one, StrategyVersion)} == {2}, outcomes
    assert all(isinstance(one, StrategyVersion) for one in outcomes), outcomes
    assert StrategyVersion.objects.filter(organisation=region).count() == 2
    assert not Draft.objects.filter(organisation=region).exists()


def test_two_that_begin_a_draft_at_once_get_the_same_one(
    committed: None, make_region: Callable[[], Organisation], at_once: AtOnce
) -> None:
    organisation = make_region()
    begin = partial(start_draft, organisation, actor=None, today=TODAY)
    outcomes = at_once(begin, begin)
    assert {one.pk for one in outcomes if isinstance(one, Draft)} == {
        Draft.objects.get(organisation=organisation).pk
    }, outcomes
