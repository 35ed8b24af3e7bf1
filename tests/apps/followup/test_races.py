"""Two at once: of two writers of a part the second is told, and a double publish is one edition."""

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role
from laget.apps.audit.models import Entry
from laget.apps.followup import actions
from laget.apps.followup.actions import drafts, parts
from laget.apps.followup.actions.contributors import SentAlready
from laget.apps.followup.actions.parts import ChangedMeanwhile
from laget.apps.followup.models import Contributor, Edition, EditionDraft, Part
from laget.apps.followup.queries.drafts import draft_at, draft_hash, part_hash, parts_of
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.usefixtures("committed")
ELEMENT = "hogre-utbildning"
ROUNDS = 6
AtOnce = Callable[..., list[object]]


@pytest.fixture
def region(committed: None, make_region: Callable[[], Organisation]) -> Organisation:
    organisation = make_region()
    actions.start_edition(organisation, actor=None, year=YEAR)
    return organisation


def seen_of(organisation: Organisation) -> str:
    return part_hash(parts_of(draft_at(organisation)).get(ELEMENT))


def write(organisation: Organisation, text: str, seen: str) -> Part:
    return actions.write_part(organisation, actor=None, element=ELEMENT, values={"text": text}, seen=seen)


def approved(organisation: Organisation) -> str:
    write(organisation, TEXT, seen_of(organisation))
    draft = draft_at(organisation)
    content = draft_hash(draft, parts_of(draft))
    actions.approve_edition(organisation, actor=member(organisation, Role.STRATEGIST), seen=content)
    return content


def test_of_two_on_one_part_one_writes_and_the_other_is_told(region: Organisation, at_once: AtOnce) -> None:
    outcomes = []
    for number in range(ROUNDS):
        seen = seen_of(region)
        outcomes += at_once(
            partial(write, region, f"Den ena {number}", seen),
            partial(write, region, f"Den andra {number}", seen),
        )
    assert sum(isinstance(one, Part) for one in outcomes) == ROUNDS, outcomes
    assert sum(isinstance(one, ChangedMeanwhile) for one in outcomes) == ROUNDS, outcomes
    assert Entry.objects.filter(action="write_part").count() == ROUNDS


def test_without_the_check_the_second_would_write_over_the_first(
    region: Organisation, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: what the test above holds is the check's doing, and nothing else's."""
    seen = seen_of(region)
    monkeypatch.setattr(parts, "part_hash", lambda _: seen)
    outcomes = at_once(partial(write, region, "Den ena", seen), partial(write, region, "Den andra", seen))
    assert [type(one) for one in outcomes] == [Part, Part], outcomes


def test_three_that_publish_at_once_get_one_and_the_same_edition(
    region: Organisation, at_once: AtOnce
) -> None:
    publish = partial(actions.publish_edition, region, actor=None, seen=approved(region))
    outcomes = at_once(publish, publish, publish)
    assert {one.pk for one in outcomes if isinstance(one, Edition)} == {Edition.objects.get().pk}, outcomes
    assert all(isinstance(one, Edition) for one in outcomes), outcomes
    assert Entry.objects.filter(action="publish_edition").count() == 1
    assert not EditionDraft.objects.exists()


def test_without_looking_for_the_one_that_was_published_the_second_would_be_refused(
    region: Organisation, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary of the double publish."""
    content = approved(region)
    monkeypatch.setattr(drafts, "_published_from", lambda *_: None)
    publish = partial(actions.publish_edition, region, actor=None, seen=content)
    outcomes = at_once(publish, publish)
    assert sorted(type(one).__name__ for one in outcomes) == ["Edition", "NoDraft"], outcomes


def test_an_edit_that_comes_while_it_is_published_is_in_it_or_is_told(
    region: Organisation, at_once: AtOnce
) -> None:
    content = approved(region)
    outcomes = at_once(
        partial(actions.publish_edition, region, actor=None, seen=content),
        partial(write, region, "Sent.", seen_of(region)),
    )
    refused = [type(one).__name__ for one in outcomes if isinstance(one, Exception)]
    assert refused in (["NoDraft"], ["ChangedSince"]), outcomes


def test_two_that_begin_at_once_make_one_draft(
    committed: None, make_region: Callable[[], Organisation], at_once: AtOnce
) -> None:
    organisation = make_region()
    begin = partial(actions.start_edition, organisation, actor=None, year=YEAR)
    outcomes = at_once(begin, begin)
    assert sorted(type(one).__name__ for one in outcomes) == ["DraftThere", "EditionDraft"], outcomes


def test_parts_sent_by_two_presses_are_one_link(region: Organisation, at_once: AtOnce) -> None:
    press = partial(
        actions.send_parts,
        region,
        actor=None,
        email="ute@example.se",
        elements=[ELEMENT],
        site="",
        now=timezone.now(),
    )
    outcomes = at_once(press, press)
    assert sum(isinstance(one, SentAlready) for one in outcomes) == 1, outcomes
    assert Contributor.objects.count() == 1
