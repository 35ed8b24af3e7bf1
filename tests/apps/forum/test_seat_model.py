"""The seats as they are kept, beside a plain model of the same law: any acts leave both alike."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import OnDay, Wish, add_event, set_seats
from laget.apps.forum.actions.registering import Given, cancel, confirm, register
from laget.apps.forum.actions.selfservice import answer_offer, move
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.jobs import pass_on_offers
from laget.apps.forum.models import Event, Hold, Pass, Registration, Session
from tests.apps.forum.rules import broken
from tests.apps.forum.seat_model import ATTENDS, OFFERED, Hall

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
UNTIL = 100  # hours
ORDER = ("on_site", "digital", "meal", "session")


def new_event() -> Event:
    number = Organisation.objects.count()
    region = Organisation.objects.create(slug=f"region-{number}", name="Exempelregionen", area="13")
    wish = Wish(
        title="Prov",
        form=Event.Form.BOTH,
        largest_group=3,
        registers_until=START + timedelta(hours=UNTIL),
        days=(OnDay(on=(START + timedelta(days=30)).date()),),
    )
    row = add_event(region, actor=None, wish=wish)
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    row.refresh_from_db()
    item = Session.objects.create(event=row, slug="spar", title="Ett spår")
    Pass.objects.create(event=row, kind="meal", title="Lunch")
    Pass.objects.create(event=row, kind="session", session=item)
    return row


class Seats(RuleBasedStateMachine):
    """Acts of many upon one event and its model."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.event = new_event()
        self.hall = Hall(
            seats={"on_site": 2, "digital": 1, "meal": 2, "session": 1}, until=UNTIL, order=ORDER
        )
        self.passes = {one.kind: one for one in self.event.passes.all()}
        for kind, number in self.hall.seats.items():
            Pass.objects.filter(event=self.event, kind=kind).update(seats=number)
        self.hours, self.acts, self.people = 0, 0, 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def now(self) -> datetime:
        """Each act comes a little later than the one before, so that lists have an order."""
        self.acts += 1
        return START + timedelta(hours=self.hours, microseconds=self.acts)

    def row(self, who: int) -> Registration:
        rows = Registration.objects.select_related("event__organisation")
        return rows.get(event=self.event, email=f"{who}@example.se")

    @initialize(sizes=st.lists(st.integers(1, 2), min_size=5, max_size=6), form=st.sampled_from(ATTENDS))
    def many_come(self, sizes: list[int], form: str) -> None:
        """More have registered and confirmed than there are seats."""
        for size in sizes:
            self.register(size, form, meal=form == "on_site", item=size == 1)
            confirm(self.row(self.people), now=self.now())
            self.hall.confirm(self.people, self.hours)

    @rule(size=st.integers(1, 3), form=st.sampled_from(ATTENDS), meal=st.booleans(), item=st.booleans())
    def somebody_comes(self, size: int, form: str, meal: bool, item: bool) -> None:
        self.register(size, form, meal=meal, item=item)

    def register(self, size: int, form: str, *, meal: bool, item: bool) -> None:
        if self.hours >= UNTIL:
            return
        self.people += 1
        kinds = [form, *(["meal"] if meal and form == "on_site" else []), *(["session"] if item else [])]
        given = Given(
            name="Vera Exempel",
            email=f"{self.people}@example.se",
            passes=tuple(self.passes[kind].pk for kind in kinds),
            companions=("Nils Exempel",) * (size - 1),
        )
        register(self.event, given=given, now=self.now())
        self.hall.register(self.people, size, kinds)

    @precondition(lambda self: self.hall.sizes)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(self.hall.sizes)))
        if who not in self.hall.confirmed:
            confirm(self.row(who), now=self.now())
            self.hall.confirm(who, self.hours)

    @precondition(lambda self: self.hall.sizes)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(self.hall.sizes)))
        cancel(self.row(who), now=self.now())
        self.hall.cancel(who, self.hours)

    @precondition(lambda self: any(one.state == OFFERED for one in self.hall.places))
    @rule(data=st.data(), answer=st.sampled_from(["take", "leave", "last"]))
    def answer(self, data: st.DataObject, answer: str) -> None:
        offered = [one for one in self.hall.places if one.state == OFFERED]
        one = data.draw(st.sampled_from(offered))
        row, now = self.row(one.who), self.now()
        hold = Hold.objects.get(registration=row, to=self.passes[one.kind])
        assert one.answer_by is not None
        stands = self.hours < one.answer_by
        assert answer_offer(row, offered=hold, answer=answer, now=now) == stands
        if stands:
            self.hall.answer(one, answer, self.hours)

    @precondition(lambda self: self.hall.confirmed)
    @rule(data=st.data(), form=st.sampled_from(ATTENDS), stays=st.booleans())
    def move(self, data: st.DataObject, form: str, stays: bool) -> None:
        who = data.draw(st.sampled_from(sorted(self.hall.confirmed)))
        if self.hours < UNTIL:
            move(self.row(who), to=self.passes[form], stays=stays, now=self.now())
            self.hall.move(who, form, stays=stays, now=self.hours)

    @rule(kind=st.sampled_from(ORDER), seats=st.integers(0, 6) | st.none())
    def change_seats(self, kind: str, seats: int | None) -> None:
        try:
            set_seats(self.event.organisation, actor=None, to=self.passes[kind], seats=seats, now=self.now())
            could = True
        except Unfit:
            could = False
        assert self.hall.set_seats(kind, seats, self.hours) == could

    @rule(hours=st.sampled_from([1, 10, 25]))
    def wait(self, hours: int) -> None:
        self.hours += hours
        pass_on_offers(self.now())
        self.hall.expire(self.hours)

    @invariant()
    def both_are_alike(self) -> None:
        rows = Hold.objects.filter(to__event=self.event).select_related("to", "registration")
        kept = sorted((one.registration.email, one.to.kind, one.state) for one in rows)
        told = sorted((f"{one.who}@example.se", one.kind, one.state) for one in self.hall.places)
        assert kept == told
        for kind, one in self.passes.items():
            one.refresh_from_db()
            assert (one.seats, one.taken) == (self.hall.seats[kind], self.hall.taken(kind))
        assert broken(self.event, now=self.now()) == []


@pytest.mark.django_db
def test_seats_are_kept_as_the_plain_law_says() -> None:
    run_state_machine_as_test(
        Seats,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
