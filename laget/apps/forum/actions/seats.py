"""Writes: seats are taken, given back, offered and moved; never more than there are.

A seat is taken by one guarded update of its pass. What gives seats back offers them in the same transaction
to the first who waits and whose whole group fits, so that nobody who fits is waiting while a seat is free:
whoever comes next may therefore take what is free. The update holds the row of the pass until the transaction
ends; several passes are always taken in the order of their ids, so that two
transactions never wait for each other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q

from laget.apps.forum.models import Hold, Pass, Registration

TO_ANSWER = timedelta(days=1)
State = Hold.State


def take(to: Pass, size: int) -> bool:
    """Take seats if there are so many free, and tell whether they were taken."""
    enough = Q(seats=None) | Q(taken__lte=F("seats") - size)
    return Pass.objects.filter(enough, pk=to.pk).update(taken=F("taken") + size) == 1


def hold(registration: Registration, to: Pass, *, now: datetime, waits: bool) -> Hold | None:
    """Give a registration its seats of a pass, or a place in the waiting list; None where neither can be.

    Inside a transaction. Who has a hold of the pass already keeps it.
    """
    known = Hold.objects.filter(registration=registration, to=to).first()
    if known is not None:
        return known
    if take(to, registration.size):
        state = State.HELD
    else:
        # Held until the transaction ends: a seat that is given back now is offered after this one waits.
        Pass.objects.select_for_update().get(pk=to.pk)
        if take(to, registration.size):
            state = State.HELD
        elif waits:
            state = State.WAITING
        else:
            return None
    return Hold.objects.create(
        registration=registration, to=to, state=state, size=registration.size, since=now
    )


def let_go(holds: Iterable[Hold], *, now: datetime, until: datetime | None) -> list[Hold]:
    """Give back what these hold or wait for, and return the offers that it led to.

    Inside a transaction. After `until` nothing is offered.
    """
    offers: list[Hold] = []
    for one in sorted(holds, key=lambda hold: (hold.to_id, hold.pk)):
        # Guarded: of two who give the same seats back one does.
        gone, _rows = Hold.objects.filter(pk=one.pk, state=one.state).delete()
        if gone and one.state != State.WAITING:
            Pass.objects.filter(pk=one.to_id).update(taken=F("taken") - one.size)
            offers += offer(one.to, now=now, until=until)
    return offers


def offer(to: Pass, *, now: datetime, until: datetime | None) -> list[Hold]:
    """Offer what is free of a pass to those who wait and fit, in their order; returns the offers.

    Only to those who have confirmed their address. Inside a transaction.
    """
    if until is not None and until <= now:
        return []
    offers: list[Hold] = []
    Pass.objects.select_for_update().get(pk=to.pk)
    waiting = Hold.objects.filter(
        to=to, state=State.WAITING, registration__state=Registration.State.CONFIRMED
    ).select_related("registration__event", "to")
    for one in waiting.order_by("since", "pk"):
        if not take(to, one.size):
            continue  # a larger group waits on; a smaller behind it may fit
        one.state = State.OFFERED
        one.answer_by = now + TO_ANSWER if until is None else min(now + TO_ANSWER, until)
        one.save(update_fields=["state", "answer_by"])
        offers.append(one)
    return offers


def accept(one: Hold, *, now: datetime) -> bool:
    """Let an offer that still stands become a seat, and tell whether it did."""
    return (
        Hold.objects.filter(pk=one.pk, state=State.OFFERED, answer_by__gt=now).update(
            state=State.HELD, answer_by=None
        )
        == 1
    )


def expire(*, now: datetime, until: datetime | None, offers: Iterable[Hold]) -> list[Hold]:
    """Take back offers whose time is over, and return those that they led to. Inside a transaction."""
    over = [one for one in offers if one.answer_by is not None and one.answer_by <= now]
    return let_go(over, now=now, until=until)
