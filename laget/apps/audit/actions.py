"""Writes: one entry, in the transaction of what it tells of."""

from collections.abc import Mapping
from typing import Any

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.audit.models import Entry


def record(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Keep that somebody (None: the installation itself) did something to `subject`, an address `kind:id`."""
    return Entry.objects.create(
        organisation=organisation,
        actor_id=actor.pk if actor is not None and actor.is_authenticated else None,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
    )
