"""What touches a household: the figure nearest to where it lives, its target, its count, and initiatives."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.core.areas import COUNTRY, Area, area
from laget.core.coverage import Stay
from laget.core.followup.gap import ITSELF, PER_PERSON, people
from laget.core.followup.verdict import People, PeopleReason, Verdict
from laget.core.periods import period
from laget.core.series import PRELIMINARY, TOTAL, Figures, Series
from laget.core.strategy.document import (
    AllAtLeast,
    AllAtMost,
    AtLeast,
    AtMost,
    Change,
    Corridor,
    Hold,
    Indicator,
    Pace,
    StrategyDocument,
    Target,
)
from laget.core.strategy.tree import under
from laget.core.words.equivalents import FEWEST_CASES, Equivalent, equivalent
from laget.core.words.measure import way_of

OLDEST = 120  # years that somebody in a household may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a household, invented, and how old."""

    who: str
    age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a household follows: an address `indicator:id` or `element:id`, of which group, and why."""

    address: str
    group: str = ""
    text: str = ""

    @property
    def kind(self) -> str:
        """What stands before the colon."""
        return self.address.partition(":")[0]

    @property
    def id(self) -> str:
        """What stands after the colon."""
        return self.address.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One figure that a filter asks for."""

    indicator: Indicator
    group: str
    filter: Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The latest published figure for a household that lives in `home`: of `area`, for `group`.

    `asked_group` is what the filter asks for; `area` and `group` are the nearest to it that have a figure.
    `first` is the first year of a value over several; the value is in the indicator's unit.
    """

    indicator: Indicator
    home: Area
    area: Area
    asked_group: str
    group: str
    year: int
    first: int | None
    value: float
    is_preliminary: bool
    is_uncertain: bool
    series: Series  # that it is the last of


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """The target that a figure is set beside; `distance` in the indicator's unit, None where none is formed.

    It is formed where the target is a level that the figure can be read against, and is 0 where that is met.
    """

    target: Target
    area: Area
    verdict: Verdict
    distance: float | None = None
    threshold: float | None = None
    way: int = 0

    @property
    def is_met(self) -> bool:
        """Whether the household's own figure is where the target wants it."""
        return self.distance == 0


class Lack(StrEnum):
    """Why a figure is not told as a count, or a count not as something familiar."""

    NO_POPULATION = "no_population"
    UNIT = PeopleReason.UNIT.value
    AGES_DIFFER = PeopleReason.AGES_DIFFER.value
    NO_COMMON_YEAR = PeopleReason.NO_COMMON_YEAR.value
    BELOW_ZERO = "below_zero"
    FEW = "few"
    NO_UNIT = "no_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A distance to a target, or a level, counted in what it is made of; `lack` says why something is not."""

    of_gap: bool
    count: float | None = None
    of: str = ""
    year: int | None = None
    like: Equivalent | None = None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touching:
    """An initiative that touches a household: since when its municipality takes part, what is served.

    `since` is None where the municipality does not; `serves` are the followed elements that it serves.
    """

    id: str
    since: int | None
    serves: tuple[str, ...]


def wanted(document: StrategyDocument, filters: Iterable[Filter]) -> list[Wanted]:
    """Return the figures that filters ask for: of an element those of its targets and what follows it.

    An indicator that has filters of its own is not asked for by an element's; what the strategy lacks is left
    out.
    """
    filters = tuple(filters)
    known = {one.id: one for one in document.indicators}
    own = {one.id for one in filters if one.kind == "indicator"}
    found: dict[tuple[str, str], Wanted] = {}
    for one in filters:
        for id_ in _indicators(document, one):
            if id_ in known and (one.kind == "indicator" or id_ not in own):
                asked = Wanted(indicator=known[id_], group=one.group or TOTAL, filter=one)
                found.setdefault((id_, asked.group), asked)
    return list(found.values())


def _indicators(document: StrategyDocument, one: Filter) -> list[str]:
    if one.kind == "indicator":
        return [one.id]
    if one.kind != "element":
        return []
    aimed = [target.indicator for target in document.targets if target.element == one.id]
    return list(dict.fromkeys([*aimed, *(i.id for i in document.indicators if one.id in i.follows)]))


def elements_touched(document: StrategyDocument, filters: Iterable[Filter]) -> frozenset[str]:
    """Return the elements that touch a household: those followed, and those its indicators tell of."""
    known = {one.id for one in document.elements}
    found: set[str] = set()
    for one in filters:
        if one.kind == "element":
            found.add(one.id)
        elif one.kind == "indicator":
            found |= {target.element for target in document.targets if target.indicator == one.id}
            found |= {e for i in document.indicators if i.id == one.id for e in i.follows}
    return frozenset(found & known)


def asked_under(document: StrategyDocument, asked: Iterable[Wanted], element: str) -> list[Wanted]:
    """Return those of some figures that tell of an element, or of what serves it or lies within it."""
    below = under(document, element)
    return [
        one for one in asked if elements_touched(document, [_both(one)]) & below or one.filter.id in below
    ]


def _both(one: Wanted) -> Filter:
    return Filter(address=f"indicator:{one.indicator.id}")


