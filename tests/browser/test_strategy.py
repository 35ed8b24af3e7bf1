"""The strategy in a browser: comparing versions without a script, differences without colour, and print."""

from playwright.sync_api import Browser, Page


def test_versions_are_compared_with_the_keyboard_and_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/halland/strategi/")
    page.get_by_role("link", name="Nytt mellan två versioner").press("Enter")
    page.get_by_label("Från version").select_option("2")
    page.get_by_label("Till version").select_option("1")
    page.get_by_role("button", name="Jämför").press("Enter")
    page.wait_for_url("**/strategi/nytt/?fran=2&till=1")
    assert "Från version 2 till version 1." in page.inner_text("main")
    assert page.get_by_label("Från version").input_value() == "2"
    context.close()


def test_what_is_removed_and_added_is_seen_without_colour(page: Page, site: str) -> None:
    page.goto(f"{site}/halland/strategi/nytt/")
    lines = page.evaluate(
        """["del", "ins"].map(tag => getComputedStyle(document.querySelector(tag)).textDecorationLine)"""
    )
    assert lines == ["line-through", "underline"]


def test_an_element_printed_is_its_text_and_its_gaps_and_no_way_round_the_site(page: Page, site: str) -> None:
    page.goto(f"{site}/halland/mal/lagre-utslapp/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".rail").count() == 2
    assert page.locator(".rail-drawing").first.is_visible()
    for hidden in ("header.site nav", ".site-tools", ".crumbs"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".answer").first.is_visible()


def test_from_the_whole_a_reader_comes_to_an_area_its_direction_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/halland/strategi/")
    page.get_by_role("link", name="Kunskap genom hela livet").click()
    page.get_by_role("link", name="Alla unga är med").first.click()
    assert page.locator("h1").inner_text() == "Alla unga är med"
    crumbs = page.get_by_role("navigation", name="Du är här")
    assert crumbs.get_by_role("link").all_inner_texts() == ["Strategin", "Kunskap genom hela livet"]
    crumbs.get_by_role("link", name="Strategin").click()
    page.wait_for_url("**/halland/strategi/")
