"""What is done in its time: offers go on, who has not confirmed gives way, and vanishes by decision."""

from datetime import UTC, date, datetime, timedelta

import pytest

from laget.apps.accounts.models import Deletion, Organisation, Retention
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.registering import Given, cancel, confirm, register
from laget.apps.forum.jobs import delete_old, look_after_seats
from laget.apps.forum.models import Event, Hold, Knock, Pass, Registration
from laget.apps.mail.models import Message

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
UNTIL = NOW + timedelta(days=20)


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An open event with one seat on site."""
    wish = Wish(
        title="Provdagen",
        registers_until=UNTIL,
        days=(OnDay(on=(NOW + timedelta(days=30)).date()),),
    )
    row = add_event(halland, actor=None, wish=wish)
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    Pass.objects.filter(event=row).update(seats=1)
    row.refresh_from_db()
    return row


def come(event: Event, name: str, *, now: datetime, confirms: bool = True) -> Registration:
    to = event.passes.get()
    given = Given(name=f"{name} Exempel", email=f"{name}@example.se", passes=(to.pk,))
    register(event, given=given, now=now)
    row = Registration.objects.select_related("event__organisation").get(email=given.email)
    if confirms:
        confirm(row, now=now)
    return row


def state(row: Registration) -> str:
    return Hold.objects.filter(registration=row).values_list("state", flat=True).first() or ""


def test_an_offer_that_nobody_answers_goes_on_by_itself(event: Event) -> None:
    first, second, third = (come(event, name, now=NOW) for name in ("vera", "nils", "eva"))
    cancel(first, now=NOW)
    assert look_after_seats(NOW + 23 * HOUR) == 0
    assert state(second) == "offered"
    assert look_after_seats(NOW + 25 * HOUR) == 1
    assert (state(second), state(third)) == ("", "offered")
    assert look_after_seats(NOW + 25 * HOUR) == 0
    told = Message.objects.filter(to="nils@example.se").order_by("-pk").first()
    assert told is not None
    assert "gått ut" in told.subject


def test_offers_stop_at_the_last_day(event: Event) -> None:
    first, second, third = (come(event, name, now=NOW) for name in ("vera", "nils", "eva"))
    cancel(first, now=UNTIL - HOUR)
    assert Hold.objects.get(registration=second).answer_by == UNTIL
    look_after_seats(UNTIL + HOUR)
    assert (state(second), state(third)) == ("", "waiting")
    assert event.passes.get().taken == 0


def test_who_does_not_confirm_within_the_hour_gives_way_to_those_who_wait(event: Event) -> None:
    slow = come(event, "vera", now=NOW, confirms=False)
    quick = come(event, "nils", now=NOW)
    assert look_after_seats(NOW + HOUR / 2) == 0
    assert look_after_seats(NOW + HOUR) == 1
    assert (state(slow), state(quick)) == ("waiting", "offered")
    confirm(slow, now=NOW + 2 * HOUR)
    assert state(slow) == "waiting"


def test_who_does_not_confirm_keeps_the_seat_while_nobody_waits(event: Event) -> None:
    slow = come(event, "vera", now=NOW, confirms=False)
    come(event, "nils", now=NOW, confirms=False)
    assert look_after_seats(NOW + 50 * HOUR) == 0
    confirm(slow, now=NOW + 51 * HOUR)
    assert state(slow) == "held"


def test_who_confirms_while_a_seat_is_free_has_it_at_once(event: Event) -> None:
    first = come(event, "vera", now=NOW)
    second = come(event, "nils", now=NOW, confirms=False)
    cancel(first, now=NOW)
    assert state(second) == "waiting"
    confirm(second, now=NOW)
    assert state(second) == "held"


def test_nothing_unconfirmed_vanishes_without_a_decision(event: Event) -> None:
    come(event, "vera", now=NOW, confirms=False)
    assert delete_old(NOW + timedelta(days=4000)) == 0


def test_unconfirmed_vanish_by_decision_with_their_mails_and_are_counted(
    halland: Organisation, event: Event
) -> None:
    Retention.objects.create(
        organisation=halland, what="unconfirmed", days=7, decision="RS 2026-1", decided=date(2026, 1, 9)
    )
    come(event, "vera", now=NOW, confirms=False)
    kept = come(event, "nils", now=NOW)
    assert delete_old(NOW + timedelta(days=6)) == 0
    assert [delete_old(NOW + timedelta(days=8)) for _ in range(2)] == [1, 0]
    assert list(Registration.objects.all()) == [kept]
    assert state(kept) == "offered"
    assert not Message.objects.filter(to="vera@example.se").exists()
    assert Deletion.objects.get().count == 1


def test_counts_of_tries_are_gone_after_two_hours(event: Event) -> None:
    come(event, "vera", now=NOW)
    assert Knock.objects.exists()
    delete_old(NOW + 4 * HOUR)
    assert not Knock.objects.exists()
