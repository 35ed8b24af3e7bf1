"""Writes: a year's selection handed to its follow-up, a section a signal."""

from collections.abc import Sequence

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.followup.actions.sections import take_section, write_section
from laget.apps.followup.models import Section
from laget.apps.followup.permissions import WRITE_EDITION
from laget.apps.horizon.models import Selected
from laget.core.words.said import Refusal, Said


class CannotHand(Refusal):
    """A selection has what cannot stand in a published follow-up."""


def hand_selection(organisation: Organisation, *, actor: Visitor | None, year: int) -> list[Section]:
    """Hand what is chosen for a year's follow-up to it, in its order, and take back what is no longer chosen.

    A signal's section says what it means for the county and why it is taken up. Raises NotAllowed and
    CannotHand; nothing is handed then.
    """
    if actor is not None:
        require(actor, organisation, WRITE_EDITION)
    with transaction.atomic():
        chosen = Selected.objects.filter(
            organisation=organisation, year=year, purpose=Selected.Purpose.EDITION
        )
        rows = list(chosen.select_related("signal").order_by("place", "pk"))
        _refuse(rows)
        addresses = {f"signal:{row.signal.slug}" for row in rows}
        before = Section.objects.filter(organisation=organisation, year=year, kind=Section.Kind.HORIZON)
        for address in before.exclude(address__in=addresses).values_list("address", flat=True):
            take_section(organisation, actor=actor, year=year, address=address)
        return [
            write_section(
                organisation,
                actor=actor,
                year=year,
                address=f"signal:{row.signal.slug}",
                kind=Section.Kind.HORIZON,
                title=row.signal.title,
                text=text_of(row),
                place=row.place,
            )
            for row in rows
        ]


def text_of(row: Selected) -> str:
    """Return what a section says of a chosen signal: what it means for the county, and why it is taken up."""
    return "\n\n".join(text for text in (row.signal.for_county.strip(), row.why.strip()) if text)


def _refuse(rows: Sequence[Selected]) -> None:
    hidden = [row.signal.title for row in rows if not row.signal.public]
    if hidden:
        names = ", ".join(f"”{title}”" for title in hidden)
        raise CannotHand(
            Said(
                f"Det här visas inte för alla och kan inte stå i en uppföljning som publiceras: {names}. "
                "Visa det för alla, eller ta bort det ur urvalet.",
                f"This is not shown to everybody and cannot stand in a follow-up that is published: {names}. "
                "Show it to everybody, or take it out of the selection.",
            )
        )
    empty = [row.signal.title for row in rows if not text_of(row)]
    if empty:
        names = ", ".join(f"”{title}”" for title in empty)
        raise CannotHand(
            Said(
                f"Skriv först vad det betyder för länet, eller varför det tas upp: {names}.",
                f"First write what it means for the county, or why it is taken up: {names}.",
            )
        )
