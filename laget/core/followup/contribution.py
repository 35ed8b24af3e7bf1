"""How much of a county's gap each of its municipalities makes up."""

from collections.abc import Mapping
from enum import StrEnum
from math import fsum
from types import MappingProxyType

from laget.core.areas import Kind, area, municipalities_of
from laget.core.canonical import rounded
from laget.core.followup.gap import PER_PERSON
from laget.core.followup.target.view import slack
from laget.core.followup.verdict import Number, Part, Verdict
from laget.core.series import Figures, Series
from laget.core.strategy.document import Indicator, StrategyDocument
from laget.core.words.said import Said

OWN_FORMS = frozenset({"at_least", "at_most", "hold", "corridor", "change", "pace", "budget"})
"""The forms whose gap is one in the indicator's own figures, and not in something worked out of them."""


class ContributionReason(StrEnum):
    """Why the gap is not divided among municipalities."""

    UNIT = "unit"  # no share or rate of a population, so the county's value is no mean of its parts
    NO_POPULATION = "no_population"  # the indicator names none, or there is none for the county
    AGES_DIFFER = "ages_differ"  # the figure and the population are of different ages
    NO_COMMON_YEAR = "no_common_year"  # no year has the county's figure and its population
    NO_MUNICIPAL_FIGURES = "no_municipal_figures"  # no municipality has a figure and a population that year
    NO_GAP_THAT_YEAR = "no_gap_that_year"  # the latest year with a population met the target
    FEW_CASES = "few_cases"  # what remains would give away a figure that rests on fewer than 5 cases

    @property
    def said(self) -> Said:
        """The sentence on screen."""
        return SENTENCES[self]


SENTENCES: Mapping[ContributionReason, Said] = MappingProxyType(
    {
        ContributionReason.UNIT: Said(
            "Indikatorn är ingen andel och inget tal per invånare, så länets värde går inte att dela på "
            "kommunerna.",
            "The indicator is no share and no rate per resident, so the county's value cannot be divided "
            "among its municipalities.",
        ),
        ContributionReason.NO_POPULATION: Said(
            "Det finns ingen folkmängd att väga kommunerna med.",
            "There is no population to weigh the municipalities by.",
        ),
        ContributionReason.AGES_DIFFER: Said(
            "Indikatorn och folkmängden gäller olika åldrar.",
            "The indicator and the population are of different ages.",
        ),
        ContributionReason.NO_COMMON_YEAR: Said(
            "Inget år har både länets siffra och dess folkmängd.",
            "No year has both the county's figure and its population.",
        ),
        ContributionReason.NO_MUNICIPAL_FIGURES: Said(
            "Ingen kommun i länet har en egen siffra för det året.",
            "No municipality of the county has a figure of its own for that year.",
        ),
        ContributionReason.NO_GAP_THAT_YEAR: Said(
            "Det senaste året med folkmängd var målet nått.",
            "The latest year with a population met the target.",
        ),
        ContributionReason.FEW_CASES: Said(
            "Det som återstår skulle röja en siffra som vilar på färre än 5 fall.",
            "What remains would give away a figure that rests on fewer than 5 cases.",
        ),
    }
)


class Share(Part):
    """One municipality's part of the county's gap.

    `value` is its figure, `weight` its share of the county's population, `part` weight · (threshold − value)
    in the indicator's unit, below zero (or above, for a gap downwards) where it is past the threshold and so
    makes the gap smaller; `share` is part over gap; `count` the part in people or what else the gap counts.
    """

    area: str
    value: Number
    population: Number
    weight: Number
    part: Number
    share: Number
    count: Number


class Contribution(Part):
    """A county's gap divided among its municipalities, largest part first.

    `gap` is threshold − value in `year`; parts and `remainder` sum to it. The remainder is what
    municipalities `without` a figure stand for, and where the county's value is not the weighted mean of its
    parts; `covered` is the share of the county's population that the parts stand for. `of` is what counts
    count.
    """

    year: int | None = None
    gap: Number | None = None
    of: str = ""
    parts: tuple[Share, ...] = ()
    remainder: float | None = None
    remainder_share: float | None = None
    covered: Number | None = None
    without: tuple[str, ...] = ()
    reason: ContributionReason | None = None


