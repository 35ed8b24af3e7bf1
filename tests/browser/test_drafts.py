"""The draft of the next version in a browser: moved, kept while one writes, shared, judged."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import demonstration, sign_in
from tests.browser.kinds import DRAFT as BASE

pytestmark = pytest.mark.xdist_group("drafts")  # in one process: each that takes part serves its own


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of this file's own, since its strategy is changed."""
    with demonstration(tmp_path_factory, "writing") as address:
        yield address


@pytest.fixture
def strategist(page: Page, writing: str) -> Page:
    """A page on which the strategist is signed in and a draft is begun."""
    sign_in(page, writing, "strateg")
    page.goto(writing + BASE)
    begin = page.get_by_role("button", name="Börja ett utkast")
    if begin.count():
        begin.click()
    return page


def test_an_element_is_moved_by_the_keyboard_alone(strategist: Page, writing: str) -> None:
    goals = strategist.locator(".tree > ul > li[data-within='']")
    first, second = (goals.nth(place).get_attribute("data-id") for place in (0, 1))
    summary = strategist.locator(f"#element-{second} > .row summary")
    summary.focus()
    strategist.keyboard.press("Enter")
    strategist.keyboard.press("Tab")
    strategist.keyboard.press("Enter")
    expect(goals.nth(0)).to_have_attribute("data-id", str(second))
    expect(goals.nth(1)).to_have_attribute("data-id", str(first))


def test_an_element_is_dragged_into_another(strategist: Page, writing: str) -> None:
    goals = strategist.locator(".tree > ul > li[data-within='']")
    dragged, onto = (str(goals.nth(place).get_attribute("data-id")) for place in (1, 0))
    strategist.locator(f"#element-{dragged} > .row .level").drag_to(
        strategist.locator(f"#element-{onto} > .row .level"), target_position={"x": 5, "y": 14}
    )
    expect(strategist.locator(f"#element-{dragged}")).to_have_attribute("data-within", onto)


def test_what_is_written_is_saved_by_itself_within_half_a_minute(strategist: Page, writing: str) -> None:
    strategist.clock.install()
    strategist.goto(f"{writing}{BASE}del/element/arbetsliv/")
    strategist.get_by_label("Text", exact=True).fill("Det här skrevs utan att någon tryckte på Spara.")
    strategist.clock.fast_forward(31_000)
    expect(strategist.locator("[data-status]")).to_contain_text("Sparat kl.")
    strategist.goto(f"{writing}{BASE}del/element/arbetsliv/")
    expect(strategist.get_by_label("Text", exact=True)).to_have_value(
        "Det här skrevs utan att någon tryckte på Spara."
    )


def test_a_browser_that_dies_gives_back_what_was_written(strategist: Page, writing: str) -> None:
    where = f"{writing}{BASE}del/element/klimat-och-natur/"
    strategist.goto(where)
    before = strategist.get_by_label("Text", exact=True).input_value()
    strategist.get_by_label("Text", exact=True).fill("En lång text som aldrig hann sparas.")
    strategist.wait_for_timeout(1_300)  # the browser keeps it a second after the last key
    strategist.context.new_page().goto(
        where
    )  # the first page is as good as dead: nothing was saved in the draft
    again = strategist.context.pages[-1]
    expect(again.get_by_label("Text", exact=True)).to_have_value(before)
    again.get_by_role("button", name="Lägg tillbaka den").click()
    expect(again.get_by_label("Text", exact=True)).to_have_value("En lång text som aldrig hann sparas.")
    again.get_by_role("button", name="Spara", exact=True).click()
    expect(again.get_by_text("Sparat i utkastet.")).to_be_visible()
    expect(again.locator(".kept")).to_have_count(0)


def test_what_is_refused_is_still_there_if_the_browser_dies(strategist: Page, writing: str) -> None:
    where = f"{writing}{BASE}ny/plan/"
    strategist.goto(where)
    strategist.get_by_label("Rubrik", exact=True).fill("En plan")
    strategist.get_by_label("Första året").fill("12")
    strategist.get_by_role("button", name="Spara i utkastet").click()
    expect(strategist.locator(".summary")).to_be_visible()
    strategist.goto(where)
    strategist.get_by_role("button", name="Lägg tillbaka den").click()
    expect(strategist.get_by_label("Rubrik", exact=True)).to_have_value("En plan")


def test_the_second_editor_chooses_between_both_texts(
    strategist: Page, browser: Browser, writing: str, accessible: Callable[[Page], None]
) -> None:
    where = f"{writing}{BASE}del/element/gott-liv/"
    context = browser.new_context()
    second = context.new_page()  # its console tells of the answer 409, which is no fault
    sign_in(second, writing, "strateg")
    for page, text in ((strategist, "Den förstas text."), (second, "Den andras text.")):
        page.goto(where)
        page.get_by_label("Text", exact=True).fill(text)
    strategist.get_by_role("button", name="Spara", exact=True).click()
    expect(strategist.get_by_text("Sparat i utkastet.")).to_be_visible()
    second.get_by_role("button", name="Spara", exact=True).click()
    told = second.locator(".meanwhile")
    expect(told).to_contain_text("Den förstas text.")
    expect(told).to_contain_text("Den andras text.")
    accessible(second)
    second.set_viewport_size({"width": 320, "height": 800})
    assert second.evaluate("document.documentElement.scrollWidth") <= 320
    second.get_by_label("Ta den andra texten").check()
    second.get_by_role("button", name="Spara", exact=True).click()
    expect(second.get_by_label("Text", exact=True)).to_have_value("Den förstas text.")
    context.close()


def test_a_target_is_judged_while_it_is_written(strategist: Page, writing: str) -> None:
    strategist.goto(f"{writing}{BASE}del/malvarde/m-eftergymnasial/")
    shown = strategist.locator("#preview")
    expect(shown.locator(".answer")).to_have_count(2)
    strategist.get_by_label("Steg på vägen").fill("")
    strategist.get_by_label("Minst", exact=True).fill("20")
    expect(shown).to_contain_text("nått")
    strategist.get_by_label("Minst", exact=True).fill("många")
    expect(shown).to_contain_text("ska vara ett tal")


def test_a_target_is_judged_without_a_script_too(browser: Browser, writing: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, writing, "strateg")
    page.goto(writing + BASE)
    if page.get_by_role("button", name="Börja ett utkast").count():
        page.get_by_role("button", name="Börja ett utkast").click()
    page.goto(f"{writing}{BASE}del/malvarde/m-nystartade/")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.locator("#preview .rail")).to_have_count(1)
    context.close()
