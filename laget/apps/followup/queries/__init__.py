"""Reads, one file a noun: what is published and judged today, and what is being written."""

from laget.apps.followup.queries.published import (
    document_of,
    edition_at,
    editions_of,
    figures_of,
    history_of,
    judgement_today,
    mask_rows,
    masked_draft,
    masks_of,
    moves_of,
    names_of,
    reasons_of,
    revised,
    shown_of,
)

__all__ = [
    "document_of",
    "edition_at",
    "editions_of",
    "figures_of",
    "history_of",
    "judgement_today",
    "mask_rows",
    "masked_draft",
    "masks_of",
    "moves_of",
    "names_of",
    "reasons_of",
    "revised",
    "shown_of",
]
