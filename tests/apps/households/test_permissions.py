"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.households.actions import Content, compose_household, remove_household
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.core.household import Person

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Household], object]


CONTENT = Content(name="Ny", area="1315", people=(Person(who="Mia", age=34),))
CASES = (
    Case(
        compose_household,
        COMPOSE_HOUSEHOLDS,
        lambda organisation, actor, row: compose_household(
            organisation, actor=actor, content=CONTENT, household=row
        ),
    ),
    Case(
        remove_household,
        COMPOSE_HOUSEHOLDS,
        lambda organisation, actor, row: remove_household(organisation, actor=actor, household=row),
    ),
)


def a_row(halland: Organisation) -> Household:
    return Household.objects.create(organisation=halland, slug="ett", name="Gammalt", area="1380")


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_those_with_its_permission_in_their_own_region(
    halland: Organisation, case: Case, role: Role, own: bool
) -> None:
    home = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    row = a_row(halland)
    if own and role in case.permission.roles:
        case.call(halland, user, row)
        entry = Entry.objects.get()
        assert (entry.action, entry.actor_id) == (case.action.__name__, user.pk)
        assert (entry.subject, entry.detail) == (f"household:{row.pk}", {})
    else:
        before = Household.objects.values().get()
        with pytest.raises(NotAllowed):
            case.call(halland, user, row)
        assert Household.objects.values().get() == before
        assert not Entry.objects.exists()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, case: Case) -> None:
    row = a_row(halland)
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser(), row)
    case.call(halland, None, row)
    assert Entry.objects.get().actor_id is None
