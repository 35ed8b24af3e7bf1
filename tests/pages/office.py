"""A statistical office of the tests' own: tables of many makes, described and answered as PxWeb does."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HALLAND = {"00": "Riket", "13": "Hallands län", "1380": "Halmstad", "1381": "Laholm"}
YEARS = {year: year for year in ("2021", "2022", "2023", "2024", "2025")}
CONFIG = {"maxDataCells": 150000, "maxCallsPerTimeWindow": 1000, "timeWindow": 1, "license": "CC0"}


@dataclass(frozen=True)
class Made:
    """A table: its variables with their codes, what they are called, and what may be left out of them."""

    label: str
    variables: Mapping[str, Mapping[str, str]]
    called: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()  # variables that the publisher gives the total of when they are left out
    time: str | None = "Tid"

    def described(self, chosen: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, Any]:
        """Return the table, or the cells that are chosen of it, as JSON-stat: a cell's figure is its own."""
        codes = {name: tuple(there) for name, there in self.variables.items()}
        names = [name for name in codes if chosen is None or name in chosen]
        kept = {name: chosen[name] if chosen is not None else codes[name] for name in names}
        places = [[codes[name].index(code) for code in kept[name]] for name in names]
        cells = [sum(place * 10**axis for axis, place in enumerate(at)) for at in product(*places)]
        return {
            "class": "dataset",
            "label": self.label,
            "source": "SCB",
            "updated": "2026-06-08T06:00:00Z",
            "role": {"metric": ["ContentsCode"]} | ({"time": [self.time]} if self.time else {}),
            "id": names,
            "size": [len(kept[name]) for name in names],
            "dimension": {
                name: {
                    "label": self.called.get(name, name.lower()),
                    "category": {
                        "index": list(kept[name]),
                        "label": {code: self.variables[name][code] for code in kept[name]},
                        "unit": {code: {"base": "antal"} for code in kept[name]},
                    },
                    "extension": {"elimination": name in self.left_out},
                }
                for name in names
            },
            "value": [100 + cell for cell in cells] if chosen is not None else [],
        }


@dataclass
class Office:
    """A running office: its address, and the queries for figures that it was asked."""

    base: str
    asked: list[dict[str, tuple[str, ...]]] = field(default_factory=list)


@contextmanager
def office(tables: Mapping[str, Made]) -> Iterator[Office]:
    """Let an office with these tables answer on this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            payload = self.payload(unquote(url.path).strip("/").split("/"), dict(parse_qsl(url.query)))
            body = json.dumps(payload).encode()
            self.send_response(404 if payload is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def payload(self, path: list[str], query: dict[str, str]) -> dict[str, Any] | None:
            if path == ["config"]:
                return CONFIG
            made = tables.get(path[1]) if len(path) == 3 else None
            if made is None:
                return None
            if path[2] == "metadata":
                return made.described()
            chosen = {
                name: tuple(
                    code
                    for word in query[f"valueCodes[{name}]"].replace("[", "").replace("]", "").split(",")
                    for code in (made.variables[name] if word == "*" else [word])
                )
                for name in made.variables
                if f"valueCodes[{name}]" in query
            }
            running.asked.append(chosen)
            return made.described(chosen)

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Office(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield running
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
