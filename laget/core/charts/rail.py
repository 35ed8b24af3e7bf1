"""The rail: one gap as marks along a line, from where we started to where we want to be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy import document as doc
from laget.core.words.measure import Measure, decimals_of, measure, threshold_measure, way_of
from laget.core.words.numbers import number
from laget.core.words.said import Language, Said
from laget.core.words.short import short_level

LEFT, RIGHT = 2.0, 98.0  # where the line begins and ends, in per cent of the width
CHARACTER = 1.7  # a character of a label, in per cent of the narrowest rail that has labels beside its line
BACK, MIDDLE, AHEAD = 25.0, 55.0, 90.0  # of a rail that is only a way
AT_THIS_PACE = Said("i denna takt", "at this pace")
BEHIND = 0.3  # how far back the dots may point, as a share of the way that is left


class Shape(StrEnum):
    """What is drawn."""

    GAP = "gap"  # start, now, where the pace leads, flag
    MET = "met"  # solid to the flag
    WRONG_WAY = "wrong_way"  # the ring and the dots point back
    DIRECTION = "direction"  # no flag: only a way
    EMPTY = "empty"  # nothing is known: an empty rail with its reason


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the rail, in per cent of its width: what it is of, its value as it is read, its year.

    `word` says what it is, where its label says that and the year is the flag's.
    """

    at: float
    text: str
    year: int | None = None
    word: str = ""

    @property
    def x(self) -> str:
        """The place as a length: "53.2%"."""
        return f"{self.at:.2f}%"

    @property
    def anchor(self) -> str:
        """Which end of its label stands at the mark, so that it stays on the rail."""
        return "start" if self.at < 15 else "end" if self.at > 85 else "middle"

    @property
    def label(self) -> str:
        """The value with its year, or with what it is."""
        return f"{self.text} {self.word}" if self.word else self.dated

    @property
    def dated(self) -> str:
        """The value and its year."""
        return f"{self.text} · {self.year}" if self.year is not None else self.text

    def overlaps(self, other: "Mark") -> bool:
        """Whether the labels of two marks on the same side of the line would touch at the reference width."""
        (a, b), (c, d) = self._reach, other._reach
        return a < d and c < b

    @property
    def _reach(self) -> tuple[float, float]:
        width = (len(self.label) + 2) * CHARACTER
        left = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return self.at - left, self.at - left + width


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line, from and to in per cent of its width."""

    start: float
    stop: float

    @property
    def x1(self) -> str:
        """Where it begins, as a length."""
        return f"{self.start:.2f}%"

    @property
    def x2(self) -> str:
        """Where it ends, as a length."""
        return f"{self.stop:.2f}%"

    @property
    def width(self) -> str:
        """How long it is, as a length."""
        return f"{max(0.0, self.stop - self.start):.2f}%"


@dataclass(frozen=True, slots=True)
class Rail:
    """A gap ready to be drawn; what is not there is not drawn.

    `done` is the way come, `dots` where this pace leads, `missing` what would still be left.
    Beside the label of the flag stand above the line those in `above`, under it those in `below`; one that
    there is no room for is left to the list of them all, which a narrow rail shows in their place.
    """

    shape: Shape
    reach: Reach
    start: Mark | None = None
    now: Mark | None = None
    pace: Mark | None = None
    flag: Mark | None = None
    done: Stretch | None = None
    dots: Stretch | None = None
    missing: Stretch | None = None

    @property
    def above(self) -> tuple[Mark, ...]:
        """The labels above the line, the flag's aside."""
        return self._labels()[0]

    @property
    def below(self) -> tuple[Mark, ...]:
        """The labels under the line."""
        return self._labels()[1]

    def _labels(self) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        above: list[Mark] = []
        below: list[Mark] = []
        if self.now is not None:
            free = self.flag is None or not self.now.overlaps(self.flag)
            (above if free else below).append(self.now)
        # Without its word it is shorter, and may have room where the whole has none.
        unnamed = replace(self.pace, word="") if self.pace is not None else None
        for mark in (self.start, self.pace, unnamed):
            is_told = mark is unnamed and self.pace in below
            if mark is not None and not is_told and not any(mark.overlaps(other) for other in below):
                below.append(mark)
        return tuple(above), tuple(below)


