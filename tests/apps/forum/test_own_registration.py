"""One's own registration by its link: seen, changed, moved, answered, cancelled, taken out, forgotten."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.apps.forum.actions.events import OnDay, Wish, add_event, set_seats
from laget.apps.forum.actions.registering import Given, cancel, confirm, register
from laget.apps.forum.models import DigitalLink, Event, Hold, Pass, Registration, Session
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.models import Message
from laget.config.discretion import Discreet

pytestmark = pytest.mark.django_db

DAY = datetime(2031, 3, 4, 8, tzinfo=UTC)
LINK = "https://example.com/mote/hemligt-rum"


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An open event on site and digitally, with one seat of each, for groups of three."""
    wish = Wish(
        title="Provdagen",
        form=Event.Form.BOTH,
        largest_group=3,
        registers_until=DAY - timedelta(days=7),
        days=(OnDay(on=DAY.date(), starts=DAY, ends=DAY + timedelta(hours=8)),),
    )
    row = add_event(halland, actor=None, wish=wish)
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    Pass.objects.filter(event=row).update(seats=1)
    row.refresh_from_db()
    return row


def come(event: Event, name: str, kind: str = "on_site", *, more: int = 0, **given_too: Any) -> Registration:
    """Register somebody and let them confirm."""
    passes = (event.passes.get(kind=kind).pk, *([more] if more else []))
    given = Given(name=f"{name} Exempel", email=f"{name}@example.se", passes=passes, **given_too)
    register(event, given=given, now=timezone.now())
    row = Registration.objects.select_related("event__organisation").get(email=given.email)
    confirm(row, now=timezone.now())
    return row


def at(row: Registration, name: str = "registration") -> str:
    return reverse(name, args=[row.event.organisation.slug, row.event.slug, token_of(row)])


def states(row: Registration) -> dict[str, str]:
    return dict(Hold.objects.filter(registration=row).values_list("to__kind", "state"))


def act(client: Client, row: Registration, act: str, **fields: Any) -> HttpResponseBase:
    answer = client.post(at(row), {"act": act, **fields})
    assert answer.status_code == 302
    return answer


def test_nothing_is_confirmed_by_looking(client: Client, event: Event) -> None:
    to = event.passes.get(kind="on_site")
    given = Given(name="Vera Exempel", email="vera@example.se", passes=(to.pk,))
    register(event, given=given, now=timezone.now())
    row = Registration.objects.select_related("event__organisation").get()
    assert client.get(at(row)).status_code == 200
    row.refresh_from_db()
    assert row.state == "unconfirmed"
    act(client, row, "confirm")
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_a_made_up_link_is_nowhere(client: Client, event: Event) -> None:
    row = come(event, "vera")
    good = at(row)
    for bad in (good[:-2] + "x/", good.replace("provdagen", "annan"), good.replace("halland", "annan")):
        assert client.get(bad).status_code == 404


def test_the_link_goes_to_no_other_site_store_or_log(client: Client, event: Event) -> None:
    row = come(event, "vera")
    word = token_of(row)
    for name in ("registration", "change_registration", "registration_data"):
        answer = client.get(at(row, name))
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
    page = client.get(at(row)).content.decode()
    led = [part for part in page.split('href="')[1:] if word in part.partition('"')[0]]
    assert all(part.startswith(("/halland/forum/", "/en/halland/forum/")) for part in led)
    assert "sida=" not in page
    line = logging.LogRecord("laget", 40, "", 0, "fault at %s", (at(row)[:-30],), None)
    assert word[:20] not in Discreet().format(line)


def test_who_moves_takes_the_new_seat_before_the_old_is_let_go(client: Client, event: Event) -> None:
    vera, nils = come(event, "vera"), come(event, "nils")
    assert states(nils) == {"on_site": "waiting"}
    act(client, vera, "move", to=event.passes.get(kind="digital").pk)
    assert states(vera) == {"digital": "held"}
    assert states(nils) == {"on_site": "offered"}
    assert Message.objects.filter(to="nils@example.se", subject__contains="plats").exists()


def test_who_moves_to_what_is_full_waits_and_keeps_the_old_meanwhile(client: Client, event: Event) -> None:
    vera, nils = come(event, "vera"), come(event, "nils", "digital")
    act(client, vera, "move", to=event.passes.get(kind="digital").pk)
    assert states(vera) == {"on_site": "held", "digital": "waiting"}
    cancel(nils, now=timezone.now())
    assert states(vera) == {"on_site": "held", "digital": "offered"}
    act(client, vera, "take", hold=vera.holds.get(state="offered").pk)
    assert states(vera) == {"digital": "held"}
    assert event.passes.get(kind="on_site").taken == 0


