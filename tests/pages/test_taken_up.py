"""Pages show the items of programmes that are about them, as published, and lead to them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.evidence.actions import Content, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.forum.actions.events import OnDay, Wish, add_event, decide_event
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.models import Event, EventTie, Session
from laget.pages.addresses import named, offered
from laget.pages.forum.taken_up import taken_up

pytestmark = pytest.mark.django_db
QUESTION = "unga-pa-vag-till-jobb-och-studier"
YOUNG = "hur-far-vi-alla-unga-med"


def page(region: Organisation, name: str, *more: str) -> str:
    return Client().get(reverse(name, args=[region.slug, *more])).content.decode()


@pytest.mark.parametrize(
    ("name", "row", "event", "item"),
    [
        ("mobilisation", QUESTION, "forum-2025", YOUNG),
        ("initiative", "tunga-transporter-pa-el", "forum-2025", "kortare-vag-till-lagre-utslapp"),
        ("household", "gun-och-arne-tankt", "forum-2025", "vard-pa-ratt-stalle"),
        ("element", "alla-unga-med", "forum-2025", YOUNG),
        ("evidence", "ungas-framtidsbrev-2025", "forum-2025", YOUNG),
    ],
)
def test_a_page_leads_to_the_items_that_are_about_it(
    region: Organisation, name: str, row: str, event: str, item: str
) -> None:
    shown = page(region, name, row)
    assert 'id="taken-up"' in shown
    link = reverse("session", args=[region.slug, event, item])
    assert f'href="{link}"' in shown[shown.index('id="taken-up"') :]


def an_event(region: Organisation, *, about: str = f"mobilisation:{QUESTION}") -> Event:
    event = add_event(
        region,
        actor=None,
        wish=Wish(title="Provdag", days=(OnDay(on=timezone.localdate() + timedelta(days=90)),)),
        slug="provdag",
    )
    add_session(
        region, actor=None, event=event, point=Point(title="Provpunkten", about=(about,)), slug="punkt"
    )
    decide_event(region, actor=None, event=event, state=Event.State.PUBLISHED, revision=None)
    return event


def test_an_item_that_is_not_published_is_shown_nowhere(region: Organisation) -> None:
    event = an_event(region)
    assert "Provpunkten" not in page(region, "mobilisation", QUESTION)
    address, today = "session:provdag.punkt", timezone.localdate()
    assert named(region, [address], viewer=None, today=today) == {}
    assert "Provpunkten" not in str(offered(region, ["session"], viewer=None, today=today))
    editor = User.objects.get(email="kommunikator@example.se")
    assert address in named(region, [address], viewer=editor, today=today)
    publish_programme(region, actor=None, event=event)
    assert "Provpunkten" in page(region, "mobilisation", QUESTION)
    assert address in named(region, [address], viewer=None, today=today)


def test_an_item_is_about_what_was_published_and_not_what_a_draft_says(region: Organisation) -> None:
    event = an_event(region)
    publish_programme(region, actor=None, event=event)
    Session.objects.get(event=event).ties.all().delete()
    assert "Provpunkten" in page(region, "mobilisation", QUESTION)
    publish_programme(region, actor=None, event=event)
    assert "Provpunkten" not in page(region, "mobilisation", QUESTION)


def test_a_whole_event_is_shown_and_a_cancelled_one_is_not(region: Organisation) -> None:
    event = an_event(region, about="element:alla-unga-med")
    EventTie.objects.create(event=event, address=f"mobilisation:{QUESTION}")
    about, now = [f"mobilisation:{QUESTION}"], timezone.now()
    assert next(one.slug for one in taken_up(region, about, viewer=None, now=now)) == ""
    decide_event(region, actor=None, event=event, state=Event.State.CANCELLED, revision=None)
    found = taken_up(region, about, viewer=None, now=now)
    assert "provdag" not in {one.event.slug for one in found}


def test_another_regions_items_are_not_taken_for_ones_own(region: Organisation) -> None:
    other = Organisation.objects.create(slug="annorstades", name="Annorstädes", area="20")
    about = [f"mobilisation:{QUESTION}"]
    assert taken_up(other, about, viewer=None, now=timezone.now()) == []
    event = an_event(other)
    publish_programme(other, actor=None, event=event)
    event.hosts.create(organisation=region)
    assert "Provpunkten" not in page(region, "mobilisation", QUESTION)


def test_evidence_that_bears_on_an_item_stands_on_its_page(region: Organisation) -> None:
    content = Content(
        kind=Evidence.Kind.VOICES,
        title="Rösterna efteråt",
        says="Vi vill ses igen.",
        source="En skola",
        year=2025,
        ties=(f"session:forum-2025.{YOUNG}",),
    )
    row = write_evidence(region, actor=None, content=content)
    assert "Rösterna efteråt" not in page(region, "session", "forum-2025", YOUNG)
    publish_evidence(region, actor=None, evidence=row)
    assert "Rösterna efteråt" in page(region, "session", "forum-2025", YOUNG)
    link = reverse("session", args=[region.slug, "forum-2025", YOUNG])
    assert f'href="{link}"' in page(region, "evidence", row.slug)


def test_three_items_ask_as_many_questions_as_one(region: Organisation) -> None:
    event = an_event(region, about="mobilisation:x")
    publish_programme(region, actor=None, event=event)
    with CaptureQueriesContext(connection) as one:
        taken_up(region, ["mobilisation:x"], viewer=None, now=timezone.now())
    for number in range(2):
        more = Point(title=f"Fler {number}", about=("mobilisation:x",))
        add_session(region, actor=None, event=event, point=more)
    publish_programme(region, actor=None, event=event)
    with CaptureQueriesContext(connection) as three:
        assert len(taken_up(region, ["mobilisation:x"], viewer=None, now=timezone.now())) == 3
    assert len(three) == len(one)
