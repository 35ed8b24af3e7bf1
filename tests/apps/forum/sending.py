"""Workers and web processes upon a test's database that are killed at any moment and started again.

They are copies of a process that has loaded the site: a restart costs no more than the work that it ends.
"""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from tests.apps.forum.serving import PATIENCE, Beginner, _answers

SHORT = timedelta(milliseconds=300)  # between tries, in place of minutes


class Killed:
    """A process that is killed without warning and started again; counts how often."""

    def __init__(self, beginner: Beginner, *words: str, said: Path = Path(os.devnull)) -> None:
        self.beginner, self.words, self.said, self.kills = beginner, words, said, 0
        self.begin()

    def begin(self) -> None:
        """Start it."""
        if self.said.is_file():
            self.said.unlink()
        self.process = self.beginner.start(*self.words, said=self.said, unguarded=False)

    def kill(self) -> None:
        """Kill it as the system does when memory is out."""
        self.beginner.kill(self.process)
        self.kills += 1

    def works(self) -> None:
        """Wait until it says that it begins to work: one that is killed before that shows nothing."""
        until = time.monotonic() + PATIENCE
        while not (self.said.is_file() and "working" in self.said.read_text()):
            assert time.monotonic() < until, "a worker does not begin"
            time.sleep(0.01)

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.begin()


class Web(Killed):
    """A web process on a port of its own."""

    def __init__(self, beginner: Beginner) -> None:
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        super().__init__(beginner, "serve", str(self.port))

    def answers(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE
        while not _answers(self.port):
            assert time.monotonic() < until, "the web process does not answer"
            time.sleep(0.02)


@contextmanager
def workers(beginner: Beginner, number: int, *flags: str, said: Path) -> Iterator[list[Killed]]:
    """Let so many workers write mails to many and send them to a mail server; `said` is a folder."""
    with ExitStack() as stack:
        found = []
        for one in range(number):
            found.append(Killed(beginner, "mails", *flags, said=said / f"worker{one}"))
            stack.callback(found[-1].kill)
        yield found


def beginner_to(host: str, port: int) -> Beginner:
    """Return a process whose copies send to a mail server of the test's own."""
    return Beginner(
        LAGET_SMTP_HOST=host, LAGET_SMTP_PORT=str(port), LAGET_SMTP_TLS="no", LAGET_SMTP_SECONDS="2"
    )


def take_the_lease_away() -> None:
    """Let a mail be sent without a lease: it waits until what became of it is kept. The tests must see it."""
    from laget.apps.mail import jobs
    from laget.apps.mail.models import Message

    def take_one(now: datetime, *, alone: bool = False) -> Message | None:
        return Message.objects.filter(state=Message.State.WAITING, due__lte=now).order_by("due", "pk").first()

    def keep(message: Message, fate: jobs.Fate, *, now: datetime) -> None:
        Message.objects.filter(pk=message.pk).update(state=fate.state, sent=now)

    jobs.take_one, jobs.keep = take_one, keep


def die_writing() -> None:
    """Let the process be killed when some mails of a mailing are written and others are not."""
    from laget.apps.mail import actions

    written, most = 0, 3

    def some(rows: Iterator[object], number: int) -> Iterator[object]:
        nonlocal written
        written += 1
        if written > most:
            os.kill(os.getpid(), signal.SIGKILL)
        return (row for row, _ in zip(rows, range(number), strict=False))

    actions.AT_ONCE, actions.islice = 20, some  # type: ignore[assignment,attr-defined]


def send(*flags: str) -> NoReturn:
    """Write mails to many and send what is due until somebody kills this."""
    from django.db import DatabaseError
    from django.utils import timezone

    from laget.apps.forum.jobs import send_mailings
    from laget.apps.mail import jobs

    jobs.WAITS = (SHORT, SHORT, SHORT)
    if "--leaseless" in flags:
        take_the_lease_away()
    if "--dies-writing" in flags:
        die_writing()
    print("working", flush=True)
    while True:
        try:
            send_mailings(timezone.now())
            jobs.send_due()
        except DatabaseError:  # locked: the next look finds it again
            pass
        time.sleep(0.02)
