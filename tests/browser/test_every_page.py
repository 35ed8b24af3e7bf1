"""Every kind of page, as each reader meets it: axe, keyboard, phone, zoom, dark, print, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

# One of each kind; a new kind of page gets its line here.
PAGES = (
    "/halland/",
    "/en/halland/",
    "/halland/gap/",
    "/en/halland/gap/?ordna=personer",
    "/stil/",
    "/sok/?q=utbildning",
    "/en/sok/?q=education&slag=strategi",
    "/sok/?q=utbilding",
    "/hjalp/",
    "/hjalp/sa-fungerar-laget/",
    "/en/hjalp/sa-fungerar-laget/",
    "/hjalp/tillganglighet/",
    "/en/hjalp/personuppgifter/",
    "/tyck-till/?sida=/halland/gap/&region=halland&nytta=ja",
    "/halland/uppfoljning/",
    "/halland/uppfoljning/2025/",
    "/en/halland/uppfoljning/2024/1/",
    "/halland/uppfoljning/jamfor/?fran=2024&till=2025",
    "/halland/strategi/",
    "/en/halland/strategi/",
    "/halland/strategi/version/1/",
    "/halland/strategi/nytt/?fran=1&till=2",
    "/en/halland/strategi/nytt/",
    "/halland/mal/lagre-utslapp/",
    "/halland/mal/gott-liv/",
    "/en/halland/mal/kunskap/",
    "/halland/mal/digital-vard/",
    "/halland/indikator/eftergymnasial/",
    "/en/halland/indikator/stroke/",
    "/halland/indikator/arbetsloshet-fodelseregion-pahittad/",
    "/halland/indikator/befolkning/?omrade=1380&fran=2010&till=2020",
    "/halland/indikator/eftergymnasial/ursprung/",
    "/en/halland/indikator/folkmangd-april/ursprung/?omrade=06",
    "/halland/oppna-data/",
    "/oppna-data/",
    "/konto/login/",
    "/en/konto/login/",
    "/konto/login/code/",
    "/konto/password/reset/",
    "/konto/signup/",
    "/konto/utkorg/",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, site: str, path: str, scheme: str, accessible: Callable[[Page], None]
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    answer = page.goto(site + path)
    assert answer is not None
    assert answer.status == 200
    accessible(page)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 600, 1200])
def test_nothing_is_wider_than_the_screen(page: Page, site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_reaches_every_link_and_field_in_the_order_of_the_page(
    page: Page, site: str, path: str
) -> None:
    page.goto(site + path)
    wanted = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
        .filter(e => e.type !== "radio" || e === (document.querySelector(`[name="${e.name}"]:checked`)
            ?? document.querySelector(`[name="${e.name}"]`))).length"""
    )
    seen: list[int] = []
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """(() => { const e = document.activeElement;
            return e === document.body ? -1 : [...document.querySelectorAll("*")].indexOf(e); })()"""
        )
        if place == -1 or place in seen:
            break
        seen.append(place)
    assert len(seen) == wanted
    assert seen == sorted(seen)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_no_script_and_no_other_host(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    assert page.locator("h1").count() == 1
    assert not [url for url in asked if not url.startswith((site, "data:"))]
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_at_most_a_hundred_kilobytes_without_drawings(page: Page, site: str, path: str) -> None:
    page.goto(site + path, wait_until="networkidle")
    weights = page.evaluate(
        """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(e => !e.name.endsWith(".svg")).map(e => [e.name, e.transferSize])"""
    )
    assert sum(size for _, size in weights) <= 100_000, weights
