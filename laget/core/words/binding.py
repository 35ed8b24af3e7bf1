"""Numbers in prose bound to figures: `{{eftergymnasial@13:2022}}` read, resolved and rendered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from laget.core.canonical import rounded
from laget.core.followup.verdict import Verdict
from laget.core.periods import UnreadablePeriod, period
from laget.core.strategy.document import Indicator, StrategyDocument, Target
from laget.core.words.measure import apart, measure, threshold_measure, way_of, whole_percent
from laget.core.words.numbers import number
from laget.core.words.said import Language, Refusal, Said

TOTAL = "total"
WRITTEN = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_ID = r"[^\s.@\[\]:{}]+"
FIGURE = re.compile(
    rf"(?P<indicator>{_ID})(?:\[(?P<group>[^\[\]]+)\])?(?:\.(?P<what>change|growth))?"
    r"@(?P<area>[^\s:@]+):(?P<first>[^\s:]+?)(?:\.\.(?P<last>[^\s:]+))?"
)
FACT = re.compile(rf"(?P<target>{_ID})\.(?P<fact>[a-z_]+)")


class Cells(Protocol):
    """Whatever holds figures: an edition's cells, a store, a test's own table."""

    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
        """Return the figure, None where there is none; `period` is in its one written form."""


@dataclass(frozen=True, slots=True)
class Level:
    """A figure: one indicator, area, group and period."""

    indicator: str
    area: str
    period: str
    group: str = TOTAL


@dataclass(frozen=True, slots=True)
class Change:
    """The change from one period to another, in the indicator's unit, or as growth in per cent."""

    indicator: str
    area: str
    first: str
    last: str
    group: str = TOTAL
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of a target's verdict: its gap, its threshold, its rank."""

    target: str
    fact: str


Binding = Level | Change | Fact


class BadBinding(Refusal):
    """A binding that is blank, that cannot be read, or that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What bindings lead to: a strategy, its verdicts by target, and figures."""

    document: StrategyDocument
    verdicts: Mapping[str, Verdict]
    cells: Cells


@dataclass(frozen=True, slots=True)
class Resolved:
    """A bound number: signed, in `unit` (`points` for a difference between per cents), and its decimals.

    `indicator` and `last` (a period) tell what it is a figure of; `target` which verdict it belongs to.
    """

    value: float
    unit: str
    decimals: int
    indicator: str
    area: str
    last: str = ""
    first: str = ""
    group: str = TOTAL
    target: str = ""
    is_change: bool = False

    def written(self, language: Language) -> str:
        """Return the number as it stands in a sentence: a change without its sign, which the words say."""
        if self.unit == "year":
            return f"{self.value:.0f}"
        shown = abs(self.value) if self.is_change else self.value
        return number(shown, decimals=self.decimals, language=language)


