"""The rail in every state, as it is seen: on a phone, in print, without colour, at two hundred per cent."""

import pytest
from playwright.sync_api import Page

STATES = 11


def shown_labels(page: Page) -> list[dict[str, float]]:
    """Every label that is shown of the first list's rails, with its place on the page."""
    found: list[dict[str, float]] = page.evaluate(
        """[...document.querySelectorAll(".states:not(.narrow) .rail-label")]
        .filter(e => getComputedStyle(e).display !== "none")
        .map(e => { const r = e.getBoundingClientRect();
          return {left: r.left, right: r.right, top: r.top, bottom: r.bottom}; })"""
    )
    return found


def touching(labels: list[dict[str, float]]) -> list[tuple[dict[str, float], dict[str, float]]]:
    return [
        (a, b)
        for n, a in enumerate(labels)
        for b in labels[n + 1 :]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]


def test_labels_never_touch_and_stay_on_the_page_at_any_width(
    page: Page, site: str, subtests: pytest.Subtests
) -> None:
    page.goto(f"{site}/stil/")
    for width in (480, 640, 900, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        labels = shown_labels(page)
        with subtests.test(f"{width}"):
            assert touching(labels) == []
            if width in {640, 1200}:
                assert len(labels) > STATES
                assert all(label["left"] >= 0 and label["right"] <= width for label in labels)


def test_on_a_phone_the_labels_move_under_the_rail(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{site}/stil/")
    assert shown_labels(page) == []
    lists = page.locator(".states:not(.narrow) .rail-list")
    assert lists.count() == STATES - 1  # the empty rail has its reason in the list's place
    assert all(lists.nth(n).is_visible() for n in range(lists.count()))


def test_every_rail_is_named_by_its_sentence(page: Page, site: str) -> None:
    page.goto(f"{site}/stil/")
    names = page.eval_on_selector_all(
        ".states:not(.narrow) svg.rail-drawing", "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert len(names) == len(set(names)) == STATES
    assert all("50" in name or "43,4" in name for name in names)


def test_without_colour_the_parts_are_told_apart_by_their_form(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}/stil/")
    first = page.locator(".states:not(.narrow) > li").first
    done, dots = first.locator(".rail-done"), first.locator(".rail-dots")
    assert done.evaluate("e => getComputedStyle(e).strokeDasharray") == "none"
    assert dots.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    assert first.locator(".rail-missing").get_attribute("fill") == "url(#hatch)"
    assert done.evaluate("e => getComputedStyle(e).strokeWidth") != dots.evaluate(
        "e => getComputedStyle(e).strokeWidth"
    )


def test_in_print_the_rail_keeps_its_colours_and_no_rail_is_broken_over_two_pages(
    page: Page, site: str
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/stil/")
    rail = page.locator(".rail").first
    assert rail.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    assert rail.locator(".rail-done").evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    assert page.locator("header.site nav").count() == 0 or not page.locator("header.site nav").is_visible()


def test_where_a_reader_asks_for_larger_letters_the_labels_still_do_not_touch(page: Page, site: str) -> None:
    page.goto(f"{site}/stil/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert touching(shown_labels(page)) == []
