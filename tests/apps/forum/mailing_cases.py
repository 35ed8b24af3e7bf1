"""Cases of mails to many, the digital link and the questions after an event."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.composing import Composer
from laget.apps.forum.actions.digital import send_link_again, set_link
from laget.apps.forum.actions.mailings import (
    approve_mailing,
    change_mailing,
    remove_mailing,
    send_stuck_again,
    withdraw_mailing,
    write_mailing,
)
from laget.apps.forum.actions.office import send_mail_again
from laget.apps.forum.actions.opinions import Asked, Asking, write_asks
from laget.apps.forum.models import Ask, DigitalLink, Event, Hold, Mailing, Pass, Registration
from laget.apps.forum.permissions import EDIT_FORUM, HANDLE_REGISTRATIONS, SEND_MAILINGS
from laget.apps.forum.queries.mailings import batch_of
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import MEETING, NOW, a_draft
from tests.apps.forum.office_cases import Case


def a_mailing(event: Event) -> Mailing:
    """Return a mail to many that is written, made where there is none."""
    known = Mailing.objects.filter(event=event).first()
    return known or Mailing.objects.create(event=event, kind="message", subject="Hej", text="Välkomna")


def approve(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Approve a mail as it stands."""
    row = a_mailing(event)
    return approve_mailing(region, actor=actor, mailing=row, seal=Composer(row).seal, now=NOW)


def send_stuck(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Send a mail that failed again."""
    row = a_mailing(event)
    Message.objects.get_or_create(
        organisation=region, to="vera@example.se", batch=batch_of(row), defaults={"state": "failed"}
    )
    return send_stuck_again(region, actor=actor, mailing=row, now=NOW)


def send_link(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Send the link, whose time has come, to one with a digital seat; nothing is left where it is refused."""
    with transaction.atomic():
        return _send_link(region, actor, event)


def _send_link(region: Organisation, actor: Visitor | None, event: Event) -> object:
    DigitalLink.objects.get_or_create(event=event, defaults={"address": MEETING})
    Mailing.objects.get_or_create(
        event=event, kind="link", defaults={"subject": "Länk", "text": "{länk}", "sent_at": NOW}
    )
    to, _ = Pass.objects.get_or_create(event=event, kind=Pass.Kind.DIGITAL)
    one, _ = Registration.objects.get_or_create(
        event=event, email="dina@example.se", defaults={"nonce": "d", "state": "confirmed"}
    )
    Hold.objects.get_or_create(registration=one, to=to, defaults={"state": Hold.State.HELD})
    return send_link_again(region, actor=actor, registration=one, now=NOW)


def send_one_again(region: Organisation, actor: Visitor | None, event: Event) -> object:
    """Send a mail about a registration that did not arrive again; nothing is left where it is refused."""
    with transaction.atomic():
        one = Registration.objects.create(event=event, email="vera@example.se", nonce="v", state="confirmed")
        mail = Message.objects.create(
            organisation=region, to=one.email, about=f"registration:{one.pk}", state="failed"
        )
        return send_mail_again(region, actor=actor, registration=one, message=mail, now=NOW)


MAILINGS = (
    Case(send_mail_again, HANDLE_REGISTRATIONS, send_one_again),
    Case(
        write_mailing,
        SEND_MAILINGS,
        lambda region, actor, row: write_mailing(region, actor=actor, event=row, draft=a_draft()),
    ),
    Case(
        change_mailing,
        SEND_MAILINGS,
        lambda region, actor, row: change_mailing(
            region, actor=actor, mailing=a_mailing(row), draft=a_draft(), revision=None
        ),
    ),
    Case(
        remove_mailing,
        SEND_MAILINGS,
        lambda region, actor, row: remove_mailing(region, actor=actor, mailing=a_mailing(row), revision=None),
    ),
    Case(approve_mailing, SEND_MAILINGS, approve),
    Case(
        withdraw_mailing,
        SEND_MAILINGS,
        lambda region, actor, row: withdraw_mailing(region, actor=actor, mailing=a_mailing(row)),
    ),
    Case(send_stuck_again, SEND_MAILINGS, send_stuck),
    Case(
        set_link,
        SEND_MAILINGS,
        lambda region, actor, row: set_link(region, actor=actor, event=row, address=MEETING, revision=0),
    ),
    Case(send_link_again, SEND_MAILINGS, send_link),
    Case(
        write_asks,
        EDIT_FORUM,
        lambda region, actor, row: write_asks(
            region,
            actor=actor,
            event=row,
            wish=Asking(asks=(Asked(text="Var det bra?", kind=Ask.Kind.SCALE),)),
            revision=None,
        ),
    ),
)