@dataclass(frozen=True, slots=True)
class Bound:
    """A stretch of a rendered text that a binding wrote, or that a fault stands in place of."""

    start: int
    stop: int
    source: str
    resolved: Resolved | None
    fault: Said | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A text with its bindings and, beside it, as it is read."""

    source: str
    text: str
    bound: tuple[Bound, ...]


def parse(inside: str) -> Binding:
    """Return the binding that stands between `{{` and `}}`; raises BadBinding."""
    plain = inside.strip()
    if not plain:
        raise BadBinding(
            Said(
                "bindningen är tom; skriv till exempel {{indikator@13:2022}}",
                "the binding is blank; write for example {{indicator@13:2022}}",
            )
        )
    if found := FIGURE.fullmatch(plain):
        group, what = found["group"] or TOTAL, found["what"]
        if bool(what) == bool(found["last"]):
            try:
                first = period(found["first"]).text
                if not what:
                    return Level(found["indicator"], found["area"], first, group)
                last = period(found["last"]).text
            except UnreadablePeriod as fault:
                raise BadBinding(fault.said) from None
            return Change(found["indicator"], found["area"], first, last, group, growth=what == "growth")
    if found := FACT.fullmatch(plain):
        return Fact(found["target"], found["fact"])
    raise BadBinding(
        Said(
            f"bindningen ”{plain}” kan inte läsas; skriv {{{{indikator@område:period}}}}, "
            "{{indikator.change@område:från..till}} eller {{mål.gap}}",
            f"the binding “{plain}” cannot be read; write {{{{indicator@area:period}}}}, "
            "{{indicator.change@area:from..to}} or {{target.gap}}",
        )
    )


def resolve(binding: Binding, *, ground: Ground) -> Resolved:
    """Return the number a binding leads to; raises BadBinding where it leads nowhere."""
    match binding:
        case Level():
            indicator = _indicator(binding.indicator, ground)
            return Resolved(
                _value(binding, binding.period, ground),
                indicator.unit,
                indicator.shown_decimals,
                indicator.id,
                binding.area,
                last=binding.period,
                group=binding.group,
            )
        case Change():
            return _change(binding, ground)
        case Fact():
            return _fact(binding, ground)


def rendered(text: str, *, ground: Ground, language: Language) -> Told:
    """Return a text as it is read, each binding by its number; a binding that fails stays as written."""
    out: list[str] = []
    bound: list[Bound] = []
    at = length = 0
    for found in WRITTEN.finditer(text):
        out.append(text[at : found.start()])
        length += len(out[-1])
        resolved, fault = None, None
        try:
            resolved = resolve(parse(found["inside"]), ground=ground)
            shown = resolved.written(language)
        except BadBinding as refused:
            shown, fault = found[0], refused.said
        bound.append(Bound(length, length + len(shown), found[0], resolved, fault))
        out.append(shown)
        length += len(shown)
        at = found.end()
    out.append(text[at:])
    return Told(text, "".join(out), tuple(bound))


def written_bindings(text: str) -> Iterator[Binding]:
    """Return each binding of a text that can be read, in order: the cells that an edition must carry."""
    for found in WRITTEN.finditer(text):
        try:
            yield parse(found["inside"])
        except BadBinding:
            continue


def _indicator(name: str, ground: Ground) -> Indicator:
    for one in ground.document.indicators:
        if one.id == name:
            return one
    raise BadBinding(
        Said(f"det finns ingen indikator ”{name}” i strategin", f"the strategy has no indicator “{name}”")
    )


def _value(binding: Level | Change, when: str, ground: Ground) -> float:
    value = ground.cells.value(binding.indicator, area=binding.area, period=when, group=binding.group)
    if value is None:
        group = "" if binding.group == TOTAL else f"[{binding.group}]"
        what = f"{binding.indicator}{group}@{binding.area}:{when}"
        raise BadBinding(Said(f"det finns ingen siffra för {what}", f"there is no figure for {what}"))
    return value


def _change(binding: Change, ground: Ground) -> Resolved:
    indicator = _indicator(binding.indicator, ground)
    first, last = _value(binding, binding.first, ground), _value(binding, binding.last, ground)
    unit = apart(indicator.unit)
    value = rounded(last - first)
    if binding.growth:
        if first <= 0:
            raise BadBinding(
                Said(
                    f"tillväxt bildas inte från {first:g}: värdet är inte större än noll",
                    f"growth is not formed from {first:g}: the value is not above zero",
                )
            )
        unit, value = "percent", rounded(100 * (last / first - 1))
    return Resolved(
        value,
        unit,
        indicator.shown_decimals if not binding.growth else max(indicator.shown_decimals, 1),
        indicator.id,
        binding.area,
        last=binding.last,
        first=binding.first,
        group=binding.group,
        is_change=True,
    )


def _fact(binding: Fact, ground: Ground) -> Resolved:
    """Return a number of a verdict, in the unit of the target's own series or in what it counts."""
    verdict = ground.verdicts.get(binding.target)
    if verdict is None:
        raise BadBinding(
            Said(
                f"det finns inget bedömt mål ”{binding.target}”",
                f"there is no judged target “{binding.target}”",
            )
        )
    indicator = _indicator(verdict.indicator, ground)
    known = _known(verdict, target=ground.document.target(verdict.target), indicator=indicator)
    if binding.fact not in known:
        listed = ", ".join(known)
        raise BadBinding(
            Said(
                f"ett mål har inget ”{binding.fact}”; det har {listed}",
                f"a target has no “{binding.fact}”; it has {listed}",
            )
        )
    found = known[binding.fact]
    if found.value is None:
        raise BadBinding(
            Said(
                f"målet {binding.target} saknar {binding.fact} i den här upplagan",
                f"the target {binding.target} has no {binding.fact} in this edition",
            )
        )
    last = verdict.value_year if found.last is None else found.last
    return Resolved(
        float(found.value),
        found.unit,
        found.decimals,
        indicator.id,
        verdict.area,
        last=str(last) if last is not None else "",
        first=str(found.first) if found.first is not None else "",
        target=verdict.target,
        is_change=found.is_change,
    )


