"""What a language must know to tell a figure: its grammar, and its words for verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from laget.core.areas import Area
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Hair
from laget.core.words.said import Language


class Comparative(StrEnum):
    """Which pair of words tells that one number is above another."""

    HIGH = "high"  # higher and lower: shares, rates, an index, whatever may be below zero
    MANY = "many"  # more and fewer: what can be counted
    MUCH = "much"  # more and less: what is weighed or paid
    LARGE = "large"  # larger and smaller: a distance, a ratio
    PLACE = "place"  # better and worse: a place among others


class Subject(StrEnum):
    """What a target's own series is called where it is spoken of: most are a value."""

    VALUE = "value"
    LOWEST = "lowest"
    HIGHEST = "highest"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is read, bound or marked; in a unit of the format, or `points`, `rank`, `places`."""

    shown: str
    unit: str
    one: bool = False  # it is read as exactly 1, and what it counts stands in the singular


@dataclass(frozen=True, slots=True)
class When:
    """A year, or the years from `first` to it that a value is over."""

    year: int
    first: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change from `since`: its size (None where the two are the same), its sign and how it is compared.

    `about` where the two rounded numbers do not give the rounded difference; `before` what it was then.
    """

    size: Quantity | None
    sign: int
    kind: Comparative
    since: When
    about: bool = False
    before: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where a series lies in `year` in 80 cases of 100, if it goes on, as `method` reckons it.

    `high` is None where both ends are read the same. `chance` is that of reaching the target then, in whole
    per cent; `beyond` where it is less (-1) or more (1) than that. `is_step` where a step is asked for then.
    """

    subject: Subject
    year: int
    low: Quantity
    high: Quantity | None
    method: str
    chance: Quantity | None = None
    beyond: int = 0
    is_step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands against the target, and what the clause must not gloss over.

    `over`: the target's year has its figure. `meets`: the level meets the target as it is. `exceeded`: a
    budget is spent. `counted`: the year that the method counts from, or the method's name, where it and the
    direction of travel say different things.
    """

    reach: Reach
    over: bool = False
    meets: bool = False
    exceeded: bool = False
    is_direction: bool = False
    counted: int | str | None = None


