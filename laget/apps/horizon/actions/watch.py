"""Writes: which of the strategy's indicators the economy is followed by, and in which order."""

from collections.abc import Sequence

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.horizon.models import Watched
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.words.said import Refusal, Said


class NotFollowed(Refusal):
    """An indicator that the strategy in force does not have."""


def watch_indicators(
    organisation: Organisation, *, actor: Visitor | None, indicators: Sequence[str]
) -> list[Watched]:
    """Let the economy be followed by these indicators (ids), in this order; returns them.

    Raises NotAllowed, NotFollowed.
    """
    if actor is not None:
        require(actor, organisation, WRITE_SIGNALS)
    asked = list(dict.fromkeys(indicators))
    version = version_in_force(organisation)
    known = {one.id for one in document_of(version).indicators} if version is not None else set()
    if unknown := [one for one in asked if one not in known]:
        raise NotFollowed(
            Said(
                f"Strategin har ingen indikator ”{unknown[0]}”. Välj bland dem som finns.",
                f"The strategy has no indicator “{unknown[0]}”. Choose among those there are.",
            )
        )
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        rows = Watched.objects.filter(organisation=organisation)
        before = list(rows.values_list("indicator", flat=True))
        rows.delete()
        kept = Watched.objects.bulk_create(
            Watched(organisation=organisation, indicator=one, place=place)
            for place, one in enumerate(asked, start=1)
        )
        if asked != before:
            record(
                organisation,
                actor=actor,
                action="watch_indicators",
                subject="economy:watch",
                detail={"indicators": asked},
            )
    return kept
