"""The pages of mails to many over HTTP: written, read, approved, followed; nothing goes without a press."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.letters import write_seats
from laget.apps.forum.jobs import send_mailings
from laget.apps.forum.models import DigitalLink, Event, Mailing
from laget.apps.forum.queries.lists import unreached_of
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import MEETING, a_draft, approved, published, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(halland: Organisation) -> Event:
    row = published(halland)
    now = timezone.now()
    Event.objects.filter(pk=row.pk).update(registers_until=now + timedelta(days=5))
    row.days.update(on=(now + timedelta(days=9)).date(), starts=None, ends=None)
    return Event.objects.select_related("organisation").get(pk=row.pk)


@pytest.fixture
def browser(communicator: User) -> Client:
    client = Client()
    client.force_login(communicator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name: str, event: Event, *more: object) -> str:
    return reverse(name, args=[event.organisation.slug, event.slug, *more])


def sealed(page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_from_a_text_to_mails_with_a_press_after_reading(event: Event, browser: Client) -> None:
    per = somebody(event, "Per Plats")
    shown = browser.get(at("mailing_add", event), {"slag": "reminder"}).content.decode()
    assert "Snart är det dags: {evenemang}" in shown
    given = {"audience": "held", "subject": "Hej {namn}", "text": "Ses {dag}!", "due": "", "revision": "0"}
    answer = browser.post(at("mailing_add", event) + "?slag=message", given)
    row = Mailing.objects.get()
    assert answer["Location"] == at("mailing", event, row.pk)
    page = browser.get(at("mailing", event, row.pk)).content.decode()
    assert "Hej Per Plats" in page
    assert "Skicka 1 mejl nu" in page
    assert token_of(per) not in page
    assert send_mailings(timezone.now()) == 0
    browser.post(at("mailing", event, row.pk), {"do": "send", "seal": sealed(page)})
    assert send_mailings(timezone.now()) == 1
    mail = Message.objects.get()
    body = mail.html.partition("<body>")[2].partition("</body>")[0]
    own = re.compile(r"min-anmalan/[^/]+/")
    assert own.sub("min-anmalan/…/", body) in page
    assert "Skickat" in browser.get(at("mailings", event)).content.decode()


def test_what_changed_after_it_was_read_is_read_again(event: Event, browser: Client) -> None:
    somebody(event, "Per Plats")
    row = Mailing.objects.create(
        event=event, kind="message", subject="Hej", text="Välkommen till {evenemang}"
    )
    seal = sealed(browser.get(at("mailing", event, row.pk)).content.decode())
    Event.objects.update(title="Något annat")
    answer = browser.post(at("mailing", event, row.pk), {"do": "send", "seal": seal}, follow=True)
    assert "Läs det en gång till" in answer.content.decode()
    assert send_mailings(timezone.now()) == 0


def test_an_approval_is_withdrawn_and_a_mail_thrown_away(event: Event, browser: Client) -> None:
    row = approved(event, a_draft("reminder", due=timezone.now() + timedelta(days=1)), now=timezone.now())
    assert browser.get(at("mailing_change", event, row.pk)).status_code == 302
    browser.post(at("mailing", event, row.pk), {"do": "withdraw"})
    row.refresh_from_db()
    assert row.approved_at is None
    answer = browser.post(at("mailing", event, row.pk), {"do": "remove", "revision": str(row.revision)})
    assert answer["Location"] == at("mailings", event)
    assert not Mailing.objects.exists()


def test_a_second_editor_is_told(event: Event, browser: Client) -> None:
    row = Mailing.objects.create(event=event, kind="message", subject="Hej", text="Ett")
    given = {"audience": "held", "subject": "Hej", "due": "", "revision": "1"}
    assert browser.post(at("mailing_change", event, row.pk), {**given, "text": "Två"}).status_code == 302
    answer = browser.post(at("mailing_change", event, row.pk), {**given, "text": "Tre"})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.text == "Två"


def test_failures_are_shown_and_sent_again(event: Event, browser: Client) -> None:
    somebody(event, "Per Plats")
    row = approved(event, a_draft(), now=timezone.now())
    send_mailings(timezone.now())
    Message.objects.update(state="failed", fault="550 nobody here", tries=1)
    page = browser.get(at("mailing", event, row.pk)).content.decode()
    assert "550 nobody here" in page
    assert "per@example.se" in page
    browser.post(at("mailing", event, row.pk), {"do": "again"})
    assert Message.objects.get().state == Message.State.WAITING


def test_a_mail_that_did_not_arrive_is_shown_beside_the_registration(event: Event, browser: Client) -> None:
    per, vera = somebody(event, "Per Plats"), somebody(event, "Vera Väl")
    for row in (per, vera):
        write_seats(row)
    mail = Message.objects.get(to=per.email)
    Message.objects.filter(pk=mail.pk).update(state="failed", fault="550 no such person", tries=1)
    elsewhere = Event.objects.create(organisation=event.organisation, slug="annan", title="Annan dag")
    listed = browser.get(at("registrations", event)).context["unreached"]
    assert (listed, unreached_of(elsewhere)) == ([per], [])
    page = at("registration_office", event, per.pk)
    assert "550 no such person" in browser.get(page).content.decode()
    other = Message.objects.get(to=vera.email)
    assert browser.post(page, {"act": "again", "mail": other.pk}).status_code == 404
    assert browser.post(page, {"act": "again", "mail": "x"}).status_code == 404
    for _twice in range(2):
        browser.post(page, {"act": "again", "mail": mail.pk})
    mail.refresh_from_db()
    assert (mail.state, mail.fault) == (Message.State.WAITING, "")
    assert Entry.objects.filter(action="send_mail_again").count() == 1
    assert "Mejl" not in browser.get(at("registrations", event)).content.decode().partition('class="note"')[2]


def test_the_link_is_entered_and_sent_to_one_again(event: Event, browser: Client) -> None:
    somebody(event, "Dina Digital", "digital")
    given = {"address": MEETING, "text": "", "revision": "0"}
    assert browser.post(at("digital_link", event), given).status_code == 302
    assert DigitalLink.objects.get().address == MEETING
    assert MEETING not in browser.get(at("mailings", event)).content.decode()
    again = {"again": "ja", "igen-email": "dina@example.se"}
    browser.post(at("digital_link", event), again)
    assert not Message.objects.exists()
    approved(event, a_draft("link", "digital"), now=timezone.now())
    assert send_mailings(timezone.now() + timedelta(days=6)) == 1
    browser.post(at("digital_link", event), again)
    assert Message.objects.filter(text__contains=MEETING).count() == 2
    answer = browser.post(at("digital_link", event), {"again": "ja", "igen-email": "ingen@example.se"})
    assert "Ingen med den adressen" in answer.content.decode()


def test_the_list_asks_as_much_with_one_mailing_as_with_three(event: Event, browser: Client) -> None:
    Mailing.objects.create(event=event, kind="message", subject="Hej", text="x")
    browser.get(at("mailings", event))
    with CaptureQueriesContext(connection) as one:
        browser.get(at("mailings", event))
    for _ in range(2):
        Mailing.objects.create(event=event, kind="message", subject="Hej", text="x")
    with CaptureQueriesContext(connection) as three:
        browser.get(at("mailings", event))
    assert len(one) == len(three)
