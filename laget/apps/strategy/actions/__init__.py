"""Writes: a draft is begun, edited and adopted; adopted versions and the register of their elements."""

from laget.apps.strategy.actions.drafts import (
    ChangedMeanwhile,
    DraftChanged,
    Hanging,
    Kept,
    NoDraft,
    NoStrategyHere,
    NotDecided,
    OtherRegion,
    adopt_draft,
    discard_draft,
    edit_draft,
    hold_region,
    replace_draft,
    start_draft,
)
from laget.apps.strategy.actions.versions import adopt_strategy, register_elements

__all__ = [
    "ChangedMeanwhile",
    "DraftChanged",
    "Hanging",
    "Kept",
    "NoDraft",
    "NoStrategyHere",
    "NotDecided",
    "OtherRegion",
    "adopt_draft",
    "adopt_strategy",
    "discard_draft",
    "edit_draft",
    "hold_region",
    "register_elements",
    "replace_draft",
    "start_draft",
]
