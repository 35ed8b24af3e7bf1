"""Which ages a figure measures: written out, or read from an indicator's title."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from laget.core.strategy.values import Unfit

AgeRange = tuple[int, int | None]
"""First and last age, both included; None where there is no upper end."""
ALL_AGES: AgeRange = (0, None)

_AGE = "(?<![0-9])([0-9]{1,3})"
_TO = r"\s*[-–]\s*([0-9]{1,3})"
# “25–64 år”, “20-64-åringar”, “aged 25–64”, “25–64 years”
_FROM_TO = re.compile(rf"{_AGE}{_TO}(?=\s*(?:år|-åring|years))|aged?s?\s+([0-9]{{1,3}}){_TO}", re.IGNORECASE)
# “65+”, “65 år och äldre”, “65 år+”, “65 and older”
_FROM = re.compile(
    rf"{_AGE}\s*(?:\+|år\s*(?:\+|(?:och|eller)\s*(?:äldre|över|uppåt))|(?:years\s*)?(?:and|or)\s*(?:older|over))",
    re.IGNORECASE,
)


def _ages(value: Any) -> str:
    text = re.sub(r"\s*[-–]\s*", "-", value.strip()) if isinstance(value, str) else ""
    match = re.fullmatch(r"all|[0-9]{1,3}\+|([0-9]{1,3})-([0-9]{1,3})", text)
    if match and (match[1] is None or int(match[1]) <= int(match[2])):
        return text
    raise Unfit(
        sv="ska vara åldrar inom citattecken: ”25-64”, ”65+” eller ”all”",
        en="must be ages in quotes: “25-64”, “65+” or “all”",
    )


Ages = Annotated[str, BeforeValidator(_ages)]
"""Ages as a file writes them: 25-64, 65+ or all."""


def age_range(ages: str) -> AgeRange:
    """Return the first and last age of ages as a file writes them."""
    if ages == "all":
        return ALL_AGES
    low, _, high = ages.removesuffix("+").partition("-")
    return int(low), int(high) if high else None


def ages_in_title(title: str) -> AgeRange | None:
    """Return the ages a title names, the first it names; None where it names none."""
    if match := _FROM_TO.search(title):
        low, high = (part for part in match.groups() if part is not None)
        return int(low), int(high)
    match = _FROM.search(title)
    return (int(match[1]), None) if match else None
