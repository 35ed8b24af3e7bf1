"""Writes: somebody registers, confirms, answers an offer, moves, cancels; the mails that tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import get_random_string

from laget.apps.forum.actions.letters import write_letter
from laget.apps.forum.actions.seats import accept, hold, let_go
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Answer, Companion, Event, Hold, Need, Pass, Registration
from laget.apps.forum.queries.events import offers_until, status_of
from laget.core.forum.status import Status
from laget.core.words.said import Refusal, Said

HOLDS_UNCONFIRMED = timedelta(hours=1)  # its seat, when others wait
REGISTERS = (Status.OPEN, Status.FULL)


class NotOpen(Refusal):
    """An event that nobody can register to now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody who registers has written; `passes` are the ids of those asked for."""

    name: str
    email: str
    passes: tuple[int, ...]
    of: str = ""
    sort: str = ""
    area: str = ""
    language: str = "sv"
    is_listed: bool = False
    companions: tuple[str, ...] = ()
    food: str = ""
    access: str = ""
    answers: dict[int, str] = field(default_factory=dict)  # by the id of the question

    @property
    def size(self) -> int:
        """How many people it is."""
        return 1 + len(self.companions)


def register(event: Event, *, given: Given, now: datetime) -> None:
    """Register somebody, and mail a link that confirms it; anybody may.

    An address that has registered already gets the link to its registration instead, so that what is answered
    is the same and tells nobody who is registered. Raises NotOpen, Unfit.
    """
    email = given.email.strip().lower()
    with transaction.atomic():
        event = Event.objects.select_related("organisation").get(pk=event.pk)
        known = Registration.objects.filter(event=event, email=email).first()
        if known is not None and known.state != Registration.State.CANCELLED:
            write_letter(known, "known")
            return
        _check_open(event, now)
        wanted = passes_of(event, given)
        if known is not None:
            known.delete()  # who cancelled begins anew
        row = Registration.objects.create(
            event=event,
            name=given.name.strip(),
            email=email,
            of=given.of.strip(),
            sort=given.sort,
            area=given.area,
            size=given.size,
            language=given.language,
            is_listed=given.is_listed,
            nonce=get_random_string(32),
            created=now,
        )
        Companion.objects.bulk_create(Companion(registration=row, name=one) for one in given.companions)
        Answer.objects.bulk_create(
            Answer(registration=row, question_id=question, text=text)
            for question, text in given.answers.items()
            if text
        )
        if given.food or given.access:
            Need.objects.create(registration=row, food=given.food, access=given.access)
        holds = _hold_all(row, wanted, now=now)
        write_letter(row, "confirm", holds=holds)


def passes_of(event: Event, given: Given) -> list[Pass]:
    """Return the passes that somebody asks for, by id; raises Unfit for what is not of the event."""
    passes = list(Pass.objects.filter(event=event, pk__in=given.passes).order_by("pk"))
    attendance = [one for one in passes if one.kind in {Pass.Kind.ON_SITE, Pass.Kind.DIGITAL}]
    if len(passes) != len(set(given.passes)) or len(attendance) != 1:
        raise Unfit("passes", Said("Välj hur du vill delta.", "Choose how you want to take part."))
    if given.size > event.largest_group:
        raise Unfit(
            "companions",
            Said(
                f"En anmälan får gälla högst {event.largest_group} personer.",
                f"A registration may be for at most {event.largest_group} people.",
            ),
        )
    return passes


def _hold_all(row: Registration, wanted: Iterable[Pass], *, now: datetime) -> list[Hold]:
    """Give seats of all that is asked for, or places in their lists; raises Unfit where one has no list."""
    holds = []
    for one in sorted(wanted, key=lambda to: to.pk):
        given = hold(row, one, now=now, waits=row.event.has_waiting_list)
        if given is None:
            raise Unfit("passes", Said(f"{one} är fullsatt.", f"{one} is full."))
        holds.append(given)
    return holds


def _check_open(event: Event, now: datetime) -> None:
    if status_of(event, now=now) not in REGISTERS:
        raise NotOpen(Said("Det går inte att anmäla sig nu.", "Nobody can register now."))


def confirm(registration: Registration, *, now: datetime) -> None:
    """Let who has the link confirm its registration; doing it twice does no harm."""
    with transaction.atomic():
        changed = Registration.objects.filter(
            pk=registration.pk, state=Registration.State.UNCONFIRMED
        ).update(state=Registration.State.CONFIRMED, confirmed_at=now)
        if changed:
            registration.refresh_from_db()
            write_letter(registration, "confirmed", holds=list(registration.holds.select_related("to")))


def answer_offer(registration: Registration, *, offered: Hold, takes: bool, now: datetime) -> bool:
    """Take or leave an offered seat, and tell whether it was still there to answer."""
    with transaction.atomic():
        if takes:
            return accept(offered, now=now)
        tell_offers(let_go([offered], now=now, until=offers_until(registration.event)))
    return True


def cancel(registration: Registration, *, now: datetime) -> None:
    """Let a registration go: its seats are offered to those who wait. Doing it twice does no harm."""
    with transaction.atomic():
        changed = (
            Registration.objects.filter(pk=registration.pk)
            .exclude(state=Registration.State.CANCELLED)
            .update(state=Registration.State.CANCELLED, cancelled_at=now)
        )
        if changed:
            holds = list(registration.holds.select_related("to"))
            offers = let_go(holds, now=now, until=offers_until(registration.event))
            write_letter(registration, "cancelled")
            tell_offers(offers)


def tell_offers(offers: Iterable[Hold]) -> None:
    """Mail each offer to who gets it. Inside the transaction of what led to it."""
    for one in offers:
        write_letter(one.registration, "offer", hold=one)
