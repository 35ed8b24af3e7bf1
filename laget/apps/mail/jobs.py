"""What is done with the outbox in its time: sending, taking back what a killed sender left, deleting."""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from laget.apps.accounts.actions import delete_due
from laget.apps.accounts.models import Retention
from laget.apps.mail.models import Message

State = Message.State
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))  # after each try but the last
LEASE = timedelta(minutes=10)  # longer than one letter can take
EACH = 10  # mails to many that go before it is looked for mails to one
TEMPORARY = range(400, 500)
CLOSING = 421  # the server ends the connection: it has taken letters enough, or goes down
LONGEST_FAULT = 300


class _Noticing:
    """Notices when the text of a letter has begun to be handed over without an answer yet."""

    unanswered = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over a letter's text; `unanswered` stays true where no answer came."""
        self.unanswered = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]  # smtplib's, mixed in below
        self.unanswered = False
        return answer


class _Plain(_Noticing, smtplib.SMTP):
    """An open or STARTTLS connection that notices."""


class _Encrypted(_Noticing, smtplib.SMTP_SSL):
    """A connection encrypted from its first byte that notices."""


class Sender(EmailBackend):
    """Django's own SMTP, with connections that notice what became of a letter."""

    @cached_property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The kind of connection."""
        return _Encrypted if self.use_ssl else _Plain


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter that was tried: its state, and the fault in one line."""

    state: State
    fault: str = ""
    again: bool = False  # may be tried again
    hung_up: bool = False  # the server closed the connection before it was handed anything


def send_due(now: datetime | None = None) -> int:
    """Send the mails that are due, each by one sender only; returns how many were tried.

    Without a mail server they wait; in the demonstration they become readable in the outbox instead.
    """
    if not settings.EMAIL_HOST:
        if not settings.DEMO:
            return 0
        due = Message.objects.filter(state=State.WAITING, due__lte=now or timezone.now())
        return due.update(state=State.SHOWN, sent=now or timezone.now())
    tried = 0
    sender, turn = Sender(fail_silently=False), Turn()
    try:
        while (message := turn.next(now or timezone.now())) is not None:
            keep(message, fate_of(message, sender), now=now or timezone.now())
            tried += 1
    finally:
        _close(sender)
    return tried


class Turn:
    """Whose turn it is: nobody who waits for a code or a confirmation waits for thousands of letters."""

    def __init__(self) -> None:
        self.since = EACH  # mails of those to many since it was looked for others

    def next(self, now: datetime) -> Message | None:
        """Take a lease on the next mail: between every few of those to many, all that go to one alone."""
        if self.since >= EACH:
            if (alone := take_one(now, alone=True)) is not None:
                return alone
            self.since = 0
        self.since += 1
        return take_one(now)


def take_one(now: datetime, *, alone: bool = False) -> Message | None:
    """Take a lease on the mail that has been due longest, `alone` of those not to many; None if none is."""
    while True:
        waiting = Message.objects.filter(state=State.WAITING, due__lte=now)
        first = (waiting.filter(batch="") if alone else waiting).order_by("due", "pk").first()
        if first is None:
            return None
        lease, tries = now + LEASE, first.tries + 1
        # Guarded: of two senders that saw the same row one changes it.
        if Message.objects.filter(pk=first.pk, state=State.WAITING, tries=first.tries).update(
            state=State.SENDING, lease_until=lease, tries=tries
        ):
            first.state, first.lease_until, first.tries = State.SENDING, lease, tries
            return first


def fate_of(message: Message, sender: Sender) -> Fate:
    """Hand a mail to the mail server, and return what became of it.

    Tried again: no connection, a refused sign-in, an answer 4xx. Failed: an answer 5xx. Doubtful: a
    connection that broke or fell silent when the text had begun to be handed over. A connection that is open
    since the letter before is used; where the server has closed it, nothing has been handed over, and a new
    one is opened at once.
    """
    was_open = sender.connection is not None
    fate = _tried(message, sender)
    return _tried(message, sender) if was_open and fate.hung_up else fate


def _tried(message: Message, sender: Sender) -> Fate:
    try:
        sender.open()
        sender.send_messages([letter(message)])
    except smtplib.SMTPException as refused:
        fate = _refusal(refused, sender)
    except (UnicodeError, ValueError) as unfit:  # an address or a subject that no letter can be written with
        fate = Fate(State.FAILED, _line(None, unfit))
    except OSError as broken:
        fate = _broken(broken, sender)
    else:
        return Fate(State.SENT)
    _close(sender)
    return fate


def _refusal(refused: smtplib.SMTPException, sender: Sender) -> Fate:
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return _refused(*next(iter(refused.recipients.values())))
    if isinstance(
        refused, smtplib.SMTPAuthenticationError | smtplib.SMTPHeloError | smtplib.SMTPConnectError
    ):
        return Fate(State.FAILED, _line(refused.smtp_code, refused.smtp_error), again=True)
    if isinstance(refused, smtplib.SMTPResponseException):
        return _refused(refused.smtp_code, refused.smtp_error)
    return _broken(refused, sender)


def _broken(broken: OSError | smtplib.SMTPException, sender: Sender) -> Fate:
    if getattr(sender.connection, "unanswered", False):
        return Fate(State.DOUBTFUL, _line(None, broken))
    hung_up = isinstance(broken, smtplib.SMTPServerDisconnected | ConnectionError)
    return Fate(State.FAILED, _line(None, broken), again=True, hung_up=hung_up)


def _refused(code: int, said: bytes | str) -> Fate:
    return Fate(State.FAILED, _line(code, said), again=code in TEMPORARY, hung_up=code == CLOSING)


def _line(code: int | None, said: bytes | str | Exception) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    words = " ".join(words.split()) or type(said).__name__
    return f"{code} {words}"[:LONGEST_FAULT] if code is not None else words[:LONGEST_FAULT]


def _close(sender: Sender) -> None:
    """Say goodbye to the server; whatever it answers changes nothing of what it has taken."""
    try:
        sender.close()
    except (OSError, smtplib.SMTPException):
        sender.connection = None


def letter(message: Message) -> EmailMultiAlternatives:
    """Return a mail as a letter; its Message-ID is the row's own, so that a copy is known as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {
        "Message-ID": f"<laget.{message.pk}.{message.created:%Y%m%d%H%M%S%f}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    built = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )
    if message.html:
        built.attach_alternative(message.html, "text/html")
    return built


def keep(message: Message, fate: Fate, *, now: datetime) -> None:
    """Keep what became of a mail; one that may be tried again waits longer each time, four tries in all."""
    again = fate.again and message.tries <= len(WAITS)
    state = State.WAITING if again else fate.state
    # A sender slower than its lease finds its row doubtful; what it knows is truer.
    Message.objects.filter(pk=message.pk, state__in=[State.SENDING, State.DOUBTFUL]).update(
        state=state,
        fault=fate.fault,
        lease_until=None,
        due=now + WAITS[message.tries - 1] if again else message.due,
        sent=now if state is State.SENT else None,
    )


def take_back(now: datetime) -> int:
    """Call doubtful what a killed sender left; it is never sent again by itself. Returns how many."""
    left = Message.objects.filter(state=State.SENDING, lease_until__lt=now)
    return left.update(state=State.DOUBTFUL, lease_until=None)


def delete_old(now: datetime) -> int:
    """Delete the mails whose days are over by their organisation's decision; returns how many."""
    done = Message.objects.exclude(state__in=[State.WAITING, State.SENDING])
    return delete_due(Retention.What.MAIL, rows=done, since="created", now=now)
