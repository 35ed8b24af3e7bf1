"""Many at once: real requests to several servers, and thousands of acts from several processes.

Each is tried with the guard of the seats taken away as well, and must then fail: else it tells nothing.
"""

import http.client
import os
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import OnDay, Wish, add_event, set_seats
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.open import stamp
from laget.apps.forum.jobs import look_after_seats
from laget.apps.forum.models import Event, Hold, Pass, Registration, Session
from laget.apps.forum.queries.registrations import place_in_list, token_of
from laget.apps.mail.models import Message
from tests.apps.forum.rules import broken
from tests.apps.forum.serving import Beginner, servers, stepping

PROCESSES = 2
READERS = 24  # who click at the same time
FORM = "application/x-www-form-urlencoded"
ROUND = 200
ACTS = int(os.environ.get("LAGET_RACE_ACTS", ROUND))  # by requests; on a desk 10,000 are asked for by hand


@pytest.fixture(scope="module")
def beginner(django_db_setup: None) -> Iterator[Beginner]:
    """A process that starts the others quickly, upon the test's database."""
    with Beginner() as one:
        yield one


@pytest.fixture
def event(committed: None) -> Event:
    """An open event on site and digitally, committed, so that other processes see it."""
    halland = Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
    now = timezone.now()
    row = add_event(
        halland,
        actor=None,
        wish=Wish(
            title="Provdagen",
            form=Event.Form.BOTH,
            largest_group=3,
            registers_until=now + timedelta(days=890),
            days=(OnDay(on=(now + timedelta(days=900)).date()),),
        ),
    )
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    row.refresh_from_db()
    return row


@pytest.fixture
def unchecked() -> Iterator[None]:
    """A database without the check beneath the guard; it is back when the rows are gone."""
    known = Pass._meta.constraints
    check = next(one for one in known if one.name == "no_more_taken_than_there_are")
    Pass._meta.constraints = [one for one in known if one is not check]  # SQLite makes the table of these
    with connection.schema_editor() as editor:
        editor.remove_constraint(Pass, check)
    yield
    Event.objects.all().delete()
    Pass._meta.constraints = known
    with connection.schema_editor() as editor:
        editor.add_constraint(Pass, check)


def seats(event: Event, kind: str, number: int) -> Pass:
    Pass.objects.filter(event=event, kind=kind).update(seats=number)
    return event.passes.get(kind=kind)


def at_once(things: list[Callable[[], int]]) -> Counter[int]:
    """Do all from a few threads that begin together; returns how often each came out."""
    waiting, lock = iter(things), threading.Lock()
    gate, came = threading.Barrier(READERS), Counter[int]()

    def work() -> None:
        gate.wait()
        while True:
            with lock:
                thing = next(waiting, None)
            if thing is None:
                return
            outcome = thing()
            with lock:
                came[outcome] += 1

    threads = [threading.Thread(target=work) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


class Browser:
    """Somebody's browser, with the cookie and the token of a form it was shown."""

    def __init__(self, ports: list[int], shown: str) -> None:
        self.ports = cycle(ports)
        with closing(http.client.HTTPConnection("127.0.0.1", ports[0], timeout=60)) as line:
            line.request("GET", shown)
            answer = line.getresponse()
            page = answer.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, page
        self.token = token[1]
        self.cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]

    def post(self, path: str, **fields: str) -> int:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        with closing(http.client.HTTPConnection("127.0.0.1", next(self.ports), timeout=60)) as line:
            line.request("POST", path, body, {"Content-Type": FORM, "Cookie": self.cookie})
            answer = line.getresponse()
            answer.read()
        return answer.status


