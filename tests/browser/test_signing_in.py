"""Signing in as a person does it: password and an app's code; then the pages of an administrator."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page

from laget.demo.site import PASSWORD

OWN = (
    "/konto/",
    "/konto/password/change/",
    "/konto/email/",
    "/konto/2fa/",
    "/konto/2fa/totp/activate/",
    "/konto/avsluta/",
    "/konto/logout/",
    "/halland/personer/",
    "/halland/gallring/",
    "/en/halland/gallring/",
)


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/konto/login/")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord", exact=False).first.fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Logga in").click()


def code_of(key: str) -> str:
    return str(format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time())))))


def confirm(page: Page) -> None:
    """Give the password again where it is asked for."""
    if "/reauthenticate/" in page.url:
        page.get_by_label("Lösenord", exact=False).first.fill(PASSWORD)
        page.get_by_role("button", name="Bekräfta").click()


@pytest.fixture(scope="module")
def state(browser: Browser, site: str) -> Iterator[str]:
    """The cookies of an administrator who has signed in, as a file's content."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    sign_in(page, site, "administrator@example.se")
    page.goto(f"{site}/konto/2fa/totp/activate/")
    confirm(page)
    yield next(one["value"] for one in context.cookies() if one["name"] == "sessionid")
    context.close()


@pytest.fixture
def administrator(page: Page, site: str, state: str) -> Page:
    """A page of the signed-in administrator."""
    page.context.add_cookies([{"name": "sessionid", "value": state, "url": site}])
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OWN)
def test_axe_finds_nothing_on_the_pages_of_the_signed_in(
    administrator: Page, site: str, path: str, scheme: str, accessible: Callable[[Page], None]
) -> None:
    administrator.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    answer = administrator.goto(site + path)
    assert answer is not None
    assert answer.status == 200
    assert administrator.url == site + path
    accessible(administrator)


@pytest.mark.parametrize("path", OWN)
def test_nothing_of_the_signed_in_is_wider_than_a_phone(administrator: Page, site: str, path: str) -> None:
    administrator.set_viewport_size({"width": 320, "height": 800})
    administrator.goto(site + path)
    assert administrator.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_person_is_invited_and_comes_in_by_the_link_in_the_outbox(
    administrator: Page, browser: Browser, site: str, accessible: Callable[[Page], None]
) -> None:
    page = administrator
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
    sign_in(page, site, "analytiker@example.se")
    page.goto(f"{site}/konto/2fa/totp/activate/")
    confirm(page)
    assert page.locator(".qr svg").is_visible()
    key = page.get_by_label("Nyckeln", exact=True).input_value()
    page.get_by_label("Autentiseringskod").fill(code_of(key))
    page.get_by_role("button", name="Aktivera").click()
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    accessible(page)
    page.get_by_role("button", name="Logga ut").click()
    sign_in(page, site, "analytiker@example.se")
    assert "/konto/2fa/authenticate/" in page.url
    accessible(page)
    page.goto(f"{site}/konto/")
    assert "/konto/2fa/authenticate/" in page.url
    # The app's code of this half minute is used: one of the recovery codes takes its place.
    page.locator("main input[name=code]").fill(recovery[0])
    page.locator("main").get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Anna Exempel", level=1).wait_for()
