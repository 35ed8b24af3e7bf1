"""Writes: the link to take part digitally: entered, sent late to one, sent to one again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Exists, OuterRef

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.mailings import write_to
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import DigitalLink, Event, Mailing, Registration
from laget.apps.forum.permissions import SEND_MAILINGS
from laget.apps.forum.queries.mailings import confirmed_of, digital, due_of, is_too_late
from laget.apps.kept import locked, touched
from laget.core.words.said import Refusal, Said


class NotYet(Refusal):
    """A link whose time has not come, or somebody who has no digital seat."""


def set_link(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    address: str,
    text: str = "",
    revision: int | None,
) -> DigitalLink:
    """Keep the link to take part digitally, apart from all else of an event; the log never holds it.

    `revision` is of what the editor saw, 0 where nothing was there. Raises NotAllowed, Unfit,
    ChangedMeanwhile.
    """
    allowed(organisation, actor, SEND_MAILINGS)
    _check_address(address)
    with transaction.atomic():
        event = Event.objects.select_for_update(no_key=True).get(pk=event.pk, organisation=organisation)
        known = DigitalLink.objects.filter(event=event).first()
        if known is None:
            row = DigitalLink(event=event, changed_by=actor if isinstance(actor, User) else None)
        else:
            row = locked(known, revision=revision)
            if (row.address, row.text) == (address, text):
                return row
            touched(row, actor=actor)
        _check_not_written(event, address)
        row.address, row.text = address, text
        row.save()
        logged(organisation, actor, "set_link", event)
    return row


def _check_address(address: str) -> None:
    try:
        URLValidator(schemes=["https", "http"])(address)
    except ValidationError as fault:
        raise Unfit(
            "address",
            Said("Skriv en hel adress, som börjar med https://.", "Write a whole address, with https://."),
        ) from fault


def _check_not_written(event: Event, address: str) -> None:
    if Mailing.objects.filter(event=event, text__contains=address).exists():
        raise Unfit(
            "address",
            Said(
                "Adressen står i texten till ett utskick. Skriv {länk} där i stället.",
                "The address stands in the text of a mailing. Write {länk} there instead.",
            ),
        )


def send_link_again(
    organisation: Organisation, *, actor: Visitor | None, registration: Registration, now: datetime
) -> Registration:
    """Send the digital link to one person once more; raises NotAllowed, NotYet."""
    allowed(organisation, actor, SEND_MAILINGS)
    event = own(organisation, registration.event)
    with transaction.atomic():
        mailing = _gone(event)
        rows = digital(confirmed_of(event.pk))
        row = rows.filter(pk=registration.pk).first()
        if mailing is None or row is None:
            raise NotYet(
                Said(
                    "Länken skickas när dess tid har kommit, till den som har en digital plats.",
                    "The link is sent when its time has come, to those who have a digital seat.",
                )
            )
        write_to(mailing, [row], now=now)
        logged(organisation, actor, "send_link_again", event, registration=row.pk)
    return row


def send_late_links(now: datetime) -> int:
    """Send the link to those who got a digital seat after it was sent to the others; returns how many.

    Where the last day to register was moved after that, they get it when registration has closed again.
    """
    late = Registration.objects.filter(
        event=OuterRef("event"), state=Registration.State.CONFIRMED, link_sent_at=None
    ).exclude(email="")
    gone = Mailing.objects.filter(Exists(digital(late)), kind=Mailing.Kind.LINK, sent_at__isnull=False)
    return sum(_send_late(one, now) for one in gone.select_related("event__organisation").order_by("-pk"))


def _send_late(mailing: Mailing, now: datetime) -> int:
    event = mailing.event
    due = due_of(mailing, event)
    if is_too_late(mailing, event, now=now) or (due is not None and due > now):
        return 0
    with transaction.atomic():
        # Guarded: of two workers that see the same person one marks them, and writes.
        rows = digital(confirmed_of(event.pk).filter(link_sent_at=None))
        late = list(rows.select_for_update(of=("self",)).order_by("pk"))
        return write_to(mailing, late, now=now) if late else 0


def _gone(event: Event) -> Mailing | None:
    return Mailing.objects.filter(event=event, kind=Mailing.Kind.LINK, sent_at__isnull=False).last()
