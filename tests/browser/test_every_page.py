"""Every kind of page, for each reader: axe, keyboard, phone, zoom, dark, paper, language, no scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Furnished
from tests.browser.kinds import KINDS, Kind
from tests.browser.paper import CHOICES, CUT, PAPER, missing
from tests.browser.screen import lost, walk, weights
from tests.browser.structure import STRUCTURE, said, unlike

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
# A hit's passage and a file's rows stand as they are written, in whichever language that is.
AS_WRITTEN = {"search", "own_file"}


def previewed(page: Page, kind: Kind) -> None:
    """Wait for what a target's page fetches when it has come."""
    if "malvarde/m-" in kind.path:
        expect(page.locator("#preview")).not_to_be_empty()


@every_kind
def test_a_page_is_everybodys(
    furnished: Furnished, kind: Kind, accessible: Callable[..., None], subtests: pytest.Subtests
) -> None:
    """One visit, each look at it told by itself; what changes the page for good comes last."""
    with furnished.meet(kind) as page:
        with subtests.test("it is whole without scripts, and asks no other host"):
            assert furnished.sent.count("<h1") == 1
            asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
            assert [url for url in asked if not url.startswith((furnished.address, "data:"))] == []
        with subtests.test("it is light to send"):
            sent = weights(page)
            assert sum(size for _, size in sent) <= 100_000, sent
        previewed(page, kind)
        with subtests.test("headings, drawings, fields and links tell what they are"):
            assert page.evaluate("document.documentElement.lang") == "sv"
            assert page.evaluate(STRUCTURE) == []
        swedish = said(page)
        with subtests.test("axe finds nothing in the light"):
            accessible(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        with subtests.test("axe finds nothing in the dark"):
            accessible(page, only="color-contrast")
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        with subtests.test("the keyboard reaches every link and field in order, and it is seen where it is"):
            walked = walk(page)
            assert len(walked.stops) == walked.wanted
            assert walked.stops == sorted(walked.stops)
            assert walked.unseen == []
        if not kind.role:
            page.evaluate("document.activeElement.blur()")
            page.set_viewport_size({"width": PAPER, "height": 1000})
            page.emulate_media(media="print")
            with subtests.test("it is whole on paper"):
                assert page.evaluate(CUT) == []
                assert kind.is_writing or kind.name == "style" or page.evaluate(CHOICES) == []
                assert missing(page) == []
            page.emulate_media(media="screen")
        with subtests.test("nothing is lost on a phone, at 200 per cent or with text spaced out"):
            assert lost(page) == []
        if kind.name not in AS_WRITTEN:
            page.set_viewport_size({"width": 1200, "height": 900})
            furnished.goto(page, kind, language="en")
            with subtests.test("no words of the other language are left"):
                assert page.evaluate("document.documentElement.lang") == "en"
                assert unlike(swedish & said(page)) == set()
