"""`laget worker`: runs the jobs of the queue and sends the mails, until it is interrupted."""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from laget.cli.site import prepare
from laget.cli.speech import described, refusing, say, t
from laget.core.words.said import Said

PAUSE = 2.0  # seconds between two looks into the outbox
PATIENCE = 5.0  # seconds for a thread to end
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
) -> None:
    """Run jobs and send mails."""
    prepare()
    from django.core.management import call_command  # late: it needs Django set up

    print(say(Said("Arbetar. Avbryt med Ctrl-C.", "Working. Stop with Ctrl-C.")), flush=True)
    if once:
        look_after_mails()
        look_after_refreshes()
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
        return
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
        thread.join(timeout=PATIENCE)


@contextmanager
def working_beside() -> Iterator[None]:
    """Do a worker's work in threads of the site's own process, as the demonstration does."""
    with beside("laget-mail", _mails), beside("laget-jobs", _jobs):
        yield


def _mails(over: threading.Event) -> None:
    from django.db import DatabaseError, close_old_connections, connection  # late: it needs Django set up

    while not over.is_set():
        close_old_connections()
        try:
            look_after_mails()
            look_after_refreshes()
        except DatabaseError:  # locked or away: the next look finds it again
            log.exception("what waits could not be looked after")
        over.wait(PAUSE)
    connection.close()


def _jobs(over: threading.Event) -> None:
    from django.db import connection  # late: it needs Django set up
    from django_tasks_db.management.commands import db_worker

    while not over.is_set():
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"beside-{os.getpid()}",
            excluded_queue_names=[],
        ).run()
        over.wait(PAUSE)
    connection.close()


def look_after_refreshes() -> None:
    """Queue again the fetches of figures that a killed worker left."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.followup.jobs import take_back

    take_back(timezone.now())


def look_after_mails() -> None:
    """Send what is due, and call doubtful what a killed sender left."""
    from django.utils import timezone  # late: it needs Django set up

    from laget.apps.mail.jobs import send_due, take_back

    take_back(timezone.now())
    send_due()
