"""Reads: those who have registered, found and sorted for the organiser; seats as they stand; needs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from laget.apps.forum.models import Companion, Event, Hold, Need, Pass, Registration
from laget.apps.forum.queries.events import ATTENDANCE, free_of
from laget.apps.mail.models import Message
from laget.core.search import folded
from laget.core.units import swedish_key

State = Registration.State
ABOUT = "registration:"  # of a mail about one, before its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What of a list is asked for: empty asks for all. `to` is the id of a pass; `seat` a hold's state."""

    name: str = ""
    state: str = ""
    seat: str = ""
    to: int | None = None
    sort: str = ""
    area: str = ""
    arrived: bool | None = None
    needs: bool = False


def registrations_of(event: Event, sought: Sought | None = None) -> QuerySet[Registration]:
    """Return those registered to an event; `by_name` puts them in order. A name is looked for in words."""
    rows = (
        Registration.objects.filter(event=event)
        .prefetch_related("holds__to__session", "companions")
        .annotate(has_need=Exists(Need.objects.filter(registration=OuterRef("pk"))))
        .order_by("pk")
    )
    if sought is None:
        return rows
    if wanted := folded(sought.name).split():
        rows = rows.filter(pk__in=_named(event, wanted))
    for field in ("state", "sort", "area"):
        if wanted := getattr(sought, field):
            rows = rows.filter(**{field: wanted})
    if sought.to is not None or sought.seat:
        held = Hold.objects.filter(registration=OuterRef("pk"))
        held = held.filter(to=sought.to) if sought.to is not None else held.filter(to__kind__in=ATTENDANCE)
        rows = rows.filter(Exists(held.filter(state=sought.seat) if sought.seat else held))
    if sought.arrived is not None:
        rows = rows.filter(arrived_at__isnull=not sought.arrived)
    return rows.filter(has_need=True) if sought.needs else rows


def _named(event: Event, wanted: list[str]) -> list[int]:
    """Return the ids of those whose name, address, organisation or company holds all of these words.

    Whatever their case and accents, å, ä and ö apart: not every database knows those.
    """
    texts: dict[int, str] = {
        pk: f"{name} {email} {of}"
        for pk, name, email, of in Registration.objects.filter(event=event).values_list(
            "pk", "name", "email", "of"
        )
    }
    along = Companion.objects.filter(registration__event=event).values_list("registration", "name")
    for pk, name in along:
        texts[pk] += f" {name}"
    return [pk for pk, text in texts.items() if all(word in folded(text) for word in wanted)]


def ids_by_name(rows: QuerySet[Registration]) -> list[int]:
    """Return the ids of registrations in the order of their names in a Swedish list."""
    named = rows.order_by().values_list("pk", "name")
    return [pk for pk, _name in sorted(named, key=lambda one: (swedish_key(one[1]), one[0]))]


def by_name(rows: QuerySet[Registration]) -> list[Registration]:
    """Return registrations in the order of their names in a Swedish list."""
    return sorted(rows, key=lambda one: (swedish_key(one.name), one.pk))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The seats of one pass as they stand now, in people; no `free` is no limit."""

    to: Pass
    held: int
    offered: int
    waiting: int
    free: int | None


def seats_of(event: Event) -> list[Seats]:
    """Return how many have a seat, are offered one and wait, of each pass; waiting are those confirmed."""
    rows = (
        Hold.objects.filter(to__event=event)
        .exclude(state=Hold.State.WAITING, registration__state=State.UNCONFIRMED)
        .order_by()
    )
    counted = {
        (to, state): people for to, state, people in rows.values_list("to", "state").annotate(Sum("size"))
    }
    return [
        Seats(
            to=one,
            held=counted.get((one.pk, Hold.State.HELD), 0),
            offered=counted.get((one.pk, Hold.State.OFFERED), 0),
            waiting=counted.get((one.pk, Hold.State.WAITING), 0),
            free=free_of(one),
        )
        for one in Pass.objects.filter(event=event).select_related("session")
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many people have registered and how many of them have come."""

    registered: int
    unconfirmed: int
    arrived: int


def standing_of(event: Event) -> Standing:
    """Return how many people are confirmed, how many are not yet, and how many have come."""
    found = Registration.objects.filter(event=event).aggregate(
        registered=Sum("size", filter=Q(state=State.CONFIRMED)),
        unconfirmed=Sum("size", filter=Q(state=State.UNCONFIRMED)),
        arrived=Sum("arrived"),
    )
    return Standing(**{name: count or 0 for name, count in found.items()})


@dataclass(frozen=True, slots=True)
class Needed:
    """What those with a seat need, without names: each text with how many registrations wrote it."""

    food: tuple[tuple[str, int], ...]
    access: tuple[tuple[str, int], ...]
    registrations: int


def needed_of(event: Event) -> Needed:
    """Return the food and access that those who have a seat need: the texts sorted, never whose they are."""
    seated = Hold.objects.filter(
        registration=OuterRef("registration"), state=Hold.State.HELD, to__kind__in=ATTENDANCE
    )
    needs = Need.objects.filter(Exists(seated), registration__event=event).order_by(
        "registration__created", "pk"
    )
    rows = list(needs.values_list("food", "access"))
    return Needed(_told(food for food, _access in rows), _told(access for _food, access in rows), len(rows))


def _told(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return texts with how often each was written, whatever its case: most often first, then by letter."""
    count: Counter[str] = Counter()
    called: dict[str, str] = {}
    for text in texts:
        plain = " ".join(text.split())
        if plain:
            called.setdefault(plain.casefold(), plain)
            count[plain.casefold()] += 1
    ordered = sorted(count.items(), key=lambda one: (-one[1], one[0]))
    return tuple((called[key], number) for key, number in ordered)


def unreached_of(event: Event) -> list[Registration]:
    """Return those registered to an event to whom some mail did not arrive, by name."""
    failed = Message.objects.filter(organisation=event.organisation_id, state=Message.State.FAILED)
    about = failed.filter(about__startswith=ABOUT).values_list("about", flat=True)
    ids = {int(one.removeprefix(ABOUT)) for one in about}
    return list(Registration.objects.filter(event=event, pk__in=ids).order_by("name", "pk")) if ids else []


def mails_about(registration: Registration) -> QuerySet[Message]:
    """Return the mails about a registration, the latest first."""
    return Message.objects.filter(
        organisation=registration.event.organisation_id, about=f"{ABOUT}{registration.pk}"
    ).order_by("-pk")


def sorts_and_areas_of(event: Event) -> tuple[list[str], list[str]]:
    """Return the kinds of organisation and the municipalities that some of those registered come from."""
    rows = Registration.objects.filter(event=event).order_by()
    sorts = rows.values_list("sort").annotate(n=Count("pk")).values_list("sort", flat=True)
    areas = rows.values_list("area").annotate(n=Count("pk")).values_list("area", flat=True)
    return sorted(filter(None, sorts)), sorted(filter(None, areas))
