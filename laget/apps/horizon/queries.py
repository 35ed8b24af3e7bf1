"""Reads: signals as somebody may see them, as they were in a year, what they touch, what is chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.horizon.models import Drive, Selected, Signal, SignalStep, SignalYear, Touch
from laget.apps.horizon.permissions import SEE_SIGNALS
from laget.core.canonical import sha256
from laget.core.horizon.steps import Moment, State


@dataclass(frozen=True, slots=True)
class Stand:
    """A signal as it was in a year, or as it is now; `course` is empty where it has not been scanned."""

    signal: Signal
    year: int | None
    course: str
    strength: int
    soon: int
    note: str = ""


def signals_seen_by(organisation: Organisation, *, viewer: Visitor | None) -> QuerySet[Signal]:
    """Return the signals that somebody may see; None is everybody."""
    rows = Signal.objects.filter(organisation=organisation)
    if viewer is not None and may(viewer, organisation, SEE_SIGNALS):
        return rows
    return rows.filter(public=True)


def signal_seen_by(organisation: Organisation, *, viewer: Visitor | None, slug: str) -> Signal:
    """Return one signal; raises Http404 where there is none that somebody may see."""
    row = signals_seen_by(organisation, viewer=viewer).filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def stands(organisation: Organisation, *, viewer: Visitor | None, year: int | None = None) -> list[Stand]:
    """Return the signals of a year's scan as they were then, or those that are not gone as they are now."""
    rows = signals_seen_by(organisation, viewer=viewer).prefetch_related("years")
    found = (stand_of(row, year=year) for row in rows)
    return [one for one in found if one is not None and (year is not None or one.course != "gone")]


def stand_of(signal: Signal, *, year: int | None = None) -> Stand | None:
    """Return how a signal was in a year (None where it was not scanned then), or how it is now."""
    years: list[SignalYear] = list(signal.years.all())
    if year is None:
        course, last = (years[-1].course, years[-1].year) if years else ("", None)
        note = years[-1].note if years else ""
        return Stand(signal, last, course, signal.strength, signal.soon, note)
    row = next((one for one in years if one.year == year), None)
    return Stand(signal, year, row.course, row.strength, row.soon, row.note) if row is not None else None


def years_scanned(organisation: Organisation, *, viewer: Visitor | None) -> list[int]:
    """Return the years that signals have been scanned in, latest first."""
    seen = signals_seen_by(organisation, viewer=viewer)
    years = SignalYear.objects.filter(signal__in=seen).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


def drives_among(signals: Iterable[Signal], *, year: int) -> list[Drive]:
    """Return what drives what among these signals in a year; a drive of no known years always does."""
    keys = [one.pk for one in signals]
    rows = Drive.objects.filter(driver__in=keys, driven__in=keys).select_related("driver", "driven")
    rows = rows.exclude(since__gt=year).exclude(until__lt=year)
    return list(rows.order_by("driver", "driven"))


def touches_of(organisation: Organisation, *, viewer: Visitor | None, address: str) -> list[Touch]:
    """Return how signals touch an address, strongest first; what is gone touches nothing."""
    seen = signals_seen_by(organisation, viewer=viewer)
    rows = (
        Touch.objects.filter(address=address, signal__in=seen)
        .select_related("signal__organisation")
        .prefetch_related(Prefetch("signal__years"))
        .order_by("-signal__strength", "signal__soon", "signal__pk")
    )
    return [one for one in rows if not is_gone(one.signal)]


def is_gone(signal: Signal) -> bool:
    """Return whether the latest scan of a signal found it gone."""
    years = list(signal.years.all())
    return bool(years) and years[-1].course == SignalYear.Course.GONE


def moment_of(step: SignalStep) -> Moment:
    """Return when a step is, as exactly as it is known."""
    return Moment(step.on, step.exact)  # type: ignore[arg-type]  # the field's choices are its words


def state_of(step: SignalStep, *, today: date) -> State:
    """Return where a step stands on a day."""
    return moment_of(step).state(done=step.done, today=today)


def steps_of(signals: Iterable[Signal]) -> list[SignalStep]:
    """Return the steps of these signals in order of time."""
    rows = SignalStep.objects.filter(signal__in=[one.pk for one in signals]).select_related("signal")
    return list(rows.order_by("on", "pk"))


def next_step(steps: Iterable[SignalStep]) -> SignalStep | None:
    """Return the first step that is not done, None where there is none."""
    return min((one for one in steps if not one.done), key=lambda one: (one.on, one.pk), default=None)


def selected(
    organisation: Organisation, *, viewer: Visitor | None, year: int, purposes: Collection[str] = ()
) -> list[Selected]:
    """Return what is chosen for a year, in its order, of what somebody may see."""
    seen = signals_seen_by(organisation, viewer=viewer)
    rows = Selected.objects.filter(organisation=organisation, year=year, signal__in=seen)
    if purposes:
        rows = rows.filter(purpose__in=purposes)
    rows = rows.select_related("signal").prefetch_related("signal__years")
    return list(rows.order_by("purpose", "place", "pk"))


def years_selected(organisation: Organisation, *, viewer: Visitor | None) -> list[int]:
    """Return the years that signals are chosen for, latest first."""
    seen = signals_seen_by(organisation, viewer=viewer)
    rows = Selected.objects.filter(organisation=organisation, signal__in=seen).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def selection_hash(organisation: Organisation, *, year: int, purpose: str) -> str:
    """Return what a selection is known by, so that of two who change it the second is told."""
    rows = Selected.objects.filter(organisation=organisation, year=year, purpose=purpose)
    known = sorted(rows.values_list("place", "signal_id", "why"))
    return sha256(repr(known).encode())
