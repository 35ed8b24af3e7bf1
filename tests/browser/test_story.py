"""A year's work in a browser: a strategy is written and adopted, its follow-up written by many and published.

The strategist never meets YAML, contributors need no account, and nobody approves what they wrote.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import demonstration, letter, sign_in
from tests.browser.kinds import DRAFT, EDITION

YEAR = 2026
AREA = (
    "Landsbygdens villkor",
    "Hela länet, inte bara kusten.",
    "År 2035 är det lätt att bo här.",
    "Alla räknas.",
)
DIRECTIONS = (
    (
        "Fler stannar och fler flyttar hit",
        "Att bo kvar är ett val.",
        "Hela länet växer.",
        "Utan folk ingen service.",
    ),
    (
        "Service nära alla",
        "Affär, post och apotek.",
        "Ingen har längre än en halvtimme.",
        "Avstånd kostar tid.",
    ),
    ("Digitalt hela vägen", "Fiber och mobil.", "Alla kan arbeta hemifrån.", "Arbete finns där nätet finns."),
)
LINKED = {"gott-liv": "Ett gott liv i hela länet", "arbetsliv": "Ett arbetsliv med plats för fler"}
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
# Every page that somebody comes to says so in its console if a strategy's file can be read in it.
YAML_IS_A_FAULT = """addEventListener("load", () => {
  if (/format: laget|elements:/.test(document.body.innerHTML)) console.error("YAML on " + location);
})"""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of the story's own, since all of it is changed."""
    with demonstration(tmp_path_factory, "story") as address:
        yield address


def person(browser: Browser, faults: list[str], *, at: str, who: str = "") -> Page:
    """Open a browser of somebody's own, with no cookies but those that signing in gives."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}, locale="sv-SE").new_page()
    if who:
        sign_in(page, at, who)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.add_init_script(YAML_IS_A_FAULT)
    return page


def test_a_strategy_is_written_followed_up_by_many_and_published(browser: Browser, region: str) -> None:
    faults: list[str] = []
    strategist = person(browser, faults, at=region, who="strateg")
    write_an_area(strategist, region)
    adopt(strategist, region)

    strategist.goto(region + EDITION)
    strategist.fill("#id_year", str(YEAR))
    strategist.get_by_role("button", name="Börja", exact=True).click()
    expect(strategist.locator("h1")).to_have_text(f"Uppföljning {YEAR}, utkast")
    second = person(browser, faults, at=region, who="administrator")
    for number, (element, title) in enumerate(LINKED.items()):
        send_by_link(strategist, region, to=f"bidrag{number}@example.org", title=title)
        _, link = letter(second, region, f"bidrag{number}@example.org")
        outside = person(browser, faults, at=region)
        contribute(outside, link, title=title)
        assert outside.request.get(region + EDITION).status == 403, element

    write(strategist, f"{region}{EDITION}inledning/", "Inledning", "Så gick det i år.")
    for element in (*LINKED, *GOALS):
        appraise(strategist, region, element)
    a_number_of_ones_own_stops_the_edition(strategist, region)

    strategist.goto(region + EDITION)
    expect(strategist.get_by_role("button", name="Godkänn")).to_have_count(0)  # they wrote it
    second.goto(f"{region}{EDITION}las/")
    expect(second.locator("main")).to_contain_text("Hos oss går det åt rätt håll.")
    second.goto(region + EDITION)
    second.get_by_role("button", name="Godkänn").click()
    expect(second.locator("main")).to_contain_text("Godkänd av Ada Exempel")

    strategist.goto(f"{region}{EDITION}publicera/")
    strategist.get_by_role("button", name="Publicera nu").click()
    expect(strategist).to_have_url(f"{region}/halland/uppfoljning/{YEAR}/1/")
    strategist.goto(f"{region}{EDITION}historik/")
    expect(strategist.locator("tbody tr").first).to_contain_text("publicerade")

    reader = person(browser, faults, at=region)
    reader.goto(f"{region}/halland/uppfoljning/{YEAR}/")
    expect(reader.locator("h1")).to_have_text(f"Uppföljning {YEAR}")
    assert reader.locator(".appraisal").count() == len(LINKED) + len(GOALS)
    for text in ("Hos oss går det åt rätt håll.", "Vi har prövat att samverka.", "Så gick det i år."):
        expect(reader.locator("main")).to_contain_text(text)
    mask(strategist, region, "samverka")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("[maskerat, OSL 21 kap. 1 §]")
    expect(reader.locator("main")).not_to_contain_text("samverka")
    for context in list(browser.contexts):
        if context.pages and context.pages[0] in (strategist, second, reader):
            context.close()
    assert faults == []


def write_an_area(page: Page, region: str) -> None:
    """Begin a draft from the strategy's page; write an area in it, and three directions with targets."""
    page.goto(f"{region}{DRAFT}")
    page.get_by_role("button", name="Börja ett utkast").click()
    expect(page.locator(".tree")).to_be_visible()
    page.goto(f"{region}/halland/strategi/")
    page.get_by_role("link", name="Redigera strategin").click()
    page.get_by_role("link", name="Lägg till: Prioriterat område").click()
    describe(page, *AREA)
    page.get_by_role("button", name="Spara i utkastet").click()
    for title, text, desired, why in DIRECTIONS:
        page.goto(f"{region}{DRAFT}del/element/landsbygdens-villkor/")
        page.get_by_role("link", name="Lägg till en del här").click()
        page.get_by_label("Nivå", exact=True).select_option(label="Strategisk inriktning")
        describe(page, title, text, desired, why)
        expect(page.get_by_label("Ingår i")).to_have_value("landsbygdens-villkor")
        expect(page.locator(".kept")).to_have_count(0)  # what was written here before was saved
        page.get_by_role("button", name="Spara i utkastet").click()
        page.get_by_role("link", name="Lägg till ett målvärde").click()
        page.get_by_label("Indikator", exact=True).select_option(index=0)
        page.get_by_label(re.compile("^Minst en viss nivå")).check()
        page.get_by_role("button", name="Fortsätt").click()
        page.get_by_label("Minst", exact=True).fill("52,5")
        page.get_by_label("Målår").fill("2035")
        expect(page.locator("#preview .rail")).to_have_count(1)
        page.get_by_role("button", name="Spara i utkastet").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("link", name=re.compile("minst 52,5"))).to_have_count(1)


