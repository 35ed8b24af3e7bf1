"""Handing a section to a year's edition from another part of the year, and taking it back."""

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.models import Section
from laget.apps.followup.permissions import WRITE_EDITION
from laget.core.followup.account import Section as Handed
from laget.core.words.said import Refusal, Said


class EmptySection(Refusal):
    """A section without a title or a text."""


def write_section(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    year: int,
    address: str,
    kind: Section.Kind,
    title: str,
    text: str,
    place: int = 0,
) -> Section:
    """Write down what `address` says in the edition of a year, in place of what it said before.

    A draft of that year has it at once, and an approval of the draft falls. What is published is as it was.
    Raises NotAllowed, EmptySection.
    """
    if actor is not None:
        require(actor, organisation, WRITE_EDITION)
    title = " ".join(title.split())
    text = Handed(address=address, kind=kind.value, title=title, text=text).text
    if not (title and text):
        raise EmptySection(
            Said(
                "Skriv en text innan avsnittet lämnas till uppföljningen.",
                "Write a text before the section is handed in.",
            )
        )
    with transaction.atomic():
        section, _ = Section.objects.update_or_create(
            organisation=organisation,
            year=year,
            address=address,
            defaults={
                "kind": kind.value,
                "title": title,
                "text": text,
                "place": place,
                "written_at": timezone.now(),
                "written_by_id": actor.pk if actor is not None else None,
            },
        )
        record(organisation, actor=actor, action="write_section", subject=address, detail={"year": year})
    return section


def take_section(organisation: Organisation, *, actor: Visitor | None, year: int, address: str) -> None:
    """Take a section back from a year's edition; one that is not there is not missed. Raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, WRITE_EDITION)
    with transaction.atomic():
        gone, _ = Section.objects.filter(organisation=organisation, year=year, address=address).delete()
        if gone:
            record(organisation, actor=actor, action="take_section", subject=address, detail={"year": year})
