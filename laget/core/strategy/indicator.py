"""An indicator: what is measured, in which unit, which way is better, and where its figures come from."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from laget.core.strategy.ages import ALL_AGES, AgeRange, Ages, age_range, ages_in_title
from laget.core.strategy.amounts import Number
from laget.core.strategy.source import Source
from laget.core.strategy.values import Code, Id, Part, Plain, Text, Unfit, Year, said, whole

Better = Literal["higher", "lower", "corridor", "none"]
AREA_WORDS = ("county", "municipalities", "counties", "country")
WHOLE_UNITS = ("people", "firms", "kr")  # days are most often means: 9.5 of sick pay
SUMMARIES = ("last", "mean", "sum")


def _part_of_year(*, last: int, sv: str, en: str) -> BeforeValidator:
    def read(value: Any) -> str | int:
        if isinstance(value, str) and value in SUMMARIES:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= last:
            return int(value)
        raise Unfit(
            sv=f"ska vara last, mean, sum eller {sv} 1 till {last}",
            en=f"must be last, mean, sum or {en} 1 to {last}",
        )

    return BeforeValidator(read)


class Indicator(Part):
    """One indicator; its figures are the same for everyone, the way that is better is the region's."""

    id: Id
    title: Text
    unit: Plain
    decimals: Annotated[int, whole(0, 9)] | None = None
    better: Better
    follows: tuple[Id, ...] = ()
    why: Text | None = None
    source: Source
    areas: tuple[Code, ...] = AREA_WORDS
    by: tuple[Literal["sex"], ...] = ("sex",)
    people: Id | None = None
    noise: Number | None = None
    breaks: tuple[Year, ...] = ()
    months: Annotated[int | str, _part_of_year(last=12, sv="månad", en="month")] | None = None
    quarters: Annotated[int | str, _part_of_year(last=4, sv="kvartal", en="quarter")] | None = None
    ages: Ages | None = None
    counts: Plain | None = None
    invented: Annotated[bool, Field(strict=True)] = False

    @property
    def shown_decimals(self) -> int:
        """How many decimals a value is shown with: as the file says, else none for counts, one for others."""
        return self.decimals if self.decimals is not None else int(self.unit not in WHOLE_UNITS)

    @property
    def age_range(self) -> AgeRange:
        """The ages measured: from `ages`, else what the title says, else all."""
        if self.ages is not None:
            return age_range(self.ages)
        title = said(self.title)
        return ages_in_title(title.sv) or ages_in_title(title.en) or ALL_AGES
