"""Every action of the app, by every role, in the actor's own region and in another's.

`CASES` names each public action that has an actor, with the permission it asks for and how it is called; a
test in tests/house finds those that no such table names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Organisation, Role
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.strategy import actions
from laget.apps.strategy.permissions import ADOPT_STRATEGY, EDIT_STRATEGY
from laget.apps.strategy.queries import draft_of, hash_of
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Add, Kind
from tests.apps.strategy.conftest import member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DECISION = {"body": "regionfullmäktige", "date": "2026-11-18"}
ADD = Add(kind=Kind.ELEMENT, values={"level": "goal", "title": "Nytt"})


def seen(organisation: Organisation) -> str:
    draft = draft_of(organisation)
    assert draft is not None
    return hash_of(draft)


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor, StrategyDocument], object]


CASES = (
    Case(
        actions.start_draft,
        EDIT_STRATEGY,
        lambda organisation, actor, _: actions.start_draft(organisation, actor=actor, today=TODAY),
    ),
    Case(
        actions.edit_draft,
        EDIT_STRATEGY,
        lambda organisation, actor, _: actions.edit_draft(
            organisation, actor=actor, operation=ADD, seen=None
        ),
    ),
    Case(
        actions.replace_draft,
        EDIT_STRATEGY,
        lambda organisation, actor, document: actions.replace_draft(
            organisation, actor=actor, document=document, seen=seen(organisation)
        ),
    ),
    Case(
        actions.discard_draft,
        EDIT_STRATEGY,
        lambda organisation, actor, _: actions.discard_draft(
            organisation, actor=actor, seen=seen(organisation)
        ),
    ),
    Case(
        actions.adopt_draft,
        ADOPT_STRATEGY,
        lambda organisation, actor, _: actions.adopt_draft(
            organisation, actor=actor, decision=DECISION, seen=seen(organisation), over=1
        ),
    ),
    Case(
        actions.adopt_strategy,
        ADOPT_STRATEGY,
        lambda organisation, actor, document: actions.adopt_strategy(
            organisation, actor=actor, document=document
        ),
    ),
)


@pytest.mark.parametrize("is_own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", [None, *Role], ids=str)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_their_own_region_only(
    case: Case, role: Role | None, is_own: bool, halland: Organisation, example: StrategyDocument
) -> None:
    actions.start_draft(halland, actor=None, today=TODAY)
    other = Organisation.objects.create(slug="annan", name="En annan region", area="14")
    actor: Visitor = member(halland if is_own else other, role) if role is not None else AnonymousUser()
    if is_own and role in case.permission.roles:
        case.call(halland, actor, example)
    else:
        with pytest.raises(NotAllowed):
            case.call(halland, actor, example)
