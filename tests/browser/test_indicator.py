"""An indicator as a reader follows it: charts on each screen, a view of one's own, a figure's origin."""

import re

import pytest
from playwright.sync_api import Page, expect

PATH = "/halland/indikator/eftergymnasial/"
LOADED = "() => [...document.images].every(one => one.complete && one.naturalWidth > 0)"
CHOSEN = "() => [...document.images].map(one => one.currentSrc)"


@pytest.mark.parametrize(("width", "narrow"), [(1200, False), (320, True)])
def test_each_screen_is_given_its_own_drawing_light_or_dark(
    page: Page, site: str, width: int, narrow: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    seen = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(site + PATH, wait_until="networkidle")
        page.wait_for_function(LOADED)
        seen.append(page.evaluate(CHOSEN))
        sizes = page.evaluate("() => [...document.images].map(one => one.naturalWidth)")
        assert {size <= 320 for size in sizes} == {narrow}
        for image in page.locator("figure.chart img").all():
            assert re.search(r"\d", image.get_attribute("alt") or "")
    assert not set(seen[0]) & set(seen[1])


def test_a_drawing_is_light_on_paper_whatever_the_screen(page: Page, site: str) -> None:
    page.goto(site + PATH, wait_until="networkidle")
    light = page.evaluate(CHOSEN)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_function(LOADED)
    assert page.evaluate(CHOSEN) == light


def test_a_reader_chooses_a_municipality_opens_the_table_and_finds_where_a_figure_comes_from(
    page: Page, site: str
) -> None:
    page.goto(site + PATH)
    chosen = page.get_by_role("navigation", name="Välj vad som visas")
    chosen.get_by_text("Länets kommuner").click()
    chosen.get_by_role("link", name="Hylte").click()
    chosen.get_by_text("År: 2010–2022").click()
    chosen.get_by_role("link", name="2014").first.click()
    expect(page).to_have_url(re.compile("omrade=1315.*fran=2014"))
    years = page.locator("#years")
    expect(years.locator("figcaption")).to_contain_text("Hylte 2014–2022")
    years.get_by_text("Visa som tabell").click()
    years.get_by_role("link", name="2020").click()
    expect(page).to_have_url(re.compile(r"/ursprung/\?.*omrade=1315.*#y2020$"))
    expect(page.locator("tr:target th")).to_have_text("2020")
    expect(page.locator("caption")).to_have_text("Hylte")


def test_a_place_on_the_map_is_led_to_from_its_table(page: Page, site: str) -> None:
    page.goto(site + PATH)
    bars = page.locator("#municipalities-bars")
    bars.get_by_text("Visa som tabell").click()
    bars.get_by_role("link", name="Kungsbacka").click()
    expect(page.locator("#years figcaption")).to_contain_text("Kungsbacka")


def test_a_drawing_opened_alone_breaks_no_rule_of_its_policy(page: Page, site: str) -> None:
    page.goto(site + PATH)
    for address in page.evaluate(CHOSEN):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        expect(page.locator("svg > title")).to_have_count(1)