def describe(page: Page, title: str, text: str, desired: str, why: str) -> None:
    page.get_by_label("Rubrik", exact=True).fill(title)
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Önskvärt läge", exact=True).fill(desired)
    page.get_by_label("Varför det är viktigt", exact=True).fill(why)


def adopt(page: Page, region: str) -> None:
    """Adopt the draft, and find what was written where everybody reads."""
    page.get_by_role("link", name="Utkastet").first.click()
    page.get_by_role("link", name="Gå igenom och anta").click()
    for title, *_ in DIRECTIONS:
        expect(page.get_by_text(title)).to_be_visible()
    page.get_by_label("Beslutande organ").fill("regionfullmäktige")
    page.get_by_label("Beslutets datum").fill("2026-11-18")
    page.get_by_label("Paragraf i protokollet").fill("§ 88")
    page.get_by_role("button", name="Anta den här versionen").click()
    expect(page.get_by_text("är antagen och gäller")).to_be_visible()
    page.goto(f"{region}/halland/mal/landsbygdens-villkor/")
    expect(page.get_by_role("heading", level=1)).to_have_text(AREA[0])
    for title, *_ in DIRECTIONS:
        expect(page.get_by_role("link", name=title).first).to_be_visible()
    page.goto(f"{region}/halland/mal/service-nara-alla/")
    expect(page.locator(".rail").first).to_be_visible()


def send_by_link(page: Page, region: str, *, to: str, title: str) -> None:
    page.goto(f"{region}{EDITION}lankar/")
    page.fill("#id_email", to)
    page.get_by_label(title, exact=True).check()
    page.get_by_role("button", name="Skicka länken").click()
    expect(page.locator(".messages")).to_contain_text("Länken ligger i utkorgen")


def contribute(page: Page, link: str, *, title: str) -> None:
    """Write what a link asks for; what is typed is saved by itself."""
    page.goto(link)
    assert page.locator("main li").count() == 1
    page.get_by_role("link", name=title).click()
    page.get_by_label("Så går det").fill("Hos oss går det åt rätt håll.")
    expect(page.locator("#state")).to_contain_text("Sparat", timeout=60_000)
    page.get_by_label("Vad har prövats?").fill("Vi har prövat att samverka.")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("link", name="Alla dina delar").click()
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator(".messages")).to_contain_text("Tack.")


def write(page: Page, where: str, label: str, text: str) -> None:
    page.goto(where)
    page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Sparat.")


def appraise(page: Page, region: str, element: str) -> None:
    """Appraise a goal and sign it; where nobody else wrote, with a sentence from the figures."""
    page.goto(f"{region}{EDITION}del/{element}/")
    if element in GOALS:
        page.get_by_role("button", name="Sätt in meningen i texten").first.click()
        expect(page.get_by_label("Så går det")).to_have_value(re.compile(r"\{\{|\[\["))
    page.get_by_label("närmare").check()
    page.get_by_label("Den samlade bedömningen i ord").fill("Vi är närmare än förra året.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Sparat.")
    expect(page.locator("#state")).to_contain_text("Inget: talen stämmer med siffrorna.")
    page.get_by_role("button", name="Underteckna").click()
    expect(page.locator("#signatures + ul")).to_contain_text("Stig Exempel")


def a_number_of_ones_own_stops_the_edition(page: Page, region: str) -> None:
    """Write a number that no figure bears: it is told while it is written, and hinders publishing."""
    page.goto(f"{region}{EDITION}inledning/")
    page.get_by_label("Inledning").press_sequentially(" Andelen är 99,9 procent.")
    expect(page.locator(".findings")).to_contain_text("99,9", timeout=60_000)
    page.goto(f"{region}{EDITION}publicera/")
    expect(page.locator(".faults")).to_contain_text("Granskningen hittar 1 fel")
    expect(page.get_by_role("button", name="Publicera nu")).to_have_count(0)
    write(page, f"{region}{EDITION}inledning/", "Inledning", "Så gick det i år.")


def mask(page: Page, region: str, word: str) -> None:
    page.goto(f"{region}/halland/uppfoljning/{YEAR}/1/maskera/")
    page.get_by_label("Passagen, precis").fill(word)
    page.get_by_label("Paragraf i").fill("21 kap. 1 §")
    page.get_by_role("button", name="Maskera", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("Visa igen"))).to_have_count(1)