class _Number(NamedTuple):
    """A number of a verdict; `first` and `last` are its years where they are not the figure's own."""

    value: float | None
    unit: str
    decimals: int = 0
    is_change: bool = False
    first: int | None = None
    last: int | None = None


def _known(verdict: Verdict, *, target: Target, indicator: Indicator) -> dict[str, _Number]:
    """Return what a target's verdict can be asked for, by name."""
    own, decimals = measure(target, indicator)
    between, gap, place = apart(own), verdict.gap, verdict.rank
    people = gap.people if gap is not None else None
    interval, hits, wanted = verdict.interval, verdict.hit_rate, verdict.threshold
    decided = threshold_measure(wanted or 0.0, target=target, indicator=indicator).decimals
    # A change is bound with the sign of the figure's own; inside a corridor there is none to tell.
    towards = way_of(target, indicator, value=verdict.value)
    moved = towards * verdict.travel_change if towards and verdict.travel_change is not None else None
    left = 100 * gap.left if gap is not None and gap.left is not None else None
    chance = whole_percent(verdict.chance)[0] if verdict.chance is not None else None
    year = interval.year if interval else None
    return {
        "value": _Number(verdict.value, own, decimals),
        "threshold": _Number(wanted, own, decided),
        "projected": _Number(verdict.projected, own, decimals),
        "year": _Number(verdict.value_year, "year"),
        "target_year": _Number(verdict.target_year, "year"),
        "base_year": _Number(verdict.base_year, "year"),
        "travel_from": _Number(verdict.travel_from, "year"),
        "travel_change": _Number(moved, between, decimals, is_change=True, first=verdict.travel_from),
        "gap": _Number(gap.distance if gap else None, between, decimals, is_change=True),
        "base_value": _Number(gap.base_value if gap else None, own, decimals),
        "left": _Number(left, "percent"),
        "required": _Number(gap.required if gap else None, between, decimals, is_change=True),
        "actual": _Number(gap.actual if gap else None, between, decimals, is_change=True),
        "required_over_actual": _Number(gap.required_over_actual if gap else None, "ratio", 1),
        "years_late": _Number(gap.years_late if gap else None, "years"),
        "people": _Number(people.count if people else None, people.of if people else "", is_change=True),
        "population": _Number(people.population if people else None, people.of if people else ""),
        "rank": _Number(place.place if place else None, "rank"),
        "of": _Number(place.of if place else None, "areas"),
        "chance": _Number(chance, "percent", last=year),
        "interval_year": _Number(year, "year"),
        "low": _Number(interval.low if interval else None, own, decimals, last=year),
        "middle": _Number(interval.projected if interval else None, own, decimals, last=year),
        "high": _Number(interval.high if interval else None, own, decimals, last=year),
        "held": _Number(hits.held if hits else None, "times"),
        "of_made": _Number(hits.of if hits else None, "times"),
    }
