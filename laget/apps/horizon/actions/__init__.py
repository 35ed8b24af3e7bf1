"""Writes: signals and their parts, a year's scan and selection, what the economy is followed by."""

from laget.apps.horizon.actions.handing import CannotHand, hand_selection
from laget.apps.horizon.actions.scan import Scanned, scan_signals
from laget.apps.horizon.actions.selection import select_signals
from laget.apps.horizon.actions.signals import (
    RESERVED,
    Contradicts,
    NotHere,
    Parts,
    WayRound,
    keep_signal,
    remove_signal,
)
from laget.apps.horizon.actions.watch import NotFollowed, watch_indicators

__all__ = [
    "RESERVED",
    "CannotHand",
    "Contradicts",
    "NotFollowed",
    "NotHere",
    "Parts",
    "Scanned",
    "WayRound",
    "hand_selection",
    "keep_signal",
    "remove_signal",
    "scan_signals",
    "select_signals",
    "watch_indicators",
]
