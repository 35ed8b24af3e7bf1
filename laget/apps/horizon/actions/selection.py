"""Writes: which signals a year's forum or follow-up takes up, in which order and why."""

from collections.abc import Sequence

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.horizon.models import Selected, Signal
from laget.apps.horizon.permissions import SELECT_SIGNALS
from laget.apps.horizon.queries import selection_hash
from laget.apps.kept import ChangedMeanwhile
from laget.core.words.said import Said


def select_signals(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    year: int,
    purpose: str,
    chosen: Sequence[tuple[Signal, str]],
    seen: str | None = None,
) -> list[Selected]:
    """Let these signals, each with why, be what a year takes up, in this order; returns them.

    `seen` is the hash of the selection that the editor saw, None asks for no check. Raises NotAllowed and
    ChangedMeanwhile.
    """
    if actor is not None:
        require(actor, organisation, SELECT_SIGNALS)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if seen is not None and seen != selection_hash(organisation, year=year, purpose=purpose):
            raise ChangedMeanwhile(
                Said(
                    "Någon annan har ändrat urvalet sedan du öppnade sidan. Det du valt står kvar här: läs "
                    "hur urvalet ser ut nu och spara igen.",
                    "Somebody else has changed the selection since you opened the page. What you chose is "
                    "still here: read what is chosen now and save again.",
                )
            )
        rows = Selected.objects.filter(organisation=organisation, year=year, purpose=purpose)
        before = list(rows.values_list("signal_id", "why"))
        own = set(
            Signal.objects.filter(
                organisation=organisation, pk__in=[signal.pk for signal, _why in chosen]
            ).values_list("pk", flat=True)
        )
        rows.delete()
        kept = Selected.objects.bulk_create(
            Selected(
                organisation=organisation, signal=signal, year=year, purpose=purpose, place=place, why=why
            )
            for place, (signal, why) in enumerate(chosen, 1)
            if signal.pk in own
        )
        if [(one.signal_id, one.why) for one in kept] != before:
            record(
                organisation,
                actor=actor,
                action="select_signals",
                subject=f"selection:{year}-{purpose}",
                detail={"count": len(kept)},
            )
    return kept
