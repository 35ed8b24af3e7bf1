"""Writes: what the office does for those who register: by hand, cancelled, the confirmation once more."""

from datetime import datetime

from django.db import IntegrityError, transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.letters import write_letter, write_seats
from laget.apps.forum.actions.registering import Given, NotOpen, enter, hold_wanted, just_written, passes_of
from laget.apps.forum.actions.registering import cancel as let_cancel
from laget.apps.forum.actions.seats import keep_still
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import Event, Registration
from laget.apps.forum.permissions import HANDLE_REGISTRATIONS
from laget.apps.forum.queries.events import ends_of, offers_until
from laget.apps.forum.queries.lists import mails_about
from laget.apps.mail.actions import try_again
from laget.apps.mail.models import Message
from laget.core.words.said import Said

State = Registration.State


def add_by_hand(
    organisation: Organisation, *, actor: Visitor | None, event: Event, given: Given, now: datetime
) -> Registration:
    """Register somebody who has asked by telephone: confirmed at once, by the same law of seats.

    Until the event is over; after the last day to register only where there are seats, since nothing is
    offered any more. They get the mail that says so, if they have an address. Raises NotAllowed, NotOpen,
    Unfit.
    """
    allowed(organisation, actor, HANDLE_REGISTRATIONS)
    try:
        with transaction.atomic():
            row = _added(own(organisation, event), given, now)
            logged(organisation, actor, "add_by_hand", row.event, registration=row.pk)
    except IntegrityError as twice:
        raise _known() from twice
    return row


def _added(event: Event, given: Given, now: datetime) -> Registration:
    ends = ends_of(event)
    if event.state != Event.State.PUBLISHED or (ends is not None and ends <= now):
        raise NotOpen(
            Said(
                "Det går bara att anmäla till ett publicerat evenemang som inte är över.",
                "Only to an event that is published and not over.",
            )
        )
    email = given.email.strip().lower()
    known = Registration.objects.filter(event=event, email=email).first() if email else None
    if known is not None and known.state != State.CANCELLED:
        raise _known()
    wanted = passes_of(event, given)
    keep_still(event)
    if not email and (again := just_written(event, given, now=now)) is not None:
        return again
    until = offers_until(event)
    row = enter(event, email, given, now=now, after=known)
    Registration.objects.filter(pk=row.pk).update(state=State.CONFIRMED, confirmed_at=now)
    row.refresh_from_db()
    waits = event.has_waiting_list and (until is None or now < until)
    hold_wanted(row, wanted, now=now, waits=waits)
    write_seats(row)
    return row


def _known() -> Unfit:
    return Unfit("email", Said("Adressen är redan anmäld.", "The address is registered already."))


def cancel_for(
    organisation: Organisation, *, actor: Visitor | None, registration: Registration, now: datetime
) -> None:
    """Cancel a registration for somebody; its seats are offered to those who wait. Raises NotAllowed."""
    allowed(organisation, actor, HANDLE_REGISTRATIONS)
    event = own(organisation, registration.event)
    with transaction.atomic():
        let_cancel(registration, now=now)
        logged(organisation, actor, "cancel_for", event, registration=registration.pk)


def send_confirmation(
    organisation: Organisation, *, actor: Visitor | None, registration: Registration
) -> Registration:
    """Send the mail with the link of a registration once more. Raises NotAllowed, Unfit."""
    allowed(organisation, actor, HANDLE_REGISTRATIONS)
    event = own(organisation, registration.event)
    with transaction.atomic():
        row = Registration.objects.select_related("event__organisation").get(pk=registration.pk, event=event)
        if row.state == State.CANCELLED:
            raise Unfit("", Said("Anmälan är avbokad.", "The registration is cancelled."))
        if not row.email:
            raise Unfit(
                "", Said("Anmälan har ingen e-postadress.", "The registration has no e-mail address.")
            )
        if row.state == State.UNCONFIRMED:
            write_letter(row, "confirm")
        else:
            write_seats(row)
        logged(organisation, actor, "send_confirmation", event, registration=row.pk)
    return row


def send_mail_again(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    registration: Registration,
    message: Message,
    now: datetime,
) -> int:
    """Let a mail about a registration that did not arrive, or may not have, wait to be sent again.

    Returns how many: one, or none where it is under way. Raises NotAllowed.
    """
    allowed(organisation, actor, HANDLE_REGISTRATIONS)
    event = own(organisation, registration.event)
    with transaction.atomic():
        again = try_again(mails_about(registration), message=message, now=now)
        if again:
            logged(organisation, actor, "send_mail_again", event, registration=registration.pk)
    return again
