"""What axe cannot see of all pages together, or of a form refused: titles, and what is wrong."""

import html
import re

import pytest

from tests.browser.conftest import Furnished
from tests.browser.kinds import KINDS

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


@pytest.mark.parametrize(("role", "path", "button"), REFUSED, ids=lambda value: str(value))
def test_a_refused_field_says_what_is_wrong_where_it_stands(
    furnished: Furnished, role: str, path: str, button: str
) -> None:
    with furnished.meet(next(kind for kind in KINDS if (kind.role, kind.path) == (role, path))) as page:
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        page.locator("main").get_by_role("button", name=button, exact=True).click()
        page.wait_for_selector("[aria-invalid=true]")
        assert page.evaluate(ERRORS) == []
