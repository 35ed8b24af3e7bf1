"""Writes: somebody registers, confirms, cancels, is forgotten; the mails that tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from laget.apps.forum.actions.knocks import knock
from laget.apps.forum.actions.letters import write_letter, write_seats
from laget.apps.forum.actions.seats import hold_all, keep_still, let_go, seat_who_confirms
from laget.apps.forum.actions.turnout import counts_still, keep_turnout
from laget.apps.forum.actions.writing import Unfit, logged
from laget.apps.forum.models import Answer, Companion, Event, Hold, Need, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE, attendance_passes, offers_until, status_of
from laget.apps.mail.models import Message
from laget.core.forum.seats import too_close
from laget.core.forum.status import Status
from laget.core.words.said import Refusal, Said

REGISTERS = (Status.OPEN, Status.FULL)
MAILS_AN_HOUR = 5  # to one address, whoever asks for them and to whichever events
SENT_TWICE = timedelta(minutes=1)  # the same name without an address so soon again is the same press


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

    An address that has registered already gets the link to its registration instead: what is answered, and
    the work that is done, is the same, and tells nobody who is registered. An address that has been sent
    mails enough within the hour gets no more, and nothing is kept. The event is taken as the caller has just
    read it. Raises NotOpen, Unfit.
    """
    email = given.email.strip().lower()
    try:
        _register(event, email, given, now=now)
    except (IntegrityError, Pass.DoesNotExist):  # twice at once, or what was chosen is gone: now it is known
        event = Event.objects.select_related("organisation").get(pk=event.pk)
        _register(event, email, given, now=now)


def _register(event: Event, email: str, given: Given, *, now: datetime) -> None:
    check_open(event, now)
    wanted = passes_of(event, given)
    with transaction.atomic():
        if keep_still(event, only=wanted) < len(wanted):
            raise Pass.DoesNotExist
        is_sent = knock("mail", email, most=MAILS_AN_HOUR, now=now)
        known = Registration.objects.filter(event=event, email=email).first()
        is_back = known is not None and known.state == Registration.State.CANCELLED
        is_new = (known is None or is_back) and is_sent
        point = transaction.savepoint()
        row = enter(event, email if is_new else "", given, now=now, after=known if is_new else None)
        hold_wanted(row, wanted, now=now)
        if is_new:
            transaction.savepoint_commit(point)
            write_letter(row, "confirm")
            return
        transaction.savepoint_rollback(point)
        if known is not None and is_sent:
            known.event = event
            is_unconfirmed = known.state == Registration.State.UNCONFIRMED
            write_letter(known, "confirm" if is_unconfirmed else "known")


def send_link(event: Event, *, email: str, now: datetime) -> None:
    """Mail the link of a registration to the address that made it; anybody may ask, and learns nothing.

    For an address that has none the same mail is written, and undone. It counts among those of the hour.
    """
    email = email.strip().lower()
    with transaction.atomic():
        is_sent = knock("mail", email, most=MAILS_AN_HOUR, now=now)
        known = Registration.objects.filter(event=event, email=email)
        row = known.exclude(state=Registration.State.CANCELLED).first()
        written = row or Registration(email=email, nonce=get_random_string(32))
        written.event = event
        point = transaction.savepoint()
        write_letter(written, "link")
        if row is None or not is_sent:
            transaction.savepoint_rollback(point)
        else:
            transaction.savepoint_commit(point)


def enter(
    event: Event, email: str, given: Given, *, now: datetime, after: Registration | None = None
) -> Registration:
    """Keep a new registration with all around it but its seats. Inside a transaction.

    `email` is empty of who has none. It takes the place of one that was cancelled, `after` which somebody
    begins anew: the mails about that one are about this, and go when it does.
    """
    nonce = get_random_string(32)
    before = None if after is None else _about(after)
    if after is not None:
        after.delete()
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
        nonce=nonce,
        created=now,
    )
    if before is not None:
        Message.objects.filter(organisation=event.organisation, about=before).update(about=_about(row))
    write_around(row, given)
    return row


def just_written(event: Event, given: Given, *, now: datetime) -> Registration | None:
    """Return who has no address and was registered by the same name a moment ago: of a form sent twice."""
    rows = Registration.objects.filter(event=event, email="", name=given.name.strip())
    return rows.exclude(state=Registration.State.CANCELLED).filter(created__gt=now - SENT_TWICE).first()


def _about(registration: Registration) -> str:
    return f"registration:{registration.pk}"


def write_around(row: Registration, given: Given) -> None:
    """Keep who comes along, the answers and the needs of a registration that has none of them."""
    Companion.objects.bulk_create(Companion(registration=row, name=one) for one in given.companions)
    Answer.objects.bulk_create(
        Answer(registration=row, question_id=question, text=text)
        for question, text in given.answers.items()
        if text
    )
    if given.food or given.access:
        Need.objects.create(registration=row, food=given.food, access=given.access)


def passes_of(event: Event, given: Given) -> list[Pass]:
    """Return the passes that somebody asks for, by id; raises Unfit for what does not go together."""
    passes = sorted((one for one in event.passes.all() if one.pk in given.passes), key=lambda one: one.pk)
    attendance = [one for one in passes if one.kind in ATTENDANCE]
    if (
        len(passes) != len(set(given.passes))
        or len(attendance) != 1
        or attendance[0] not in attendance_passes(event)
    ):
        raise Unfit("attendance", Said("Välj hur du vill delta.", "Choose how you want to take part."))
    check_together(passes, is_on_site=attendance[0].kind == Pass.Kind.ON_SITE)
    check_group(event, given)
    return passes


