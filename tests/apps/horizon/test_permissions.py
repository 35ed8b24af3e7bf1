"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.followup.permissions import WRITE_EDITION
from laget.apps.horizon.actions import (
    Parts,
    Scanned,
    hand_selection,
    keep_signal,
    remove_signal,
    scan_signals,
    select_signals,
    watch_indicators,
)
from laget.apps.horizon.models import Signal
from laget.apps.horizon.permissions import SELECT_SIGNALS, WRITE_SIGNALS
from laget.apps.strategy.models import StrategyVersion
from laget.core.canonical import canonical_bytes, sha256
from laget.core.strategy.document import StrategyDocument
from tests.apps.horizon.conftest import FIRST, kept

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Signal], object]


def followed(region: Organisation) -> str:
    """Return the id of an indicator that the region's strategy has; it is adopted now if there is none."""
    indicator = {
        "id": "konkurser",
        "title": "Konkurser",
        "unit": "firms",
        "better": "lower",
        "source": {"publisher": "kolada", "kpi": "N00000"},
    }
    document = StrategyDocument.model_validate(
        {
            "format": "laget/1",
            "region": {"slug": "halland", "code": "13", "name": "Exempelregionen"},
            "strategy": {"id": "s", "version": 1, "title": "Exempel", "period": {"from": 2024}},
            "elements": [{"id": "e", "level": "goal", "title": "Mål"}],
            "indicators": [indicator],
        }
    )
    StrategyVersion.objects.get_or_create(
        organisation=region,
        number=1,
        defaults={
            "title": "Exempel",
            "document": canonical_bytes(document).decode(),
            "hash": sha256(canonical_bytes(document)),
        },
    )
    return "konkurser"


CASES = (
    Case(
        keep_signal,
        WRITE_SIGNALS,
        lambda region, actor, signal: keep_signal(
            region, actor=actor, written=signal, parts=Parts(), today=FIRST
        ),
    ),
    Case(
        remove_signal,
        WRITE_SIGNALS,
        lambda region, actor, signal: remove_signal(region, actor=actor, signal=signal),
    ),
    Case(
        scan_signals,
        WRITE_SIGNALS,
        lambda region, actor, signal: scan_signals(
            region,
            actor=actor,
            year=2025,
            found=[Scanned(signal=signal, course="stronger", strength=4, soon=1)],
        ),
    ),
    Case(
        hand_selection,
        WRITE_EDITION,
        lambda region, actor, _signal: hand_selection(region, actor=actor, year=2024),
    ),
    Case(
        select_signals,
        SELECT_SIGNALS,
        lambda region, actor, signal: select_signals(
            region, actor=actor, year=2025, purpose="forum", chosen=[(signal, "Därför.")]
        ),
    ),
    Case(
        watch_indicators,
        WRITE_SIGNALS,
        lambda region, actor, _signal: watch_indicators(region, actor=actor, indicators=[followed(region)]),
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
    signal = kept(region, "En signal")
    chosen = [(signal, "Därför.")]
    select_signals(region, actor=None, year=2024, purpose="edition", chosen=chosen)
    before = Entry.objects.count()
    if own and role in case.permission.roles:
        case.call(region, user, signal)
        assert Entry.objects.count() == before + 1
        assert Entry.objects.latest("pk").actor_id == user.pk
    else:
        with pytest.raises(NotAllowed):
            case.call(region, user, signal)
        assert Entry.objects.count() == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(region: Organisation, case: Case) -> None:
    signal = kept(region, "En signal")
    chosen = [(signal, "Därför.")]
    select_signals(region, actor=None, year=2024, purpose="edition", chosen=chosen)
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        case.call(region, AnonymousUser(), signal)
    case.call(region, None, signal)
    assert Entry.objects.count() == before + 1
