"""The door from a phone: who has come, twice, unregistered or without a seat; who learns of a code."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.registering import cancel
from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.queries.registrations import door_token_of, token_of
from laget.apps.mail.models import Message
from tests.apps.forum.office_event import at, of_role, open_event, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An open event with four seats, of which a group of three and one more hold all."""
    return open_event(halland)


def test_who_is_checked_in_twice_is_told_with_the_time(halland: Organisation, event: Event) -> None:
    door = of_role(halland, Role.FACILITATOR)
    row = Registration.objects.get(event=event, email="vera@example.se")
    first = door.post(at(event, "door"), {"registration": row.pk, "people": "2", "act": "in"}, follow=True)
    assert "Incheckad." in text(first)
    row.refresh_from_db()
    assert (row.arrived, row.arrived_at is not None) == (2, True)
    came = timezone.localtime(row.arrived_at)
    again = door.post(at(event, "door_code", door_token_of(row)), {"people": "3", "act": "in"}, follow=True)
    assert f"Redan incheckad {came:%H.%M}." in text(again)
    row.refresh_from_db()
    assert row.arrived == 3, "more of the group have come"
    too_many = door.post(at(event, "door"), {"registration": row.pk, "people": "4"}, follow=True)
    assert "Anmälan gäller 3 personer." in text(too_many)
    door.post(at(event, "door"), {"registration": row.pk, "act": "undo"})
    row.refresh_from_db()
    assert (row.arrived, row.arrived_at, row.arrived_by) == (0, None, None)
    assert "Vera" not in str(list(Entry.objects.values()))


def test_at_the_door_it_is_said_who_has_no_seat(halland: Organisation, event: Event) -> None:
    page = text(of_role(halland, Role.FACILITATOR).get(at(event, "door")))
    assert page.count("Står i väntelistan och har ingen plats.") == 1


def test_who_comes_without_having_registered_is_let_in(halland: Organisation, event: Event) -> None:
    door, where = of_role(halland, Role.FACILITATOR), at(event, "door_add")
    assert where in text(door.get(at(event, "door")))
    fault = text(door.post(where, {"name": "Rut Ring", "email": "rut"}))
    assert "e-postadress" in fault.partition("faults")[2].partition("</ul>")[0]
    assert 'value="Rut Ring"' in fault
    said = {"name": "Rut Ring", "email": "Rut@example.se", "area": "1315"}
    page = text(door.post(where, said, follow=True))
    assert "Incheckad." in page
    row = Registration.objects.get(event=event, email="rut@example.se")
    assert (row.state, row.arrived, row.area) == (Registration.State.CONFIRMED, 1, "1315")
    assert not row.holds.exists(), "no more have seats than there are"
    assert Message.objects.filter(to="rut@example.se").count() == 1
    assert "Redan incheckad" in text(door.post(where, said, follow=True)), "twice is once"
    door.post(where, {"name": "Annan", "email": "vera@example.se"})
    vera = Registration.objects.get(event=event, email="vera@example.se")
    assert (vera.name, vera.arrived) == ("Vera Ek", 1), "who had registered is checked in by that"
    Event.objects.filter(pk=event.pk).update(state=Event.State.CANCELLED)
    assert "Evenemanget är inte publicerat." in text(door.post(where, said | {"email": "ny@example.se"}))


def test_who_waits_and_comes_has_the_seat_that_is_free(halland: Organisation, event: Event) -> None:
    door = of_role(halland, Role.FACILITATOR)
    Event.objects.filter(pk=event.pk).update(registers_until=timezone.now() - timedelta(days=1))
    siv, ake = (Registration.objects.get(event=event, email=f"{name}@example.se") for name in ("siv", "ake"))
    cancel(ake, now=timezone.now())
    assert siv.holds.get().state == Hold.State.WAITING, "nothing is offered after the last day"
    door.post(at(event, "door"), {"registration": siv.pk, "people": "1", "act": "in"})
    assert siv.holds.get().state == Hold.State.HELD
    assert Pass.objects.get(event=event).taken == 4
    refused = door.post(at(event, "door"), {"registration": ake.pk, "act": "in"}, follow=True)
    assert "Anmälan är avbokad." in text(refused)
    found = text(door.post(at(event, "door"), {"name": "åke"}))
    assert "Anmälan är avbokad." in found, "who looks for the name sees why it is not in the list"
    assert f'value="{ake.pk}"' not in found
    gone = door.post(at(event, "door"), {"registration": "99999", "act": "in"}, follow=True)
    assert "Anmälan finns inte längre. Sök efter namnet." in text(gone)
    too_many = door.post(at(event, "door"), {"registration": siv.pk, "people": "2"}, follow=True)
    assert "Anmälan gäller 1 person." in text(too_many)


def test_nobody_else_learns_anything_of_a_code(client: Client, halland: Organisation, event: Event) -> None:
    row = Registration.objects.get(event=event, email="vera@example.se")
    right, wrong = (at(event, "door_code", one) for one in (door_token_of(row), "1-fel"))
    for visitor in (client, of_role(halland, Role.READER)):
        answers = [visitor.get(one) for one in (right, wrong)]
        assert [one.status_code for one in answers] == [403, 403]
        assert "Vera" not in text(answers[0])
    door = of_role(halland, Role.FACILITATOR)
    assert door.get(wrong).status_code == 404
    assert "Vera Ek" in text(door.get(right))
    assert token_of(row) not in door_token_of(row)
    assert row.nonce not in door_token_of(row)
    assert client.get(at(event, "registration", door_token_of(row))).status_code == 404, "it is no own link"


def test_the_code_stands_on_ones_own_page(client: Client, event: Event) -> None:
    row = Registration.objects.get(event=event, email="vera@example.se")
    drawn = at(event, "registration_code", token_of(row))
    assert f'src="{drawn}"' in text(client.get(at(event, "registration", token_of(row))))
    answer = client.get(drawn)
    assert answer["Content-Type"] == "image/svg+xml"
    assert text(answer).startswith("<svg")
    waits = Registration.objects.get(event=event, email="siv@example.se")
    assert "kod.svg" not in text(client.get(at(event, "registration", token_of(waits))))
