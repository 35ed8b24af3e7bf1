"""Days, times of day, durations and time zones of a programme as others write them."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from laget.core.search import folded
from laget.data.sources.tables.grid import Cell, Percent, text_of

HOME = ZoneInfo("Europe/Stockholm")
EXCEL = datetime.date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # days of 1954 to 2119 as a spreadsheet program counts them
YEARS = range(1900, 2200)  # another year is a slip of the pen
LONGEST = datetime.timedelta(days=31)  # of an item
EARLY = 6  # the hour before which an item may belong to the evening before
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
ISO_DAY = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
PACKED_DAY = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(\d\d)(\d\d)(?!\d)")
NUMBER_DAY = re.compile(r"(?<![\d.:/])(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[-/., ]\s*(\d{4}|\d{2}))?(?![\d:])")
NAMED_DAY = re.compile(r"(?<!\d)(\d{1,2})(?::?e|\.|th|st|nd|rd)?\s+(?:of\s+)?([a-zåäö]+)\.?,?\s*(\d{4})?")
MONTH_FIRST = re.compile(r"\b([a-zåäö]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?\b")
# A day beside a time: "9.10" is a time there, and only what has a slash or a year is a day.
DAY_BESIDE = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?:/|\.(?=\d{1,2}\.\d{4}))(\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d:/])"
)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "måndag monday mån mon",
            "tisdag tuesday tis tue tues",
            "onsdag wednesday ons wed",
            "torsdag thursday tors tor thu thurs",
            "fredag friday fre fri",
            "lördag saturday lör sat",
            "söndag sunday sön sun",
        )
    )
    for name in map(folded, names.split())
}
NUMBERED_DAY = re.compile(r"^([a-zåäö]+)\.?,?\s+(?:den\s+)?(\d{1,2})\D?$")  # "tisdag 6", of the event's days
NTH_DAY = re.compile(r"^(?:dag|day)\s*(\d{1,2})\b")
CLOCK = re.compile(
    r"(?:kl(?:ockan)?\.?\s*)?(?<![\d.,])(?P<hour>\d{1,2})(?:\s*[.:h]\s*(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?"
    r"(?P<offset>[+-]\d\d:\d\d)?(?:\s*(?P<half>[ap])\.?m\b\.?)?(?![\d])"
)
BETWEEN = re.compile(
    r"(\d)-(\d\d:\d\d)"
)  # "09:00-09:45" is from and to; after a day it is what UTC is from there
PACKED_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?!\d)")
HOURS = re.compile(r"^(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?$")
SPOKEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(timm\w*|tim|hours?|hrs?|h|minut\w*|minutes?|min|m)\b")
ISO_DURATION = re.compile(r"^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; 24 is the midnight that ends it. `offset` is what the file says of UTC."""

    hour: int
    minute: int = 0
    offset: str = ""

    def on(self, day: datetime.date) -> datetime.datetime:
        """Return the moment of a day."""
        midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=HOME)
        wall = midnight + datetime.timedelta(hours=self.hour, minutes=self.minute)
        if self.offset:
            return datetime.datetime.fromisoformat(f"{wall:%Y-%m-%dT%H:%M}{self.offset}").astimezone(HOME)
        return wall


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone of a name: the world's, Windows', or one of them within a program's own name."""
    name = name.strip().strip('"')
    parts = name.replace("\\", "/").strip("/").split("/")
    for wanted in (
        name,
        WINDOWS_TO_OLSON.get(name, ""),
        *("/".join(parts[at:]) for at in range(1, len(parts))),
    ):
        if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", wanted):
            continue
        try:
            return ZoneInfo(wanted)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def at_home(moment: datetime.datetime) -> datetime.datetime | None:
    """Return a moment as Sweden's time, None where no calendar reaches; one without a zone is Sweden's."""
    if moment.year not in YEARS:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=HOME)
    try:
        return moment.astimezone(HOME)
    except (OverflowError, ValueError):
        return None


