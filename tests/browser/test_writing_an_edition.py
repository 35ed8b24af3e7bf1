"""An edition is written together: sent by link, appraised, approved by a second person, published."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from laget.demo.site import PASSWORD

YEAR = 2026
LINKED = ("Ett gott liv i hela länet", "Ett arbetsliv med plats för fler")
GOALS = (
    "hogre-utbildning",
    "jamnare-kunskap",
    "unga-i-gang",
    "friskare-arbetsliv",
    "fler-foretag",
    "lagre-utslapp",
    "friskare-luft",
    "mer-skyddad-natur",
)


@pytest.fixture
def sign_in(browser: Browser, site: str) -> Iterator[Callable[[str], Page]]:
    """Open a page for somebody of the demonstration; what it logs as an error fails the test."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def signed_in(email: str) -> Page:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="sv-SE")
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{site}/konto/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url(re.compile("/konto/$"))
        return page

    yield signed_in
    for context in opened:
        context.close()
    assert faults == []


def link_of(page: Page, site: str, address: str) -> str:
    """Return the link in the mail to an address, read in the demonstration's outbox."""
    page.goto(f"{site}/konto/utkorg/")
    page.get_by_role("row").filter(has_text=address).get_by_role("link").first.click()
    found = re.search(r"https?://\S+/uppfoljning/bidrag/\S+", page.locator("main").inner_text())
    assert found is not None
    return found[0]


