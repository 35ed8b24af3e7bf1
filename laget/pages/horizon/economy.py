"""The economy month by month: each watched indicator beside the same time last year, told and drawn."""

import logging
from dataclasses import dataclass
from functools import lru_cache

from laget.apps.followup.queries import figures_of
from laget.core.areas import COUNTRY, Area, area
from laget.core.charts.season import season_chart
from laget.core.followup.edition import Edition
from laget.core.season import MONTHS, season
from laget.core.series import TOTAL, Figures, Reading
from laget.core.strategy.document import Indicator
from laget.core.words.measure import Measure
from laget.core.words.said import Language, Refusal, Said
from laget.core.words.season import told
from laget.pages.figures.charted import Charted, kept
from laget.pages.standing import Standing
from laget.renders.draw import drawings

MADE = 32  # indicators whose charts a process holds ready
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watching:
    """One indicator that the economy is followed by: where, in words, and drawn where there are figures."""

    indicator: Indicator
    place: Area | None
    sentences: tuple[Said, ...] = ()
    chart: Charted | None = None


def watching(standing: Standing, indicators: list[str], *, language: Language) -> list[Watching]:
    """Return these indicators of the strategy (ids) as they are followed, in their order.

    One that a newer strategy has left out is left out.
    """
    known = {one.id: one for one in standing.document.indicators}
    return [_watching(standing, known[one], language=language) for one in indicators if one in known]


def can_be_watched(standing: Standing) -> list[Indicator]:
    """Return the strategy's indicators that have figures of months or quarters."""
    return [
        one
        for one in standing.document.indicators
        if (figures := _figures(standing.edition, one)) is not None
        and any(
            "M" in str(period) or "Q" in str(period)
            for period in figures.table["period"].combine_chunks().unique().to_pylist()
        )
    ]


def _watching(standing: Standing, indicator: Indicator, *, language: Language) -> Watching:
    made = _made(_Key(standing.judgement.hash, standing, indicator), indicator.id, language)
    chart = made.chart
    return made if chart is None else Watching(made.indicator, made.place, made.sentences, kept(chart))


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """What is watched of which judgement; two of the same judgement are the same."""

    hash: str
    standing: Standing
    indicator: Indicator

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)


@lru_cache(maxsize=MADE)
def _made(key: _Key, name: str, language: Language) -> Watching:  # noqa: ARG001 - the name is of the key
    indicator = key.indicator
    figures = _figures(key.standing.edition, indicator)
    found = _where(figures, indicator, county=key.standing.document.region.code) if figures else None
    if found is None:
        return Watching(indicator, None)
    place, readings = found
    latest = season(readings)
    if latest is None:
        return Watching(indicator, place)
    rule = indicator.months if latest.parts == MONTHS else indicator.quarters
    measure = Measure(indicator.unit, indicator.shown_decimals)
    sentences = told(latest, measure=measure, sums=rule == "sum")
    chart = season_chart(
        readings,
        indicator=indicator,
        place=place,
        sentence=" ".join(one.to(language) for one in sentences),
        language=language,
    )
    if chart is None:
        return Watching(indicator, place, sentences)
    charted = Charted(
        id=f"season-{indicator.id}",
        title=chart.title,
        sentence=chart.sentence,
        table=chart.table,
        drawings=drawings(chart),
    )
    return Watching(indicator, place, sentences, charted)


def _where(figures: Figures, indicator: Indicator, *, county: str) -> tuple[Area, tuple[Reading, ...]] | None:
    """Return the county's months or quarters, else the country's, else those of the first area that has."""
    areas = figures.areas(indicator.id)
    group = (
        TOTAL if TOTAL in figures.groups(indicator.id) else next(iter(figures.groups(indicator.id)), TOTAL)
    )
    for code in (county, COUNTRY.code, *areas):
        if code in areas and (readings := figures.parts(indicator.id, area=code, group=group)):
            return area(code), readings
    return None


def _figures(edition: Edition, indicator: Indicator) -> Figures | None:
    try:
        return figures_of(edition, indicator)
    except Refusal as refusal:
        log.error("%s: %s", indicator.id, refusal.said.en)
        return None
