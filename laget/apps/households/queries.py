"""Reads: households as somebody may see them."""

from django.db.models import QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS


def households_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Household]:
    """Return the households that somebody may see; None is everybody."""
    rows = Household.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, COMPOSE_HOUSEHOLDS):
        return rows
    return rows.filter(public=True)
