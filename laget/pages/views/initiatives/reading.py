"""Initiatives as they are read: the list with sums and a map, and each with its log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.initiatives.models import Initiative, Milestone
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import initiatives_seen_by, present, served, serving, stays, whole
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.queries import mobilisations_seen_by
from laget.core.areas import Area, UnknownArea, area
from laget.core.asked import whole_number
from laget.core.strategy.tree import under
from laget.core.units import swedish_key
from laget.core.words.said import Said
from laget.pages.addresses import Named, named
from laget.pages.forum.taken_up import taken_up
from laget.pages.initiatives.hopes import hopes_told
from laget.pages.initiatives.people import people_in
from laget.pages.initiatives.sums import counted, in_all, joined_map, purse, reaches, together
from laget.pages.standing import Standing, standing_of
from laget.ui.templatetags.laget import language

STATUS_WORDS = {
    "planerad": Initiative.Status.PLANNED,
    "pagar": Initiative.Status.RUNNING,
    "vilar": Initiative.Status.PAUSED,
    "avslutad": Initiative.Status.ENDED,
    "avbruten": Initiative.Status.STOPPED,
}
"""The word of each status in the list's address."""
FIRST, LAST = 1990, 2100  # years that may be asked for


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative in the list: how many municipalities it has in the year, its money, what it serves."""

    row: Initiative
    count: int
    money: int
    serves: tuple[Named, ...]


ORDERS: MappingProxyType[str, tuple[str | Promise, Callable[[Line], Any]]] = MappingProxyType(
    {
        "namn": (_("Name"), lambda one: swedish_key(one.row.title)),
        "status": (_("Status"), lambda one: list(Initiative.Status.values).index(one.row.status)),
        "borjar": (_("Period"), lambda one: (one.row.starts is None, one.row.starts or date.max)),
        "kommuner": (_("Municipalities"), lambda one: -one.count),
        "pengar": (_("SEK"), lambda one: -one.money),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks the list for; what is empty is not asked for."""

    direction: str
    place: str
    status: str
    mobilisation: str
    order: str
    year: int

    @property
    def is_anything(self) -> bool:
        """Whether the list is of some only."""
        return bool(self.direction or self.place or self.status or self.mobilisation)


def _asked(query: QueryDict, *, today: date) -> Asked:
    """Return what an address asks for; raises Http404 of what there is not."""
    year = whole_number(query.get("ar") or str(today.year))
    asked = Asked(
        direction=query.get("inriktning", ""),
        place=query.get("kommun", ""),
        status=query.get("status", ""),
        mobilisation=query.get("kraftsamling", ""),
        order=query.get("ordna", "namn"),
        year=year if year is not None else 0,
    )
    known = asked.order in ORDERS and (not asked.status or asked.status in STATUS_WORDS)
    if not known or not FIRST <= asked.year <= LAST:
        raise Http404(gettext("There is no such list of initiatives."))
    return asked


@require_safe
def initiatives(request: HttpRequest, region: str) -> HttpResponse:
    """Show the initiatives that are asked for, what they sum to in a year, and where they are."""
    organisation, today = organisation_at(region), timezone.localdate()
    asked = _asked(request.GET, today=today)
    seen = initiatives_seen_by(organisation, viewer=request.user)
    standing = standing_of(organisation)
    every = list(whole(seen))
    choices = _choices(organisation, every, asked, viewer=request.user, today=today)
    shown = _filtered(every, seen, asked, standing)
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "asked": asked,
        "lines": _lines(shown, asked, choices["names"]),
        "is_empty": not every,
        "found": together(len(shown)),
        "may_write": may(request.user, organisation, WRITE_INITIATIVES),
        "today": today,
        "orders": [(word, name, word == asked.order) for word, (name, _key) in ORDERS.items()],
        **choices,
        **_summed(organisation, shown, year=asked.year, standing=standing, title=in_all()),
    }
    return render(request, "pages/initiatives/list.html", context)


def _filtered(
    every: Sequence[Initiative], seen: QuerySet[Initiative], asked: Asked, standing: Standing | None
) -> list[Initiative]:
    rows = seen
    if asked.direction:
        ids = {asked.direction}
        if standing is not None and asked.direction in {one.id for one in standing.document.elements}:
            ids = set(under(standing.document, asked.direction))
        rows = serving(rows, ids)
    if asked.status:
        rows = rows.filter(status=STATUS_WORDS[asked.status])
    if asked.mobilisation:
        rows = rows.filter(answers__mobilisation__slug=asked.mobilisation)
    wanted = set(rows.values_list("pk", flat=True)) if rows is not seen else {one.pk for one in every}
    return [one for one in every if one.pk in wanted and _has(one, asked.place)]


def _has(row: Initiative, place: str) -> bool:
    return not place or any(one.area == place for one in stays(row))


