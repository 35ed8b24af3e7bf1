"""What is said of one target: the two answers, the numbers behind them, and the gap."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from laget.core.canonical import rounded
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.reason import Reason


def _rounded(value: object) -> object:
    return rounded(value) if isinstance(value, float) else value


Number = Annotated[float, BeforeValidator(_rounded)]
"""A worked-out number: twelve significant digits, so that the same figures give the same bytes."""


class Part(BaseModel):
    """A part of an edition: cannot be changed once made, and holds nothing that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


class NoteKind(StrEnum):
    """What must be said beside a verdict."""

    STEP = "step"  # judged against a step on the way: its year and value
    MISSED_STEP = "missed_step"  # a step that was not reached: its year and value
    EXTREME = "extreme"  # which municipality has the lowest (highest) value
    BUDGET = "budget"  # how much of the budget is spent, from and to which year
    PRELIMINARY = "preliminary"  # years whose values are preliminary
    UNCERTAIN = "uncertain"  # years that rest on 5 to 20 cases
    SUPPRESSED = "suppressed"  # years left out: fewer than 5 cases
    SEVERAL_YEARS = "several_years"  # the last value is over several years and counts as the last of them
    COMPLEMENT = "complement"  # the reach were the complement of the share measured instead
    NEVER_SIGNIFICANT = "never_significant"  # so few points that Mann-Kendall can never be significant
    INVENTED = "invented"  # the series is invented for an example
    LONG_WINDOW = "long_window"  # eurostat's verdict over fifteen years


class Note(Part):
    """Something to be said beside a verdict, as facts; words are made when it is shown."""

    kind: NoteKind
    years: tuple[int, ...] = ()
    value: Number | None = None
    areas: tuple[str, ...] = ()
    reach: Reach | None = None


class Why(Part):
    """Why there is no verdict: the reason, and the years, areas, groups and fewest years it is about."""

    reason: Reason
    years: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    needs: int = 0


class PeopleReason(StrEnum):
    """Why a gap is not told in people."""

    UNIT = "unit"  # the unit is no share or rate of a population
    AGES_DIFFER = "ages_differ"  # the figure and the population are of different ages
    NO_COMMON_YEAR = "no_common_year"  # no year has both


class People(Part):
    """A gap counted in what it is made of: the gap in `year` times the population of the same ages."""

    count: Number | None = None
    of: str = ""
    year: int | None = None
    population: Number | None = None
    reason: PeopleReason | None = None


class Rank(Part):
    """The county's place among counties, best first, in the latest year that all of them have a figure."""

    place: int
    of: int
    year: int


class Gap(Part):
    """From today to what is wanted."""

    distance: Number
    left: Number | None = None
    base_year: int | None = None
    base_value: Number | None = None
    required: Number | None = None
    actual: Number | None = None
    required_over_actual: Number | None = None
    years_late: Number | None = None
    people: People | None = None


class Interval(Part):
    """Where the figure lies in `year` in 80 cases of 100, and the middle of it, by the method named here."""

    year: int
    projected: Number
    low: Number
    high: Number
    method: str
    method_version: int


class HitRate(Part):
    """How often the interval held when it was made in earlier years: `held` of `of`, at least one."""

    held: int
    of: int

    @property
    def share(self) -> float:
        """The share that held, 0 to 1."""
        return self.held / self.of


class Hair(StrEnum):
    """What would change the word of reach, were it otherwise."""

    METHOD = "method"  # another method
    COMPLEMENT = "complement"  # the complement of the share
    STANDARD_ERROR = "standard_error"  # the last figure one standard error higher or lower


class Verdict(Part):
    """One target judged by one method: direction of travel, reach, and all that they rest on."""

    target: str
    element: str
    indicator: str
    area: str
    form: str
    travel: Travel
    reach: Reach
    method: str
    method_version: int
    class_: str = Field("not_judged", alias="class")
    progress: Number | None = None
    score: Number | None = None
    projected: Number | None = None
    value: Number | None = None
    value_year: int | None = None
    threshold: Number | None = None
    target_year: int | None = None
    base_year: int | None = None
    years: tuple[int, ...] = ()
    travel_change: Number | None = None
    travel_from: int | None = None
    why_not: Why | None = None
    travel_why_not: Why | None = None
    notes: tuple[Note, ...] = ()
    gap: Gap | None = None
    rank: Rank | None = None
    interval: Interval | None = None
    chance: Number | None = None
    hit_rate: HitRate | None = None
    methods: Mapping[str, Reach] = {}
    hair: tuple[Hair, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def methods_disagree(self) -> bool:
        """Whether the methods that can judge the target land on different words of reach."""
        return len(set(self.methods.values()) - {Reach.NOT_JUDGED}) > 1
