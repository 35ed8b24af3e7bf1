"""What a chart shows, as values: lines of years with what is wanted of them, and places beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.core.areas import Area
from laget.core.series import PRELIMINARY, TOTAL, Series
from laget.core.strategy.document import Indicator
from laget.core.words.measure import Measure

Ring = Sequence[tuple[float, float]]
Shape = Sequence[Sequence[Ring]]
"""The polygons of an area, each an outer ring and its holes, in degrees east and north."""


class Doubt(StrEnum):
    """What must be said of a single figure."""

    NONE = ""
    PRELIMINARY = "preliminary"
    UNCERTAIN = "uncertain"  # it rests on 5 to 20 cases


class Role(StrEnum):
    """Whose line it is, which says how it is drawn."""

    OWN = "own"
    COUNTRY = "country"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Point:
    """One year's figure, and which of the line's unbroken stretches it belongs to."""

    year: int
    value: float
    doubt: Doubt = Doubt.NONE
    stretch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one area or group, oldest first, under the name it is read by."""

    name: str
    role: Role
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The latest figure."""
        return self.points[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A level that is wanted: in its year, or from now on where it has none; `is_step` on the way there."""

    value: float
    year: int | None = None
    is_step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Where the own line lies in `year` in 80 cases of 100, and the middle of it.

    Of `made` such projections from earlier years `held` held; none where `made` is 0. `through` are the
    years on the way, each with its middle, low and high, where it does not lead straight there.
    """

    year: int
    middle: float
    low: float
    high: float
    held: int = 0
    made: int = 0
    through: tuple[tuple[int, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Lines of years, the own one first, of one indicator in one area; never without a line.

    `group` is whom the own line is of, where it is not of everybody.
    """

    indicator: Indicator
    place: Area
    group: str = TOTAL
    lines: tuple[Line, ...]
    aims: tuple[Aim, ...] = ()
    expected: Expected | None = None
    breaks: tuple[int, ...] = ()

    @property
    def measure(self) -> Measure:
        """How its figures are written."""
        return Measure(self.indicator.unit, self.indicator.shown_decimals)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that a line has a figure of, in order."""
        return tuple(sorted({point.year for line in self.lines for point in line.points}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One area's figure in the year of a picture of places; `is_whole` what the others lie in."""

    area: Area
    value: float
    is_own: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Areas of one kind beside each other in one year, and what they lie in; best first where one way is.

    `within` is the county whose municipalities they are, or the country; `aim` a level wanted of the whole;
    `without` are areas that have no figure that year; `shapes` their boundaries, where a map is wanted;
    `group` whom the figures are of, where it is not everybody.
    """

    indicator: Indicator
    group: str = TOTAL
    within: Area
    year: int
    standings: tuple[Standing, ...]
    without: tuple[Area, ...] = ()
    aim: float | None = None
    shapes: Mapping[str, Shape]

    @property
    def measure(self) -> Measure:
        """How its figures are written."""
        return Measure(self.indicator.unit, self.indicator.shown_decimals)

    @property
    def parts(self) -> tuple[Standing, ...]:
        """The areas without what they lie in."""
        return tuple(one for one in self.standings if not one.is_whole)


def line(series: Series, *, name: str, role: Role, breaks: Sequence[int] = ()) -> Line | None:
    """Return a series as a line, broken where the statistics are; None where it has no figure."""
    uncertain = set(series.uncertain)
    points = tuple(
        Point(
            year,
            value,
            Doubt.PRELIMINARY
            if status == PRELIMINARY
            else Doubt.UNCERTAIN
            if year in uncertain
            else Doubt.NONE,
            sum(year >= broken for broken in breaks),
        )
        for year, value, status in zip(series.years, series.values, series.statuses, strict=True)
    )
    return Line(name=name, role=role, points=points) if points else None


def ranked(standings: Sequence[Standing], *, indicator: Indicator) -> tuple[Standing, ...]:
    """Return places best first; highest first where no way is better. Equal ones follow their code."""
    sign = 1 if indicator.better == "lower" else -1
    return tuple(sorted(standings, key=lambda one: (sign * one.value, one.area.code)))
