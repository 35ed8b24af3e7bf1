"""Rows, one file a noun: what is judged and published, what is being written, how figures are fetched."""

from laget.apps.followup.models.drafts import Approval, Contributor, EditionDraft, Part, Section, Signing
from laget.apps.followup.models.editions import Edition, GapMove, Judgement, Mask
from laget.apps.followup.models.figures import Refresh, Remark

__all__ = [
    "Approval",
    "Contributor",
    "Edition",
    "EditionDraft",
    "GapMove",
    "Judgement",
    "Mask",
    "Part",
    "Refresh",
    "Remark",
    "Section",
    "Signing",
]
