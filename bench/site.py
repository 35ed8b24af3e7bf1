"""Pages of a strategy with 100 indicators for the country, 21 counties and 290 municipalities.

Each page is asked for from a running server, first as nobody has asked for it since the server started (no
chart drawn, nothing read or told), then over and over; the peer is a bare Django page behind the same server,
asked in the same run. CPU is the server's own time for a page, which other work does not lengthen much.
Charts are drawn by a process of their own: some pages are asked for once more while it draws without a pause.
Of a kind with many pages, `first` is the 95th percentile over all of them, else the time of the one page.
"""

import gzip
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.large import INDICATORS, OUTCOMES, fill

TIMES, TICKS = 100, os.sysconf("SC_CLK_TCK")
CODES = ("1380", "1382", "1383", "1384", "1315", "1381")
KINDS: tuple[tuple[str, Sequence[str]], ...] = (
    ("start page", ("/stor/",)),
    ("gap list", ("/stor/gap/",)),
    *((f"gap list by {word}", (f"/stor/gap/?ordna={word}",)) for word in ("takt", "ar", "personer", "plats")),
    ("strategy", ("/stor/strategi/",)),
    ("what is new", ("/stor/strategi/nytt/?fran=1&till=2",)),
    ("goal", tuple(f"/stor/mal/mal-{n}/" for n in range(5))),
    ("area of the strategy", tuple(f"/stor/mal/omrade-{n}/" for n in range(10))),
    ("outcome", tuple(f"/stor/mal/effekt-{n}/" for n in range(OUTCOMES))),
    ("indicator", tuple(f"/stor/indikator/i{n}/" for n in range(INDICATORS))),
    (
        "indicator, area and group",
        tuple(f"/stor/indikator/i{4 * n}/?omrade={CODES[n % 6]}&grupp=women" for n in range(25)),
    ),
    ("provenance", tuple(f"/stor/indikator/i{n}/ursprung/" for n in range(0, INDICATORS, 5))),
    ("editions", ("/stor/uppfoljning/",)),
    ("an edition", ("/stor/uppfoljning/2025/",)),
    ("search, 5,000 rows answer", ("/sok/?q=utbildning",)),
    ("search, none answer", ("/sok/?q=utbilldning",)),
)
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


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: its port and its process."""

    port: int
    process: int

    def get(self, path: str) -> bytes:
        """Return the body of a page as it travels, gzip on; raises where it is not there."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = line.getresponse()
            body = answer.read()
        if answer.status != http.client.OK:
            raise LookupError(f"{path} answers {answer.status}")
        return body

    def seconds(self, path: str) -> float:
        """Return the seconds that a page takes."""
        start = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the server has used, all threads counted."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> str:
        """How much the server holds, and each process that it has started."""
        tasks = Path(f"/proc/{self.process}/task").iterdir()
        others = [int(one) for task in tasks for one in (task / "children").read_text().split()]
        held = [f"{_megabytes(one):.0f} MB ({_named(one)})" for one in sorted(others)]
        return ", ".join([f"the server holds {_megabytes(self.process):.0f} MB", *held])

    def a_second(self, path: str, *, readers: int = 2, each: int = 50) -> float:
        """Return how many pages a second a few readers get at once."""

        def read() -> None:
            for _ in range(each):
                self.get(path)

        threads = [threading.Thread(target=read) for _ in range(readers)]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return readers * each / (time.perf_counter() - start)


def run() -> None:
    """Print for each kind of page its first time, then median, p95, CPU, rate and weight; then drawings."""
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
            print(f"\n{'':28}{'first':>16}{'again':>24}")
            print(
                f"{'':28}{'ms':>8}{'CPU':>8}{'median':>8}{'p95':>8}{'CPU':>8}{'req/s':>8}{'bare':>7}{'KB':>6}"
            )
            peer = bare.a_second("/")
            _line("a bare Django page", [bare.seconds("/")], 0.0, bare, "/", peer)
            drawn: list[str] = []
            for kind, paths in KINDS:
                before = site.cpu
                times = [site.seconds(path) for path in paths]
                _line(kind, times, (site.cpu - before) / len(paths), site, paths[0], peer)
                if kind == "indicator":
                    drawn = [found for path in paths[:10] for found in drawings_on(site, path)]
            print(site.memory)
            for word in ("first", "again"):
                times = [1000 * site.seconds(path) for path in drawn]
                print(
                    f"{len(drawn)} drawings, {word}: median {statistics.median(times):.1f} ms, "
                    f"p95 {p95(times):.1f} ms, longest {max(times):.1f} ms"
                )
            print(site.memory)
            for path in (home / "drawings").glob("*.svg"):
                path.unlink()
            _while_drawing(site, drawn)


def _while_drawing(site: Site, drawn: Sequence[str]) -> None:
    """Print how long pages take while charts are drawn one after the other."""
    kinds = {kind: paths for kind, paths in KINDS if kind in ("start page", "gap list", "goal", "indicator")}
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    drawing = threading.Thread(target=lambda: [site.get(path) for path in drawn])
    drawing.start()
    while drawing.is_alive():
        for kind, paths in kinds.items():
            times[kind].append(1000 * site.seconds(paths[0]))
    drawing.join()
    for kind, taken in times.items():
        words = f"median {statistics.median(taken):.1f} ms, p95 {p95(taken):.1f} ms"
        print(f"{kind} while charts are drawn: {words}")


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def _named(process: int) -> str:
    """Return which of Läget's processes one is."""
    words = Path(f"/proc/{process}/cmdline").read_text().split("\0")
    return "drawing" if "laget.renders.drawer" in words else "worker"


def _line(kind: str, first: list[float], cpu: float, site: Site, path: str, peer: float) -> None:
    """Print a line of the table."""
    weight, before = len(site.get(path)), site.cpu
    times = [1000 * site.seconds(path) for _ in range(TIMES)]
    used, rate = (site.cpu - before) / TIMES, site.a_second(path)
    cells = [1000 * p95(first), 1000 * cpu, statistics.median(times), p95(times), 1000 * used]
    print(
        f"{kind:28}{''.join(f'{cell:>8.1f}' for cell in cells)}{rate:>8.0f}{peer / rate:>7.1f}"
        f"{weight / 1000:>6.1f}",
        flush=True,
    )


def p95(times: list[float]) -> float:
    """Return the 95th percentile, the longest where there are few."""
    return sorted(times)[int(0.95 * len(times))]


def drawings_on(site: Site, path: str) -> list[str]:
    """Return the addresses of the drawings on a page."""
    page = gzip.decompress(site.get(path)).decode()
    return list(dict.fromkeys(re.findall(r"/[a-z]+/diagram/[0-9a-f]{64}\.svg", page)))


@contextmanager
def serving(
    command: list[str], *, home: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Serve by a command that takes a port last, on SQLite unless said; gives the site when it answers."""
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    known = {**os.environ, "LAGET_HOME": str(home), "DATABASE_URL": "", **(environment or {})}
    with subprocess.Popen([*command, str(port)], env=known, stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                with closing(socket.socket()) as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield Site(port, process.pid)
        finally:
            process.terminate()


if __name__ == "__main__":
    fill() if sys.argv[1:] == ["fill"] else run()
