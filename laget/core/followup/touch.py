"""Who the gap of a target touches: municipalities, groups, and what it is as something familiar."""

from collections.abc import Iterable

from pydantic import field_validator

from laget.core.areas import COUNTRY
from laget.core.followup.burden import Burden, burdens
from laget.core.followup.contribution import Contribution, contribution_of
from laget.core.followup.disparity import Disparity, NoSplit, Split, Stratum, between_groups, kitagawa
from laget.core.followup.gap import PER_PERSON
from laget.core.followup.target.view import common_years
from laget.core.followup.verdict import Number, Part, Verdict
from laget.core.series import Figures, Series
from laget.core.strategy.document import Indicator, SmallerGap, StrategyDocument
from laget.core.words.equivalents import UNITS, Equivalent, equivalent
from laget.core.words.said import Said

PAIRS = (("women", "men"), ("born_abroad", "born_in_sweden"))
"""The groups that are set beside each other wherever an indicator has both."""


class Familiar(Part):
    """A gap counted as `number` of the unit of that id; one is `size` of `of`, by `source`."""

    unit: str
    number: Number
    size: Number
    of: str
    source: str

    @field_validator("unit")
    @classmethod
    def _is_known(cls, unit: str) -> str:
        """A unit that there is none of cannot be told."""
        if unit not in UNITS:
            raise ValueError(f"no unit {unit}")
        return unit

    @property
    def said(self) -> Said:
        """What the gap is about as many as: "ungefär 47 fulla bussar"."""
        told = Equivalent(self.number, UNITS[self.unit]).said
        return Said(f"ungefär {told.sv}", f"about {told.en}")


class Composition(Part):
    """What of the distance to the country is that groups are of other sizes, and what their own figures."""

    groups: tuple[str, str]
    year: int
    split: Split


class Touch(Part):
    """Who the gap of one target touches; what is not there cannot be formed or does not apply."""

    contribution: Contribution | None = None
    groups: tuple[Disparity, ...] = ()
    burdens: tuple[Burden, ...] = ()
    composition: tuple[Composition, ...] = ()
    familiar: Familiar | None = None


NOBODY = Touch()


def touches(document: StrategyDocument, figures: Figures, verdicts: Iterable[Verdict]) -> dict[str, Touch]:
    """Return by target id who its gap touches, for the targets of which there is something to say."""
    found = {verdict.target: touch(document, figures, verdict) for verdict in verdicts}
    return {target: one for target, one in found.items() if one != NOBODY}


def touch(document: StrategyDocument, figures: Figures, verdict: Verdict) -> Touch:
    """Return who the gap of a verdict touches, from the figures that the verdict could see."""
    return Touch(
        contribution=contribution_of(document, figures, verdict),
        groups=_groups(document, figures, verdict),
        burdens=burdens(document, figures, verdict, pairs=_pairs(document, verdict)),
        composition=_composition(document, figures, verdict),
        familiar=familiar(verdict),
    )


def familiar(verdict: Verdict) -> Familiar | None:
    """Return the gap of a verdict in something familiar; None where it is not counted or no unit fits."""
    people = verdict.gap.people if verdict.gap is not None else None
    if people is None or people.count is None:
        return None
    found = equivalent(people.count, of=people.of)
    if found is None:
        return None
    unit = found.unit
    return Familiar(unit=unit.id, number=found.number, size=unit.size, of=unit.of, source=unit.source.text)


def _groups(document: StrategyDocument, figures: Figures, verdict: Verdict) -> tuple[Disparity, ...]:
    """Return the target's own groups, else the known pairs that the indicator has in the target's place."""
    if verdict.value_year is None:
        return ()
    indicator = document.indicator(verdict.indicator)
    own = isinstance(document.target(verdict.target), SmallerGap)
    found = (
        between_groups(
            figures,
            indicator=indicator.id,
            area=verdict.area,
            groups=pair,
            year=verdict.value_year,
            breaks=indicator.breaks,
        )
        for pair in _pairs(document, verdict)
        if set(pair) <= set(figures.groups(indicator.id))
    )
    return tuple(one for one in found if one.reason is None or own)


def _pairs(document: StrategyDocument, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Return the groups that are set beside each other: the target's own, else the known pairs."""
    target = document.target(verdict.target)
    return (target.groups,) if isinstance(target, SmallerGap) else PAIRS


def _composition(document: StrategyDocument, figures: Figures, verdict: Verdict) -> tuple[Composition, ...]:
    """Return Kitagawa's split of the distance to the country for each pair of groups that is given.

    Given is a pair whose figures and sizes both areas have in one year, of the same ages; the latest such
    year is taken. What cannot be split is left out.
    """
    indicator = document.indicator(verdict.indicator)
    if verdict.value_year is None or verdict.area == COUNTRY.code:
        return ()
    if indicator.unit not in PER_PERSON or indicator.people is None:
        return ()
    of = document.indicator(indicator.people)
    if of.age_range != indicator.age_range:
        return ()
    last, found = verdict.value_year, []

    def read(one: Indicator, place: str, group: str) -> Series:
        return figures.series(one.id, area=place, group=group).upto(last).after_break(one.breaks)

    for pair in PAIRS:
        cells = {
            (place, group): (read(indicator, place, group), read(of, place, group))
            for place in (verdict.area, COUNTRY.code)
            for group in pair
        }
        years = common_years([series for both in cells.values() for series in both])
        if not years:
            continue
        year = years[-1]
        own, whole = (
            {group: _stratum(*cells[place, group], year=year) for group in pair}
            for place in (verdict.area, COUNTRY.code)
        )
        try:
            found.append(Composition(groups=pair, year=year, split=kitagawa(own, whole)))
        except NoSplit:
            continue
    return tuple(found)


def _stratum(rates: Series, sizes: Series, *, year: int) -> Stratum:
    place, at = rates.years.index(year), sizes.years.index(year)
    return Stratum(population=sizes.values[at], rate=rates.values[place], cases=rates.cases[place])
