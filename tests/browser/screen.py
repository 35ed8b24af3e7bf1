"""What is looked at on a screen: what a page weighs, what is lost on it, where the keyboard comes."""

from typing import NamedTuple

from playwright.sync_api import Page

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


class Walk(NamedTuple):
    """A walk by the Tab key: how many stops there should be, those there were, those that are not seen."""

    wanted: int
    stops: list[int]
    unseen: list[str]


def weights(page: Page) -> list[tuple[str, int]]:
    """Return what was sent for a page but its drawings, each with its bytes."""
    return [(name, size) for name, size in page.evaluate(WEIGHT)]


def lost(page: Page) -> list[str]:
    """Return what is lost on a phone, at 200 per cent or with text spaced out; the page is left so."""
    found: list[str] = []
    for spacing in ("", " spaced"):
        if spacing:
            page.evaluate(SPACED)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 450 if width == ZOOMED else 800})
            found += [f"{width}{spacing}: {fault}" for fault in page.evaluate(LOST)]
    return found


def walk(page: Page) -> Walk:
    """Walk through the page from its beginning, as far as the Tab key comes."""
    walked = Walk(page.evaluate(REACHED), [], [])
    page.evaluate("document.activeElement.blur()")  # a page may set the focus in its first field
    # A date has a stop for year, month and day; one with a time for its parts too.
    dates = page.locator("input[type=date], input[type=datetime-local]").count()
    for _ in range(walked.wanted + 2 + 7 * dates):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if dates and focus and walked.stops and focus["place"] == walked.stops[-1]:
            continue
        if focus is None or focus["place"] in walked.stops:
            break
        walked.stops.append(focus["place"])
        if not (focus["ring"] and focus["seen"]):
            walked.unseen.append(str(focus))
    return walked
