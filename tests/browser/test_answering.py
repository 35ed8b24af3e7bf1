"""Saying whether a page was of use: in place with a script, on a page of its own without, by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect


def test_an_answer_is_given_in_place(page: Page, site: str, accessible: Callable[[Page], None]) -> None:
    page.goto(f"{site}/halland/gap/")
    assert page.context.cookies() == []  # whoever only reads gets none
    page.get_by_role("link", name="Nej (jag hade inte nytta av den)").click()
    no = page.get_by_role("radio", name="Nej")
    expect(no).to_be_checked()
    expect(no).to_be_focused()
    accessible(page)
    page.get_by_label("Vad var bra, eller vad saknades?").fill("Jag vill se min kommun")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Tack!")
    assert page.url == f"{site}/halland/gap/"
    accessible(page)


def test_an_answer_is_given_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/halland/")
    page.get_by_role("link", name="Ja (jag hade nytta av den)").click()
    assert page.get_by_role("radio", name="Ja").is_checked()
    page.get_by_role("button", name="Skicka").click()
    assert "Tack!" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Tillbaka till sidan").click()
    assert page.url == f"{site}/halland/"
    context.close()


def test_those_who_keep_the_pages_read_the_answers(
    page: Page, site: str, accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{site}/tyck-till/?sida=/halland/gap/&region=halland&nytta=ja")
    page.get_by_label("Vad var bra, eller vad saknades?").fill("En rad att ta bort")
    page.get_by_role("button", name="Skicka").click()
    page.goto(f"{site}/konto/login/?next=/halland/tyckt/")
    page.get_by_label("E-post").fill("kommunikator@example.se")
    page.get_by_label("Lösenord").fill("lingon-gran-2030")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_text("En rad att ta bort", exact=True)).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Ta bort raden (En rad att ta bort)").click()
    expect(page.get_by_role("status")).to_contain_text("Raden är borttagen")
    assert page.get_by_text("En rad att ta bort", exact=True).count() == 0
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_search_from_the_header_finds(page: Page, site: str) -> None:
    page.goto(f"{site}/halland/")
    page.get_by_role("searchbox").fill("bostäder")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_be_visible()
    assert "/sok/?" in page.url
