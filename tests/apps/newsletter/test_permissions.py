"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.mail.models import Message
from laget.apps.newsletter.actions.sending import Shown, seen_of, send_letter, send_letter_again
from laget.apps.newsletter.actions.writing import Part, add_letter, change_letter, remove_letter
from laget.apps.newsletter.models import Letter
from laget.apps.newsletter.permissions import SEND_LETTERS, WRITE_LETTERS
from laget.apps.newsletter.queries import batch_of
from laget.core.words.said import LANGUAGES
from tests.apps.newsletter.conftest import NOW, subscriber

pytestmark = pytest.mark.django_db
SHOWN = {language: [Shown(text="Hej")] for language in LANGUAGES}


def stuck_and_again(region: Organisation, by: Visitor | None, row: Letter) -> int:
    """Send what did not arrive of a letter again."""
    kept: dict[str, Any] = {"to": "lo@example.se", "subject": "Brev", "text": "Hej", "batch": batch_of(row)}
    Message.objects.get_or_create(organisation=region, state="failed", **kept)
    try:
        return send_letter_again(region, actor=by, letter=row, now=NOW)
    finally:
        Message.objects.filter(state="failed").delete()


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Letter], object]


CASES = (
    Case(add_letter, WRITE_LETTERS, lambda region, by, _row: add_letter(region, actor=by, title="Nytt")),
    Case(
        change_letter,
        WRITE_LETTERS,
        lambda region, by, row: change_letter(
            region, actor=by, letter=row, title="Annat", parts=(), revision=None
        ),
    ),
    Case(
        remove_letter,
        WRITE_LETTERS,
        lambda region, by, row: remove_letter(region, actor=by, letter=row, revision=None),
    ),
    Case(
        send_letter,
        SEND_LETTERS,
        lambda region, by, row: send_letter(
            region, actor=by, letter=row, shown=SHOWN, seen=seen_of(row, SHOWN), revision=None, now=NOW
        ),
    ),
    Case(send_letter_again, SEND_LETTERS, lambda region, by, row: stuck_and_again(region, by, row)),
)


@pytest.fixture
def row(halland: Organisation) -> Letter:
    subscriber(halland, "lo@example.se")
    return add_letter(halland, actor=None, title="Brev", parts=[Part(text="Hej")])


def everything() -> list[object]:
    return [*Letter.objects.order_by("pk").values(), Message.objects.count()]


@pytest.mark.parametrize("own", [True, False], ids=["own", "another"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_ones_own_region(
    halland: Organisation, row: Letter, case: Case, role: Role, own: bool
) -> None:
    home = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    known = Entry.objects.count()
    if own and role in case.permission.roles:
        case.call(halland, user, row)
        entry = Entry.objects.latest("pk")
        assert (entry.action, entry.actor_id) == (case.action.__name__, user.pk)
        assert entry.subject.startswith("letter:")
    else:
        before = everything()
        with pytest.raises(NotAllowed):
            case.call(halland, user, row)
        assert everything() == before
        assert Entry.objects.count() == known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, row: Letter, case: Case) -> None:
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser(), row)
    case.call(halland, None, row)
    assert Entry.objects.latest("pk").actor_id is None
