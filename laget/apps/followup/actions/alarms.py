"""Writes: a person's yes to a revision alarm, or that it is left standing."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.actions.refreshes import hold_reason
from laget.apps.followup.permissions import ACCEPT_REVISION
from laget.apps.followup.queries.statistics import waiting_alarms
from laget.core.followup.revision import Revision
from laget.core.words.said import Refusal, Said
from laget.data.editions import accept_revision


class NoAlarm(Refusal):
    """An alarm that does not wait for anybody's yes (any more)."""


def accept_alarm(organisation: Organisation, *, actor: Visitor | None, alarm: str, reason: str) -> None:
    """Say yes to a revision: the new figures are counted on from here on.

    The store keeps the yes with the person's id, as `laget accept` does with a name. Raises NotAllowed,
    NoReason, NoAlarm, StoreBusy, CannotWrite.
    """
    if actor is not None:
        require(actor, organisation, ACCEPT_REVISION)
    hold_reason(reason)
    revision = _waiting(organisation, alarm)
    by = f"person:{actor.pk}" if actor is not None else "laget"
    with transaction.atomic():
        record(
            organisation,
            actor=actor,
            action="accept_alarm",
            subject=f"alarm:{alarm}",
            detail=_detail(revision, reason),
        )
        # Last: where the store cannot be written, the entry is not kept either.
        accept_revision(
            Path(settings.STORE),
            revision,
            by=by,
            reason=reason.strip(),
            at=timezone.now(),
            environ=os.environ,
        )


def leave_alarm(organisation: Organisation, *, actor: Visitor | None, alarm: str, reason: str) -> None:
    """Keep why a revision is not accepted: it goes on stopping an edition. Raises as `accept_alarm`."""
    if actor is not None:
        require(actor, organisation, ACCEPT_REVISION)
    hold_reason(reason)
    revision = _waiting(organisation, alarm)
    with transaction.atomic():
        record(
            organisation,
            actor=actor,
            action="leave_alarm",
            subject=f"alarm:{alarm}",
            detail=_detail(revision, reason),
        )


def _waiting(organisation: Organisation, alarm: str) -> Revision:
    found = next((one for one in waiting_alarms(organisation) if one.alarm == alarm), None)
    if found is None:
        raise NoAlarm(
            Said(
                sv="Larmet väntar inte längre: någon kan ha godkänt det, eller siffrorna är ändrade igen.",
                en="The alarm waits no more: somebody may have accepted it, or the figures changed again.",
            )
        )
    return found


def _detail(revision: Revision, reason: str) -> Mapping[str, object]:
    return {
        "indicator": revision.indicator,
        "before": revision.before,
        "after": revision.after,
        "changed": len(revision.changes),
        "reason": reason.strip(),
    }
