"""Reads: a registration by its own link, what is held of it, how long; places in waiting lists."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from laget.apps.accounts.models import Retention
from laget.apps.forum.models import Event, Hold, Need, Registration
from laget.apps.forum.queries.events import ends_of
from laget.apps.mail.models import Message
from laget.core.words.days import day_in_words
from laget.core.words.said import Said

SALT = "laget.forum.registration"
DOOR = "laget.forum.door"


def token_of(registration: Registration) -> str:
    """Return what the own link of a registration holds: it is made anew each time, and kept nowhere."""
    signed = salted_hmac(SALT, registration.nonce, algorithm="sha256").hexdigest()[:40]
    return f"{registration.nonce}-{signed}"


def registration_by(token: str) -> Registration | None:
    """Return the registration whose link somebody has, None where there is none such."""
    nonce, _dash, _signed = token.partition("-")
    row = Registration.objects.filter(nonce=nonce).select_related("event__organisation").first()
    if row is None or not constant_time_compare(token_of(row), token):
        return None
    return row


def door_token_of(registration: Registration) -> str:
    """Return what the code at the door holds: it opens the door's page alone, and nothing without a role.

    It is short, so that the code is of few and large squares that any phone reads.
    """
    signed = salted_hmac(DOOR, registration.nonce, algorithm="sha256").hexdigest()[:16]
    return f"{registration.pk}-{signed}"


def registration_at_door(event: Event, token: str) -> Registration | None:
    """Return the registration of an event that a code at the door is of, None where it is of none."""
    pk, _dash, _signed = token.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    row = Registration.objects.filter(event=event, pk=int(pk)).select_related("event__organisation").first()
    if row is None or not constant_time_compare(door_token_of(row), token):
        return None
    return row


def place_in_list(hold: Hold) -> int:
    """Return the place of a hold among those who wait for the same pass, from 1; 0 where it does not wait."""
    if hold.state != Hold.State.WAITING:
        return 0
    waiting = Hold.objects.filter(
        to=hold.to_id, state=Hold.State.WAITING, registration__state=Registration.State.CONFIRMED
    )
    before = waiting.filter(since__lt=hold.since) | waiting.filter(since=hold.since, pk__lt=hold.pk)
    return before.count() + 1


def keeping_of(event: Event) -> dict[Retention.What, Said]:
    """Return how long registrations, needs and what nobody has confirmed are kept, and by which decision.

    Without a decision they are never deleted, and that is what is said.
    """
    decided = {one.what: one for one in Retention.objects.filter(organisation=event.organisation_id)}
    last = ends_of(event)
    kinds = (Retention.What.REGISTRATION, Retention.What.NEED, Retention.What.UNCONFIRMED)
    return {what: _until(what, decided.get(what), last) for what in kinds}


def _until(what: Retention.What, known: Retention | None, last: datetime | None) -> Said:
    if known is None and what == Retention.What.UNCONFIRMED:
        return Said(
            "Obekräftade anmälningar gallras inte: det finns inget beslut om det.",
            "Registrations that are not confirmed are never deleted: there is no decision to do it.",
        )
    if known is None:
        return Said(
            "Gallras inte: det finns inget beslut om det.", "Never deleted: there is no decision to do it."
        )
    decided = day_in_words(known.decided)
    by = Said(
        f"enligt beslut {known.decision} den {decided.sv}", f"by decision {known.decision} of {decided.en}"
    )
    days = known.days
    if what == Retention.What.UNCONFIRMED:
        return Said(
            f"Obekräftade anmälningar gallras {days} dagar efter att de skickades, {by.sv}.",
            f"Registrations that are not confirmed are deleted {days} days after they were sent, {by.en}.",
        )
    if last is None:
        return Said(
            f"Gallras {days} dagar efter sista dagen, {by.sv}.",
            f"Deleted {days} days after the last day, {by.en}.",
        )
    on = day_in_words((timezone.localtime(last) + timedelta(days=days)).date())
    return Said(f"Gallras den {on.sv}, {by.sv}.", f"Deleted on {on.en}, {by.en}.")


def data_of(registration: Registration) -> dict[str, Any]:
    """Return all that is held of a registration, ready to be written as JSON; not the word of its link."""
    need = Need.objects.filter(registration=registration).first()
    mails = Message.objects.filter(about=f"registration:{registration.pk}").order_by("pk")
    plain = ("state", "name", "email", "of", "sort", "area", "size", "language", "is_listed", "arrived")
    times = ("created", "confirmed_at", "cancelled_at", "arrived_at", "link_sent_at")
    return {
        "event": registration.event.slug,
        **{name: getattr(registration, name) for name in plain},
        **{name: _moment(getattr(registration, name)) for name in times},
        "companions": [one.name for one in registration.companions.all()],
        "needs": {"food": need.food, "access": need.access} if need is not None else {},
        "answers": [
            {"question": one.question.text, "purpose": one.question.purpose, "answer": one.text}
            for one in registration.answers.select_related("question").order_by("question__number", "pk")
        ],
        "seats": [
            {
                "of": str(one.to),
                "kind": one.to.kind,
                "state": one.state,
                "size": one.size,
                "since": _moment(one.since),
                "answer_by": _moment(one.answer_by),
            }
            for one in registration.holds.select_related("to__session").order_by("to_id")
        ],
        "mails": [
            {
                "to": one.to,
                "subject": one.subject,
                "text": one.text,
                "state": one.state,
                "created": _moment(one.created),
                "sent": _moment(one.sent),
            }
            for one in mails
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment is not None else None
