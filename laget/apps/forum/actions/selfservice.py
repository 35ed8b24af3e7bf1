"""Writes: what somebody changes in their own registration, by its link; anybody who has the link may."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from laget.apps.forum.actions.letters import write_seats
from laget.apps.forum.actions.registering import (
    Given,
    check_group,
    check_together,
    full,
    tell_offers,
    write_around,
)
from laget.apps.forum.actions.seats import (
    accept,
    hold,
    keep_still,
    let_go,
    let_go_of_others,
    resize,
    settle,
    wait_again,
)
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Hold, Need, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE, attendance_passes, offers_until
from laget.core.words.said import Refusal, Said

PLAIN = ("name", "of", "sort", "area", "is_listed")
TAKE, LEAVE, LAST = "take", "leave", "last"


class NotNow(Refusal):
    """A registration that cannot be changed so, now."""


def change(registration: Registration, *, given: Given, now: datetime) -> None:
    """Let a registration be as written, but for its address and its attendance; raises NotNow, Unfit.

    A larger group takes its seats in all that it holds, or in none. What cannot be kept leaves everything as
    it was.
    """
    with transaction.atomic():
        row = _still(registration)
        check_group(row.event, given)
        if given.size > row.size:
            _check_time(row, now)
        for name in PLAIN:
            setattr(row, name, getattr(given, name))
        row.save(update_fields=PLAIN)
        row.companions.all().delete()
        row.answers.all().delete()
        Need.objects.filter(registration=row).delete()
        write_around(row, given)
        until = offers_until(row.event)
        offers = []
        if given.size != row.size:
            resized = resize(row, given.size, now=now, until=until)
            if isinstance(resized, Pass):
                raise Unfit("companions", full(resized).said)
            offers = resized
            row.size = given.size
        offers += _choose(row, set(given.passes), now=now)
        tell_offers(offers)


def _choose(row: Registration, wanted: Collection[int], *, now: datetime) -> list[Hold]:
    """Let somebody have the days, meals and items that they ask for; returns the offers that it led to."""
    until = offers_until(row.event)
    holds = list(Hold.objects.filter(registration=row).select_related("to").order_by("to_id"))
    extras = [one for one in holds if one.to.kind not in ATTENDANCE]
    asked = list(
        Pass.objects.filter(event=row.event, pk__in=wanted)
        .exclude(kind__in=ATTENDANCE)
        .select_related("session")
        .order_by("pk")
    )
    hoped = {one.to.kind for one in holds if one.to.kind in ATTENDANCE}
    check_together(asked, is_on_site=Pass.Kind.ON_SITE in hoped)
    offers = let_go([one for one in extras if one.to_id not in wanted], now=now, until=until)
    known = {one.to_id for one in extras}
    for to in asked:
        if to.pk in known:
            continue
        _check_time(row, now)
        if hold(row, to, now=now, waits=row.event.has_waiting_list) is None:
            raise full(to)
    # Whoever waits for attendance waits for the rest, too.
    return offers + settle(row, now=now, until=until)


def move(registration: Registration, *, to: Pass, stays: bool, now: datetime) -> Hold:
    """Let somebody take part in the other form: its seat is taken before the old is let go.

    Where it is full they wait for it and keep what they have. Who waited for the old `stays` in its list, or
    leaves it. Returns what they have of the new; raises NotNow, Unfit.
    """
    with transaction.atomic():
        row = _still(registration)
        _check_time(row, now)
        until = offers_until(row.event)
        if to not in attendance_passes(row.event):
            raise Unfit("attendance", Said("Välj hur du vill delta.", "Choose how you want to take part."))
        new = Hold.objects.filter(registration=row, to=to).select_related("to", "registration").first()
        if new is None:
            new = hold(row, to, now=now, waits=row.event.has_waiting_list)
        if new is None:
            raise full(to)
        if new.state != Hold.State.HELD:
            return new
        offers = let_go_of_others(new, now=now, until=until)
        if not stays:
            left = Hold.objects.filter(registration=row, to__kind__in=ATTENDANCE).exclude(pk=new.pk)
            offers += let_go(left.select_related("to"), now=now, until=until)
        offers += settle(row, now=now, until=until)
        tell_offers(offers)
    return new


def answer_offer(registration: Registration, *, offered: Hold, answer: str, now: datetime) -> bool:
    """Take an offered seat, leave it, or stand last in the list; tells whether it was there to answer."""
    with transaction.atomic():
        keep_still(registration.event)
        until = offers_until(registration.event)
        one = Hold.objects.filter(
            pk=offered.pk, registration=registration, state=Hold.State.OFFERED, answer_by__gt=now
        )
        standing = one.select_related("to", "registration__event__organisation").first()
        if standing is None:
            return False
        if answer == TAKE:
            offers = accept(standing, now=now, until=until) or []
            write_seats(registration)
        elif answer == LAST:
            offers = wait_again([standing], now=now, until=until)
        else:
            offers = let_go([standing], now=now, until=until) + settle(registration, now=now, until=until)
        tell_offers(offers)
    return True


def leave_list(registration: Registration, *, waiting: Hold, now: datetime) -> bool:
    """Leave a waiting list, and tell whether one stood in it."""
    with transaction.atomic():
        keep_still(registration.event)
        until = offers_until(registration.event)
        one = Hold.objects.filter(pk=waiting.pk, registration=registration, state=Hold.State.WAITING)
        standing = one.select_related("to").first()
        if standing is None:
            return False
        tell_offers(let_go([standing], now=now, until=until) + settle(registration, now=now, until=until))
    return True


def _still(registration: Registration) -> Registration:
    """Return a registration as it stands, with the passes of its event still; raises NotNow."""
    keep_still(registration.event)
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("event__organisation")
        .filter(pk=registration.pk, state=Registration.State.CONFIRMED)
        .first()
    )
    if row is None:
        raise NotNow(
            Said("Bekräfta anmälan först.", "Confirm the registration first.")
            if registration.state == Registration.State.UNCONFIRMED
            else Said("Anmälan är avbokad.", "The registration is cancelled.")
        )
    return row


def _check_time(row: Registration, now: datetime) -> None:
    until = offers_until(row.event)
    if until is not None and until <= now:
        raise NotNow(
            Said(
                "Sista anmälningsdag har varit. Du kan lämna platser, men inte ta nya.",
                "The last day to register has been. You can give seats back, but not take new ones.",
            )
        )
