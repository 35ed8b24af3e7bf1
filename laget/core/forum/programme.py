"""A programme as a document: its items with times, places and who takes part, and what a version changes.

A published version is the canonical JSON of `Programme`. It names people by their row's id alone, so that a
person can be removed from what has been published. Times carry their offset from UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from laget.core.canonical import canonical_bytes


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Taking(_Part):
    """Who takes part: a person by the id of its row, or an organisation alone, in a role, with what."""

    person: int | None = None
    of: str = ""
    role: str = "speaker"
    text: str = ""


class Item(_Part):
    """An item of a programme; `id` is its calendar's UID and never changes.

    `within` is the id of the item that holds it, `continues` of the one that goes on in it. An item without
    times keeps its order. `about` are addresses `kind:id`.
    """

    id: str
    slug: str
    title: str
    kind: str = "talk"
    within: str = ""
    continues: str = ""
    on: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    digital: bool = False
    text: str = ""
    question: str = ""
    taking: tuple[Taking, ...] = ()
    about: tuple[str, ...] = ()
    seats: int | None = None
    cancelled: bool = False
    sequence: int = 0


class Programme(_Part):
    """A numbered version of an event's programme, its items in order."""

    event: str
    number: int
    items: tuple[Item, ...] = ()

    @property
    def bytes(self) -> bytes:
        """The canonical JSON."""
        return canonical_bytes(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a version changes of the one before it; each item stands in one of them."""

    new: tuple[Item, ...] = ()
    moved: tuple[tuple[Item, Item], ...] = ()  # in time or place: before, after
    cancelled: tuple[Item, ...] = ()  # also those that are gone
    reworded: tuple[tuple[Item, Item], ...] = ()  # in anything else

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.cancelled or self.reworded)

    @property
    def concerned(self) -> frozenset[str]:
        """The ids of the items whose participants must be told: those moved or cancelled."""
        return frozenset([*(after.id for _before, after in self.moved), *(one.id for one in self.cancelled)])


def is_moved(before: Item, after: Item) -> bool:
    """Tell whether an item is at another time or place: what lets a calendar's SEQUENCE rise."""
    return any(
        getattr(before, name) != getattr(after, name) for name in ("on", "starts", "ends", "place", "digital")
    )


def changes(before: Iterable[Item], after: Iterable[Item]) -> Changes:
    """Return what has changed between two versions' items, in the order of the later."""
    known = {one.id: one for one in before}
    here = {one.id: one for one in after}
    stays = [(known[id_], one) for id_, one in here.items() if id_ in known]
    return Changes(
        new=tuple(one for id_, one in here.items() if id_ not in known and not one.cancelled),
        cancelled=(
            *(now for was, now in stays if now.cancelled and not was.cancelled),
            *(one for id_, one in known.items() if id_ not in here and not one.cancelled),
        ),
        moved=tuple(
            (was, now) for was, now in stays if now.cancelled == was.cancelled and is_moved(was, now)
        ),
        reworded=tuple(
            (was, now)
            for was, now in stays
            if not (now.cancelled and not was.cancelled)
            and not (now.cancelled == was.cancelled and is_moved(was, now))
            and was.model_copy(update={"sequence": now.sequence}) != now
        ),
    )
