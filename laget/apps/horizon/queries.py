"""Reads: signals as somebody may see them."""

from django.db.models import QuerySet

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.horizon.models import Signal
from laget.apps.horizon.permissions import WRITE_SIGNALS


def signals_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Signal]:
    """Return the signals that somebody may see; None is everybody."""
    rows = Signal.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, WRITE_SIGNALS):
        return rows
    return rows.filter(public=True)
