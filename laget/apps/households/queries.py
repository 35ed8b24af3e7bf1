"""Reads: households as somebody may see them, and as plain values."""

from django.db.models import QuerySet
from django.http import Http404

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.core.household import Filter, Person

PARTS = ("people", "follows", "meanings")


def households_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Household]:
    """Return the households that somebody may see; None is everybody."""
    rows = Household.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, COMPOSE_HOUSEHOLDS):
        return rows
    return rows.filter(public=True)


def household_at(organisation: Organisation, slug: str, *, viewer: Visitor | None) -> Household:
    """Return a household with all its parts; raises Http404, also for one that may not be seen."""
    found = whole(households_seen_by(organisation, viewer=viewer)).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def whole(rows: QuerySet[Household]) -> QuerySet[Household]:
    """Return households with all their parts, read together."""
    return rows.prefetch_related(*PARTS)


def people_of(row: Household) -> tuple[Person, ...]:
    """Return who lives in a household, the eldest first."""
    return tuple(Person(who=one.who, age=one.age) for one in row.people.all())


def filters_of(row: Household) -> tuple[Filter, ...]:
    """Return what a household follows, in the order it was written."""
    return tuple(Filter(address=one.address, group=one.group, text=one.text) for one in row.follows.all())
