"""Writes: an indicator into the draft of the strategy with its figures, and a region's own files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.permissions import REFRESH_FIGURES
from laget.apps.followup.queries.statistics import files_of
from laget.apps.strategy.actions import edit_draft, start_draft
from laget.apps.strategy.queries import draft_of, drafted
from laget.core.strategy.editing import Add, Kind
from laget.core.words.said import Refusal, Said
from laget.data.refresh import fetch_one
from laget.data.region_files import keep_file


@dataclass(frozen=True, slots=True)
class Added:
    """An indicator that was added: its id, and why its figures are not in the store (None: they are)."""

    id: str
    fault: Said | None


def add_indicator(organisation: Organisation, *, actor: Visitor | None, values: Mapping[str, Any]) -> Added:
    """Add an indicator to the draft, which is begun where there is none, and fetch its figures.

    The draft holds it also where the figures cannot be had just now; the next refresh fetches them. Raises
    NotAllowed, NoStrategyHere, and core's Unfitting.
    """
    start_draft(organisation, actor=actor, today=timezone.localdate())
    operation = Add(kind=Kind.INDICATOR, values=values)
    kept = edit_draft(organisation, actor=actor, operation=operation, seen=None)
    draft = draft_of(organisation)
    if draft is None:
        return Added(kept.id, None)
    document = drafted(draft)
    try:
        fetch_one(
            document,
            document.indicator(kept.id),
            folder=Path(settings.STORE),
            files=files_of(organisation),
            environ=os.environ,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return Added(kept.id, refusal.said)
    return Added(kept.id, None)


def keep_own_file(organisation: Organisation, *, actor: Visitor | None, name: str, data: bytes) -> str:
    """Keep a region's own file of figures; returns its name. One of the same name is replaced.

    The same file sent twice is kept, and told of in the history, once.

    Raises NotAllowed, UnfitFile, Unreadable, CannotWrite.
    """
    if actor is not None:
        require(actor, organisation, REFRESH_FIGURES)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
        kept = keep_file(files_of(organisation), name=name, data=data)
        if kept.is_new:
            record(
                organisation,
                actor=actor,
                action="keep_own_file",
                subject=f"file:{kept.name}",
                detail={"sha256": kept.sha256, "bytes": len(data)},
            )
    return kept.name
