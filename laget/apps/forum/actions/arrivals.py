"""Writes: those who come are checked in at the door, alone or so many of a group; it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.registering import confirm
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Registration
from laget.apps.forum.permissions import CHECK_IN
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

    Who stands at the door and has not confirmed has done so now. Another number of a group is written over
    the first. Raises NotAllowed, Unfit.
    """
    allowed(organisation, actor, CHECK_IN)
    event = own(organisation, registration.event)
    with transaction.atomic():
        row = Registration.objects.select_related("event__organisation").get(pk=registration.pk, event=event)
        if row.state == State.CANCELLED:
            raise Unfit("people", Said("Anmälan är avbokad.", "The registration is cancelled."))
        if not 1 <= people <= row.size:
            raise Unfit(
                "people",
                Said(f"Anmälan gäller {row.size} personer.", f"The registration is for {row.size} people."),
            )
        confirm(row, now=now)
        known = Registration.objects.filter(pk=row.pk)
        # Guarded: of two at the door who check the same person in, one is told that the other did.
        first = known.filter(arrived_at=None).update(
            arrived_at=now, arrived=people, arrived_by=actor if isinstance(actor, User) else None
        )
        if not first:
            known.exclude(arrived=people).update(arrived=people)
        row.refresh_from_db()
        logged(organisation, actor, "check_in", event, registration=row.pk, people=people)
    return Arrival(row, again=not first)


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
