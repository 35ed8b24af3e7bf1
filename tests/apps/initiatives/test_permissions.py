"""Who may do what with initiatives: every action × role × own or other region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Organisation, Role
from laget.apps.accounts.permissions import NotAllowed, Visitor
from laget.apps.audit.models import Entry as Logged
from laget.apps.initiatives.actions import (
    Noted,
    add_initiative,
    bring_initiatives,
    change_initiative,
    change_note,
    note_progress,
    remove_initiative,
    remove_note,
)
from laget.apps.initiatives.models import Entry, Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import initiatives_seen_by
from tests.apps.initiatives.conftest import Join, other_than

pytestmark = pytest.mark.django_db
NOTED = Noted(on=date(2025, 5, 5), kind="result", text="Det gick bra.", count=5, counted="unga")


@dataclass(frozen=True)
class Case:
    """An action, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    call: Callable[[Organisation, Visitor | None, Initiative], object]


def _entry(region: Organisation, row: Initiative) -> Entry:
    return note_progress(region, actor=None, initiative=row, noted=NOTED)


CASES = (
    Case(
        add_initiative,
        lambda region, actor, _row: add_initiative(region, actor=actor, wanted=other_than(title="Ny")),
    ),
    Case(
        change_initiative,
        lambda region, actor, row: change_initiative(
            region, actor=actor, initiative=row, wanted=other_than(owner="En annan"), revision=1
        ),
    ),
    Case(
        remove_initiative,
        lambda region, actor, row: remove_initiative(region, actor=actor, initiative=row, revision=1),
    ),
    Case(
        note_progress,
        lambda region, actor, row: note_progress(region, actor=actor, initiative=row, noted=NOTED),
    ),
    Case(
        change_note,
        lambda region, actor, row: change_note(region, actor=actor, entry=_entry(region, row), noted=NOTED),
    ),
    Case(
        remove_note,
        lambda region, actor, row: remove_note(region, actor=actor, entry=_entry(region, row)),
    ),
    Case(
        bring_initiatives,
        lambda region, actor, _row: bring_initiatives(
            region, actor=actor, brought=[other_than(title="Från fil")], parts=("owner",)
        ),
    ),
)


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_their_own_region_and_is_recorded(
    region: Organisation,
    other: Organisation,
    lots: Initiative,
    join: Join,
    case: Case,
    role: Role | None,
    own: bool,
) -> None:
    actor: Visitor = join(region if own else other, role) if role is not None else AnonymousUser()
    before = Logged.objects.latest("pk").pk
    done = Logged.objects.filter(action=case.action.__name__, actor_id=actor.pk, pk__gt=before)
    if own and role in WRITE_INITIATIVES.roles:
        case.call(region, actor, lots)
        (entry,) = done
        assert entry.subject.startswith("initiative:")
        assert "lots" not in f"{entry.subject} {entry.detail}".casefold()  # it is not public
    else:
        with pytest.raises(NotAllowed):
            case.call(region, actor, lots)
        assert not done.exists()


def test_what_is_not_public_is_seen_by_those_who_write_alone(
    region: Organisation, other: Organisation, lots: Initiative, join: Join
) -> None:
    seen = {role: list(initiatives_seen_by(region, viewer=join(region, role))) == [lots] for role in Role}
    assert {role for role, sees in seen.items() if sees} == set(WRITE_INITIATIVES.roles)
    assert not initiatives_seen_by(region, viewer=None).exists()
    assert not initiatives_seen_by(region, viewer=join(other, Role.ADMINISTRATOR)).exists()
    Initiative.objects.update(public=True)
    assert list(initiatives_seen_by(region, viewer=None)) == [lots]


def test_another_regions_initiative_is_not_reached(
    region: Organisation, other: Organisation, lots: Initiative, join: Join
) -> None:
    stranger = join(other, Role.STRATEGIST)
    for act in (
        lambda: remove_initiative(other, actor=stranger, initiative=lots, revision=1),
        lambda: note_progress(other, actor=stranger, initiative=lots, noted=NOTED),
    ):
        with pytest.raises(Initiative.DoesNotExist):
            act()
    assert Initiative.objects.filter(pk=lots.pk).exists()
