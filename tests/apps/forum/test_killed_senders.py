"""Workers and web processes that are killed at random while two thousand mails go: each goes once.

The same is tried without the lease, and must then fail: else it tells nothing.
"""

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.mailings import send_stuck_again, write_mailing
from laget.apps.forum.forms.open import stamp
from laget.apps.forum.models import Event, Hold, Mailing, Pass, Registration
from laget.apps.forum.queries.mailings import mails_of
from laget.apps.mail.jobs import LEASE, send_due, take_back
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import a_draft, approved, published
from tests.apps.forum.sending import Web, beginner_to, workers
from tests.apps.forum.serving import Beginner
from tests.apps.mail.conftest import Postbox

MAILS = 2000
MOST_KILLS = 6
PATIENCE = 90  # seconds, on a machine that does other things too
FORM = "application/x-www-form-urlencoded"
State = Message.State


@pytest.fixture
def event(committed: None) -> Event:
    halland = Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
    row = published(halland)
    now = timezone.now()
    Event.objects.filter(pk=row.pk).update(registers_until=now + timedelta(days=90))
    row.days.update(on=(now + timedelta(days=99)).date(), starts=None, ends=None)
    return Event.objects.select_related("organisation").get(pk=row.pk)


@pytest.fixture
def beginner(event: Event, postbox: Postbox) -> Iterator[Beginner]:
    with beginner_to(settings.EMAIL_HOST, settings.EMAIL_PORT) as one:
        yield one


def registered(event: Event, number: int) -> None:
    """Let so many have a seat on site."""
    rows = Registration.objects.bulk_create(
        Registration(
            event=event,
            name=f"Vera {one}",
            email=f"{one}@example.se",
            nonce=f"n{one}",
            state=Registration.State.CONFIRMED,
        )
        for one in range(number)
    )
    to = event.passes.get(kind=Pass.Kind.ON_SITE)
    Hold.objects.bulk_create(Hold(registration=one, to=to, state=Hold.State.HELD) for one in rows)
    Pass.objects.filter(pk=to.pk).update(taken=number)


def wait_until_sent(*, most: int = PATIENCE) -> None:
    """Wait until nothing waits to be sent."""
    until = time.monotonic() + most
    calm = 0
    while calm < 3:
        assert time.monotonic() < until, Counter(Message.objects.values_list("state", flat=True))
        time.sleep(0.1)
        approved = Mailing.objects.filter(sent_at=None, approved_at__isnull=False).exists()
        calm = 0 if approved or Message.objects.filter(state=State.WAITING).exists() else calm + 1


def check(box: Postbox, *, kills: int, refused: int = 0) -> None:
    """Raise AssertionError unless each mail is in one state that is true, and came at most once."""
    came = Counter(box.to)
    assert [to for to, number in came.items() if number > 1] == []
    take_back(timezone.now() + 2 * LEASE)
    states = dict(Message.objects.values_list("to", "state"))
    assert len(states) == Message.objects.count()
    assert set(states.values()) <= {State.SENT, State.DOUBTFUL, State.FAILED}
    assert [to for to, state in states.items() if state == State.SENT and came[to] != 1] == []
    assert [to for to, state in states.items() if state == State.FAILED and came[to]] == []
    found = Counter(states.values())
    assert found[State.DOUBTFUL] <= kills, found
    assert found[State.FAILED] <= refused, found
    assert send_due(timezone.now() + timedelta(days=1)) == 0  # what is doubtful is not sent by itself


