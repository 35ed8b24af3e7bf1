"""Cases of the organiser's work with those registered: the door, the office, lists, what is handed out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Permission, Visitor
from laget.apps.forum.actions.arrivals import check_in, let_in, undo_check_in
from laget.apps.forum.actions.disclosing import (
    disclose_registrations,
    export_registrations,
    see_door,
    see_needs,
    see_registrations,
)
from laget.apps.forum.actions.erasing import erase_person, erase_registration, give_own
from laget.apps.forum.actions.office import add_by_hand, cancel_for, send_confirmation
from laget.apps.forum.actions.reaching import want_municipalities
from laget.apps.forum.actions.registering import Given
from laget.apps.forum.models import Event, Pass, Registration
from laget.apps.forum.permissions import (
    CHECK_IN,
    DISCLOSE_REGISTRATIONS,
    EDIT_FORUM,
    ERASE_PEOPLE,
    HANDLE_REGISTRATIONS,
    SEE_NEEDS,
    SEE_REGISTRATIONS,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
Call = Callable[[Organisation, Visitor | None, Event], object]


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, and a call of it that succeeds for whoever may."""

    action: Callable[..., object]
    permission: Permission
    call: Call


def one(event: Event) -> Registration:
    """Return somebody who has registered, made where nobody has."""
    row, _ = Registration.objects.get_or_create(
        event=event,
        email="vera@example.se",
        defaults={"name": "Vera Exempel", "nonce": f"{event.pk}", "state": Registration.State.CONFIRMED},
    )
    return row


def come_by(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Come unregistered while the event is published, and leave it as it was."""
    before = Event.objects.get(pk=event.pk).state
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED)
    said = Given(name="Ida Exempel", email="ida@example.se", passes=())
    try:
        event.refresh_from_db()
        return let_in(region, actor=actor, event=event, given=said, now=NOW)
    finally:
        Event.objects.filter(pk=event.pk).update(state=before)


def call_the_office(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Add somebody by hand while the event is published, and leave it as it was."""
    to = Pass.objects.get(event=event, kind=Pass.Kind.ON_SITE)
    said = Given(name="Nils Exempel", email="nils@example.se", passes=(to.pk,))
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED)
    try:
        return add_by_hand(region, actor=actor, event=event, given=said, now=NOW)
    finally:
        Event.objects.filter(pk=event.pk).update(state=event.state)


OFFICE = (
    Case(
        check_in,
        CHECK_IN,
        lambda region, actor, row: check_in(region, actor=actor, registration=one(row), people=1, now=NOW),
    ),
    Case(
        let_in,
        CHECK_IN,
        come_by,
    ),
    Case(
        undo_check_in,
        CHECK_IN,
        lambda region, actor, row: undo_check_in(region, actor=actor, registration=one(row)),
    ),
    Case(add_by_hand, HANDLE_REGISTRATIONS, call_the_office),
    Case(
        cancel_for,
        HANDLE_REGISTRATIONS,
        lambda region, actor, row: cancel_for(region, actor=actor, registration=one(row), now=NOW),
    ),
    Case(
        send_confirmation,
        HANDLE_REGISTRATIONS,
        lambda region, actor, row: send_confirmation(region, actor=actor, registration=one(row)),
    ),
    Case(
        see_registrations,
        SEE_REGISTRATIONS,
        lambda region, actor, row: see_registrations(region, actor=actor, event=row, now=NOW),
    ),
    Case(see_needs, SEE_NEEDS, lambda region, actor, row: see_needs(region, actor=actor, event=row, now=NOW)),
    Case(see_door, CHECK_IN, lambda region, actor, row: see_door(region, actor=actor, event=row, now=NOW)),
    Case(
        export_registrations,
        SEE_REGISTRATIONS,
        lambda region, actor, row: export_registrations(
            region, actor=actor, event=row, paper="badges", rows=1
        ),
    ),
    Case(
        disclose_registrations,
        DISCLOSE_REGISTRATIONS,
        lambda region, actor, row: disclose_registrations(
            region,
            actor=actor,
            event=row,
            number="RS 2026-1",
            reason="Prövat, inget hindrar",
            fields=["name"],
            rows=[one(row)],
        ),
    ),
    Case(
        give_own,
        ERASE_PEOPLE,
        lambda region, actor, _row: give_own(region, actor=actor, email="vera@example.se"),
    ),
    Case(
        erase_person,
        ERASE_PEOPLE,
        lambda region, actor, _row: erase_person(region, actor=actor, email="vera@example.se", now=NOW),
    ),
    Case(
        erase_registration,
        ERASE_PEOPLE,
        lambda region, actor, row: erase_registration(region, actor=actor, registration=one(row), now=NOW),
    ),
    Case(
        want_municipalities,
        EDIT_FORUM,
        lambda region, actor, row: want_municipalities(region, actor=actor, event=row),
    ),
)
