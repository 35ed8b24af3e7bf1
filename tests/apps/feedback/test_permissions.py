"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.feedback.actions import answer_page, delete_line
from laget.apps.feedback.models import Answer
from laget.apps.feedback.permissions import DELETE_LINE

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Answer], object]


CASES = (
    Case(
        delete_line,
        DELETE_LINE,
        lambda organisation, actor, answer: delete_line(organisation, actor=actor, answer=answer),
    ),
)


@pytest.fixture
def halland() -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_those_with_its_permission_in_their_own_region(
    halland: Organisation, case: Case, role: Role, own: bool
) -> None:
    home = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    kept = answer_page(halland, page="/halland/", useful=True, line="en rad")
    if own and role in case.permission.roles:
        case.call(halland, user, kept)
        kept.refresh_from_db()
        assert kept.line == ""
    else:
        with pytest.raises(NotAllowed):
            case.call(halland, user, kept)
        kept.refresh_from_db()
        assert kept.line == "en rad"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, case: Case) -> None:
    kept = answer_page(halland, page="/halland/", useful=True, line="en rad")
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser(), kept)
    case.call(halland, None, kept)
    kept.refresh_from_db()
    assert kept.line == ""
