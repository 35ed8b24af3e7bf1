"""What is prepared before a meeting: by whom it is awaited, who has done it, who sees that."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.events import HostedBy, OnDay, Wish, add_event
from laget.apps.forum.actions.preparing import Duty, Gave, add_task, tick_task
from laget.apps.forum.actions.programme import Point, add_session
from laget.apps.forum.models import Event, Registration, Task, TaskDone
from laget.apps.forum.queries.preparing import every_region, stands_of, tasks_told

pytestmark = pytest.mark.django_db
ON = date(2031, 2, 1)


@pytest.fixture
def network(halland: Organisation) -> Organisation:
    return Organisation.objects.create(slug="natverket", name="Nätverket", kind=Organisation.Kind.NETWORK)


@pytest.fixture
def meeting(network: Organisation) -> Event:
    """A network's open meeting, with a region as its host and an item to prepare."""
    event = add_event(
        network,
        actor=None,
        wish=Wish(
            title="Träffen",
            kind=Event.Kind.NETWORK,
            days=(OnDay(on=timezone.localdate() + timedelta(days=30)),),
            hosts=(HostedBy(organisation="natverket"), HostedBy(organisation="halland")),
        ),
    )
    add_session(network, actor=None, event=event, point=Point(title="Samtal"), slug="samtal")
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED)
    event.refresh_from_db()
    return event


def signed_in(organisation: Organisation, role: Role) -> Client:
    user = User.objects.create_user(f"{role}.{organisation.slug}@example.se")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def comes_from(event: Event, of: str) -> None:
    Registration.objects.create(
        event=event, name="Vera", email=f"{of}@example.se", of=of, nonce=of, state="confirmed"
    )


def task(event: Event, **more: Any) -> Task:
    return add_task(event.organisation, actor=None, event=event, duty=Duty(text="Rita kartan", **more))


def test_a_task_is_awaited_from_hosts_and_from_those_who_come(meeting: Event) -> None:
    comes_from(meeting, "En region i norr")
    row = task(meeting)
    tick_task(meeting.organisation, actor=None, task=row, by=["en region i NORR"], gave=Gave(on=ON))
    (stand,) = stands_of(meeting)
    assert [one.by for one in stand.done] == ["en region i NORR"]
    assert stand.missing == ("Exempelregionen",)
    assert stand.awaited == 2


def test_all_21_regions_are_one_choice_and_named_as_they_are_here(meeting: Event) -> None:
    task(meeting, is_for_every_region=True)
    (stand,) = stands_of(meeting)
    assert len(stand.missing) == 21
    assert "Exempelregionen" in stand.missing
    assert "Hallands län" not in every_region()
    assert "Skåne län" in stand.missing


def test_ticking_twice_is_one_tick_with_what_was_given_last(meeting: Event) -> None:
    row = task(meeting)
    for text in ("", "Sex planer"):
        tick_task(
            meeting.organisation, actor=None, task=row, by=["Exempelregionen"], gave=Gave(on=ON, text=text)
        )
    assert [(one.by, one.text) for one in TaskDone.objects.all()] == [("Exempelregionen", "Sex planer")]


def test_the_tasks_are_for_everybody_and_who_has_done_them_for_those_who_meet(
    meeting: Event, halland: Organisation, network: Organisation
) -> None:
    row = task(meeting, due=ON, prepares="samtal")
    tick_task(network, actor=None, task=row, by=["En region i norr"], gave=Gave(on=ON, text="Sex planer"))
    page = f"/natverket/forum/{meeting.slug}/uppgifter/"
    stranger = Organisation.objects.create(slug="annorstades", name="Annorstädes")
    for client in (Client(), signed_in(stranger, Role.ADMINISTRATOR)):
        shown = client.get(page).content.decode()
        assert "Rita kartan" in shown
        assert "1 av 2" in shown
        assert "En region i norr" not in shown
        assert "Exempelregionen" not in shown
    for client in (signed_in(halland, Role.READER), signed_in(network, Role.READER)):
        shown = client.get(page).content.decode()
        assert "En region i norr" in shown
        assert "Sex planer" in shown
        assert "Exempelregionen" in shown
        assert "/gjort/" not in shown


