"""From a target in a strategy to a series that a method can judge: every target form."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import mean, median
from typing import assert_never

from laget.core.areas import COUNTIES, area, municipalities_of
from laget.core.followup.methods.method import Case, Kind
from laget.core.followup.reach import Reach
from laget.core.followup.reason import Reason
from laget.core.followup.verdict import Note, NoteKind, Why
from laget.core.series import PRELIMINARY, Figures, Series
from laget.core.strategy import document as doc


class CannotBeJudged(Exception):
    """A target that no method can judge as the figures stand, with the reason."""

    def __init__(self, reason: Reason, *, years: Sequence[int] = (), areas: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.why = Why(reason=reason, years=tuple(years), areas=tuple(areas))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a target may see: one indicator's figures up to the edition's year, never across a break."""

    figures: Figures
    indicator: doc.Indicator
    county: str
    year: int
    ended: int | None = None

    def series(self, place: str, *, group: str = "total") -> Series:
        """Return the yearly figures of one place and group that may be judged upon."""
        return self.whole(place, group=group).after_break(self.indicator.breaks)

    def whole(self, place: str, *, group: str = "total") -> Series:
        """Return the same figures on both sides of a break."""
        return self.figures.series(self.indicator.id, area=place, group=group).upto(self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgeable:
    """A target as a method sees it, and what stands beside it."""

    case: Case
    series: Series
    own: bool  # the series is the indicator's own, so a gap in it is a gap in the indicator's unit
    same_unit: bool  # a difference in the series is in the indicator's unit, so its noise band holds
    notes: tuple[Note, ...] = ()
    decided: Reach | None = None  # the form itself settles the reach, whatever the method says
    met_only_after: int | None = None  # the first year in which the target can be met


def judgeable(target: doc.Target, *, view: View) -> Judgeable:
    """Return `target` as a series with threshold, year and way (followup.md, "Target forms").

    Raises CannotBeJudged with the reason where no method could judge it.
    """
    place = target.area or view.county
    match target:
        case doc.AtLeast():
            found = _level(target, view.series(place), way=1)
        case doc.AtMost():
            found = _level(target, view.series(place), way=-1)
        case doc.Hold():
            found = _hold(target, view, place)
        case doc.Corridor():
            found = _own(target, view.series(place), kind=Kind.CORRIDOR, low=target.low, high=target.high)
        case doc.Change():
            found = _change(target, view, place)
        case doc.Pace():
            found = _pace(target, view, place)
        case doc.Direction():
            way = 1 if target.way == "up" else -1
            found = _own(target, view.series(place), kind=Kind.DIRECTION, way=way)
        case doc.BetterThan():
            found = _better_than(target, view, place)
        case doc.ChangeMoreThan():
            found = _change_more_than(target, view, place)
        case doc.SmallerGap():
            found = _smaller_gap(target, view, place)
        case doc.SmallerSpread():
            found = _smaller_spread(target, view, place)
        case doc.AllAtLeast():
            found = _all(target, view, place, way=1)
        case doc.AllAtMost():
            found = _all(target, view, place, way=-1)
        case doc.Rank():
            found = _rank(target, view, place)
        case doc.Budget():
            found = _budget(target, view.series(place))
        case _ as unknown:
            assert_never(unknown)
    _check(found, target, view)
    return found


def _check(found: Judgeable, target: doc.Target, view: View) -> None:
    if not found.series.years:
        raise CannotBeJudged(Reason.NO_FIGURE)
    if (
        view.ended is not None
        and (target.year is None or target.year > view.ended)
        and view.year > view.ended
    ):
        raise CannotBeJudged(Reason.ENDED, years=[view.ended])


def _seen(series: Series, target: doc.Target) -> Series:
    """Figures after the target's year are not seen."""
    if target.year is None or not series.years:
        return series
    if target.year < series.years[0]:
        raise CannotBeJudged(Reason.TARGET_BEFORE_FIGURES)
    return series.upto(target.year)


def _own(
    target: doc.Target,
    series: Series,
    *,
    kind: Kind,
    way: int = 0,
    threshold: float | None = None,
    year: int | None = None,
    low: float | None = None,
    high: float | None = None,
    base: int | None = None,
    notes: tuple[Note, ...] = (),
) -> Judgeable:
    seen = _seen(series, target)
    case = Case(
        years=seen.years,
        values=seen.values,
        kind=kind,
        way=way,
        threshold=threshold,
        year=year,
        low=low,
        high=high,
        base_year=target.base if base is None else base,
    )
    return Judgeable(case=case, series=seen, own=True, same_unit=True, notes=notes)


def _kind(year: int | None) -> Kind:
    """A threshold without a year is held."""
    return Kind.HOLD if year is None else Kind.VALUE


def _better(view: View) -> int:
    match view.indicator.better:
        case "higher":
            return 1
        case "lower":
            return -1
        case _:
            raise CannotBeJudged(Reason.NO_WAY)


def _base_value(series: Series, year: int, *, read: Callable[[], Series]) -> float:
    """Return the value at a base year; where only the other side of a break has one, say so."""
    value = series.value_at(year)
    if value is not None:
        return value
    if read().value_at(year) is not None:
        raise CannotBeJudged(Reason.BREAK, years=[year])
    raise CannotBeJudged(Reason.NO_BASE, years=[year])


def _level(target: doc.AtLeast | doc.AtMost, series: Series, *, way: int) -> Judgeable:
    value, year, notes = target.value, target.year, list[Note]()
    if target.steps and series.years:
        last = _seen(series, target).years[-1:] or (0,)
        for step, wanted in sorted(target.steps.items()):
            if step > last[0]:
                value, year = wanted, step
                notes.append(Note(kind=NoteKind.STEP, years=(step,), value=wanted))
                break
            reached = [v for y, v in zip(series.years, series.values, strict=True) if y <= step][-1:]
            if reached and way * (reached[0] - wanted) < 0:
                notes.append(Note(kind=NoteKind.MISSED_STEP, years=(step,), value=wanted))
    return _own(target, series, kind=_kind(year), way=way, threshold=value, year=year, notes=tuple(notes))


def _hold(target: doc.Hold, view: View, place: str) -> Judgeable:
    series, way, threshold = view.series(place), _better(view), target.value
    if threshold is None:
        if target.base is None:
            raise CannotBeJudged(Reason.NO_BASE)
        threshold = _base_value(series, target.base, read=partial(view.whole, place))
    return _own(target, series, kind=Kind.HOLD, way=way, threshold=threshold)


def _share_of(by: doc.By, base: float) -> None:
    """A per cent is taken of a value above zero only: its sign would turn round."""
    if by.relative and base <= 0:
        raise CannotBeJudged(Reason.ZERO_BASE)


def _change(target: doc.Change, view: View, place: str) -> Judgeable:
    series = view.series(place)
    base = _base_value(series, target.base, read=partial(view.whole, place))
    _share_of(target.by, base)
    return _own(
        target,
        series,
        kind=_kind(target.year),
        way=target.by.way,
        threshold=target.by.changed(base),
        year=target.year,
    )


def _pace(target: doc.Pace, view: View, place: str) -> Judgeable:
    series = view.series(place)
    base = _base_value(series, target.from_, read=partial(view.whole, place))
    _share_of(target.by, base)
    return _own(
        target,
        series,
        kind=Kind.VALUE,
        way=target.by.way,
        threshold=target.by.paced(base, years=target.year - target.from_),
        year=target.year,
        base=target.from_,
    )


def _derived(
    target: doc.Target,
    series: Series,
    *,
    way: int,
    threshold: float,
    strict: bool = False,
    same_unit: bool = False,
    notes: tuple[Note, ...] = (),
) -> Judgeable:
    seen = _seen(series, target)
    case = Case(
        years=seen.years,
        values=seen.values,
        kind=_kind(target.year),
        way=way,
        threshold=threshold,
        year=target.year,
        base_year=target.base,
        strict=strict,
    )
    return Judgeable(case=case, series=seen, own=False, same_unit=same_unit, notes=notes)


def _series(values: Mapping[int, float], *, preliminary: Collection[int] = ()) -> Series:
    """Return a worked-out yearly series; it has no cases of its own, and each year is its own span."""
    years = tuple(sorted(values))
    return Series(
        years=years,
        values=tuple(values[year] for year in years),
        statuses=tuple(PRELIMINARY if year in preliminary else "" for year in years),
        cases=(None,) * len(years),
        spans=tuple(str(year) for year in years),
    )


def _combined(parts: Sequence[Series], *, combine: Callable[[Sequence[float]], float]) -> Series:
    """Return a series of `combine` over the parts, in the years in which all of them have a figure."""
    tables = [dict(zip(part.years, part.values, strict=True)) for part in parts]
    common = set(tables[0]).intersection(*tables[1:]) if tables else set[int]()
    return _series(
        {year: combine([table[year] for table in tables]) for year in common},
        preliminary=set().union(*(part.years_with(PRELIMINARY) for part in parts)),
    )


def _reference(how: str, *, way: int) -> Callable[[Sequence[float]], float]:
    """`each` is to beat the best of them."""
    if how == "each":
        return max if way > 0 else min
    return mean if how == "mean" else median


def _positive(parts: Sequence[Series], places: Sequence[str]) -> None:
    """A ratio is formed between positive values only."""
    for part, place in zip(parts, places, strict=True):
        low = [y for y, v in zip(part.years, part.values, strict=True) if v <= 0]
        if low:
            raise CannotBeJudged(Reason.NOT_POSITIVE, years=low[-1:], areas=[place])


def _better_than(target: doc.BetterThan, view: View, place: str) -> Judgeable:
    way, places = _better(view), [place, *target.areas]
    parts = [view.series(each) for each in places]
    _all_known(parts, places)
    _positive(parts, places)
    beat = _reference(target.how, way=way)
    series = _combined(parts, combine=lambda values: values[0] / beat(values[1:]) * 100)
    return _derived(target, series, way=way, threshold=100.0, strict=True)


def _change_more_than(target: doc.ChangeMoreThan, view: View, place: str) -> Judgeable:
    way, places = _better(view), [place, *target.areas]
    parts = [view.series(each) for each in places]
    _all_known(parts, places)
    _positive(parts, places)
    for each, part in zip(places, parts, strict=True):
        _base_value(part, target.base, read=partial(view.whole, each))
    beat = _reference(target.how, way=way)

    def index(part: Series) -> Series:
        base = part.value_at(target.base)
        assert base is not None  # noqa: S101 - seen above
        later = {y: v / base for y, v in zip(part.years, part.values, strict=True) if y > target.base}
        return _series(later)

    if target.how == "each":
        indices = [index(part) for part in parts]
        series = _combined(indices, combine=lambda values: values[0] / beat(values[1:]))
    else:
        reference = index(_combined(parts[1:], combine=beat))
        series = _combined([index(parts[0]), reference], combine=lambda values: values[0] / values[1])
    return _derived(target, series, way=way, threshold=1.0, strict=True)


def _all_known(parts: Sequence[Series], places: Sequence[str]) -> None:
    lacking = [place for part, place in zip(parts, places, strict=True) if not part.years]
    if lacking:
        raise CannotBeJudged(Reason.NO_FIGURE, areas=lacking)


def _share_of_base(
    target: doc.SmallerGap | doc.SmallerSpread, series: Series, whole: Callable[[], Series]
) -> float:
    """Return the value to fall to: as stated, or the base's times `to`."""
    if target.value is not None:
        return target.value
    if target.base is None:
        raise CannotBeJudged(Reason.NO_BASE)
    return _base_value(series, target.base, read=whole) * target.to


def _smaller_gap(target: doc.SmallerGap, view: View, place: str) -> Judgeable:
    difference = target.measure == "difference"

    def gap(read: Callable[..., Series]) -> Series:
        parts = [read(place, group=group) for group in target.groups]
        if not difference:
            _positive(parts, [place] * len(parts))
        lacking = [group for part, group in zip(parts, target.groups, strict=True) if not part.years]
        if lacking:
            raise CannotBeJudged(Reason.NO_GROUP, areas=lacking)
        return _combined(parts, combine=_difference if difference else _times)

    series = gap(view.series)
    threshold = _share_of_base(target, series, lambda: gap(view.whole))
    return _derived(target, series, way=-1, threshold=threshold, same_unit=difference)


def _difference(values: Sequence[float]) -> float:
    return abs(values[0] - values[1])


def _times(values: Sequence[float]) -> float:
    return max(values) / min(values)


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _municipal(place: str, read: Callable[[str], Series]) -> tuple[list[str], list[Series]]:
    """Return the municipalities of a county (of the country: all of them) and their figures."""
    if place == "00":
        places = [one.code for county in COUNTIES for one in municipalities_of(county.code)]
    else:
        places = [one.code for one in municipalities_of(place)]
    parts = [read(each) for each in places]
    _all_known(parts, places)
    return places, parts


def _smaller_spread(target: doc.SmallerSpread, view: View, place: str) -> Judgeable:
    below = target.below

    def share_below(values: Sequence[float]) -> float:
        assert below is not None  # noqa: S101 - the model asks for it with this measure
        return 100 * sum(value < below for value in values) / len(values)

    measures = {"range": _range, "ratio": _times, "share_below": share_below}

    def spread(read: Callable[[str], Series]) -> Series:
        places, parts = _municipal(place, read)
        if target.measure == "ratio":
            _positive(parts, places)
        return _combined(parts, combine=measures[target.measure])

    series = spread(view.series)
    threshold = _share_of_base(target, series, lambda: spread(view.whole))
    return _derived(target, series, way=-1, threshold=threshold, same_unit=target.measure == "range")


def _all(target: doc.AllAtLeast | doc.AllAtMost, view: View, place: str, *, way: int) -> Judgeable:
    places, parts = _municipal(place, view.series)
    series = _combined(parts, combine=min if way > 0 else max)
    seen = _seen(series, target)
    notes: tuple[Note, ...] = ()
    if seen.years:
        last, extreme = seen.years[-1], seen.values[-1]
        where = tuple(
            each for each, part in zip(places, parts, strict=True) if part.value_at(last) == extreme
        )
        notes = (Note(kind=NoteKind.EXTREME, years=(last,), value=extreme, areas=where),)
    return _derived(target, series, way=way, threshold=target.value, same_unit=True, notes=notes)


def _rank(target: doc.Rank, view: View, place: str) -> Judgeable:
    series = ranks(view, place, of=target.of)
    if not series.years:
        raise CannotBeJudged(Reason.TOO_FEW_COUNTIES)
    return _derived(target, series, way=-1, threshold=float(target.at_most))


def ranks(view: View, place: str, *, of: int) -> Series:
    """Return the county's place among counties, best first, in years when at least `of` have a figure."""
    way = _better(view)
    tables = {
        one.code: dict(zip(series.years, series.values, strict=True))
        for one in COUNTIES
        for series in [view.series(one.code)]
    }
    own = tables.get(area(place).code, {})
    places: dict[int, float] = {}
    for year, value in own.items():
        others = [table[year] for table in tables.values() if year in table]
        if len(others) >= of:
            slack = 1e-9 * max(1.0, abs(value))
            places[year] = 1.0 + sum(way * (other - value) > slack for other in others)
    return _series(places)


def _budget(target: doc.Budget, series: Series) -> Judgeable:
    seen = _seen(series, target)
    last = seen.years[-1] if seen.years else target.from_ - 1
    wanted = range(target.from_, last + 1)
    lacking = [year for year in wanted if seen.value_at(year) is None]
    if lacking:
        raise CannotBeJudged(Reason.MISSING_YEAR, years=lacking)
    spent = sum(seen.value_at(year) or 0.0 for year in wanted)
    slack = 1e-9 * max(1.0, abs(target.total))
    left, years_left = target.total - spent, target.year - max(last, target.from_ - 1)
    decided = None
    if left < -slack:
        decided = Reach.WRONG_WAY
    elif years_left <= 0:
        decided = Reach.MET
    found = _own(
        target,
        seen,
        kind=Kind.VALUE,
        way=-1,
        threshold=left / years_left if years_left > 0 else left,
        year=target.year,
        notes=(Note(kind=NoteKind.BUDGET, years=(target.from_, last), value=spent),),
    )
    return Judgeable(
        case=found.case,
        series=seen,
        own=True,
        same_unit=True,
        notes=found.notes,
        decided=decided,
        met_only_after=target.year,
    )
