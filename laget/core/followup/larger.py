"""How many times larger in relation to share of population, for what counts and for what is a rate."""

from laget.core.areas import COUNTRY
from laget.core.followup.burden import Burden, Side, set_beside
from laget.core.followup.disparity import DisparityReason, Times, compared
from laget.core.followup.gap import ITSELF, PER_PERSON
from laget.core.followup.target.view import common_years
from laget.core.followup.touch import PAIRS
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL, Figures, Series
from laget.core.strategy.document import SmallerGap, StrategyDocument
from laget.core.words.said import Refusal, Said


class NothingLarger(Refusal):
    """A gap of which nothing can be said to be so many times larger, with the reason."""


def larger(
    document: StrategyDocument, figures: Figures, verdict: Verdict, *, counted: tuple[Burden, ...]
) -> tuple[Burden, ...]:
    """Return what a verdict's indicator counts in its place or for a group, beside others'.

    `counted` are its burdens (`burdens`), where it counts. Of a rate (per cent, per 1,000, tonnes a person)
    both sides are already of their own populations: burden over burden, each in relation to its population,
    is rate over rate, and `population` is None. Raises NothingLarger where neither can be formed.
    """
    indicator, target = document.indicator(verdict.indicator), document.target(verdict.target)
    pairs = (target.groups,) if isinstance(target, SmallerGap) else PAIRS
    if verdict.value_year is None:
        raise NothingLarger(DisparityReason.NO_FIGURE.said)
    if indicator.unit in ITSELF:
        if not counted:
            raise NothingLarger(
                Said(
                    "Indikatorn har ingen folkmängd att sättas i relation till, eller inget att jämföra med.",
                    "The indicator has no population to be set in relation to, or nothing to be beside.",
                )
            )
        return counted
    if indicator.unit not in PER_PERSON:
        raise NothingLarger(
            Said(
                "Indikatorn är varken ett antal eller en andel av en befolkning.",
                "The indicator is neither a number nor a share of a population.",
            )
        )
    known = set(figures.groups(indicator.id))
    places = set_beside(target, verdict.area)
    sides = [
        *((Side(area=verdict.area, group=a), Side(area=verdict.area, group=b)) for a, b in pairs),
        *((Side(area=verdict.area), Side(area=other)) for other in places),
    ]
    if COUNTRY.code not in {verdict.area, *places}:  # where its county has no figure the country may
        sides.append((Side(area=verdict.area), Side(area=COUNTRY.code)))
    rates = [
        _rates(figures, a, b, indicator=indicator.id, breaks=indicator.breaks, last=verdict.value_year)
        for a, b in sides
        if {a.group, b.group} <= known
    ]
    told = tuple(one for one in rates if one is not None)
    if not told:
        raise NothingLarger(
            Said(
                "Det finns ingen siffra från samma år att jämföra med.",
                "There is no figure of the same year to set it beside.",
            )
        )
    return told


def _rates(
    figures: Figures, a: Side, b: Side, *, indicator: str, breaks: tuple[int, ...], last: int
) -> Burden | None:
    def read(side: Side) -> Series:
        return figures.series(indicator, area=side.area, group=side.group).upto(last).after_break(breaks)

    first, second = read(a), read(b)
    years = common_years([first, second])
    if not years:
        return None
    year = years[-1]
    value_a, value_b = first.value_at(year), second.value_at(year)
    found = compared(
        a.group if a.group != TOTAL else a.area,
        b.group if b.group != TOTAL else b.area,
        value_a=value_a,
        value_b=value_b,
        cases_a=first.cases[first.years.index(year)],
        cases_b=second.cases[second.years.index(year)],
        year=year,
    )
    if found.ratio is None:
        return Burden(a=a, b=b, year=year, times=Times(reason=found.reason or found.ratio_reason))
    return Burden(
        a=Side(area=a.area, group=a.group, burden=value_a),
        b=Side(area=b.area, group=b.group, burden=value_b),
        year=year,
        times=Times(times=found.ratio, burden_ratio=found.ratio),
    )
