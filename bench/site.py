"""Pages of a strategy with 100 indicators for the country, 21 counties and 290 municipalities.

Each page is asked for over and over from a running server; the peer is a bare Django page behind the same
server, asked in the same run.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

INDICATORS, YEARS, TIMES = 100, range(2005, 2026), 300
PAGES = ("", "gap/", "mal/mal-0/", "indikator/i0/", "indikator/i0/?omrade=1380&grupp=women")
BARE = """
import os, sys
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="bare")
urlpatterns = [path("", lambda request: HttpResponse("a" * 20_000))]
from django.core.wsgi import get_wsgi_application
from a2wsgi import WSGIMiddleware
import uvicorn
uvicorn.run(WSGIMiddleware(get_wsgi_application(), workers=8), port=int(sys.argv[1]), log_level="warning")
"""


def run() -> None:
    """Print each page's median and 95th percentile, requests a second by two readers, and the peer's."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        filled = subprocess.run(
            [sys.executable, "-m", "bench.site", "fill"],
            env={**os.environ, "LAGET_HOME": name, "DATABASE_URL": ""},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        print(filled.stdout.strip())
        ours = [sys.executable, "-m", "laget", "serve", "--port"]
        with serving(ours, home=home) as site, serving([sys.executable, "-c", BARE], home=home) as bare:
            peer = requests_a_second(f"{bare}/")
            print(f"{'page':48}{'median ms':>10}{'p95 ms':>8}{'req/s':>8}{'bare/ours':>10}{'KB':>6}")
            print(f"{'a bare Django page':48}{'':>10}{'':>8}{peer:>8.0f}")
            for page in PAGES:
                address = f"{site}/stor/{page}"
                try:
                    size = len(got(address))
                except urllib.error.HTTPError as fault:
                    print(f"/stor/{page:42}{fault.code:>10}")
                    continue
                times = [timed(address) for _ in range(TIMES)]
                p95 = statistics.quantiles(times, n=20)[-1]
                rate = requests_a_second(address)
                print(
                    f"/stor/{page:42}{1000 * statistics.median(times):>10.1f}{1000 * p95:>8.1f}{rate:>8.0f}"
                    f"{peer / rate:>10.1f}{size / 1000:>6.0f}",
                    flush=True,
                )


def timed(address: str) -> float:
    """Return the seconds that a page takes."""
    start = time.perf_counter()
    got(address)
    return time.perf_counter() - start


def got(address: str) -> bytes:
    """Return the body of a page."""
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
    return body


def requests_a_second(address: str, *, readers: int = 2, each: int = 150) -> float:
    """Return how many pages a second a few readers get at once."""

    def read() -> None:
        for _ in range(each):
            got(address)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return readers * each / (time.perf_counter() - start)


@contextmanager
def serving(command: list[str], *, home: Path) -> Iterator[str]:
    """Serve by a command that takes a port last; gives the address when it answers."""
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    environment = {**os.environ, "LAGET_HOME": str(home), "DATABASE_URL": ""}
    with subprocess.Popen([*command, str(port)], env=environment, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    got(f"{address}/")
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def fill() -> None:
    """Fill an empty installation with the large strategy and random figures for every area and both sexes."""
    import pyarrow as pa

    from laget.cli.home import store_at, writing
    from laget.cli.site import prepare
    from laget.core.areas import ALL
    from laget.core.series import Observation, table
    from laget.core.strategy.document import StrategyDocument
    from laget.core.words.said import Said
    from laget.data.figures import key_of
    from laget.data.sources.source import Answer, Tidy

    document = StrategyDocument.model_validate(large())
    generator = np.random.Generator(np.random.PCG64(1))
    places = [area.code for area in ALL]
    start = time.perf_counter()
    with writing(store_at(None)) as writer:
        for number, indicator in enumerate(document.indicators):
            groups = ("total", "women", "men") if number % 4 == 0 else ("total",)
            rows = []
            for code in places:
                for group in groups:
                    level = generator.normal(40, 8)
                    walk = level + np.cumsum(generator.normal(0.3, 0.8, len(YEARS)))
                    rows += [
                        Observation(
                            indicator=indicator.id,
                            area=code,
                            period=str(year),
                            group=group,
                            value=float(round(min(max(value, 0.1), 99.9), 1)),
                        )
                        for year, value in zip(YEARS, walk, strict=True)
                    ]
            tidy = Tidy(
                table=table(rows),
                answers=(Answer(request=f"GET /stor/{indicator.id}", body=str(number).encode()),),
                publisher="Kolada",
                source=Said("Källa: påhittad", "Source: invented"),
                worked=Said("Källa: påhittad", "Source: invented"),
            )
            assert isinstance(tidy.table, pa.Table)
            writer.keep(key_of(document, indicator), tidy, at=datetime.now(UTC))
    stored = time.perf_counter() - start
    prepare()
    from django.conf import settings

    from laget.apps.accounts.models import Organisation
    from laget.apps.followup.actions import judge_today
    from laget.apps.strategy.actions import adopt_strategy

    start = time.perf_counter()
    organisation = Organisation.objects.create(slug="stor", name="En stor strategi", area="13")
    version = adopt_strategy(organisation, actor=None, document=document)
    judge_today(organisation, version=version, store=settings.STORE)
    print(
        f"{INDICATORS} indicators × {len(places)} areas × {len(YEARS)} years stored in {stored:.1f} s, "
        f"judged and kept in {time.perf_counter() - start:.1f} s"
    )


def large() -> dict[str, object]:
    """Return the large strategy: 5 goals, 10 areas, 50 outcomes, 100 indicators with a target each."""
    elements: list[dict[str, object]] = [
        {"id": f"mal-{n}", "level": "goal", "title": f"Övergripande mål nummer {n}", "text": "Text. " * 40}
        for n in range(5)
    ]
    elements += [
        {"id": f"omrade-{n}", "level": "priority", "title": f"Område {n}", "serves": [f"mal-{n % 5}"]}
        for n in range(10)
    ]
    elements += [
        {"id": f"effekt-{n}", "level": "outcome", "title": f"Effektmål {n}", "serves": [f"omrade-{n % 10}"]}
        for n in range(50)
    ]
    return {
        "format": "laget/1",
        "region": {"slug": "stor", "code": "13", "name": "En stor strategi"},
        "strategy": {
            "id": "stor",
            "version": 1,
            "title": "Stor strategi",
            "period": {"from": 2024, "to": 2035},
            "decision": {"body": "ingen", "date": "2024-06-12"},
        },
        "elements": elements,
        "indicators": [
            {
                "id": f"i{n}",
                "title": f"Påhittad andel nummer {n}",
                "unit": "percent",
                "better": "higher",
                "source": {"publisher": "kolada", "kpi": f"N{n:05}"},
                "invented": True,
                "follows": [f"effekt-{n % 50}"],
            }
            for n in range(INDICATORS)
        ],
        "targets": [
            {
                "id": f"t{n}",
                "element": f"effekt-{n % 50}",
                "indicator": f"i{n}",
                "form": "at_least",
                "value": 60,
                "year": 2035,
                "base": 2015,
            }
            for n in range(INDICATORS)
        ],
    }


if __name__ == "__main__":
    fill() if sys.argv[1:] == ["fill"] else run()
