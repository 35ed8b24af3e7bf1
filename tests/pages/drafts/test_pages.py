"""The draft's pages: who may see them, what they show, and what they keep."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of, draft_of, version_in_force
from laget.core.strategy.document import FORMS, StrategyDocument
from laget.core.strategy.editing import Kind, part_hash, parts
from laget.pages.views.drafts.desk import address
from tests.pages.drafts.conftest import now

pytestmark = pytest.mark.django_db
BASE = "/halland/strategi/utkast/"


def fields(html: str) -> dict[str, Any]:
    """Return what a page's form would send."""
    found: dict[str, Any] = {}
    form = html.split('id="part"', 1)[1].split("</form>")[0]
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        ticked = 'type="checkbox"' not in tag or " checked" in tag
        if name and ticked and name[1] != "csrfmiddlewaretoken":
            sent = unescape(value[1]) if value else "on" if 'type="checkbox"' in tag else ""
            found[name[1]] = [*found.get(name[1], ()), sent] if 'type="checkbox"' in tag else sent
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    for name, inside in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


@pytest.mark.parametrize("role", [None, *Role])
def test_the_draft_is_seen_by_those_who_may_and_by_nobody_else(
    region: Organisation, draft: StrategyDocument, client: Client, role: Role | None
) -> None:
    if role is not None:
        user = User.objects.create_user("nagon@example.se")
        Membership.objects.create(organisation=region, user=user, role=role)
        client.force_login(user)
    may_see = role not in {None, Role.FACILITATOR}
    may_edit = role in {Role.STRATEGIST, Role.ADMINISTRATOR}
    assert client.get(BASE).status_code == (200 if may_see else 403)
    assert client.get(f"{BASE}historik/").status_code == (200 if may_see else 403)
    for page in ("inledning/", "del/element/gott-liv/", "ny/element/", "anta/", "kasta/", "fil/"):
        assert client.get(BASE + page).status_code == (200 if may_edit else 403), page
    assert ("Flytta" in client.get(BASE).content.decode()) is may_edit


def test_a_region_without_a_draft_is_offered_to_begin_one(region: Organisation, editor: Client) -> None:
    assert "Börja ett utkast" in editor.get(BASE).content.decode()
    editor.post(f"{BASE}borja/")
    assert draft_of(region) is not None


