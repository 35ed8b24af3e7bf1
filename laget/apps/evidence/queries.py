"""Reads: evidence as somebody may see it."""

from datetime import date

from django.db.models import Q, QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.permissions import SEE_EMBARGOED


def evidence_seen_by(
    organisation: Organisation, *, viewer: Visitor | None, today: date
) -> QuerySet[Evidence]:
    """Return the evidence that somebody may see on a day; None is everybody."""
    rows = Evidence.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, SEE_EMBARGOED):
        return rows
    return rows.filter(Q(embargo=None) | Q(embargo__lte=today), public=True)
