"""Several senders, and one that is killed: no mail twice, none lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.mail.actions import write_mail
from laget.apps.mail.jobs import LEASE, send_due, take_back
from laget.apps.mail.models import Message
from tests.apps.conftest import AtOnce
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


SEND = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "laget.config.settings"
django.setup()
from laget.apps.mail.jobs import send_due
print("sending", flush=True)
send_due()
"""
LOOK = """
import os, sys, datetime, django
os.environ["DJANGO_SETTINGS_MODULE"] = "laget.config.settings"
django.setup()
from django.core.management import call_command
from django.utils import timezone
from laget.apps.mail import jobs
from laget.apps.mail.actions import write_mail
from laget.apps.mail.models import Message
if sys.argv[1] == "write":
    call_command("migrate", verbosity=0)
    write_mail(None, to="lo@example.se", subject="Hej", text="Hej")
elif sys.argv[1] == "later":
    later = timezone.now() + jobs.LEASE * 2
    jobs.take_back(later)
    jobs.send_due(later)
print(Message.objects.get().state)
"""


def test_a_sender_killed_in_the_middle_leaves_its_mail_doubtful(postbox: Postbox, tmp_path: Path) -> None:
    from django.conf import settings

    postbox.holding = threading.Event()
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = own | {
        "LAGET_HOME": str(tmp_path),
        "LAGET_SMTP_HOST": settings.EMAIL_HOST,
        "LAGET_SMTP_PORT": str(settings.EMAIL_PORT),
        "LAGET_SMTP_TLS": "no",
    }

    def look(what: str) -> str:
        told = subprocess.run(
            [sys.executable, "-c", LOOK, what], env=environment, capture_output=True, text=True, check=True
        )
        return told.stdout.strip()

    assert look("write") == Message.State.WAITING
    with subprocess.Popen([sys.executable, "-c", SEND], env=environment, stdout=subprocess.PIPE) as sender:
        until = time.monotonic() + PATIENCE
        while postbox.waiting == 0 and time.monotonic() < until:
            time.sleep(0.05)
        assert postbox.waiting == 1
        sender.send_signal(signal.SIGKILL)
    assert look("now") == Message.State.SENDING
    postbox.holding.set()
    assert look("later") == Message.State.DOUBTFUL
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
