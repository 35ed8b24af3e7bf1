"""Writes: mails to many of an event: written, approved as they were shown, withdrawn, sent at their time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.composing import Composer, answers_to
from laget.apps.forum.actions.writing import Unfit, allowed, logged, own
from laget.apps.forum.models import DigitalLink, Event, Mailing, Registration
from laget.apps.forum.permissions import SEND_MAILINGS
from laget.apps.forum.queries.mailings import (
    addressees,
    batch_of,
    due_of,
    is_link_another,
    is_too_late,
    mails_of,
)
from laget.apps.kept import ChangedMeanwhile, locked, touched
from laget.apps.mail.actions import try_again, write_mails
from laget.apps.mail.models import Message
from laget.core.forum.letters import OF_LINK, PLACES, places_in
from laget.core.words.said import Refusal, Said

Kind, Audience = Mailing.Kind, Mailing.Audience
PLAIN = ("kind", "audience", "subject", "text", "due")


class Decided(Refusal):
    """A mailing that is approved or sent: it is not changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail to many as it is written; `due` None goes as soon as it is approved."""

    kind: str
    audience: str
    subject: str
    text: str
    due: datetime | None = None


def write_mailing(
    organisation: Organisation, *, actor: Visitor | None, event: Event, draft: Draft
) -> Mailing:
    """Write a mail to many, which waits to be read and approved; raises NotAllowed, Unfit."""
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, event)
        row = Mailing(event=event, changed_by=actor if isinstance(actor, User) else None)
        _write(row, draft)
        logged(organisation, actor, "write_mailing", event, kind=row.kind)
    return row


def change_mailing(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    mailing: Mailing,
    draft: Draft,
    revision: int | None,
) -> Mailing:
    """Let a mail to many be as `draft`; raises NotAllowed, Unfit, Decided, ChangedMeanwhile."""
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, mailing.event)
        row = locked(mailing, revision=revision)
        _check_undecided(row)
        if draft_of(row) != draft:
            touched(row, actor=actor)
            _write(row, draft)
            logged(organisation, actor, "change_mailing", event, kind=row.kind)
    return row


def remove_mailing(
    organisation: Organisation, *, actor: Visitor | None, mailing: Mailing, revision: int | None
) -> Event:
    """Throw a mail to many away that is neither approved nor sent; returns its event.

    Raises NotAllowed, Decided, ChangedMeanwhile.
    """
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, mailing.event)
        row = locked(mailing, revision=revision)
        _check_undecided(row)
        logged(organisation, actor, "remove_mailing", event, kind=row.kind)
        row.delete()
    return event


def approve_mailing(
    organisation: Organisation, *, actor: Visitor | None, mailing: Mailing, seal: str, now: datetime
) -> Mailing:
    """Approve a mail to many as it was shown, which lets it be sent: at once, or at its time.

    `seal` is of what was shown (`Composer.seal`): of what has changed since, another preview is asked for.
    Doing it twice does no harm. Raises NotAllowed, Unfit, ChangedMeanwhile.
    """
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, mailing.event)
        row = locked(mailing, revision=None)
        if row.approved_at is not None:
            return row
        if row.kind == Kind.LINK and not DigitalLink.objects.filter(event=event).exists():
            raise Unfit("", Said("Skriv in länken först.", "Enter the link first."))
        if is_too_late(row, event, now=now):
            raise Unfit(
                "",
                Said(
                    "Evenemanget är inte publicerat, eller redan över.",
                    "The event is not published, or over already.",
                ),
            )
        if Composer(row).seal != seal:
            raise ChangedMeanwhile(
                Said(
                    "Mejlet är inte längre som det visades. Läs det en gång till.",
                    "The mail is no longer as it was shown. Read it once more.",
                )
            )
        row.approved_at = now
        row.approved_by = actor if isinstance(actor, User) else None
        row.save(update_fields=["approved_at", "approved_by"])
        logged(organisation, actor, "approve_mailing", event, kind=row.kind)
    return row


def withdraw_mailing(organisation: Organisation, *, actor: Visitor | None, mailing: Mailing) -> None:
    """Take an approval back while nothing has been sent; raises NotAllowed, Decided."""
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, mailing.event)
        # Guarded: of this and the job that sends it one changes the row.
        taken = Mailing.objects.filter(pk=mailing.pk, event=event, sent_at=None).update(
            approved_at=None, approved_by=None
        )
        if not taken:
            raise Decided(Said("Utskicket har redan gått.", "The mailing has gone already."))
        logged(organisation, actor, "withdraw_mailing", event, kind=mailing.kind)


def send_stuck_again(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    mailing: Mailing,
    message: Message | None = None,
    now: datetime,
) -> int:
    """Let the mails of a mailing that failed wait to be sent again; returns how many.

    `message` is one alone, and may be doubtful: somebody has then decided that it may come twice. Raises
    NotAllowed.
    """
    allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = own(organisation, mailing.event)
        again = try_again(mails_of(mailing), message=message, now=now)
        if again:
            logged(organisation, actor, "send_stuck_again", event, mails=again)
    return again


def send_mailing(mailing: Mailing, *, now: datetime) -> int | None:
    """Write the mails of an approved mailing into the outbox: all of them or none, and once.

    None where another has done so, or nothing is to be sent now; else how many.
    """
    with transaction.atomic():
        # Guarded: of several workers one takes it, and whoever dies before the end has written nothing.
        taken = Mailing.objects.filter(pk=mailing.pk, sent_at=None, approved_at__isnull=False).update(
            sent_at=now
        )
        if not taken:
            return None
        row = Mailing.objects.select_related("event__organisation").get(pk=mailing.pk)
        event = row.event
        due = due_of(row, event)
        is_due = due is None or due <= now
        has_link = row.kind != Kind.LINK or DigitalLink.objects.filter(event=event).exists()
        if not is_due or not has_link or is_too_late(row, event, now=now):
            transaction.set_rollback(True)
            return None
        count = write_to(row, list(addressees(row)), now=now)
        Mailing.objects.filter(pk=row.pk).update(count=count)
        logged(event.organisation, None, "send_mailing", event, kind=row.kind, mails=count)
    return count


def write_to(mailing: Mailing, registrations: list[Registration], *, now: datetime) -> int:
    """Write a mailing's mail to each of these into the outbox; what holds a link is marked as gone to them.

    Inside a transaction.
    """
    composer, event = Composer(mailing), mailing.event
    if mailing.kind == Kind.LINK:
        ids = [one.pk for one in registrations]
        Registration.objects.filter(event=event, pk__in=ids).update(link_sent_at=now)
    return write_mails(
        event.organisation,
        letters=map(composer.letter, registrations),
        batch=batch_of(mailing),
        private=True,  # each holds the link to one's own registration
        reply_to=answers_to(event),
    )


def draft_of(row: Mailing) -> Draft:
    """Return a mail to many as it is written."""
    return Draft(**{name: getattr(row, name) for name in PLAIN})


def _check_undecided(row: Mailing) -> None:
    if row.approved_at is not None or row.sent_at is not None:
        raise Decided(
            Said(
                "Utskicket är godkänt. Ta tillbaka godkännandet först.",
                "The mailing is approved. Withdraw the approval first.",
            )
        )


def _write(row: Mailing, draft: Draft) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(draft, name))
    row.subject = " ".join(row.subject.split())
    row.text = row.text.strip()
    _check_text(row)
    _check_purpose(row)
    if row.kind != Kind.CHANGE:
        row.version = None
    elif row.version is None:
        row.version = _latest_change(row.event)
    row.save()


def _check_text(row: Mailing) -> None:
    link = DigitalLink.objects.filter(event=row.event).first()
    for field, text in (("subject", row.subject), ("text", row.text)):
        if not text:
            raise Unfit(field, Said("Skriv något här.", "Write something here."))
        for word in places_in(text):
            if word not in PLACES:
                raise Unfit(
                    field,
                    Said(
                        f"{{{word}}} betyder ingenting här. Välj bland orden nedanför.",
                        f"{{{word}}} means nothing here. Choose among the words below.",
                    ),
                )
            if word in OF_LINK and (row.kind != Kind.LINK or field == "subject"):
                raise Unfit(
                    field,
                    Said(
                        f"{{{word}}} får bara stå i texten till utskicket med länken.",
                        f"{{{word}}} may only stand in the text of the mailing with the link.",
                    ),
                )
            if word == "enkät" and not row.event.asks.exists():
                raise Unfit(
                    field, Said("Skriv frågorna efteråt först.", "Write the questions afterwards first.")
                )
        if link is not None and link.address in text:
            raise Unfit(
                field,
                Said(
                    "Skriv {länk} i stället för adressen: den är hemlig tills den skickas.",
                    "Write {länk} instead of the address: it is secret until it is sent.",
                ),
            )


def _check_purpose(row: Mailing) -> None:
    event = row.event
    if (row.kind == Kind.CHANGE) != (row.audience == Audience.CONCERNED):
        raise Unfit(
            "audience",
            Said(
                "Ett ändrat program går till dem vars punkter ändrats, och inget annat gör det.",
                "A changed programme goes to those whose items have changed, and nothing else does.",
            ),
        )
    if row.kind != Kind.LINK:
        return
    row.audience = Audience.DIGITAL
    if "länk" not in places_in(row.text):
        raise Unfit("text", Said("Skriv {länk} där länken ska stå.", "Write {länk} where the link goes."))
    known = Mailing.objects.filter(event=event, kind=Kind.LINK).exclude(pk=row.pk).last()
    is_new = is_link_another(event, known)
    if known is not None and not is_new:
        raise Unfit(
            "kind",
            Said("Det finns redan ett utskick med länken.", "There is a mailing with the link already."),
        )
    if row.due is None and event.registers_until is None and not is_new:
        raise Unfit(
            "due",
            Said(
                "Skriv när länken ska skickas: evenemanget har ingen sista anmälningsdag.",
                "Write when the link is sent: the event has no last day to register.",
            ),
        )
    if row.due is not None and event.registers_until is not None and row.due < event.registers_until:
        closes = timezone.localtime(event.registers_until)
        raise Unfit(
            "due",
            Said(
                f"Länken skickas tidigast när anmälan har stängt: {closes:%Y-%m-%d %H.%M}.",
                f"The link is sent when registration has closed at the earliest: {closes:%Y-%m-%d %H:%M}.",
            ),
        )


def _latest_change(event: Event) -> int:
    number = event.versions.values_list("number", flat=True).first() or 0
    if number < 2:
        raise Unfit(
            "kind",
            Said("Programmet har inte ändrats sedan det publicerades.", "The programme has not changed."),
        )
    return number
