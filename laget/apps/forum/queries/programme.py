"""Reads: a programme as rows and as the document that is published; the last published version."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from laget.apps.forum.models import Event, Participant, Session, Version
from laget.core.forum.programme import Item, Programme, Taking


def sessions_of(event: Event) -> QuerySet[Session]:
    """Return the items of an event with their parts, those within others among them, by number."""
    return (
        Session.objects.filter(event=event)
        .select_related("place", "parent", "continues", "picture")
        .prefetch_related("participants__person", "ties", "resources__file", "passes")
    )


def programme_of(event: Event, *, number: int = 0, rows: Iterable[Session] | None = None) -> Programme:
    """Return the programme as its rows stand now, as a document; `rows` where they are at hand."""
    known = sessions_of(event) if rows is None else rows
    return Programme(event=event.slug, number=number, items=tuple(item_of(one) for one in known))


def item_of(row: Session) -> Item:
    """Return an item as a document; a contact is not part of what is published of it.

    Nor is what a person contributes: it goes with the person, and a published version is never changed.
    """
    passes = list(row.passes.all())
    return Item(
        id=str(row.uid),
        slug=row.slug,
        title=row.title,
        kind=row.kind,
        within=str(row.parent.uid) if row.parent is not None else "",
        continues=str(row.continues.uid) if row.continues is not None else "",
        on=row.on,
        starts=timezone.localtime(row.starts) if row.starts is not None else None,
        ends=timezone.localtime(row.ends) if row.ends is not None else None,
        place=row.place.name if row.place is not None else "",
        digital=row.is_digital,
        text=row.text,
        question=row.question,
        taking=tuple(
            Taking(
                person=one.person_id,
                of=one.of,
                role=one.role,
                text=one.text if one.person_id is None else "",
            )
            for one in row.participants.all()
            if one.role != Participant.Role.CONTACT
        ),
        about=tuple(sorted(one.address for one in row.ties.all())),
        seats=passes[0].seats if passes else None,
        cancelled=row.is_cancelled,
        sequence=row.sequence,
    )


def latest_version(event: Event) -> Version | None:
    """Return the programme as it was last published, None where it never was."""
    return Version.objects.filter(event=event).order_by("-number").first()


def document_of(version: Version) -> Programme:
    """Return the document of a published version."""
    return Programme.model_validate_json(version.document)
