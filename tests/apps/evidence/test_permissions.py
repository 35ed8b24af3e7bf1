"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.evidence.actions import (
    Content,
    publish_evidence,
    remove_evidence,
    withdraw_evidence,
    write_evidence,
)
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.permissions import WRITE_EVIDENCE

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Evidence], object]


CONTENT = Content(kind=Evidence.Kind.REPORT, title="Ny", source="En kommun", year=2025, says="Något.")
CASES = (
    Case(
        write_evidence,
        WRITE_EVIDENCE,
        lambda organisation, actor, row: write_evidence(
            organisation, actor=actor, content=CONTENT, evidence=row
        ),
    ),
    Case(
        publish_evidence,
        WRITE_EVIDENCE,
        lambda organisation, actor, row: publish_evidence(organisation, actor=actor, evidence=row),
    ),
    Case(
        withdraw_evidence,
        WRITE_EVIDENCE,
        lambda organisation, actor, row: withdraw_evidence(organisation, actor=actor, evidence=row),
    ),
    Case(
        remove_evidence,
        WRITE_EVIDENCE,
        lambda organisation, actor, row: remove_evidence(organisation, actor=actor, evidence=row),
    ),
)


def a_row(halland: Organisation, case: Case) -> Evidence:
    return Evidence.objects.create(
        organisation=halland,
        slug="ett",
        title="Gammal",
        year=2024,
        public=case.action is withdraw_evidence,
    )


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_those_with_its_permission_in_their_own_region(
    halland: Organisation, case: Case, role: Role, own: bool
) -> None:
    home = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    row = a_row(halland, case)
    if own and role in case.permission.roles:
        case.call(halland, user, row)
        entry = Entry.objects.get()
        assert (entry.action, entry.actor_id) == (case.action.__name__, user.pk)
        assert (entry.subject, entry.detail) == (f"evidence:{row.pk}", {})
    else:
        before = Evidence.objects.values().get()
        with pytest.raises(NotAllowed):
            case.call(halland, user, row)
        assert Evidence.objects.values().get() == before
        assert not Entry.objects.exists()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, case: Case) -> None:
    row = a_row(halland, case)
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser(), row)
    case.call(halland, None, row)
    assert Entry.objects.get().actor_id is None
