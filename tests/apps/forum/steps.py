"""Acts by chance of many people upon one event, each a call of an action: a site without its pages."""

import random
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from laget.apps.forum.actions.events import set_seats
from laget.apps.forum.actions.registering import Given, NotOpen, cancel, confirm, forget, register
from laget.apps.forum.actions.selfservice import NotNow, answer_offer, change, leave_list, move
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.jobs import look_after_seats
from laget.apps.forum.models import Event, Hold, Registration
from laget.apps.forum.queries.events import event_to_register_to
from laget.core.words.said import Said
from tests.apps.forum.rules import broken

Row = TypeVar("Row", bound=Model)
PEOPLE = 40
EACH = 250  # steps between two looks at the rules
REFUSALS = (NotOpen, NotNow, Unfit)
ACTS = {
    "register": 22,
    "confirm": 18,
    "cancel": 9,
    "forget": 2,
    "answer": 14,
    "move": 10,
    "change": 5,
    "leave": 4,
    "seats": 8,
    "jobs": 18,
}


class Steps:
    """Somebody who does one thing after the other, by chance, beside others who do the same."""

    def __init__(self, *, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a test's, the same each time
        self.seed = seed
        first = Event.objects.select_related("organisation").get()
        # Read once, as a page reads it at each click: nothing here changes the event itself.
        self.event = event_to_register_to(first.organisation, first.slug, viewer=None)
        self.passes = list(self.event.passes.all())
        self.now = timezone.now()
        self.done: dict[str, int] = dict.fromkeys(ACTS, 0)

    def take(self, steps: int) -> None:
        """Take so many steps; raises AssertionError with the rules that are broken."""
        names, weights = list(ACTS), list(ACTS.values())
        for step in range(steps):
            self.now += timedelta(minutes=self.chance.randrange(8))
            act = self.chance.choices(names, weights)[0]
            try:
                getattr(self, act)()
            except REFUSALS:
                continue
            else:
                self.done[act] += 1
            if step % EACH == 0:
                self.look()
        self.look()
        assert all(self.done.values()), f"something was never done: {self.done}"

    def look(self) -> None:
        """Look at the rules, as far as others have come in time."""
        found = broken(self.event, now=datetime.min.replace(tzinfo=self.now.tzinfo))
        assert not found, found

    def register(self) -> None:
        """Somebody registers, again perhaps, alone or with others."""
        size = self.chance.choice((1, 1, 1, 2, 3))
        attend = self.chance.choice([one for one in self.passes if one.kind in {"on_site", "digital"}])
        extras = [
            one for one in self.passes if one.kind in {"meal", "session"} and self.chance.random() < 0.4
        ]
        if attend.kind == "digital":
            extras = [one for one in extras if one.kind != "meal"]
        register(
            self.event,
            given=self.given(size, passes=tuple(one.pk for one in (attend, *extras))),
            now=self.now,
        )

    def given(self, size: int, *, passes: tuple[int, ...], email: str = "") -> Given:
        """What somebody writes."""
        number = self.chance.randrange(PEOPLE)
        return Given(
            name="Vera Exempel",
            email=email or f"{number}@example.se",
            passes=passes,
            companions=("Nils Exempel",) * (size - 1),
        )

    def somebody(self, *states: str) -> Registration:
        """Return somebody registered, as they see themselves; raises Unfit where there is nobody."""
        rows = Registration.objects.filter(event=self.event)
        row = self.one_of(rows.filter(state__in=states) if states else rows)
        row.event = self.event
        return row

    def a_hold(self, state: str) -> Hold:
        """Return a hold in a state; raises Unfit where there is none."""
        row = self.one_of(Hold.objects.filter(to__in=self.passes, state=state).select_related("registration"))
        row.registration.event = self.event
        return row

    def one_of(self, rows: QuerySet[Row]) -> Row:
        """Return one of the rows by chance; raises NotNow where there is none, or it went meanwhile."""
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        one = rows.filter(pk=self.chance.choice(found)).first() if found else None
        if one is None:
            raise NotNow(Said("ingen", "nobody"))
        return one

    def confirm(self) -> None:
        """Somebody confirms."""
        confirm(self.somebody("unconfirmed"), now=self.now)

    def cancel(self) -> None:
        """Somebody cancels, twice perhaps."""
        one = self.somebody()
        cancel(one, now=self.now)
        if self.chance.random() < 0.2:
            cancel(one, now=self.now)

    def forget(self) -> None:
        """Somebody is forgotten."""
        forget(self.somebody(), now=self.now)

    def answer(self) -> None:
        """Somebody takes, leaves or puts off what they are offered."""
        one = self.a_hold("offered")
        answer = self.chance.choice(("take", "take", "leave", "last"))
        answer_offer(one.registration, offered=one, answer=answer, now=self.now)

    def leave(self) -> None:
        """Somebody leaves a list."""
        one = self.a_hold("waiting")
        leave_list(one.registration, waiting=one, now=self.now)

    def move(self) -> None:
        """Somebody wants to take part in the other form."""
        to = self.chance.choice([one for one in self.passes if one.kind in {"on_site", "digital"}])
        move(self.somebody("confirmed"), to=to, stays=self.chance.random() < 0.5, now=self.now)

    def change(self) -> None:
        """Somebody comes with more or fewer, and chooses other meals and items."""
        extras = tuple(
            one.pk for one in self.passes if one.kind in {"meal", "session"} and self.chance.random() < 0.5
        )
        one = self.somebody("confirmed")
        given = self.given(self.chance.choice((1, 2, 3)), passes=extras, email=one.email)
        change(one, given=given, now=self.now)

    def seats(self) -> None:
        """The organiser finds more seats, or fewer."""
        to = self.chance.choice(self.passes)
        seats = self.chance.randrange(4, 16)
        set_seats(self.event.organisation, actor=None, to=to, seats=seats, now=self.now)

    def jobs(self) -> None:
        """The night job comes by."""
        look_after_seats(self.now)
