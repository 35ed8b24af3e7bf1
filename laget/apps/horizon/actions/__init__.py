"""Writes: signals and their parts, a year's scan, a year's selection."""

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

__all__ = [
    "RESERVED",
    "Contradicts",
    "NotHere",
    "Parts",
    "Scanned",
    "WayRound",
    "keep_signal",
    "remove_signal",
    "scan_signals",
    "select_signals",
]
