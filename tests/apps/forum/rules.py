"""The rules of seats, looked for in the rows as they stand: what must be true after each act."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from laget.apps.forum.actions.seats import keep_still
from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.queries.events import offers_until

ATTENDS = ("on_site", "digital")


def broken(event: Event, *, now: datetime) -> list[str]:
    """Return each rule that is broken, in words; the passes are kept still while it is looked at."""
    with transaction.atomic():
        keep_still(event)
        return list(_broken(event, now=now))


def _broken(event: Event, *, now: datetime) -> Iterator[str]:
    event = Event.objects.get(pk=event.pk)  # the caller keeps what it has read of it
    passes = {one.pk: one for one in Pass.objects.filter(event=event)}
    holds = list(Hold.objects.filter(to__event=event).order_by("since", "pk"))
    people = {one.pk: one for one in Registration.objects.filter(event=event)}
    taken: Counter[int] = Counter()
    seated: dict[int, set[str]] = {pk: set() for pk in people}
    for hold in holds:
        if hold.state != "waiting":
            taken[hold.to_id] += hold.size
        if hold.state == "held":
            seated[hold.registration_id].add(passes[hold.to_id].kind)
    for pk, one in passes.items():
        if one.taken != taken[pk]:
            yield f"{one.kind} {pk} counts {one.taken} taken, {taken[pk]} are"
        if one.seats is not None and taken[pk] > one.seats:
            yield f"{one.kind} {pk} has {one.seats} seats, {taken[pk]} are taken"
    until = offers_until(event)
    is_over = until is not None and until <= now
    for hold in holds:
        to, who = passes[hold.to_id], people[hold.registration_id]
        yield from _broken_by(hold, to, who, seated[who.pk], until=until)
        may = to.kind in ATTENDS or seated[who.pk] & ({"on_site"} if to.kind == "meal" else set(ATTENDS))
        fits = to.seats is None or taken[hold.to_id] + hold.size <= to.seats
        if hold.state == "waiting" and who.state == "confirmed" and may and fits and not is_over:
            yield f"registration {who.pk} waits for {to.kind} {to.pk} while it fits"
    for pk, kinds in seated.items():
        if len(kinds & set(ATTENDS)) > 1:
            yield f"registration {pk} has seats on site and digitally"


def _broken_by(
    hold: Hold, to: Pass, who: Registration, kinds: set[str], *, until: datetime | None
) -> Iterator[str]:
    if who.state == "cancelled":
        yield f"registration {who.pk} is cancelled and has a hold of {to.kind}"
    if hold.size != who.size:
        yield f"registration {who.pk} is of {who.size}, its hold of {to.kind} of {hold.size}"
    if (
        hold.state == "offered"
        and until is not None
        and hold.answer_by is not None
        and hold.answer_by > until
    ):
        yield f"registration {who.pk} may answer after the last day"
    if hold.state == "offered" and who.state != "confirmed":
        yield f"registration {who.pk} is offered a seat and has not confirmed"
    if to.kind in ATTENDS or hold.state == "waiting":
        return
    if not kinds & ({"on_site"} if to.kind == "meal" else set(ATTENDS)):
        yield f"registration {who.pk} has a {to.kind} and does not attend"
