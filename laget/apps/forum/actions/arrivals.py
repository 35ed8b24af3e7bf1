"""Writes: those who come are checked in at the door, alone or so many of a group; it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.letters import write_seats
from laget.apps.forum.actions.registering import Given, NotOpen, confirm, enter, just_written, tell_offers
from laget.apps.forum.actions.seats import hold, keep_still, let_go_of_others, settle, take
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.permissions import CHECK_IN
from laget.apps.forum.queries.events import offers_until
from laget.core.words.said import Said

State = Registration.State


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the door: how many have come, since when, and whether they were checked in before."""

    registration: Registration
    again: bool


def check_in(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    registration: Registration,
    people: int,
    now: datetime,
) -> Arrival:
    """Let so many of a registration have come; the first time is kept, and a second is told of it.

    Who stands at the door and has not confirmed has done so now, and has the seat that they are offered, or
    wait for where it is free. Another number of a group is written over the first. Raises NotAllowed, Unfit.
    """
    allowed(organisation, actor, CHECK_IN)
    event = own(organisation, registration.event)
    with transaction.atomic():
        row = Registration.objects.select_related("event__organisation").get(pk=registration.pk, event=event)
        came = _come(row, actor, people, now)
        logged(organisation, actor, "check_in", event, registration=row.pk, people=people)
    return came


def _come(row: Registration, actor: Visitor | None, people: int, now: datetime) -> Arrival:
    """Let so many of a registration have come; raises Unfit. Inside a transaction."""
    if row.state == State.CANCELLED:
        raise Unfit("people", Said("Anmälan är avbokad.", "The registration is cancelled."))
    if not 1 <= people <= row.size:
        raise Unfit(
            "people",
            Said(
                f"Anmälan gäller {row.size} {'person' if row.size == 1 else 'personer'}.",
                f"The registration is for {row.size} {'person' if row.size == 1 else 'people'}.",
            ),
        )
    confirm(row, now=now)
    known = Registration.objects.filter(pk=row.pk)
    # Guarded: of two at the door who check the same person in, one is told that the other did.
    first = known.filter(arrived_at=None).update(
        arrived_at=now, arrived=people, arrived_by=actor if isinstance(actor, User) else None
    )
    if first:
        _seat(row, now)
    else:
        known.exclude(arrived=people).update(arrived=people)
    row.refresh_from_db()
    return Arrival(row, again=not first)


def _seat(row: Registration, now: datetime) -> None:
    """Give who comes the seat on site that is offered them, or that they wait for where it is free."""
    asked = Hold.objects.filter(registration=row, to__kind=Pass.Kind.ON_SITE).exclude(state=Hold.State.HELD)
    if not asked.exists():
        return
    keep_still(row.event)
    until = offers_until(row.event)
    for one in asked.select_related("to", "registration"):
        if one.state == Hold.State.OFFERED or take(one.to, one.size):
            Hold.objects.filter(pk=one.pk).update(state=Hold.State.HELD, answer_by=None)
            tell_offers(let_go_of_others(one, now=now, until=until) + settle(row, now=now, until=until))


def let_in(
    organisation: Organisation, *, actor: Visitor | None, event: Event, given: Given, now: datetime
) -> Arrival:
    """Register who comes without having done so, and check them in at once.

    They have a seat on site where one is free, and else none: no more have seats than there are, and that
    they came is counted all the same. They get the mail with their own link, if they have an address. Whose
    address is registered is checked in by that. Raises NotAllowed, NotOpen.
    """
    allowed(organisation, actor, CHECK_IN)
    event = own(organisation, event)
    if event.state != Event.State.PUBLISHED:
        raise NotOpen(Said("Evenemanget är inte publicerat.", "The event is not published."))
    email = given.email.strip().lower()
    with transaction.atomic():
        keep_still(event)
        if email:
            known = Registration.objects.filter(event=event, email=email).first()
        else:
            known = just_written(event, given, now=now)
        row = known if known is not None and known.state != State.CANCELLED else None
        if row is None:
            row = enter(event, email, given, now=now, after=known)
            Registration.objects.filter(pk=row.pk).update(state=State.CONFIRMED, confirmed_at=now)
            row.refresh_from_db()
            for to in Pass.objects.filter(event=event, kind=Pass.Kind.ON_SITE):
                hold(row, to, now=now, waits=False)
            write_seats(row)
        came = _come(row, actor, row.arrived or 1, now)
        logged(organisation, actor, "let_in", event, registration=row.pk)
    return came


def undo_check_in(
    organisation: Organisation, *, actor: Visitor | None, registration: Registration
) -> Registration:
    """Let nobody of a registration have come: somebody was checked in by mistake. Raises NotAllowed."""
    allowed(organisation, actor, CHECK_IN)
    event = own(organisation, registration.event)
    with transaction.atomic():
        row = Registration.objects.select_for_update().get(pk=registration.pk, event=event)
        row.arrived_at, row.arrived, row.arrived_by = None, 0, None
        row.save(update_fields=["arrived_at", "arrived", "arrived_by"])
        logged(organisation, actor, "undo_check_in", event, registration=row.pk)
    return row