def contribution(
    county: Series,
    *,
    threshold: float,
    unit: str,
    population: Series,
    municipal: Mapping[str, Series],
    populations: Mapping[str, Series],
    of: str = "",
) -> Contribution:
    """Return the gap of `county` to `threshold` divided among its municipalities, or the reason why not.

    gap = T − Y = Σ (nᵢ/N)·(T − yᵢ) + remainder, all of the latest year in which the county has a figure Y
    and a population N. `municipal` and `populations` are by area code; an area in one of them and not in the
    other, or without that year, is in `without`. `unit` is the indicator's, `of` what its own words say it
    counts.
    """
    if unit not in PER_PERSON:
        return Contribution(reason=ContributionReason.UNIT)
    sizes = {year: size for year, size in zip(population.years, population.values, strict=True) if size > 0}
    if not sizes:
        return Contribution(reason=ContributionReason.NO_POPULATION)
    common = sorted(set(county.years) & set(sizes))
    if not common:
        return Contribution(reason=ContributionReason.NO_COMMON_YEAR)
    year, counted, factor = common[-1], *PER_PERSON[unit]
    whole = sizes[year]
    distance = rounded(threshold - county.values[county.years.index(year)])
    way = 1 if threshold > county.values[-1] else -1
    if way * distance <= slack(threshold):
        return Contribution(year=year, reason=ContributionReason.NO_GAP_THAT_YEAR)
    places = sorted({*municipal, *populations})
    cells = {place: _cell(place, year, municipal=municipal, populations=populations) for place in places}
    without = tuple(place for place, cell in cells.items() if cell is None)
    known = {place: cell for place, cell in cells.items() if cell is not None}
    if not known:
        return Contribution(year=year, without=without, reason=ContributionReason.NO_MUNICIPAL_FIGURES)
    if len(without) == 1 and without[0] in municipal and year in municipal[without[0]].suppressed:
        return Contribution(year=year, without=without, reason=ContributionReason.FEW_CASES)
    shares = []
    for place, (value, size) in known.items():
        part = rounded(size / whole * (threshold - value))
        shares.append(
            Share(
                area=place,
                value=value,
                population=size,
                weight=size / whole,
                part=part,
                share=part / distance,
                count=way * size * (threshold - value) * factor,
            )
        )
    # What remains is counted from the parts as they are written and is not rounded again, so that they sum to
    # the gap; an exact sum of the same numbers is the same everywhere.
    remainder = fsum([distance, *(-one.part for one in shares)])
    return Contribution(
        year=year,
        gap=distance,
        of=of or counted,
        parts=tuple(sorted(shares, key=lambda one: (-one.share, one.area))),
        remainder=remainder,
        remainder_share=fsum([1.0, *(-one.share for one in shares)]),
        covered=fsum(size for _, size in known.values()) / whole,
        without=without,
    )


def _cell(
    place: str, year: int, *, municipal: Mapping[str, Series], populations: Mapping[str, Series]
) -> tuple[float, float] | None:
    """Return the value and the population of a place in a year, None where one of them is missing."""
    if place not in municipal or place not in populations:
        return None
    value, size = municipal[place].value_at(year), populations[place].value_at(year)
    return None if value is None or size is None or size <= 0 else (value, size)


def contribution_of(document: StrategyDocument, figures: Figures, verdict: Verdict) -> Contribution | None:
    """Return how the gap of a verdict is divided among the county's municipalities.

    None where there is no gap to divide: the target is met or has no level, is of one municipality or the
    country, or is judged on a series worked out of several. Figures after the verdict's last year are not
    seen, and none from before a break.
    """
    if (
        verdict.gap is None
        or verdict.gap.left == 0
        or verdict.threshold is None
        or verdict.value_year is None
        or verdict.form not in OWN_FORMS
        or area(verdict.area).kind is not Kind.COUNTY
    ):
        return None
    indicator = document.indicator(verdict.indicator)
    if indicator.unit not in PER_PERSON:
        return Contribution(reason=ContributionReason.UNIT)
    if indicator.people is None:
        return Contribution(reason=ContributionReason.NO_POPULATION)
    of = document.indicator(indicator.people)
    if of.age_range != indicator.age_range:
        return Contribution(reason=ContributionReason.AGES_DIFFER)
    last = verdict.value_year

    def read(one: Indicator, place: str) -> Series:
        return figures.series(one.id, area=place).upto(last).after_break(one.breaks)

    places = [place.code for place in municipalities_of(verdict.area)]
    return contribution(
        read(indicator, verdict.area),
        threshold=verdict.threshold,
        unit=indicator.unit,
        population=read(of, verdict.area),
        municipal={place: read(indicator, place) for place in places},
        populations={place: read(of, place) for place in places},
        of=indicator.counts or "",
    )
