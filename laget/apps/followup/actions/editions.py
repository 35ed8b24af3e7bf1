"""Keeping a finished edition: published, and never changed again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.models import Edition
from laget.apps.followup.permissions import PUBLISH_EDITION
from laget.apps.strategy.models import StrategyVersion
from laget.core.canonical import canonical_bytes, sha256
from laget.core.followup import edition as core


def keep_edition(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    version: StrategyVersion,
    edition: core.Edition,
    reason: str = "",
    at: datetime | None = None,
    detail: Mapping[str, object] | None = None,
) -> Edition:
    """Keep a finished edition as the next number of its year, at `at` (now unless said); `detail` is logged.

    The installation itself (actor None) may bring in editions as well. Raises NotAllowed.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    data = canonical_bytes(edition)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # one number at a time
        last = (
            Edition.objects.filter(organisation=organisation, year=edition.year)
            .order_by("-number")
            .values_list("number", flat=True)
            .first()
        )
        row = Edition.objects.create(
            organisation=organisation,
            version=version,
            year=edition.year,
            number=(last or 0) + 1,
            document=data.decode(),
            hash=sha256(data),
            reason=reason,
            published_at=at or timezone.now(),
        )
        record(
            organisation,
            actor=actor,
            action="publish_edition",
            subject=f"edition:{row.year}.{row.number}",
            detail={"hash": row.hash, "reason": reason, **(detail or {})},
        )
    return row
