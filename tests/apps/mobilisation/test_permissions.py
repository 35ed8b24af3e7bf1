"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.mobilisation.actions import (
    Decision,
    Group,
    Question,
    add_mobilisation,
    add_platform,
    change_mobilisation,
    change_platform,
    close_mobilisation,
    decide_mobilisations,
    hand_outcome,
    remove_mobilisation,
    remove_platform,
    reopen_mobilisation,
    take_outcome,
    write_outcome,
)
from laget.apps.mobilisation.models import Mobilisation, Platform
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS, WRITE_MOBILISATIONS, WRITE_PLATFORMS
from tests.apps.mobilisation.conftest import proposed, standing

pytestmark = pytest.mark.django_db
NEW = Question(title="En annan fråga", first_year=2026, last_year=2027)
DECISION = Decision(body="Regionfullmäktige", on=date(2024, 11, 27), paragraph="§ 1", diary="EX 1")


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Mobilisation, Platform], object]
    before: Callable[[Organisation, Mobilisation], object] = lambda _region, _row: None


def chosen(region: Organisation, row: Mobilisation) -> None:
    decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])


def closed(region: Organisation, row: Mobilisation) -> None:
    chosen(region, row)
    close_mobilisation(region, actor=None, mobilisation=row, revision=None)


def told(region: Organisation, row: Mobilisation) -> None:
    write_outcome(region, actor=None, mobilisation=row, year=2025, text="Det gick.")


def handed(region: Organisation, row: Mobilisation) -> None:
    told(region, row)
    hand_outcome(region, actor=None, outcome=row.outcomes.get())


CASES = (
    Case(
        add_mobilisation,
        WRITE_MOBILISATIONS,
        lambda region, actor, _row, _platform: add_mobilisation(region, actor=actor, wanted=NEW),
    ),
    Case(
        change_mobilisation,
        WRITE_MOBILISATIONS,
        lambda region, actor, row, _platform: change_mobilisation(
            region, actor=actor, mobilisation=row, wanted=NEW, revision=row.revision
        ),
    ),
    Case(
        remove_mobilisation,
        WRITE_MOBILISATIONS,
        lambda region, actor, row, _platform: remove_mobilisation(
            region, actor=actor, mobilisation=row, revision=row.revision
        ),
    ),
    Case(
        decide_mobilisations,
        DECIDE_MOBILISATIONS,
        lambda region, actor, row, _platform: decide_mobilisations(
            region, actor=actor, decision=DECISION, chosen=[(row, row.revision)]
        ),
    ),
    Case(
        close_mobilisation,
        DECIDE_MOBILISATIONS,
        lambda region, actor, row, _platform: close_mobilisation(
            region, actor=actor, mobilisation=row, revision=None
        ),
        before=chosen,
    ),
    Case(
        reopen_mobilisation,
        DECIDE_MOBILISATIONS,
        lambda region, actor, row, _platform: reopen_mobilisation(
            region, actor=actor, mobilisation=row, revision=None
        ),
        before=closed,
    ),
    Case(
        write_outcome,
        WRITE_MOBILISATIONS,
        lambda region, actor, row, _platform: write_outcome(
            region, actor=actor, mobilisation=row, year=2025, text="Så gick det."
        ),
    ),
    Case(
        hand_outcome,
        WRITE_MOBILISATIONS,
        lambda region, actor, row, _platform: hand_outcome(region, actor=actor, outcome=row.outcomes.get()),
        before=told,
    ),
    Case(
        take_outcome,
        WRITE_MOBILISATIONS,
        lambda region, actor, row, _platform: take_outcome(region, actor=actor, outcome=row.outcomes.get()),
        before=handed,
    ),
    Case(
        add_platform,
        WRITE_PLATFORMS,
        lambda region, actor, _row, _platform: add_platform(region, actor=actor, wanted=Group(title="Ny")),
    ),
    Case(
        change_platform,
        WRITE_PLATFORMS,
        lambda region, actor, _row, platform: change_platform(
            region, actor=actor, platform=platform, wanted=Group(title="Annan"), revision=platform.revision
        ),
    ),
    Case(
        remove_platform,
        WRITE_PLATFORMS,
        lambda region, actor, _row, platform: remove_platform(
            region, actor=actor, platform=platform, revision=platform.revision
        ),
    ),
)


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_those_with_its_permission_in_their_own_region(
    region: Organisation, case: Case, role: Role, own: bool
) -> None:
    home = region if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    row, platform = proposed(region), standing(region)
    case.before(region, row)
    before = Entry.objects.count()
    if own and role in case.permission.roles:
        case.call(region, user, row, platform)
        assert Entry.objects.count() == before + 1
        assert Entry.objects.latest("pk").actor_id == user.pk
    else:
        with pytest.raises(NotAllowed):
            case.call(region, user, row, platform)
        assert Entry.objects.count() == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(region: Organisation, case: Case) -> None:
    row, platform = proposed(region), standing(region)
    case.before(region, row)
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        case.call(region, AnonymousUser(), row, platform)
    case.call(region, None, row, platform)
    assert Entry.objects.count() == before + 1
