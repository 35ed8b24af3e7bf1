"""Targets on an indicator's own figures: levels, holds, corridors, changes, paces, directions and budgets."""

from dataclasses import replace
from functools import partial

from laget.core.followup.methods.method import Kind
from laget.core.followup.reach import Reach
from laget.core.followup.reason import Reason
from laget.core.followup.target.view import CannotBeJudged, Judgeable, View, base_value, own, slack
from laget.core.followup.verdict import Note, NoteKind
from laget.core.series import Series
from laget.core.strategy import document as doc
from laget.core.units import LARGEST


def level(target: doc.AtLeast | doc.AtMost, view: View, place: str, *, way: int) -> Judgeable:
    """Return a level; the first step later than the last figure stands in for it, missed steps are told."""
    series = view.series(place)
    value, year, notes = target.value, target.year, list[Note]()
    for step, wanted in sorted(target.steps.items()):
        if step > (series.last_year or 0):
            value, year = wanted, step
            notes.append(Note(kind=NoteKind.STEP, years=(step,), value=wanted))
            break
        reached = series.upto(step).values[-1:]
        if reached and way * (reached[0] - wanted) < -slack(wanted):
            notes.append(Note(kind=NoteKind.MISSED_STEP, years=(step,), value=wanted))
    return own(target, series, way=way, threshold=value, year=year, notes=tuple(notes))


def hold(target: doc.Hold, view: View, place: str) -> Judgeable:
    """Return a hold at its value, else at the base's.

    The base is the target's, else the strategy's first year or the nearest before it with a figure.
    """
    series, way, threshold = view.series(place), view.way, target.value
    if threshold is None and target.base is not None:
        threshold = base_value(series, target.base, whole=partial(view.whole, place))
    elif threshold is None:
        threshold = _start_value(series, view, place)
    return own(target, series, kind=Kind.HOLD, way=way, threshold=threshold)


def _start_value(series: Series, view: View, place: str) -> float:
    if view.start is None:
        raise CannotBeJudged(Reason.NO_BASE)
    before = series.upto(view.start)
    if not before.years:
        crossed = view.whole(place).upto(view.start).years
        raise CannotBeJudged(Reason.BREAK if crossed else Reason.NO_BASE, years=[view.start])
    return before.values[-1]


def corridor(target: doc.Corridor, view: View, place: str) -> Judgeable:
    """Return a corridor: met inside, and outside held to the nearest end."""
    return own(target, view.series(place), kind=Kind.CORRIDOR, low=target.low, high=target.high)


def direction(target: doc.Direction, view: View, place: str) -> Judgeable:
    """Return a way without a level."""
    way = 1 if target.way == "up" else -1
    return own(target, view.series(place), kind=Kind.DIRECTION, way=way)


def change(target: doc.Change, view: View, place: str) -> Judgeable:
    """Return a level that is a change since the base year."""
    series = view.series(place)
    base = base_value(series, target.base, whole=partial(view.whole, place))
    _share_of(target.by, base)
    return own(target, series, way=target.by.way, threshold=_possible(target.by.changed(base)))


def pace(target: doc.Pace, view: View, place: str) -> Judgeable:
    """Return the level that a yearly change from a year comes to in the target year."""
    series = view.series(place)
    base = base_value(series, target.from_, whole=partial(view.whole, place))
    _share_of(target.by, base)
    try:
        threshold = target.by.paced(base, years=target.year - target.from_)
    except ArithmeticError:  # a power too large, or of zero to less than none
        threshold = float("inf")
    return own(target, series, way=target.by.way, threshold=_possible(threshold), base=target.from_)


def _share_of(by: doc.By, base: float) -> None:
    """A per cent is taken of a value above zero only: below it the sign would turn round."""
    if by.relative and base <= 0:
        raise CannotBeJudged(Reason.ZERO_BASE)


def _possible(threshold: float) -> float:
    """Numbers that no figure has are not judged against."""
    if abs(threshold) > LARGEST:
        raise CannotBeJudged(Reason.NO_RULE)
    return threshold


def budget(target: doc.Budget, view: View, place: str) -> Judgeable:
    """Return what is left of a total as a yearly level over the years left.

    Met only when the last year is out, missed as soon as the total is exceeded, whatever a method says.
    """
    series = view.series(place)
    last = series.years[-1] if series.years else target.from_ - 1
    counted = range(target.from_, last + 1)
    if lacking := [year for year in counted if series.value_at(year) is None]:
        crossed = set(lacking) <= set(view.whole(place).years)
        raise CannotBeJudged(Reason.BREAK if crossed else Reason.MISSING_YEAR, years=lacking)
    spent = sum(value for year, value in zip(series.years, series.values, strict=True) if year in counted)
    left, years_left = target.total - spent, target.year - max(last, target.from_ - 1)
    if series.years and target.year < target.from_:
        raise CannotBeJudged(Reason.TARGET_BEFORE_BASE)
    found = own(
        target,
        series,
        way=-1,
        threshold=_possible(left / years_left if years_left else left),
        notes=(Note(kind=NoteKind.BUDGET, years=(target.from_, last), value=spent),) if counted else (),
    )
    decided = None
    if left < -slack(target.total):
        decided = Reach.WRONG_WAY
    elif not years_left:
        decided = Reach.MET
    return replace(found, decided=decided, met_only_after=target.year)
