"""Where an indicator's figures come from: every fetch, and every state that each figure has been in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from laget.core.charts.reading import Seen
from laget.core.followup.revision import Change
from laget.core.periods import period
from laget.core.series import Figures
from laget.core.strategy.document import Indicator
from laget.core.words.measure import Measure
from laget.core.words.said import Language
from laget.core.words.short import short_level
from laget.data.snapshot import Fetch, Snapshot

HIDDEN = "–"


@dataclass(frozen=True, slots=True)
class Was:
    """What a figure was before a revision, and when the figures that changed it came."""

    value: str
    until: datetime
    large: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands, which period it is of, its status, and what it was before, latest first."""

    year: int
    period: str
    value: str
    status: str
    cases: str
    was: tuple[Was, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One state of an indicator's figures: when it was fetched, and how many of the earlier it changed."""

    hash: str
    fetched: tuple[datetime, ...]
    record: Fetch
    revised: int | None
    large: int
    here: int


def figures_in(
    figures: Figures,
    indicator: Indicator,
    *,
    seen: Seen,
    history: Sequence[Snapshot],
    revised: Sequence[Sequence[Change]],
    language: Language,
) -> list[Figure]:
    """Return the figures looked at, latest first; `revised` are the changes of each state but the first."""
    measure = Measure(indicator.unit, indicator.shown_decimals)

    def written(value: float | None) -> str:
        return HIDDEN if value is None else short_level(value, measure=measure, language=language)

    before: dict[str, list[Was]] = {}
    for state, changes in zip(history[1:], revised, strict=True):
        for one in changes:
            if (one.area, one.group) == (seen.area.code, seen.group):
                was = Was(written(one.old), state.fetched[0], one.large)
                before.setdefault(period(one.period).text, []).insert(0, was)
    series = figures.series(indicator.id, area=seen.area.code, group=seen.group)
    rows = zip(series.years, series.values, series.statuses, series.cases, series.spans, strict=True)
    return [
        Figure(
            year=year,
            period=span,
            value=written(value),
            status=status,
            cases="" if cases is None else f"{cases:.0f}",
            was=tuple(before.get(span, ())),
        )
        for year, value, status, cases, span in rows
        if seen.holds(year)
    ][::-1]


def states_of(history: Sequence[Snapshot], *, revised: Sequence[Sequence[Change]], seen: Seen) -> list[State]:
    """Return the states, latest first, with how many old figures each changed, and of those looked at."""
    changes: list[Sequence[Change] | None] = [None, *revised]
    return [
        State(
            hash=state.hash,
            fetched=state.fetched[::-1],
            record=state.record,
            revised=None if found is None else len(found),
            large=sum(one.large for one in found or ()),
            here=sum((one.area, one.group) == (seen.area.code, seen.group) for one in found or ()),
        )
        for state, found in zip(history, changes, strict=True)
    ][::-1]
