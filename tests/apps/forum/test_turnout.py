"""What is counted of those who came stays as it was when they are forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.arrivals import check_in
from laget.apps.forum.actions.erasing import erase_person
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.registering import Given, confirm, forget, register
from laget.apps.forum.models import Event, Pass, Registration, Turnout
from laget.apps.forum.queries.statistics import Came, turnout_of

pytestmark = pytest.mark.django_db

BEFORE = datetime(2031, 3, 1, 8, tzinfo=UTC)
DAY = datetime(2031, 3, 4, 8, tzinfo=UTC)


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An event where a group of three, of whom two came, and one more who did not, have seats."""
    days = (OnDay(on=DAY.date(), starts=DAY, ends=DAY + timedelta(hours=8)),)
    row = add_event(halland, actor=None, wish=Wish(title="Provdagen", largest_group=3, days=days))
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    row.refresh_from_db()
    to = Pass.objects.get(event=row)
    for name, companions in (("Vera", ("Nils Ek", "Ida Ek")), ("Siv", ())):
        email = f"{name.lower()}@example.se"
        given = Given(
            name=name, email=email, passes=(to.pk,), sort="society", area="1380", companions=companions
        )
        register(row, given=given, now=BEFORE)
        confirm(Registration.objects.get(event=row, email=email), now=BEFORE)
    check_in(halland, actor=None, registration=of(row, "vera"), people=2, now=DAY)
    return row


def of(event: Event, name: str) -> Registration:
    return Registration.objects.get(event=event, email=f"{name}@example.se")


def total(event: Event) -> Came:
    return turnout_of(Event.objects.get(pk=event.pk)).total


def test_who_came_and_is_forgotten_is_counted_still(event: Event) -> None:
    before = total(event)
    assert (before.registered, before.came) == (4, 2)
    forget(of(event, "vera"), now=DAY + timedelta(hours=3))
    assert total(event) == before
    row = Turnout.objects.get(event=event)
    assert (row.form, row.sort, row.area, row.registered, row.came) == ("on_site", "society", "1380", 3, 2)


def test_who_is_forgotten_when_it_is_over_had_a_seat_still(event: Event) -> None:
    forget(of(event, "siv"), now=DAY + timedelta(days=1))
    assert (total(event).registered, total(event).came) == (4, 2)


def test_who_is_forgotten_before_the_day_is_not_counted(event: Event) -> None:
    forget(of(event, "siv"), now=DAY - timedelta(days=1))
    assert (total(event).registered, total(event).came) == (3, 2)
    assert not Turnout.objects.exists()


def test_a_group_that_loses_somebody_is_counted_as_it_came(halland: Organisation, event: Event) -> None:
    for name in ("Nils Ek", "Ida Ek"):
        erase_person(halland, actor=None, email="ingen@example.se", name=name, now=DAY + timedelta(days=1))
        assert (total(event).registered, total(event).came) == (4, 2)
    vera = of(event, "vera")
    assert (vera.size, vera.arrived) == (1, 1)
