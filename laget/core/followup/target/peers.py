"""Targets that set an area beside others: better than them, changed more than they, and its rank."""

from collections.abc import Callable, Sequence
from functools import partial
from statistics import mean, median

from laget.core.areas import COUNTIES
from laget.core.followup.reason import Reason
from laget.core.followup.target.view import (
    CannotBeJudged,
    Judgeable,
    View,
    base_value,
    combined,
    derived,
    known,
    positive,
    rows,
    slack,
    worked_out,
)
from laget.core.series import Series
from laget.core.strategy import document as doc

Reference = Callable[[Sequence[float]], float]


def _reference(how: str, *, way: int) -> Reference:
    """`each` is to beat the best of them."""
    if how == "each":
        return max if way > 0 else min
    return mean if how == "mean" else median


def better_than(target: doc.BetterThan, view: View, place: str) -> Judgeable:
    """Return own over reference times 100, in years where all have a figure; 100 is to be passed.

    Refused where the reference is zero or less: what is better would then be turned round.
    """
    way, places = view.way, [place, *target.areas]
    parts, beat = known(places, view.series), _reference(target.how, way=way)
    for year, values in reversed(rows(parts).items()):
        if beat(values[1:]) <= 0:
            low = [where for value, where in zip(values[1:], target.areas, strict=True) if value <= 0]
            raise CannotBeJudged(Reason.NO_RATIO, years=[year], areas=low)
    series = combined(parts, lambda values: values[0] / beat(values[1:]) * 100)
    return derived(target, series, way=way, threshold=100.0, strict=True)


def change_more_than(target: doc.ChangeMoreThan, view: View, place: str) -> Judgeable:
    """Return the index of own over the index of the reference, in years after the base; 1 is to be passed."""
    way, places = view.way, [place, *target.areas]
    parts, beat = known(places, view.series), _reference(target.how, way=way)
    for each, part in zip(places, parts, strict=True):
        base_value(part, target.base, whole=partial(view.whole, each))
    positive(parts, places, since=target.base)
    values = rows(parts)
    base = values[target.base]
    if target.how == "each":

        def against(year: int) -> float:
            return beat([value / start for value, start in zip(values[year][1:], base[1:], strict=True)])

    else:

        def against(year: int) -> float:
            return beat(values[year][1:]) / beat(base[1:])

    series = worked_out(
        {year: values[year][0] / base[0] / against(year) for year in values if year > target.base}, parts
    )
    return derived(target, series, way=way, threshold=1.0, strict=True)


def rank(target: doc.Rank, view: View, place: str) -> Judgeable:
    """Return the county's place among the counties."""
    series = ranks(view, place, of=target.of)
    if not series.years:
        raise CannotBeJudged(Reason.TOO_FEW_COUNTIES)
    return derived(target, series, way=-1, threshold=float(target.at_most))


def ranks(view: View, place: str, *, of: int) -> Series:
    """Return the county's place among counties, best first, in years when at least `of` have a figure.

    Empty for what is no county; raises CannotBeJudged where neither way is better.
    """
    way, parts = view.way, {county.code: view.series(county.code) for county in COUNTIES}
    tables = [dict(zip(part.years, part.values, strict=True)) for part in parts.values()]
    places: dict[int, float] = {}
    if place in parts:
        for year, value in zip(parts[place].years, parts[place].values, strict=True):
            others = [table[year] for table in tables if year in table]
            if len(others) >= of:
                better = sum(way * (other - value) > slack(value) for other in others)
                places[year] = 1.0 + better
    return worked_out(places, [*parts.values()])
