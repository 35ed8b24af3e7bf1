"""A browser that dies in the middle of a long text loses at most a minute of it, whoever writes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Furnished
from tests.browser.kinds import EDITION

PART = "gott-liv"
FIELD = "Orsaker"
PAUSE, HALF_A_MINUTE = 3_000, 31_000  # milliseconds of the page's own clock
WRITERS = ["author", "contributor"]


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest, furnished: Furnished) -> tuple[str, str]:
    """Where somebody writes, and the role that they are signed in with: none for who has a link."""
    if request.param == "author":
        return f"{furnished.address}{EDITION}del/{PART}/", "strateg"
    token = furnished.places["token"]
    return f"{furnished.address}/halland/uppfoljning/bidrag/{token}/{PART}/", ""


@pytest.fixture
def dying(furnished: Furnished, writer: tuple[str, str]) -> Iterator[BrowserContext]:
    """The browser that somebody writes in."""
    context = furnished.context(writer[1])
    yield context
    context.close()


def opened(context: BrowserContext, where: str) -> Page:
    """Open the page under a clock that the test moves."""
    page = context.new_page()
    page.clock.install()
    page.goto(where)
    return page


def saved(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("Sparat kl.")


def stands(furnished: Furnished, writer: tuple[str, str], text: str) -> None:
    """Hold that the text stands there in another browser."""
    context = furnished.context(writer[1])
    page = context.new_page()
    page.goto(writer[0])
    expect(page.get_by_label(FIELD)).to_have_value(text)
    context.close()


def test_what_was_written_before_a_pause_stands_there(
    furnished: Furnished, writer: tuple[str, str], dying: BrowserContext
) -> None:
    page = opened(dying, writer[0])
    text = f"Det här hann {writer[1] or 'någon utifrån'} skriva. "
    page.get_by_label(FIELD).fill("")
    page.get_by_label(FIELD).press_sequentially(text.strip())
    page.clock.run_for(PAUSE)
    saved(page)
    dying.close()
    stands(furnished, writer, text.strip())


def test_who_never_pauses_is_saved_every_half_minute(
    furnished: Furnished, writer: tuple[str, str], dying: BrowserContext
) -> None:
    page = opened(dying, writer[0])
    field = page.get_by_label(FIELD)
    field.fill("")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.post_data or "") if one.method == "POST" else None)
    text = "Jag" + " skriver" * 9 + " mer" * 25
    for word in ["Jag"] + [" skriver"] * 9:
        field.press_sequentially(word)
        page.clock.run_for(1_000)  # shorter than the pause that is saved after
    assert sent == []
    for _ in range(25):
        field.press_sequentially(" mer")
        page.clock.run_for(1_000)
    saved(page)
    dying.close()
    context = furnished.context(writer[1])
    page = context.new_page()
    page.goto(writer[0])
    found = page.get_by_label(FIELD).input_value()
    assert text.startswith(found)
    assert found.count("skriver") == 9
    context.close()


def test_what_was_written_before_the_scripts_came_is_saved(
    furnished: Furnished, writer: tuple[str, str], dying: BrowserContext
) -> None:
    page = dying.new_page()
    page.clock.install()
    held: list[Route] = []
    page.route("**/htmx-2*.js", lambda route: held.append(route))
    page.goto(writer[0], wait_until="commit")
    page.get_by_label(FIELD).fill("Skrivet innan sidan var färdig.")
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_load_state()
    page.clock.run_for(HALF_A_MINUTE)
    saved(page)
    dying.close()
    stands(furnished, writer, "Skrivet innan sidan var färdig.")


def test_a_text_that_is_not_saved_is_told_until_it_is(
    furnished: Furnished, writer: tuple[str, str], dying: BrowserContext
) -> None:
    page = opened(dying, writer[0])
    broken = "<main><h1>Något gick fel</h1><p>Disken är full.</p></main>"
    page.route("**/*", lambda route: route.fulfill(status=503, body=broken, content_type="text/html"))
    page.get_by_label(FIELD).fill("Det här kommer fram senare.")
    page.clock.run_for(PAUSE)
    expect(page.locator("#unsaved")).to_contain_text("Det du skriver sparas inte just nu.")
    expect(page.locator("#unsent")).to_have_text("Disken är full.")
    page.unroute("**/*")
    page.route("**/*", lambda route: route.abort())
    page.clock.run_for(HALF_A_MINUTE)
    expect(page.locator("#unsent")).to_contain_text("Webbplatsen går inte att nå just nu")
    page.unroute("**/*")
    page.clock.run_for(HALF_A_MINUTE)
    saved(page)
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(page.locator("#unsent")).to_be_empty()
    dying.close()
    stands(furnished, writer, "Det här kommer fram senare.")
