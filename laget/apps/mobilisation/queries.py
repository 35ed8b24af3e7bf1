"""Reads: mobilisations as somebody may see them."""

from django.db.models import QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.mobilisation.models import Mobilisation, Platform
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS, WRITE_PLATFORMS


def mobilisations_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Mobilisation]:
    """Return the mobilisations that somebody may see; None is everybody."""
    rows = Mobilisation.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_MOBILISATIONS):
        return rows
    return rows.filter(public=True)


def platforms_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Platform]:
    """Return the platforms that somebody may see; None is everybody."""
    rows = Platform.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_PLATFORMS):
        return rows
    return rows.filter(public=True)
