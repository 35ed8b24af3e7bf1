"""What every test may ask for: the real figures, and a server that replays the publishers."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).resolve().parents[2] / "shared"

# On every change the same cases are tried; on a desk each run tries new ones (decision 0413).
settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of pages last: they fill the test database with the example region, once for all."""
    items.sort(key=lambda item: item.path.is_relative_to(PAGES))


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real official figures and files, beside the project."""
    folder = SHARED / "real"
    if not folder.is_dir():
        pytest.skip("the real figures (../shared/real) are not on this machine")
    return folder


@dataclass(frozen=True)
class Replay:
    """A running replay server: the base addresses of both publishers, faults and revisions on request."""

    base: str

    @property
    def kolada(self) -> str:
        return f"{self.base}/kolada/v3"

    @property
    def scb(self) -> str:
        return f"{self.base}/scb/api/v2"

    def fault(self, match: str, kind: str, **more: Any) -> None:
        """Ask the server to answer with a fault (429, 503, 410, truncate, hang, html, empty, stale_page)."""
        self._post("/_faults", {"match": match, "kind": kind, **more})

    def no_faults(self) -> None:
        """Clear the faults that are left."""
        self._post("/_faults", {"clear": True})

    def revise(self, **change: Any) -> None:
        """Change a published value."""
        self._post("/_revise", change)

    def log(self) -> list[dict[str, Any]]:
        """Return every request seen, oldest first."""
        with urllib.request.urlopen(f"{self.base}/_log", timeout=10) as answer:
            seen: list[dict[str, Any]] = json.load(answer)
        return seen

    def _post(self, path: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(self.base + path, data=json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """A replay server of the test's own, with the environment pointing at it."""
    script = SHARED / "replay" / "replay.py"
    if not script.is_file():
        pytest.skip("the replay server (../shared/replay) is not on this machine")
    with subprocess.Popen(
        [sys.executable, str(script), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        base = process.stdout.readline().strip().removesuffix("/kolada/v3")
        server = Replay(base)
        monkeypatch.setenv("LAGET_KOLADA_URL", server.kolada)
        monkeypatch.setenv("LAGET_SCB_URL", server.scb)
        try:
            yield server
        finally:
            process.terminate()
