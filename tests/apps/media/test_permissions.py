"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File
from laget.apps.media.permissions import BRING_FILE

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None], object]


CASES = (
    Case(
        bring_file,
        BRING_FILE,
        lambda organisation, actor: bring_file(organisation, actor=actor, name="svar.txt", data=b"Ja."),
    ),
)


@pytest.fixture
def halland(settings: Any, tmp_path: Path) -> Organisation:
    settings.MEDIA_ROOT = tmp_path
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
    if own and role in case.permission.roles:
        case.call(halland, user)
        assert File.objects.get().brought_by == user
    else:
        with pytest.raises(NotAllowed):
            case.call(halland, user)
        assert not File.objects.exists()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, case: Case) -> None:
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser())
    case.call(halland, None)
    assert File.objects.get().brought_by is None
