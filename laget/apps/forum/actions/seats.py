"""Writes: seats are taken, given back, offered and moved; never more than there are.

A seat is taken by one guarded update of its pass. What gives seats back offers them in the same transaction
to the first who waits and whose whole group fits, so that nobody who fits is waiting while a seat is free:
whoever comes next may therefore take what is free. Whoever registers keeps the passes that are asked for
still first, and whatever else changes a hold keeps every pass of the event still (`keep_still`): before
anything else is written, in the order of their ids, so that two transactions never wait for each other.

Days, meals and items follow attendance: who has no seat waits for them too, and asks nobody else to.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE, free_of

TO_ANSWER = timedelta(days=1)
State = Hold.State
SEATED = (State.HELD, State.OFFERED)


def keep_still(event: Event, *, only: Iterable[Pass] | None = None) -> int:
    """Hold an event's passes, or `only` some, in the order of their ids, until the transaction ends.

    Before anything else of the event is written: two who wait for each other would both wait for ever.
    Returns how many are there still.
    """
    rows = Pass.objects.select_for_update(no_key=True).filter(event=event)
    if only is not None:
        rows = rows.filter(pk__in=[one.pk for one in only])
    return len(rows.order_by("pk").values_list("pk", flat=True))


def take(to: Pass, size: int) -> bool:
    """Take seats if there are so many free, and tell whether they were taken."""
    enough = Q(seats=None) | Q(taken__lte=F("seats") - size)
    return Pass.objects.filter(enough, pk=to.pk).update(taken=F("taken") + size) == 1


def hold(registration: Registration, to: Pass, *, now: datetime, waits: bool) -> Hold | None:
    """Give a registration its seats of a pass, or a place in the waiting list; None where neither can be.

    Inside a transaction that keeps the pass still, so that a seat that is given back meanwhile is offered
    after this one waits; for a pass that it has no hold of.
    """
    state = State.HELD
    if not take(to, registration.size):
        if not waits:
            return None
        state = State.WAITING
    return Hold.objects.create(
        registration=registration, to=to, state=state, size=registration.size, since=now
    )


def hold_all(
    registration: Registration, wanted: Iterable[Pass], *, now: datetime, waits: bool
) -> list[Hold] | Pass:
    """Give a new registration all that it asks for, or places in their lists; else the pass that is full.

    Where attendance waits, all waits: no seat of an item is kept from those who are there. Inside a
    transaction that keeps the passes still.
    """
    asked = sorted(wanted, key=lambda to: to.pk)
    first: dict[int, Hold] = {}
    for to in asked:
        if to.kind in ATTENDANCE:
            given = hold(registration, to, now=now, waits=waits)
            if given is None:
                return to
            first[to.pk] = given
    seated = any(one.state == State.HELD for one in first.values())
    holds = list(first.values())
    for to in asked:
        if to.pk in first:
            continue
        if not seated:
            holds.append(_wait(registration, to, now=now))
            continue
        given = hold(registration, to, now=now, waits=waits)
        if given is None:
            return to
        holds.append(given)
    return holds


def _wait(registration: Registration, to: Pass, *, now: datetime) -> Hold:
    return Hold.objects.create(
        registration=registration, to=to, state=State.WAITING, size=registration.size, since=now
    )


def let_go(holds: Iterable[Hold], *, now: datetime, until: datetime | None) -> list[Hold]:
    """Give back what these hold or wait for, and return the offers that it led to.

    Inside a transaction that keeps the passes still. After `until` nothing is offered.
    """
    offers: list[Hold] = []
    for one in sorted(holds, key=lambda hold: (hold.to_id, hold.pk)):
        # Guarded: of two who give the same seats back one does.
        gone, _rows = Hold.objects.filter(pk=one.pk, state=one.state).delete()
        if gone and one.state != State.WAITING:
            Pass.objects.filter(pk=one.to_id).update(taken=F("taken") - one.size)
            offers += offer(one.to, now=now, until=until)
    return offers


def wait_again(holds: Iterable[Hold], *, now: datetime, until: datetime | None) -> list[Hold]:
    """Give seats back and stand last in their lists; returns the offers that it led to.

    Inside a transaction that keeps the passes still. Where nobody else waits the seat is offered anew.
    """
    offers: list[Hold] = []
    for one in sorted(holds, key=lambda hold: (hold.to_id, hold.pk)):
        back = Hold.objects.filter(pk=one.pk, state__in=SEATED)
        if back.update(state=State.WAITING, since=now, answer_by=None):
            Pass.objects.filter(pk=one.to_id).update(taken=F("taken") - one.size)
            offers += offer(one.to, now=now, until=until)
    return offers


def offer(to: Pass, *, now: datetime, until: datetime | None) -> list[Hold]:
    """Offer what is free of a pass to those who wait and fit, in their order; returns the offers.

    Only to those who have confirmed their address and may have it. Inside a transaction that holds the row
    of the pass, by changing it or keeping it still.
    """
    if until is not None and until <= now:
        return []
    offers: list[Hold] = []
    while (one := _first_who_fits(to)) is not None and take(to, one.size):
        one.state = State.OFFERED
        one.answer_by = now + TO_ANSWER if until is None else min(now + TO_ANSWER, until)
        one.save(update_fields=["state", "answer_by"])
        offers.append(one)
    return offers


def _first_who_fits(to: Pass) -> Hold | None:
    """Return the first in the list of a pass that there are seats for: a larger group waits on meanwhile."""
    free = free_of(Pass.objects.get(pk=to.pk))
    if free is not None and free < 1:
        return None
    rows = waiting_for(to) if free is None else waiting_for(to).filter(size__lte=free)
    return rows.select_related("registration__event__organisation", "to__session").first()


def offer_anew(event: Event, *, now: datetime, until: datetime | None) -> list[Hold]:
    """Offer all that is free of an event to those who wait: some was given back while nothing was offered.

    Inside a transaction.
    """
    keep_still(event)
    passes = Pass.objects.filter(event=event).order_by("pk")
    return [one for to in passes for one in offer(to, now=now, until=until)]


def waiting_for(to: Pass) -> QuerySet[Hold]:
    """Return those who could be offered a seat of a pass, in their order.

    They have confirmed their address; what is not attendance is offered to those who attend, a meal on site.
    """
    rows = Hold.objects.filter(
        to=to, state=State.WAITING, registration__state=Registration.State.CONFIRMED
    ).order_by("since", "pk")
    if to.kind in ATTENDANCE:
        return rows
    kinds = [Pass.Kind.ON_SITE] if to.kind == Pass.Kind.MEAL else ATTENDANCE
    attends = Hold.objects.filter(registration=OuterRef("registration"), to__kind__in=kinds, state=State.HELD)
    return rows.filter(Exists(attends))


def accept(one: Hold, *, now: datetime, until: datetime | None) -> list[Hold] | None:
    """Let an offer that still stands become a seat; returns the offers that it led to, None if it was gone.

    A seat of the other form of attendance is let go only now. Inside a transaction that keeps the passes
    still.
    """
    standing = Hold.objects.filter(pk=one.pk, state=State.OFFERED, answer_by__gt=now)
    if not standing.update(state=State.HELD, answer_by=None):
        return None
    return let_go_of_others(one, now=now, until=until) + settle(one.registration, now=now, until=until)


def let_go_of_others(kept: Hold, *, now: datetime, until: datetime | None) -> list[Hold]:
    """Let go of another form of attendance than the one that somebody now has a seat in."""
    if kept.to.kind not in ATTENDANCE:
        return []
    others = Hold.objects.filter(
        registration=kept.registration_id, to__kind__in=ATTENDANCE, state=State.HELD
    ).exclude(pk=kept.pk)
    return let_go(others.select_related("to"), now=now, until=until)


def settle(registration: Registration, *, now: datetime, until: datetime | None) -> list[Hold]:
    """Let days, meals and items follow the attendance that somebody has now; returns the offers it led to.

    With a seat, what they waited for is taken where it is free; without one it waits with them; without
    even a place in a list it is let go. Inside a transaction that keeps the passes still.
    """
    holds = list(Hold.objects.filter(registration=registration).select_related("to").order_by("to_id"))
    attends = [one for one in holds if one.to.kind in ATTENDANCE]
    held = {one.to.kind for one in attends if one.state == State.HELD}
    hoped = {one.to.kind for one in attends}
    is_over = until is not None and until <= now
    offers: list[Hold] = []
    for one in holds:
        if one.to.kind in ATTENDANCE:
            continue
        asks = {Pass.Kind.ON_SITE} if one.to.kind == Pass.Kind.MEAL else set(ATTENDANCE)
        if not asks & hoped:
            offers += let_go([one], now=now, until=until)
        elif not asks & held:
            offers += wait_again([one], now=now, until=until)
        elif one.state == State.WAITING and not is_over and take(one.to, one.size):
            Hold.objects.filter(pk=one.pk).update(state=State.HELD)
    return offers


def seat_who_confirms(registration: Registration, *, now: datetime, until: datetime | None) -> None:
    """Give somebody who has just confirmed the seats that are free and nobody before them fits in.

    Inside a transaction that keeps the passes still.
    """
    if until is not None and until <= now:
        return
    for one in Hold.objects.filter(
        registration=registration, state=State.WAITING, to__kind__in=ATTENDANCE
    ).select_related("to"):
        if take(one.to, one.size):
            Hold.objects.filter(pk=one.pk).update(state=State.HELD)
    settle(registration, now=now, until=until)


def resize(
    registration: Registration, size: int, *, now: datetime, until: datetime | None
) -> list[Hold] | Pass:
    """Let a registration be of so many people: the offers that it led to, or the pass that is too full.

    Inside a transaction that keeps the passes still and is undone where a pass comes back.
    """
    holds = list(Hold.objects.filter(registration=registration).select_related("to").order_by("to_id"))
    for one in holds:
        if one.state not in SEATED:
            continue
        if size > one.size and not take(one.to, size - one.size):
            return one.to
        if size < one.size:
            Pass.objects.filter(pk=one.to_id).update(taken=F("taken") + size - one.size)
    Hold.objects.filter(registration=registration).update(size=size)
    Registration.objects.filter(pk=registration.pk).update(size=size)
    offers: list[Hold] = []
    for one in holds:
        if size < one.size:
            offers += offer(one.to, now=now, until=until)
    return offers
