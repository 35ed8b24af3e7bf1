"""The organiser's pages: a new event, its parts, publishing; nothing that is written is lost."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.copying import Beginning, begin_event
from laget.apps.forum.actions.events import wish_of
from laget.apps.forum.models import Event, Hold, Pass, Question, Registration
from tests.data.test_media import PNG
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


def test_a_new_event_is_made_from_an_outline(editor: Client, region: Organisation) -> None:
    address = reverse("event_add", args=[region.slug])
    page = editor.get(address).content.decode()
    assert "Forumdag på plats" in page
    assert "Nätverksträff över två dagar" in page
    sent = {"origin": "mall:hybrid-forum", "title": "Vårens forum", "on": "2027-04-14", "seats": "90"}
    answer = editor.post(address, sent)
    assert editor.post(address, sent)["Location"] == answer["Location"]  # sent twice, made once
    row = Event.objects.get(slug__startswith="varens-forum")
    assert answer["Location"] == at("event_change", row)
    assert row.state == Event.State.DRAFT
    assert Pass.objects.get(event=row, kind="on_site").seats == 90
    assert Pass.objects.get(event=row, kind="digital").seats is None
    assert [one.organisation for one in row.hosts.all()] == [region]
    editor.post(address, {**sent, "origin": "mall:digital-forum", "title": "Digitalt"})
    assert Pass.objects.get(event__slug="digitalt").seats == 90
    editor.post(address, {**sent, "origin": "mall:empty", "title": "Tomt"})
    assert not Event.objects.get(slug="tomt").sessions.exists()


def test_a_new_event_without_its_day_is_told_so_at_the_field(editor: Client, region: Organisation) -> None:
    answer = editor.post(
        reverse("event_add", args=[region.slug]), {"origin": "mall:forum-day", "title": "Utan dag"}
    )
    assert "Skriv första dagen." in answer.content.decode()
    assert not Event.objects.filter(title="Utan dag").exists()


def test_an_event_saved_as_it_is_shown_is_unchanged(editor: Client, region: Organisation) -> None:
    for row in Event.objects.filter(organisation=region):
        before, sequence = wish_of(row), row.sequence
        saved(editor, at("event_change", row))
        row.refresh_from_db()
        after = wish_of(Event.objects.get(pk=row.pk))
        assert replace(after, text=before.text, summary=before.summary) == before
        assert (after.text.strip(), after.summary.strip()) == (before.text.strip(), before.summary.strip())
        assert row.sequence == sequence


def test_an_event_is_changed_in_its_parts(editor: Client, draft: Event) -> None:
    saved(
        editor,
        at("event_change", draft),
        theme="Tillsammans",
        step_free="yes",
        names="Länsstyrelsen\nHögskolan",
        **{
            "days-0-ends": "15.30",
            "places-1-name": "Verkstaden",
            "hosts-1-name": "En kommun i länet",
            "left-0-kind": "link",
            "left-0-title": "Underlag",
            "left-0-link": "https://example.se/underlag",
        },
    )
    draft.refresh_from_db()
    assert (draft.theme, draft.step_free, draft.sequence) == ("Tillsammans", "yes", 1)
    assert [one.name for one in draft.places.all()] == ["Salen", "Verkstaden"]
    assert [str(one) for one in draft.hosts.all()][1] == "En kommun i länet"
    assert [one.name for one in draft.wanted.all()] == ["Länsstyrelsen", "Högskolan"]
    assert draft.resources.get().link == "https://example.se/underlag"


def test_what_cannot_be_kept_is_told_at_its_field(editor: Client, draft: Event) -> None:
    address = at("event_change", draft)
    sent = fields_of(editor.get(address).content.decode())
    answer = editor.post(address, {**sent, "days-0-starts": "25.00", "title": " "})
    page = answer.content.decode()
    assert "Skriv en tid, till exempel 09.30." in page
    assert 'href="#id_days-0-starts"' in page
    assert 'href="#id_title"' in page
    assert Event.objects.get(pk=draft.pk).title == "Höstens forum"


def test_a_picture_is_kept_while_its_description_is_asked_for(editor: Client, draft: Event) -> None:
    address = at("event_change", draft)
    sent = fields_of(editor.get(address).content.decode())
    picture = SimpleUploadedFile("bild.png", PNG, content_type="image/png")
    page = editor.post(address, {**sent, "picture": picture}).content.decode()
    assert "Beskriv bilden för den som inte ser den." in page
    again = {**fields_of(page), "picture_alt": "En sal med människor"}
    assert editor.post(address, again).status_code == 302
    draft.refresh_from_db()
    assert draft.picture is not None
    shown = editor.get(at("event_picture", draft, draft.picture.pk))
    assert shown.getvalue() == PNG
    shown.close()


def test_a_second_editor_is_told_and_loses_nothing(editor: Client, draft: Event) -> None:
    address = at("event_change", draft)
    sent = fields_of(editor.get(address).content.decode())
    saved(editor, address, theme="Den förstas tema", **{"places-1-name": "Den förstas plats"})
    answer = editor.post(address, {**sent, "theme": "Den andras tema"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Den förstas tema" in page
    assert "Den förstas plats" in page
    assert 'value="Den andras tema"' in page
    assert editor.post(address, fields_of(page)).status_code == 302
    assert Event.objects.get(pk=draft.pk).theme == "Den andras tema"


def test_seats_and_questions_are_written_together(editor: Client, draft: Event) -> None:
    address = at("event_attendance", draft)
    given: Mapping[str, str] = {
        "passes-0-seats": "60",
        "passes-1-kind": "meal",
        "passes-1-title": "Middag",
        "questions-0-text": "Vad vill du prata om?",
        "questions-0-kind": "line",
        "questions-0-purpose": "För att dela in grupperna.",
    }
    saved(editor, address, **given)
    assert list(draft.passes.values_list("kind", "seats")) == [("on_site", 60), ("meal", None)]
    question = Question.objects.get(event=draft)
    saved(editor, address, **{"questions-0-gone": "on"})
    assert not Question.objects.filter(pk=question.pk).exists()


def test_fewer_seats_than_are_taken_are_refused_at_the_field(editor: Client, draft: Event) -> None:
    Pass.objects.filter(event=draft).update(taken=5)
    address = at("event_attendance", draft)
    sent = fields_of(editor.get(address).content.decode())
    page = editor.post(address, {**sent, "passes-0-seats": "4"}).content.decode()
    assert 'href="#id_passes-0-seats"' in page
    assert "5 platser är redan tagna" in page


def test_the_seats_of_an_item_are_written_on_its_form_and_among_all_seats(
    editor: Client, region: Organisation, draft: Event
) -> None:
    item = draft.sessions.filter(passes=None).first()
    assert item is not None
    on_form = at("session_change", draft, item.slug)
    saved(editor, on_form, has_seats="on", seats="1")
    to = Pass.objects.get(session=item)
    waiting = [waits_for(to, name) for name in ("vera", "nils", "eva")]
    saved(editor, on_form, seats="2")
    assert states(waiting) == ["offered", "offered", "waiting"]
    among_all = editor.get(at("event_attendance", draft)).content.decode()
    assert f"{item.title}</span>: 2 platser är tagna, 1 väntar" in among_all
    name = re.search(rf'name="(passes-\d+)-id" value="{to.pk}"', among_all)
    assert name is not None
    old = fields_of(editor.get(on_form).content.decode())
    refused = editor.post(at("event_attendance", draft), {**fields_of(among_all), f"{name[1]}-seats": "1"})
    assert "2 platser är redan tagna" in refused.content.decode()
    saved(editor, at("event_attendance", draft), **{f"{name[1]}-seats": ""})
    to.refresh_from_db()
    assert (to.seats, states(waiting)) == (None, ["offered"] * 3)
    assert editor.post(on_form, old).status_code == 409  # who had its form open is told
    saved(editor, on_form, seats="3")
    assert editor.post(at("event_attendance", draft), fields_of(among_all)).status_code == 409
    to.refresh_from_db()
    assert (to.seats, to.title) == (3, "")


def waits_for(to: Pass, name: str) -> Registration:
    """Somebody who has a seat on site and waits for an item."""
    row = Registration.objects.create(
        event=to.event, name=name, email=f"{name}@example.se", nonce=name, state="confirmed"
    )
    on_site = to.event.passes.get(kind="on_site")
    Pass.objects.filter(pk=on_site.pk).update(taken=F("taken") + 1)
    Hold.objects.create(registration=row, to=on_site, state="held")
    Hold.objects.create(registration=row, to=to, state="waiting")
    return row


def states(rows: list[Registration]) -> list[str]:
    return [one.holds.get(to__kind="session").state for one in rows]


def test_publishing_asks_says_what_is_amiss_and_publishes_the_programme_too(
    editor: Client, draft: Event
) -> None:
    address = at("event_decide", draft)
    page = editor.get(address).content.decode()
    assert "Tillgängligheten är inte beskriven" in page
    assert at("event_change", draft) in page
    sent = {"do": "publicera", "revision": draft.revision, "programmet": "ja"}
    for _press in range(2):
        assert editor.post(address, sent)["Location"] == at("event", draft)
    draft.refresh_from_db()
    assert (draft.state, draft.versions.count()) == (Event.State.PUBLISHED, 1)
    page = Client().get(at("event", draft)).content.decode()
    assert "Läget i länet: så går det för strategins mål" in page


def test_a_cancelled_event_stays_and_says_so(editor: Client, draft: Event) -> None:
    for act in ("publicera", "stall-in"):
        draft.refresh_from_db()
        editor.post(at("event_decide", draft), {"do": act, "revision": draft.revision})
    draft.refresh_from_db()
    assert (draft.state, draft.sequence) == (Event.State.CANCELLED, 1)
    assert "inställd" in Client().get(at("event", draft)).content.decode().lower()


def test_only_the_owners_people_change_an_event_that_several_host(
    editor: Client, region: Organisation, draft: Event
) -> None:
    network = Organisation.objects.create(slug="natverket", name="Nätverket", kind="network")
    user = User.objects.create_user("natverk@example.se")
    Membership.objects.create(organisation=network, user=user, role=Role.ADMINISTRATOR)
    saved(editor, at("event_change", draft), **{"hosts-1-organisation": "natverket"})
    draft.refresh_from_db()
    editor.post(at("event_decide", draft), {"do": "publicera", "revision": draft.revision})
    guest = Client()
    guest.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert guest.get(reverse("event", args=["natverket", draft.slug])).status_code == 200
    for name in ("event_change", "programme_edit", "event_attendance", "event_decide"):
        assert guest.get(reverse(name, args=["natverket", draft.slug])).status_code == 404
        assert guest.get(at(name, draft)).status_code == 403


def test_a_network_hosts_an_event_of_its_own(db: None) -> None:
    network = Organisation.objects.create(slug="natverket", name="Nätverket", kind="network")
    user = User.objects.create_user("natverk@example.se")
    Membership.objects.create(organisation=network, user=user, role=Role.COMMUNICATOR)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"origin": "mall:network-meeting", "title": "Nätverksträff", "on": "2027-05-11"}
    client.post(reverse("event_add", args=["natverket"]), sent)
    row = Event.objects.get(organisation=network)
    assert [one.on for one in row.days.all()] == [date(2027, 5, 11), date(2027, 5, 12)]
    saved(client, at("event_change", row), step_free="yes")
    row.refresh_from_db()
    client.post(at("event_decide", row), {"do": "publicera", "revision": row.revision, "programmet": "ja"})
    assert Client().get(at("event", row)).status_code == 200


def test_a_day_of_another_age_is_told_at_its_field(editor: Client, draft: Event) -> None:
    address = at("event_change", draft)
    sent = fields_of(editor.get(address).content.decode())
    given = {"days-0-on": "9999-12-31", "days-0-ends": "01.00", "registers_until": "0001-01-01T00:00"}
    page = editor.post(address, {**sent, **given}).content.decode()
    assert page.count("Skriv ett år från 1990 till 2100.") >= 2
    assert 'href="#id_days-0-on"' in page
