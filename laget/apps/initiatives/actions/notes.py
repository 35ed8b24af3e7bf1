"""Writes: what an initiative does is noted in its own log."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.initiatives.actions.writing import own
from laget.apps.initiatives.models import Entry, Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A line of an initiative's own follow-up."""

    on: date
    kind: str
    text: str
    count: int | None = None
    counted: str = ""


def note_progress(
    organisation: Organisation, *, actor: Visitor | None, initiative: Initiative, noted: Noted
) -> Entry:
    """Write a line in an initiative's log; the same that is sent twice is written once. Raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    with transaction.atomic():
        row = Initiative.objects.select_for_update().get(pk=initiative.pk, organisation=organisation)
        entry, is_new = Entry.objects.get_or_create(
            initiative=row,
            on=noted.on,
            kind=noted.kind,
            text=noted.text,
            count=noted.count,
            counted=noted.counted,
            defaults={"written_by": actor if isinstance(actor, User) else None},
        )
        if not is_new:
            return entry
        record(
            organisation,
            actor=actor,
            action="note_progress",
            subject=f"initiative:{row.pk}",
            detail={"entry": entry.pk},
        )
    return entry


def change_note(organisation: Organisation, *, actor: Visitor | None, entry: Entry, noted: Noted) -> None:
    """Let a line of a log say something else; raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    with transaction.atomic():
        row = own(organisation, entry.initiative)
        for name in ("on", "kind", "text", "count", "counted"):
            setattr(entry, name, getattr(noted, name))
        entry.save()
        record(
            organisation,
            actor=actor,
            action="change_note",
            subject=f"initiative:{row.pk}",
            detail={"entry": entry.pk},
        )


def remove_note(organisation: Organisation, *, actor: Visitor | None, entry: Entry) -> None:
    """Take a line out of a log; raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    with transaction.atomic():
        row = own(organisation, entry.initiative)
        record(
            organisation,
            actor=actor,
            action="remove_note",
            subject=f"initiative:{row.pk}",
            detail={"entry": entry.pk},
        )
        entry.delete()
