"""A programme to read: as it was last published, or for its editors as it stands; what is new is marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.models import Event, Participant, Person, Session, Version
from laget.apps.forum.queries.programme import document_of, programme_of, sessions_of
from laget.core.forum.programme import Item, Taking, changes
from laget.pages.addresses import Named, named
from laget.pages.forum.people import Part, as_taking, parts_of

LISTED = 2  # the published version and the one before it
ELEMENT = "element"
EVIDENCE = "evidence:"
THEMES = frozenset(
    ("version", ELEMENT, "mobilisation", "platform", "initiative", "indicator", "signal", "practice")
)  # what stands with an item in the programme; the rest is on its own page


class Mark(StrEnum):
    """What a version changes of an item."""

    NONE = ""
    NEW = "new"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with those within it. `row` holds what is not part of a version: pictures, films, summaries.

    `was` is a moved item as it stood before; `releases` counts evidence that is let out there and waits.
    """

    item: Item
    row: Session | None
    is_now: bool
    mark: Mark
    was: Item | None
    parts: tuple[Part, ...]
    contacts: tuple[Part, ...]
    about: tuple[Named, ...]
    releases: int
    continues: Item | None
    within: list["Shown"] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The day of the item, None where it has neither day nor time."""
        return day_of(self.item)

    @property
    def directions(self) -> tuple[Named, ...]:
        """What in the strategy it is about."""
        return tuple(one for one in self.about if one.kind == ELEMENT)

    @property
    def themes(self) -> tuple[Named, ...]:
        """What it is about, in few words each: as it stands in the programme."""
        return tuple(one for one in self.about if one.kind in THEMES)

    @property
    def word(self) -> str:
        """What its kind is called."""
        kinds = Session.Kind
        return str(kinds(self.item.kind).label) if self.item.kind in kinds.values else ""


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The items of a day in their order; `on` is None for those without a day."""

    on: date | None
    items: list[Shown]


@dataclass(frozen=True, slots=True)
class Column:
    """The items of a day at one place, or of one direction; an empty title is what has none."""

    title: str
    items: list[Shown]
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A programme as somebody reads it. `version` is the one published last, None where none is.

    `is_draft` says that it is shown as it stands; `differs` that this is not what is published.
    """

    items: tuple[Shown, ...]
    version: Version | None
    is_draft: bool
    differs: bool
    named_places: tuple[str, ...] = ()  # of the event, in its order

    def __iter__(self) -> Iterator[Shown]:
        for one in self.items:
            yield one
            yield from one.within

    def at(self, slug: str) -> Shown | None:
        """Return the item with an address, None where there is none."""
        return next((one for one in self if one.item.slug == slug), None)

    @property
    def going_on(self) -> list[Shown]:
        """The items that go on now."""
        return [one for one in self.items if one.is_now]

    def beside(self, item: Shown) -> tuple[Shown | None, Shown | None]:
        """Return the items before and after one, among those that lie in no other."""
        outer = next(place for place, one in enumerate(self.items) if one is item or item in one.within)
        before = self.items[outer - 1] if outer else None
        after = self.items[outer + 1] if outer + 1 < len(self.items) else None
        return before, after

    @property
    def days(self) -> list[ShownDay]:
        """The items by day: one without a day stands with those before it."""
        days: dict[date | None, list[Shown]] = {}
        day: date | None = None
        for one in self.items:
            day = one.day or day
            days.setdefault(day, []).append(one)
        return [ShownDay(on, items) for on, items in days.items()]

    @property
    def places(self) -> list[tuple[date | None, list[Column]]]:
        """The items of each day by place, in the event's order; those that have none come last."""
        found = []
        for day in self.days:
            columns: dict[str, list[Shown]] = {name: [] for name in self.named_places}
            for one in day.items:
                columns.setdefault(one.item.place, []).append(one)
            columns[""] = columns.pop("", [])
            found.append((day.on, [Column(title, items) for title, items in columns.items() if items]))
        return found

    @property
    def by_direction(self) -> list[Column]:
        """The items by direction, in the order that they come; those about none come last."""
        columns: dict[str, Column] = {}
        rest = []
        for one in self:
            for direction in one.directions:
                columns.setdefault(direction.address, Column("", [], direction)).items.append(one)
            if not one.directions and not any(inner.directions for inner in one.within):
                rest.append(one)
        top = {one.item.id for one in self.items}
        rest = [one for one in rest if one.item.id in top]
        return [*columns.values(), *([Column("", rest)] if rest else [])]

    @property
    def has_people(self) -> bool:
        """Whether anybody takes part in any item, or is its contact."""
        return any(one.parts or one.contacts for one in self)

    @property
    def has_places(self) -> bool:
        """Whether the items are at several places."""
        return len({one.item.place for one in self.items} - {""}) > 1

    @property
    def has_directions(self) -> bool:
        """Whether any item is about something in the strategy."""
        return any(one.directions for one in self)


