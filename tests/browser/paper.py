"""What is looked at on paper: a page's text and its gaps, nothing cut off, no way round the site."""

import re

import pypdfium2
from playwright.sync_api import Page

PAPER = 672  # pixels: A4 within its margins
CUT = """() => {
  const faults = [], root = document.documentElement;
  const named = e => `${e.tagName}.${e.getAttribute("class") ?? ""} ${e.textContent.trim().slice(0, 40)}`;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility() || e.closest("svg, .visually-hidden, input, select, textarea")) continue;
    if (getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1)
      faults.push(`cut off: ${named(e)}`);
    if (e.matches("nav, button, .button, input[type=search], input[type=submit]"))
      faults.push(`shown: ${named(e)}`);
  }
  return faults;
}"""
CHOICES = """() => [...document.querySelectorAll("select, input:not([type=hidden]), textarea")]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))"""
RAILS = """() => [...document.querySelectorAll(".rail-label, .rail-list li, .rail-list dd")]
  .filter(e => e.checkVisibility()).map(e => e.textContent)"""


def plain(text: str) -> str:
    """Leave out what a line's end and a printer's hyphen change."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


def missing(page: Page) -> list[str]:
    """Return what of the heading and the rails is not in the page as a PDF."""
    with pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as printed:
        text = plain("".join(sheet.get_textpage().get_text_range() for sheet in printed))
    wanted = [page.locator("h1").inner_text(), *page.evaluate(RAILS)]
    return [one for one in wanted if plain(one) not in text]