def test_an_organiser_writes_a_task_and_ticks_it_with_a_file(meeting: Event, network: Organisation) -> None:
    client, page = signed_in(network, Role.COMMUNICATOR), f"/natverket/forum/{meeting.slug}/uppgifter/"
    written = {"text": "Rita kartan", "due": "2031-02-01", "prepares": "samtal", "link": "", "revision": "0"}
    assert client.post(f"{page}ny/", written).status_code == 302
    row = Task.objects.get()
    assert (row.due, str(row.session)) == (ON, "Samtal")
    sent = SimpleUploadedFile("karta.txt", "Vår karta".encode())
    ticked = {"by": "Exempelregionen", "other": "En till", "on": "2031-01-20", "text": "Klar", "file": sent}
    answer = client.post(f"{page}{row.pk}/gjort/", ticked)
    assert answer.status_code == 302, answer.content.decode()
    done = {one.by: one for one in TaskDone.objects.all()}
    assert set(done) == {"Exempelregionen", "En till"}
    file = f"{page}fil/{done['En till'].pk}/"
    assert b"".join(client.get(file)) == "Vår karta".encode()
    assert Client().get(file).status_code == 404
    again = f"{page}{row.pk}/gjort/?av={done['En till'].pk}"
    assert 'value="En till"' in client.get(again).content.decode()
    more = {"other": "en TILL", "on": "2031-01-21", "link": "https://example.org/karta", "text": ""}
    assert client.post(again, more).status_code == 302
    added = TaskDone.objects.get(by="En till")
    assert (added.text, added.link) == ("Klar", "https://example.org/karta")
    assert added.file is not None  # what was given before stays
    assert "Skriv ett år från" in client.post(again, {**more, "on": "9999-01-01"}).content.decode()
    assert client.post(f"{page}ny/", written).status_code == 302
    assert Task.objects.count() == 1  # the form sent twice asks once
    assert client.post(f"{page}{row.pk}/gjort/{done['En till'].pk}/").status_code == 302
    assert TaskDone.objects.count() == 1


def test_a_second_editor_of_a_task_is_told(meeting: Event, network: Organisation) -> None:
    row = task(meeting)
    client, page = signed_in(network, Role.COMMUNICATOR), f"/natverket/forum/{meeting.slug}/uppgifter/"
    for text, status in (("Min", 302), ("Din", 409)):
        answer = client.post(f"{page}{row.pk}/", {"text": text, "revision": "1"})
        assert answer.status_code == status
    row.refresh_from_db()
    assert row.text == "Min"
    assert "Din" in answer.content.decode()


def test_nobody_is_named_who_has_done_a_task_by_an_empty_form(meeting: Event, network: Organisation) -> None:
    row = task(meeting)
    client = signed_in(network, Role.COMMUNICATOR)
    answer = client.post(f"/natverket/forum/{meeting.slug}/uppgifter/{row.pk}/gjort/", {"on": "2031-01-20"})
    assert answer.status_code == 200
    assert not TaskDone.objects.exists()


def test_a_host_sees_the_meeting_and_does_not_change_it(meeting: Event, halland: Organisation) -> None:
    client = signed_in(halland, Role.COMMUNICATOR)
    task(meeting)
    assert client.get(f"/halland/forum/{meeting.slug}/uppgifter/").status_code == 200
    assert client.get(f"/halland/forum/{meeting.slug}/uppgifter/ny/").status_code == 404


def test_a_reminder_lists_what_is_to_be_done(meeting: Event) -> None:
    assert tasks_told(meeting) == ""
    task(meeting, due=ON, link="https://example.org/karta")
    assert tasks_told(meeting) == (
        "Att göra före mötet:\n\n- Rita kartan (senast 1 februari 2031): https://example.org/karta"
    )


def test_the_page_asks_as_many_questions_with_three_tasks_as_with_one(
    meeting: Event, network: Organisation
) -> None:

    task(meeting)
    client, page = signed_in(network, Role.READER), f"/natverket/forum/{meeting.slug}/uppgifter/"
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for _more in range(2):
        row = task(meeting)
        tick_task(network, actor=None, task=row, by=["A", "B"], gave=Gave(on=ON))
    with CaptureQueriesContext(connection) as three:
        client.get(page)
    assert len(three) == len(one)