def click(event: Event, ports: list[int], *, clicks: int, there_are: int) -> None:
    """Let so many register at once; raises AssertionError unless exactly the seats are given, others wait."""
    to = event.passes.get(kind="on_site")
    form = reverse("register", args=[event.organisation.slug, event.slug])
    browser = Browser(ports, form)
    when = stamp(event, now=timezone.now() - timedelta(minutes=1))

    def one(number: int) -> Callable[[], int]:
        fields = {"name": "Vera Exempel", "email": f"{number}@example.se", "when": when}
        return lambda: browser.post(form, **fields, attendance=str(to.pk))

    came = at_once([one(number) for number in range(clicks)])
    assert came == {302: clicks}
    states = Counter(Hold.objects.filter(to=to).values_list("state", flat=True))
    assert states == {"held": there_are, "waiting": clicks - there_are}
    to.refresh_from_db()
    assert to.taken == there_are
    Registration.objects.update(state="confirmed")
    waiting = Hold.objects.filter(to=to, state="waiting").order_by("since", "pk")
    assert [place_in_list(one) for one in waiting[:5]] == [1, 2, 3, 4, 5]
    assert place_in_list(waiting[len(waiting) - 1]) == clicks - there_are
    letters = Counter(Message.objects.values_list("about", flat=True))
    assert len(letters) == clicks
    assert set(letters.values()) == {1}


def test_five_hundred_clicks_for_a_hundred_seats_give_a_hundred(event: Event, beginner: Beginner) -> None:
    seats(event, "on_site", 100)
    with servers(beginner, PROCESSES) as ports:
        click(event, ports, clicks=500, there_are=100)
        cancel_at_once(event, ports, number=40)
        act_at_once(event, ports, acts=ACTS)


