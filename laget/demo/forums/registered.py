"""Those who have registered for the example's events, made by a loop; counts are left of a past event."""

from secrets import token_hex
from typing import Any

from django.db import transaction
from django.utils import timezone

from laget.apps.forum.actions.seats import hold
from laget.apps.forum.models import Event, Need, Pass, Registration, Turnout

SORTS = tuple(one.value for one in Registration.Sort if one.value)
HOME = (
    "1380",
    "1382",
    "1383",
    "1384",
    "1315",
)  # Halland's municipalities but Laholm, whom nobody has reached
FOOD = {5: "Vegetarisk mat", 12: "Glutenfritt", 19: "vegetarisk mat", 26: "Nötallergi"}  # by number
ACCESS = {8: "Hörslinga", 19: "Plats för rullstol"}


def fill_seats(event: Event, registered: dict[str, int]) -> None:
    """Register so many to each form of attendance, by its kind; who finds no seat waits for one."""
    passes = {one.kind: one for one in Pass.objects.filter(event=event)}
    for kind, count in registered.items():
        for number in range(1, count + 1):
            _register(event, passes[kind], number)


def keep_turnout(event: Event, rows: list[dict[str, Any]]) -> None:
    """Keep how many came to an event whose registrations are deleted: a row each kind and municipality."""
    for one in rows:
        Turnout.objects.create(event=event, form=Pass.Kind.ON_SITE, **one)


def _register(event: Event, to: Pass, number: int) -> None:
    now = timezone.now()
    with transaction.atomic():
        row = Registration.objects.create(
            event=event,
            state=Registration.State.CONFIRMED,
            name=f"Anmäld {number} (påhittad)",
            email=f"anmald{number}.{to.kind}@example.se",
            of=f"Exempelorganisation {number}",
            sort=SORTS[number % len(SORTS)],
            area=HOME[number % len(HOME)],
            is_listed=number % 3 == 0,
            nonce=token_hex(16),
            confirmed_at=now,
        )
        if number in FOOD or number in ACCESS:
            Need.objects.create(registration=row, food=FOOD.get(number, ""), access=ACCESS.get(number, ""))
        hold(row, to, now=now, waits=True)