def test_who_waits_may_take_part_otherwise_and_stay_in_the_list(client: Client, event: Event) -> None:
    come(event, "vera")
    nils = come(event, "nils")
    assert "plats 1 i listan" in client.get(at(nils)).content.decode()
    act(client, nils, "move", to=event.passes.get(kind="digital").pk, stays="on")
    assert states(nils) == {"on_site": "waiting", "digital": "held"}
    act(client, nils, "leave_list", hold=nils.holds.get(state="waiting").pk)
    assert states(nils) == {"digital": "held"}


def test_the_mails_say_what_there_is_a_seat_in_and_what_is_waited_for(event: Event) -> None:
    item = Session.objects.create(event=event, slug="spar", title="Ett spår")
    Pass.objects.create(event=event, kind="session", session=item, seats=1)
    meal = Pass.objects.create(event=event, kind="meal", title="Lunch")
    vera, nils = (come(event, name, more=meal.pk) for name in ("vera", "nils"))
    told = dict(Message.objects.exclude(subject__startswith="Bekräfta").values_list("to", "subject"))
    assert told[vera.email].startswith("Du är anmäld")
    assert told[nils.email].startswith("Du står i väntelistan")
    last = Message.objects.filter(to=vera.email).latest("pk")
    assert "På plats: Har plats\nLunch: Har plats\n" in last.text
    assert "På plats: Har plats<br>Lunch: Har plats" in last.html
    assert "Tid: 4 mars 2031, 09.00–17.00" in last.text
    set_seats(
        event.organisation, actor=None, to=event.passes.get(kind="on_site"), seats=2, now=timezone.now()
    )
    assert "Det gäller: På plats." in Message.objects.filter(to=nils.email).latest("pk").text
    assert [str(one) for one in event.passes.filter(kind="session")] == ["Ett spår"]


def test_an_offer_can_be_left_or_put_last(client: Client, event: Event) -> None:
    vera, nils, eva = come(event, "vera"), come(event, "nils"), come(event, "eva")
    act(client, vera, "cancel")
    assert (states(nils), states(eva)) == ({"on_site": "offered"}, {"on_site": "waiting"})
    act(client, nils, "last", hold=nils.holds.get().pk)
    assert (states(nils), states(eva)) == ({"on_site": "waiting"}, {"on_site": "offered"})
    act(client, eva, "leave", hold=eva.holds.get().pk)
    assert (states(nils), states(eva)) == ({"on_site": "offered"}, {})
    assert "Du har ingen plats" in client.get(at(eva)).content.decode()


def change(client: Client, row: Registration, **fields: Any) -> Any:
    known = {"name": row.name, "of": row.of, "sort": row.sort, "area": row.area}
    return client.post(at(row, "change_registration"), {**known, **fields})


def test_what_was_written_can_be_changed(client: Client, event: Event) -> None:
    vera = come(event, "vera", food="utan nötter")
    shown = client.get(at(vera, "change_registration")).content.decode()
    assert 'value="utan nötter"' in shown
    assert change(client, vera, name="Vera Annan", area="1380", access="ramp").status_code == 302
    vera.refresh_from_db()
    assert (vera.name, vera.area, vera.need.access, vera.need.food) == ("Vera Annan", "1380", "ramp", "")


def test_a_group_grows_where_there_are_seats_and_shrinks_for_those_who_wait(
    client: Client, event: Event
) -> None:
    Pass.objects.filter(event=event).update(seats=3)
    vera, nils = come(event, "vera", companions=("Ett Namn",)), come(event, "nils", companions=("Två Namn",))
    assert states(nils) == {"on_site": "waiting"}
    refused = change(client, vera, companions="Ett Namn\nEtt Till\nEtt Tredje")
    assert refused.status_code == 200
    assert change(client, vera, companions="Ett Namn\nEtt Till").status_code == 302
    assert event.passes.get(kind="on_site").taken == 3
    assert change(client, vera, companions="").status_code == 302
    assert states(nils) == {"on_site": "offered"}
    assert event.passes.get(kind="on_site").taken == 3


def test_a_change_that_does_not_fit_leaves_everything_as_it_was(client: Client, event: Event) -> None:
    vera = come(event, "vera")
    page = change(client, vera, name="Vera Annan", companions="Ett Namn").content.decode()
    assert "inte så många lediga platser" in page
    assert 'value="Vera Annan"' in page
    vera.refresh_from_db()
    assert (vera.name, vera.size, vera.companions.count()) == ("vera Exempel", 1, 0)