def cancel_at_once(event: Event, ports: list[int], *, number: int) -> None:
    """Let some cancel, each twice, while others register: the first in the list are offered the seats."""
    to = event.passes.get(kind="on_site")
    first = list(Hold.objects.filter(to=to, state="waiting").order_by("since", "pk")[:number])
    leaving = Registration.objects.filter(holds__to=to, holds__state="held")[:number]
    form = reverse("register", args=[event.organisation.slug, event.slug])
    browser = Browser(ports, form)
    when = stamp(event, now=timezone.now() - timedelta(minutes=1))
    links = [
        reverse("registration", args=[event.organisation.slug, event.slug, token_of(one)])
        for one in leaving.select_related("event")
    ]

    def leave(link: str) -> Callable[[], int]:
        return lambda: browser.post(link, act="cancel")

    def come(number: int) -> Callable[[], int]:
        fields = {"name": "Nils Exempel", "email": f"ny{number}@example.se", "when": when}
        return lambda: browser.post(form, **fields, attendance=str(to.pk))

    clicks = [leave(link) for link in links for _ in range(2)]
    clicks += [come(number) for number in range(number // 2)]
    assert set(at_once(clicks)) == {302}
    offered = Hold.objects.filter(to=to, state="offered")
    assert set(offered.values_list("pk", flat=True)) == {one.pk for one in first}
    assert not Hold.objects.filter(to=to, state="held", registration__email__startswith="ny").exists()


def act_at_once(event: Event, ports: list[int], *, acts: int) -> None:
    """Let people register, confirm, move, answer and cancel, while seats change and offers run out.

    By real requests, but for the organiser and the night job. After each round every rule must hold.
    """
    chance = random.Random(1)  # noqa: S311 - a test's, the same each time
    seats(event, "digital", 30)
    for _ in range(acts // ROUND):
        things = Round(event, ports, chance).things()
        assert set(at_once(things)) <= {200, 302, 404}, "none is a fault of ours"
        assert broken(event, now=datetime.min.replace(tzinfo=UTC)) == []


class Round:
    """What may be done at once, of those who are registered and offered something as it begins."""

    def __init__(self, event: Event, ports: list[int], chance: random.Random) -> None:
        self.event, self.chance = event, chance
        self.form = reverse("register", args=[event.organisation.slug, event.slug])
        self.browser = Browser(ports, self.form)
        self.when = stamp(event, now=timezone.now() - timedelta(minutes=1))
        self.passes = list(event.passes.select_related("event__organisation"))
        rows = Registration.objects.filter(event=event).select_related("event__organisation")
        self.people = list(rows.exclude(state="cancelled"))
        offers = Hold.objects.filter(to__event=event, state="offered")
        self.offers = list(offers.select_related("registration__event__organisation"))

    def things(self) -> list[Callable[[], int]]:
        """Return what is done in a round, in the order that chance gives it."""
        known = [self.come, self.come, self.come, self.answer, self.leave, self.move, self.change]
        things = [self.look_after] * (ROUND // 40)
        things += [self.chance.choice(known)() for _ in range(ROUND - len(things))]
        self.chance.shuffle(things)
        return things

    def _post(self, who: Registration, **fields: str) -> Callable[[], int]:
        link = reverse("registration", args=[self.event.organisation.slug, self.event.slug, token_of(who)])
        return lambda: self.browser.post(link, **fields)

    def come(self) -> Callable[[], int]:
        """Somebody registers, anew perhaps."""
        email = f"{self.chance.randrange(600)}@example.se"
        to = str(self.chance.choice(self.passes).pk)
        fields = {"name": "Vera Exempel", "email": email, "when": self.when, "attendance": to}
        return lambda: self.browser.post(self.form, **fields)

    def leave(self) -> Callable[[], int]:
        """Somebody confirms, or cancels."""
        return self._post(self.chance.choice(self.people), act=self.chance.choice(["confirm", "cancel"]))

    def move(self) -> Callable[[], int]:
        """Somebody wants to take part in the other form, or the same."""
        return self._post(
            self.chance.choice(self.people), act="move", to=str(self.chance.choice(self.passes).pk)
        )

    def answer(self) -> Callable[[], int]:
        """Somebody takes what they are offered, or stands last in the list."""
        if not self.offers:
            return self.leave()
        one = self.chance.choice(self.offers)
        return self._post(one.registration, act=self.chance.choice(["take", "last"]), hold=str(one.pk))

    def change(self) -> Callable[[], int]:
        """The organiser finds more seats, or fewer."""
        to, number = self.chance.choice(self.passes), self.chance.randrange(20, 120)

        def work() -> int:
            with closing(connection), suppress(Unfit):  # of this thread; fewer than are taken
                set_seats(self.event.organisation, actor=None, to=to, seats=number, now=timezone.now())
            return 302

        return work

    def look_after(self) -> int:
        """The night job comes by when offers have run out."""
        with closing(connection):
            look_after_seats(timezone.now() + timedelta(hours=25))
        return 302


def test_clicks_are_too_many_without_the_guard(event: Event, unchecked: None, beginner: Beginner) -> None:
    seats(event, "on_site", 10)
    with servers(beginner, PROCESSES, unguarded=True) as ports, pytest.raises(AssertionError):
        click(event, ports, clicks=40, there_are=10)
    assert Hold.objects.filter(state="held").count() > 10


def with_more_to_choose(event: Event) -> None:
    seats(event, "on_site", 12)
    seats(event, "digital", 8)
    Pass.objects.create(event=event, kind="meal", title="Lunch", seats=8)
    item = Session.objects.create(event=event, slug="spar", title="Ett spår")
    Pass.objects.create(event=event, kind="session", session=item, seats=5)


def test_ten_thousand_acts_by_chance_keep_every_rule(event: Event, beginner: Beginner) -> None:
    with_more_to_choose(event)
    assert stepping(beginner, PROCESSES, steps=10_000 // PROCESSES) == ["", ""]
    assert broken(event, now=timezone.now()) == []


def test_acts_by_chance_break_the_rules_without_the_guard(
    event: Event, unchecked: None, beginner: Beginner
) -> None:
    with_more_to_choose(event)
    found = stepping(beginner, PROCESSES, steps=300, unguarded=True)
    assert "are taken" in "".join(found)
