"""Coming in: by an invitation, by a password and an app's code."""

import re
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page

from laget.demo.site import PASSWORD
from tests.browser.conftest import confirm, sign_in


def code_of(key: str) -> str:
    return str(format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time())))))


def test_a_person_is_invited_and_comes_in_by_the_link_in_the_outbox(
    page: Page, browser: Browser, site: str, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, site, "administrator")
    page.goto(f"{site}/halland/personer/")
    page.get_by_label("E-postadress").fill("nils@example.se")
    page.get_by_label("analytiker").check()
    page.get_by_role("button", name="Skicka inbjudan").click()
    accessible(page)
    page.goto(f"{site}/konto/utkorg/")
    page.get_by_role("link", name=re.compile("Du är inbjuden")).first.click()
    accessible(page)
    link = page.locator(".mail-text a").inner_text()
    context = browser.new_context(locale="sv-SE")
    invited = context.new_page()
    invited.goto(link)
    accessible(invited)
    invited.get_by_label("Ditt namn").fill("Nils Ny")
    invited.get_by_role("button", name="Tacka ja").click()
    invited.get_by_role("heading", name="Nils Ny", level=1).wait_for()
    assert invited.get_by_text("analytiker").is_visible()
    context.close()


def test_password_and_the_apps_code_sign_in_and_the_password_alone_does_not(
    page: Page, site: str, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, site, "samtalsledare")
    page.goto(f"{site}/konto/2fa/totp/activate/")
    confirm(page)
    assert page.locator(".qr svg").is_visible()
    key = page.get_by_label("Nyckeln", exact=True).input_value()
    page.get_by_label("Kod från appen").fill(code_of(key))
    page.get_by_role("button", name="Slå på").click()
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    accessible(page)
    page.get_by_role("button", name="Logga ut").click()
    page.goto(f"{site}/konto/login/")
    page.fill("input[name=login]", "samtalsledare@example.se")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    assert "/konto/2fa/authenticate/" in page.url
    accessible(page)
    page.goto(f"{site}/konto/")
    assert "/konto/2fa/authenticate/" in page.url
    # The app's code of this half minute is used: one of the recovery codes takes its place.
    page.locator("main input[name=code]").fill(recovery[0])
    page.locator("main").get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Sam Exempel", level=1).wait_for()
