"""What axe cannot see on a page: headings, names, alternatives, words of the other language."""

import re

from playwright.sync_api import Page

STRUCTURE = r"""() => {
  const faults = [], shown = e => e.checkVisibility();
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const named = e => e.outerHTML.slice(0, 120);
  const text = e => e.textContent.replace(/\s+/g, " ").trim();
  if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`from h${level} to h${own}: ${text(heading)}`);
    if (!text(heading)) faults.push(`an empty heading: ${named(heading)}`);
    level = own;
  }
  for (const image of document.querySelectorAll("main img")) {
    if (!/^\S.*\s.*\.$/.test(image.alt)) faults.push(`alt is no sentence: ${image.alt || named(image)}`);
    const isChart = !image.closest(".picture, .person");
    if (isChart && !image.closest("figure")?.querySelector("table"))
      faults.push(`no table beside ${image.alt}`);
  }
  for (const drawing of document.querySelectorAll("svg")) {
    const hidden = drawing.closest("[aria-hidden=true], [role=img][aria-label]:not(svg)");
    const name = drawing.getAttribute("aria-label") || drawing.getAttribute("aria-labelledby");
    const role = drawing.querySelector("a") ? "group" : "img";
    if (!hidden && !(drawing.getAttribute("role") === role && name))
      faults.push(`no name: ${named(drawing)}`);
  }
  for (const field of all("input:not([type=hidden], [type=submit]), select, textarea")) {
    const labels = [...field.labels ?? []].filter(text).length;
    if (!labels && !field.getAttribute("aria-label") && !field.getAttribute("aria-labelledby"))
      faults.push(`no label: ${named(field)}`);
    for (const id of (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean))
      if (!document.getElementById(id)) faults.push(`described by what is not there: ${id}`);
  }
  for (const link of all("a[href]")) {
    const said = (link.getAttribute("aria-label") ?? text(link)).toLowerCase().replace(/[.…→»]/g, "").trim();
    if (/^(läs mer|(klicka )?här|mer|länk|read more|(click )?here|more|link)$/.test(said))
      faults.push(`leads nobody knows where: ${named(link)}`);
  }
  return faults;
}"""
# What the page says in its own language: each element's own words, and its names for those who listen.
SAID = r"""() => {
  const own = document.documentElement.lang, said = new Set();
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("script, style, code, pre, svg, textarea") || e.closest("[lang]").lang !== own) continue;
    for (const node of e.childNodes)
      if (node.nodeType === 3) said.add(node.textContent.replace(/\s+/g, " ").trim());
    for (const name of ["aria-label", "alt", "placeholder", "title"])
      if (e.getAttribute(name)) said.add(e.getAttribute(name));
  }
  return [...said].filter(text => /\p{L}{3}/u.test(text));
}"""

# Names, units that the region has chosen, what is written in a file or a letter, and words that both have.
NAMES = (
    "Läget|Exempelregionen i Hallands län|Falkenberg|Halmstad|Hylte|Kungsbacka|Laholm|Varberg|Destatis|"
    "Båstad|Mark|Svenljunga|Ängelholm|"
    "Eurostat|Statistics Canada|Theil–Sen|Kolada|RUS-ansvarig|JSON|SHA-256|JSON Schema 2020-12|"
    r"RUS-nätverket \(exempel\)|"
    "stockholm Stockholm|skane-blekinge Skåne-Blekinge"
)
BOTH = (
    "Forum|Film|Moderator:?|Start|Period|period|Status|Format|Version|Version [0-9]|version [0-9]|Vision:?|"
    "Text|Social|index|Region|Partner [0-9]+|"
    "Megatrend|Trend|Signal|Reform|Plan|Global|Regional|Organisation|April|September|November|December"
)
COLOURS = "(card|edge|focus|ink|lingon|ochre|on|paper|soft|spruce)(-[a-z]+)?"
DRAFTED = "Övergripande mål|Effektmål|Prioriterat område|Strategisk inriktning|Perspektiv|Exempel på .*"
LETTERS = (
    "påhittad serie, ingen riktig statistik|Läget: .*|Nils Ny|Du är inbjuden .*|Om du inte väntade dig .*"
    r"|.* ber om din text .*|Lägets höst|\(?Jag vill se min kommun\)?"
)
COOKIES = "csrftoken|hushall|messages|sessionid"
ALIKE = re.compile(
    rf"[:, ]*({NAMES}|{BOTH}|{COLOURS}|{COOKIES}|\w+ Exempel,?|\S+@\S+|\S+\.\w+|(https?:|/)\S+"
    r"|(index )?[0-9][0-9  ,–]*( (vårdtillfällen|besök|bostäder|kg per justerad invånare))?"
    r"( \([0-9]+\)| · [0-9]+)?"
    rf"|(Kolada|SCB|Trafa) .*|{DRAFTED}|{LETTERS})"
)


def said(page: Page) -> set[str]:
    """Return what the page says in its own language."""
    return set(page.evaluate(SAID))


def unlike(texts: set[str]) -> set[str]:
    """Return those of the texts that both languages should not say alike.

    What they may is a name, marked as being in one of them, or a word that both have.
    """
    return {text for text in texts if not ALIKE.fullmatch(text)}
