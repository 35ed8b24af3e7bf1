"""Somebody registers in a browser, without JavaScript too: a fault, the mail's link, a change, a goodbye."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CHROMIUM, letter, sign_in

FORM = "/halland/forum/digitalt-forum/anmalan/"
READS = 3.2  # seconds, as somebody who reads the form takes

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


def fill_in(page: Page, address: str, email: str) -> None:
    page.goto(address + FORM)
    page.get_by_label("Ditt namn").fill("Vera Exempel")
    page.get_by_label("Din e-postadress").fill(email)


def send(page: Page) -> None:
    time.sleep(READS)
    page.get_by_role("button", name="Anmäl dig", exact=True).click()


def test_a_fault_is_met_with_the_keyboard_in_its_summary(
    page: Page, site: str, accessible: Callable[..., None]
) -> None:
    fill_in(page, site, "ingen adress")
    send(page)
    expect(page.locator("#faults")).to_be_focused()
    assert page.get_by_label("Ditt namn").input_value() == "Vera Exempel"
    accessible(page)
    page.locator("#faults a").first.click()
    expect(page.get_by_label("Din e-postadress")).to_be_focused()


def test_the_whole_way_works_without_scripts(
    browser: Browser, page: Page, site: str, accessible: Callable[..., None]
) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    fill_in(plain, site, "vera@example.org")
    send(plain)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Ett mejl är på väg")
    sign_in(page, site, "administrator")
    _, link = letter(page, site, "vera@example.org")
    own = site + "/halland/" + link.partition("/halland/")[2]
    plain.goto(own)
    plain.get_by_role("button", name="Bekräfta").click()
    expect(plain.locator(".messages")).to_contain_text("bekräftad")
    plain.get_by_role("link", name="Ändra").click()
    plain.get_by_label("Mat som du behöver").fill("utan nötter")
    plain.get_by_role("button", name="Spara").click()
    expect(plain.locator("main")).to_contain_text("utan nötter")
    for where in (own, own + "andra/"):
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(where)
            accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    plain.goto(own)
    plain.get_by_text("Bli glömd").click()
    plain.get_by_role("button", name="Ta bort allt om mig").click()
    expect(plain.locator(".messages")).to_contain_text("glömd")
    answer = plain.goto(own)
    assert answer is not None
    assert answer.status == 404
