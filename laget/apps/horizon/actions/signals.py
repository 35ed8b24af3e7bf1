"""Writes: a signal with its sources, what it touches, what drives it, its steps; and its removal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.horizon.models import Drive, Signal, SignalSource, SignalStep, SignalYear, Touch
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.apps.kept import free_slug_for, locked, touched
from laget.core.horizon.course import Year, unfit
from laget.core.horizon.drives import way_round
from laget.core.words.said import Refusal, Said

RESERVED = frozenset({"nytt", "genomgang", "pa-gang", "urval", "konjunktur", "signaler"})
"""What stands beside signals in addresses under /omvarld/."""
PRESSED_TWICE = timedelta(minutes=1)  # the same signal so soon again is the same press
WRITTEN = (
    "kind",
    "form",
    "level",
    "title",
    "text",
    "for_county",
    "since",
    "sureness",
    "strength",
    "soon",
    "public",
)


class WayRound(Refusal):
    """A drive would make a signal drive itself by way of others."""


class Contradicts(Refusal):
    """What is said of a signal in a year does not go with another year of it."""

    def __init__(self, said: Said, *, signal: Signal) -> None:
        super().__init__(said)
        self.signal = signal


class NotHere(Refusal):
    """A signal is not of the organisation, or has been removed."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What belongs to a signal, as rows that are not kept yet; they take the place of those that were."""

    sources: Sequence[SignalSource] = ()
    touches: Sequence[Touch] = ()
    drives: Sequence[Drive] = ()  # their drivers; this signal is what is driven
    steps: Sequence[SignalStep] = ()


def keep_signal(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    written: Signal,
    parts: Parts,
    today: date,
    revision: int | None = None,
) -> Signal:
    """Keep a new signal, or what is written of one that is there, with its parts; returns it as it is kept.

    A new one is new in this year's scan. Raises NotAllowed, ChangedMeanwhile, NotHere and WayRound.
    """
    if actor is not None:
        require(actor, organisation, WRITE_SIGNALS)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(
            pk=organisation.pk
        )  # one at a time: no way round is made
        is_new = written.pk is None
        already = _sent_already(organisation, actor, written) if is_new else None
        if already is not None:
            return already
        signal = Signal(organisation=organisation) if is_new else _held(organisation, written, revision)
        for name in WRITTEN:
            setattr(signal, name, getattr(written, name))
        if is_new:
            signal.slug = free_slug_for(
                Signal, organisation, written.slug or written.title, reserved=RESERVED
            )
            signal.changed_by_id = actor.pk if actor is not None else None
        else:
            touched(signal, actor=actor)
        signal.save()
        _keep_year(signal, is_new=is_new, year=today.year)
        _keep_parts(organisation, signal, parts)
        record(
            organisation,
            actor=actor,
            action="add_signal" if is_new else "change_signal",
            subject=f"signal:{signal.slug}",
        )
    return signal


def remove_signal(
    organisation: Organisation, *, actor: Visitor | None, signal: Signal, revision: int | None = None
) -> None:
    """Remove a signal with all that belongs to it; raises NotAllowed, ChangedMeanwhile and NotHere."""
    if actor is not None:
        require(actor, organisation, WRITE_SIGNALS)
    with transaction.atomic():
        held = _held(organisation, signal, revision)
        record(organisation, actor=actor, action="remove_signal", subject=f"signal:{held.slug}")
        held.delete()


def _sent_already(organisation: Organisation, actor: Visitor | None, written: Signal) -> Signal | None:
    if actor is None:
        return None
    lately = Signal.objects.filter(
        organisation=organisation,
        changed_by=actor.pk,
        revision=1,
        changed_at__gt=timezone.now() - PRESSED_TWICE,
    )
    return lately.filter(title=written.title, kind=written.kind).first()


def _held(organisation: Organisation, signal: Signal, revision: int | None) -> Signal:
    if not Signal.objects.filter(organisation=organisation, pk=signal.pk).exists():
        raise NotHere(
            Said("Signalen är inte kvar: någon har tagit bort den.", "The signal is gone: it was removed.")
        )
    return locked(signal, revision=revision)


def _keep_year(signal: Signal, *, is_new: bool, year: int) -> None:
    """Let the latest year's row say the same as the signal, whose first year it is where it is new."""
    if is_new:
        SignalYear.objects.create(
            signal=signal,
            year=year,
            course=SignalYear.Course.NEW,
            strength=signal.strength,
            soon=signal.soon,
        )
        return
    years = list(signal.years.order_by("year"))
    if years and years[-1].course != SignalYear.Course.GONE:
        years[-1].strength, years[-1].soon = signal.strength, signal.soon
        refuse_unfit(signal, years)
        years[-1].save()


def refuse_unfit(signal: Signal, years: Iterable[SignalYear]) -> None:
    """Let the years of a signal that follow on each other pass; raises Contradicts for others."""
    why = unfit([Year(one.year, one.course, one.strength) for one in years])
    if why is not None:
        raise Contradicts(Said(f"{signal.title}: {why.sv}", f"{signal.title}: {why.en}"), signal=signal)


def _keep_parts(organisation: Organisation, signal: Signal, parts: Parts) -> None:
    signal.sources.all().delete()
    signal.touches.all().delete()
    signal.driven_by.all().delete()
    signal.steps.all().delete()
    others = list(
        Drive.objects.filter(driven__organisation=organisation).values_list("driver_id", "driven_id")
    )
    for drive in parts.drives:
        _refuse_way_round(organisation, drive.driver, signal, others)
        drive.driven = signal
    rows: list[SignalSource | Touch | SignalStep] = [*parts.sources, *parts.touches, *parts.steps]
    for row in rows:
        row.signal = signal
    SignalSource.objects.bulk_create(parts.sources)
    Touch.objects.bulk_create(parts.touches)
    Drive.objects.bulk_create(parts.drives)
    SignalStep.objects.bulk_create(parts.steps)


def _refuse_way_round(
    organisation: Organisation, driver: Signal, driven: Signal, drives: list[tuple[int, int]]
) -> None:
    way = way_round(drives, driver=driver.pk, driven=driven.pk)
    if way is None:
        return
    if len(way) == 1:
        raise WayRound(
            Said(
                f"”{driven.title}” kan inte driva på sig själv.",
                f"“{driven.title}” cannot drive itself.",
            )
        )
    names = dict(Signal.objects.filter(organisation=organisation, pk__in=way).values_list("pk", "title"))
    first, second, *further = [names[one] for one in way]
    sv = f"”{first}” driver redan på ”{second}”" + "".join(f", som driver på ”{one}”" for one in further)
    en = f"“{first}” already drives “{second}”" + "".join(f", which drives “{one}”" for one in further)
    raise WayRound(
        Said(
            f"”{driver.title}” kan inte driva på ”{driven.title}”, för det skulle gå runt: {sv}.",
            f"“{driver.title}” cannot drive “{driven.title}”, since that would go round: {en}.",
        )
    )
