"""An indicator's figures before it is saved: fetched as they are now, drawn, and kept nowhere."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.followup.queries.statistics import files_of
from laget.core.areas import area
from laget.core.charts.chart import Chart, bars_chart, years_chart
from laget.core.charts.reading import Seen, groups_of, places_of, years_of
from laget.core.periods import Period, period
from laget.core.series import TOTAL, Figures
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.words.numbers import number
from laget.core.words.places import places
from laget.core.words.said import Language, Refusal, Said
from laget.core.words.sentences import GRAMMARS
from laget.data.figures import figures_in
from laget.data.refresh import fetched
from laget.pages.figures.charted import Charted, kept
from laget.renders.draw import drawings

SHOWN = ("county", "municipalities", "country")  # the areas that are fetched to be looked at


@dataclass(frozen=True, slots=True)
class Last:
    """An area's last figure as the source gives it."""

    place: str
    period: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What came: its charts, what the publisher says, and what is lacking; or why nothing came.

    `lasts` are the areas' last figures; `part_of_year` is month or quarter where somebody has to say yet how
    they become a year.
    """

    charts: tuple[Charted, ...] = ()
    lasts: tuple[Last, ...] = ()
    part_of_year: str = ""
    definition: str = ""
    source: Said | None = None
    licence: str = ""
    notes: tuple[Said, ...] = ()
    missing: Said | None = None
    ended: int | None = None
    years: tuple[int, ...] = ()
    faults: tuple[Said, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether there are figures to look at."""
        return bool(self.lasts)


def previewed(
    organisation: Organisation, document: StrategyDocument, indicator: Indicator, *, language: Language
) -> Previewed:
    """Return what an indicator's source gives for the county, its municipalities and the country."""
    alone = indicator.model_copy(update={"areas": tuple(one for one in SHOWN if one in indicator.areas)})
    try:
        came = fetched(
            document.model_copy(update={"targets": ()}),
            alone,
            folder=Path(settings.STORE),
            files=files_of(organisation),
            environ=os.environ,
            today=timezone.localdate(),
        )
    except Refusal as refusal:
        return Previewed(faults=_lines(refusal.said))
    figures = figures_in(came.table, indicator=indicator)
    known = figures.areas(indicator.id)
    lasts = _lasts(came.table, indicator, language=language)
    if not lasts or not known:
        return Previewed(faults=(NO_FIGURE,))
    group = TOTAL if TOTAL in figures.groups(indicator.id) else figures.groups(indicator.id)[0]
    county = document.region.code
    seen = Seen(area=area(county if county in known else known[0]), group=group)
    lacking = [code for code in came.missing if code not in known]
    return Previewed(
        charts=_drawn(figures, indicator, seen=seen, county=county, language=language),
        lasts=lasts,
        part_of_year=_part_of_year(came.table, indicator),
        definition=came.definition,
        source=came.source,
        licence=came.licence,
        notes=came.notes,
        missing=places(lacking) if lacking else None,
        ended=came.ended,
        years=figures.series(indicator.id, area=seen.area.code, group=group).years,
    )


def _lasts(table: pa.Table, indicator: Indicator, *, language: Language) -> tuple[Last, ...]:
    """Return each area's last figure of everybody, else of the first group, in the order of the table."""
    found: dict[str, tuple[bool, Period, float]] = {}
    names = ("area", "period", "group", "value")
    for code, time, group, value in zip(*(table[name].to_pylist() for name in names), strict=True):
        if value is not None:
            one = (group == TOTAL, period(time), value)
            if code not in found or one[:2] > found[code][:2]:
                found[code] = one
    grammar, decimals = GRAMMARS[language], indicator.shown_decimals
    named = {code: grammar.place(area(code)) for code in found}
    return tuple(
        Last(
            place=f"{named[code][0].upper()}{named[code][1:]}",
            period=when.text,
            value=number(value, decimals=decimals, language=language),
        )
        for code, (_, when, value) in found.items()
    )


def _part_of_year(table: pa.Table, indicator: Indicator) -> str:
    """Return what parts of a year there are figures of, where nobody has said how they become one."""
    times = [period(time) for time in set(table["period"].to_pylist())]
    if indicator.months is None and any(time.month is not None for time in times):
        return "month"
    if indicator.quarters is None and any(time.quarter is not None for time in times):
        return "quarter"
    return ""


def _drawn(
    figures: Figures, indicator: Indicator, *, seen: Seen, county: str, language: Language
) -> tuple[Charted, ...]:
    found: dict[str, Chart] = {}
    if (years := years_of(figures, indicator, seen=seen, judged=(), language=language)) is not None:
        found["years"] = years_chart(years, language=language)
    if (groups := groups_of(figures, indicator, seen=seen, language=language)) is not None:
        found["groups"] = years_chart(groups, language=language)
    within = places_of(figures, indicator, seen=seen, within=area(county), judged=(), shapes={})
    if within is not None:
        found["municipalities"] = bars_chart(within, language=language)
    return tuple(_charted(name, chart) for name, chart in found.items())


def _charted(name: str, chart: Chart) -> Charted:
    # Its rows lead nowhere: the indicator has no page before it is saved.
    rows = tuple(replace(row, area=None) for row in chart.table.rows)
    return kept(
        Charted(
            id=name,
            title=chart.title,
            sentence=chart.sentence,
            table=replace(chart.table, rows=rows),
            drawings=drawings(chart),
        )
    )


def _lines(said: Said) -> tuple[Said, ...]:
    return tuple(
        Said(sv=sv, en=en) for sv, en in zip(said.sv.splitlines(), said.en.splitlines(), strict=True)
    )


NO_FIGURE = Said(
    "Källan har inga siffror för länet, dess kommuner eller riket.",
    "The source has no figures for the county, its municipalities or the country.",
)
