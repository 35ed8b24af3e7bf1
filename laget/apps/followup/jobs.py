"""What a worker does: fetches the figures that somebody asked for, judges anew, and looks what is wrong."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from laget.apps.accounts.models import Organisation
from laget.apps.followup.actions import judge_today
from laget.apps.followup.models import Refresh, Remark
from laget.apps.followup.queries import document_of, judgement_today
from laget.apps.followup.queries.statistics import documents_of, files_of, waiting_alarms
from laget.apps.strategy.queries import version_in_force
from laget.core.followup.edition import Edition
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.figures import NothingToJudge
from laget.data.preflight import Finding, preflight_at
from laget.data.preflight import Kind as Found
from laget.data.refresh import Outcome, Refreshed, refresh_at

State = Refresh.State
LEASE = timedelta(minutes=2)
BEAT = 1.0  # seconds between two times that progress is written and the lease renewed
MOST_TRIES = 3
PRESS = Said(
    "tryck på ”Hämta siffrorna nu” på sidan Siffrorna",
    "press “Fetch the figures now” on the page The figures",
)
GAVE_UP = Said(
    "Hämtningen avbröts flera gånger; säg till den som sköter Läget, och försök igen.",
    "The fetch was broken off several times; tell those who run Läget, and try again.",
)


@task()
def run_refresh(refresh_id: int) -> None:
    """Do a refresh that waits; one that somebody else has taken is left."""
    refresh = take(refresh_id, now=timezone.now())
    if refresh is not None:
        finish(refresh, *work(refresh))


def queue_refresh(refresh: Refresh) -> None:
    """Queue a refresh when what asks for it is kept; one that stands in the queue twice is done once."""
    if refresh.state == State.WAITING:
        transaction.on_commit(lambda: run_refresh.enqueue(refresh.pk))


def take(refresh_id: int, *, now: datetime) -> Refresh | None:
    """Take a lease on a refresh that waits; None where it does not."""
    # Guarded: of two workers that come for the same row one changes it.
    taken = Refresh.objects.filter(pk=refresh_id, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, lease_until=now + LEASE, tries=F("tries") + 1, done=0, planned=0
    )
    if not taken:
        return None
    return Refresh.objects.select_related("organisation").get(pk=refresh_id)


def take_back(now: datetime) -> int:
    """Queue again what a killed worker left, and what waits for no one; returns how many.

    What has been broken off three times is given up. What was fetched already is not asked for again.
    """
    gone = Refresh.objects.filter(state=State.RUNNING, lease_until__lt=now)
    gone.filter(tries__gte=MOST_TRIES).update(
        state=State.FAILED, ended_at=now, lease_until=None, outcome={"fault": _plain(GAVE_UP)}
    )
    gone.update(state=State.WAITING)
    left = Refresh.objects.filter(state=State.WAITING).filter(
        Q(lease_until__lt=now) | Q(lease_until__isnull=True, asked_at__lt=now - LEASE)
    )
    refreshes = list(left)
    for refresh in refreshes:
        Refresh.objects.filter(pk=refresh.pk, state=State.WAITING).update(lease_until=now + LEASE)
        queue_refresh(refresh)
    return len(refreshes)


@dataclass
class _Progress:
    """How many calls are done of those planned, told by the threads that make them."""

    done: int = 0
    planned: int = 0

    def __call__(self, done: int, planned: int) -> None:
        self.done, self.planned = done, planned


def work(refresh: Refresh) -> tuple[State, dict[str, Any]]:
    """Fetch, judge anew and look what is wrong; returns how it ended, and what there is to tell of it."""
    organisation = refresh.organisation
    try:
        fetched = [_fetched(refresh, document) for document in documents_of(organisation) if document]
        told: dict[str, Any] = _report(fetched)
        told["verdicts"] = judged_anew(organisation)
        told["alarms"] = len(waiting_alarms(organisation))
        told["not_asked"] = looked_over(organisation)
    except Refusal as refusal:
        return State.FAILED, {"fault": _plain(refusal.said)}
    return State.DONE, told


def finish(refresh: Refresh, state: State, outcome: dict[str, Any]) -> None:
    """Keep how a refresh ended, unless another worker has it by now."""
    mine = Refresh.objects.filter(pk=refresh.pk, state=State.RUNNING, tries=refresh.tries)
    mine.update(state=state, outcome=outcome, ended_at=timezone.now(), lease_until=None)


def _fetched(refresh: Refresh, document: StrategyDocument) -> Refreshed:
    """Refresh one document in a thread, while this one, which has the database, tells how far it has come."""
    progress = _Progress()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="laget-refresh") as pool:
        under_way: Future[Refreshed] = pool.submit(
            refresh_at,
            Path(settings.STORE),
            document,
            files=files_of(refresh.organisation),
            environ=os.environ,
            at=timezone.now(),
            progress=progress,
        )
        while not wait([under_way], timeout=BEAT).done:
            _beat(refresh, progress)
        _beat(refresh, progress)
        return under_way.result()


def _beat(refresh: Refresh, progress: _Progress) -> None:
    mine = Refresh.objects.filter(pk=refresh.pk, state=State.RUNNING, tries=refresh.tries)
    mine.update(
        done=min(progress.done, progress.planned),
        planned=progress.planned,
        lease_until=timezone.now() + LEASE,
    )


def judged_anew(organisation: Organisation) -> list[dict[str, str]]:
    """Judge the strategy in force on the figures as they are now; returns the verdicts that became others.

    One that has no figures at all has no verdicts. Raises NotFetched.
    """
    version = version_in_force(organisation)
    if version is None:
        return []
    known = judgement_today(organisation)
    before = document_of(known) if known is not None else None
    try:
        judgement = judge_today(organisation, version=version, store=Path(settings.STORE))
    except NothingToJudge:
        return []
    return [*_turned(before, document_of(judgement))]


def _turned(before: Edition | None, now: Edition) -> Iterator[dict[str, str]]:
    was = {one.target: one.reach for one in before.verdicts} if before is not None else {}
    for verdict in now.verdicts:
        old = was.get(verdict.target)
        if old is not None and old is not verdict.reach:
            yield {"target": verdict.target, "was": old.value, "now": verdict.reach.value}


def looked_over(organisation: Organisation) -> list[str]:
    """Keep what preflight finds, one row an indicator and kind; returns the indicators it could not ask of.

    A finding that is gone is taken away, one that was dealt with and is still there is opened again, and one
    that is left stays left. Raises UnfitSetting, DamagedStore.
    """
    document, _ = documents_of(organisation)
    if document is None:
        return []
    today = timezone.localdate()
    findings = preflight_at(Path(settings.STORE), document, environ=os.environ, today=today, remedy=PRESS)
    silent = {one.indicator for one in findings if one.kind is Found.SILENT}
    together: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.kind is not Found.SILENT:
            together.setdefault((one.indicator, one.kind.value), []).append(one)
    with transaction.atomic():
        known = {
            (row.indicator, row.kind): row
            for row in Remark.objects.select_for_update().filter(organisation=organisation)
        }
        for key, found in together.items():
            _keep_remark(organisation, known.pop(key, None), found)
        gone = [row.pk for row in known.values() if row.indicator not in silent]
        Remark.objects.filter(pk__in=gone).delete()
    return sorted(silent)


def _keep_remark(organisation: Organisation, row: Remark | None, found: list[Finding]) -> None:
    row = row or Remark(organisation=organisation, indicator=found[0].indicator, kind=found[0].kind.value)
    row.is_fault = found[0].severity == "fault"
    row.sv, row.en = ("\n".join(one.said.to(language) for one in found) for language in ("sv", "en"))
    row.found_at = timezone.now()
    if row.state == Remark.State.DONE:
        row.state, row.reason, row.decided_by, row.decided_at = Remark.State.OPEN.value, "", None, None
    row.save()


def _report(fetched: list[Refreshed]) -> dict[str, Any]:
    continued = min((one.continued for one in fetched if one.continued is not None), default=None)
    return {
        "indicators": [_told(outcome) for one in fetched for outcome in one.outcomes],
        "continued": continued.isoformat() if continued is not None else None,
    }


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "indicator": outcome.indicator,
        "came": outcome.came.value,
        "added": outcome.added,
        "periods": list(outcome.periods),
        "revised": len(outcome.revised),
        "fault": _plain(outcome.fault) if outcome.fault is not None else None,
    }


def _plain(said: Said) -> dict[str, str]:
    return {"sv": said.sv, "en": said.en}
