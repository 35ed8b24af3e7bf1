"""The guard of the seats, the check beneath it, and what a group is given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import (
    OnDay,
    Wish,
    add_event,
    change_event,
    decide_event,
    set_seats,
    wish_of,
)
from laget.apps.forum.actions.registering import Given, cancel, confirm, register
from laget.apps.forum.actions.seats import take
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.registration import RegistrationForm
from laget.apps.forum.models import Event, Hold, Pass, Registration
from laget.apps.forum.queries.events import is_full
from laget.apps.mail.models import Message
from laget.ui.choices import called_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def on_site(halland: Organisation) -> Pass:
    """Attendance with three seats, in groups of up to three."""
    wish = Wish(title="Prov", largest_group=3, days=(OnDay(on=(NOW + timedelta(days=30)).date()),))
    event = add_event(halland, actor=None, wish=wish)
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED)
    Pass.objects.filter(event=event).update(seats=3)
    return Pass.objects.select_related("event__organisation").get(event=event)


def come(to: Pass, name: str, size: int = 1) -> Registration:
    given = Given(
        name="Vera Exempel",
        email=f"{name}@example.se",
        passes=(to.pk,),
        companions=("Nils Exempel",) * (size - 1),
    )
    register(to.event, given=given, now=NOW)
    row = Registration.objects.select_related("event__organisation").get(email=given.email)
    confirm(row, now=NOW)
    return row


def state(row: Registration) -> str:
    return Hold.objects.get(registration=row).state


def test_seats_are_taken_together_or_not_at_all(on_site: Pass) -> None:
    assert take(on_site, 2)
    assert not take(on_site, 2)
    assert take(on_site, 1)
    assert not take(on_site, 1)


def test_the_database_refuses_more_than_there_are(on_site: Pass) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pass.objects.filter(pk=on_site.pk).update(taken=4)


def test_no_seats_stated_is_no_limit_and_none_at_all_is_none(on_site: Pass) -> None:
    Pass.objects.filter(pk=on_site.pk).update(seats=None)
    assert take(on_site, 1000)
    Pass.objects.filter(pk=on_site.pk).update(seats=0, taken=0)
    assert not take(on_site, 1)


def test_a_larger_group_waits_on_while_a_smaller_behind_it_is_offered_a_seat(on_site: Pass) -> None:
    first, second = come(on_site, "ett", 2), come(on_site, "tva")
    large, small = come(on_site, "stor", 3), come(on_site, "liten")
    cancel(second, now=NOW)
    assert (state(large), state(small)) == ("waiting", "offered")
    cancel(first, now=NOW)
    assert state(large) == "waiting"
    cancel(small, now=NOW)
    assert state(large) == "offered"


def test_more_seats_are_offered_at_once_and_fewer_than_taken_refused(
    halland: Organisation, on_site: Pass
) -> None:
    come(on_site, "ett", 3)
    second = come(on_site, "tva", 2)
    set_seats(halland, actor=None, to=on_site, seats=4, now=NOW)
    assert state(second) == "waiting"
    set_seats(halland, actor=None, to=on_site, seats=5, now=NOW)
    assert state(second) == "offered"
    with pytest.raises(Unfit):
        set_seats(halland, actor=None, to=on_site, seats=4, now=NOW)
    cancel(second, now=NOW)
    assert set_seats(halland, actor=None, to=on_site, seats=3, now=NOW).seats == 3
    third = come(on_site, "tre", 2)
    set_seats(halland, actor=None, to=on_site, seats=None, now=NOW)
    assert state(third) == "offered"
    with pytest.raises(Unfit, match="5 seats are taken"):
        set_seats(halland, actor=None, to=on_site, seats=0, now=NOW)
    assert set_seats(halland, actor=None, to=on_site, seats=5, now=NOW).seats == 5


def test_what_was_given_back_when_nothing_was_offered_is_offered_when_it_can_be_again(
    halland: Organisation, on_site: Pass
) -> None:
    first, second = come(on_site, "ett", 2), come(on_site, "tva", 2)
    event = Event.objects.get(pk=on_site.event_id)
    wish = wish_of(event)
    shut, moved = (replace(wish, registers_until=timezone.now() + timedelta(days=days)) for days in (-1, 1))
    change_event(halland, actor=None, event=event, wish=shut, revision=None)
    cancel(Registration.objects.select_related("event__organisation").get(pk=first.pk), now=timezone.now())
    assert state(second) == "waiting"
    change_event(halland, actor=None, event=event, wish=moved, revision=None)
    assert state(second) == "offered"
    assert Message.objects.filter(subject__startswith="Det finns platser").count() == 1


def test_a_cancelled_event_that_is_on_again_offers_what_is_free(halland: Organisation, on_site: Pass) -> None:
    first, second = come(on_site, "ett", 2), come(on_site, "tva", 2)
    far = timezone.now() + timedelta(days=30)
    Event.objects.filter(pk=on_site.event_id).update(registers_until=far)
    for decided, expected in ((Event.State.CANCELLED, "waiting"), (Event.State.PUBLISHED, "offered")):
        decide_event(halland, actor=None, event=on_site.event, state=decided, revision=None)
        row = Registration.objects.select_related("event__organisation").get(pk=first.pk)
        cancel(row, now=timezone.now())
        assert state(second) == expected


def test_a_form_that_the_event_no_longer_has_is_kept_by_who_has_it_and_chosen_by_nobody(
    halland: Organisation, on_site: Pass
) -> None:
    vera = come(on_site, "vera")
    wish = replace(wish_of(on_site.event), form=Event.Form.DIGITAL)
    event = change_event(halland, actor=None, event=on_site.event, wish=wish, revision=None)
    assert state(vera) == "held"
    with pytest.raises(Unfit):
        come(Pass.objects.select_related("event__organisation").get(pk=on_site.pk), "nils")
    form = RegistrationForm(Event.objects.get(pk=event.pk), now=NOW)
    assert list(called_in(form.fields["attendance"]).values()) == ["Digitalt"]
    assert not is_full(event)


def test_who_begins_anew_leaves_no_mail_behind(on_site: Pass) -> None:
    cancel(come(on_site, "vera"), now=NOW)
    again = come(on_site, "vera")
    assert set(Message.objects.values_list("about", flat=True)) == {f"registration:{again.pk}"}


def test_a_seat_given_back_asks_the_same_however_many_wait(on_site: Pass) -> None:
    asked = []
    for others in (1, 4):
        first = come(on_site, f"sitter-{others}", 3)
        for number in range(others):
            come(on_site, f"{others}-{number}")
        Registration.objects.exclude(pk=first.pk).update(size=3)
        Hold.objects.update(size=3)
        with CaptureQueriesContext(connection) as seen:
            cancel(first, now=NOW)
        asked.append(len(seen))
        Registration.objects.all().delete()
        Pass.objects.update(taken=0)
    assert asked[0] == asked[1]