def test_an_edition_is_written_together_and_published(
    browser: Browser, site: str, sign_in: Callable[[str], Page], accessible: Callable[[Page], None]
) -> None:
    draft = f"{site}/halland/uppfoljning/utkast/"
    strategist = sign_in("strateg@example.se")
    strategist.goto(draft)
    strategist.fill("#id_year", str(YEAR))
    strategist.get_by_role("button", name="Börja").click()
    expect(strategist.locator("h1")).to_have_text(f"Uppföljning {YEAR}, utkast")
    accessible(strategist)

    # Two goals are sent to contributors outside, who need no account.
    for number, title in enumerate(LINKED):
        strategist.goto(f"{draft}lankar/")
        strategist.fill("#id_email", f"bidrag{number}@example.org")
        strategist.get_by_label(title, exact=True).check()
        strategist.get_by_role("button", name="Skicka länken").click()
        expect(strategist.locator(".messages")).to_contain_text("Länken ligger i utkorgen")
    accessible(strategist)
    administrator = sign_in("administrator@example.se")
    for number, title in enumerate(LINKED):
        outside = browser.new_context(locale="sv-SE").new_page()
        outside.goto(link_of(administrator, site, f"bidrag{number}@example.org"))
        assert outside.locator("main li").count() == 1
        outside.get_by_role("link", name=title).click()
        accessible(outside)
        outside.get_by_label("Så går det").fill("Hos oss går det åt rätt håll.")
        expect(outside.locator("#state")).to_contain_text("Sparat", timeout=10_000)
        outside.get_by_label("Vad har prövats?").fill("Vi har prövat att samverka.")
        outside.get_by_role("button", name="Spara", exact=True).click()
        outside.get_by_role("link", name="Alla dina delar").click()
        outside.get_by_role("button", name="Jag är klar").click()
        expect(outside.locator(".messages")).to_contain_text("Tack.")
        assert outside.goto(draft).status == 403  # type: ignore[union-attr]
        outside.context.close()

    # Ten goals get an appraisal; eight of them a sentence from the figures.
    strategist.goto(f"{draft}inledning/")
    strategist.get_by_label("Inledning").fill("Så gick det i år.")
    strategist.get_by_role("button", name="Spara", exact=True).click()
    for element in ("gott-liv", "arbetsliv", *GOALS):
        strategist.goto(f"{draft}del/{element}/")
        if element in GOALS:
            strategist.get_by_role("button", name="Sätt in meningen i texten").first.click()
            expect(strategist.get_by_label("Så går det")).to_have_value(re.compile(r"\{\{|\[\["))
        strategist.get_by_label("närmare").check()
        strategist.get_by_label("Den samlade bedömningen i ord").fill("Vi är närmare än förra året.")
        strategist.get_by_role("button", name="Spara", exact=True).click()
        expect(strategist.locator(".messages")).to_contain_text("Sparat.")
        expect(strategist.locator("#state")).to_contain_text("Inget: talen stämmer med siffrorna.")
        strategist.get_by_role("button", name="Underteckna").click()
        expect(strategist.locator("#signatures + ul")).to_contain_text("Stig Exempel")
    accessible(strategist)

    # A number that no figure bears is told while it is written, and stops the edition.
    strategist.goto(f"{draft}inledning/")
    strategist.get_by_label("Inledning").press_sequentially(" Andelen är 99,9 procent.")
    expect(strategist.locator(".findings")).to_contain_text("99,9", timeout=10_000)
    strategist.goto(f"{draft}publicera/")
    expect(strategist.locator(".faults")).to_contain_text("Granskningen hittar 1 fel")
    expect(strategist.get_by_role("button", name="Publicera nu")).to_have_count(0)
    accessible(strategist)
    strategist.goto(f"{draft}inledning/")
    strategist.get_by_label("Inledning").fill("Så gick det i år.")
    strategist.get_by_role("button", name="Spara", exact=True).click()

    # Whoever wrote it cannot approve it; somebody else reads the whole and does.
    strategist.goto(draft)
    expect(strategist.get_by_role("button", name="Godkänn")).to_have_count(0)
    administrator.goto(f"{draft}las/")
    expect(administrator.locator("main")).to_contain_text("Hos oss går det åt rätt håll.")
    accessible(administrator)
    administrator.goto(draft)
    administrator.get_by_role("button", name="Godkänn").click()
    expect(administrator.locator("main")).to_contain_text("Godkänd av Ada Exempel")

    strategist.goto(f"{draft}bedomningar/")
    accessible(strategist)
    strategist.goto(f"{draft}publicera/")
    strategist.get_by_role("button", name="Publicera nu").click()
    expect(strategist).to_have_url(f"{site}/halland/uppfoljning/{YEAR}/1/")
    expect(strategist.locator("h1")).to_have_text(f"Uppföljning {YEAR}")
    assert strategist.locator(".appraisal").count() == 10
    expect(strategist.locator("main")).to_contain_text("Hos oss går det åt rätt håll.")
    strategist.goto(f"{draft}historik/")
    expect(strategist.locator("tbody tr").first).to_contain_text("publicerade")
    accessible(strategist)

    # A word that may not be shown is masked where everybody reads.
    strategist.goto(f"{site}/halland/uppfoljning/{YEAR}/1/maskera/")
    strategist.get_by_label("Passagen, precis").fill("samverka")
    strategist.get_by_label("Paragraf i").fill("21 kap. 1 §")
    strategist.get_by_role("button", name="Maskera", exact=True).click()
    accessible(strategist)
    reader = browser.new_context().new_page()
    reader.goto(f"{site}/halland/uppfoljning/{YEAR}/")
    expect(reader.locator("main")).to_contain_text("[maskerat, OSL 21 kap. 1 §]")
    expect(reader.locator("main")).not_to_contain_text("samverka")
    reader.context.close()


def test_of_two_who_write_in_one_part_the_second_is_told_and_keeps_the_text(
    site: str, sign_in: Callable[[str], Page]
) -> None:
    draft = f"{site}/halland/uppfoljning/utkast/"
    one, other = sign_in("strateg@example.se"), sign_in("analytiker@example.se")
    one.goto(draft)
    if one.get_by_role("button", name="Börja").count():
        one.fill("#id_year", str(YEAR + 1))
        one.get_by_role("button", name="Börja").click()
    one.goto(f"{draft}del/lagre-utslapp/")
    other.goto(f"{draft}del/lagre-utslapp/")
    one.get_by_label("Orsaker").fill("Den ena säger sitt.")
    one.get_by_role("button", name="Spara", exact=True).click()
    other.get_by_label("Orsaker").fill("Den andra säger sitt.")
    other.get_by_role("button", name="Spara", exact=True).click()
    expect(other.get_by_role("alert").first).to_contain_text("Den ena säger sitt.")
    expect(other.get_by_label("Orsaker")).to_have_value("Den andra säger sitt.")
    one.reload()
    expect(one.get_by_label("Orsaker")).to_have_value("Den ena säger sitt.")
