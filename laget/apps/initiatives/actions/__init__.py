"""Writes: initiatives, what is noted of them, and what is brought from a workbook."""

from laget.apps.initiatives.actions.bringing import Bringing, SameName, bring_initiatives, planned
from laget.apps.initiatives.actions.initiatives import add_initiative, change_initiative, remove_initiative
from laget.apps.initiatives.actions.notes import Noted, change_note, note_progress, remove_note

__all__ = [
    "Bringing",
    "Noted",
    "SameName",
    "add_initiative",
    "bring_initiatives",
    "change_initiative",
    "change_note",
    "note_progress",
    "planned",
    "remove_initiative",
    "remove_note",
]