def read_programme(
    event: Event, *, viewer: Visitor | None, now: datetime, is_editor: bool, as_published: bool = False
) -> Read:
    """Return a programme as somebody reads it; editors read it as it stands, unless asked `as_published`.

    What is not part of a version, and the names of people, are looked up by id.
    """
    rows = list(sessions_of(event))
    versions = list(Version.objects.filter(event=event).order_by("-number")[:LISTED])
    documents = [document_of(one).items for one in versions]
    latest = documents[0] if documents else ()
    stands = programme_of(event, rows=rows).items
    differs = stands != latest
    is_draft = is_editor and not as_published and differs
    items = stands if is_draft else latest
    before = latest if is_draft else (documents[1] if len(documents) > 1 else ())
    known = _Known(
        rows={str(one.uid): one for one in rows},
        people=_people(event, items, rows),
        named=named(
            event.organisation,
            {address for one in items for address in one.about},
            viewer=viewer,
            today=timezone.localdate(now),
        ),
        items={one.id: one for one in items},
        marks=_marks(before, items) if before else {},
        now=now,
        is_editor=is_editor,
    )
    return Read(
        items=tuple(_tree(items, known)),
        version=versions[0] if versions else None,
        is_draft=is_draft,
        differs=differs,
        named_places=tuple(one.name for one in event.places.all()),
    )


def day_of(item: Item) -> date | None:
    """Return the day of an item, None where it has neither day nor time."""
    return timezone.localtime(item.starts).date() if item.starts is not None else item.on


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return items by time; one without a time stays after the one that it stands after."""
    ordered: list[tuple[datetime, int, Item]] = []
    latest = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    for place, one in enumerate(items):
        if one.starts is not None:
            latest = one.starts
        elif one.on is not None:
            latest = max(latest, timezone.make_aware(datetime.combine(one.on, datetime.min.time())))
        ordered.append((latest, place, one))
    return [one for _time, _place, one in sorted(ordered, key=lambda item: item[:2])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    rows: dict[str, Session]
    people: dict[int, Person]
    named: dict[str, Named]
    items: dict[str, Item]
    marks: dict[str, tuple[Mark, Item | None]]
    now: datetime
    is_editor: bool


def _people(event: Event, items: Sequence[Item], rows: Iterable[Session]) -> dict[int, Person]:
    asked = {taking.person for one in items for taking in one.taking if taking.person is not None}
    asked |= {one.person_id for row in rows for one in row.participants.all() if one.person_id is not None}
    found = Person.objects.filter(organisation=event.organisation_id, pk__in=asked)
    return {one.pk: one for one in found.select_related("picture")}


def _marks(before: Sequence[Item], after: Sequence[Item]) -> dict[str, tuple[Mark, Item | None]]:
    found = changes(before, after)
    new: dict[str, tuple[Mark, Item | None]] = {one.id: (Mark.NEW, None) for one in found.new}
    return new | {now.id: (Mark.MOVED, was) for was, now in found.moved}


def _tree(items: Sequence[Item], known: _Known) -> list[Shown]:
    children: dict[str, list[Item]] = {}
    for one in items:
        if one.within in known.items:
            children.setdefault(one.within, []).append(one)
    top = in_order(one for one in items if one.within not in known.items)
    following = [*top, None][1:]
    return [
        _shown(
            one,
            known,
            until=after.starts if after is not None and day_of(after) == day_of(one) else None,
            within=[_shown(inner, known) for inner in in_order(children.get(one.id, []))],
        )
        for one, after in zip(top, following, strict=True)
    ]


def _shown(
    item: Item, known: _Known, *, until: datetime | None = None, within: list[Shown] | None = None
) -> Shown:
    row = known.rows.get(item.id)
    contacts = [one for one in row.participants.all() if one.role == Participant.Role.CONTACT] if row else []
    ends = item.ends or until
    mark, was = known.marks.get(item.id, (Mark.NONE, None))
    return Shown(
        item=item,
        row=row,
        is_now=item.starts is not None
        and ends is not None
        and not item.cancelled
        and item.starts <= known.now < ends,
        mark=mark,
        was=was,
        parts=parts_of(_with_texts(item.taking, row), known.people, is_editor=known.is_editor),
        contacts=parts_of(as_taking(contacts), known.people, is_editor=known.is_editor),
        about=tuple(known.named[one] for one in item.about if one in known.named),
        releases=sum(one.startswith(EVIDENCE) and one not in known.named for one in item.about),
        continues=known.items.get(item.continues),
        within=within or [],
    )


def _with_texts(taking: Iterable[Taking], row: Session | None) -> list[Taking]:
    """Return who takes part with what each person contributes, which is never part of what is published."""
    rows = row.participants.all() if row is not None else ()
    texts = {(one.person_id, one.role): one.text for one in rows}
    return [
        one.model_copy(update={"text": texts.get((one.person, one.role), "")})
        if one.person is not None
        else one
        for one in taking
    ]
