"""What axe cannot see on each kind of page: headings, names, alternatives, titles, language."""

import html
import re

import pytest

from tests.browser.conftest import Furnished
from tests.browser.kinds import KINDS, Kind

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)

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
    if (!image.closest("figure")?.querySelector("table")) faults.push(`no table beside ${image.alt}`);
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
ERRORS = r"""() => {
  const faults = [];
  for (const field of document.querySelectorAll("[aria-invalid=true]")) {
    // Of boxes to tick the group says it, once for all.
    const group = field.closest("fieldset")?.getAttribute("aria-describedby") ?? "";
    const said = `${field.getAttribute("aria-describedby") ?? ""} ${group}`.split(" ")
      .map(id => document.getElementById(id)?.textContent.trim() ?? "").join("");
    if (!said) faults.push(`nothing says what is wrong: ${field.outerHTML.slice(0, 120)}`);
  }
  return faults;
}"""

# The start page of the only region is the installation's.
ONE_PAGE = ({"/", "/halland/"},)
# Names, units that the region has chosen, what is written in a file or a letter, and words that both have.
NAMES = (
    "Läget|Exempelregionen i Hallands län|Falkenberg|Halmstad|Hylte|Kungsbacka|Laholm|Varberg|Destatis|"
    "Båstad|Mark|Svenljunga|Ängelholm|"
    "Eurostat|Statistics Canada|Theil–Sen|Kolada|RUS-ansvarig|JSON|SHA-256|JSON Schema 2020-12|"
    "stockholm Stockholm|skane-blekinge Skåne-Blekinge"
)
BOTH = (
    "Start|Period|period|Status|Format|Version|Version [0-9]|version [0-9]|Vision:?|Text|Social|index|"
    "Megatrend|Trend|Signal|Reform|Plan|Global|Regional|Organisation|April|September|November|December"
)
COLOURS = "(card|edge|focus|ink|lingon|ochre|on|paper|soft|spruce)(-[a-z]+)?"
DRAFTED = "Övergripande mål|Effektmål|Prioriterat område|Strategisk inriktning|Perspektiv|Exempel på .*"
LETTERS = (
    "påhittad serie, ingen riktig statistik|Läget: .*|Nils Ny|Du är inbjuden .*|Om du inte väntade dig .*"
    "|.* ber om din text .*"
)
COOKIES = "csrftoken|hushall|messages|sessionid"
ALIKE = re.compile(
    rf"[:, ]*({NAMES}|{BOTH}|{COLOURS}|{COOKIES}|\w+ Exempel,?|\S+@\S+|\S+\.\w+|https?:\S+"
    r"|(index )?[0-9][0-9  ,–]*( (vårdtillfällen|besök|bostäder|kg per justerad invånare))?"
    r"( \([0-9]+\)| · [0-9]+)?"
    rf"|(Kolada|SCB|Trafa) .*|{DRAFTED}|{LETTERS})"
)
# Forms sent with nothing in them: who, where, and what is pressed.
REFUSED = (
    ("", "/konto/login/", "Logga in"),
    ("strateg", "/halland/strategi/utkast/ny/element/?level=priority", "Spara i utkastet"),
    ("strateg", "/halland/uppfoljning/utkast/lankar/", "Skicka länken"),
    ("strateg", "/halland/uppfoljning/2025/1/maskera/", "Maskera"),
    ("strateg", "/halland/strategi/utkast/anta/", "Anta den här versionen"),
    ("administrator", "/halland/personer/", "Skicka inbjudan"),
    ("administrator", "/konto/password/change/", "Byt lösenord"),
)


@every_kind
def test_headings_drawings_fields_and_links_tell_what_they_are(furnished: Furnished, kind: Kind) -> None:
    with furnished.meet(kind) as page:
        assert page.evaluate("document.documentElement.lang") == "sv"
        assert page.evaluate(STRUCTURE) == []


def test_each_page_has_a_title_of_its_own(furnished: Furnished) -> None:
    seen: dict[tuple[str, str], str] = {}
    shared: list[str] = []
    for kind in KINDS:
        context = furnished.context(kind.role)
        for language in ("sv", "en"):
            answer = context.request.get(furnished.url(kind, language=language))
            text = answer.text()
            if "/reauthenticate/" in answer.url:
                page = context.new_page()
                furnished.goto(page, kind, language=language)
                text = page.content()
            found = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
            assert found is not None
            title = html.unescape(found[1]).strip()
            assert len(title.split(" – ")[0]) > 3
            other = seen.setdefault((language, title), kind.path)
            pages = {kind.path.split("?")[0], other.split("?")[0]}  # a view of a page has the page's title
            if len(pages) > 1 and pages not in ONE_PAGE:
                shared.append(f"{title}: {kind.path} and {other}")
        context.close()
    assert not shared, "\n".join(shared)


# A hit's passage and a file's rows stand as they are written, in whichever language that is.
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.name not in {"search", "own_file"}], ids=lambda kind: kind.path
)
def test_no_words_of_the_other_language_are_left(furnished: Furnished, kind: Kind) -> None:
    """What both languages say alike is a name, marked as being in one of them, or a word that both have."""
    with furnished.meet(kind) as page:
        swedish = set(page.evaluate(SAID))
    with furnished.meet(kind, language="en") as page:
        assert page.evaluate("document.documentElement.lang") == "en"
        english = set(page.evaluate(SAID))
    assert {text for text in swedish & english if not ALIKE.fullmatch(text)} == set()


@pytest.mark.parametrize(("role", "path", "button"), REFUSED, ids=lambda value: str(value))
def test_a_refused_field_says_what_is_wrong_where_it_stands(
    furnished: Furnished, role: str, path: str, button: str
) -> None:
    with furnished.meet(next(kind for kind in KINDS if (kind.role, kind.path) == (role, path))) as page:
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        page.locator("main").get_by_role("button", name=button, exact=True).click()
        page.wait_for_selector("[aria-invalid=true]")
        assert page.evaluate(ERRORS) == []
