"""Why each changed verdict changed: judged again with one thing changed at a time."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from laget.core.followup.explanation import Cause, Explanation, Found, Previous, Words, placed
from laget.core.followup.figures import figures
from laget.core.followup.judge import judge
from laget.core.followup.methods import METHODS, method_named
from laget.core.followup.mix import Mix
from laget.core.followup.target.places import areas_needed, groups_needed
from laget.core.followup.verdict import Verdict
from laget.core.strategy.document import Hold, Indicator, StrategyDocument, Target
from laget.core.strategy.source import statistic
from laget.core.words.said import Refusal, Said

EVERY = frozenset(Cause)


class PreviousDiffers(Refusal):
    """A previous edition whose verdicts are not those that its own figures give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an edition judges: a strategy up to a year by a method, on figures by indicator.

    `ended` gives the last year of each ended series, `missing` by indicator the areas asked for in vain.
    """

    document: StrategyDocument
    year: int
    method: str
    tables: Mapping[str, pa.Table]
    ended: Mapping[str, int]
    missing: Mapping[str, Collection[str]]


def explanations(
    previous: Previous,
    *,
    earlier: Mapping[str, pa.Table],
    today: Standing,
    verdicts: Sequence[Verdict],
) -> tuple[Explanation, ...]:
    """Return why each of today's `verdicts` is another than in the previous edition, in their order.

    `earlier` are the figures that the previous edition was judged on, by indicator. New targets are told
    where they stand, those that are gone last. A cause is named where it concerns the target: the target
    itself, its indicator, the method, or figures of the areas and groups that it is judged on. Raises
    UnknownMethod where the previous method is gone, PreviousDiffers where the previous verdicts do not come
    out of what they are said to rest on.
    """
    method_named(previous.method)
    comparison = _Comparison(previous, earlier, today)
    now = {verdict.target: Words.of(verdict) for verdict in verdicts}
    told = []
    for target, words in now.items():
        was = previous.words.get(target)
        if was is None:
            told.append(Explanation(target=target, now=words))
        elif was != words:
            told.append(comparison.explanation(target, was=was, now=words))
    gone = sorted(previous.words.keys() - now.keys())
    return (*told, *(Explanation(target=target, was=previous.words[target]) for target in gone))


@dataclass(frozen=True)
class _Comparison:
    """Two editions, and everything between them: any of the causes at work, the others not."""

    previous: Previous
    earlier: Mapping[str, pa.Table]
    today: Standing

    def explanation(self, target: str, *, was: Words, now: Words) -> Explanation:
        """Return what differs for a target, and what each would have said alone."""
        causes = self._causes(target)
        again = self._words[frozenset()][target]
        if again != was and not self._another_version:
            raise PreviousDiffers(
                Said(
                    f"Förra upplagan säger annat om målet {target} än vad dess egna siffror ger.",
                    f"The previous edition says of the target {target} what its own figures do not give.",
                ),
                command="laget verify",
            )
        found = []
        for cause in Cause:
            if cause not in causes:
                continue
            # By the version that is gone only what was written is known, and not what it would have said.
            alone = without = None
            if again == was or cause is Cause.METHOD:
                alone = self._words[frozenset({cause})][target]
            if again == was or cause is not Cause.METHOD:
                without = self._words[EVERY - {cause}][target]
            found.append(
                Found(cause=cause, alone=alone, without=without, decisive=_decisive(alone, was=was, now=now))
            )
        return Explanation(target=target, was=was, now=now, causes=tuple(found))

    @property
    def _another_version(self) -> bool:
        return self.previous.method_version != METHODS[self.previous.method].version

    @cached_property
    def _before(self) -> StrategyDocument:
        return self.previous.document(self.today.document)

    @cached_property
    def _common(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.today.document.targets if one.id in self.previous.words)

    @cached_property
    def _indicators(self) -> Mapping[str, tuple[Indicator, Indicator]]:
        """Each indicator as it was and as it is; one that only one of the strategies has is the same."""
        before = {one.id: one for one in self._before.indicators}
        now = {one.id: one for one in self.today.document.indicators}
        return {
            name: (before.get(name) or now[name], now.get(name) or before[name])
            for name in [*now, *(name for name in before if name not in now)]
        }

    @cached_property
    def _mixes(self) -> Mapping[str, Mix]:
        """The figures of each indicator that a target was or is judged on."""
        named = {document.target(name).indicator for document in self._documents for name in self._common}
        read: dict[str, set[str]] = {}
        for target in self._before.targets:
            areas = areas_needed(target, area=self._before.area_of(target))
            read.setdefault(target.indicator, set()).update(areas)
        mixes = {}
        for name in sorted(named):
            old, new = self.earlier.get(name), self.today.tables.get(name)
            if (known := new if new is not None else old) is None:
                continue
            both = name in read and any(one.indicator == name for one in self.today.document.targets)
            empty = known.slice(0, 0) if both else known
            was, now = self._indicators[name]
            mixes[name] = Mix(
                old=old if old is not None else empty,
                new=new if new is not None else empty,
                was=was,
                now=now,
                seen=self.previous.year,
                missing=self.today.missing.get(name, ()),
                read=read.get(name, ()),
            )
        return mixes

    @property
    def _documents(self) -> tuple[StrategyDocument, StrategyDocument]:
        return self._before, self.today.document

    @cached_property
    def _words(self) -> "_Answers":
        return _Answers(self._judged)

    def _judged(self, on: frozenset[Cause]) -> Mapping[str, Words]:
        """Return the words of every common target with these causes at work, and the others as they were."""
        today, aims = self.today, self._documents[Cause.TARGET in on]
        document = placed(
            today.document, county=aims.region.code, start=aims.strategy.period.from_
        ).model_copy(
            update={
                "targets": tuple(aims.target(name) for name in self._common),
                "indicators": tuple(both[Cause.INDICATOR in on] for both in self._indicators.values()),
            }
        )
        verdicts = judge(
            document,
            figures(document, {name: mix.table(on) for name, mix in self._mixes.items()}),
            year=today.year if Cause.NEW_YEAR in on else self.previous.year,
            method=today.method if Cause.METHOD in on else self.previous.method,
            ended=today.ended if Cause.NEW_YEAR in on else self.previous.ended,
        )
        return {verdict.target: Words.of(verdict) for verdict in verdicts}

    def _causes(self, name: str) -> frozenset[Cause]:
        """Return everything that differs and concerns a target."""
        found: set[Cause] = set()
        aims = [document.target(name) for document in self._documents]
        for document, target in zip(self._documents, aims, strict=True):
            found |= self._moved(document, target)
        if _aim(aims[0], self._before) != _aim(aims[1], self.today.document):
            found.add(Cause.TARGET)
        for indicator in {target.indicator for target in aims}:
            was, now = self._indicators[indicator]
            if _definition(was) != _definition(now):
                found.add(Cause.INDICATOR)
        if self.previous.method != self.today.method or self._another_version:
            found.add(Cause.METHOD)
        return frozenset(found)

    def _moved(self, document: StrategyDocument, target: Target) -> frozenset[Cause]:
        """Return what is at work in the figures that a target is judged on."""
        mix, today, previous = self._mixes.get(target.indicator), self.today, self.previous
        if mix is None:
            return frozenset()
        areas = areas_needed(target, area=document.area_of(target))
        places = {(area, group) for area in areas for group in groups_needed(target)}
        until = today.year if target.year is None else min(today.year, target.year)
        found = set(mix.causes(places, until=until))
        if mix.comes_into_sight(places, after=previous.year, until=until):
            found.add(Cause.NEW_YEAR)
        ended = previous.ended.get(target.indicator), today.ended.get(target.indicator)
        if _is_over(ended[0], previous.year) != _is_over(ended[1], today.year):
            found.add(Cause.NEW_YEAR)
        return frozenset(found)


class _Answers(dict[frozenset[Cause], Mapping[str, Words]]):
    """The words with some causes at work, judged once."""

    def __init__(self, judged: Callable[[frozenset[Cause]], Mapping[str, Words]]) -> None:
        super().__init__()
        self._judged = judged

    def __missing__(self, on: frozenset[Cause]) -> Mapping[str, Words]:
        self[on] = self._judged(on)
        return self[on]


def _decisive(alone: Words | None, *, was: Words, now: Words) -> bool:
    """Tell whether one cause alone changes an answer that did change."""
    if alone is None:
        return False
    reach = was.reach is not now.reach and alone.reach is not was.reach
    return reach or (was.travel is not now.travel and alone.travel is not was.travel)


def _is_over(ended: int | None, year: int) -> bool:
    return ended is not None and year > ended


def _aim(target: Target, document: StrategyDocument) -> tuple[object, ...]:
    """Return what a target asks for: the element that it stands under is no part of it."""
    leans_on_start = isinstance(target, Hold) and target.value is None and target.base is None
    start = document.strategy.period.from_ if leans_on_start else None
    return target.model_copy(update={"element": ""}), document.area_of(target), start


def _definition(indicator: Indicator) -> tuple[object, ...]:
    """Return what judging reads of an indicator; its title, its ages and its texts change no word."""
    return (
        statistic(indicator.source),
        indicator.unit,
        indicator.better,
        indicator.noise,
        indicator.breaks,
        indicator.months,
        indicator.quarters,
    )
