"""Several senders, and one that is killed: no mail twice, none lost."""

import threading
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.mail.actions import write_mail
from laget.apps.mail.jobs import LEASE, send_due, take_back
from laget.apps.mail.models import Message
from tests.apps.conftest import AtOnce
from tests.apps.forum.sending import beginner_to
from tests.apps.mail.conftest import Postbox

PATIENCE = 60  # seconds


def test_four_senders_at_once_send_each_mail_once(committed: None, postbox: Postbox, at_once: AtOnce) -> None:
    place = Organisation.objects.create(slug="provlan", name="Provregionen")
    for number in range(8):
        write_mail(place, to=f"p{number}@example.se", subject="Hej", text="Hej")
    outcomes = at_once(*[send_due] * 4)
    assert sum(int(str(one)) for one in outcomes) == 8
    assert sorted(postbox.to) == [f"p{number}@example.se" for number in range(8)]
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.SENT}


def test_a_sender_killed_in_the_middle_leaves_its_mail_doubtful(
    committed: None, postbox: Postbox, tmp_path: Path
) -> None:
    postbox.holding = threading.Event()
    mail = write_mail(None, to="lo@example.se", subject="Hej", text="Hej")
    with beginner_to(settings.EMAIL_HOST, settings.EMAIL_PORT) as beginner:
        sender = beginner.start("mails", said=tmp_path / "said", unguarded=False)
        until = time.monotonic() + PATIENCE
        while postbox.waiting == 0 and time.monotonic() < until:
            time.sleep(0.02)
        assert postbox.waiting == 1
        beginner.kill(sender)
    mail.refresh_from_db()
    assert mail.state == Message.State.SENDING
    postbox.holding.set()
    later = timezone.now() + LEASE * 2
    assert (take_back(later), send_due(later)) == (1, 0)
    mail.refresh_from_db()
    assert mail.state == Message.State.DOUBTFUL
    assert len(postbox.letters) <= 1


def test_a_slow_sender_says_what_it_knows_when_its_lease_has_run_out(
    committed: None, postbox: Postbox, at_once: AtOnce
) -> None:
    postbox.holding = threading.Event()
    mail = write_mail(None, to="lo@example.se", subject="Hej", text="Hej")

    def impatient() -> int:
        until = time.monotonic() + PATIENCE
        while postbox.waiting == 0 and time.monotonic() < until:
            time.sleep(0.02)
        doubtful = take_back(timezone.now() + LEASE * 2)
        assert postbox.holding is not None
        postbox.holding.set()
        return doubtful

    assert at_once(send_due, impatient) == [1, 1]
    mail.refresh_from_db()
    assert mail.state == Message.State.SENT
    assert len(postbox.letters) == 1