def test_every_part_of_the_strategy_has_a_page_that_shows_and_keeps_it(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    for kind, part_id in parts(draft):
        where = address(region, kind, part_id)
        shown = editor.get(where)
        assert shown.status_code == 200, where
        before = part_hash(draft, kind, part_id)
        kept = editor.post(where, fields(shown.content.decode()))
        assert kept.status_code == 302, (where, kept.content.decode()[:3000])
        assert part_hash(now(region), kind, part_id) == before, where
    assert now(region) == draft


def test_an_element_is_written_in_its_form(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    editor.post(
        f"{BASE}ny/element/?level=priority",
        {"title": "Levande landsbygd", "level": "priority", "text": "Hela länet.\r\n\r\nAlltid."},
    )
    element = now(region).element("levande-landsbygd")
    assert element.text == "Hela länet.\n\nAlltid."
    where = f"{BASE}del/element/levande-landsbygd/"
    sent = fields(editor.get(where).content.decode())
    editor.post(where, {**sent, "title_en": "Living countryside", "serves": ["gott-liv"]})
    element = now(region).element("levande-landsbygd")
    assert getattr(element.title, "en", None) == "Living countryside"
    assert element.serves == ("gott-liv",)


def test_what_the_format_refuses_is_said_beside_its_field(draft: StrategyDocument, editor: Client) -> None:
    where = f"{BASE}inledning/"
    sent = fields(editor.get(where).content.decode())
    answer = editor.post(where, {**sent, "period__from": "12"}).content.decode()
    assert "Ska vara ett årtal mellan 1800 och 2199" in answer
    assert 'href="#id_period__from"' in answer


def test_what_is_written_is_kept_by_itself(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    where = f"{BASE}del/element/gott-liv/"
    sent = fields(editor.get(where).content.decode())
    answer = editor.post(where, {**sent, "text": "Halva texten", "autosave": "1"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["hash"] == part_hash(now(region), Kind.ELEMENT, "gott-liv")
    again = editor.post(where, {**sent, "text": "Hela texten", "autosave": "1", "seen": told["hash"]})
    assert again.status_code == 200
    assert now(region).element("gott-liv").text == "Hela texten"
    assert editor.post(where, {**sent, "title": "", "autosave": "1"}).status_code == 422


def test_the_second_editor_sees_both_texts_and_chooses(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    where = f"{BASE}del/element/gott-liv/"
    sent = fields(editor.get(where).content.decode())
    editor.post(where, {**sent, "text": "Den förstas text", "why": "Den förstas skäl"})
    told = editor.post(where, {**sent, "text": "Den andras text", "why": "Den andras skäl"})
    page = told.content.decode()
    assert told.status_code == 409
    assert "Den förstas text" in page
    assert "Den andras text" in page
    assert "Siv Skrivare" in page
    assert now(region).element("gott-liv").text == "Den förstas text"
    assert editor.post(where, {**sent, "text": "Den andras text", "autosave": "1"}).status_code == 409
    chosen = {**fields(page), "keep:text": "mine", "keep:why": "theirs"}
    assert editor.post(where, chosen).status_code == 302
    element = now(region).element("gott-liv")
    assert (element.text, element.why) == ("Den andras text", "Den förstas skäl")


def test_the_buttons_of_the_tree_move_an_element(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    goals = [one.id for one in draft.elements if one.level == "goal"]
    page = editor.get(BASE).content.decode()
    seen = dict(re.findall(r'name="(seen:[^"]*)" value="([^"]*)"', page))
    editor.post(f"{BASE}flytta/", {**seen, "step": f"up:{goals[1]}"})
    assert [one.id for one in now(region).elements if one.level == "goal"][:2] == [goals[1], goals[0]]
    editor.post(f"{BASE}flytta/", {**seen, "step": f"in:{goals[0]}"})
    assert now(region).element(goals[0]).within == goals[1]
    page = editor.get(BASE).content.decode()
    seen = dict(re.findall(r'name="(seen:[^"]*)" value="([^"]*)"', page))
    editor.post(f"{BASE}flytta/", {**seen, "step": f"out:{goals[0]}"})
    assert now(region).element(goals[0]).within is None


def test_dragging_asks_for_a_place(region: Organisation, draft: StrategyDocument, editor: Client) -> None:
    goals = [one.id for one in draft.elements if one.level == "goal"]
    seen = {f"seen:{goals[2]}": part_hash(draft, Kind.ELEMENT, goals[2])}
    editor.post(f"{BASE}flytta/", {**seen, "id": goals[2], "within": "", "before": goals[0]})
    assert next(one.id for one in now(region).elements if one.level == "goal") == goals[2]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_target_has_its_page_and_is_judged_there(
    draft: StrategyDocument, editor: Client, form: str
) -> None:
    known = next((one for one in draft.targets if one.form == form), None)
    if known is None:
        answer = editor.get(
            f"{BASE}ny/malvarde/?element=gott-liv&indicator={draft.indicators[0].id}&form={form}"
        )
        assert answer.status_code == 200
        return
    where = f"{BASE}del/malvarde/{known.id}/"
    sent = fields(editor.get(where).content.decode())
    part = editor.post(where, {**sent, "preview": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'class="rail' in part
    assert 'class="answer' in part
    whole = editor.post(where, {**sent, "preview": "1"}).content.decode()
    assert "<html" in whole
    assert 'class="rail' in whole


def test_a_preview_keeps_nothing(region: Organisation, draft: StrategyDocument, editor: Client) -> None:
    known = next(one for one in draft.targets if one.form == "at_least")
    where = f"{BASE}del/malvarde/{known.id}/"
    sent = fields(editor.get(where).content.decode())
    editor.post(where, {**sent, "value": "1", "preview": "1"})
    assert now(region) == draft


def test_a_new_target_is_asked_for_its_indicator_and_form_first(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    where = f"{BASE}ny/malvarde/?element=gott-liv"
    assert "Minst en viss nivå" in editor.get(where).content.decode()
    where += f"&indicator={draft.targets[0].indicator}&form=direction"
    assert editor.post(where, {"way": "up"}).status_code == 302
    new = now(region).targets[-1]
    assert (new.element, new.form) == ("gott-liv", "direction")


def test_a_removal_says_what_goes_with_it(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    parent = next(one.within for one in draft.elements if one.within is not None)
    where = f"{BASE}del/element/{parent}/ta-bort/"
    page = editor.get(where).content.decode()
    assert "Det här följer med" in page
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    editor.post(where, {"seen": seen[1]})
    assert parent not in {one.id for one in now(region).elements}


def test_a_draft_is_adopted_by_a_decision_and_judged(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    where = f"{BASE}anta/"
    page = editor.get(where).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    before = version_in_force(region)
    assert before is not None
    decision = {"body": "regionfullmäktige", "date": "2026-11-18", "paragraph": "§ 9"}
    decision |= {"seen": seen[1], "over": str(before.number)}
    assert editor.post(where, {**decision, "body": ""}).status_code == 200
    for _ in range(2):  # the button pressed twice
        assert editor.post(where, decision).status_code == 302
    versions = StrategyVersion.objects.filter(organisation=region)
    assert versions.count() == before.number + 1
    adopted = version_in_force(region)
    assert adopted is not None
    assert region.judgements.latest("at").version_id == adopted.pk
    assert document_of(adopted).strategy.process.state == "adopted"  # type: ignore[union-attr]


def test_the_history_says_who_changed_what(draft: StrategyDocument, editor: Client) -> None:
    where = f"{BASE}del/element/gott-liv/"
    sent = fields(editor.get(where).content.decode())
    editor.post(where, {**sent, "text": "En ny text om livet"})
    page = editor.get(f"{BASE}historik/").content.decode()
    assert "Siv Skrivare" in page
    assert "En ny text om livet" in page
    assert "Började ett utkast" in page


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_draft_goes_out_as_a_file_and_in_again_without_loss(
    region: Organisation, draft: StrategyDocument, editor: Client, form: str
) -> None:
    taken = editor.get(f"{BASE}strategi.{form}").content
    where = f"{BASE}fil/"
    seen = re.search(r'name="seen" value="([^"]*)"', editor.get(where).content.decode())
    assert seen is not None
    sent = SimpleUploadedFile(f"strategi.{form}", taken)
    assert editor.post(where, {"file": sent, "seen": seen[1]}).status_code == 302
    assert now(region) == draft


def test_a_file_with_faults_is_not_brought_in_and_each_is_told_with_its_line(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    taken = editor.get(f"{BASE}strategi.yaml").content.decode()
    wrong = taken.replace("level: goal", "level: goall", 1)
    line = wrong[: wrong.index("goall")].count("\n") + 1
    sent = SimpleUploadedFile("strategi.yaml", wrong.encode())
    page = editor.post(f"{BASE}fil/", {"file": sent, "seen": ""}).content.decode()
    assert f"strategi.yaml:{line}:" in page
    assert now(region) == draft


def test_an_adopted_version_is_taken_out_by_anyone(region: Organisation, client: Client) -> None:
    version = version_in_force(region)
    assert version is not None
    answer = client.get(f"/halland/strategi/version/{version.number}/strategi.json")
    assert answer.content.decode() == version.document
    assert json.loads(answer.content)["format"] == "laget/1"
    assert client.get(f"/halland/strategi/version/{version.number}/strategi.exe").status_code == 404


def test_the_way_to_the_draft_is_shown_to_those_who_may_take_it(
    region: Organisation, strategist: User, client: Client
) -> None:
    for page in ("/halland/strategi/", "/halland/mal/gott-liv/"):
        assert "Redigera" not in client.get(page).content.decode()
    client.force_login(strategist)
    for page in ("/halland/strategi/", "/halland/mal/gott-liv/"):
        assert "Redigera" in client.get(page).content.decode()


def test_the_history_and_the_tree_take_as_many_queries_however_long_they_are(
    region: Organisation, draft: StrategyDocument, editor: Client
) -> None:
    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(page).status_code == 200
        return len(queries)

    pages = (BASE, f"{BASE}historik/", f"{BASE}del/element/gott-liv/", f"{BASE}anta/")
    for page in pages:
        asked(page)  # what is read once in a process
    few = [asked(page) for page in pages]
    for number in range(3):
        values = {"title": f"Nytt {number}", "level": "direction", "within": "gott-liv"}
        editor.post(f"{BASE}ny/element/", values)
    assert [asked(page) for page in pages] == few


@pytest.mark.parametrize("kind", [Kind.TARGET, Kind.LINK, Kind.PLAN, Kind.INDICATOR, Kind.LEVEL, Kind.NEWS])
def test_every_sort_of_part_can_be_removed_after_a_question(
    region: Organisation, draft: StrategyDocument, editor: Client, kind: Kind
) -> None:
    if kind is Kind.NEWS:
        editor.post(f"{BASE}ny/punkt/", {"title": "Landsbygden"})
    part_id = next(one for sort, one in parts(now(region)) if sort is kind)
    where = f"{address(region, kind, part_id)}ta-bort/"
    seen = re.search(r'name="seen" value="([^"]*)"', editor.get(where).content.decode())
    assert seen is not None
    editor.post(where, {"seen": "another"})
    assert part_hash(now(region), kind, part_id)
    editor.post(where, {"seen": seen[1]})
    assert (kind, part_id) not in set(parts(now(region)))