def nearest(figures: Figures | None, one: Indicator, *, home: Area, group: str = TOTAL) -> Figure | None:
    """Return the latest figure for the municipality `home`, else for its county, else for the country.

    In the first of them that has any figure it is of the group where that is published there, else of
    everybody. Values on fewer than 5 cases are never read. None where there is no figure.
    """
    for code in dict.fromkeys([home.code, home.county or COUNTRY.code, COUNTRY.code]):
        for told in dict.fromkeys([group, TOTAL]):
            series = figures.series(one.id, area=code, group=told) if figures is not None else None
            if series is not None and len(series):
                return _latest(series, one, home=home, at=area(code), group=told, asked=group)
    return None


def _latest(series: Series, one: Indicator, *, home: Area, at: Area, group: str, asked: str) -> Figure:
    year, span = series.years[-1], period(series.spans[-1])
    return Figure(
        indicator=one,
        home=home,
        area=at,
        asked_group=asked,
        group=group,
        year=year,
        first=span.first_year if span.first_year != year else None,
        value=series.values[-1],
        is_preliminary=series.statuses[-1] == PRELIMINARY,
        is_uncertain=year in series.uncertain,
        series=series,
    )


def aimed(figure: Figure, *, document: StrategyDocument, verdicts: Iterable[Verdict]) -> Aim | None:
    """Return the target that touches a figure: its area's own, else one for every municipality, else its
    county's; None where none does. Another municipality's target never does.
    """
    own = {one.target: one for one in verdicts}
    found = [
        (_nearness(target, document.area_of(target), figure), target)
        for target in document.targets
        if target.indicator == figure.indicator.id and target.id in own
    ]
    near = [one for one in found if one[0] is not None]
    if not near:
        return None
    target = min(near, key=lambda one: one[0] or 0)[1]
    return _read(target, own[target.id], figure, area(document.area_of(target)))


def _nearness(target: Target, place: str, figure: Figure) -> int | None:
    if isinstance(target, AllAtLeast | AllAtMost):
        return 1 if figure.home.county == place else None
    if place == figure.area.code:
        return 0
    return 2 if place == figure.home.county else None


def _read(target: Target, verdict: Verdict, figure: Figure, place: Area) -> Aim:
    """Return a target with how far a figure is from it, where it is a level to read the figure by."""
    bare = Aim(target=target, area=place, verdict=verdict)
    is_own = place == figure.area and figure.group == TOTAL
    is_total = figure.indicator.unit in ITSELF  # a municipality's number beside its county's compares nothing
    if figure.group != TOTAL or (is_total and not is_own):
        return bare
    way = way_of(target, figure.indicator, value=figure.value)
    match target:
        case AtLeast(value=value) | AtMost(value=value) | AllAtLeast(value=value) | AllAtMost(value=value):
            threshold: float | None = value
        case Hold():
            threshold = target.value if target.value is not None else verdict.threshold if is_own else None
        case Corridor(low=low, high=high):
            threshold = {1: low, -1: high}.get(way, figure.value)
        case Change() | Pace():
            threshold = verdict.threshold if is_own else None
        case _:
            threshold = None
    if threshold is None:
        return bare
    distance = max(0.0, way * (threshold - figure.value))
    return Aim(target=target, area=place, verdict=verdict, distance=distance, threshold=threshold, way=way)


def counted(figure: Figure, aim: Aim | None, *, population: tuple[Indicator, Series] | None) -> Count:
    """Return what is left to a target as a count, else the level as one; both told by something familiar.

    `population` is who the figure is a share or rate of, in the figure's own area and group.
    """
    of_gap = aim is not None and aim.threshold is not None and not aim.is_met
    one = figure.indicator
    if one.unit not in ITSELF and one.unit not in PER_PERSON:
        return Count(of_gap=of_gap, lack=Lack.UNIT)
    if one.unit not in ITSELF and (population is None or not len(population[1])):
        return Count(of_gap=of_gap, lack=Lack.NO_POPULATION)
    if of_gap and aim is not None and aim.threshold is not None:
        found = people(figure.series, aim.threshold, way=aim.way, indicator=one, population=population)
    elif figure.value < 0:
        return Count(of_gap=False, lack=Lack.BELOW_ZERO)
    else:  # the whole level is as far as it is from nothing
        found = people(figure.series, 0.0, way=-1, indicator=one, population=population)
    return _familiar(found or People(reason=PeopleReason.UNIT), of_gap=of_gap)


def _familiar(found: People, *, of_gap: bool) -> Count:
    if not found.count:
        return Count(of_gap=of_gap, lack=Lack((found.reason or PeopleReason.NO_COMMON_YEAR).value))
    like = equivalent(found.count, of=found.of)
    is_few = found.of in {"people", "firms"} and found.count < FEWEST_CASES
    return Count(
        of_gap=of_gap,
        count=found.count,
        of=found.of,
        year=found.year,
        like=like,
        lack=None if like is not None else Lack.FEW if is_few else Lack.NO_UNIT,
    )


def touching(
    initiatives: Iterable[tuple[str, Sequence[Stay], Collection[str]]],
    *,
    home: str,
    year: int,
    elements: Collection[str],
) -> list[Touching]:
    """Return the initiatives that touch a household: each is its id, its stays and the elements it serves.

    One touches where the municipality `home` takes part in the year, joined and not left, or where it serves
    an element that the household follows; those that serve what is followed stand first.
    """
    found = []
    for id_, stays, serves in initiatives:
        since = next((one.joined for one in stays if one.area == home and one.holds(year)), None)
        followed = tuple(sorted(set(serves) & set(elements)))
        if since is not None or followed:
            found.append(Touching(id=id_, since=since, serves=followed))
    return sorted(found, key=lambda one: not one.serves)
