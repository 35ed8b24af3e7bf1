"""Moving a gap in the list of the largest, with a reason that everybody sees, and moving it back."""

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.models import GapMove
from laget.apps.followup.permissions import MOVE_GAP
from laget.apps.followup.queries import document_of, judgement_today
from laget.core.words.said import Refusal, Said

LONGEST = 300  # characters of a reason


class CannotMove(Refusal):
    """A gap that is not in the list, a place that is none, or a move without a reason."""


def move_gap(
    organisation: Organisation, *, actor: Visitor | None, target: str, place: int, reason: str
) -> GapMove:
    """Give a target's gap a place in the list, from 1; raises NotAllowed, CannotMove."""
    if actor is not None:
        require(actor, organisation, MOVE_GAP)
    today = judgement_today(organisation)
    listed = document_of(today).largest_gaps if today is not None else ()
    reason = " ".join(reason.split())
    if target not in listed:
        raise CannotMove(Said("Det finns inget sådant mål i listan.", "There is no such target in the list."))
    if not 1 <= place <= len(listed):
        raise CannotMove(
            Said(f"Ange en plats från 1 till {len(listed)}.", f"Give a place from 1 to {len(listed)}.")
        )
    if not reason or len(reason) > LONGEST:
        raise CannotMove(
            Said(
                f"Skriv varför gapet flyttas, med högst {LONGEST} tecken. Skälet visas för alla.",
                f"Write why the gap is moved, in at most {LONGEST} characters. Everybody sees the reason.",
            )
        )
    who = actor.pk if actor is not None else None
    with transaction.atomic():
        move, _ = GapMove.objects.update_or_create(
            organisation=organisation,
            target=target,
            defaults={"place": place, "reason": reason, "moved_by_id": who},
        )
        record(
            organisation,
            actor=actor,
            action="move_gap",
            subject=f"target:{target}",
            detail={"place": place, "reason": reason},
        )
    return move


def return_gap(organisation: Organisation, *, actor: Visitor | None, target: str) -> None:
    """Let a target's gap stand where its figures put it; one that was not moved stands there already."""
    if actor is not None:
        require(actor, organisation, MOVE_GAP)
    with transaction.atomic():
        gone, _ = GapMove.objects.filter(organisation=organisation, target=target).delete()
        if gone:
            record(organisation, actor=actor, action="return_gap", subject=f"target:{target}")
