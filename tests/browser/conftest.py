"""A running demonstration site and a browser, for the tests that look at pages as readers do."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from laget.demo.site import PASSWORD
from tests.browser.kinds import DRAFT, EDITION, Kind
from tests.once import made_once

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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
    with demonstration(tmp_path_factory, "demo") as address:
        yield address


@contextmanager
def demonstration(factory: pytest.TempPathFactory, name: str) -> Iterator[str]:
    """Serve what `laget demo` makes in an empty folder, made once a run; its address without a slash."""
    folder = factory.mktemp(name)
    shutil.copytree(made_once(factory, "demonstration", make_demonstration) / "home", folder / "home")
    with running(folder, "serve") as address:
        yield address


def make_demonstration(folder: Path) -> None:
    """Run `laget demo` in an empty folder until its site answers."""
    with running(folder, "demo"):
        pass


@contextmanager
def running(folder: Path, command: str) -> Iterator[str]:
    """Run a command that serves `home` in the folder; the site's address without a slash."""
    log, port = folder / "log.txt", free_port()
    unwanted = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "LAGET_LANGUAGE"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    with (
        log.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-m", "laget", command, "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment | {"LAGET_HOME": str(folder / "home"), "LAGET_DEMO": "yes"},
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
def accessible() -> Callable[..., None]:
    """A check that axe finds nothing against WCAG 2.2 A and AA or its best practice, or one rule."""

    def check(page: Page, *, only: str | None = None) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        options = {"runOnly": [only] if only else RULES, "resultTypes": ["violations"]}
        found = AxeResults(page.evaluate("options => axe.run(options)", options))
        assert found.violations_count == 0, found.generate_report()

    return check


def sign_in(page: Page, address: str, who: str) -> None:
    """Sign in as one of the demonstration's people, by the form that they meet."""
    page.goto(f"{address}/konto/login/")
    page.fill("input[name=login]", f"{who}@example.se")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/konto/$"))


def confirm(page: Page) -> None:
    """Give the password again where it is asked for."""
    if "/reauthenticate/?" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Bekräfta").click()


def letter(page: Page, address: str, to: str) -> tuple[str, str]:
    """Return the address of the newest letter to somebody in the outbox, and the link in it."""
    page.goto(f"{address}/konto/utkorg/")
    page.get_by_role("row").filter(has_text=to).get_by_role("link").first.click()
    found = re.search(r"https?://\S+", page.locator(".mail-text").inner_text())
    assert found is not None
    return page.url, found[0]


@dataclass
class Furnished:
    """The demonstration with work under way: what somebody signed in keeps, and what addresses need."""

    browser: Browser
    address: str
    states: dict[str, StorageState] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    sent: str = ""  # the page that was opened last as it was sent, before any script

    def context(self, role: str, *, scripts: bool = True) -> BrowserContext:
        """Open a browser's context of its own, in which somebody of the role is signed in once a session."""
        if role and role not in self.states:
            context = self.browser.new_context(locale="sv-SE")
            sign_in(context.new_page(), self.address, role)
            self.states[role] = context.storage_state()
            context.close()
        return self.browser.new_context(
            viewport={"width": 1200, "height": 900},
            locale="sv-SE",
            storage_state=self.states.get(role),
            java_script_enabled=scripts,
        )

    def url(self, kind: Kind, *, language: str = "sv") -> str:
        """Return where the kind of page stands."""
        return self.address + ("/en" if language == "en" else "") + kind.path.format(**self.places)

    def goto(self, page: Page, kind: Kind, *, language: str = "sv") -> None:
        """Go to the kind of page and find it there."""
        where = self.url(kind, language=language)
        answer = page.goto(where)
        if kind.role and "/reauthenticate/?" in page.url:
            confirm(page)
            answer = page.goto(where)
            self.states[kind.role] = page.context.storage_state()
        assert answer is not None
        self.sent = answer.text()
        assert answer.status == kind.status
        assert page.url == where or kind.name in {"home", "contribution"}

    @contextmanager
    def meet(self, kind: Kind) -> Iterator[Page]:
        """Open the kind of page; what it logs as an error fails the test."""
        context = self.context(kind.role)
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        wanted = "Failed to load" if kind.status != 200 else "\0"  # the browser logs every such answer
        page.on(
            "console",
            lambda said: (
                faults.append(said.text) if said.type == "error" and wanted not in said.text else None
            ),
        )
        self.goto(page, kind)
        yield page
        context.close()
        assert faults == []


@pytest.fixture(scope="session")
def furnished(browser: Browser, site: str) -> Furnished:
    """The demonstration with a draft, an edition in the making, a link sent to each of two, an invitation."""
    made = Furnished(browser, site)
    context = made.context("strateg")
    page = context.new_page()
    page.goto(site + DRAFT)
    if page.get_by_role("button", name="Börja ett utkast").count():
        page.get_by_role("button", name="Börja ett utkast").click()
    page.goto(site + EDITION)
    if page.get_by_role("button", name="Börja", exact=True).count():
        page.get_by_role("button", name="Börja", exact=True).click()
    page.goto(f"{site}{EDITION}lankar/")
    page.fill("#id_email", "bidrag@example.org")
    page.get_by_label("Ett gott liv i hela länet", exact=True).check()
    page.get_by_role("button", name="Skicka länken").click()
    context.close()
    context = made.context("administrator")
    page = context.new_page()
    page.goto(f"{site}/halland/personer/")
    page.get_by_label("E-postadress").fill("inbjuden@example.org")
    page.get_by_label("analytiker").check()
    page.get_by_role("button", name="Skicka inbjudan").click()
    found = re.search(r"/personer/(\d+)/", page.content())
    assert found is not None
    mail, invitation = letter(page, site, "inbjuden@example.org")
    _, contribution = letter(page, site, "bidrag@example.org")
    made.places = {
        "person": found[1],
        "mail": mail.rstrip("/").rsplit("/", 1)[1],
        "invitation": invitation.rstrip("/").rsplit("/", 1)[1],
        "token": contribution.rstrip("/").rsplit("/", 1)[1],
    }
    context.close()
    return made
