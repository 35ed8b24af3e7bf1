"""Writes: a letter with its blocks, until it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.kept import free_slug_for, locked, touched
from laget.apps.newsletter.models import Block, Letter
from laget.apps.newsletter.permissions import WRITE_LETTERS
from laget.core.words.said import Refusal, Said

RESERVED = ("tack", "bekrafta", "avsluta", "brev", "ny")


class Sent(Refusal):
    """A letter that has been sent: it stands as it was."""


class NoTitle(Refusal):
    """A letter without a title, which is the subject of its mails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block as it is written."""

    kind: str = Block.Kind.TEXT
    title: str = ""
    text: str = ""
    address: str = ""


def add_letter(
    organisation: Organisation, *, actor: Visitor | None, title: str, parts: Sequence[Part] = ()
) -> Letter:
    """Begin a letter; raises NotAllowed, NoTitle."""
    if actor is not None:
        require(actor, organisation, WRITE_LETTERS)
    title = _titled(title)
    with transaction.atomic():
        row = Letter.objects.create(
            organisation=organisation,
            title=title,
            slug=free_slug_for(Letter, organisation, title, reserved=RESERVED),
            changed_by=actor if isinstance(actor, User) else None,
        )
        _write(row, parts)
        record(organisation, actor=actor, action="add_letter", subject=f"letter:{row.slug}")
    return row


def change_letter(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    letter: Letter,
    title: str,
    parts: Sequence[Part],
    revision: int | None,
) -> Letter:
    """Let a letter have this title and these blocks; raises NotAllowed, NoTitle, Sent, ChangedMeanwhile."""
    if actor is not None:
        require(actor, organisation, WRITE_LETTERS)
    title = _titled(title)
    with transaction.atomic():
        row = unsent(organisation, letter, revision=revision)
        if (row.title, parts_of(row)) != (title, tuple(parts)):
            row.title = title
            touched(row, actor=actor)
            row.save()
            _write(row, parts)
            record(organisation, actor=actor, action="change_letter", subject=f"letter:{row.slug}")
    return row


def remove_letter(
    organisation: Organisation, *, actor: Visitor | None, letter: Letter, revision: int | None
) -> None:
    """Throw a letter away that has not been sent; raises NotAllowed, Sent, ChangedMeanwhile."""
    if actor is not None:
        require(actor, organisation, WRITE_LETTERS)
    with transaction.atomic():
        row = unsent(organisation, letter, revision=revision)
        record(organisation, actor=actor, action="remove_letter", subject=f"letter:{row.slug}")
        row.delete()


def parts_of(letter: Letter) -> tuple[Part, ...]:
    """Return the blocks of a letter as they are written."""
    return tuple(
        Part(kind=one.kind, title=one.title, text=one.text, address=one.address)
        for one in letter.blocks.order_by("number", "pk")
    )


def unsent(organisation: Organisation, letter: Letter, *, revision: int | None) -> Letter:
    """Return a letter of the organisation's own that has not been sent, held until the transaction ends.

    Raises DoesNotExist, Sent, ChangedMeanwhile.
    """
    row = locked(Letter.objects.get(pk=letter.pk, organisation=organisation), revision=revision)
    if row.sent_at is not None:
        raise Sent(
            Said(
                "Brevet har skickats och kan inte ändras. Skriv ett nytt.",
                "The letter has been sent and cannot be changed. Write a new one.",
            )
        )
    return row


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise NoTitle(Said("Skriv vad brevet heter.", "Write what the letter is called."))
    return title


def _write(row: Letter, parts: Sequence[Part]) -> None:
    row.blocks.all().delete()
    Block.objects.bulk_create(
        Block(letter=row, number=number, kind=one.kind, title=one.title, text=one.text, address=one.address)
        for number, one in enumerate(parts)
    )
