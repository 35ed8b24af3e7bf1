"""`laget serve`: the site, with what draws and what works beside it, and none of them left behind."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from laget.cli.site import answer_at
from tests.cli.installation import EXEMPEL, Installation


@contextmanager
def serving(installation: Installation, *words: str) -> "Iterator[subprocess.Popen[str]]":
    """Serve the site on a port of its own until it is killed; gives the server when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "laget", "serve", "--port", str(port), *words]
    environment = installation.environment | {"LAGET_DEMO": "yes"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as site:
        try:
            assert site.stdout is not None
            assert site.stdout.readline() == f"Läget finns på http://127.0.0.1:{port}/\n"
            until = time.monotonic() + 60
            while not answers(port):
                assert time.monotonic() < until
                time.sleep(0.1)
            yield site
        finally:
            site.kill()


def answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_a_site_does_its_own_jobs_and_leaves_no_worker_behind(installation: Installation) -> None:
    installation.laget("init", *EXEMPEL, "--administrator", "ada@example.se")
    until = time.monotonic() + 120
    with serving(installation) as site:
        while installation.state_of_the_mail() != "shown":
            assert time.monotonic() < until
            time.sleep(0.1)
        beside = children_of(site.pid)
        assert len(beside) == 2  # one draws, one works
    while any(Path(f"/proc/{process}").exists() for process in beside):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_site_without_a_worker_leaves_the_jobs_to_another(installation: Installation) -> None:
    installation.laget("init", *EXEMPEL, "--administrator", "ada@example.se")
    with serving(installation, "--no-worker") as site:
        assert len(children_of(site.pid)) == 1  # which draws


def test_an_empty_installation_is_served(empty: Installation) -> None:
    with serving(empty, "--no-worker") as site:
        assert site.poll() is None


def children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


def test_links_outside_pages_lead_to_the_port_unless_the_installation_says_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LAGET_ADDRESS", "")
    answer_at(8842)
    assert os.environ["LAGET_ADDRESS"] == "http://localhost:8842"
    monkeypatch.setenv("LAGET_ADDRESS", "https://laget.example.se")
    answer_at(8842)
    assert os.environ["LAGET_ADDRESS"] == "https://laget.example.se"
