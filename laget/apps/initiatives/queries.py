"""Reads: initiatives as somebody may see them."""

from django.db.models import QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES


def initiatives_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Initiative]:
    """Return the initiatives that somebody may see; None is everybody."""
    rows = Initiative.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_INITIATIVES):
        return rows
    return rows.filter(public=True)
