"""Pictures read from figures, targets and verdicts: lines of years, groups, and places in one year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from laget.core.areas import COUNTIES, COUNTRY, Area, Kind, area, municipalities_of
from laget.core.charts.picture import Aim, Expected, Line, Places, Role, Shape, Standing, Years, line, ranked
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL, Figures, Series
from laget.core.strategy import document as doc
from laget.core.words.case import OWN_FORMS, TOTALS
from laget.core.words.said import Language
from laget.core.words.sentences import GRAMMARS

NAMED = 4  # areas that a target names, each with a line of its own
ENOUGH = 0.5  # the share of the areas that have figures that a year of a map must have


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is looked at: the area, the group, and the years from `first` to `last` where they are chosen."""

    area: Area
    group: str = TOTAL
    first: int | None = None
    last: int | None = None

    def holds(self, year: int) -> bool:
        """Whether a year is among those that are looked at."""
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


Judged = Sequence[tuple[doc.Target, Verdict]]
"""The targets of an indicator, each with its verdict."""


def years_of(
    figures: Figures, indicator: doc.Indicator, *, seen: Seen, judged: Judged, language: Language
) -> Years | None:
    """Return the area's line beside its county's, the country's and those a target names; None without one.

    What is wanted and expected of the very line is in the picture unless its years are cut off before today.
    """
    place, group = seen.area, seen.group

    def drawn(where: Area, role: Role) -> Line | None:
        found = _within(figures.series(indicator.id, area=where.code, group=group), seen)
        return line(found, name=GRAMMARS[language].place(where), role=role, breaks=indicator.breaks)

    own = drawn(place, Role.OWN)
    if own is None:
        return None
    lines = [own]
    if indicator.unit not in TOTALS:  # a county's number beside the country's would lie flat
        beside = [drawn(one, Role.OTHER) for one in _beside(place, judged)]
        beside += [drawn(COUNTRY, Role.COUNTRY)] if place != COUNTRY else []
        lines += [one for one in beside if one is not None]
    is_judged = group == TOTAL and seen.last is None
    return Years(
        indicator=indicator,
        place=place,
        group=group,
        lines=tuple(lines),
        aims=aims_of(judged, place=place) if is_judged else (),
        expected=expected_of(judged, own=own, place=place) if is_judged else None,
        breaks=indicator.breaks,
    )


def groups_of(figures: Figures, indicator: doc.Indicator, *, seen: Seen, language: Language) -> Years | None:
    """Return a line for each group in the area; None where there are not two."""
    found = []
    for group in figures.groups(indicator.id):
        if group == TOTAL:
            continue
        series = _within(figures.series(indicator.id, area=seen.area.code, group=group), seen)
        name = GRAMMARS[language].group(group)
        if (one := line(series, name=name, role=Role.OTHER, breaks=indicator.breaks)) is not None:
            found.append(one)
    if len(found) < 2:
        return None
    return Years(indicator=indicator, place=seen.area, lines=tuple(found), breaks=indicator.breaks)


def places_of(
    figures: Figures,
    indicator: doc.Indicator,
    *,
    seen: Seen,
    within: Area,
    judged: Judged,
    shapes: Mapping[str, Shape],
) -> Places | None:
    """Return the municipalities of a county, or the counties of the country, beside each other.

    The year is the latest looked at in which at least half of those that have figures have one. None where
    fewer than two have.
    """
    parts = municipalities_of(within.code) if within.kind is Kind.COUNTY else COUNTIES
    wholes = [within] if within == COUNTRY else [within, COUNTRY]
    if indicator.unit in TOTALS:
        wholes = []  # what they sum to would make every bar a stump

    def values(where: Area) -> dict[int, float]:
        found = _within(figures.series(indicator.id, area=where.code, group=seen.group), seen)
        return dict(zip(found.years, found.values, strict=True))

    known = {one: found for one in parts if (found := values(one))}
    counted: dict[int, int] = {}
    for found in known.values():
        for year in found:
            counted[year] = counted.get(year, 0) + 1
    years = [year for year, count in counted.items() if count >= max(2, ENOUGH * len(known))]
    if not years:
        return None
    year = max(years)
    standings = [
        Standing(area=one, value=found[year], is_own=one == seen.area)
        for one, found in known.items()
        if year in found
    ]
    standings += [
        Standing(area=one, value=found[year], is_whole=True)
        for one in wholes
        if year in (found := values(one))
    ]
    there = {one.area for one in standings}
    without = tuple(one for one in parts if one not in there)
    return Places(
        indicator=indicator,
        group=seen.group,
        within=within,
        year=year,
        standings=ranked(standings, indicator=indicator),
        without=without,
        aim=_aim_of_parts(indicator, judged, within=within) if seen.group == TOTAL else None,
        shapes={one.code: shapes[one.code] for one in parts if one.code in shapes},
    )


