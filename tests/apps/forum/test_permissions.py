"""Every action of the app, by every role, in the actor's own region and in another's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.attendance import Admits, Attendance, change_attendance
from laget.apps.forum.actions.bringing import bring_new_programme, bring_programme
from laget.apps.forum.actions.copying import Beginning, begin_event, copy_event
from laget.apps.forum.actions.events import OnDay, Wish, add_event, change_event, decide_event, set_seats
from laget.apps.forum.actions.people import Known, add_person, change_person, take_down_person
from laget.apps.forum.actions.programme import (
    Point,
    add_session,
    cancel_session,
    change_session,
    pin_session,
    publish_programme,
    remove_session,
)
from laget.apps.forum.actions.timing import place_session, reschedule_session, restore_times
from laget.apps.forum.models import Event, Pass, Person, Session
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME
from laget.core.forum.brought import Entry as Item
from tests.apps.forum.mailing_cases import MAILINGS
from tests.apps.forum.office_cases import OFFICE
from tests.apps.forum.preparing_cases import PREPARING

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WISH = Wish(title="Forum", days=(OnDay(on=date(2026, 10, 6)),))
POINT = Point(title="Läget i länet")
NEXT = Beginning(title="Forum igen", on=date(2027, 10, 5))


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Callable[[Organisation, Visitor | None, Event], object]


BROUGHT = Item(title="Ur en fil")


def the_pass(event: Event) -> Pass:
    return Pass.objects.get(event=event, kind=Pass.Kind.ON_SITE)


def the_item(event: Event) -> Session:
    return Session.objects.filter(event=event).earliest("number")


def the_person(event: Event) -> Person:
    return Person.objects.get(organisation=event.organisation_id)


CASES = (
    Case(add_event, EDIT_FORUM, lambda region, actor, _row: add_event(region, actor=actor, wish=WISH)),
    Case(
        change_event,
        EDIT_FORUM,
        lambda region, actor, row: change_event(
            region, actor=actor, event=row, wish=Wish(title="Ett annat"), revision=None
        ),
    ),
    Case(
        decide_event,
        EDIT_FORUM,
        lambda region, actor, row: decide_event(
            region, actor=actor, event=row, state=Event.State.PUBLISHED, revision=None
        ),
    ),
    Case(
        set_seats,
        EDIT_FORUM,
        lambda region, actor, row: set_seats(region, actor=actor, to=the_pass(row), seats=9, now=NOW),
    ),
    Case(
        add_session,
        EDIT_FORUM,
        lambda region, actor, row: add_session(region, actor=actor, event=row, point=POINT),
    ),
    Case(
        bring_programme,
        EDIT_FORUM,
        lambda region, actor, row: bring_programme(region, actor=actor, event=row, entries=[BROUGHT]),
    ),
    Case(
        bring_new_programme,
        EDIT_FORUM,
        lambda region, actor, _row: bring_new_programme(
            region, actor=actor, title="Forum från fil", entries=[BROUGHT]
        ),
    ),
    Case(
        change_session,
        EDIT_FORUM,
        lambda region, actor, row: change_session(
            region,
            actor=actor,
            session=the_item(row),
            point=Point(title="Något annat"),
            revision=None,
            now=NOW,
        ),
    ),
    Case(
        remove_session,
        EDIT_FORUM,
        lambda region, actor, row: remove_session(region, actor=actor, session=the_item(row), revision=None),
    ),
    Case(
        cancel_session,
        EDIT_FORUM,
        lambda region, actor, row: cancel_session(
            region, actor=actor, session=the_item(row), is_cancelled=True, revision=None
        ),
    ),
    Case(
        reschedule_session,
        EDIT_FORUM,
        lambda region, actor, row: reschedule_session(
            region, actor=actor, session=the_item(row), starts=NOW, ends=None, follows=True, revision=None
        ),
    ),
    Case(
        place_session,
        EDIT_FORUM,
        lambda region, actor, row: place_session(
            region,
            actor=actor,
            session=Session.objects.filter(event=row).latest("number"),
            before=the_item(row),
            revision=None,
        ),
    ),
    Case(
        restore_times,
        EDIT_FORUM,
        lambda region, actor, row: restore_times(region, actor=actor, event=row, stood=[]),
    ),
    Case(
        pin_session,
        EDIT_FORUM,
        lambda region, actor, row: pin_session(
            region, actor=actor, session=the_item(row), is_pinned=True, revision=None
        ),
    ),
    Case(
        change_attendance,
        EDIT_FORUM,
        lambda region, actor, row: change_attendance(
            region,
            actor=actor,
            event=row,
            wish=Attendance(passes=(Admits(kind="meal", title="Middag"),)),
            revision=None,
            now=NOW,
        ),
    ),
    Case(
        begin_event,
        EDIT_FORUM,
        lambda region, actor, _row: begin_event(
            region, actor=actor, outline="forum-day", beginning=NEXT, now=NOW
        ),
    ),
    Case(
        copy_event,
        EDIT_FORUM,
        lambda region, actor, row: copy_event(region, actor=actor, event=row, beginning=NEXT, now=NOW),
    ),
    Case(
        add_person,
        EDIT_FORUM,
        lambda region, actor, _row: add_person(region, actor=actor, known=Known(name="Nils Påhittad")),
    ),
    Case(
        change_person,
        EDIT_FORUM,
        lambda region, actor, row: change_person(
            region, actor=actor, person=the_person(row), known=Known(name="Eva Annan"), revision=None
        ),
    ),
    Case(
        take_down_person,
        EDIT_FORUM,
        lambda region, actor, row: take_down_person(
            region, actor=actor, person=the_person(row), revision=None
        ),
    ),
    Case(
        publish_programme,
        PUBLISH_PROGRAMME,
        lambda region, actor, row: publish_programme(region, actor=actor, event=row),
    ),
    *MAILINGS,
    *OFFICE,
    *PREPARING,
)


def an_event(halland: Organisation) -> Event:
    """Return a draft with two items, and somebody to take part; made by the installation."""
    event = add_event(halland, actor=None, wish=WISH)
    for title in ("Välkomna", "Tack"):
        add_session(halland, actor=None, event=event, point=Point(title=title))
    Person.objects.create(organisation=halland, name="Eva Exempel")
    return event


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Event, Pass, Person, Session)]


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_those_with_its_permission_in_their_own_region(
    halland: Organisation, case: Case, role: Role, own: bool
) -> None:
    home = halland if own else Organisation.objects.create(slug="annan", name="En annan region")
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=home, user=user, role=role)
    event = an_event(halland)
    known = Entry.objects.count()
    if own and role in case.permission.roles:
        case.call(halland, user, event)
        entry = Entry.objects.latest("pk")
        assert (entry.action, entry.actor_id) == (case.action.__name__, user.pk)
        assert entry.subject.startswith(("event:forum", "participant:", "organisation:"))
    else:
        before = everything()
        with pytest.raises(NotAllowed):
            case.call(halland, user, event)
        assert everything() == before
        assert Entry.objects.count() == known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_a_visitor_may_not_and_the_installation_may(halland: Organisation, case: Case) -> None:
    event = an_event(halland)
    with pytest.raises(NotAllowed):
        case.call(halland, AnonymousUser(), event)
    case.call(halland, None, event)
    assert Entry.objects.latest("pk").actor_id is None
