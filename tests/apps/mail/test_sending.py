"""Sending by a real SMTP server: each letter once, whatever the server or the sender does."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone
from pytest_django import Settings

from laget.apps.accounts.models import Organisation
from laget.apps.mail.actions import write_mail
from laget.apps.mail.jobs import LEASE, WAITS, send_due, take_back, take_one
from laget.apps.mail.models import Message
from tests.apps.mail.conftest import Postbox, free_port

pytestmark = pytest.mark.django_db
State = Message.State


def one_mail(organisation: Organisation, to: str = "lo@example.se") -> Message:
    return write_mail(
        organisation, to=to, subject="Välkommen åter", text="Hej på dig, å ä ö.", html="<p>Hej</p>"
    )


def test_a_mail_arrives_as_it_was_written(halland: Organisation, postbox: Postbox) -> None:
    mail = one_mail(halland)
    assert send_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.fault, mail.tries) == (State.SENT, "", 1)
    assert mail.sent is not None
    [letter] = [message_from_bytes(one, policy=policy.default) for one in postbox.letters]
    assert letter["Subject"] == "Välkommen åter"
    assert letter["From"] == "Läget <laget@example.se>"
    assert f"laget.{mail.pk}." in letter["Message-ID"]
    body, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert body is not None
    assert body.get_content().strip() == "Hej på dig, å ä ö."
    assert html is not None
    assert postbox.to == ["lo@example.se"]


def test_a_sent_mail_is_not_sent_again(halland: Organisation, postbox: Postbox) -> None:
    one_mail(halland)
    assert (send_due(), send_due()) == (1, 0)
    assert len(postbox.letters) == 1


@pytest.mark.parametrize("at", ["address", "text"])
def test_a_server_that_asks_for_patience_is_asked_four_times_with_growing_waits(
    halland: Organisation, postbox: Postbox, at: str
) -> None:
    mail = one_mail(halland)
    (postbox.addresses if at == "address" else postbox.answers).extend(["451 try later"] * 4)
    now = timezone.now()
    for wait in WAITS:
        assert send_due(now) == 1
        mail.refresh_from_db()
        assert (mail.state, mail.fault) == (State.WAITING, "451 try later")
        assert mail.due == now + wait
        assert send_due(now) == 0
        now += wait
    send_due(now)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.FAILED, 4)
    assert sorted(WAITS) == list(WAITS)


def test_a_server_that_grows_willing_gets_the_mail(halland: Organisation, postbox: Postbox) -> None:
    mail = one_mail(halland)
    postbox.answers.append("421 busy")
    now = timezone.now()
    send_due(now)
    send_due(now + WAITS[0])
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.fault) == (State.SENT, 2, "")
    assert len(postbox.letters) == 1


@pytest.mark.parametrize("at", ["address", "text"])
def test_a_refused_mail_fails_at_once_and_keeps_the_answer(
    halland: Organisation, postbox: Postbox, at: str
) -> None:
    refused, other = one_mail(halland), one_mail(halland, "sam@example.se")
    (postbox.addresses if at == "address" else postbox.answers).append("550 no such person")
    send_due()
    refused.refresh_from_db()
    other.refresh_from_db()
    assert (refused.state, refused.fault) == (State.FAILED, "550 no such person")
    assert other.state == State.SENT


def test_an_address_that_no_letter_can_be_sent_to_fails_and_the_next_goes(
    halland: Organisation, postbox: Postbox
) -> None:
    strange = one_mail(halland, f"lo@{'ä' * 62}.se")  # longer than a name may be when it is written in ASCII
    abroad = one_mail(halland, "lo@exämpel.se")
    assert send_due() == 2
    strange.refresh_from_db()
    abroad.refresh_from_db()
    assert (strange.state, bool(strange.fault), abroad.state) == (State.FAILED, True, State.SENT)
    assert postbox.to == ["lo@xn--exmpel-cua.se"]


def test_a_connection_dropped_in_the_text_leaves_the_mail_doubtful(
    halland: Organisation, postbox: Postbox
) -> None:
    mail = one_mail(halland)
    postbox.answers.append(None)
    send_due()
    mail.refresh_from_db()
    assert mail.state == State.DOUBTFUL
    assert mail.fault
    assert send_due(timezone.now() + timedelta(days=1)) == 0
    assert postbox.letters == []


def test_a_server_silent_after_the_text_leaves_the_mail_doubtful(
    halland: Organisation, postbox: Postbox
) -> None:
    import threading

    mail = one_mail(halland)
    postbox.holding = threading.Event()
    send_due()
    mail.refresh_from_db()
    assert mail.state == State.DOUBTFUL


def test_no_server_at_all_is_tried_again(halland: Organisation, settings: Settings, postbox: Postbox) -> None:
    mail = one_mail(halland)
    settings.EMAIL_PORT = free_port()
    now = timezone.now()
    send_due(now)
    mail.refresh_from_db()
    assert (mail.state, mail.due) == (State.WAITING, now + WAITS[0])
    assert mail.fault


def test_without_a_mail_server_mails_wait(halland: Organisation, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    mail = one_mail(halland)
    assert send_due() == 0
    mail.refresh_from_db()
    assert mail.state == State.WAITING


def test_the_demonstration_shows_its_mails_instead(halland: Organisation, settings: Settings) -> None:
    settings.EMAIL_HOST, settings.DEMO = "", True
    mail = one_mail(halland)
    assert send_due() == 1
    mail.refresh_from_db()
    assert mail.state == State.SHOWN


def test_a_lease_that_ran_out_is_doubtful_and_never_sent_by_itself(
    halland: Organisation, postbox: Postbox
) -> None:
    one_mail(halland)
    now = timezone.now()
    taken = take_one(now)
    assert taken is not None
    assert take_one(now) is None
    assert take_back(now + LEASE - timedelta(seconds=1)) == 0
    assert take_back(now + LEASE + timedelta(seconds=1)) == 1
    assert take_back(now + LEASE + timedelta(seconds=1)) == 0
    taken.refresh_from_db()
    assert taken.state == State.DOUBTFUL
    assert send_due(now + timedelta(days=2)) == 0
    assert postbox.letters == []
