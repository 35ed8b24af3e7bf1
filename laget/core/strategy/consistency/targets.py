"""Faults of targets: whether each can be judged on its indicator, where and when it says."""

from collections.abc import Iterator
from typing import Any

from laget.core.areas import Area, Kind, UnknownArea, area
from laget.core.strategy.consistency.groups import group_faults
from laget.core.strategy.consistency.levels import level_faults
from laget.core.strategy.consistency.register import Register
from laget.core.strategy.document import (
    AllAtLeast,
    AllAtMost,
    BetterThan,
    Budget,
    ChangeMoreThan,
    Pace,
    Rank,
    SmallerGap,
    SmallerSpread,
    Target,
)
from laget.core.strategy.faults import Fault, fault, warning
from laget.core.strategy.values import Path


def target_faults(register: Register) -> Iterator[Fault]:
    """Yield what keeps each target from being judged, or makes it another than was meant."""
    seen: dict[Any, int] = {}
    for place, target in enumerate(register.document.targets):
        path: Path = ("targets", place)
        yield from register.absent("elements", target.element, path=(*path, "element"))
        yield from register.absent("indicators", target.indicator, path=(*path, "indicator"))
        yield from _area(register, target, path=path)
        yield from _years(register, target, path=path)
        yield from _form(target, path=path)
        indicator = register.indicators.get(target.indicator)
        if indicator is not None:
            yield from level_faults(target, indicator, path=path)
            if isinstance(target, SmallerGap):
                yield from group_faults(target, indicator, path=path)
        first = seen.setdefault(target.model_copy(update={"id": ""}).model_dump_json(), place)
        if first != place:
            yield warning(
                path,
                sv=f"samma mål som targets[{first}]; ta bort det ena",
                en=f"the same target as targets[{first}]; remove one",
            )


def _area(register: Register, target: Target, *, path: Path) -> Iterator[Fault]:
    here = county = register.county
    if target.area is not None:
        try:
            here = area(target.area)
        except UnknownArea as unknown:
            yield Fault((*path, "area"), unknown.said)
            return
    if here is not None and county is not None and here.county != county.code:
        yield warning(
            (*path, "area"),
            sv=f"{here.name_sv} ligger inte i {county.name_sv}, strategins län; är det meningen?",
            en=f"{here.name_en} does not lie in {county.name_en}, the strategy's county; is that meant?",
        )
    if isinstance(target, Rank) and here is not None and here.kind is not Kind.COUNTY:
        yield fault(
            (*path, "area"),
            sv="formen rank är länets plats bland länen; ta bort area eller ange ett län",
            en="the form rank is the county's place among the counties; remove area or name a county",
        )
    over_municipalities = isinstance(target, SmallerSpread | AllAtLeast | AllAtMost)
    if over_municipalities and here is not None and here.kind is Kind.MUNICIPALITY:
        yield fault(
            (*path, "area"),
            sv=f"formen {target.form} gäller ett läns alla kommuner; ta bort area eller ange ett län",
            en=f"the form {target.form} is for all municipalities of a county; remove area or name a county",
        )
    if isinstance(target, BetterThan | ChangeMoreThan):
        yield from _compared(target, here, path=(*path, "areas"))


def _compared(target: BetterThan | ChangeMoreThan, here: Area | None, *, path: Path) -> Iterator[Fault]:
    for place, code in enumerate(target.areas):
        try:
            other = area(code)
        except UnknownArea as unknown:
            yield Fault((*path, place), unknown.said)
            continue
        if code in target.areas[:place]:
            yield fault(
                (*path, place),
                sv=f"”{code}” står två gånger; ta bort den ena",
                en=f"“{code}” stands twice; remove one",
            )
        if other == here:
            yield fault(
                (*path, place),
                sv=f"{other.name_sv} jämförs med sig självt; ta bort ”{code}”",
                en=f"{other.name_en} is compared with itself; remove “{code}”",
            )
        elif here is not None and other.kind is not here.kind and Kind.COUNTRY is not other.kind:
            yield warning(
                (*path, place),
                sv=f"{other.name_sv} är ett annat slags område än {here.name_sv}; är det meningen?",
                en=f"{other.name_en} is another kind of area than {here.name_en}; is that meant?",
            )


def _years(register: Register, target: Target, *, path: Path) -> Iterator[Fault]:
    year = target.year
    if year is None:
        return
    if target.base is not None and year <= target.base:
        yield fault(
            (*path, "year"),
            sv=f"målåret {year} ligger inte efter basåret {target.base}; rätta det ena",
            en=f"the target year {year} does not lie after the base year {target.base}; correct one",
        )
    if isinstance(target, Pace | Budget) and year < target.from_ + isinstance(target, Pace):
        yield fault(
            (*path, "year"),
            sv=f"målåret {year} ligger inte efter {target.from_}, året det räknas från; rätta det ena",
            en=f"the target year {year} does not lie after {target.from_}, the year it counts from; "
            "correct one",
        )
    period = register.document.strategy.period
    begins = period.from_
    if register.is_sure("strategy") and year < begins <= (period.to or begins):
        yield warning(
            (*path, "year"),
            sv=f"målåret {year} är före strategins period, som börjar {begins}",
            en=f"the target year {year} is before the strategy's period, which begins in {begins}",
        )


def _form(target: Target, *, path: Path) -> Iterator[Fault]:
    """Yield what a form lacks, or says twice, whatever the indicator."""
    if isinstance(target, SmallerGap | SmallerSpread):
        if target.base is None and target.value is None:
            yield fault(
                (*path, "base"),
                sv=f"saknas; formen {target.form} behöver base (och to), eller value",
                en=f"is missing; the form {target.form} needs base (and to), or value",
            )
        if target.value is not None and "to" in target.model_fields_set:
            yield fault(
                (*path, "to"),
                sv="både to och value säger hur litet det ska bli; behåll det ena",
                en="both to and value say how small it shall be; keep one",
            )
    if isinstance(target, SmallerSpread) and (target.measure == "share_below") != (target.below is not None):
        yield fault(
            (*path, "below"),
            sv="below hör till measure: share_below; skriv båda eller ingen",
            en="below belongs to measure: share_below; write both or neither",
        )
    if isinstance(target, Rank) and target.of < target.at_most:
        yield fault(
            (*path, "of"),
            sv=f"plats {target.at_most} finns inte bland {target.of} län; höj of eller sänk at_most",
            en=f"there is no place {target.at_most} among {target.of} counties; raise of or lower at_most",
        )
    if isinstance(target, Budget) and target.total <= 0:
        yield fault(
            (*path, "total"),
            sv="ska vara större än noll: så mycket får åren tillsammans vara",
            en="must be larger than zero: how much the years together may be",
        )
    if isinstance(target, Pace) and target.by.relative and target.by.amount <= -100:
        yield fault(
            (*path, "by"),
            sv="kan inte minska med 100 % eller mer varje år; skriv takten för ett år, till exempel -6%",
            en="cannot fall by 100% or more each year; write the pace of one year, such as -6%",
        )