def check_together(passes: Iterable[Pass], *, is_on_site: bool) -> None:
    """Let passes that one person can use pass: meals on site, one of what goes on at once. Raises Unfit."""
    chosen = list(passes)
    if not is_on_site and any(one.kind == Pass.Kind.MEAL for one in chosen):
        raise Unfit(
            "meals",
            Said("Måltider är för den som deltar på plats.", "Meals are for those who take part on site."),
        )
    items = [one.session for one in chosen if one.session is not None]
    both = too_close([(one.title, one.starts, one.ends) for one in items])
    if both is not None:
        raise Unfit(
            "sessions",
            Said(
                f"”{both[0]}” och ”{both[1]}” pågår samtidigt. Välj en av dem.",
                f"“{both[0]}” and “{both[1]}” go on at the same time. Choose one of them.",
            ),
        )


def check_group(event: Event, given: Given) -> None:
    """Let a group of at most so many as the event allows pass; raises Unfit."""
    if given.size > event.largest_group:
        raise Unfit(
            "companions",
            Said(
                f"En anmälan får gälla högst {event.largest_group} personer.",
                f"A registration may be for at most {event.largest_group} people.",
            ),
        )


def hold_wanted(
    row: Registration, wanted: Iterable[Pass], *, now: datetime, waits: bool | None = None
) -> list[Hold]:
    """Give seats of all that is asked for, or places in their lists; raises Unfit where one has no list.

    Whether there is a list is the event's to say, unless `waits` does. Inside a transaction.
    """
    holds = hold_all(row, wanted, now=now, waits=row.event.has_waiting_list if waits is None else waits)
    if isinstance(holds, Pass):
        raise full(holds)
    return holds


FIELDS = {
    Pass.Kind.ON_SITE: "attendance",
    Pass.Kind.DIGITAL: "attendance",
    Pass.Kind.DAY: "days",
    Pass.Kind.MEAL: "meals",
    Pass.Kind.SESSION: "sessions",
}


def full(to: Pass) -> Unfit:
    """Return the refusal of a pass that has no seats left, or not so many."""
    return Unfit(
        FIELDS[Pass.Kind(to.kind)],
        Said(
            f"{to}: det finns inte så många lediga platser.",
            f"{to}: there are not so many seats left.",
        ),
    )


def check_open(event: Event, now: datetime) -> None:
    """Let an event that one can register to now pass; raises NotOpen."""
    if status_of(event, now=now) not in REGISTERS:
        raise NotOpen(Said("Det går inte att anmäla sig nu.", "Nobody can register now."))


def confirm(registration: Registration, *, now: datetime) -> None:
    """Let who has the link confirm its registration; doing it twice does no harm."""
    with transaction.atomic():
        keep_still(registration.event)
        changed = Registration.objects.filter(
            pk=registration.pk, state=Registration.State.UNCONFIRMED
        ).update(state=Registration.State.CONFIRMED, confirmed_at=now)
        if changed:
            registration.refresh_from_db(fields=["state", "confirmed_at"])
            seat_who_confirms(registration, now=now, until=offers_until(registration.event))
            write_seats(registration)


def cancel(registration: Registration, *, now: datetime) -> None:
    """Let a registration go: its seats are offered to those who wait. Doing it twice does no harm."""
    with transaction.atomic():
        keep_still(registration.event)
        changed = (
            Registration.objects.filter(pk=registration.pk)
            .exclude(state=Registration.State.CANCELLED)
            .update(state=Registration.State.CANCELLED, cancelled_at=now)
        )
        if changed:
            holds = list(registration.holds.select_related("to"))
            offers = let_go(holds, now=now, until=offers_until(registration.event))
            is_open = status_of(registration.event, now=now) in REGISTERS
            write_letter(registration, "cancelled", is_open=is_open)
            tell_offers(offers)


def forget(registration: Registration, *, now: datetime) -> None:
    """Let a registration go, and keep nothing of who made it: neither it nor the mails about it.

    The log keeps that it was done, not whose it was. A mail that is being sent just now goes with the others.
    Who has come is counted still, with those who had a seat to what is over.
    """
    event = registration.event
    with transaction.atomic():
        keep_still(event)
        row = Registration.objects.select_related("event").filter(pk=registration.pk).first()
        if row is not None and counts_still(row, now=now):
            keep_turnout(event, of=row)
        holds = list(Hold.objects.filter(registration=registration.pk).select_related("to"))
        offers = let_go(holds, now=now, until=offers_until(event))
        Message.objects.filter(organisation=event.organisation, about=_about(registration)).delete()
        gone, _rows = Registration.objects.filter(pk=registration.pk).delete()
        if gone:
            logged(event.organisation, None, "forget_registration", event)
        tell_offers(offers)


def tell_offers(offers: Iterable[Hold]) -> None:
    """Mail each offer to who gets it. Inside the transaction of what led to it."""
    for one in offers:
        write_letter(one.registration, "offer", hold=one)
