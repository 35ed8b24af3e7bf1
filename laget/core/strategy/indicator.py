"""An indicator: what is measured, in which unit, which way is better, and where its figures come from."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from laget.core.strategy.source import Source
from laget.core.strategy.values import Code, Id, Number, Part, Plain, Text, Unfit, Year, said
from laget.core.words.said import Said

Better = Literal["higher", "lower", "corridor", "none"]
AREA_WORDS = ("county", "municipalities", "counties", "country")
WHOLE_UNITS = ("people", "firms", "kr", "days")
SUMMARIES = ("last", "mean", "sum")

# What a title says of ages: "25–64 år", "65 år och äldre", "65+", "aged 25–64".
_AGES_FROM_TO = re.compile(
    r"(?<!\d)(\d{1,3})\s*[-–]\s*(\d{1,3})(?=\s*(?:år|-åring|years))|(?:aged|ages)\s+(\d{1,3})\s*[-–]\s*(\d{1,3})",
    re.I,
)
_AGES_FROM = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:\+|år\s*(?:och|eller)\s*(?:äldre|över)|år\s*\+|(?:years\s*)?(?:and|or)\s*(?:older|over))",
    re.I,
)


def _ages(value: Any) -> str:
    if isinstance(value, str):
        text = re.sub(r"\s*[–-]\s*", "-", value.strip())
        match = re.fullmatch(r"all|(\d{1,3})\+|(\d{1,3})-(\d{1,3})", text)
        if match and (match[2] is None or int(match[2]) <= int(match[3])):
            return text
    raise Unfit(
        Said(
            sv='ska vara åldrar inom citattecken: "25-64", "65+" eller all',
            en='must be ages in quotes: "25-64", "65+" or all',
        )
    )


def _part_of_year(*, last: int, sv: str, en: str) -> BeforeValidator:
    def read(value: Any) -> str | int:
        if isinstance(value, str) and value in SUMMARIES:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= last:
            return int(value)
        raise Unfit(
            Said(
                sv=f"ska vara last, mean, sum eller {sv} 1 till {last}",
                en=f"must be last, mean, sum or {en} 1 to {last}",
            )
        )

    return BeforeValidator(read)


class Indicator(Part):
    """One indicator; its figures are the same for everyone, the way that is better is the region's."""

    id: Id
    title: Text
    unit: Plain
    decimals: Annotated[int, Field(strict=True, ge=0, le=9)] | None = None
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
    ages: Annotated[str, BeforeValidator(_ages)] | None = None
    counts: Plain | None = None
    invented: Annotated[bool, Field(strict=True)] = False

    @property
    def shown_decimals(self) -> int:
        """How many decimals a value is shown with: as the file says, else none for counts and one for others."""
        return self.decimals if self.decimals is not None else int(self.unit not in WHOLE_UNITS)

    @property
    def age_range(self) -> tuple[int, int | None]:
        """First and last age measured (None: no upper end): from `ages`, else the title, else all ages."""
        if self.ages is not None:
            low, _, high = self.ages.partition("-")
            if high:
                return int(low), int(high)
            return (0 if low == "all" else int(low.removesuffix("+"))), None
        title = said(self.title)
        for text in dict.fromkeys((title.sv, title.en)):
            if match := _AGES_FROM_TO.search(text):
                low, high = (part for part in match.groups() if part is not None)
                return int(low), int(high)
            if match := _AGES_FROM.search(text):
                return int(match[1]), None
        return 0, None
