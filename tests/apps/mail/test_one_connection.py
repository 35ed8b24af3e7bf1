"""Letters sent one after another over one connection: what happens when the server ends it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from pytest_django import Settings

from laget.apps.accounts.models import Organisation
from laget.apps.mail import jobs
from laget.apps.mail.actions import Letter, write_mail, write_mails
from laget.apps.mail.jobs import EACH, WAITS, send_due
from laget.apps.mail.models import Message
from tests.apps.mail.conftest import Postbox, free_port

pytestmark = pytest.mark.django_db
State = Message.State


def written(organisation: Organisation, number: int) -> None:
    letters = (Letter(to=f"p{one}@example.se", subject="Hej", text="Hej") for one in range(number))
    write_mails(organisation, letters=letters, batch="mailing:1", private=True)


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


class Counting(Postbox):
    """A server that takes a few letters a connection, and then ends it in one way or another."""

    most, connections, taken = 3, 0, 0
    answer = ""  # to the sender of one letter more; nothing is a connection that is dropped

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        self.taken = 0
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.taken += 1
        if self.taken > self.most:
            if not self.answer:
                transport: object = server.transport
                transport.abort()  # type: ignore[attr-defined]  # asyncio's
            return self.answer or "250 never heard"
        envelope.mail_from = address
        return "250 OK"


@pytest.fixture
def counting(settings: Settings) -> Iterator[Counting]:
    box = Counting()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    yield box
    controller.stop()


def test_many_letters_go_over_one_connection(halland: Organisation, counting: Counting) -> None:
    counting.most = 100
    written(halland, 12)
    assert send_due() == 12
    assert (len(counting.letters), counting.connections) == (12, 1)


def test_who_waits_for_a_mail_alone_does_not_wait_for_those_to_many(
    halland: Organisation, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.most = 100
    written(halland, 3 * EACH)
    taken = jobs.take_one

    def take_one(now: datetime, *, alone: bool = False) -> Message | None:
        if len(counting.to) == 5 and not Message.objects.filter(batch="").exists():
            for name in ("ada", "lo"):
                write_mail(halland, to=f"{name}@example.se", subject="Kod", text="123")
        return taken(now, alone=alone)

    monkeypatch.setattr(jobs, "take_one", take_one)
    assert send_due() == 3 * EACH + 2
    assert counting.to[EACH : EACH + 2] == ["ada@example.se", "lo@example.se"]
    assert len(set(counting.to)) == 3 * EACH + 2


@pytest.mark.parametrize("answer", ["421 enough for one connection", ""], ids=["421", "dropped"])
def test_a_server_that_has_had_enough_is_called_again_at_once(
    halland: Organisation, counting: Counting, answer: str
) -> None:
    counting.answer = answer
    written(halland, 8)
    assert send_due() == 8
    assert states() == [State.SENT] * 8
    assert sorted(counting.to) == [f"p{one}@example.se" for one in range(8)]
    assert counting.connections == 3
    assert set(Message.objects.values_list("tries", flat=True)) == {1}


def test_a_connection_that_is_dropped_in_a_text_leaves_that_letter_alone_doubtful(
    halland: Organisation, postbox: Postbox
) -> None:
    postbox.answers = ["250 OK", None, "250 OK"]
    written(halland, 4)
    send_due()
    assert states() == [State.SENT, State.DOUBTFUL, State.SENT, State.SENT]
    assert len(postbox.letters) == 3


def test_a_refused_letter_does_not_hold_up_the_next(halland: Organisation, postbox: Postbox) -> None:
    postbox.addresses = ["250 OK", "550 nobody", "451 later", "250 OK"]
    now = timezone.now()
    written(halland, 3)
    Message.objects.update(due=now)
    send_due(now)
    assert states()[1:] == [State.FAILED, State.WAITING]
    assert Message.objects.get(state=State.WAITING).due == now + WAITS[0]
    assert send_due(now + timedelta(minutes=2)) == 1
    assert State.WAITING not in states()
