"""Forms: an initiative and its rows of parts, a line of its log, a workbook."""

from laget.apps.initiatives.forms.initiative import InitiativeForm, Sheet
from laget.apps.initiatives.forms.notes import NoteForm, WorkbookForm, note_initial

__all__ = ["InitiativeForm", "NoteForm", "Sheet", "WorkbookForm", "note_initial"]
