"""Editing a strategy: small operations on one part at a time, and the hash that each part is known by."""

from laget.core.strategy.editing.ids import new_id
from laget.core.strategy.editing.operations import (
    Add,
    Change,
    Edited,
    Move,
    Operation,
    Remove,
    apply,
    seen_hash,
)
from laget.core.strategy.editing.parts import (
    NO_PART,
    Kind,
    NotThere,
    Unfitting,
    link_id,
    part,
    part_hash,
    parts,
)
from laget.core.strategy.editing.pointers import Removal, removal
from laget.core.strategy.editing.tree import Branch, levels_in_order, moved, tree
from laget.core.strategy.editing.versions import next_version

__all__ = [
    "NO_PART",
    "Add",
    "Branch",
    "Change",
    "Edited",
    "Kind",
    "Move",
    "NotThere",
    "Operation",
    "Removal",
    "Remove",
    "Unfitting",
    "apply",
    "levels_in_order",
    "link_id",
    "moved",
    "new_id",
    "next_version",
    "part",
    "part_hash",
    "parts",
    "removal",
    "seen_hash",
    "tree",
]
