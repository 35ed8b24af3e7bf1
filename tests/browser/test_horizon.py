"""The horizon's drawings no label on another, the same each time, by keyboard and in print."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

PAGE = "/halland/omvarld/"
WIDTHS = (320, 600, 1200)
# Every text that is seen in the drawings, as boxes without the letters' own room above and below.
LABELS = """() => [...document.querySelectorAll(".drawn svg")]
  .filter(svg => getComputedStyle(svg).display !== "none")
  .map(svg => [...svg.querySelectorAll("text")].map(text => {
    const box = text.getBoundingClientRect();
    return { said: text.textContent, left: box.left, right: box.right, top: box.top + box.height * 0.15,
             bottom: box.bottom - box.height * 0.15 };
  }))"""
OUTSIDE = """() => [...document.querySelectorAll(".drawn svg")]
  .filter(svg => getComputedStyle(svg).display !== "none")
  .flatMap(svg => { const frame = svg.getBoundingClientRect(); return [...svg.querySelectorAll("text")]
    .filter(text => { const box = text.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1; })
    .map(text => text.textContent); })"""
# Texts that reach out of the box they stand in.
OUT_OF_BOX = """() => [...document.querySelectorAll(".drawn svg.drivers a")].flatMap(link => {
  const box = link.querySelector(".box"); if (!box || !box.getBoundingClientRect().width) return [];
  const frame = box.getBoundingClientRect();
  return [...link.querySelectorAll("text.title")]
    .filter(text => text.getBoundingClientRect().right > frame.right)
    .map(text => text.textContent); })"""


@contextmanager
def opened(browser: Browser, address: str, *, width: int, media: str = "screen") -> Iterator[Page]:
    """Open the page at a width, on the screen or as it is printed."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE")
    page = context.new_page()
    page.emulate_media(media="print" if media == "print" else "screen")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    yield page
    context.close()


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Return the labels that lie on each other in the drawings that are seen."""
    found = []
    for labels in page.evaluate(LABELS):
        for place, one in enumerate(labels):
            found += [
                (one["said"], other["said"])
                for other in labels[place + 1 :]
                if one["left"] < other["right"]
                and other["left"] < one["right"]
                and one["top"] < other["bottom"]
                and other["top"] < one["bottom"]
            ]
    return found


@pytest.mark.parametrize("path", ["", "?ar=2024", "?ar=2025"])
def test_no_label_lies_on_another(browser: Browser, site: str, path: str, subtests: pytest.Subtests) -> None:
    with opened(browser, site + PAGE + path, width=WIDTHS[0]) as page:
        for width, media in (*((one, "screen") for one in WIDTHS), (673, "print")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(media="print" if media == "print" else "screen")
            with subtests.test(f"{width} {media}"):
                drawings = page.evaluate(LABELS)
                assert len(drawings) == 2  # the matrix and the graph, each in the one size that is seen
                assert all(len(labels) > 5 for labels in drawings)
                assert overlapping(page) == []
                assert page.evaluate(OUTSIDE) == []
                assert page.evaluate(OUT_OF_BOX) == []


def test_labels_that_are_put_on_each_other_are_found(browser: Browser, site: str) -> None:
    """The canary of the test above: the second mark is moved onto the first."""
    with opened(browser, site + PAGE, width=1200) as page:
        page.evaluate(
            """() => { const [one, other] = document.querySelectorAll(".matrix.wide g");
                       other.setAttribute("transform", one.getAttribute("transform")); }"""
        )
        assert overlapping(page) != []


def test_the_same_data_gives_the_same_picture(browser: Browser, site: str) -> None:
    def drawings(path: str) -> list[str]:
        with opened(browser, site + PAGE + path, width=1200) as page:
            found = page.locator(".drawn svg").evaluate_all("all => all.map(one => one.outerHTML)")
            return [str(one) for one in found]

    first = drawings("")
    assert len(first) == 4
    assert drawings("") == first
    assert drawings("?ar=2024")[0] != first[0]  # the canary: other data, another picture


@pytest.mark.parametrize("width", WIDTHS)
def test_every_mark_is_reached_by_keyboard_and_named(browser: Browser, site: str, width: int) -> None:
    with opened(browser, site + PAGE, width=width) as page:
        marks = page.locator(".drawn svg a:visible")
        rows = page.locator("table.signals tbody tr").count()
        assert marks.count() > rows
        marks.first.focus()
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert name.startswith("1. ")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("2. ")
        page.keyboard.press("Enter")
        page.wait_for_url("**/omvarld/*/")


def test_what_is_drawn_can_be_pressed_by_a_thumb(browser: Browser, site: str) -> None:
    with opened(browser, site + PAGE, width=320) as page:
        sizes = page.locator(".drawn svg a:visible .mark").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
        )
        assert min(min(size) for size in sizes) >= 24


def test_the_print_shows_the_wide_drawings_and_both_tables(browser: Browser, site: str) -> None:
    with opened(browser, site + PAGE, width=673, media="print") as page:
        assert page.locator(".drawn svg.wide:visible").count() == 2
        assert page.locator(".drawn svg.narrow:visible").count() == 0
        assert page.locator("main table:visible").count() == 2


def test_the_drawings_are_seen_in_the_dark(
    browser: Browser, site: str, accessible: Callable[..., None]
) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.goto(site + PAGE)
    accessible(page, only="color-contrast")
    context.close()
