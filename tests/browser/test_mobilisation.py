"""A question on paper: where nothing can be opened, each sentence has its formula and sources beside it."""

import re

import pypdfium2
from playwright.sync_api import Page


def test_a_formula_and_the_sums_stand_on_paper(page: Page, site: str) -> None:
    page.goto(f"{site}/halland/kraftsamling/kortare-vag-till-lagre-utslapp/")
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = re.sub(r"\s+", " ", "".join(sheet.get_textpage().get_text_range() for sheet in printed))
    assert "Båda är redan satta i relation till sin egen befolkning." in text
    assert "En kommun räknas från det år den kom med" in text
