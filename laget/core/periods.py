"""Periods of time: a year, a quarter, a month or several years; how they are written, and their order."""

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from laget.core.words.said import Refusal, Said

FIRST_YEAR, LAST_YEAR = 1700, 2999
MONTHS_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_EN = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {
    word: number
    for months in (MONTHS_SV, MONTHS_EN)
    for number, name in enumerate(months, start=1)
    for word in (name, name[:3], name[:4])
}


class UnreadablePeriod(Refusal):
    """A text that is no year, quarter, month or span of years."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, a span of years, or one quarter (1–4) or month (1–12) of a year.

    Ordered by the month it ends in; of those that end together the longer stands first, so that 2021 comes
    after 2021M11 and before 2021Q4 and 2021M12.
    """

    first_year: int
    last_year: int
    quarter: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        within = (
            FIRST_YEAR <= self.first_year <= self.last_year <= LAST_YEAR
            and self.quarter in (None, 1, 2, 3, 4)
            and (self.month is None or 1 <= self.month <= 12)
        )
        part_of_a_span = self.first_year != self.last_year and self.part is not None
        if not within or part_of_a_span or (self.quarter is not None and self.month is not None):
            raise ValueError(f"no period: {self.first_year}–{self.last_year} {self.quarter} {self.month}")

    @property
    def part(self) -> int | None:
        """The number of the quarter or month; None for whole years."""
        return self.quarter if self.month is None else self.month

    @property
    def text(self) -> str:
        """The one way the period is written in figures: 2021, 2021Q2, 2021M04 or 2021-2024."""
        if self.month is not None:
            return f"{self.first_year}M{self.month:02}"
        if self.quarter is not None:
            return f"{self.first_year}Q{self.quarter}"
        if self.first_year == self.last_year:
            return f"{self.first_year}"
        return f"{self.first_year}-{self.last_year}"

    @property
    def time(self) -> tuple[int, int]:
        """Its last and its first month, each counted from year 0: what periods are ordered by."""
        if self.month is not None:
            first = last = self.month
        elif self.quarter is not None:
            first, last = 3 * self.quarter - 2, 3 * self.quarter
        else:
            first, last = 1, 12
        return 12 * self.last_year + last, 12 * self.first_year + first

    def __lt__(self, other: "Period") -> bool:
        return self.time < other.time

    def __str__(self) -> str:
        return self.text


YEAR = r"(?P<year>\d{4})"
DASH = r"\s*[-–—−‐‑]\s*"
FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        YEAR,
        rf"{YEAR}(?:{DASH}|\s*)(?:[KQ]|kv\.?|kvartal)\s*(?P<quarter>\d)",
        rf"(?:[KQ]|kv\.?|kvartal)\s*(?P<quarter>\d)(?:{DASH}|\s+){YEAR}",
        rf"{YEAR}(?:{DASH}|\s*)M(?P<month>\d{{1,2}})",
        rf"{YEAR}-(?P<month>\d{{2}})",
        rf"{YEAR}(?:{DASH}|\s+)(?P<month>[a-z]+)\.?",
        rf"(?P<month>[a-z]+)\.?(?:{DASH}|\s+){YEAR}",
        rf"{YEAR}(?:{DASH}|/)(?P<last>\d{{4}})",
        rf"{YEAR}/(?P<short>\d{{2}})",
    )
)


@lru_cache(maxsize=4096)
def period(text: str) -> Period:
    """Return the period that `text` names.

    Reads 2021; 2021Q2, 2021K2, 2021 kvartal 2; 2021M04, 2021-04, april 2021; 2021-2024, 2021–2024, 2021/22.
    Raises UnreadablePeriod for anything else, and for a span that is turned round.
    """
    matches = (form.fullmatch(text.strip()) for form in FORMS)
    found = next((match.groupdict() for match in matches if match), None)
    if found is None:
        raise UnreadablePeriod(_unreadable(text))
    first = int(found["year"])
    last = first
    if found.get("last"):
        last = int(found["last"])
    elif found.get("short"):
        last = first + (int(found["short"]) - first) % 100  # 1999/00 ends in 2000
    if last < first:
        raise UnreadablePeriod(
            Said(
                f"perioden ”{text}” är vänd: den slutar före sin början; skriv {last}-{first}",
                f"the period “{text}” is turned round: it ends before it begins; write {last}-{first}",
            )
        )
    quarter, month = found.get("quarter"), found.get("month")
    try:
        return Period(
            first,
            last,
            quarter=quarter_number(quarter) if quarter else None,
            month=month_number(month) if month else None,
        )
    except (ValueError, UnreadablePeriod) as fault:
        raise UnreadablePeriod(_unreadable(text)) from fault


def month_number(word: str | int) -> int:
    """Return 1 to 12 for a month as analysts write it: 4, "04", "M04", "april", "apr".

    Raises UnreadablePeriod where the word is no month.
    """
    plain = str(word).strip().rstrip(".").casefold()
    number = MONTH_NUMBERS.get(plain)
    if number is None:
        number = _number(plain.removeprefix("m"))
    if number is None or not 1 <= number <= 12:
        raise UnreadablePeriod(
            Said(
                f"”{word}” är ingen månad; skriv ett tal 1–12 eller månadens namn",
                f"“{word}” is no month; write a number 1–12 or the month's name",
            )
        )
    return number


def quarter_number(word: str | int) -> int:
    """Return 1 to 4 for a quarter as analysts write it: 2, "K2", "Q2", "kvartal 2".

    Raises UnreadablePeriod where the word is no quarter.
    """
    plain = str(word).strip().casefold()
    number = _number(re.sub(r"^(kvartal|kv\.?|k|q)\s*", "", plain))
    if number is None or not 1 <= number <= 4:
        raise UnreadablePeriod(
            Said(
                f"”{word}” är inget kvartal; skriv K1, K2, K3 eller K4",
                f"“{word}” is no quarter; write Q1, Q2, Q3 or Q4",
            )
        )
    return number


def _number(digits: str) -> int | None:
    return int(digits) if re.fullmatch(r"[0-9]{1,2}", digits) else None


def _unreadable(text: str) -> Said:
    return Said(
        f"perioden ”{text}” kan inte läsas; skriv 2021, 2021K2, 2021M04 eller 2021-2024",
        f"the period “{text}” cannot be read; write 2021, 2021Q2, 2021M04 or 2021-2024",
    )
