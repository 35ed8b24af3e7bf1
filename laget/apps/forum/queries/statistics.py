"""Reads: how many registered and came, by kind of organisation and municipality; whom we did not reach."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from laget.apps.forum.models import Event, Hold, Pass, Registration, Turnout, Wanted
from laget.apps.forum.queries.events import ATTENDANCE
from laget.core.areas import area
from laget.core.search import folded

Group = tuple[str, str, str]
"""The form of attendance, the kind of organisation, and the municipality's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How many people of a group had a seat, and how many came."""

    of: str
    registered: int
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who was reached: in all, by form, by kind of organisation and by municipality; largest first."""

    total: Came
    forms: tuple[Came, ...]
    sorts: tuple[Came, ...]
    areas: tuple[Came, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom the organiser wants to reach: how many registered and came; unknown when names are deleted."""

    wanted: Wanted
    registered: int
    came: int
    is_known: bool = True

    @property
    def title(self) -> str:
        """What it is called."""
        return self.wanted.name or area(self.wanted.area).name_sv


def turnout_rows(event: Event, *, of: Registration | None = None) -> Iterator[tuple[Group, int, int]]:
    """Yield of each, or `of` one, with a seat and who came without: the group, how many, how many came."""
    seated = Hold.objects.filter(
        registration__event=event,
        registration__state=Registration.State.CONFIRMED,
        to__kind__in=ATTENDANCE,
        state=Hold.State.HELD,
        **({"registration": of} if of is not None else {}),
    )
    fields = ("registration", "to__kind", "registration__sort", "registration__area", "size")
    known = set()
    for pk, form, sort, home, size, arrived in seated.values_list(*fields, "registration__arrived"):
        known.add(pk)
        yield (form, sort, home), size, arrived
    others = Registration.objects.filter(event=event, arrived__gt=0).exclude(pk__in=known)
    if of is not None:
        others = others.filter(pk=of.pk)
    for sort, home, arrived in others.values_list("sort", "area", "arrived"):
        yield (Pass.Kind.ON_SITE, sort, home), 0, arrived


def turnout_of(event: Event) -> Reach:
    """Return who was reached, of those registered now and of those whose names are deleted."""
    rows = [*turnout_rows(event), *_kept(event)]
    total = Came(of="", registered=sum(row[1] for row in rows), came=sum(row[2] for row in rows))
    forms, sorts, areas = (_by(rows, place) for place in range(3))
    return Reach(total=total, forms=forms, sorts=sorts, areas=areas)


def _kept(event: Event) -> Iterator[tuple[Group, int, int]]:
    for one in Turnout.objects.filter(event=event):
        yield (one.form, one.sort, one.area), one.registered, one.came


def _by(rows: list[tuple[Group, int, int]], place: int) -> tuple[Came, ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for group, registered, came in rows:
        sums[group[place]][0] += registered
        sums[group[place]][1] += came
    found = [Came(of=of, registered=one, came=two) for of, (one, two) in sums.items()]
    return tuple(sorted(found, key=lambda one: (-one.registered, -one.came, one.of)))


def reached_of(event: Event) -> list[Reached]:
    """Return whom the organiser wants to reach, with how many registered and came, in the order of wishing.

    A municipality is known by its code, an organisation by its name, whatever its case and accents.
    """
    wanted = list(Wanted.objects.filter(event=event))
    areas: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (_form, _sort, of), registered, came in (*turnout_rows(event), *_kept(event)):
        areas[of][0] += registered
        areas[of][1] += came
    rows = Registration.objects.filter(event=event, state=Registration.State.CONFIRMED)
    names: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for of, size, arrived in rows.values_list("of", "size", "arrived"):
        names[_plain(of)][0] += size
        names[_plain(of)][1] += arrived
    is_known = bool(names) or not Turnout.objects.filter(event=event).exists()
    found = []
    for one in wanted:
        registered, came = areas[one.area] if one.area else names[_plain(one.name)]
        found.append(Reached(one, registered, came, is_known or bool(one.area)))
    return found


def _plain(name: str) -> str:
    return " ".join(folded(name).split())