class Office:
    """A communicator's browser, and others', at a web process that is killed now and then."""

    def __init__(self, event: Event, web: Web) -> None:
        self.event, self.web = event, web
        user = User.objects.create_user("kommunikator@example.se", name="Kim Exempel")
        Membership.objects.create(organisation=event.organisation, user=user, role=Role.COMMUNICATOR)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        self.lost = 0

    def asked(self, path: str, **fields: str) -> tuple[str, str]:
        """Return a page and its cookie; a post where there are fields. Raises OSError, HTTPException."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=10)) as line:
            headers = {"Cookie": self.cookies, "Content-Type": FORM}
            line.request("POST" if fields else "GET", path, urlencode(fields) or None, headers)
            answer = line.getresponse()
            return answer.read().decode(), str(answer.getheader("Set-Cookie") or "").partition(";")[0]

    def press(self, mailing: Mailing) -> None:
        """Read a mail and press send; the answer may be lost with the process."""
        path = reverse("mailing", args=[self.event.organisation.slug, self.event.slug, mailing.pk])
        try:
            page, cookie = self.asked(path)
            if cookie:
                self.cookies += f"; {cookie}"
            token, seal = (
                re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("csrfmiddlewaretoken", "seal")
            )
            if token is not None and seal is not None:
                self.asked(path, do="send", seal=seal[1], csrfmiddlewaretoken=token[1])
        except (OSError, http.client.HTTPException):
            self.lost += 1
        finally:
            connection.close()

    def register(self, number: int) -> None:
        """Let somebody register on the public page; the answer may be lost with the process."""
        path = reverse("register", args=[self.event.organisation.slug, self.event.slug])
        try:
            page, cookie = self.asked(path)
            if cookie:
                self.cookies += f"; {cookie}"
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert token is not None
            self.asked(
                path,
                name="Nils Exempel",
                email=f"ny{number}@example.se",
                attendance=str(self.event.passes.get(kind="digital").pk),
                when=stamp(self.event, now=timezone.now() - timedelta(minutes=1)),
                csrfmiddlewaretoken=token[1],
            )
        except (OSError, http.client.HTTPException):
            self.lost += 1
        finally:
            connection.close()


def test_two_thousand_mails_go_once_whoever_is_killed(
    event: Event, postbox: Postbox, beginner: Beginner, tmp_path: Path
) -> None:
    registered(event, MAILS)
    row = write_mailing(event.organisation, actor=None, event=event, draft=a_draft())
    postbox.addresses = ["451 try later"] * 20 + ["550 no such person"] * 3
    refused = 3 + 20 // 4  # four who ask for patience may meet the same letter
    chance = random.Random(4711)  # noqa: S311 - when somebody is killed
    web = Web(beginner)
    over = threading.Event()
    try:
        web.answers()
        office = Office(event, web)
        with workers(beginner, 2, said=tmp_path) as running:

            def kill() -> None:
                while not Mailing.objects.filter(approved_at__isnull=False).exists() and not over.is_set():
                    time.sleep(0.05)
                connection.close()
                while not over.is_set() and sum(one.kills for one in running) < MOST_KILLS:
                    one = chance.choice(running)
                    one.works()
                    if not over.wait(chance.uniform(0.0, 1.0)):
                        one.restart()

            killer = threading.Thread(target=kill)
            killer.start()
            number = 0
            while web.kills < 3 or not Mailing.objects.filter(pk=row.pk, approved_at__isnull=False).exists():
                hand = threading.Thread(
                    target=office.press if number % 2 else office.register,
                    args=[row if number % 2 else number],
                )
                hand.start()
                time.sleep(chance.uniform(0.0, 0.4))
                if chance.random() < 0.5:
                    web.restart()
                    web.answers()
                hand.join()
                number += 1
            wait_until_sent()
            over.set()
            killer.join()
            wait_until_sent()
            kills = sum(one.kills for one in running)
    finally:
        over.set()
        web.kill()
    assert kills >= 3
    row.refresh_from_db()
    assert row.count == mails_of(row).count() == MAILS
    new = Registration.objects.filter(email__startswith="ny")
    assert sorted(new.values_list("email", flat=True)) == sorted(
        Message.objects.filter(batch="").values_list("to", flat=True)
    )
    check(postbox, kills=kills, refused=refused)
    send_stuck_again(event.organisation, actor=None, mailing=row, now=timezone.now())
    send_due()
    assert not mails_of(row).filter(state=State.FAILED).exists()


def test_without_the_lease_a_mail_comes_twice(
    event: Event, postbox: Postbox, beginner: Beginner, tmp_path: Path
) -> None:
    registered(event, 60)
    approved(event, a_draft(), now=timezone.now())
    with workers(beginner, 3, "--leaseless", said=tmp_path):
        wait_until_sent()
    with pytest.raises(AssertionError):
        check(postbox, kills=0)
    assert max(Counter(postbox.to).values()) > 1


def test_a_worker_killed_while_it_writes_leaves_all_or_none(
    event: Event, postbox: Postbox, beginner: Beginner, tmp_path: Path
) -> None:
    registered(event, 200)
    row = approved(event, a_draft(), now=timezone.now())
    dying = beginner.start("mails", "--dies-writing", said=tmp_path / "dying", unguarded=False)
    assert beginner.wait(dying) < 0
    row.refresh_from_db()
    assert (row.sent_at, mails_of(row).count()) == (None, 0)
    with workers(beginner, 2, said=tmp_path):
        wait_until_sent()
    row.refresh_from_db()
    assert row.count == mails_of(row).count() == 200
    check(postbox, kills=0)
