"""A draft is edited part by part, told in the log, and adopted once."""

from datetime import date

import pytest

from laget.apps.accounts.models import Organisation, User
from laget.apps.audit.models import Entry
from laget.apps.strategy.actions import (
    ChangedMeanwhile,
    DraftChanged,
    Hanging,
    NoDraft,
    NoStrategyHere,
    NotDecided,
    OtherRegion,
    adopt_draft,
    adopt_strategy,
    discard_draft,
    edit_draft,
    replace_draft,
    start_draft,
)
from laget.apps.strategy.models import Draft, Element, StrategyVersion
from laget.apps.strategy.queries import document_of, draft_of, drafted, hash_of, version_in_force
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Add, Change, Kind, Remove, seen_hash

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DECISION = {"body": "regionfullmäktige", "date": "2026-11-18", "paragraph": "§ 88", "diary": "EX 2026/1"}


@pytest.fixture
def draft(halland: Organisation, strategist: User) -> Draft:
    return start_draft(halland, actor=strategist, today=TODAY)


def now(organisation: Organisation) -> StrategyDocument:
    draft = draft_of(organisation)
    assert draft is not None
    return drafted(draft)


def retitle(title: str) -> Change:
    return Change(kind=Kind.ELEMENT, id="gott-liv", values={"title": title})


def test_a_draft_begins_as_the_version_after_the_one_in_force(halland: Organisation, draft: Draft) -> None:
    document, before = drafted(draft), document_of(version_in_force(halland))  # type: ignore[arg-type]
    assert document.elements == before.elements
    assert document.strategy.version == before.strategy.version + 1
    assert document.strategy.decision is None
    assert document.history[-1].decision == before.strategy.decision


def test_there_is_one_draft_at_a_time(halland: Organisation, draft: Draft, strategist: User) -> None:
    assert start_draft(halland, actor=strategist, today=TODAY).pk == draft.pk
    assert Entry.objects.filter(action="start_draft").count() == 1


def test_a_region_without_a_strategy_begins_with_nothing_in_it() -> None:
    fresh = Organisation.objects.create(slug="ny", name="Nya regionen", area="14")
    document = drafted(start_draft(fresh, actor=None, today=TODAY))
    assert (document.elements, document.region.code, document.strategy.period.from_) == ((), "14", 2026)


def test_a_network_has_no_strategy() -> None:
    network = Organisation.objects.create(slug="natverk", name="Nätverket", kind="network")
    with pytest.raises(NoStrategyHere):
        start_draft(network, actor=None, today=TODAY)


def test_an_edit_is_told_with_what_it_was_and_what_it_became(
    halland: Organisation, draft: Draft, strategist: User
) -> None:
    operation = retitle("Ett bättre liv")
    seen = seen_hash(drafted(draft), operation)
    kept = edit_draft(halland, actor=strategist, operation=operation, seen=seen)
    assert kept.is_changed
    assert now(halland).element("gott-liv").title == "Ett bättre liv"
    entry = Entry.objects.get(action="edit_draft")
    assert (entry.subject, entry.actor_id) == ("element:gott-liv", strategist.pk)
    assert entry.detail["values"] == {"title": "Ett bättre liv"}
    assert list(entry.detail["was"]) == ["title"]
    assert (entry.detail["before"], entry.detail["after"]) == (seen, kept.hash)


def test_what_changes_nothing_is_not_told(halland: Organisation, draft: Draft) -> None:
    title = drafted(draft).element("gott-liv").title
    values = {"title": title if isinstance(title, str) else title.model_dump()}
    operation = Change(kind=Kind.ELEMENT, id="gott-liv", values=values)
    kept = edit_draft(halland, actor=None, operation=operation, seen=seen_hash(drafted(draft), operation))
    assert not kept.is_changed
    assert not Entry.objects.filter(action="edit_draft").exists()


def test_a_second_editor_of_the_same_element_is_told_what_it_is_now(
    halland: Organisation, draft: Draft
) -> None:
    seen = seen_hash(drafted(draft), retitle(""))
    edit_draft(halland, actor=None, operation=retitle("Den förstas"), seen=seen)
    with pytest.raises(ChangedMeanwhile) as told:
        edit_draft(halland, actor=None, operation=retitle("Den andras"), seen=seen)
    assert told.value.now is not None
    assert told.value.now["title"] == "Den förstas"
    assert now(halland).element("gott-liv").title == "Den förstas"
    assert edit_draft(halland, actor=None, operation=retitle("Den andras"), seen=told.value.hash).is_changed


def test_two_on_two_elements_do_not_meet(halland: Organisation, draft: Draft) -> None:
    document, other = drafted(draft), Change(kind=Kind.ELEMENT, id="arbetsliv", values={"title": "Arbete"})
    seen = seen_hash(document, retitle("")), seen_hash(document, other)
    edit_draft(halland, actor=None, operation=retitle("Liv"), seen=seen[0])
    edit_draft(halland, actor=None, operation=other, seen=seen[1])
    assert {now(halland).element(one).title for one in ("gott-liv", "arbetsliv")} == {"Liv", "Arbete"}


def test_an_editor_of_what_was_removed_is_told(halland: Organisation, draft: Draft) -> None:
    document, remove = drafted(draft), Remove(kind=Kind.ELEMENT, id="gott-liv")
    edit_draft(halland, actor=None, operation=remove, seen=seen_hash(document, remove))
    with pytest.raises(ChangedMeanwhile) as told:
        edit_draft(halland, actor=None, operation=retitle("Kvar?"), seen=seen_hash(document, retitle("")))
    assert told.value.now is None


