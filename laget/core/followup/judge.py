"""Every target of a strategy judged by one method: travel, reach, and what must be said beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from laget.core.areas import COUNTIES, Kind, area
from laget.core.canonical import rounded
from laget.core.followup.doubt import doubts, settled
from laget.core.followup.gap import gap
from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import FEWEST, WINDOW, Block, Case, Judged, Method, pace
from laget.core.followup.methods.method import Kind as CaseKind
from laget.core.followup.methods.theil_sen import THEIL_SEN
from laget.core.followup.noise import is_noise
from laget.core.followup.odds import Odds, odds
from laget.core.followup.reach import REACHES, Reach, Travel, reach_of
from laget.core.followup.reason import REASONS, Reason
from laget.core.followup.target import CannotBeJudged, Judgeable, View, judgeable, ranks
from laget.core.followup.target.view import slack
from laget.core.followup.verdict import HitRate, Interval, Note, NoteKind, Rank, Verdict, Why
from laget.core.series import PRELIMINARY, Figures, Series
from laget.core.strategy import document as doc
from laget.core.strategy.document import Indicator, StrategyDocument, Target
from laget.core.units import unit

NONE_ENDED: Mapping[str, int] = {}
SHORT = {Reason.TOO_FEW_YEARS, Reason.ONE_YEAR_ONLY, Reason.NO_WINDOW, Reason.NO_BASE}


@dataclass(frozen=True, slots=True)
class _Judged:
    """One row of a judged block, as plain values."""

    class_: str
    reach: Reach
    reason: Reason
    progress: float | None
    score: float | None
    projected: float | None
    base_year: int | None
    threshold: float | None
    way: float
    pace: float | None
    met: bool


def judge(
    document: StrategyDocument,
    figures: Figures,
    *,
    year: int,
    method: str,
    ended: Mapping[str, int] = NONE_ENDED,
) -> tuple[Verdict, ...]:
    """Return a verdict for each target of `document`, in its order, by the method of that name.

    Periods after `year` are not seen. `ended` gives the last year of each indicator whose series the
    publisher has ended.
    """
    chosen = METHODS[method]
    found: dict[str, Judgeable] = {}
    why: dict[str, Why] = {}
    for target in document.targets:
        view = _view(document, figures, target, year=year, ended=ended)
        try:
            found[target.id] = judgeable(target, view=view)
        except CannotBeJudged as refusal:
            why[target.id] = refusal.why
    rows = dict(zip(found, _rows(chosen, [one.case for one in found.values()]), strict=True))
    units = [document.indicator(document.target(id_).indicator).unit for id_ in found]
    firm = dict(zip(found, doubts(list(found.values()), units=units, method=chosen), strict=True))
    sure = dict(zip(found, odds([one.case for one in found.values()], ids=list(found)), strict=True))
    verdicts = []
    for target in document.targets:
        if target.id in why:
            verdicts.append(_unjudged(document, target, chosen, why[target.id]))
            continue
        view = _view(document, figures, target, year=year, ended=ended)
        told = _verdict(
            document, target, found[target.id], rows[target.id], firm[target.id].complement, view, chosen
        )
        verdicts.append(
            told.model_copy(
                update={
                    "methods": firm[target.id].methods,
                    "hair": firm[target.id].hair,
                    **_sureness(target, found[target.id], sure[target.id], view.indicator),
                }
            )
        )
    return tuple(verdicts)


def _view(
    document: StrategyDocument, figures: Figures, target: Target, *, year: int, ended: Mapping[str, int]
) -> View:
    return View(
        figures=figures,
        indicator=document.indicator(target.indicator),
        county=document.region.code,
        year=year,
        start=document.strategy.period.from_,
        ended=ended.get(target.indicator),
    )


def _rows(method: Method, cases: Sequence[Case]) -> list[_Judged]:
    """Judge many cases in one block."""
    if not cases:
        return []
    block = Block.of(cases)
    judged = method.judge(block)
    reach = reach_of(method, block, judged)
    yearly, met = pace(block).yearly, block.met
    return [
        _Judged(
            class_=method.classes[judged.classes[row]] if judged.classes[row] >= 0 else "not_judged",
            reach=REACHES[reach[row]],
            reason=REASONS[judged.reason[row]],
            progress=_number(judged.progress[row]),
            score=_number(judged.score[row]),
            projected=_number(judged.projected[row]),
            base_year=int(judged.base_year_used[row]) if judged.base_year_used[row] >= 0 else None,
            threshold=_number(block.threshold[row]),
            way=float(block.way[row]),
            pace=_number(yearly[row]),
            met=bool(met[row]),
        )
        for row in range(len(cases))
    ]


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _sureness(
    target: Target, found: Judgeable, odds: Odds | None, indicator: Indicator
) -> dict[str, Interval | float | HitRate | None]:
    """Return how sure the projection is, within what the figure can be.

    None for a budget: what it asks is a sum over years, not a level in one.
    """
    if odds is None or found.met_only_after is not None:
        return {}
    low, high = _bounds(target, indicator, same_unit=found.same_unit)
    interval = Interval(
        year=odds.year,
        projected=min(max(odds.projected, low), high),
        low=min(max(odds.low, low), high),
        high=min(max(odds.high, low), high),
        method=THEIL_SEN.name,
        method_version=THEIL_SEN.version,
    )
    return {
        "interval": interval,
        "chance": rounded(odds.chance),
        "hit_rate": HitRate(held=odds.held, of=odds.of) if odds.of else None,
    }


def _bounds(target: Target, indicator: Indicator, *, same_unit: bool) -> tuple[float, float]:
    """Return the least and the most that a target's own series can be."""
    own = unit(indicator.unit)
    match target:
        case doc.Rank():
            return 1, len(COUNTIES)
        case doc.SmallerSpread(measure="share_below"):
            return 0, 100
        case doc.SmallerGap(measure="ratio") | doc.SmallerSpread(measure="ratio"):
            return 1, np.inf  # the larger over the smaller
        case doc.SmallerGap() | doc.SmallerSpread():
            return 0, own.highest - own.lowest
    return (own.lowest, own.highest) if same_unit else (-np.inf, np.inf)


