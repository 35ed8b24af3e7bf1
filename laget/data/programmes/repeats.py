"""Events of calendars that repeat, one by one: on the days of an event, else the first year of them."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Component
from icalendar.prop.broken import vBroken

from laget.data.programmes.gathering import Gathering, Raw
from laget.data.programmes.times import at_home

Moment = datetime.datetime | datetime.date
MOST_TIMES = 60  # of one event
A_DAY = datetime.timedelta(days=1)
A_YEAR = datetime.timedelta(days=366)
MOST_STEPS = 200_000  # of the rules of one file
A_SEARCH = 5_000  # steps that a rule is counted for which the library finds no end of
# Four hundred years are a whole number of weeks. The library looks for days until the year 9999: a rule that
# has none ends at once where it begins late.
LATER = 7_600
FREQUENCIES = re.compile(r"(^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)", re.IGNORECASE)
UNTIL = re.compile(r";?UNTIL=[^;]*", re.IGNORECASE)
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class Repeats:
    """Unfolds the events of one file, whose rules have so many steps together."""

    def __init__(self, gathered: Gathering, *, days: Sequence[datetime.date]) -> None:
        self.gathered = gathered
        self.days = frozenset(days)
        self.steps = MOST_STEPS

    def unfold(
        self,
        raw: Raw,
        event: Component,
        *,
        zone: datetime.tzinfo,
        read: Callable[[Any], Moment | None],
        moved: set[Moment],
    ) -> list[Raw]:
        """Return an event once for each time; `moved` are times that have an event of their own.

        Times are those of the clock in `zone`: at nine also when summer time has ended. `read` gives the
        moment of what a property holds.
        """
        first = raw.starts or raw.on
        if first is None or not any(name in event for name in ("RRULE", "RDATE", "EXDATE")):
            return [raw]
        gone = moved | {one for value in _values(event, "EXDATE") if (one := read(value)) is not None}
        added = [one for value in _values(event, "RDATE") if (one := read(value)) is not None]
        wall = _wall(first, zone)
        walls = {wall, *(_wall(one, zone) for one in added)}
        more = False
        try:
            for one in self._ruled(event, wall, zone):
                if one is None:
                    more = True
                else:
                    walls.add(one)
        except BROKEN:
            self.gathered.tell(
                "upprepningen (RRULE) går inte att läsa; bara första gången tas med.",
                "the repetition (RRULE) cannot be read; only the first time is taken.",
                where=raw.where,
            )
            return [raw]
        times = [placed for one in sorted(walls) if (placed := _placed(raw, one, wall, zone)) is not None]
        times = [one for one in times if not _is_gone(one, gone)]
        on_days = [one for one in times if _day(one) in self.days]
        kept = (on_days or times[:1] if self.days else times)[:MOST_TIMES]
        self._tell(raw, event, kept, more=more or len(kept) < len(times), on_days=bool(on_days))
        return kept

    def _ruled(
        self, event: Component, wall: datetime.datetime, zone: datetime.tzinfo
    ) -> Iterator[datetime.datetime | None]:
        """Yield the times of a rule, within the days or the year; None last where there are more."""
        rule = next(iter(_all(event, "RRULE")), None)
        if rule is None:
            return
        if isinstance(rule, vBroken):
            raise ValueError(str(rule))
        text = rule.to_ical().decode()
        if not FREQUENCIES.search(text) or self.steps <= 0:
            yield None
            return
        until = next((_wall(one, zone, last=True) for one in rule.get("UNTIL", [])), None)
        late = wall.replace(year=wall.year + LATER)
        days = sorted(self.days)
        begins = datetime.datetime.combine(days[0], datetime.time()) - A_DAY if days else wall
        ends = datetime.datetime.combine(days[-1], datetime.time()) + 2 * A_DAY if days else wall + A_YEAR
        ends = max(ends, wall)
        found = 0
        for one in rrulestr(UNTIL.sub("", text).strip(";"), dtstart=late, cache=False):
            self.steps -= 1
            time = one.replace(year=one.year - LATER)
            if until is not None and time > until:
                return
            if time > ends or found > MOST_TIMES or self.steps <= 0:
                yield None
                return
            if time >= begins:
                found += 1
                yield time
        if "COUNT" not in rule:
            self.steps -= A_SEARCH

    def _tell(self, raw: Raw, event: Component, kept: Sequence[Raw], *, more: bool, on_days: bool) -> None:
        names = ", ".join(name for name in ("RRULE", "RDATE", "EXDATE") if name in event)
        if not kept:
            self.gathered.tell(
                f"upprepas ({names}), men varje gång är borttagen; används inte.",
                f"repeats ({names}), but each time is taken away; not used.",
                where=raw.where,
            )
            return
        if self.days and not on_days and (more or len(kept) > 1 or "RRULE" in event):
            sv = "ingen gång är på evenemangets dagar; den första tas med"
            en = "no time is on the days of the event; the first is taken"
        else:
            last = _day(kept[-1])
            sv = f"{len(kept)} {'gång' if len(kept) == 1 else 'gånger'} tas med, till och med {last}"
            en = f"{len(kept)} {'time is' if len(kept) == 1 else 'times are'} taken, until {last}"
            if more:
                sv, en = f"{sv}. De andra gångerna används inte", f"{en}. The other times are not used"
        self.gathered.tell(f"upprepas ({names}); {sv}.", f"repeats ({names}); {en}.", where=raw.where)


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _values(event: Component, name: str) -> Iterator[Any]:
    """Yield each moment of a property that holds several."""
    for one in _all(event, name):
        for value in () if isinstance(one, vBroken) else getattr(one, "dts", ()):
            if not isinstance(value, vBroken):
                yield getattr(value, "dt", None)


def _wall(one: Moment, zone: datetime.tzinfo, *, last: bool = False) -> datetime.datetime:
    """Return what the clock shows in a zone; a day begins, or ends where it is the last."""
    if not isinstance(one, datetime.datetime):
        return datetime.datetime.combine(one, datetime.time.max if last else datetime.time())
    return one.astimezone(zone).replace(tzinfo=None) if one.tzinfo is not None else one


def _placed(raw: Raw, one: datetime.datetime, first: datetime.datetime, zone: datetime.tzinfo) -> Raw | None:
    """Return an event at another time, as long as it was."""
    if raw.starts is None:
        later = one.date() - first.date()
        until = raw.until + later if raw.until is not None else None
        return replace(raw, on=one.date(), until=until)
    starts = at_home(one.replace(tzinfo=zone))
    if starts is None:
        return None
    if raw.ends is None:
        return replace(raw, starts=starts)
    lasts = raw.ends.astimezone(datetime.UTC) - raw.starts.astimezone(datetime.UTC)
    return replace(raw, starts=starts, ends=at_home(starts.astimezone(datetime.UTC) + lasts))


def _day(one: Raw) -> datetime.date | None:
    return one.starts.date() if one.starts is not None else one.on


def _is_gone(one: Raw, gone: set[Moment]) -> bool:
    """Tell whether a time is taken away: by its moment, or by its day."""
    return one.starts in gone or _day(one) in gone
