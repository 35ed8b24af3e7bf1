"""One judged target as it is told: its numbers, written and bound, before they are put into words."""

from dataclasses import dataclass
from decimal import Decimal

from laget.core.areas import Area, area
from laget.core.canonical import rounded
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Note, NoteKind, Verdict
from laget.core.strategy import document as doc
from laget.core.words.binding import Cells
from laget.core.words.language import Comparative, Grammar, Outlook, Quantity, Shift, Standing, Subject, When
from laget.core.words.measure import (
    Measure,
    apart,
    decimals_of,
    measure,
    threshold_measure,
    way_of,
    whole_percent,
)
from laget.core.words.numbers import MINUS, number
from laget.core.words.text import bound, marked

OWN_FORMS = frozenset({"at_least", "at_most", "hold", "corridor", "change", "pace", "direction", "budget"})
COUNTED = frozenset({"people", "firms", "days", "per_1000", "per_100000"})
WEIGHED = frozenset({"tonnes_per_person", "kg_per_person", "kr"})
TOTALS = frozenset({"people", "firms"})  # a county's number beside the country's compares nothing
NEAR = 1e-7  # what two ways to the same difference may differ by, as a share of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A verdict with its target and indicator, the figures around it, and the language it is told in."""

    verdict: Verdict
    target: doc.Target
    indicator: doc.Indicator
    cells: Cells
    grammar: Grammar

    @property
    def place(self) -> Area:
        """Where it is."""
        return area(self.verdict.area)

    @property
    def is_own(self) -> bool:
        """Whether the target is on the indicator's own figures."""
        return self.verdict.form in OWN_FORMS

    @property
    def measure(self) -> Measure:
        """The unit and the decimals of the target's own series."""
        return measure(self.target, self.indicator)

    @property
    def way(self) -> int:
        """Which way is towards the target, +1 or -1; 0 inside a corridor."""
        return way_of(self.target, self.indicator, value=self.verdict.value)

    def note(self, kind: NoteKind) -> Note | None:
        """Return the note of that kind, None where there is none."""
        return next((note for note in self.verdict.notes if note.kind is kind), None)

    def cell(self, year: int, *, place: str | None = None) -> tuple[float, str] | None:
        """Return the indicator's figure of a year and what binds it, None where there is none."""
        where = place or self.verdict.area
        found = self.cells.value(self.indicator.id, area=where, period=str(year))
        return None if found is None else (found, f"{self.indicator.id}@{where}:{year}")

    @property
    def groups(self) -> tuple[tuple[tuple[str, Quantity], ...], bool]:
        """The level of each group of a gap, and whether the rounded ones give another gap than is told."""
        value, year = self.verdict.value, self.verdict.value_year
        if not isinstance(self.target, doc.SmallerGap) or value is None or year is None:
            return (), False
        unit, decimals = self.indicator.unit, self.indicator.shown_decimals
        found, read = [], []
        for group in self.target.groups:
            level = self.cells.value(self.indicator.id, area=self.verdict.area, period=str(year), group=group)
            if level is None:
                return (), False
            source = f"{self.indicator.id}[{group}]@{self.verdict.area}:{year}"
            found.append((group, self.written(level, source, unit=unit, decimals=decimals)))
            read.append(digits(level, decimals))
        if self.target.measure == "difference":
            return tuple(found), max(read) - min(read) != digits(value, self.measure[1])
        return tuple(found), not min(read) or digits(float(max(read) / min(read)), 2) != digits(value, 2)

    def quantity(self, value: float, source: str) -> Quantity:
        """Return a number in the target's own unit, bound to `source`."""
        unit, decimals = self.measure
        return self.written(value, source, unit=unit, decimals=decimals)

    def written(self, value: float, source: str, *, unit: str, decimals: int) -> Quantity:
        """Return a number as it is read, bound to `source`."""
        shown = number(value, decimals=decimals, language=self.grammar.language)
        return Quantity(bound(source, shown), unit, one=shown.lstrip(MINUS) == "1")

    def decided(self, value: float, *, unit: str | None = None) -> Quantity:
        """Return a number that somebody decided, with the decimals it needs and marked as no figure."""
        shown = number(value, decimals=decimals_of(value), language=self.grammar.language)
        return Quantity(
            marked(shown), self.measure[0] if unit is None else unit, one=shown.lstrip(MINUS) == "1"
        )

    @property
    def now(self) -> Quantity | None:
        """The value that was judged."""
        value, year = self.verdict.value, self.verdict.value_year
        if value is None or year is None:
            return None
        cell = self.cell(year) if self.is_own else None
        if cell is not None and rounded(cell[0]) == value:
            return self.quantity(value, cell[1])
        return self.quantity(value, f"{self.verdict.target}.value")

    @property
    def when(self) -> When:
        """The year, or the years, of the value that was judged."""
        year = self.verdict.value_year or 0
        span = self.note(NoteKind.SEVERAL_YEARS)
        return When(year, span.years[0] if span is not None and span.years else None)

    @property
    def threshold(self) -> Quantity | None:
        """The level that is wanted: as it was decided, or as it is worked out."""
        value = self.verdict.threshold
        if value is None:
            return None
        unit, decimals = threshold_measure(value, target=self.target, indicator=self.indicator)
        return self.written(value, f"{self.verdict.target}.threshold", unit=unit, decimals=decimals)

    @property
    def is_met(self) -> bool:
        """Whether the value that was judged is where the target wants it."""
        value, threshold = self.verdict.value, self.verdict.threshold
        if value is None:
            return False
        if isinstance(self.target, doc.Corridor):
            return self.way == 0
        if threshold is None:
            return False
        ahead = self.way * (value - threshold)
        return ahead > 0 if self.verdict.form in {"better_than", "change_more_than"} else ahead >= 0

    @property
    def standing(self) -> Standing:
        """How it stands, and where the direction of travel says something else than the method."""
        verdict = self.verdict
        shift = self.shift()
        clash = (
            (verdict.travel is Travel.IMPROVING and verdict.reach is Reach.WRONG_WAY)
            or (verdict.travel is Travel.WORSENING and verdict.reach in {Reach.ON_TRACK, Reach.TOO_SLOW})
            or (verdict.travel is Travel.UNCHANGED and verdict.reach is Reach.WRONG_WAY)
        )
        counted: int | str | None = None
        if clash:
            base = verdict.base_year
            counted = base if base is not None and (not shift or base != shift.since.year) else verdict.method
        meets = self.is_met and verdict.form not in {"budget", "direction"}
        if meets:  # a method's own rule may ask for more than the target: statcan's for zero
            counted = verdict.method if verdict.reach in {Reach.TOO_SLOW, Reach.WRONG_WAY} else None
        spent = self.note(NoteKind.BUDGET)
        return Standing(
            reach=verdict.reach,
            over=verdict.form != "direction"
            and verdict.target_year is not None
            and (verdict.value_year or 0) >= verdict.target_year,
            meets=meets,
            exceeded=isinstance(self.target, doc.Budget)
            and spent is not None
            and (spent.value or 0) > self.target.total,
            is_direction=verdict.form == "direction",
            counted=counted,
        )

    def shift(self, *, with_before: bool = False) -> Shift | None:
        """Return the change that the direction of travel rests on; None where its size is not known."""
        value, last, begin = self.verdict.value, self.verdict.value_year, self.verdict.travel_from
        travel = self.verdict.travel_change
        if value is None or last is None or begin is None or travel is None:
            return None
        cell = self._first(begin, value - self.way * travel) if self.is_own else None
        if cell is None and self.way == 0:
            return None  # inside a corridor travel is how far outside it the series was
        first = value - self.way * travel if cell is None else cell[0]
        change = self.way * travel if cell is None else rounded(value - first)
        what = f"{self.verdict.target}.travel_change"
        if cell is not None:
            what = f"{self.indicator.id}.change@{self.verdict.area}:{begin}..{last}"
        unit, decimals = self.measure
        was, now = digits(first, decimals), digits(value, decimals)
        size = self.written(abs(change), what, unit=apart(unit), decimals=decimals)
        shown = abs(digits(change, decimals))
        same = was == now or not shown
        return Shift(
            size=None if same else size,
            sign=(change > 0) - (change < 0),
            kind=self._kind(min(value, first)),
            since=When(begin),
            about=abs(change) > 0 if same else abs(now - was) != shown,
            before=self.quantity(*cell) if with_before and cell is not None else None,
        )

    def _first(self, year: int, expected: float) -> tuple[float, str] | None:
        """Return the figure of travel's first year; None where there is none, or another than was judged."""
        cell, last = self.cell(year), self.cell(self.verdict.value_year or 0)
        if cell is None or last is None:
            return None
        near = abs(cell[0] - expected) <= NEAR * max(1.0, abs(last[0]), abs(cell[0]))
        return cell if near or self.way == 0 else None

    def _kind(self, lowest: float) -> Comparative:
        unit = self.measure[0]
        match self.target:
            case doc.Rank():
                return Comparative.PLACE
            case doc.SmallerGap() | doc.SmallerSpread(measure="range" | "ratio"):
                return Comparative.LARGE
        if unit in COUNTED and lowest >= 0:
            return Comparative.MANY
        return Comparative.MUCH if unit in WEIGHED and lowest >= 0 else Comparative.HIGH

    @property
    def outlook(self) -> Outlook | None:
        """Where it is expected, and how sure that is; None where nothing is projected."""
        interval, chance, id_ = self.verdict.interval, self.verdict.chance, self.verdict.target
        if interval is None:
            return None
        whole, beyond = whole_percent(chance) if chance is not None else (None, 0)
        decimals = self.measure.decimals
        alike = digits(interval.low, decimals) == digits(interval.high, decimals)
        return Outlook(
            subject=self._subject,
            year=interval.year,
            low=self.quantity(interval.low, f"{id_}.low"),
            high=None if alike else self.quantity(interval.high, f"{id_}.high"),
            method=interval.method,
            chance=self.written(whole, f"{id_}.chance", unit="percent", decimals=0)
            if whole is not None
            else None,
            beyond=beyond,
            is_step=self.note(NoteKind.STEP) is not None,
        )

    @property
    def _subject(self) -> Subject:
        match self.target:
            case doc.Rank():
                return Subject.PLACE
            case doc.AllAtLeast():
                return Subject.LOWEST
            case doc.AllAtMost():
                return Subject.HIGHEST
            case doc.SmallerSpread(measure="share_below"):
                return Subject.SHARE
            case doc.SmallerGap(measure="ratio") | doc.SmallerSpread(measure="ratio"):
                return Subject.RATIO
            case doc.SmallerGap() | doc.SmallerSpread():
                return Subject.DIFFERENCE
        return Subject.VALUE

    @property
    def left(self) -> tuple[Quantity | None, bool] | None:
        """The distance to the target (None where it does not show), and whether it is about so much."""
        verdict = self.verdict
        if verdict.gap is None or verdict.value is None or verdict.threshold is None:
            return None
        if verdict.reach is Reach.MET or self.is_met or verdict.form == "budget" or self.way == 0:
            return None
        unit, decimals = self.measure
        size = self.written(
            abs(verdict.gap.distance), f"{verdict.target}.gap", unit=apart(unit), decimals=decimals
        )
        read = threshold_measure(verdict.threshold, target=self.target, indicator=self.indicator).decimals
        beside = abs(digits(verdict.threshold, read) - digits(verdict.value, decimals))
        shown = abs(digits(verdict.gap.distance, decimals))
        if not beside or not shown:
            return None, False
        return size, beside != shown


def digits(value: float, decimals: int) -> Decimal:
    """Return the number that is read where `value` is written with so many decimals."""
    return Decimal(f"{value:.{decimals}f}")
