"""A burden that falls unevenly: so many times larger for one of two, for the size of its population."""

from laget.core.areas import COUNTRY, Kind, area
from laget.core.followup.disparity import DisparityReason, Times, times_larger
from laget.core.followup.gap import ITSELF
from laget.core.followup.target.view import common_years
from laget.core.followup.verdict import Number, Part, Verdict
from laget.core.series import TOTAL, Figures, Series
from laget.core.strategy.document import BetterThan, ChangeMoreThan, Indicator, StrategyDocument, Target


class Side(Part):
    """One of the two that are set beside each other; its figures stand where a number is formed of them."""

    area: str
    group: str = TOTAL
    burden: Number | None = None
    population: Number | None = None


class Burden(Part):
    """What an indicator counts of a beside b, both of the same year, in relation to their populations.

    `is_balance` where the figures of either may be below zero, so that what is counted is a surplus or a
    deficit. `times` holds the number, or the reason why there is none.
    """

    a: Side
    b: Side
    year: int | None = None
    is_balance: bool = False
    times: Times


def burdens(
    document: StrategyDocument, figures: Figures, verdict: Verdict, *, pairs: tuple[tuple[str, str], ...]
) -> tuple[Burden, ...]:
    """Return the burden of a verdict's indicator beside others', where it counts one and names a population.

    Beside each other stand each of `pairs` of groups that the indicator has; and the target's area beside
    the areas that it names, else a county beside the country and a municipality beside its county. All is of
    the latest year up to the verdict's that has both figures and both populations; two without such a year
    are left out. Refused, with its reason, where the ages of figure and population differ.
    """
    indicator = document.indicator(verdict.indicator)
    if verdict.value_year is None or indicator.unit not in ITSELF or indicator.people is None:
        return ()
    of, last = document.indicator(indicator.people), verdict.value_year
    known = set(figures.groups(indicator.id))
    sides = [
        *((Side(area=verdict.area, group=a), Side(area=verdict.area, group=b)) for a, b in pairs),
        *(
            (Side(area=verdict.area), Side(area=other))
            for other in set_beside(document.target(verdict.target), verdict.area)
        ),
    ]
    found = (
        _burden(figures, a, b, indicator=indicator, of=of, last=last)
        for a, b in sides
        if {a.group, b.group} <= known
    )
    return tuple(one for one in found if one is not None)


def set_beside(target: Target, place: str) -> tuple[str, ...]:
    """Return the areas that a target's area is set beside."""
    if isinstance(target, BetterThan | ChangeMoreThan):
        return tuple(other for other in target.areas if other != place)
    own = area(place)
    if own.kind is Kind.COUNTY:
        return (COUNTRY.code,)
    return (own.county,) if own.county is not None else ()


def _burden(
    figures: Figures, a: Side, b: Side, *, indicator: Indicator, of: Indicator, last: int
) -> Burden | None:
    def read(one: Indicator, side: Side) -> Series:
        return figures.series(one.id, area=side.area, group=side.group).upto(last).after_break(one.breaks)

    counted, sizes = [read(indicator, side) for side in (a, b)], [read(of, side) for side in (a, b)]
    years = common_years([*counted, *sizes])
    if not years:
        few = any(one.suppressed for one in counted) and all(one.years or one.suppressed for one in counted)
        return Burden(a=a, b=b, times=Times(reason=DisparityReason.FEW_CASES)) if few else None
    year = years[-1]
    if of.age_range != indicator.age_range:
        return Burden(a=a, b=b, year=year, times=Times(reason=DisparityReason.AGES_DIFFER))
    burden_a, burden_b = (one.value_at(year) for one in counted)
    population_a, population_b = (one.value_at(year) for one in sizes)
    cases_a, cases_b = (one.cases[one.years.index(year)] for one in counted)
    times = times_larger(
        burden_a=burden_a,
        burden_b=burden_b,
        population_a=population_a,
        population_b=population_b,
        cases_a=cases_a,
        cases_b=cases_b,
    )
    if times.reason is not None:
        return Burden(a=a, b=b, year=year, times=times)
    return Burden(
        a=Side(area=a.area, group=a.group, burden=burden_a, population=population_a),
        b=Side(area=b.area, group=b.group, burden=burden_b, population=population_b),
        year=year,
        is_balance=any(value < 0 for one in counted for value in one.values),
        times=times,
    )
