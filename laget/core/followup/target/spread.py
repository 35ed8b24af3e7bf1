"""Targets on how far apart groups and municipalities are, and on the one that comes last."""

from collections.abc import Callable, Sequence

from laget.core.areas import COUNTRY, MUNICIPALITIES
from laget.core.followup.reason import Reason
from laget.core.followup.target.view import (
    CannotBeJudged,
    Judgeable,
    Read,
    View,
    base_value,
    combined,
    derived,
    known,
    positive,
)
from laget.core.followup.verdict import Note, NoteKind
from laget.core.series import Series
from laget.core.strategy import document as doc


def _difference(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _ratio(values: Sequence[float]) -> float:
    return max(values) / min(values)


def smaller_gap(target: doc.SmallerGap, view: View, place: str) -> Judgeable:
    """Return the gap between two groups: the absolute difference, or the larger over the smaller."""
    difference = target.measure == "difference"

    def gap(read: Callable[..., Series]) -> Series:
        parts = [read(place, group=group) for group in target.groups]
        lacking = [group for part, group in zip(parts, target.groups, strict=True) if not part.years]
        if lacking:
            raise CannotBeJudged(Reason.NO_GROUP, groups=lacking)
        if not difference:
            positive(parts, [place, place])
        return combined(parts, _difference if difference else _ratio)

    series = gap(view.series)
    threshold = _share_of_base(target, series, whole=lambda: gap(view.whole))
    return derived(target, series, way=-1, threshold=threshold, same_unit=difference)


def smaller_spread(target: doc.SmallerSpread, view: View, place: str) -> Judgeable:
    """Return the spread over the municipalities, in years in which all of them have a figure."""
    places = _municipalities(place)

    def spread(read: Read) -> Series:
        parts = known(places, read)
        if target.measure == "ratio":
            positive(parts, places)
        return combined(parts, _spread(target))

    series = spread(view.series)
    threshold = _share_of_base(target, series, whole=lambda: spread(view.whole))
    return derived(target, series, way=-1, threshold=threshold, same_unit=target.measure == "range")


def _spread(target: doc.SmallerSpread) -> Callable[[Sequence[float]], float]:
    match target.measure:
        case "range":
            return _difference
        case "ratio":
            return _ratio
    below = target.below
    if below is None:
        raise CannotBeJudged(Reason.NO_RULE)
    return lambda values: 100 * sum(value < below for value in values) / len(values)


def _share_of_base(
    target: doc.SmallerGap | doc.SmallerSpread, series: Series, *, whole: Callable[[], Series]
) -> float:
    """Return the value to fall to: as stated, or the base's times `to`."""
    if target.value is not None:
        return target.value
    if target.base is None:
        raise CannotBeJudged(Reason.NO_BASE)
    return base_value(series, target.base, whole=whole) * target.to


def all_municipalities(
    target: doc.AllAtLeast | doc.AllAtMost, view: View, place: str, *, way: int
) -> Judgeable:
    """Return the lowest (highest) of the municipalities, and which it is in the last year."""
    places = _municipalities(place)
    parts = known(places, view.series)
    series = combined(parts, min if way > 0 else max)
    notes: tuple[Note, ...] = ()
    if series.years:
        last, extreme = series.years[-1], series.values[-1]
        where = [each for each, part in zip(places, parts, strict=True) if part.value_at(last) == extreme]
        notes = (Note(kind=NoteKind.EXTREME, years=(last,), value=extreme, areas=tuple(where)),)
    return derived(target, series, way=way, threshold=target.value, same_unit=True, notes=notes)


def _municipalities(place: str) -> list[str]:
    """Return the codes of a county's municipalities; of the country all."""
    found = [one.code for one in MUNICIPALITIES if place in (COUNTRY.code, one.county)]
    if not found:
        raise CannotBeJudged(Reason.NO_FIGURE, areas=[place])
    return found
