"""A region's own words may be longer than a phone is wide: no page grows wider than the screen with them."""

import pytest
from playwright.sync_api import Page

WORD = "kollektivtrafiksamordningsmyndighetsutövningsförutsättningsutredningar"
PAGES = (
    "/halland/",
    "/halland/gap/",
    "/halland/strategi/",
    "/halland/strategi/nytt/?fran=1&till=2",
    "/halland/mal/gott-liv/",
    "/halland/mal/lagre-utslapp/",
    "/halland/indikator/eftergymnasial/",
    "/halland/uppfoljning/",
    "/halland/uppfoljning/2025/",
    "/halland/oppna-data/",
    "/sok/?q=utbildning",
)
FILL = """word => {
  const named = "h1 h2 h3 h4 a p dt dd li th caption".split(" ").map(one => `main ${one}`);
  for (const one of document.querySelectorAll(["header .brand span", ...named].join(", "))) {
    if (one.children.length === 0) one.textContent = word;
  }
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_long_word_is_broken_and_the_page_stays_as_wide_as_the_screen(
    page: Page, site: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + path)
    page.evaluate(FILL, WORD)
    assert page.get_by_text(WORD).count() > 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
