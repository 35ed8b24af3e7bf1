"""Every action of the outbox, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Organisation, Role
from laget.apps.accounts.permissions import NotAllowed, Visitor
from laget.apps.audit.models import Entry
from laget.apps.mail.actions import send_again, write_mail
from laget.apps.mail.models import Message
from tests.apps.mail.conftest import Join

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the roles that have it, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    roles: frozenset[Role]
    call: Callable[[Organisation, Visitor], object]


def _send_again(organisation: Organisation, actor: Visitor) -> None:
    mail = write_mail(organisation, to="lo@example.se", subject="Hej", text="Hej")
    Message.objects.filter(pk=mail.pk).update(state=Message.State.FAILED)
    send_again(organisation, actor=actor, message=mail)


CASES = (Case(send_again, frozenset({Role.ADMINISTRATOR}), _send_again),)


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_their_own_region_and_is_recorded(
    halland: Organisation, join: Join, case: Case, role: Role | None, own: bool
) -> None:
    place = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    actor: Visitor = join(place, role) if role is not None else AnonymousUser()
    name = case.action.__name__
    if own and role in case.roles:
        case.call(halland, actor)
        assert Entry.objects.get(organisation=halland, action=name, actor_id=actor.pk)
    else:
        with pytest.raises(NotAllowed):
            case.call(halland, actor)
        assert not Entry.objects.filter(action=name, actor_id=actor.pk).exists()
