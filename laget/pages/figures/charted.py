"""An indicator's charts as a page shows them, made once a process for each view of each judgement."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from laget.core.areas import COUNTIES, COUNTRY, area, municipalities_of
from laget.core.charts.chart import Chart, bars_chart, map_chart, years_chart
from laget.core.charts.describe import record
from laget.core.charts.picture import Doubt, Places, Years
from laget.core.charts.reading import Seen, groups_of, places_of, years_of
from laget.core.charts.table import Table
from laget.core.followup.edition import Edition
from laget.core.series import Figures
from laget.core.strategy.document import Indicator
from laget.core.words.said import Language
from laget.data.boundaries import boundaries
from laget.renders.draw import Drawings, drawings, keep

MADE = 64  # views whose charts a process holds ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """One chart on a page: its words, its table, its drawings; `doubts` are told of single points in it.

    It has no drawings where the disk takes none just now.
    """

    id: str
    title: str
    sentence: str
    table: Table
    drawings: Drawings | None
    has_expected: bool = False
    record: str = ""
    doubts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Ranked places: as bars, and as a map where there are boundaries."""

    bars: Charted
    map: Charted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """All charts of one view; what cannot be drawn is not there."""

    years: Charted | None
    groups: Charted | None
    municipalities: Set | None
    counties: Set | None

    @property
    def all(self) -> tuple[Charted, ...]:
        """Every chart on the page."""
        sets = [one for one in (self.municipalities, self.counties) if one is not None]
        every = [self.years, self.groups, *(one for pair in sets for one in (pair.map, pair.bars))]
        return tuple(one for one in every if one is not None)


@dataclass(frozen=True, slots=True)
class Ground:
    """What charts are made from; two with the same hash give the same charts."""

    hash: str
    edition: Edition = field(compare=False)
    figures: Figures = field(compare=False)
    indicator: Indicator = field(compare=False)
    name: str  # the indicator's


def charts_of(ground: Ground, *, seen: Seen, language: Language) -> Charts:
    """Return the charts of a view, their drawings ready to be asked for at their addresses."""
    found = _made(ground, seen, language)
    return Charts(
        years=found.years and kept(found.years),
        groups=found.groups and kept(found.groups),
        municipalities=found.municipalities and _both_kept(found.municipalities),
        counties=found.counties and _both_kept(found.counties),
    )


def _both_kept(pair: Set) -> Set:
    return Set(bars=kept(pair.bars), map=pair.map and kept(pair.map))


def kept(chart: Charted) -> Charted:
    """Return a chart whose drawings can be asked for; it has none where they cannot be kept."""
    wanted = chart.drawings.all if chart.drawings else ()
    if all(keep(one, folder=Path(settings.DRAWINGS)) for one in wanted):
        return chart
    return replace(chart, drawings=None)


@lru_cache(maxsize=MADE)
def _made(ground: Ground, seen: Seen, language: Language) -> Charts:
    figures, indicator, document = ground.figures, ground.indicator, ground.edition.strategy
    judged = [
        (document.target(one.target), one) for one in ground.edition.verdicts if one.indicator == indicator.id
    ]
    years = years_of(figures, indicator, seen=seen, judged=judged, language=language)
    groups = groups_of(figures, indicator, seen=seen, language=language)
    county = area(seen.area.county or document.region.code)
    codes = [one.code for one in municipalities_of(county.code)]
    municipalities = places_of(
        figures, indicator, seen=seen, within=county, judged=judged, shapes=boundaries(codes)
    )
    counties = places_of(
        figures,
        indicator,
        seen=seen,
        within=COUNTRY,
        judged=judged,
        shapes=boundaries(one.code for one in COUNTIES),
    )
    return Charts(
        years=_lines("years", years, language),
        groups=_lines("groups", groups, language),
        municipalities=_places("municipalities", municipalities, language),
        counties=_places("counties", counties, language),
    )


def _lines(name: str, picture: Years | None, language: Language) -> Charted | None:
    if picture is None:
        return None
    doubts = any(point.doubt is not Doubt.NONE for line in picture.lines for point in line.points)
    chart = years_chart(picture, language=language)
    expected = picture.expected
    told = record(expected, language) if expected is not None else ""
    return _charted(name, chart, has_expected=expected is not None, record=told, doubts=doubts)


def _places(name: str, picture: Places | None, language: Language) -> Set | None:
    if picture is None:
        return None
    return Set(
        bars=_charted(f"{name}-bars", bars_chart(picture, language=language)),
        map=_charted(f"{name}-map", map_chart(picture, language=language)) if picture.shapes else None,
    )


def _charted(
    name: str, chart: Chart, *, has_expected: bool = False, record: str = "", doubts: bool = False
) -> Charted:
    return Charted(
        id=name,
        title=chart.title,
        sentence=chart.sentence,
        table=chart.table,
        drawings=drawings(chart),
        has_expected=has_expected,
        record=record,
        doubts=doubts,
    )
