"""An analyst looks after the figures, and a strategist adds an indicator, against replayed publishers."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import demonstration, sign_in
from tests.conftest import SHARED

pytestmark = pytest.mark.xdist_group("statistics")  # in one process: each that takes part serves its own
BASE = "/halland/statistik/"
# Pages that ask publishers; the others are among all kinds of pages.
PAGES = (
    "ny/?q=gymnasial",
    "ny/kolada/N01983/",
    "ny/tabell/scb/TAB6471/",
)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of this file's own, whose publishers are replayed."""
    script = SHARED / "replay" / "replay.py"
    if not script.is_file():
        pytest.skip("the replay server (../shared/replay) is not on this machine")
    with (
        subprocess.Popen(
            [sys.executable, str(script), "--port", "0"], stdout=subprocess.PIPE, text=True
        ) as replaying,
        pytest.MonkeyPatch.context() as patched,
    ):
        assert replaying.stdout is not None
        kolada = replaying.stdout.readline().strip()
        patched.setitem(os.environ, "LAGET_KOLADA_URL", kolada)
        patched.setitem(os.environ, "LAGET_SCB_URL", kolada.replace("/kolada/v3", "/scb/api/v2"))
        patched.setitem(os.environ, "LAGET_KOLADA_CALLS_PER_SECOND", "1000")
        try:
            with demonstration(tmp_path_factory, "watched") as address:
                yield address
        finally:
            replaying.terminate()


@pytest.fixture
def strategist(page: Page, watched: str) -> Page:
    """A page on which the strategist is signed in."""
    sign_in(page, watched, "strateg")
    return page


def test_figures_are_fetched_with_progress_and_what_came_is_told(page: Page, watched: str) -> None:
    sign_in(page, watched, "analytiker")
    page.goto(watched + BASE)
    page.get_by_role("button", name="Hämta siffrorna nu").click()
    expect(page.locator("#progress")).to_be_visible()
    expect(page.get_by_role("heading", name="Vad den senaste hämtningen gav")).to_be_visible(timeout=90_000)
    expect(page.locator("#progress")).to_have_count(0)
    expect(page.get_by_text("på begäran av Anna Exempel")).to_be_visible()
    expect(page.get_by_role("heading", name="Det som inte gick att hämta")).to_have_count(0)
    page.get_by_role("link", name="saker att göra med siffrorna").click()
    first = page.locator(".to-do > li").first
    title = str(first.locator("h3").inner_text())
    first.get_by_text("Lämna utan åtgärd, med skäl").click()
    first.get_by_label("Skäl till att lämna det utan åtgärd").fill("Vi väntar på nya siffror i mars.")
    first.get_by_role("button", name="Lämna utan åtgärd", exact=True).click()
    decided = page.locator("section", has=page.get_by_role("heading", name="Tidigare avgjort"))
    expect(decided).to_contain_text(title)
    expect(decided).to_contain_text("Vi väntar på nya siffror i mars.")
    expect(decided).to_contain_text("Anna Exempel")


def test_an_indicator_is_found_looked_at_and_saved_in_the_draft(strategist: Page, watched: str) -> None:
    strategist.goto(f"{watched}{BASE}ny/")
    strategist.get_by_label("Ord eller delar av ord").fill("gymnasial utb 25-64")
    strategist.locator("main").get_by_role("button", name="Sök").click()
    strategist.get_by_role("link", name="Invånare 25-64 år med gymnasial utbildning, andel (%)").click()
    chart = strategist.locator("figure#years img")
    expect(chart).to_be_visible()
    assert chart.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    strategist.locator("figure#years summary").click()
    expect(strategist.locator("figure#years table")).to_contain_text("2022")
    strategist.get_by_role("button", name="Spara i utkastet").click()
    expect(strategist.get_by_role("alert").first).to_be_visible()  # the unit and the way are asked for
    strategist.get_by_label("Enhet").fill("percent")
    strategist.get_by_label("Åt vilket håll det är bättre").select_option("none")
    strategist.get_by_role("button", name="Spara i utkastet").click()
    strategist.wait_for_url("**/strategi/utkast/del/indikator/**")
    expect(strategist.get_by_text("Indikatorn finns nu i utkastet.")).to_be_visible()
    strategist.goto(watched + BASE)
    row = strategist.locator("tr", has_text="Invånare 25-64 år med gymnasial utbildning, andel (%)")
    expect(row).to_contain_text("i utkastet")
    expect(row).to_contain_text("2022")


def test_a_table_is_added_up_over_its_code_list(strategist: Page, watched: str) -> None:
    strategist.goto(f"{watched}{BASE}ny/tabell/scb/TAB6471/")
    strategist.get_by_label("Hur: ålder").select_option("sum")
    strategist.get_by_label("Utgivarens kodlista: ålder").select_option("vs_CKM0410årN")
    strategist.get_by_label("Hur månader blir ett år").select_option("last")
    strategist.get_by_role("button", name="Ta det här och visa siffrorna").click()
    county = strategist.locator("#figures ~ details tr", has_text="Hallands län")
    expect(county).to_contain_text("2026M04", timeout=30_000)  # at the publisher's own pace
    expect(county).to_contain_text("3")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_asks_a_publisher_is_everybodys(
    strategist: Page, watched: str, path: str, accessible: Callable[[Page], None], subtests: pytest.Subtests
) -> None:
    answer = strategist.goto(watched + BASE + path)
    assert answer is not None
    assert answer.status == 200
    with subtests.test("axe finds nothing in the light"):
        accessible(strategist)
    strategist.emulate_media(color_scheme="dark", reduced_motion="reduce")
    with subtests.test("axe finds nothing in the dark"):
        accessible(strategist)
    strategist.emulate_media(color_scheme="light")
    for width in (320, 600):
        strategist.set_viewport_size({"width": width, "height": 800})
        with subtests.test(f"nothing is wider than the screen at {width}"):
            assert strategist.evaluate("document.documentElement.scrollWidth") <= width


def test_a_fetch_needs_no_script(browser: Browser, watched: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    sign_in(page, watched, "strateg")
    page.goto(watched + BASE)
    page.get_by_role("button", name="Hämta siffrorna nu").click()
    for _ in range(90):
        again = page.get_by_role("link", name="Uppdatera sidan")
        if not again.count():
            break
        page.wait_for_timeout(500)
        again.click()
    expect(page.get_by_role("button", name="Hämta siffrorna nu")).to_be_visible()
    context.close()
