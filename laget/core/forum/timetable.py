"""Times of a programme: one item grows or moves and those after it follow; days that keep their weekday.

Times are moments in UTC, so a night when clocks change and a programme over midnight need nothing of their
own. Two items overlap when each starts before the other ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from laget.core.words.said import Refusal, Said

NONE = timedelta()
NIGHT_ENDS = time(4)


class NoRoom(Refusal):
    """An item that would have to move into the next day of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When an item is: without an end it is a moment. `within` is the id of the item that holds it.

    One that `is_pinned` stays where it is whatever happens before it, as a lunch does. Times are kept in UTC.
    """

    id: str
    starts: datetime
    ends: datetime | None = None
    within: str = ""
    is_pinned: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", self.starts.astimezone(UTC))
        object.__setattr__(self, "ends", self.ends and self.ends.astimezone(UTC))

    @property
    def end(self) -> datetime:
        """When it ends; its start where nobody has said."""
        return self.ends if self.ends is not None else self.starts

    def by(self, shift: timedelta) -> "Slot":
        """Return it so much later in real time."""
        return replace(
            self, starts=self.starts + shift, ends=None if self.ends is None else self.ends + shift
        )


def overlap(one: Slot, other: Slot) -> bool:
    """Tell whether each starts before the other ends."""
    return one.starts < other.end and other.starts < one.end


def rescheduled(slots: Iterable[Slot], *, changed: Slot, until: datetime | None = None) -> list[Slot]:
    """Return the items that have new times when `changed` has its own and those after it follow.

    Those that started when it ended or later move as much as its end does, before `until`, which is where the
    event's next day begins. A pinned item is a wall: what no longer fits before it comes after it, and what
    comes after it moves only when it must. Nobody moves so early that they meet what they came after. So
    nothing overlaps that did not before, save what `changed` itself is laid upon. Items within another lie
    inside its time and overlap what it overlaps; they move with it, and when they grow it grows. Raises
    NoRoom.
    """
    known = {one.id: one for one in slots}
    before = known[changed.id]
    now = {**known, changed.id: changed}
    if before.within in known:
        inner = [one for one in known.values() if one.within == before.within]
        now |= _followed({one.id: [one] for one in inner}, {changed.id: [changed]}, until)
        top = _holding(known[before.within], inner, [now[one.id] for one in inner])
        now[top.id] = top
    else:
        top = changed
        shift = changed.starts - before.starts
        now |= {one.id: one.by(shift) for one in known.values() if one.within == changed.id}
    units = {
        one.id: [one, *(part for part in known.values() if part.within == one.id)]
        for one in known.values()
        if one.within not in known
    }
    now |= _followed(units, {top.id: [now[one.id] for one in units[top.id]]}, until)
    return [one for one in now.values() if one != known[one.id]]


def exchanged(slots: Iterable[Slot], *, first: str, second: str) -> list[Slot]:
    """Return two items that follow each other with their order changed, and what lies within them.

    What is between them stays so long; together they begin and end as before. Where they overlap, or one has
    no end to be counted from, nothing is changed.
    """
    known = {one.id: one for one in slots}
    one, other = known[first], known[second]
    if one.end > other.starts or one.starts == other.starts:
        return []
    shifts = {first: other.end - one.end, second: one.starts - other.starts}
    return [
        part.by(shifts[of])
        for part in known.values()
        for of in (part.id if part.id in shifts else part.within,)
        if shifts.get(of)
    ]


def next_day(
    moment: datetime, days: Sequence[tuple[date, datetime | None]], *, zone: tzinfo
) -> datetime | None:
    """Return when the event's day after the one that a moment is in begins; None in the last.

    `days` are dates with the time that each starts. A night belongs to the day before it: a day begins at
    four in the morning, or when it starts where that is earlier.
    """
    begins = [datetime.combine(on, NIGHT_ENDS, zone).astimezone(UTC) for on, _starts in days]
    starts = [one.astimezone(UTC) if one is not None else None for _on, one in days]
    found = [
        begin if start is None else min(begin, start) for begin, start in zip(begins, starts, strict=True)
    ]
    return min((one for one in found if one > moment), default=None)


def day_it_ends(starts: datetime, ends: datetime | None, *, zone: tzinfo) -> date | None:
    """Return the day that something ends on where its two times by the clock do not say it.

    They say the same day, or the night after it: an end that is earlier than the start is past midnight.
    """
    if ends is None:
        return None
    start, end = starts.astimezone(zone), ends.astimezone(zone)
    said = start.date() + timedelta(days=int(end.time() < start.time()))
    return end.date() if end.date() != said else None


def on_another_day(moment: datetime, days: int, *, zone: tzinfo) -> datetime:
    """Return a moment so many days later, at the same time by the clock on the wall of `zone`."""
    local = moment.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=zone)


def time_on_another_day(
    starts: datetime, ends: datetime | None, days: int, *, zone: tzinfo
) -> tuple[datetime, datetime | None]:
    """Return a start and an end so many days later; an hour that the clocks skip keeps its length."""
    start = on_another_day(starts, days, zone=zone)
    if ends is None:
        return start, None
    end = on_another_day(ends, days, zone=zone)
    if end.astimezone(UTC) < start.astimezone(UTC):
        end = (start.astimezone(UTC) + (ends.astimezone(UTC) - starts.astimezone(UTC))).astimezone(zone)
    return start, end


def a_year_later(day: date, *, after: date) -> date:
    """Return the day in a coming year, after `after`, that has the same weekday and is nearest in date."""
    year = max(day.year + 1, after.year)
    while True:
        near = date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
        moved = near + timedelta(days=(day.weekday() - near.weekday() + 3) % 7 - 3)
        if moved > after:
            return moved
        year += 1


def _followed(
    units: Mapping[str, list[Slot]], changed: Mapping[str, list[Slot]], until: datetime | None
) -> dict[str, Slot]:
    """Return the items of `units` as they are when those that come after the changed one have followed.

    A unit is an item with those within it; `changed` is one of them as it is now.
    """
    id_, parts = next(iter(changed.items()))
    was, now = _span(units[id_]), _span(parts)
    delta = now.end - was.end
    spans = {key: _span(unit) for key, unit in units.items() if key != id_}
    follows = sorted(
        (one for one in spans.values() if one.starts >= was.end and (until is None or one.starts < until)),
        key=lambda one: (one.starts, one.end),
    )
    after = {one.id for one in follows}
    placed = [(was, now), *((one, one) for one in spans.values() if one.id not in after)]
    walls = [one for one in follows if one.is_pinned]
    found = {part.id: part for part in parts}
    for one in follows:
        shift = NONE if one.is_pinned else _shift(one, placed, walls, delta)
        if shift > NONE and until is not None and one.by(shift).end > until:
            raise NoRoom(
                Said(
                    "Det får inte plats före nästa dag. Korta något, eller flytta bara den här punkten.",
                    "There is no room before the next day. Shorten something, or move this item only.",
                )
            )
        placed.append((one, one.by(shift)))
        found |= {part.id: part.by(shift) for part in units[one.id]}
    return found


def _shift(one: Slot, placed: list[tuple[Slot, Slot]], walls: list[Slot], delta: timedelta) -> timedelta:
    """Return how much later an item comes, after all that it came after and not upon a wall."""
    wanted = NONE if any(wall.end <= one.starts for wall in walls) else delta
    least = [now.end - one.starts for was, now in placed if was.end <= one.starts]
    shift = max([wanted, *least])
    for wall in walls:
        if overlap(one.by(shift), wall) and not overlap(one, wall):
            shift = wall.end - one.starts
    return shift


def _holding(top: Slot, before: list[Slot], after: list[Slot]) -> Slot:
    """Return an item so long that it holds those within it; one that ended with the last still does."""
    last = max(one.end for one in after)
    ends = top.ends
    if ends is not None:
        ends = last if max(one.end for one in before) == ends else max(ends, last)
    return replace(top, starts=min(top.starts, *(one.starts for one in after)), ends=ends)


def _span(parts: list[Slot]) -> Slot:
    """Return all the time that an item and those within it take; pinned when one of them is."""
    return replace(
        parts[0],
        starts=min(one.starts for one in parts),
        ends=max(one.end for one in parts),
        is_pinned=any(one.is_pinned for one in parts),
    )
