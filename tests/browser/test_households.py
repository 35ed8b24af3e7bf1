"""A reader without scripts chooses a household, reads pages by it, prints one, and chooses none."""

import re

import pypdfium2
from playwright.sync_api import expect

from tests.browser.conftest import Furnished


def test_a_household_is_chosen_kept_printed_and_ended_without_scripts(furnished: Furnished) -> None:
    context = furnished.context("", scripts=False)
    page = context.new_page()
    page.goto(f"{furnished.address}/halland/gap/?ordna=takt")
    band = page.locator(".seen-by")
    expect(band).to_have_count(0)
    page.get_by_role("link", name="Läs som ett hushåll").click()
    page.get_by_label("Läs sidorna som").select_option(label="Gun och Arne Tänkt")
    page.get_by_role("button", name="Välj", exact=True).click()
    assert page.url.endswith("/halland/gap/?ordna=takt&hushall=gun-och-arne-tankt")
    expect(band).to_contain_text("Gun och Arne Tänkt")
    page.goto(f"{furnished.address}/halland/insatser/trygg-hemgang/")
    expect(band).to_contain_text("Varberg är med sedan 2023.")

    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = re.sub(r"\s+", " ", "".join(sheet.get_textpage().get_text_range() for sheet in printed))
    assert "Nästa gång möter ett team dem i köket samma dag." in text
    page.emulate_media(media="print")
    expect(page.locator(".seen-by form")).to_be_hidden()
    page.emulate_media(media="screen")

    band.get_by_label("Läs sidorna som").select_option(label="Inget hushåll")
    band.get_by_role("button", name="Välj", exact=True).click()
    assert page.url.endswith("/halland/insatser/trygg-hemgang/")
    expect(band).to_have_count(0)
    assert [one for one in context.cookies() if one["name"] == "hushall"] == []
    context.close()