def moment_in(value: object, *, zone: ZoneInfo = HOME) -> datetime.datetime | None:
    """Return a moment written as ISO 8601, in `zone` where it says none; None for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    if not re.match(r"^\d{4}-?\d\d-?\d\d[T ]\d\d", text):
        return None
    try:
        moment = datetime.datetime.fromisoformat(text.replace(" UTC", "Z"))
    except ValueError:
        return None
    return at_home(moment if moment.tzinfo is not None else moment.replace(tzinfo=zone))


def day_in(
    cell: Cell,
    *,
    days: tuple[datetime.date, ...] = (),
    today: datetime.date | None = None,
    is_month_first: bool = False,
) -> tuple[datetime.date | None, bool]:
    """Return the day in a cell, and whether its year had to be guessed.

    `days` are those of the event: "Dag 2" is the second, "tisdag" the only one that is, and a day without a
    year is of theirs; else it is the first to come since half a year before `today`. `is_month_first` is of
    05/30/2026, which a day that cannot be another tells by itself.
    """
    if isinstance(cell, datetime.datetime):
        return _known(cell.date()), False
    if isinstance(cell, datetime.date):
        return _known(cell), False
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = int(cell) if SERIALS.start <= cell < SERIALS.stop else 0
        return (EXCEL + datetime.timedelta(days=whole) if whole else _packed(str(cell))), False
    text = folded(text_of(cell))
    nth = NTH_DAY.match(text)
    if nth is not None and 0 < int(nth[1]) <= len(days):
        return days[int(nth[1]) - 1], False
    numbered = NUMBERED_DAY.match(text)
    named = [
        day
        for day in days
        if day.weekday() == WEEKDAYS.get(numbered[1] if numbered else text.strip(" :.,"))
        and (numbered is None or day.day == int(numbered[2]))
    ]
    if len(named) == 1:
        return named[0], False
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in SERIALS:
        return EXCEL + datetime.timedelta(days=int(float(text))), False
    if (written := ISO_DAY.search(text)) is not None:
        return _made(*map(int, written.groups())), False
    if (packed := _packed(text)) is not None:
        return packed, False
    found = _found(text, NUMBER_DAY, days=days, today=today, is_month_first=is_month_first)
    return (found[0], found[1]) if found is not None else (None, False)


def day_beside(
    cell: Cell,
    *,
    days: tuple[datetime.date, ...] = (),
    today: datetime.date | None = None,
    is_month_first: bool = False,
) -> tuple[datetime.date | None, bool, Cell]:
    """Return the day in a cell that holds a time too, whether its year was guessed, and what remains."""
    if isinstance(cell, datetime.datetime) or (isinstance(cell, float) and cell >= SERIALS.start):
        return day_in(cell)[0], False, cell
    if not isinstance(cell, str):
        return None, False, cell
    text = folded(text_of(cell))
    if (written := ISO_DAY.search(text)) is not None:
        return _made(*map(int, written.groups())), False, cell
    found = _found(text, DAY_BESIDE, days=days, today=today, is_month_first=is_month_first)
    if found is None:
        return None, False, cell
    day, is_guess, one = found
    return day, is_guess, f"{text[: one.start()]} {text[one.end() :]}".strip(" ,")


def _found(
    text: str,
    numbers: re.Pattern[str],
    *,
    days: tuple[datetime.date, ...],
    today: datetime.date | None,
    is_month_first: bool,
) -> tuple[datetime.date, bool, re.Match[str]] | None:
    for pattern in (NAMED_DAY, MONTH_FIRST, numbers):
        for one in pattern.finditer(text):
            first, second, year = one.groups()
            if pattern is MONTH_FIRST or (pattern is numbers and (is_month_first or int(second) > 12)):
                first, second = second, first
            day, is_guess = _read_day(first, second, year, days=days, today=today)
            if day is not None:
                return day, is_guess, one
    return None


def _read_day(
    first: str,
    second: str,
    year: str | None,
    *,
    days: tuple[datetime.date, ...],
    today: datetime.date | None,
) -> tuple[datetime.date | None, bool]:
    month = int(second) if second.isdecimal() else MONTHS.get(second, 0)
    if not first.isdecimal() or not month:
        return None, False
    if year is not None:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, int(first)), False
    if days:
        near = [day for one_year in {day.year for day in days} if (day := _made(one_year, month, int(first)))]
        return min(near, key=lambda day: abs((day - days[0]).days), default=None), False
    if today is None:
        return None, False
    since = today - datetime.timedelta(days=182)
    coming = (_made(since.year + later, month, int(first)) for later in range(9))
    return next((day for day in coming if day is not None and day >= since), None), True


def _packed(text: str) -> datetime.date | None:
    found = PACKED_DAY.fullmatch(text.strip())
    return _made(*map(int, found.groups())) if found is not None else None


def _made(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return _known(datetime.date(year, month, day))
    except (ValueError, OverflowError):
        return None


def _known(day: datetime.date) -> datetime.date | None:
    return day if day.year in YEARS else None


def clocks_in(cell: Cell) -> tuple[Clock | None, Clock | None]:
    """Return the times of day in a cell: 9.05, "kl. 9", "9:05–9:30", 0905-0930, 2 pm, 0.378 of a day."""
    if isinstance(cell, datetime.datetime):
        return Clock(cell.hour, cell.minute), None
    if isinstance(cell, datetime.time):
        return Clock(cell.hour, cell.minute), None
    if isinstance(cell, datetime.timedelta):
        return _of_minutes(cell / datetime.timedelta(minutes=1)), None
    if isinstance(cell, datetime.date | Percent):
        return None, None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(float(cell)), None
    text = folded(text_of(cell))
    if re.fullmatch(r"0[.,]\d{3,}", text):
        return _of_number(float(text.replace(",", "."))), None
    is_moment = ISO_DAY.match(text) is not None
    text = ISO_DAY.sub(" ", text).replace("t", " ") if is_moment else BETWEEN.sub(r"\1 - \2", text)
    found = [clock for one in CLOCK.finditer(text) if (clock := _clock(one)) is not None]
    if not found or re.search(r"(?<!\d)\d{4}(?!\d)", text):
        found = [clock for one in PACKED_CLOCK.finditer(text) if (clock := _clock(one)) is not None] or found
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def _clock(one: re.Match[str]) -> Clock | None:
    parts = one.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    if parts.get("half") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    if hour > 24 or (hour == 24 and minute):
        return None
    offset = parts.get("offset") or ""
    if offset and not (int(offset[1:3]) < 24 and int(offset[4:]) < 60):
        offset = ""
    return Clock(hour, minute, offset)


def _of_number(value: float) -> Clock | None:
    if not 0 <= value < SERIALS.stop:
        return None
    if value < 1 or value >= SERIALS.start:
        return _of_minutes(value % 1 * 24 * 60)
    hour, minute = int(value), round(value % 1 * 100)  # 9.05 kept as a number
    return Clock(hour, minute) if hour < 24 and minute < 60 else None


def _of_minutes(minutes: float) -> Clock | None:
    whole = round(minutes)
    return Clock(whole // 60, whole % 60) if 0 <= whole <= 24 * 60 else None


def duration_in(cell: Cell) -> datetime.timedelta | None:
    """Return a duration: "01:30", "1 tim 30 min", "45", PT45M, a part of a day; None for none or too long."""
    minutes: float | None = None
    if isinstance(cell, datetime.timedelta):
        minutes = cell / datetime.timedelta(minutes=1)
    elif isinstance(cell, datetime.datetime | datetime.time):
        minutes = cell.hour * 60 + cell.minute
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        minutes = cell * 24 * 60 if 0 < cell < 1 else float(cell)
    elif isinstance(cell, str):
        minutes = _minutes(folded(text_of(cell)))
    if minutes is None or not 0 < minutes <= LONGEST / datetime.timedelta(minutes=1):
        return None
    return datetime.timedelta(minutes=round(minutes))


def _minutes(text: str) -> float | None:
    if (found := HOURS.match(text)) is not None:
        return int(found[1]) * 60 + int(found[2])
    if (found := ISO_DURATION.match(text.upper())) is not None and len(text) > 2:
        weeks, days, hours, minutes, seconds = (int(one[:6] or 0) if one else 0 for one in found.groups())
        return ((weeks * 7 + days) * 24 + hours) * 60 + minutes + seconds / 60
    spoken = SPOKEN.findall(text)
    if spoken:
        return sum(
            float(number.replace(",", ".")[:9]) * (60 if unit[0] in "th" else 1) for number, unit in spoken
        )
    return float(text) if re.fullmatch(r"\d{1,4}", text) else None
