"""Workers and web processes upon a test's database that are killed at any moment and started again.

python -m tests.apps.forum.sending [--leaseless] [--dies-writing]
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from tests.apps.forum.serving import PATIENCE, _answers, _command, _environment

SHORT = timedelta(milliseconds=300)  # between tries, in place of minutes


class Killed:
    """A process that is killed without warning and started again; counts how often."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.command, self.environment, self.kills = command, environment, 0
        self.begin()

    def begin(self) -> None:
        """Start it."""
        self.is_known_to_work = False
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def kill(self) -> None:
        """Kill it as the system does when memory is out."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.kills += 1

    def works(self) -> None:
        """Wait until it says that it begins to work: one that is killed before that shows nothing."""
        assert self.process.stdout is not None
        if not self.is_known_to_work:
            self.process.stdout.readline()
            self.is_known_to_work = True

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.begin()


class Web(Killed):
    """A web process on a port of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        super().__init__(_command("serve", str(self.port), unguarded=False), environment)

    def answers(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE
        while not _answers(self.port):
            assert time.monotonic() < until, "the web process does not answer"
            time.sleep(0.02)


@contextmanager
def workers(number: int, *, host: str, port: int, flags: tuple[str, ...] = ()) -> Iterator[list[Killed]]:
    """Let so many workers write mails to many and send them to a mail server."""
    command = [sys.executable, "-m", "tests.apps.forum.sending", *flags]
    with ExitStack() as stack:
        found = []
        for _ in range(number):
            found.append(Killed(command, mailing_environment(host, port)))
            stack.callback(found[-1].kill)
        yield found


def mailing_environment(host: str, port: int) -> dict[str, str]:
    """Return the environment of a process that sends to a mail server of the test's own."""
    return _environment() | {
        "LAGET_SMTP_HOST": host,
        "LAGET_SMTP_PORT": str(port),
        "LAGET_SMTP_TLS": "no",
        "LAGET_SMTP_SECONDS": "2",
    }


def take_the_lease_away() -> None:
    """Let a mail be sent without a lease: it waits until what became of it is kept. The tests must see it."""
    from laget.apps.mail import jobs
    from laget.apps.mail.models import Message

    def take_one(now: datetime) -> Message | None:
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


def main() -> None:
    """Write mails to many and send what is due until somebody kills this."""
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import timezone

    from laget.apps.forum.jobs import send_mailings
    from laget.apps.mail import jobs

    jobs.WAITS = (SHORT, SHORT, SHORT)
    if "--leaseless" in sys.argv:
        take_the_lease_away()
    if "--dies-writing" in sys.argv:
        die_writing()
    print("working", flush=True)
    while True:
        try:
            send_mailings(timezone.now())
            jobs.send_due()
        except DatabaseError:  # locked: the next look finds it again
            pass
        time.sleep(0.02)


if __name__ == "__main__":
    main()