def runs(years: Sequence[int]) -> list[str]:
    """Return years as they are read, three or more in a row as one span: 2014, 2016–2019."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return [
        name
        for span in spans
        for name in ([f"{span[0]}–{span[-1]}"] if len(span) > 2 else [str(year) for year in span])
    ]


class Grammar(Protocol):
    """A language: each method returns words whose numbers are bound, without a space around them."""

    @property
    def language(self) -> Language:
        """Which language it is."""

    def place(self, area: Area) -> str:
        """Hallands län, Halmstad, riket."""

    def within(self, area: Area) -> str:
        """i Hallands län, i Halmstad, i riket."""

    def noun(self, area: Area) -> str:
        """länet, kommunen, riket."""

    def group(self, code: str) -> str:
        """kvinnor, män, inrikes födda, utrikes födda; a file's own group by its name."""

    def joined(self, words: Sequence[str]) -> str:
        """a, b och c."""

    def more(self, count: int) -> str:
        """So many more than those that are named."""

    def years(self, years: Sequence[int]) -> str:
        """2019, 2020 och 2022."""

    def amount(self, quantity: Quantity, *, bare: bool = False) -> str:
        """A level with its unit: 43,4 procent; `bare` where the name before it has said per what."""

    def apart(self, quantity: Quantity) -> str:
        """A distance with its unit: 3,5 procentenheter."""

    def reference(self, areas: Sequence[Area], how: str) -> str:
        """What others a value is set against: riket, medelvärdet för …, det bästa av …"""

    def level(self, title: str, amount: str, within: str, when: When) -> str:
        """What the figure says, where and when."""

    def index(self, title: str, amount: str, within: str, when: When, *, reference: str) -> str:
        """A value where what it is set against is 100."""

    def ratio_of_changes(
        self, title: str, amount: str, place: str, when: When, *, reference: str, base: int
    ) -> str:
        """How much one has changed over how much others have."""

    def between(
        self, title: str, amount: str, within: str, when: When, *, groups: Sequence[str], is_ratio: bool
    ) -> str:
        """The difference or the ratio between two groups."""

    def spread(
        self, title: str, amount: str, within: str, when: When, *, measure: str, below: str | None
    ) -> str:
        """How far apart the municipalities are."""

    def extreme(self, title: str, amount: str, when: When, *, places: Sequence[str], lowest: bool) -> str:
        """Which municipality is the lowest or the highest."""

    def ranked(self, title: str, amount: str, place: str, when: When, *, of: str | None) -> str:
        """The place among the counties."""

    def changed(self, shift: Shift, travel: Travel) -> str:
        """How it has changed, and which way that is."""

    def travelled(self, travel: Travel) -> str:
        """Which way it goes, where no change can be told."""

    def limit(self, amount: str, year: int | None, *, at_least: bool, is_hold: bool = False) -> str:
        """minst 50 procent senast 2030."""

    def base_level(self, base: int | None) -> str:
        """The level of the base year, or of the strategy's first year, where its figure is missing."""

    def corridor(self, low: str, high: str, year: int | None) -> str:
        """mellan 43 och 48 procent."""

    def changed_by(self, by: str, *, since: int, until: int | None, yearly: bool, limit: str | None) -> str:
        """−60 procent från 2010 (högst 1,74 ton senast 2030)."""

    def way(self, *, up: bool) -> str:
        """ett högre värde, ett lägre värde."""

    def better(self, reference: str, year: int | None, *, base: int | None) -> str:
        """bättre än riket; `base` where it is the change since then."""

    def narrowed(
        self, amount: str | None, year: int | None, *, is_ratio: bool, to: str | None, base: int | None
    ) -> str:
        """en skillnad på högst 6,9 procentenheter senast 2030."""

    def share_below(self, amount: str | None, year: int | None, *, below: str) -> str:
        """att andelen kommuner lägre än 40 är högst 20 procent."""

    def everywhere(self, limit: str) -> str:
        """minst 28 procent senast 2030 i alla kommuner."""

    def best_places(self, place: str, year: int | None, *, of: str | None) -> str:
        """plats 3 eller bättre."""

    def total(self, amount: str, first: int, last: int) -> str:
        """högst 45 ton sammanlagt 2021–2030."""

    def step(self, step: str, final: str) -> str:
        """A step on the way and what it leads to."""

    def stands(self, aim: str, standing: Standing) -> str:
        """The target and how it stands against it."""

    def unknown(self, title: str, within: str) -> str:
        """There is nothing to tell of it."""

    def last_of(self, title: str, amount: str, within: str, when: When) -> str:
        """The last figure of a series that has ended."""

    def left(self, amount: str, *, about: bool) -> str:
        """What is left to the target."""

    def none_left(self) -> str:
        """Rounded, nothing is left, though the target is not met."""

    def counted(self, amount: str, year: int | None, *, equivalent: str | None) -> str:
        """What the gap is in people, and what that is like."""

    def late(self, years: Quantity) -> str:
        """How much too late the target is reached at this pace."""

    def expected(self, outlook: Outlook) -> str:
        """Between what it lies, and the chance of reaching the target."""

    def record(self, held: Quantity, made: Quantity) -> str:
        """How often such a projection has held."""

    def each_group(self, levels: Sequence[tuple[str, str]], *, about: bool) -> str:
        """The level of each group, by its name."""

    def compared(self, place: str, amount: str, sign: int) -> str:
        """How it is beside another area in the same year: higher, lower or the same."""

    def placed(self, noun: str, place: str, of: str, year: int) -> str:
        """Its place among the counties."""

    def spent(self, amount: str, first: int, last: int) -> str:
        """How much of a budget is used."""

    def missed_step(self, amount: str, year: int) -> str:
        """A step on the way that was not reached."""

    def preliminary(self, years: Sequence[int]) -> str:
        """Years whose values are preliminary."""

    def uncertain(self, years: Sequence[int]) -> str:
        """Years whose values rest on few cases."""

    def suppressed(self, years: Sequence[int]) -> str:
        """Years that are not shown, for their few cases."""

    def missing(self, years: Sequence[int]) -> str:
        """Years without a figure between those that have one."""

    def only(self, years: Sequence[int]) -> str:
        """The only years with a figure, where more are missing than there."""

    def several_years(self, when: When) -> str:
        """A value over several years."""

    def complement(self, sign: int) -> str:
        """Whether the verdict were better or worse if the complement of a share was measured."""

    def on_a_hair(self, hair: Sequence[Hair]) -> str:
        """What would have given another word, were it otherwise."""

    def never_significant(self) -> str:
        """So few years that no trend can be told from chance."""

    def long_window(self, sign: int | None) -> str:
        """Whether the long window's verdict is better, the same or worse; None where it alone has one."""

    def not_travelled(self, reason: str) -> str:
        """Why no direction of travel is told."""

    def invented(self, title: str) -> str:
        """The name of an invented series, which says that it is one."""

    @property
    def is_invented(self) -> str:
        """A whole sentence that says that the series is invented."""

    def charted(self, title: str, place: str, first: int | None, last: int) -> str:
        """The title of a chart."""

    def moved(self, before: str, since: When, after: str, when: When, sign: int) -> str:
        """From what to what, over which years."""