def test_a_page_of_ones_own_says_what_a_group_fits_in_and_what_it_has(client: Client, event: Event) -> None:
    Pass.objects.filter(event=event, kind="on_site").update(seats=2)
    item = Session.objects.create(event=event, slug="spar", title="Ett spår")
    to = Pass.objects.create(event=event, kind="session", session=item, seats=2)
    vera = come(event, "vera", more=to.pk, companions=("Ett Namn",))
    page = client.get(at(vera)).content.decode()
    assert "Det är fullsatt. Ställer du dig i listan" in page  # one digital seat is free, they are two
    assert "Ett spår" in page
    assert "har plats" in client.get(at(vera, "change_registration")).content.decode()
    nils = come(event, "nils")
    assert "Inga fler platser erbjuds" not in client.get(at(nils)).content.decode()
    Event.objects.update(registers_until=timezone.now() - timedelta(minutes=1))
    assert "Inga fler platser erbjuds" in client.get(at(nils)).content.decode()
    Event.objects.update(state=Event.State.CANCELLED)
    assert "Evenemanget är inställt." in client.get(at(vera)).content.decode()


def test_meals_follow_attendance(client: Client, event: Event) -> None:
    meal = Pass.objects.create(event=event, kind="meal", title="Lunch", seats=5)
    vera, nils = come(event, "vera"), come(event, "nils")
    for one in (vera, nils):
        assert change(client, one, meals=[meal.pk]).status_code == 302
    assert states(vera) == {"on_site": "held", "meal": "held"}
    assert states(nils) == {"on_site": "waiting", "meal": "waiting"}
    act(client, vera, "move", to=event.passes.get(kind="digital").pk)
    assert states(vera) == {"digital": "held"}
    act(client, nils, "take", hold=nils.holds.get(state="offered").pk)
    assert states(nils) == {"on_site": "held", "meal": "held"}
    meal.refresh_from_db()
    assert meal.taken == 1


def test_after_the_last_day_seats_are_given_back_but_not_taken(client: Client, event: Event) -> None:
    Pass.objects.filter(event=event).update(seats=3)
    vera = come(event, "vera", companions=("Ett Namn",))
    Event.objects.filter(pk=event.pk).update(registers_until=timezone.now() - timedelta(minutes=1))
    assert change(client, vera, companions="Ett Namn\nEtt Till").status_code == 200
    assert change(client, vera, companions="").status_code == 302
    act(client, vera, "move", to=event.passes.get(kind="digital").pk)
    assert states(vera) == {"on_site": "held"}


def test_the_digital_link_stands_there_when_it_has_been_sent_and_not_before(
    client: Client, event: Event
) -> None:
    DigitalLink.objects.create(event=event, address=LINK, text="Kom i god tid.")
    vera, nils = come(event, "vera", "digital"), come(event, "nils")
    everything = [at(one, name) for one in (vera, nils) for name in ("registration", "registration_data")]
    assert not any(LINK in client.get(one).content.decode() for one in everything)
    Registration.objects.update(link_sent_at=timezone.now())
    assert LINK in client.get(at(vera)).content.decode()
    assert LINK not in client.get(at(nils)).content.decode()


def test_all_that_is_held_can_be_taken_out(client: Client, event: Event) -> None:
    vera = come(event, "vera", food="utan nötter", companions=())
    answer = client.get(at(vera, "registration_data"))
    held = json.loads(answer.content)
    assert held["email"] == "vera@example.se"
    assert held["needs"] == {"food": "utan nötter", "access": ""}
    assert held["seats"][0]["state"] == "held"
    assert len(held["mails"]) == 2
    assert "attachment" in answer["Content-Disposition"]


def test_who_is_forgotten_leaves_nothing_and_the_seat_goes_on(client: Client, event: Event) -> None:
    vera, nils = come(event, "vera", food="utan nötter"), come(event, "nils")
    act(client, vera, "forget")
    assert not Registration.objects.filter(email="vera@example.se").exists()
    assert not Message.objects.filter(to="vera@example.se").exists()
    assert states(nils) == {"on_site": "offered"}
    entry = Entry.objects.get(action="forget_registration")
    assert "vera" not in f"{entry.subject} {entry.detail}".lower()
    assert client.get(at(vera)).status_code == 404


def test_who_has_cancelled_gives_the_seat_back_once(client: Client, event: Event) -> None:
    vera = come(event, "vera")
    for _ in range(2):
        act(client, vera, "cancel")
    assert event.passes.get(kind="on_site").taken == 0
    assert Message.objects.filter(to="vera@example.se").count() == 3


@pytest.mark.parametrize("hold", ["", "x", "9" * 30, "-1"])
def test_an_answer_to_what_is_not_offered_does_nothing(client: Client, event: Event, hold: str) -> None:
    vera = come(event, "vera")
    act(client, vera, "take", hold=hold)
    act(client, vera, "move", to=hold)
    act(client, vera, "what")
    assert states(vera) == {"on_site": "held"}