def _unjudged(document: StrategyDocument, target: Target, method: Method, why: Why) -> Verdict:
    return Verdict(
        target=target.id,
        element=target.element,
        indicator=target.indicator,
        area=document.area_of(target),
        form=target.form,
        travel=Travel.NOT_JUDGED,
        reach=Reach.NOT_JUDGED,
        method=method.name,
        method_version=method.version,
        why_not=why,
        travel_why_not=why,
        notes=_invented(document.indicator(target.indicator)),
    )


def _verdict(
    document: StrategyDocument,
    target: Target,
    found: Judgeable,
    row: _Judged,
    complement: Reach | None,
    view: View,
    method: Method,
) -> Verdict:
    series, place = found.series, document.area_of(target)
    reach, reason = settled(found, row.reach), row.reason
    if found.decided is not None:
        row = replace(row, class_="not_judged", progress=None, score=None, projected=None)
        reason = Reason.NONE
    travel, change, travel_why = _travel(found, row=row, indicator=view.indicator)
    notes = [*found.notes, *_about(series), *_invented(view.indicator)]
    if complement not in {None, Reach.NOT_JUDGED, reach} and reach is not Reach.NOT_JUDGED:
        notes.append(Note(kind=NoteKind.COMPLEMENT, reach=complement))
    notes += _of_method(method, found)
    directed = found.case.kind is CaseKind.DIRECTION
    spent = found.met_only_after is not None and series.years[-1] >= found.met_only_after
    threshold = None if directed or spent else row.threshold  # what is over has no level left to come to
    return Verdict(
        target=target.id,
        element=target.element,
        indicator=target.indicator,
        area=place,
        form=target.form,
        travel=travel,
        reach=reach,
        method=method.name,
        method_version=method.version,
        class_=row.class_,
        progress=row.progress,
        score=row.score,
        projected=row.projected,
        value=series.values[-1],
        value_year=series.years[-1],
        threshold=threshold,
        target_year=found.case.year,
        base_year=row.base_year,
        years=tuple(year for year in series.years if year >= (row.base_year or 0)),
        travel_change=change,
        travel_from=series.years[-WINDOW:][0] if change is not None else None,
        why_not=_why(reason, needs=method.needs, found=found, view=view, place=place),
        travel_why_not=_why(travel_why, needs=FEWEST, found=found, view=view, place=place),
        notes=tuple(notes),
        gap=None
        if threshold is None
        else gap(
            found,
            threshold=threshold,
            way=row.way,
            target_year=found.case.year,
            pace=row.pace,
            met=reach is Reach.MET or row.met,
            base_year=found.case.base_year or document.strategy.period.from_,
            indicator=view.indicator,
            population=_population(document, view, place),
        ),
        rank=_rank(view, place) if found.own else None,
    )


