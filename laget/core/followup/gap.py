"""The gap of one target: distance, required over actual pace, years late, and what it is in people."""

from collections.abc import Mapping, Sequence

from laget.core.followup.reach import Reach
from laget.core.followup.target import Judgeable
from laget.core.followup.target.view import slack
from laget.core.followup.verdict import Gap, People, PeopleReason, Verdict
from laget.core.series import Series
from laget.core.strategy.document import Indicator

# What a gap in each unit is counted in, and what one of the unit is of one person.
PER_PERSON = {
    "percent": ("people", 1 / 100),
    "per_1000": ("people", 1 / 1000),
    "per_100000": ("people", 1 / 100_000),
    "tonnes_per_person": ("tonnes", 1.0),
    "kg_per_person": ("kg", 1.0),
    "days": ("days", 1.0),
}
ITSELF = {"people", "firms"}  # units that already count what a gap is made of


def gap(
    found: Judgeable,
    *,
    threshold: float,
    way: float,
    target_year: int | None,
    pace: float | None,
    met: bool,
    base_year: int,
    indicator: Indicator,
    population: tuple[Indicator, Series] | None,
) -> Gap:
    """Return the gap of a series to `threshold`, in the series' unit (followup.md, "Gaps").

    `pace` is destatis' g, a year; `target_year` None for what shall be held. `base_year` is where the way is
    measured from: its figure, or the nearest before it. What is undefined is left out: the share that is left
    where the base was already there, the ratio of paces and the years late when it goes the wrong way.
    """
    last, value = found.series.years[-1], found.series.values[-1]
    distance = threshold - value
    before = [(y, v) for y, v in zip(found.series.years, found.series.values, strict=True) if y <= base_year]
    base = before[-1] if before else None
    left = None
    if met:
        left = 0.0
    elif base is not None and way * (threshold - base[1]) > slack(threshold):
        left = distance / (threshold - base[1])
    required = late = over = None
    if not met and target_year is not None and target_year > last:
        required = distance / (target_year - last)
        if pace is not None and way * pace > slack(threshold):
            over = required / pace
            late = last + distance / pace - target_year
    return Gap(
        distance=distance,
        left=left,
        base_year=base[0] if base else None,
        base_value=base[1] if base else None,
        required=required,
        actual=pace,
        required_over_actual=over,
        years_late=late,
        people=None
        if met or not found.own
        else people(found.series, threshold, way=way, indicator=indicator, population=population),
    )


def people(
    series: Series,
    threshold: float,
    *,
    way: float,
    indicator: Indicator,
    population: tuple[Indicator, Series] | None,
) -> People | None:
    """Return the gap in what it is made of, in the latest year that both have a figure, or None.

    The gap times the population that the figure is a share or a rate of; none in a year that met the target.
    Refused with its reason where the ages of the two differ, or no year has both.
    """
    if indicator.unit in ITSELF:
        return People(
            count=abs(threshold - series.values[-1]),
            of=indicator.counts or indicator.unit,
            year=series.years[-1],
        )
    if population is None:
        return None
    if indicator.unit not in PER_PERSON:
        return People(reason=PeopleReason.UNIT)
    counted, share = PER_PERSON[indicator.unit]
    of, sizes = population
    if of.age_range != indicator.age_range:
        return People(reason=PeopleReason.AGES_DIFFER)
    common = sorted(set(series.years) & set(sizes.years))
    if not common:
        return People(reason=PeopleReason.NO_COMMON_YEAR)
    year = common[-1]
    value, size = series.value_at(year), sizes.value_at(year)
    assert value is not None and size is not None  # noqa: S101, PT018 - both have the year
    return People(
        count=max(0.0, way * (threshold - value)) * share * size,
        of=indicator.counts or counted,
        year=year,
        population=size,
    )


_ORDER = (Reach.WRONG_WAY, Reach.TOO_SLOW, Reach.ON_TRACK, Reach.MET, Reach.NOT_JUDGED)


def largest_gaps(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts by reach, worst first and what cannot be judged last.

    Within a reach by the share of the way that is left, largest first; one without a share after those that
    have one; then by target id, so that the order is the same everywhere.
    """

    def key(verdict: Verdict) -> tuple[int, bool, float, str]:
        left = verdict.gap.left if verdict.gap is not None else None
        return _ORDER.index(verdict.reach), left is None, -(left or 0.0), verdict.target

    return tuple(sorted(verdicts, key=key))


def moved(order: Sequence[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Return an order of targets with some of them at the places (from 1) that people gave them.

    The places are filled from the first; the others keep their order around them. A place beyond the end
    is the last, and a target that is not in the order is passed over.
    """
    rest = [one for one in order if one not in places]
    for target, place in sorted(places.items(), key=lambda one: (one[1], one[0])):
        if target in order:
            rest.insert(min(max(place, 1), len(rest) + 1) - 1, target)
    return tuple(rest)