def aims_of(judged: Judged, *, place: Area) -> tuple[Aim, ...]:
    """Return the levels that targets want of an area's own figures, and the steps on the way to them."""
    found: list[Aim] = []
    for target, verdict in judged:
        own = verdict.area == place.code
        match target:
            case doc.AtLeast() | doc.AtMost() if own:
                found += [Aim(value=value, year=year, is_step=True) for year, value in target.steps.items()]
                found.append(Aim(value=target.value, year=target.year))
            case doc.Corridor() if own:
                found += [Aim(value=target.low), Aim(value=target.high)]
            case doc.AllAtLeast() | doc.AllAtMost() if place.county == area(verdict.area).county:
                if place.kind is Kind.MUNICIPALITY:
                    found.append(Aim(value=target.value, year=target.year))
            case doc.Hold() | doc.Change() | doc.Pace() if own and verdict.threshold is not None:
                found.append(Aim(value=verdict.threshold, year=target.year))
    return tuple(dict.fromkeys(found))


def expected_of(judged: Judged, *, own: Line, place: Area) -> Expected | None:
    """Return where an area's own line is expected, where a target has a projection of that very line."""
    for _, verdict in judged:
        if verdict.area != place.code or verdict.form not in OWN_FORMS or verdict.form == "budget":
            continue
        found = verdict.interval
        if found is not None and verdict.value_year == own.last.year < found.year:
            hits = verdict.hit_rate
            return Expected(
                year=found.year,
                middle=found.projected,
                low=found.low,
                high=found.high,
                held=hits.held if hits is not None else 0,
                made=hits.of if hits is not None else 0,
            )
    return None


def years_with(figures: Figures, indicator: str, *, areas: Iterable[str], group: str) -> tuple[int, ...]:
    """Return every year that one of the areas has a figure of, in order."""
    found: set[int] = set()
    for code in areas:
        found |= set(figures.series(indicator, area=code, group=group).years)
    return tuple(sorted(found))


def _aim_of_parts(indicator: doc.Indicator, judged: Judged, *, within: Area) -> float | None:
    """Return the level that every part shall reach, else the one that the whole shall.

    What is wanted of a whole that its parts sum to says nothing of a part.
    """
    wanted = [
        target.value
        for target, verdict in judged
        if isinstance(target, doc.AllAtLeast | doc.AllAtMost) and area(verdict.area) == within
    ]
    wanted += [
        target.value
        for target, verdict in judged
        if isinstance(target, doc.AtLeast | doc.AtMost)
        and area(verdict.area) == within
        and verdict.form in OWN_FORMS
        and indicator.unit not in TOTALS
    ]
    return wanted[0] if wanted else None


def _beside(place: Area, judged: Judged) -> list[Area]:
    found = [area(place.code[:2])] if place.kind is Kind.MUNICIPALITY else []
    for target, verdict in judged:
        if isinstance(target, doc.BetterThan | doc.ChangeMoreThan) and verdict.area == place.code:
            named = [area(code) for code in target.areas if code != COUNTRY.code]
            found += named if len(named) <= NAMED else []
    return [one for one in dict.fromkeys(found) if one != place]


def _within(series: Series, seen: Seen) -> Series:
    kept = [place for place, year in enumerate(series.years) if seen.holds(year)]
    return replace(
        series,
        **{
            name: tuple(getattr(series, name)[place] for place in kept)
            for name in ("years", "values", "statuses", "cases", "spans")
        },
        suppressed=tuple(year for year in series.suppressed if seen.holds(year)),
    )
