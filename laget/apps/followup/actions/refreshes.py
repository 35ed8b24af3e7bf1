"""Writes: asking for the figures to be fetched, and deciding about what preflight found."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.models import Refresh, Remark
from laget.apps.followup.permissions import REFRESH_FIGURES
from laget.apps.followup.queries.statistics import documents_of
from laget.core.words.said import Refusal, Said


class NothingToFetch(Refusal):
    """An organisation whose strategy has no indicator."""


class NoReason(Refusal):
    """A finding or an alarm that is left or accepted without a reason."""


def start_refresh(organisation: Organisation, *, actor: Visitor | None) -> Refresh:
    """Ask for all figures to be fetched; where that is asked for or under way already, that one is returned.

    Raises NotAllowed, NothingToFetch.
    """
    if actor is not None:
        require(actor, organisation, REFRESH_FIGURES)
    if not any(document is not None and document.indicators for document in documents_of(organisation)):
        raise NothingToFetch(
            Said(
                sv="Strategin har inga indikatorer att hämta siffror till.",
                en="The strategy has no indicators to fetch figures for.",
            )
        )
    try:
        with transaction.atomic():
            known = Refresh.objects.filter(organisation=organisation, state__in=Refresh.OPEN).first()
            if known is not None:
                return known
            asked_by = actor if isinstance(actor, User) else None
            refresh = Refresh.objects.create(organisation=organisation, asked_by=asked_by)
            record(organisation, actor=actor, action="start_refresh", subject=f"refresh:{refresh.pk}")
    except IntegrityError:  # somebody else asked in the same moment
        return Refresh.objects.get(organisation=organisation, state__in=Refresh.OPEN)
    return refresh


def decide_remark(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    remark: Remark,
    state: Remark.State,
    reason: str = "",
) -> None:
    """Mark a finding as dealt with, or leave it with a reason, or open it again.

    Raises NotAllowed, NoReason.
    """
    if actor is not None:
        require(actor, organisation, REFRESH_FIGURES)
    reason = reason.strip()
    if state is Remark.State.LEFT:
        hold_reason(reason)
    with transaction.atomic():
        row = Remark.objects.select_for_update().get(organisation=organisation, pk=remark.pk)
        if (row.state, row.reason) == (state.value, reason):
            return
        was, row.state, row.reason = row.state, state.value, reason
        row.decided_by = actor if isinstance(actor, User) else None
        row.decided_at = timezone.now()
        row.save()
        record(
            organisation,
            actor=actor,
            action="decide_remark",
            subject=f"indicator:{row.indicator}",
            detail={"kind": row.kind, "was": was, "now": row.state, "reason": reason, "found": row.sv},
        )


def hold_reason(reason: str) -> None:
    """Let a reason that says something pass; raises NoReason."""
    if not reason.strip():
        raise NoReason(
            Said(sv="Skriv varför, så att andra förstår.", en="Write why, so that others understand.")
        )
