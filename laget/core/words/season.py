"""A month or a quarter in words: beside the same one last year, and what is usual for the season."""

from laget.core.periods import MONTHS_SV, Period
from laget.core.season import MONTHS, Season
from laget.core.words.measure import Measure
from laget.core.words.numbers import number
from laget.core.words.said import LANGUAGES, Said
from laget.core.words.short import distance_in_words, short_level

MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUARTERS = (
    Said("första kvartalet", "first quarter"),
    Said("andra kvartalet", "second quarter"),
    Said("tredje kvartalet", "third quarter"),
    Said("fjärde kvartalet", "fourth quarter"),
)
MOSTLY = 2 / 3  # of the earlier years, for a move to be usual


def part(period: Period) -> Said:
    """Return what a month or a quarter is called, without its year."""
    if period.month is not None:
        return Said(MONTHS_SV[period.month - 1], MONTHS_EN[period.month - 1])
    return QUARTERS[(period.quarter or 1) - 1]


def named(period: Period) -> Said:
    """Return a month or a quarter with its year: "april 2022", "andra kvartalet 2022"."""
    one = part(period)
    of = "" if period.month is not None else "of "
    the = "" if period.month is not None else "the "
    return Said(f"{one.sv} {period.last_year}", f"{the}{one.en} {of}{period.last_year}")


def told(season: Season, *, measure: Measure, sums: bool) -> tuple[Said, ...]:
    """Return what is to be said of the latest month or quarter, one sentence or two each.

    First beside the same one last year, then whether its move is usual for the season, last the whole year to
    and with it: a sum where parts `sums` to a year, else a mean.
    """
    found = [_beside_last_year(season, measure, sums=sums)]
    if season.step is not None:
        found.append(_for_the_season(season, measure))
    if season.sum_now is not None and season.sum_before is not None:
        found.append(_whole_year(season, measure, sums=sums))
    return tuple(found)


def _beside_last_year(season: Season, measure: Measure, *, sums: bool) -> Said:
    when = named(season.latest.period)
    now = _level(season.latest.value, measure)
    sv, en = _capital(when.sv), _capital(when.en)
    then = season.year_before
    before = part(season.latest.period)
    year = season.latest.period.last_year - 1
    if then is None or season.change is None:
        return Said(
            f"{sv}: {now.sv}. För samma tid {year} finns ingen siffra.",
            f"{en}: {now.en}. There is no figure for the same time of {year}.",
        )
    sign, size = _size(season.change, measure)
    in_sv = "i " if season.parts == MONTHS else ""
    in_en = "in " if season.parts == MONTHS else "in the "
    was = _level(then, measure)
    if not sign:
        return Said(
            f"{sv}: {now.sv}, lika mycket som {in_sv}{before.sv} {year}.",
            f"{en}: {now.en}, as much as {in_en}{before.en} {'' if season.parts == MONTHS else 'of '}{year}.",
        )
    more = Said("högre", "higher") if sign > 0 else Said("lägre", "lower")
    if sums:  # what is counted
        more = Said("fler", "more") if sign > 0 else Said("färre", "fewer")
        size = Said(*(number(abs(season.change), decimals=0, language=one) for one in LANGUAGES))
    of = "" if season.parts == MONTHS else "of "
    return Said(
        f"{sv}: {now.sv}, {size.sv} {more.sv} än {in_sv}{before.sv} {year} ({was.sv}).",
        f"{en}: {now.en}, {size.en} {more.en} than {in_en}{before.en} {of}{year} ({was.en}).",
    )


def _for_the_season(season: Season, measure: Measure) -> Said:
    step = season.step or 0.0
    before = _before(season)
    sign, size = _size(step, measure)
    if not sign:
        moved = Said(f"Sedan {before.sv} är siffran oförändrad", f"Since {before.en} the figure is unchanged")
    else:
        went = Said("stigit", "risen") if sign > 0 else Said("sjunkit", "fallen")
        moved = Said(
            f"Sedan {before.sv} har siffran {went.sv} med {size.sv}",
            f"Since {before.en} the figure has {went.en} by {size.en}",
        )
    known = len(season.steps)
    if season.usual is None:
        return Said(
            f"{moved.sv}; om det är vanligt för årstiden går inte att säga på så få år.",
            f"{moved.en}; whether that is usual for the season cannot be said of so few years.",
        )
    share = Said(f"{season.alike} av {known} år", f"{season.alike} of {known} years")
    if season.alike >= MOSTLY * known:
        return Said(
            f"{moved.sv}, vilket hör till årstiden: så har det varit {share.sv}.",
            f"{moved.en}, which belongs to the season: so it was in {share.en}.",
        )
    if season.alike <= (1 - MOSTLY) * known:
        return Said(
            f"{moved.sv}, vilket är ovanligt för årstiden: så har det varit {share.sv}.",
            f"{moved.en}, which is unusual for the season: so it was in {share.en}.",
        )
    return Said(
        f"{moved.sv}; årstiden säger inget om det: så har det varit {share.sv}.",
        f"{moved.en}; the season says nothing of it: so it was in {share.en}.",
    )


def _whole_year(season: Season, measure: Measure, *, sums: bool) -> Said:
    now, then = season.sum_now or 0.0, season.sum_before or 0.0
    if not sums:
        now, then = now / season.parts, then / season.parts
    span = (
        Said("tolv månaderna", "twelve months")
        if season.parts == MONTHS
        else Said("fyra kvartalen", "four quarters")
    )
    earlier = (
        Said("de tolv månaderna före", "the twelve months before")
        if season.parts == MONTHS
        else Said("de fyra kvartalen före", "the four quarters before")
    )
    one, other = _level(now, measure), _level(then, measure)
    kind = (
        Said("Sammanlagt de senaste", "Together the last")
        if sums
        else Said("I snitt de senaste", "On average the last")
    )
    return Said(
        f"{kind.sv} {span.sv}: {one.sv}, mot {other.sv} {earlier.sv}.",
        f"{kind.en} {span.en}: {one.en}, against {other.en} {earlier.en}.",
    )


def _before(season: Season) -> Said:
    period = season.latest.period
    number = (period.part or 1) - 2  # of the part before, from 0
    if season.parts == MONTHS:
        return Said(MONTHS_SV[number % MONTHS], MONTHS_EN[number % MONTHS])
    one = QUARTERS[number % len(QUARTERS)]
    return Said(one.sv, f"the {one.en}")


def _size(change: float, measure: Measure) -> tuple[int, Said]:
    """Return which way a change goes as it is shown, and its size."""
    shown = round(abs(change), measure.decimals)
    sv, en = (distance_in_words(abs(change), measure=measure, language=language) for language in LANGUAGES)
    return (0 if not shown else 1 if change > 0 else -1), Said(sv, en)


def _level(value: float, measure: Measure) -> Said:
    sv, en = (short_level(value, measure=measure, language=language) for language in LANGUAGES)
    return Said(sv, en)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
