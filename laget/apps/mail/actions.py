"""Writes: a mail as a row, in the transaction of what it tells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.mail.models import Message
from laget.apps.mail.permissions import SEND_AGAIN
from laget.core.words.said import Refusal, Said

LONGEST_SUBJECT = 200
AT_ONCE = 500  # rows written in one statement


class BadMail(Refusal):
    """A mail whose address or subject cannot be written into a letter's head."""


class NotStuck(Refusal):
    """A mail that is under way, or has gone: it is not sent again."""


def write_mail(
    organisation: Organisation | None,
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    about: str = "",
    private: bool = False,
    unsubscribe: str = "",
    reply_to: str = "",
    batch: str = "",
) -> Message:
    """Put a mail to one address into the outbox; a job sends it when the caller's transaction is through.

    `about` is an address `kind:id`; `private` keeps the text from all but the addressee. `unsubscribe` is the
    address that, sent to in one click, ends mails like it (RFC 8058); `batch` is an address `kind:id` of what
    went to many. Raises BadMail.
    """
    try:
        validate_email(to)
    except ValidationError as fault:
        raise BadMail(Said(f"”{to}” är ingen e-postadress.", f"“{to}” is not an e-mail address.")) from fault
    if subject.splitlines() != [subject] or len(subject) > LONGEST_SUBJECT:
        raise BadMail(
            Said(
                f"Ämnesraden ska vara en rad på högst {LONGEST_SUBJECT} tecken.",
                f"The subject must be one line of at most {LONGEST_SUBJECT} characters.",
            )
        )
    return Message.objects.create(
        organisation=organisation,
        to=to,
        subject=subject,
        text=text,
        html=html,
        about=about,
        private=private,
        unsubscribe=unsubscribe,
        reply_to=reply_to,
        batch=batch,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one of many; `about` is an address `kind:id`, `unsubscribe` what ends mails like it."""

    to: str
    subject: str
    text: str
    html: str = ""
    about: str = ""
    unsubscribe: str = ""


def write_mails(
    organisation: Organisation,
    *,
    letters: Iterable[Letter],
    batch: str,
    private: bool,
    reply_to: str = "",
) -> int:
    """Put mails to many, each to one address, into the outbox in the caller's transaction: all or none.

    Their addresses have been checked when they were given. Returns how many.
    """
    rows = (
        Message(
            organisation=organisation,
            to=one.to,
            subject=" ".join(one.subject.split())[:LONGEST_SUBJECT],
            text=one.text,
            html=one.html,
            about=one.about,
            private=private,
            unsubscribe=one.unsubscribe,
            reply_to=reply_to,
            batch=batch,
        )
        for one in letters
    )
    written = 0
    while some := list(islice(rows, AT_ONCE)):
        written += len(Message.objects.bulk_create(some))
    return written


def send_again(organisation: Organisation, *, actor: Visitor | None, message: Message) -> None:
    """Let a mail that failed, or may not have gone, wait to be sent again; raises NotAllowed, NotStuck."""
    if actor is not None:
        require(actor, organisation, SEND_AGAIN)
    stuck = (Message.State.FAILED, Message.State.DOUBTFUL)
    with transaction.atomic():
        changed = Message.objects.filter(pk=message.pk, organisation=organisation, state__in=stuck).update(
            state=Message.State.WAITING, due=timezone.now(), tries=0, fault="", lease_until=None
        )
        if not changed:
            raise NotStuck(
                Said("Mejlet är redan på väg eller skickat.", "The mail is on its way or has been sent.")
            )
        record(organisation, actor=actor, action="send_again", subject=f"mail:{message.pk}")


def try_again(mails: QuerySet[Message], *, message: Message | None, now: datetime) -> int:
    """Let those of some mails that failed wait to be sent again; returns how many.

    `message` is one of them alone, and may be doubtful: somebody has then decided that it may come twice.
    """
    stuck = mails.filter(state=Message.State.FAILED)
    if message is not None:
        states = [Message.State.FAILED, Message.State.DOUBTFUL]
        stuck = mails.filter(pk=message.pk, state__in=states)
    return stuck.update(state=Message.State.WAITING, due=now, tries=0, fault="", lease_until=None)


class OutboxBackend(BaseEmailBackend):
    """Where Django and the sign-in send their mails: the same outbox, each row for its addressee alone.

    A row belongs to the organisation that the addressee came to first: its decision on retention holds.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write a row for each mail and address; returns how many."""
        written = 0
        with transaction.atomic():
            for mail in email_messages:
                html = ""
                if isinstance(mail, EmailMultiAlternatives):
                    html = next((str(one[0]) for one in mail.alternatives if one[1] == "text/html"), "")
                for to in mail.recipients():
                    first = Organisation.objects.filter(memberships__user__email__iexact=to)
                    write_mail(
                        first.order_by("memberships__since").first(),
                        to=to,
                        subject=str(mail.subject)[:LONGEST_SUBJECT],
                        text=str(mail.body),
                        html=html,
                        about="sign-in",
                        private=True,
                    )
                    written += 1
        return written
