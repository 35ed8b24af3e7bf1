"""Writes: a year's scan, where all signals are gone through in one sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.horizon.actions.signals import refuse_unfit
from laget.apps.horizon.models import Signal, SignalYear
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.apps.kept import locked, touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What was found of one signal: its course beside the year before, how strong, how soon, and why."""

    signal: Signal
    course: str
    strength: int
    soon: int
    note: str = ""
    revision: int | None = None


def scan_signals(
    organisation: Organisation, *, actor: Visitor | None, year: int, found: Sequence[Scanned]
) -> int:
    """Keep what a year's scan found of these signals, all or nothing; returns how many differ from before.

    A signal's own strength and time follow its latest year. Raises NotAllowed, ChangedMeanwhile and
    Contradicts.
    """
    if actor is not None:
        require(actor, organisation, WRITE_SIGNALS)
    changed = 0
    with transaction.atomic():
        own = Signal.objects.filter(organisation=organisation, pk__in=[one.signal.pk for one in found])
        signals = {row.pk: row for row in own.order_by("pk")}
        for one in sorted(found, key=lambda each: each.signal.pk):
            if one.signal.pk in signals:
                changed += _keep(signals[one.signal.pk], one, year=year, actor=actor)
        if changed:
            detail = {"changed": changed}
            record(organisation, actor=actor, action="scan_signals", subject=f"scan:{year}", detail=detail)
    return changed


def _keep(signal: Signal, found: Scanned, *, year: int, actor: Visitor | None) -> bool:
    now = locked(signal, revision=None)
    known = {row.year: row for row in now.years.all()}
    row = known.get(year) or SignalYear(signal=now, year=year)
    said = (found.course, found.strength, found.soon, found.note)
    if row.pk is not None and said == (row.course, row.strength, row.soon, row.note):
        return False
    locked(signal, revision=found.revision)
    row.course, row.strength, row.soon, row.note = said
    known[year] = row
    refuse_unfit(now, known.values())
    row.save()
    latest = known[max(known)]
    now.strength, now.soon = latest.strength, latest.soon
    touched(now, actor=actor)
    now.save()
    return True
