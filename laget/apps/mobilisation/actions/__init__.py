"""Writes: mobilisations, the decisions on them, the platforms that take them on, and how it went."""

from laget.apps.mobilisation.actions.deciding import (
    Decision,
    close_mobilisation,
    decide_mobilisations,
    reopen_mobilisation,
)
from laget.apps.mobilisation.actions.mobilisations import (
    Question,
    Reason,
    add_mobilisation,
    change_mobilisation,
    remove_mobilisation,
)
from laget.apps.mobilisation.actions.outcomes import hand_outcome, take_outcome, write_outcome
from laget.apps.mobilisation.actions.platforms import (
    Chair,
    Did,
    Group,
    Met,
    TakenOn,
    add_platform,
    change_platform,
    remove_platform,
)
from laget.apps.mobilisation.actions.writing import Unfit

__all__ = [
    "Chair",
    "Decision",
    "Did",
    "Group",
    "Met",
    "Question",
    "Reason",
    "TakenOn",
    "Unfit",
    "add_mobilisation",
    "add_platform",
    "change_mobilisation",
    "change_platform",
    "close_mobilisation",
    "decide_mobilisations",
    "hand_outcome",
    "remove_mobilisation",
    "remove_platform",
    "reopen_mobilisation",
    "take_outcome",
    "write_outcome",
]
