"""What the tests of data share: a client with short waits, a publisher that says what it is told, wishes."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from laget.core.strategy.document import Indicator
from laget.data.http import Client
from laget.data.limits import Limits
from laget.data.sources.source import Wanted
from laget.data.store import Store


@dataclass
class Answers:
    """The answers of a refresh under way, in memory; `earlier` are of an attempt that was broken off."""

    earlier: Mapping[str, tuple[bytes, datetime]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        return self.earlier.get(request)

    def keep(self, request: str, answer: bytes, /) -> None:
        self.kept[request] = answer


@pytest.fixture
def answers() -> Answers:
    """A new refresh, of which nothing has come yet."""
    return Answers()


@pytest.fixture
def limits() -> Limits:
    """Waits so short that a test can go through all tries; answers may take their time on a busy machine."""
    return Limits(connect_seconds=10, read_seconds=20, wait_seconds=0.005, longest_wait_seconds=3)


@pytest.fixture
def client(tmp_path: Path, limits: Limits) -> Iterator[Client]:
    """A client with those waits, and a day's folder of its own."""
    with Client(folder=tmp_path / "day", limits=limits) as client:
        yield client


Wish = Callable[..., Wanted]


@pytest.fixture
def wish() -> Wish:
    """Make an indicator that is wanted: its id, its areas, the keys of its source, and its own."""

    def wish(name: str, *areas: str, source: Mapping[str, Any], **keys: Any) -> Wanted:
        indicator = {
            "id": name,
            "title": name,
            "unit": "percent_free",
            "better": "none",
            "source": source,
        } | keys
        return Wanted(Indicator.model_validate(indicator), areas)

    return wish


@dataclass
class Told:
    """A publisher that answers each path with what the test has put there, and remembers what was asked."""

    base: str
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def told() -> Iterator[Told]:
    """Such a publisher on this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.asked.append(self.path)
            payload = server.answers.get(unquote(urlsplit(self.path).path))
            body = json.dumps(payload).encode()
            self.send_response(404 if payload is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815 - the names the standard library calls

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Told(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of the test's own, of which nothing is there yet."""
    return Store(tmp_path / "store")