def _lines(rows: Sequence[Initiative], asked: Asked, names: dict[str, Named]) -> list[Line]:
    found = [
        Line(
            row=row,
            count=sum(one.holds(asked.year) for one in present(row)),
            money=sum(one.amount for one in row.money.all()),
            serves=tuple(names[f"element:{one}"] for one in sorted(served(row)) if f"element:{one}" in names),
        )
        for row in rows
    ]
    found.sort(key=lambda one: swedish_key(one.row.title))
    return sorted(found, key=ORDERS[asked.order][1])


def _choices(
    organisation: Organisation, every: Sequence[Initiative], asked: Asked, *, viewer: Visitor, today: date
) -> dict[str, Any]:
    """Return what the list can be asked for; raises Http404 where it is asked for something else."""
    ids = {f"element:{id_}" for row in every for id_ in served(row)}
    if asked.direction:
        ids.add(f"element:{asked.direction}")
    names = named(organisation, ids, viewer=viewer, today=today)
    if asked.direction and f"element:{asked.direction}" not in names:
        raise Http404(gettext("There is no such part of the strategy."))
    places = {one.area for row in every for one in stays(row)}
    if asked.place and asked.place not in places:
        raise Http404(gettext("No initiative has that municipality."))
    mobilisations = _mobilisations(organisation, every, viewer=viewer)
    if asked.mobilisation and asked.mobilisation not in {one.slug for one in mobilisations}:
        raise Http404(gettext("There is nothing of that name that an initiative answers."))
    years = {one.joined for row in every for one in stays(row)}
    first = min([*years, asked.year], default=today.year)
    return {
        "names": names,
        "elements": sorted(names.values(), key=lambda one: swedish_key(one.title.sv)),
        "places": sorted(filter(None, map(_area, places)), key=lambda one: swedish_key(one.name_sv)),
        "mobilisations": mobilisations,
        "statuses": [
            (word, status.label)
            for word, status in STATUS_WORDS.items()
            if any(row.status == status for row in every)
        ],
        "years": list(range(max(today.year, asked.year), first - 1, -1)),
    }


def _mobilisations(
    organisation: Organisation, every: Sequence[Initiative], *, viewer: Visitor
) -> list[Mobilisation]:
    seen = mobilisations_seen_by(organisation, viewer=viewer)
    return list(seen.filter(answers__initiative__in=[one.pk for one in every]).distinct())


def _area(code: str) -> Area | None:
    try:
        return area(code)
    except UnknownArea:
        return None


def _summed(
    organisation: Organisation,
    rows: Sequence[Initiative],
    *,
    year: int,
    standing: Standing | None,
    title: Said,
) -> dict[str, Any]:
    """Return what some initiatives sum to, as the pages show it; nothing of none."""
    if not rows:
        return {}
    people = people_in(standing)
    county = organisation.area
    return {
        "reaches": reaches(rows, year=year, people=people, county=county),
        "purse": purse(rows),
        "counted": counted(rows),
        "map": joined_map(rows, year=year, county=county, language=language(), title=title),
        "year": year,
    }


@require_safe
def initiative(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show an initiative: where and with whom, its money, what it hopes, how it goes, how it is done."""
    organisation, today = organisation_at(region), timezone.localdate()
    row = get_object_or_404(whole(initiatives_seen_by(organisation, viewer=request.user)), slug=slug)
    standing = standing_of(organisation)
    ties = [f"element:{one}" for one in served(row)]
    answers = mobilisations_seen_by(organisation, viewer=request.user).filter(answers__initiative=row)
    year = _year(row, today)
    title = Said(f"Kommuner i {row.title}", f"Municipalities in {row.title}")
    names = named(organisation, ties, viewer=request.user, today=today)
    context = {
        "organisation": organisation,
        "section": "initiatives",
        "initiative": row,
        "today": today,
        "serves": [names[one] for one in ties if one in names],
        "hopes": hopes_told([row], standing),
        "milestones": [(one, milestone_state(one, today)) for one in row.milestones.all()],
        "places": [(place, _area(place.area)) for place in row.places.all()],
        "entries": row.entries.all(),
        "mobilisations": answers,
        "taken_up": taken_up(
            organisation, [f"initiative:{row.slug}"], viewer=request.user, now=timezone.now()
        ),
        "may_write": may(request.user, organisation, WRITE_INITIATIVES),
        **_summed(organisation, [row], year=year, standing=standing, title=title),
    }
    return render(request, "pages/initiatives/initiative.html", context)


def _year(row: Initiative, today: date) -> int:
    """Return the year that an initiative is summed for: today's, or its last where it is over."""
    last = row.ends.year if row.ends is not None else today.year
    first = min([one.joined for one in stays(row)], default=today.year)
    return max(min(today.year, last), first)


def milestone_state(one: Milestone, today: date) -> tuple[str, str | Promise]:
    """Return how a milestone stands: a shape and a word."""
    if one.reached is not None:
        return (
            ("■", _("Reached in time")) if one.reached <= one.due else ("◆", _("Reached later than planned"))
        )
    return ("✖", _("Not reached in time")) if one.due < today else ("○", _("Not yet due"))