def test_a_removal_of_what_has_got_something_more_in_it_is_told(halland: Organisation, draft: Draft) -> None:
    document = drafted(draft)
    remove = Remove(kind=Kind.ELEMENT, id="gott-liv")
    values = {"level": "direction", "title": "Nytt", "within": "gott-liv"}
    edit_draft(halland, actor=None, operation=Add(kind=Kind.ELEMENT, values=values), seen=None)
    with pytest.raises(ChangedMeanwhile):
        edit_draft(halland, actor=None, operation=remove, seen=seen_hash(document, remove))


def test_an_id_that_an_earlier_version_had_is_not_given_to_something_else(
    halland: Organisation, draft: Draft
) -> None:
    document, remove = drafted(draft), Remove(kind=Kind.ELEMENT, id="arbetsliv")
    edit_draft(halland, actor=None, operation=remove, seen=seen_hash(document, remove))
    values = {"level": "goal", "title": "Arbetsliv"}
    added = edit_draft(halland, actor=None, operation=Add(kind=Kind.ELEMENT, values=values), seen=None)
    assert added.id == "arbetsliv-2"


def test_an_adopted_draft_is_the_next_version_with_its_decision_and_in_the_register(
    halland: Organisation, draft: Draft, strategist: User
) -> None:
    values = {"level": "goal", "title": "Hela länet lever"}
    edit_draft(halland, actor=strategist, operation=Add(kind=Kind.ELEMENT, values=values), seen=None)
    changed = draft_of(halland)
    assert changed is not None
    version = adopt_draft(halland, actor=strategist, decision=DECISION, seen=hash_of(changed), over=1)
    document = document_of(version)
    assert (version.number, str(version.decided)) == (2, "2026-11-18")
    assert document.strategy.decision is not None
    assert document.strategy.decision.paragraph == "§ 88"
    assert document.strategy.process is not None
    assert document.strategy.process.state == "adopted"
    assert Element.objects.get(organisation=halland, key="hela-lanet-lever").first_id == version.pk
    assert draft_of(halland) is None
    assert Entry.objects.filter(action="adopt_strategy", actor_id=strategist.pk).count() == 1


def test_adopted_twice_it_is_one_version(halland: Organisation, draft: Draft, strategist: User) -> None:
    seen = hash_of(draft)
    first = adopt_draft(halland, actor=strategist, decision=DECISION, seen=seen, over=1)
    again = adopt_draft(halland, actor=strategist, decision=DECISION, seen=seen, over=1)
    assert first.pk == again.pk
    assert StrategyVersion.objects.filter(organisation=halland).count() == 2


def test_what_was_changed_after_it_was_read_is_not_adopted(halland: Organisation, draft: Draft) -> None:
    seen = hash_of(draft)
    edit_draft(halland, actor=None, operation=retitle("Nytt"), seen=seen_hash(drafted(draft), retitle("")))
    with pytest.raises(DraftChanged):
        adopt_draft(halland, actor=None, decision=DECISION, seen=seen, over=1)
    with pytest.raises(DraftChanged):
        discard_draft(halland, actor=None, seen=seen)


def test_a_draft_is_not_adopted_over_a_version_that_nobody_has_read_it_beside(
    halland: Organisation, draft: Draft, example: StrategyDocument
) -> None:
    adopt_strategy(halland, actor=None, document=example)
    with pytest.raises(DraftChanged):
        adopt_draft(halland, actor=None, decision=DECISION, seen=hash_of(draft), over=1)
    assert adopt_draft(halland, actor=None, decision=DECISION, seen=hash_of(draft), over=2).number == 3


@pytest.mark.parametrize("lacking", ["body", "date"])
def test_a_decision_says_who_decided_and_when(halland: Organisation, draft: Draft, lacking: str) -> None:
    with pytest.raises(NotDecided):
        adopt_draft(halland, actor=None, decision={**DECISION, lacking: ""}, seen=hash_of(draft), over=1)


def test_a_fault_stops_adoption_and_a_warning_does_not(halland: Organisation, draft: Draft) -> None:
    target = drafted(draft).targets[0]
    change = Change(kind=Kind.TARGET, id=target.id, values={"year": 2016, "base": 2017, "steps": None})
    edit_draft(halland, actor=None, operation=change, seen=seen_hash(drafted(draft), change))
    changed = draft_of(halland)
    assert changed is not None
    with pytest.raises(Hanging) as stopped:
        adopt_draft(halland, actor=None, decision=DECISION, seen=hash_of(changed), over=1)
    assert {fault.severity for fault in stopped.value.faults} == {"fault"}
    assert draft_of(halland) is not None


def test_a_discarded_draft_is_kept_whole_in_the_log(halland: Organisation, draft: Draft) -> None:
    discard_draft(halland, actor=None, seen=hash_of(draft))
    assert draft_of(halland) is None
    assert Entry.objects.get(action="discard_draft").detail["document"] == draft.document
    with pytest.raises(NoDraft):
        discard_draft(halland, actor=None, seen=hash_of(draft))


def test_a_document_that_is_brought_in_replaces_only_the_draft_that_was_seen(
    halland: Organisation, draft: Draft, example: StrategyDocument
) -> None:
    with pytest.raises(DraftChanged):
        replace_draft(halland, actor=None, document=example, seen=None)
    replace_draft(halland, actor=None, document=example, seen=hash_of(draft))
    assert now(halland) == example


def test_another_regions_strategy_is_not_brought_in(halland: Organisation, example: StrategyDocument) -> None:
    other = example.model_copy(update={"region": example.region.model_copy(update={"slug": "annan"})})
    with pytest.raises(OtherRegion):
        replace_draft(halland, actor=None, document=other, seen=None)
