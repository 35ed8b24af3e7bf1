"""`laget worker`: runs the jobs of the queue and sends the mails, until it is interrupted."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from laget.cli.site import open_database
from laget.cli.speech import described, refusing, say, t
from laget.core.words.said import Said

PAUSE = 2.0  # seconds between two looks into the outbox
PATIENCE = 5.0  # seconds for a thread or a process to end
REST = 10.0  # seconds before a worker that has died is started again
log = logging.getLogger("laget.worker")


@described(
    sv="""Kör jobben i kön och skickar mejlen i utkorgen, tills det avbryts.

    Flera kan köra samtidigt: varje mejl och varje jobb tas av en. Mejl skickas när LAGET_SMTP_HOST är satt.

    Exempel: laget worker
    """,
    en="""Run the jobs of the queue and send the mails of the outbox, until it is interrupted.

    Several may run at once: each mail and each job is taken by one. Mails are sent where LAGET_SMTP_HOST
    is set.

    Example: laget worker
    """,
)
@refusing
def worker(
    once: Annotated[
        bool,
        typer.Option(
            "--once", help=t("Gör det som väntar och sluta sedan.", "Do what is waiting, and then stop.")
        ),
    ] = False,
    until_end: Annotated[bool, typer.Option("--until-end-of-input", hidden=True)] = False,
) -> None:
    """Run jobs and send mails; `until_end` ends it with the process that writes its input."""
    open_database()
    from django.core.management import call_command  # late: it needs Django set up

    print(say(Said("Arbetar. Avbryt med Ctrl-C.", "Working. Stop with Ctrl-C.")), flush=True)
    if once:
        look_after_seats()
        look_after_mailings()
        look_after_mails()
        look_after_refreshes()
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
        return
    if until_end:
        threading.Thread(target=_stop_at_the_end, name="laget-end", daemon=True).start()
    with beside("laget-mail", _mails):
        call_command("db_worker", verbosity=1)


@contextmanager
def beside(name: str, work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Do `work` in a thread of its own while the context lasts; it ends soon after its event is set."""
    over = threading.Event()
    thread = threading.Thread(target=work, args=(over,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=2 * PATIENCE)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker running in a process of its own while the context lasts."""
    with beside("laget-worker", _keep_one_running):
        yield


def _keep_one_running(over: threading.Event) -> None:
    command = [sys.executable, "-P", "-m", "laget", "worker", "--until-end-of-input"]
    while not over.is_set():
        with subprocess.Popen(  # noqa: S603 - Läget itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the site
        ) as worker:
            while worker.poll() is None and not over.wait(PAUSE):
                pass
            if worker.stdin is not None:
                worker.stdin.close()
            try:
                worker.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                worker.kill()  # the next worker takes up what it was at
        over.wait(REST)


def _stop_at_the_end() -> None:
    """Stop when nobody can write to the input any more: whoever started the worker is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _mails(over: threading.Event) -> None:
    from django.db import DatabaseError, close_old_connections, connection  # late: it needs Django set up

    while not over.is_set():
        close_old_connections()
        try:
            look_after_seats()
            look_after_mailings()
            look_after_mails()
            look_after_refreshes()
        except DatabaseError:  # locked or away: the next look finds it again
            log.exception("what waits could not be looked after")
        over.wait(PAUSE)
    connection.close()


def look_after_refreshes() -> None:
    """Queue again the fetches of figures that a killed worker left."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.followup.jobs import take_back

    take_back(timezone.now())


def look_after_seats() -> None:
    """Let offers of seats whose time is over go on, and unconfirmed seats that others wait for."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.forum.jobs import look_after_seats as look

    look(timezone.now())


def look_after_mailings() -> None:
    """Write the mails to many that are approved and whose time has come."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.forum.jobs import send_mailings

    send_mailings(timezone.now())


def look_after_mails() -> None:
    """Send what is due, and call doubtful what a killed sender left."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.mail.jobs import send_due, take_back

    take_back(timezone.now())
    send_due()