def rail(verdict: Verdict, *, target: doc.Target, indicator: doc.Indicator, language: Language) -> Rail:
    """Return the rail of a verdict: left is where we started, right is where we want to be.

    The pace is destatis' yearly change, carried to the target's year. A rail whose figure is not known, or
    that cannot be judged, is empty but for its flag.
    """
    value, goal, reach = verdict.value, verdict.threshold, verdict.reach
    base, base_year = (verdict.gap.base_value, verdict.gap.base_year) if verdict.gap else (None, None)
    measured = measure(target, indicator)
    flagged = None
    if goal is not None:
        flagged = Mark(
            RIGHT, _wanted(goal, target=target, indicator=indicator, language=language), verdict.target_year
        )

    def mark(at: float, of: float, year: int | None) -> Mark:
        return Mark(at, short_level(of, measure=measured, language=language), year)

    if value is None or reach is Reach.NOT_JUDGED:
        return Rail(Shape.EMPTY, reach, flag=flagged)
    way = way_of(target, indicator, value=value)
    if goal is None:
        return _direction(verdict, value=value, way=way, mark=mark)
    if reach is Reach.MET or (way * (goal - value) <= 0 and reach is Reach.ON_TRACK):
        start = mark(LEFT, base, base_year) if base is not None and base_year != verdict.value_year else None
        now = mark(RIGHT, value, verdict.value_year)
        return Rail(Shape.MET, reach, start=start, now=now, flag=flagged, done=Stretch(LEFT, RIGHT))
    ahead = _ahead(verdict)
    lowest = min(way * one for one in (value, base) if one is not None)
    if ahead is not None and way * ahead < lowest:
        lowest = max(way * ahead, lowest - BEHIND * abs(goal - value))
    span = way * goal - lowest

    def at(one: float) -> float:
        share = (way * one - lowest) / span if span > 0 else 1.0
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 2)

    now = mark(at(value), value, verdict.value_year)
    start = mark(at(base), base, base_year) if base is not None and base_year != verdict.value_year else None
    pace = None
    if ahead is not None:
        pace = replace(mark(at(ahead), ahead, verdict.target_year), word=AT_THIS_PACE.to(language))
    wrong = reach is Reach.WRONG_WAY
    reached = now.at if wrong or pace is None else max(now.at, pace.at)
    return Rail(
        Shape.WRONG_WAY if wrong else Shape.GAP,
        reach,
        start=start,
        now=now,
        pace=pace,
        flag=flagged,
        done=Stretch(start.at, now.at) if start is not None and start.at < now.at and not wrong else None,
        dots=Stretch(*sorted((now.at, pace.at))) if pace is not None and pace.at != now.at else None,
        missing=Stretch(reached, RIGHT) if reached < RIGHT else None,
    )


def _wanted(goal: float, *, target: doc.Target, indicator: doc.Indicator, language: Language) -> str:
    """Return what is wanted as it is read: a level, or both ends of a corridor."""
    wanted = threshold_measure(goal, target=target, indicator=indicator)
    if not isinstance(target, doc.Corridor):
        return short_level(goal, measure=wanted, language=language)
    low, high = target.low, target.high
    decimals = max(decimals_of(low), decimals_of(high))
    written = short_level(high, measure=Measure(wanted.unit, decimals), language=language)
    return f"{number(low, decimals=decimals, language=language)}–{written}"


def _ahead(verdict: Verdict) -> float | None:
    """Return where this pace leads by the target's year; None for what has no year, or no pace."""
    gap, year, value = verdict.gap, verdict.target_year, verdict.value
    if gap is None or gap.actual is None or year is None or verdict.value_year is None or value is None:
        return None
    return value + gap.actual * (year - verdict.value_year) if year > verdict.value_year else None


def _direction(
    verdict: Verdict, *, value: float, way: int, mark: Callable[[float, float, int | None], Mark]
) -> Rail:
    """Return the rail of a target that is only a way: how it went, with no flag and no measure of how far."""
    change, wrong = verdict.travel_change, verdict.reach is Reach.WRONG_WAY
    now = mark(MIDDLE, value, verdict.value_year)
    shape = Shape.WRONG_WAY if wrong else Shape.DIRECTION
    if not change:
        return Rail(shape, verdict.reach, now=now)
    start = mark(AHEAD if wrong else LEFT, value - way * change, verdict.travel_from)
    return Rail(
        shape,
        verdict.reach,
        start=start,
        now=now,
        done=None if wrong else Stretch(LEFT, now.at),
        dots=Stretch(BACK, now.at) if wrong else Stretch(now.at, AHEAD),
    )
