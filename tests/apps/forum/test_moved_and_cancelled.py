"""Mails to many of an event that moves or is cancelled after they were approved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.digital import set_link
from laget.apps.forum.actions.events import change_event, decide_event, wish_of
from laget.apps.forum.actions.mailings import write_mailing
from laget.apps.forum.jobs import send_mailings
from laget.apps.forum.models import Event, Hold, Mailing
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import (
    CLOSES,
    LATER,
    MEETING,
    STARTS,
    a_draft,
    approved,
    published,
    somebody,
)

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=28)


@pytest.fixture
def event(halland: Organisation) -> Event:
    return published(halland)


def moved(event: Event, **more: object) -> None:
    """Let the event be so much later, past the end of summer time."""
    wish = wish_of(event)
    days = tuple(
        replace(
            one,
            on=one.on + MONTH,
            starts=datetime(2026, 11, 3, 8, tzinfo=UTC),
            ends=datetime(2026, 11, 3, 16, tzinfo=UTC),
        )
        for one in wish.days
    )
    changed = replace(wish, **{"days": days, **more})  # type: ignore[arg-type]  # fields of a wish
    change_event(event.organisation, actor=None, event=event, wish=changed, revision=None)


def test_a_reminder_follows_the_day_at_its_hour_and_is_approved_anew(event: Event) -> None:
    somebody(event, "Per Plats")
    due = STARTS - timedelta(days=1)  # nine in the morning, in summer time
    reminder = approved(event, a_draft("reminder", due=due))
    message = approved(event, a_draft("message", due=due))
    moved(event, registers_until=None)
    reminder.refresh_from_db()
    message.refresh_from_db()
    assert (reminder.approved_at, message.approved_at) == (None, None)
    assert (reminder.due, message.due) == (datetime(2026, 11, 2, 8, tzinfo=UTC), due)
    assert send_mailings(STARTS) == 0


def test_another_hour_of_the_same_day_holds_nothing_back(event: Event) -> None:
    row = approved(event, a_draft("reminder", due=STARTS - timedelta(days=1)))
    wish = wish_of(event)
    days = tuple(replace(one, starts=STARTS + timedelta(hours=1)) for one in wish.days)
    change_event(event.organisation, actor=None, event=event, wish=replace(wish, days=days), revision=None)
    row.refresh_from_db()
    assert row.approved_at is not None


def test_who_registers_when_the_last_day_was_moved_gets_the_link_when_it_has_closed_again(
    event: Event,
) -> None:
    set_link(event.organisation, actor=None, event=event, address=MEETING, revision=0)
    somebody(event, "Dina Digital", "digital")
    link = approved(event, a_draft("link", "digital"))
    assert send_mailings(LATER) == 1
    moved(event, registers_until=CLOSES + MONTH)
    link.refresh_from_db()
    assert link.sent_at == LATER
    somebody(event, "Sven Sen", "digital")
    assert send_mailings(CLOSES + MONTH - timedelta(minutes=1)) == 0
    assert send_mailings(LATER + MONTH) == 1
    assert sorted(Message.objects.values_list("to", flat=True)) == ["dina@example.se", "sven@example.se"]


def test_of_a_cancelled_event_nothing_goes_but_what_is_approved_after_that(
    event: Event, communicator: User
) -> None:
    somebody(event, "Per Plats")
    somebody(event, "Vera Väntar", "digital", state=Hold.State.WAITING)
    due = STARTS + timedelta(days=1)
    for kind in ("thanks", "message", "reminder"):
        approved(event, a_draft(kind, due=due if kind != "reminder" else CLOSES))
    browser = Client()
    browser.force_login(communicator, backend="django.contrib.auth.backends.ModelBackend")
    places = [event.organisation.slug, event.slug]
    answer = browser.post(
        reverse("event_decide", args=places), {"do": "stall-in", "revision": event.revision}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("mailings", args=places)
    assert "de anmälda har inte fått något mejl om det" in answer.content.decode()
    assert send_mailings(due) == 0
    form = browser.get(reverse("mailing_add", args=places) + "?slag=message").context["sheet"].form
    assert form.initial["audience"] == "everybody"
    draft = a_draft("message", "everybody", subject=form.initial["subject"], text=form.initial["text"])
    approved(event, draft, now=due)
    assert send_mailings(due) == 2
    mail = Message.objects.get(to="vera@example.se")
    assert mail.subject == "Inställt: Forum för mod & tillit"
    assert "Forum för mod & tillit, 6 oktober 2026 kl. 09.00, är inställt." in mail.text
    assert "de anmälda har inte fått" not in browser.get(reverse("mailings", args=places)).content.decode()


def test_what_was_only_written_stays_written(event: Event) -> None:
    row = write_mailing(event.organisation, actor=None, event=event, draft=a_draft())
    decide_event(event.organisation, actor=None, event=event, state="cancelled", revision=None)
    assert Mailing.objects.get() == row
