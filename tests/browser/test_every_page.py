"""Every kind of page, as each reader meets it: axe, keyboard, phone, zoom, dark, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Furnished
from tests.browser.kinds import KINDS, Kind

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
ZOOMED = 640  # 1,280 pixels at 200 %
WIDTHS = (320, 600, ZOOMED, 1200)

# WCAG 1.4.12; a style sheet made by a script, since the policy lets no other in.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# What is wider than the screen, cut off, or scrolled sideways though it is no table, drawing or file's text.
LOST = """() => {
  const named = e => `${e.tagName}.${e.getAttribute("class") ?? ""} ${e.textContent.trim().slice(0, 40)}`;
  const faults = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg, .visually-hidden, textarea, select, input, video") || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), cuts = ["hidden", "clip"];
    const wide = e.scrollWidth > e.clientWidth + 1, high = e.scrollHeight > e.clientHeight + 1;
    if ((wide && cuts.includes(style.overflowX)) || (high && cuts.includes(style.overflowY)))
      faults.push(`cut off: ${named(e)}`);
    const scrolls = ["auto", "scroll"].includes(style.overflowX);
    if (wide && scrolls && !e.querySelector("table, svg") && e.tagName !== "PRE")
      faults.push(`scrolls sideways: ${named(e)}`);
  }
  return faults;
}"""
REACHED = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
  .filter(e => e.type !== "radio" || e === (document.querySelector(`[name="${e.name}"]:checked`)
      ?? document.querySelector(`[name="${e.name}"]`))).length"""
# Where the focus is; whether a ring is drawn around it, and whether any of it can be seen.
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const style = getComputedStyle(e);
  const parts = [0.1, 0.5, 0.9];
  const seen = [...e.getClientRects()].some(box => {
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    return parts.some(x => parts.some(y => {
      const hit = document.elementFromPoint(box.left + box.width * x, top + (bottom - top) * y);
      return hit && e.contains(hit);
    }));
  });
  return {
    place: [...document.querySelectorAll("*")].indexOf(e),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen,
    name: `${e.tagName.toLowerCase()} ${e.getAttribute("name") ?? e.textContent.trim().slice(0, 40)}`,
  };
}"""
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(e => !e.name.endsWith(".svg")).map(e => [e.name, e.transferSize])"""


@every_kind
def test_axe_finds_nothing_in_light_or_dark_and_the_page_is_light_to_send(
    furnished: Furnished, kind: Kind, accessible: Callable[..., None]
) -> None:
    with furnished.meet(kind) as page:
        weights = page.evaluate(WEIGHT)
        assert sum(size for _, size in weights) <= 100_000, weights
        if "malvarde/m-" in kind.path:
            expect(page.locator("#preview")).not_to_be_empty()
        accessible(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        accessible(page, only="color-contrast")


@every_kind
def test_nothing_is_lost_on_a_phone_at_200_per_cent_or_with_text_spaced_out(
    furnished: Furnished, kind: Kind
) -> None:
    with furnished.meet(kind) as page:
        lost: list[str] = []
        for spacing in ("", " spaced"):
            if spacing:
                page.evaluate(SPACED)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 450 if width == ZOOMED else 800})
                lost += [f"{width}{spacing}: {fault}" for fault in page.evaluate(LOST)]
        assert lost == []


@every_kind
def test_the_keyboard_reaches_every_link_and_field_in_order_and_it_is_seen_where_it_is(
    furnished: Furnished, kind: Kind
) -> None:
    with furnished.meet(kind) as page:
        wanted = page.evaluate(REACHED)
        seen: list[int] = []
        unseen: list[str] = []
        page.evaluate("document.activeElement.blur()")  # a page may set the focus in its first field
        dates = page.locator("input[type=date]").count()  # each has a stop for year, month and day
        for _ in range(wanted + 2 + 3 * dates):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if dates and focus and seen and focus["place"] == seen[-1]:
                continue
            if focus is None or focus["place"] in seen:
                break
            seen.append(focus["place"])
            if not (focus["ring"] and focus["seen"]):
                unseen.append(str(focus))
        assert len(seen) == wanted
        assert seen == sorted(seen)
        assert unseen == []


@every_kind
def test_a_page_needs_no_script_and_no_other_host(furnished: Furnished, kind: Kind) -> None:
    context = furnished.context(kind.role, scripts=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    furnished.goto(page, kind)
    assert page.locator("h1").count() == 1
    assert not [url for url in asked if not url.startswith((furnished.address, "data:"))]
    context.close()
