"""A programme as its editors work in it: each day a list of items with their times as fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laget.apps.forum.forms.fields import clock_of, last_day
from laget.apps.forum.forms.programme import QuickForm, TimeForm
from laget.apps.forum.models import Event, Session
from laget.apps.forum.queries.programme import programme_of
from laget.core.forum.programme import Item
from laget.pages.forum.faults import Warned
from laget.pages.forum.programme import day_of, in_order


@dataclass(frozen=True, slots=True)
class Line:
    """An item to work with, those within it, what is amiss, and its neighbours in the list."""

    row: Session
    on: date | None
    form: TimeForm
    warned: list[Warned]
    before: Session | None
    after: Session | None
    ends_on: date | None  # of one that lasts over several days
    within: list["Line"] = field(default_factory=list)

    @property
    def people(self) -> list[str]:
        """Who takes part in it, by name."""
        rows = self.row.participants.all()
        return [one.person.name if one.person is not None else one.of for one in rows]


@dataclass(frozen=True, slots=True)
class LineDay:
    """A day with its items in their order, and the fields of a new one; without `on` are those of no day."""

    on: date | None
    lines: list[Line]
    form: QuickForm


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent and not kept: of the item with a slug, or of a new one of a day."""

    form: Any = None
    slug: str = ""
    on: date | None = None


def lines_of(
    event: Event, rows: Iterable[Session], *, warned: Iterable[Warned], sent: Sent | None = None
) -> list[LineDay]:
    """Return the days of a programme to work in: those of the event, and those that its items are on."""
    known = {str(one.uid): one for one in rows}
    items = programme_of(event, rows=known.values()).items
    told: dict[str, list[Warned]] = {}
    for one in warned:
        told.setdefault(one.slug, []).append(one)
    asked = sent or Sent()
    days: dict[date | None, list[Item]] = {one.on: [] for one in event.days.all()}
    day: date | None = None
    for item in in_order(one for one in items if one.within not in known):
        day = day_of(item) or day
        days.setdefault(day, []).append(item)

    def lines(ordered: Sequence[Item], on: date | None) -> list[Line]:
        around = [None, *(known[one.id] for one in ordered), None]
        return [
            Line(
                known[one.id],
                on,
                asked.form if asked.slug == one.slug else _times(known[one.id]),
                told.get(one.slug, []),
                before,
                after,
                last_day(one.starts, one.ends),
                lines(in_order(inner for inner in items if inner.within == one.id), on),
            )
            for one, before, after in zip(ordered, around, around[2:], strict=False)
        ]

    return [
        LineDay(on, lines(ordered, on), asked.form if _is_of(asked, on) else _new(ordered, on))
        for on, ordered in sorted(days.items(), key=lambda one: one[0] or date.max)
    ]


def time_prefix(row: Session) -> str:
    """Return what the fields of an item's times begin with."""
    return f"tid-{row.pk}"


def new_prefix(on: date | None) -> str:
    """Return what the fields of a new item of a day begin with."""
    return f"ny-{on.isoformat() if on is not None else 'dag'}"


def _is_of(sent: Sent, on: date | None) -> bool:
    return sent.form is not None and not sent.slug and sent.on == on


def _times(row: Session) -> TimeForm:
    first = {"starts": clock_of(row.starts), "ends": clock_of(row.ends), "follows": True}
    return TimeForm(prefix=time_prefix(row), initial=first)


def _new(ordered: Sequence[Item], on: date | None) -> QuickForm:
    held = [one for one in ordered if not one.cancelled]
    last = max((moment for one in held if (moment := one.ends or one.starts)), default=None)
    is_known = any(one.ends == last for one in held)  # else the last one ends when nobody has said
    return QuickForm(prefix=new_prefix(on), initial={"starts": clock_of(last) if is_known else None})
