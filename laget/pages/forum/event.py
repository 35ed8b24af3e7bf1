"""An event as its pages show it: its state, hosts, moderators, contacts, seats, series, what it has left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.followup.models import Edition
from laget.apps.forum.models import Event, Participant, Pass, Person, Resource, Task
from laget.apps.forum.queries.events import (
    attendance_passes,
    ends_of,
    events_seen_by,
    free_of,
    status_of,
)
from laget.core.forum.status import Status
from laget.core.words.days import day_in_words
from laget.core.words.said import Said
from laget.pages.addresses import Named, named
from laget.pages.forum.coming import Listed, listed, state_in_words
from laget.pages.forum.figures import edition_of
from laget.pages.forum.people import Part, as_taking, parts_of
from laget.pages.forum.programme import Read
from laget.ui.templatetags.laget import language, plain

ACCESS = (
    ("hearing_loop", _("Hearing loop")),
    ("sign_interpreter", _("Sign language interpreter")),
    ("text_interpreter", _("Interpretation to text")),
    ("step_free", _("Step-free access")),
)
LONGEST = 200  # signs of what is shown below a title
Role = Participant.Role
Left = tuple[Resource, str, str]  # a film, slides or a document; the title of its item and its slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the pages of an event show beside its programme."""

    status: Status
    state: Said
    is_past: bool
    moderators: tuple[Part, ...]
    contacts: tuple[Part, ...]
    others: tuple[Part, ...]  # who has a part in the whole event in another role
    seats: tuple[tuple[Pass, int | None], ...]
    access: tuple[tuple[str | Promise, str], ...]
    edition: Edition | None  # that the event presents
    tasks: tuple[Task, ...]
    about: tuple[Named, ...]
    releases: int
    left: tuple[Left, ...]
    series: tuple[Listed, ...]
    changed: datetime
    first: date | None

    @property
    def is_invited(self) -> bool:
        """Whether somebody can still come: it is not over, and it takes place."""
        return not self.is_past and self.status is not Status.CANCELLED

    @property
    def own(self) -> list[Resource]:
        """What the event has left that is of no item."""
        return [one for one, _title, slug in self.left if not slug]


def invitation(
    event: Event,
    organisation: Organisation,
    read: Read,
    *,
    viewer: Visitor | None,
    now: datetime,
    is_editor: bool,
) -> Invitation:
    """Return what the pages of an event show of it to somebody."""
    rows = list(event.participants.filter(session=None))
    people = {
        one.pk: one
        for one in Person.objects.filter(pk__in=[one.person_id for one in rows]).select_related("picture")
    }
    parts = parts_of(as_taking(rows), people, is_editor=is_editor)
    ties = [one.address for one in event.ties.all()]
    known = named(event.organisation, ties, viewer=viewer, today=timezone.localdate(now))
    ends = ends_of(event)
    is_past = ends is not None and ends <= now
    status = status_of(event, now=now)
    return Invitation(
        status=status,
        state=state_in_words(event, status, now=now),
        is_past=is_past,
        moderators=tuple(one for one in parts if one.role == Role.MODERATOR),
        contacts=tuple(one for one in parts if one.role == Role.CONTACT),
        others=tuple(one for one in parts if one.role not in (Role.MODERATOR, Role.CONTACT)),
        seats=tuple((one, free_of(one)) for one in attendance_passes(event)),
        access=tuple(
            (word, getattr(event, f"get_{name}_display")()) for name, word in ACCESS if getattr(event, name)
        ),
        edition=edition_of(event, now=now),
        tasks=tuple(event.tasks.select_related("session")),
        about=tuple(known[one] for one in ties if one in known),
        releases=sum(one.startswith("evidence:") and one not in known for one in ties),
        left=tuple(_left(event, read)),
        series=tuple(_series(event, organisation, viewer=viewer, now=now)),
        changed=_changed(event, read, is_past=is_past),
        first=min((one.on for one in event.days.all()), default=None),
    )


def described(event: Event, *, day: date | None, texts: Iterable[str]) -> str:
    """Return what search engines show below the title of an event or of an item: when, where, what."""
    place = next((one.name for one in event.places.all()), str(event.get_form_display()))
    said = [day_in_words(day).to(language()) if day is not None else "", place, *map(plain, texts)]
    return Truncator(". ".join(one.rstrip(".") for one in said if one)).chars(LONGEST)


def _left(event: Event, read: Read) -> list[Left]:
    """Return what the event has left: its own first, and then by the items that are shown."""
    own = event.resources.filter(session=None).select_related("file")
    found: list[Left] = [(one, "", "") for one in own]
    for item in read:
        if item.row is not None:
            found += [(one, item.item.title, item.item.slug) for one in item.row.resources.all()]
    return found


def _series(
    event: Event, organisation: Organisation, *, viewer: Visitor | None, now: datetime
) -> list[Listed]:
    """Return the other events of the same series that have been, the latest first."""
    if event.series_id is None:
        return []
    rows = events_seen_by(organisation, viewer=viewer).filter(series=event.series_id).exclude(pk=event.pk)
    return [one for one in reversed(listed(rows, now=now)) if one.is_past]


def _changed(event: Event, read: Read, *, is_past: bool) -> datetime:
    """Return when what the page shows was last changed: a draft that nobody reads does not count."""
    found = [event.changed_at]
    if read.version is not None:
        found.append(read.version.published_at)
    if is_past or read.is_draft:  # afterwards summaries and films are added to items
        found += [one.row.changed_at for one in read if one.row is not None]
    return max(found)
