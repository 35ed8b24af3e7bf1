"""A running demonstration site and a browser, for the tests that look at pages as readers do."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATIENCE = 120  # seconds for the site to start on a busy machine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, and CI fails."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium: browser tests must run in CI")
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def free_port() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, the same for all that only read it; its address without a slash."""
    with demonstration(tmp_path_factory.mktemp("demo")) as address:
        yield address


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve what `laget demo` makes in an empty folder; its address without a slash."""
    log, port = folder / "log.txt", free_port()
    environment = {**os.environ, "LAGET_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": ""}
    environment = {
        name: value
        for name, value in environment.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "LAGET_LANGUAGE"}
    }
    with (
        log.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-m", "laget", "demo", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process=process, log=log)
            yield address
        finally:
            process.terminate()


def wait_for(address: str, *, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the site answers; fails with its log where it ends first."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the site did not start:\n{log.read_text()}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, in Swedish, 1,200 pixels wide; what it logs as an error fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="sv-SE")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """A check that axe finds nothing against WCAG 2.2 A and AA or its own best practice."""

    def check(page: Page) -> None:
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()

    return check
