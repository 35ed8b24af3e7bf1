"""What the tests of the sources share: short indicators, and a publisher that says what a test wants."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from laget.core.strategy.document import Indicator
from laget.data.sources.source import Wanted

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
