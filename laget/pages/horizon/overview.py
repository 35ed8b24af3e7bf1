"""The horizon as its page shows it: signals numbered, filtered, in a matrix, in a graph and in a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.horizon.models import Drive, Signal, SignalStep, Soon, Strength
from laget.apps.horizon.queries import (
    Stand,
    drives_among,
    next_step,
    stands,
    state_of,
    steps_of,
)
from laget.core.horizon import graph as drawn_graph
from laget.core.horizon import matrix as drawn_matrix
from laget.core.horizon.steps import State
from laget.core.horizon.telling import told_in_a_sentence
from laget.core.units import swedish_key
from laget.core.words.said import Said
from laget.pages.addresses import Named, named
from laget.pages.horizon.words import COURSES, SIGNS, SOON, Word, when
from laget.ui.templatetags.laget import told

KINDS = list(Signal.Kind.values)
NEAREST = 5  # steps that the overview shows
LONG = 8  # answers of a filter, more than stand in a line


@dataclass(frozen=True, slots=True)
class Listed:
    """A signal with its number on the page, how it stands, and its next step where it is pending."""

    number: int
    stand: Stand
    step: SignalStep | None
    today: date

    @property
    def signal(self) -> Signal:
        """The signal itself."""
        return self.stand.signal

    @property
    def sign(self) -> str:
        """The mark of its course, empty where it has none."""
        return SIGNS.get(self.stand.course, "")

    @property
    def course(self) -> Word:
        """Its course in a word."""
        return COURSES.get(self.stand.course, "")

    @property
    def soon(self) -> Word:
        """How soon it is felt, in words."""
        return Soon(self.stand.soon).label

    @property
    def strength(self) -> Word:
        """How strongly it is felt, in a word."""
        return Strength(self.stand.strength).label

    @property
    def due(self) -> "Due | None":
        """Its next step as it is read."""
        return Due(self.step, state_of(self.step, today=self.today)) if self.step is not None else None


@dataclass(frozen=True, slots=True)
class Due:
    """A step with where it stands today."""

    step: SignalStep
    state: State

    @property
    def when(self) -> str:
        """When it is, in words."""
        return told(when(self.step))


@dataclass(frozen=True, slots=True)
class Option:
    """One way of narrowing the page, and the query that leads to it."""

    name: str | Promise
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One question that the page can be narrowed by."""

    label: str | Promise
    options: tuple[Option, ...]

    @property
    def is_long(self) -> bool:
        """Whether its answers are too many to stand in a line."""
        return len(self.options) > LONG

    @property
    def chosen(self) -> str | Promise:
        """The answer that is chosen."""
        return next((one.name for one in self.options if one.is_chosen), "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawn mark or box with the signal it is of."""

    at: object
    listed: Listed


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in one size with its marks, and its columns and rows named."""

    layout: object
    shown: tuple[Shown, ...]
    columns: tuple[tuple[object, tuple[Word, ...]], ...] = ()
    rows: tuple[tuple[object, Word], ...] = ()


@dataclass(frozen=True)
class Overview:
    """The signals of a page: `every` of the year with its number, `listed` those that the filters leave."""

    organisation: Organisation
    viewer: Visitor | None
    today: date
    year: int | None
    asked: QueryDict
    every: Sequence[Listed]
    touched: Mapping[int, frozenset[str]]
    names: Mapping[str, Named]

    @cached_property
    def listed(self) -> list[Listed]:
        """The signals that the filters leave."""
        kind, level, address = (self.asked.get(key, "") for key in ("slag", "niva", "ror"))
        return [
            one
            for one in self.every
            if (not kind or one.signal.kind == kind)
            and (not level or one.signal.level == level)
            and (not address or address in self.touched.get(one.signal.pk, ()))
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set."""
        return any(self.asked.get(key) for key in ("slag", "niva", "ror"))

    @cached_property
    def filters(self) -> list[Filter]:
        """The questions that the page can be narrowed by; those with one answer are left out."""
        kinds = {one.signal.kind for one in self.every}
        levels = {one.signal.level for one in self.every}
        addresses = {address for those in self.touched.values() for address in those} & set(self.names)
        ordered = sorted(addresses, key=lambda one: swedish_key(told(self.names[one].title)))
        found = [
            self._filter(_("Kind"), "slag", [(k.value, k.label) for k in Signal.Kind if k in kinds]),
            self._filter(_("Level"), "niva", [(k.value, k.label) for k in Signal.Level if k in levels]),
            self._filter(_("Touches"), "ror", [(one, told(self.names[one].title)) for one in ordered]),
        ]
        return [one for one in found if len(one.options) > 2]

    def _filter(self, label: str | Promise, key: str, answers: Iterable[tuple[str, Word]]) -> Filter:
        chosen = self.asked.get(key, "")
        options = [Option(_("All"), _query(self.asked, key, ""), not chosen)]
        options += [Option(name, _query(self.asked, key, value), value == chosen) for value, name in answers]
        return Filter(label, tuple(options))

    @property
    def sentence(self) -> Said:
        """How many signals there are, and which are both strong and near."""
        near = [
            one.signal.title
            for one in sorted(self.listed, key=lambda each: (-each.stand.strength, each.stand.soon))
            if one.stand.strength >= Strength.STRONG and one.stand.soon <= Soon.TWO_YEARS
        ]
        return told_in_a_sentence(len(self.listed), near)

    @property
    def matrices(self) -> list[Drawing]:
        """The matrix in each size."""
        by_number = {one.number: one for one in self.listed}
        dots = [
            drawn_matrix.Dot(one.number, one.stand.soon, one.stand.strength) for one in by_number.values()
        ]
        found = []
        for size in drawn_matrix.SIZES:
            layout = drawn_matrix.matrix(dots, size=size)
            found.append(
                Drawing(
                    layout,
                    tuple(Shown(at, by_number[at.number]) for at in layout.dots),
                    tuple((column, SOON[column.soon]) for column in layout.columns),
                    tuple((row, Strength(row.strength).label) for row in layout.rows),
                )
            )
        return found

    @cached_property
    def drives(self) -> list[tuple[Listed, Listed, Drive]]:
        """What drives what among the signals in the year that is shown, by their numbers."""
        by_key = {one.signal.pk: one for one in self.listed}
        year = self.today.year if self.year is None else self.year
        rows = drives_among((one.signal for one in self.listed), year=year)
        found = [(by_key[one.driver_id], by_key[one.driven_id], one) for one in rows]
        return sorted(found, key=lambda one: (one[0].number, one[1].number))

    @property
    def graphs(self) -> list[Drawing]:
        """The graph of drivers in each size; none where nothing drives anything."""
        by_number = {one.number: one for one in self.listed}
        titles = {one.number: one.signal.title for one in self.listed}
        pairs = [(driver.number, driven.number) for driver, driven, _drive in self.drives]
        layouts = [drawn_graph.graph(titles, pairs, plan=plan) for plan in drawn_graph.PLANS]
        return [
            Drawing(layout, tuple(Shown(box, by_number[box.number]) for box in layout.boxes))
            for layout in layouts
            if layout is not None
        ]

    @property
    def nearest(self) -> list[Listed]:
        """What is pending with a step ahead, the nearest first."""
        due = [one for one in self.listed if one.step is not None and self.year is None]
        return sorted(due, key=lambda one: (one.step.on, one.number) if one.step else (date.max, 0))[:NEAREST]


def overview(
    organisation: Organisation, *, viewer: Visitor | None, today: date, asked: QueryDict, year: int | None
) -> Overview:
    """Return the horizon as somebody may see it; `year` None is as it is now."""
    found = sorted(stands(organisation, viewer=viewer, year=year), key=_order)
    signals = [one.signal for one in found]
    steps: dict[int, list[SignalStep]] = {}
    for step in steps_of(signals):
        steps.setdefault(step.signal_id, []).append(step)
    every = [
        Listed(number, one, next_step(steps.get(one.signal.pk, ())), today)
        for number, one in enumerate(found, 1)
    ]
    touched: dict[int, set[str]] = {}
    for key, address in Signal.objects.filter(pk__in=[one.pk for one in signals]).values_list(
        "pk", "touches__address"
    ):
        if address:
            touched.setdefault(key, set()).add(address)
    addresses = {one for those in touched.values() for one in those}
    names = named(organisation, addresses, viewer=viewer, today=today)
    frozen = {key: frozenset(those) for key, those in touched.items()}
    return Overview(organisation, viewer, today, year, asked, every, frozen, names)


def _order(stand: Stand) -> tuple[int, int, int, tuple[str, str]]:
    signal = stand.signal
    return KINDS.index(signal.kind), -stand.strength, stand.soon, swedish_key(signal.title)


def _query(asked: QueryDict, key: str, value: str) -> str:
    changed = asked.copy()
    changed.pop(key, None)
    if value:
        changed[key] = value
    return f"?{changed.urlencode()}" if changed else "?"
