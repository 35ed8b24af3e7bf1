"""How many people live where, read from the figures that an organisation's judgement rests on."""

from dataclasses import dataclass
from functools import lru_cache

from laget.apps.followup.queries import figures_of
from laget.core.areas import COUNTRY
from laget.core.coverage import Headcount
from laget.core.followup.edition import Edition
from laget.core.strategy.document import FileSource, Indicator, KoladaSource, PxwebSource, said
from laget.core.words.said import Refusal, Said
from laget.pages.standing import Standing

EVERYBODY = "all"
HELD = 16  # judgements whose population a process holds


@dataclass(frozen=True)
class People:
    """Everybody in each area and year, by the first indicator that has a figure: real before invented."""

    known: dict[tuple[str, int], Headcount]

    def __call__(self, code: str, year: int) -> Headcount | None:
        """Return the people of an area in a year, None where there is no figure."""
        return self.known.get((code, year))

    def latest(self, year: int) -> int:
        """Return the last year, at most `year`, that the country has a figure of; else `year` itself."""
        years = [one for code, one in self.known if code == COUNTRY.code and one <= year]
        return max(years, default=year)


def people_in(standing: Standing | None) -> People:
    """Return the population that a judgement's figures hold; nobody where nothing is judged."""
    return _people(standing.judgement.hash, _Kept(standing.edition)) if standing is not None else People({})


class _Kept:
    """An edition on its way into a cache that knows it by its hash alone."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=HELD)
def _people(_hash: str, kept: _Kept) -> People:
    edition = kept.edition
    counting = [one for one in edition.strategy.indicators if _counts_everybody(one)]
    known: dict[tuple[str, int], Headcount] = {}
    for indicator in sorted(counting, key=lambda one: one.invented):
        try:
            figures = figures_of(edition, indicator)
        except Refusal:  # the store lacks them just now: as if there were none, which every sum tells
            continue
        source = source_of(indicator)
        for code in figures.areas(indicator.id) if figures is not None else ():
            series = figures.series(indicator.id, area=code) if figures is not None else None
            for year, value in zip(series.years, series.values, strict=True) if series is not None else ():
                known.setdefault(
                    (code, year),
                    Headcount(
                        people=round(value),
                        indicator=indicator.id,
                        source=source,
                        is_invented=indicator.invented,
                    ),
                )
    return People(known)


def _counts_everybody(one: Indicator) -> bool:
    is_level = one.months is None and one.quarters is None and one.people is None
    return one.unit == "people" and one.ages == EVERYBODY and is_level


def source_of(indicator: Indicator) -> Said:
    """Return whose figures an indicator's are, in short."""
    match indicator.source:
        case _ if indicator.invented:
            return Said("påhittad serie", "invented series")
        case KoladaSource(kpi=kpi):
            return Said(f"Kolada {kpi}", f"Kolada {kpi}")
        case FileSource(publisher=publisher, title=title):
            own = said(title) if title is not None else Said("", "")
            sv, en = (", ".join(part for part in (publisher, text) if part) for text in (own.sv, own.en))
            return Said(sv, en)
        case PxwebSource(publisher=publisher, table=table):
            return Said(f"{publisher.upper()} {table}", f"{publisher.upper()} {table}")
