"""The programme as a list to work in: times, order, items whole; versions and who takes part."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.forum.actions.copying import Beginning, begin_event
from laget.apps.forum.actions.events import decide_event
from laget.apps.forum.actions.people import Known, add_person
from laget.apps.forum.models import Event, Mailing, Person, Session
from tests.pages.forum_sheets import at, fields_of, saved

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def editor(region: Organisation) -> Client:
    """A browser where a communicator is signed in."""
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=Role.COMMUNICATOR)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def draft(region: Organisation) -> Event:
    """A draft of a forum day with the programme of its outline."""
    beginning = Beginning(title="Höstens forum", on=date(2027, 10, 6), place="Salen")
    return begin_event(region, actor=None, outline="forum-day", beginning=beginning, now=NOW)


def pressed(client: Client, event: Event, session: Session, act: str, **more: str) -> str:
    """Press a button of an item in the list, and return the page that is shown then."""
    session.refresh_from_db()
    sent = {"do": act, "punkt": session.slug, "revision": str(session.revision), **more}
    answer = client.post(at("programme_edit", event), sent, follow=True)
    return html.unescape(answer.content.decode())


def timed(client: Client, event: Event, session: Session, starts: str, ends: str, **more: str) -> str:
    prefix = f"tid-{session.pk}"
    given = {f"{prefix}-starts": starts, f"{prefix}-ends": ends, f"{prefix}-follows": "on"}
    return pressed(client, event, session, "tid", **{"dag": "2027-10-06", **given, **more})


def test_a_day_is_a_list_to_work_in(editor: Client, draft: Event) -> None:
    page = editor.get(at("programme_edit", draft)).content.decode()
    times = re.findall(r'id="id_tid-\d+-starts"', page)
    assert len(times) == draft.sessions.count()
    assert "Onsdag 6 oktober 2027" in page
    assert 'value="09.15"' in page


def test_a_longer_item_moves_those_after_it_and_says_how_many(editor: Client, draft: Event) -> None:
    talk = draft.sessions.get(title__startswith="Läget")
    before = list(draft.sessions.values_list("title", "starts", "ends"))
    page = timed(editor, draft, talk, "9.15", "10:15")
    assert "Tiden är ändrad och 6 punkter följde med." in page
    assert "”Panelsamtal” fick inte plats före ”Lunch”, som ligger fast, och kommer nu efter." in page
    lunch, panel = draft.sessions.get(kind="meal"), draft.sessions.get(kind="panel")
    assert (timezone.localtime(lunch.starts).hour, lunch.sequence) == (12, 0)
    assert panel.starts == lunch.ends  # it has no room before a lunch that stays at its time
    assert "Din senaste ändring flyttade 7 punkter." in page
    assert "Ändringen är tagen tillbaka." in undone(editor, draft)
    assert list(draft.sessions.values_list("title", "starts", "ends")) == before
    timed(editor, draft, talk, "9.15", "10:15")
    pressed(editor, draft, panel, "las")  # somebody has been there since
    assert "Ångra ändringen" not in editor.get(at("programme_edit", draft)).content.decode()
    assert "Ändringen kan inte tas tillbaka" in undone(editor, draft)
    panel.refresh_from_db()
    assert panel.is_pinned


def undone(client: Client, event: Event) -> str:
    answer = client.post(at("programme_edit", event), {"do": "angra"}, follow=True)
    return html.unescape(answer.content.decode())


def test_what_is_laid_upon_a_fixed_item_is_told(editor: Client, draft: Event) -> None:
    page = timed(editor, draft, draft.sessions.get(kind="panel"), "11.10", "12.30")
    assert "”Panelsamtal” krockar med ”Lunch”, som ligger fast." in page


def test_an_item_lasts_over_days_and_keeps_them(editor: Client, draft: Event) -> None:
    saved(editor, at("event_change", draft), **{"days-1-on": "2027-10-07"})
    given = {"title": "Utställning", "day": "2027-10-06", "starts": "9", "ends": "11", "kind": "talk"}
    address = at("programme_add", draft)
    sent = fields_of(editor.get(address).content.decode())
    page = editor.post(address, {**sent, **given, "ends": "", "ends_day": "2027-10-07"}).content.decode()
    assert "Skriv också när det slutar den sista dagen." in page
    saved(editor, address, **given, ends_day="2027-10-07")
    item = draft.sessions.get(title="Utställning")
    assert item.ends is not None
    assert timezone.localtime(item.ends).date() == date(2027, 10, 7)
    saved(editor, at("session_change", draft, item.slug), text="Med kaffe.")
    page = timed(editor, draft, item, "9.30", "11.30")
    assert "pågår till 7 oktober 2027" in page
    item.refresh_from_db()
    assert item.ends == datetime(2027, 10, 7, 9, 30, tzinfo=UTC)
    page = editor.get(at("session", draft, item.slug)).content.decode()
    assert "09.30–11.30 7 oktober" in page


def test_a_form_sent_twice_makes_one_item(editor: Client, draft: Event) -> None:
    page = editor.get(at("programme_edit", draft)).content.decode()
    uid = re.search(r'name="ny-2027-10-06-uid" value="([^"]*)"', page)
    assert uid is not None
    prefix = "ny-2027-10-06"
    sent = {"do": "ny", "dag": "2027-10-06", f"{prefix}-title": "Kaffe", f"{prefix}-kind": "break"}
    whole = fields_of(editor.get(at("programme_add", draft)).content.decode()) | {"title": "Samtal"}
    for _time in range(2):
        editor.post(at("programme_edit", draft), {**sent, f"{prefix}-uid": uid[1]})
        editor.post(at("programme_add", draft), whole)
    assert draft.sessions.filter(title__in=["Kaffe", "Samtal"]).count() == 2


def test_an_order_that_somebody_else_has_changed_is_not_changed_unseen(editor: Client, draft: Event) -> None:
    first, second, third = draft.sessions.order_by("number")[:3]
    seen = str(second.revision)
    pressed(editor, draft, third, "upp", upp=second.slug, grannens=seen)
    before = list(draft.sessions.values_list("title", "starts", "ends"))
    page = pressed(editor, draft, first, "ner", ner=second.slug, grannens=seen)
    assert "Någon annan har sparat ändringar här" in page
    assert list(draft.sessions.values_list("title", "starts", "ends")) == before


def test_somebody_new_is_written_in_the_item_itself(editor: Client, draft: Event) -> None:
    panel = draft.sessions.get(kind="panel")
    new = {"name": "Vera Påhittad", "title": "rektor", "of": "En skola", "role": "panellist"}
    for item in (panel, draft.sessions.get(kind="dialogue")):  # written twice, kept once
        address = at("session_change", draft, item.slug)
        saved(editor, address, **{f"takes-0-{key}": text for key, text in new.items()})
    vera = Person.objects.get(name="Vera Påhittad")
    assert (vera.title, vera.of) == ("rektor", "En skola")
    assert [one.person for one in panel.participants.all()] == [vera]
    sent = fields_of(editor.get(at("session_change", draft, panel.slug)).content.decode())
    page = editor.post(at("session_change", draft, panel.slug), {**sent, "takes-0-name": "Någon"})
    assert "Välj någon, eller skriv någon ny: inte båda på en rad." in page.content.decode()


def test_a_time_that_is_none_is_told_at_its_field(editor: Client, draft: Event) -> None:
    talk = draft.sessions.earliest("number")
    page = timed(editor, draft, talk, "25.00", "")
    assert "Skriv en tid, till exempel 09.30." in page
    assert f'href="#id_tid-{talk.pk}-starts"' in page
    page = timed(editor, draft, talk, "2.30", "3.30", dag="2027-03-28")
    assert "Den tiden finns inte den dagen: klockan ställs fram till sommartid." in page
    page = timed(editor, draft, talk, "", "10.00")
    assert "Skriv också när det börjar." in page


def test_a_second_editor_of_a_time_is_told_and_what_was_typed_stays(editor: Client, draft: Event) -> None:
    talk = draft.sessions.get(title__startswith="Läget")
    old = str(talk.revision)
    timed(editor, draft, talk, "9.15", "10.05")
    page = timed(editor, draft, talk, "9.15", "10.05", revision=old)  # pressed twice
    assert "Tiden är som du skrev den." in page
    talk.refresh_from_db()
    seen = str(talk.revision)
    for _press in range(2):
        page = pressed(editor, draft, talk, "las", revision=seen)
        assert "Någon annan" not in page
    pressed(editor, draft, talk, "las-upp")
    page = timed(editor, draft, talk, "9.20", "10.10", revision=old)
    assert "Någon annan har sparat ändringar här" in page
    assert 'value="9.20"' in page
    assert "Sparat nu: 09.15–10.05" in page
    talk.refresh_from_db()
    assert f'name="revision" value="{talk.revision}"' in page


def test_items_are_added_moved_cancelled_and_brought_back(editor: Client, draft: Event) -> None:
    sent = {
        "do": "ny",
        "dag": "2027-10-06",
        "ny-2027-10-06-starts": "15.00",
        "ny-2027-10-06-ends": "15.20",
        "ny-2027-10-06-title": "Avskedskaffe",
        "ny-2027-10-06-kind": "break",
    }
    assert editor.post(at("programme_edit", draft), sent).status_code == 302
    coffee = draft.sessions.get(title="Avskedskaffe")
    before = draft.sessions.get(title="Det här tar vi med oss")
    pressed(editor, draft, coffee, "upp", upp=before.slug, grannens=str(before.revision))
    coffee.refresh_from_db()
    before.refresh_from_db()
    assert coffee.starts is not None
    assert before.starts is not None
    assert coffee.starts < before.starts
    assert "Ta tillbaka" in pressed(editor, draft, coffee, "stall-in")
    pressed(editor, draft, coffee, "ta-tillbaka")
    coffee.refresh_from_db()
    assert not coffee.is_cancelled


def test_a_new_item_without_a_title_is_told_so(editor: Client, draft: Event) -> None:
    sent = {"do": "ny", "dag": "2027-10-06", "ny-2027-10-06-kind": "talk"}
    page = editor.post(at("programme_edit", draft), sent).content.decode()
    assert 'href="#id_ny-2027-10-06-title"' in page


def test_an_item_is_written_whole_with_parallel_parts_and_seats_of_their_own(
    editor: Client, draft: Event, region: Organisation
) -> None:
    eva = add_person(region, actor=None, known=Known(name="Eva Exempel"))
    dialogue = draft.sessions.get(kind="dialogue")
    for title in ("Unga", "Klimat"):
        saved(
            editor,
            at("programme_add", draft),
            title=title,
            kind="dialogue",
            day="2027-10-06",
            starts="13.00",
            ends="13.45",
            place="Salen",
            within=dialogue.slug,
            has_seats="on",
            seats="20",
            **{"takes-0-person": str(eva.pk), "takes-0-role": "leader"},
        )
    parts = list(dialogue.children.order_by("number"))
    assert [(one.title, one.passes.get().seats) for one in parts] == [("Unga", 20), ("Klimat", 20)]
    page = html.unescape(editor.get(at("programme_edit", draft)).content.decode())
    assert "Eva Exempel är med i ”Unga” och ”Klimat” samtidigt." in page
    assert "”Unga” och ”Klimat” är på samma plats samtidigt: Salen." in page
    assert at("session_change", draft, "klimat") in page
    saved(editor, at("session_change", draft, "klimat"), seats="25", title="Klimatet")
    assert parts[1].passes.get().seats == 25
    assert Session.objects.get(pk=parts[1].pk).sequence == 0


def test_an_item_saved_as_it_is_shown_is_unchanged(editor: Client, region: Organisation) -> None:
    for row in Session.objects.filter(event__organisation=region, summary="").select_related("event")[:12]:
        address = at("session_change", row.event, row.slug)
        answer = editor.post(address, fields_of(editor.get(address).content.decode()))
        assert answer.status_code == 302, (row.slug, answer.content.decode())
        now = Session.objects.get(pk=row.pk)
        assert (now.starts, now.ends, now.place_id, now.sequence) == (
            row.starts,
            row.ends,
            row.place_id,
            row.sequence,
        )


def test_a_second_editor_of_an_item_is_told_and_loses_nothing(editor: Client, draft: Event) -> None:
    address = at("session_change", draft, draft.sessions.earliest("number").slug)
    sent = fields_of(editor.get(address).content.decode())
    saved(editor, address, text="Den förstas ord", **{"takes-0-of": "Länsstyrelsen", "takes-0-role": "host"})
    answer = editor.post(address, {**sent, "text": "Den andras ord"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Den förstas ord" in page
    assert "Länsstyrelsen" in page
    assert "Den andras ord</textarea>" in page


def test_a_published_programme_has_its_versions_and_offers_a_mail(editor: Client, draft: Event) -> None:
    decide_event(draft.organisation, actor=None, event=draft, state="published", revision=None)
    address = at("programme_publish", draft)
    assert "Incheckning och kaffe" in editor.get(address).content.decode()
    editor.post(address, {"note": ""})
    assert "Inget har ändrats" in editor.get(address).content.decode()
    timed(editor, draft, draft.sessions.get(kind="panel"), "11.10", "11.50")
    page = editor.get(address).content.decode()
    assert 'name="utskick"' in page
    seen = re.search(r'name="sett" value="(\w+)"', page)
    assert seen is not None
    pressed(editor, draft, draft.sessions.earliest("number"), "stall-in")  # somebody else, meanwhile
    page = editor.post(address, {"note": "Mitt ord.", "sett": seen[1]}).content.decode()
    assert "Mitt ord.</textarea>" in page
    assert "Programmet har ändrats sedan du öppnade sidan." in page
    assert draft.versions.count() == 1
    Session.objects.filter(event=draft, is_cancelled=True).update(is_cancelled=False)
    assert "förut:" in page
    said = editor.post(address, {"note": "Panelen är kortare.", "utskick": "ja"}, follow=True)
    assert "Utskicket väntar" in said.content.decode()
    assert Mailing.objects.get(event=draft).version == 2
    public = Client().get(at("programme_versions", draft)).content.decode()
    assert "Panelen är kortare." in public
    assert "Panelsamtal" in public
    assert "Version 2" in public


def test_versions_of_a_draft_are_not_public(draft: Event) -> None:
    assert Client().get(at("programme_versions", draft)).status_code == 404


def test_a_published_item_that_is_taken_out_is_cancelled(editor: Client, draft: Event) -> None:
    editor.post(at("programme_publish", draft), {})
    item = draft.sessions.get(kind="panel")
    address = at("session_remove", draft, item.slug)
    assert "ställs den in i stället" in editor.get(address).content.decode()
    editor.post(address, {"revision": item.revision})
    item.refresh_from_db()
    assert item.is_cancelled


def test_a_person_is_written_once_and_taken_down_everywhere(
    editor: Client, draft: Event, region: Organisation
) -> None:
    address = reverse("participant_add", args=[region.slug])
    sent = fields_of(editor.get(address).content.decode())
    page = editor.post(address, {**sent, "name": "Alva Påhittad", "is_private": "on"}).content.decode()
    assert 'href="#id_agreed_on"' in page
    sent |= {"name": "Alva Påhittad", "is_private": "on", "agreed_on": "2026-03-01"}
    assert editor.post(address, sent).status_code == 302
    alva = Person.objects.get(organisation=region, name="Alva Påhittad")
    panel = draft.sessions.get(kind="panel")
    takes = {"takes-0-person": str(alva.pk), "takes-0-role": "panellist"}
    saved(editor, at("session_change", draft, panel.slug), **takes)
    decide_event(region, actor=None, event=draft, state="published", revision=None)
    editor.post(at("programme_publish", draft), {})
    assert "Alva Påhittad" in Client().get(at("event", draft)).content.decode()
    own = reverse("participant_change", args=[region.slug, alva.pk])
    saved(editor, own, title="elev")
    assert "Höstens forum" in editor.get(own).content.decode()
    alva.refresh_from_db()
    gone = reverse("participant_remove", args=[region.slug, alva.pk])
    editor.post(gone, {"revision": alva.revision})
    for client in (Client(), editor):
        for name in ("event", "programme_versions"):
            assert "Alva Påhittad" not in client.get(at(name, draft)).content.decode()
    assert "Alva Påhittad" not in editor.get(reverse("participants", args=[region.slug])).content.decode()


def test_one_and_three_people_take_as_many_queries(editor: Client, region: Organisation) -> None:
    counts = []
    for names in (("Eva Exempel",), ("Nils Påhittad", "Alva Påhittad")):
        for name in names:
            add_person(region, actor=None, known=Known(name=name))
        with CaptureQueriesContext(connection) as seen:
            editor.get(reverse("participants", args=[region.slug]))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_from_nothing_to_a_published_page_takes_at_most_forty_clicks_and_fields(
    editor: Client, region: Organisation
) -> None:
    clicks = ["Forum", "Nytt evenemang"]  # the links from the start page
    given = {
        "origin": "mall:forum-day",
        "title": "Vårens forum",
        "on": "2027-04-14",
        "place": "Salen",
        "address": "Exempelgatan 1",
        "seats": "120",
        "registers_until": "2027-04-07T12:00",
    }
    clicks += [*given, "Skapa utkastet"]
    answer = editor.post(reverse("event_add", args=[region.slug]), given)
    written = {
        "theme": "Tillsammans",
        "text": "Välkommen.",
        "purpose": "Att enas om nästa steg.",
        "audience": "Länets kommuner.",
        "step_free": "yes",
        "hearing_loop": "yes",
        "sign_interpreter": "asked",
        "text_interpreter": "no",
    }
    saved(editor, answer["Location"], **written)
    clicks += [*written, "Spara"]
    row = Event.objects.get(slug="varens-forum")
    page = editor.get(at("event_decide", row)).content.decode()
    assert "att se över" not in page  # nothing is amiss
    editor.post(at("event_decide", row), {"do": "publicera", "revision": row.revision, "programmet": "ja"})
    clicks += ["Publicera evenemanget"]
    public = Client().get(at("event", row)).content.decode()
    assert "Dialog i grupper" in public
    assert "Att enas om nästa steg." in public
    print(f"{len(clicks)} clicks and fields from nothing to a published page")
    assert len(clicks) <= 40
