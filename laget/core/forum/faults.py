"""What is amiss with an event before it is published: each fault said, with where it is mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import combinations

from laget.core.forum.timetable import Slot, next_day, overlap
from laget.core.words.said import Said


class Mend(StrEnum):
    """Where something is mended."""

    EVENT = "event"
    ITEM = "item"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is amiss; `item` is the id of the item that it is of, empty for the event."""

    said: Said
    mend: Mend
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An item as it is planned; `people` are ids with names, `films` those without captions."""

    id: str
    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    within: str = ""
    is_pinned: bool = False
    is_meal: bool = False  # which may lie before the day's times or after them, as a dinner does
    people: tuple[tuple[int, str], ...] = ()
    unshown: tuple[str, ...] = ()  # private persons who have not agreed to be named
    lacks_alt: bool = False
    films: tuple[str, ...] = ()

    @property
    def slot(self) -> Slot | None:
        """Its time, None where it has none."""
        if self.starts is None:
            return None
        return Slot(id=self.id, starts=self.starts, ends=self.ends, within=self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The event around a programme; `days` are dates with the time that each starts and ends."""

    days: tuple[tuple[date, datetime | None, datetime | None], ...]
    zone: tzinfo
    says_access: bool
    needs_link: bool = False  # digital, and the mail with the link is not approved
    lacks_alt: bool = False
    films: tuple[str, ...] = ()


def faults(frame: Frame, items: Sequence[Planned]) -> list[Fault]:
    """Return what is amiss with an event and those of its items that are not cancelled, in their order."""
    return [
        *_of_event(frame),
        *_without_times(items),
        *_without_end(items, frame),
        *(fault for one in items for fault in _of_item(one, frame)),
        *_at_once(items),
    ]


def _of_event(frame: Frame) -> Iterator[Fault]:
    if not frame.says_access:
        sv = "Tillgängligheten är inte beskriven: hörslinga, tolk, utan trappor."
        yield Fault(Said(sv, "Nothing is said of access: hearing loop, interpreter, step-free."), Mend.EVENT)
    if frame.needs_link:
        sv = "Utskicket med den digitala länken är inte godkänt."
        yield Fault(Said(sv, "The mail with the digital link is not approved."), Mend.LINK)
    if frame.lacks_alt:
        sv = "Bilden är inte beskriven för den som inte ser den."
        yield Fault(Said(sv, "The picture is not described for those who cannot see it."), Mend.EVENT)
    for film in frame.films:
        yield Fault(_captions(film), Mend.EVENT)


def _of_item(one: Planned, frame: Frame) -> Iterator[Fault]:
    slot, title = one.slot, one.title
    if slot is not None:
        yield from _of_day(one, slot, frame)
    for name in one.unshown:
        sv = f"{name} i ”{title}” visas inte: en privatperson som inte har gått med på det."
        yield _fault(one, sv, f"{name} in “{title}” is not shown: a private person who has not agreed.")
    if one.lacks_alt:
        sv = f"Bilden till ”{title}” är inte beskriven för den som inte ser den."
        yield _fault(one, sv, f"The picture of “{title}” is not described for those who cannot see it.")
    for film in one.films:
        yield Fault(_captions(film), Mend.ITEM, one.id)


def _of_day(one: Planned, slot: Slot, frame: Frame) -> Iterator[Fault]:
    """An item belongs to the day that its night began in."""
    begins = [(on, starts) for on, starts, _ends in frame.days]
    after = next_day(slot.starts, begins, zone=frame.zone)
    here = [
        (on, ends)
        for on, starts, ends in frame.days
        if next_day(slot.starts, [(on, starts)], zone=frame.zone) is None
    ]
    if not here:
        if frame.days:
            sv = f"”{one.title}” ligger före evenemangets första dag."
            yield _fault(one, sv, f"“{one.title}” comes before the first day of the event.")
        return
    _on, ends = max(here)
    if after is not None and slot.end > after:
        sv = f"”{one.title}” fortsätter in på nästa dag. Stämmer sluttiden?"
        yield _fault(one, sv, f"“{one.title}” goes on into the next day. Is its end right?")
    elif ends is not None and slot.end > ends and not one.is_meal:
        sv = f"”{one.title}” slutar efter dagens slut."
        yield _fault(one, sv, f"“{one.title}” ends after the end of the day.")


def _without_times(items: Sequence[Planned]) -> Iterator[Fault]:
    top = [one for one in items if not one.within]
    for place, one in enumerate(top):
        around = (top[:place], top[place + 1 :])
        if one.starts is None and all(any(other.starts for other in part) for part in around):
            sv = f"”{one.title}” saknar tid men står mellan punkter som har tid."
            yield _fault(one, sv, f"“{one.title}” has no time but stands between items that do.")


def _without_end(items: Sequence[Planned], frame: Frame) -> Iterator[Fault]:
    """An item without an end lasts until the next of its day; of the last one nobody knows when it ends."""
    top = [slot for one in items if not one.within and (slot := one.slot) is not None]
    days = [(on, starts) for on, starts, _ends in frame.days]
    for one in items:
        slot = one.slot
        if slot is None or slot.ends is not None:
            continue
        morning = next_day(slot.starts, days, zone=frame.zone)
        if not any(slot.starts < other.starts and (not morning or other.starts < morning) for other in top):
            yield _fault(one, f"”{one.title}” har ingen sluttid.", f"“{one.title}” has no end.")


def _at_once(items: Iterable[Planned]) -> Iterator[Fault]:
    timed = [(one, slot) for one in items if (slot := one.slot) is not None]
    for (one, slot), (other, its) in combinations(timed, 2):
        is_held = one.id == other.within or other.id == one.within
        if is_held or not (overlap(slot, its) or slot.starts == its.starts):
            continue
        if one.is_pinned != other.is_pinned and not (one.within or other.within):
            fixed, loose = (one, other) if one.is_pinned else (other, one)
            sv = f"”{loose.title}” krockar med ”{fixed.title}”, som ligger fast."
            yield _fault(
                loose, sv, f"“{loose.title}” collides with “{fixed.title}”, which stays at its time."
            )
        names = dict(other.people)
        for person, name in dict(one.people).items():
            if person in names:
                sv = f"{name} är med i ”{one.title}” och ”{other.title}” samtidigt."
                yield _fault(other, sv, f"{name} is in “{one.title}” and “{other.title}” at once.")
        if one.place and one.place == other.place:
            sv = f"”{one.title}” och ”{other.title}” är på samma plats samtidigt: {one.place}."
            en = f"“{one.title}” and “{other.title}” are at the same place at once: {one.place}."
            yield _fault(other, sv, en)


def _fault(one: Planned, sv: str, en: str) -> Fault:
    return Fault(Said(sv, en), Mend.ITEM, one.id)


def _captions(film: str) -> Said:
    return Said(f"Filmen ”{film}” saknar textning.", f"The film “{film}” has no captions.")
