"""How somebody works, and what happens around: written in the draft as its other parts are."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.editing import Kind, part, part_hash
from tests.pages.drafts.conftest import now
from tests.pages.drafts.test_pages import BASE, fields

pytestmark = pytest.mark.django_db
NEW = {
    "signal": {
        "title": "Dyrare el",
        "title_en": "Dearer electricity",
        "kind": "occurrence",
        "level": "eu",
        "since": "2022-02",
        "text": "Priset steg.",
        "address": "https://example.se/el",
        "touches": ["gott-liv"],
    },
    "sa-gor-vi": {
        "title": "Bokbussen",
        "text": "Den kommer **varje** vecka.",
        "address": "Bibliotekets årsbok",
        "about": ["gott-liv"],
    },
}
KINDS = {"signal": Kind.SIGNAL, "sa-gor-vi": Kind.PRACTICE}
IDS = {"signal": "dyrare-el", "sa-gor-vi": "bokbussen"}


@pytest.fixture(params=NEW)
def word(request: pytest.FixtureRequest) -> str:
    """What the kind is called in addresses."""
    return str(request.param)


def added(editor: Client, word: str) -> str:
    """Add one from its element's page, and return where it is edited."""
    answer = editor.post(f"{BASE}ny/{word}/?element=gott-liv", NEW[word])
    assert answer.headers["Location"] == f"{BASE}del/element/gott-liv/"
    return f"{BASE}del/{word}/{IDS[word]}/"


def test_one_is_added_from_the_page_of_its_element_and_found_there(
    region: Organisation, draft: StrategyDocument, editor: Client, word: str
) -> None:
    begun = editor.get(f"{BASE}ny/{word}/?element=gott-liv").content.decode()
    assert re.search(r'value="gott-liv"[^>]* checked', begun)
    where = added(editor, word)
    values = part(now(region), KINDS[word], IDS[word])
    for key in ("text", "address"):
        assert values[key] == NEW[word][key]
    assert values.get("since", "2022-02") == "2022-02"
    for page in (BASE, f"{BASE}del/element/gott-liv/"):
        assert f'href="{where}"' in editor.get(page).content.decode()


def test_one_of_no_element_is_added_from_the_draft(
    region: Organisation, draft: StrategyDocument, editor: Client, word: str
) -> None:
    assert f'href="{BASE}ny/{word}/"' in editor.get(BASE).content.decode()
    sent = {key: value for key, value in NEW[word].items() if key not in {"about", "touches"}}
    answer = editor.post(f"{BASE}ny/{word}/", sent)
    assert answer.headers["Location"] == f"{BASE}del/{word}/{IDS[word]}/"
    assert editor.get(f"{BASE}ny/{word}/?element=finns-inte").status_code == 404


def test_what_lacks_is_said_beside_its_field(draft: StrategyDocument, editor: Client, word: str) -> None:
    page = editor.post(f"{BASE}ny/{word}/", {**NEW[word], "title": ""}).content.decode()
    assert 'href="#id_title"' in page


@pytest.mark.parametrize("since", ["i våras", "2024-02-31"])
def test_a_time_that_is_none_is_said_beside_its_field(
    draft: StrategyDocument, editor: Client, since: str
) -> None:
    page = editor.post(f"{BASE}ny/signal/", {**NEW["signal"], "since": since}).content.decode()
    assert 'href="#id_since"' in page


def test_the_second_editor_is_told_and_sees_both_texts(
    region: Organisation, draft: StrategyDocument, editor: Client, word: str
) -> None:
    where = added(editor, word)
    sent = fields(editor.get(where).content.decode())
    assert editor.post(where, {**sent, "text": "Den förstas text"}).status_code == 302
    told = editor.post(where, {**sent, "text": "Den andras text"})
    assert told.status_code == 409
    assert "Den förstas text" in told.content.decode()
    assert part(now(region), KINDS[word], IDS[word])["text"] == "Den förstas text"


def test_what_is_written_is_kept_by_itself(
    region: Organisation, draft: StrategyDocument, editor: Client, word: str
) -> None:
    where = added(editor, word)
    page = editor.get(where).content.decode()
    assert "data-autosave" in page
    kept = editor.post(where, {**fields(page), "text": "Halva texten", "autosave": "1"})
    assert kept.json()["hash"] == part_hash(now(region), KINDS[word], IDS[word])
    lacking = editor.post(where, {**fields(page), "title": "", "autosave": "1", "seen": kept.json()["hash"]})
    assert lacking.status_code == 422


def test_one_is_removed_after_a_question_and_the_log_keeps_it(
    region: Organisation, draft: StrategyDocument, editor: Client, word: str
) -> None:
    where = f"{added(editor, word)}ta-bort/"
    seen = re.search(r'name="seen" value="([^"]*)"', editor.get(where).content.decode())
    assert seen is not None
    editor.post(where, {"seen": "another"})
    assert part_hash(now(region), KINDS[word], IDS[word])
    editor.post(where, {"seen": seen[1]})
    assert not part_hash(now(region), KINDS[word], IDS[word])
    subject = f"{KINDS[word]}:{IDS[word]}"
    entry = Entry.objects.filter(action="edit_draft", subject=subject).latest("pk")
    assert entry.detail["was"][subject]["text"] == NEW[word]["text"]


def test_they_go_out_in_a_file_and_in_again_without_loss(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    for one in NEW:
        added(editor, one)
    written = now(region)
    taken = editor.get(f"{BASE}strategi.yaml").content
    seen = re.search(r'name="seen" value="([^"]*)"', editor.get(f"{BASE}fil/").content.decode())
    assert seen is not None
    editor.post(f"{BASE}fil/", {"file": SimpleUploadedFile("strategi.yaml", taken), "seen": seen[1]})
    assert now(region) == written
    assert now(region).signals[-1].address == "https://example.se/el"


def test_an_adoption_counts_them_among_what_is_new(draft: StrategyDocument, editor: Client) -> None:
    for one in NEW:
        added(editor, one)
    page = editor.get(f"{BASE}anta/").content.decode()
    assert "Så gör vi" in page
    assert "Signaler" in page