def _why(reason: Reason, *, needs: int, found: Judgeable, view: View, place: str) -> Why | None:
    """Return why there is no verdict: too few years that a break has left are said as the break."""
    if reason is Reason.NONE:
        return None
    if reason in SHORT and found.own:
        last = found.series.years[-1]
        whole = view.whole(place).upto(last)
        if len(found.series) < len(whole) >= needs:
            return Why(reason=Reason.BREAK, years=tuple(y for y in view.indicator.breaks if y <= last))
    return Why(reason=reason, needs=needs)


def _travel(found: Judgeable, *, row: _Judged, indicator: Indicator) -> tuple[Travel, float | None, Reason]:
    """Return the direction of travel over the default method's window, d·(last − first) of six values."""
    series, way = found.series, row.way
    if len(series.years) < FEWEST:
        return Travel.NOT_JUDGED, None, Reason.TOO_FEW_YEARS
    first, last = series.values[-WINDOW:][0], series.values[-1]
    change = way * (last - first)
    if way == 0:  # inside a corridor what counts is how far outside it the series has been
        case = found.case
        assert case.low is not None and case.high is not None  # noqa: S101, PT018 - a corridor has both
        first = max(case.low - first, first - case.high, 0.0)
        change, last = first, 0.0
    noise = is_noise(
        first,
        last,
        unit=indicator.unit,
        stated=indicator.noise if found.same_unit else None,
        cases=(series.cases[-WINDOW:][0], series.cases[-1]) if found.own and way else (None, None),
        slack=slack(row.threshold or 0.0),
    )
    if noise:
        return Travel.UNCHANGED, change, Reason.NONE
    return Travel.IMPROVING if change > 0 else Travel.WORSENING, change, Reason.NONE


def _about(series: Series) -> list[Note]:
    """What must be said of the figures themselves."""
    notes = []
    if preliminary := series.years_with(PRELIMINARY):
        notes.append(Note(kind=NoteKind.PRELIMINARY, years=preliminary))
    if series.uncertain:
        notes.append(Note(kind=NoteKind.UNCERTAIN, years=series.uncertain))
    if series.suppressed:
        notes.append(Note(kind=NoteKind.SUPPRESSED, years=series.suppressed))
    if "-" in series.spans[-1]:
        first, last = series.spans[-1].split("-")
        notes.append(Note(kind=NoteKind.SEVERAL_YEARS, years=(int(first), int(last))))
    return notes


def _invented(indicator: Indicator) -> tuple[Note, ...]:
    return (Note(kind=NoteKind.INVENTED),) if indicator.invented else ()


def _of_method(method: Method, found: Judgeable) -> list[Note]:
    """What must be said of the method for this series."""
    notes = []
    if method.name == "theil_sen" and len(found.series.years) == FEWEST:
        notes.append(Note(kind=NoteKind.NEVER_SIGNIFICANT))
    if method.beside is not None:
        block = Block.of([found.case])
        beside: Judged = method.beside(block)
        if beside.classes[0] >= 0:
            reach = REACHES[reach_of(method, block, beside)[0]]
            notes.append(Note(kind=NoteKind.LONG_WINDOW, reach=reach))
    return notes


def _population(document: StrategyDocument, view: View, place: str) -> tuple[Indicator, Series] | None:
    """Return the population that the indicator is a share or a rate of, in the same place."""
    if view.indicator.people is None:
        return None
    of = document.indicator(view.indicator.people)
    return of, replace(view, indicator=of).series(place)


def _rank(view: View, place: str) -> Rank | None:
    """Return the county's place in the latest year that every county has a figure."""
    if area(place).kind is not Kind.COUNTY or view.indicator.better not in {"higher", "lower"}:
        return None
    series = ranks(view, place, of=len(COUNTIES))
    if not series.years:
        return None
    return Rank(place=int(series.values[-1]), of=len(COUNTIES), year=series.years[-1])
