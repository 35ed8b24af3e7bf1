"""Writes: who takes part in an event or an item of it, and the films, documents and links of either."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.people import Known, put_person
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Event, Participant, Person, Resource, Session
from laget.apps.media.models import File
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """Who takes part: a person by id, one by a name that may be new, or an organisation alone; with what.

    `of` is the organisation: of the one with the name, or that which takes part by itself.
    """

    person: int | None = None
    name: str = ""
    title: str = ""
    of: str = ""
    role: str = Participant.Role.SPEAKER
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A film, slides, a document or a link; a file by the id of its row."""

    title: str
    kind: str = Resource.Kind.LINK
    link: str = ""
    file: int | None = None
    has_captions: bool = False
    text: str = ""


def takes_of(rows: Iterable[Participant]) -> tuple[Takes, ...]:
    """Return who takes part, as it is written."""
    return tuple(Takes(person=one.person_id, of=one.of, role=one.role, text=one.text) for one in rows)


def left_of(rows: Iterable[Resource]) -> tuple[Left, ...]:
    """Return films, documents and links, as they are written."""
    return tuple(
        Left(
            title=one.title,
            kind=one.kind,
            link=one.link,
            file=one.file_id,
            has_captions=one.has_captions,
            text=one.text,
        )
        for one in rows
    )


def write_takes(event: Event, session: Session | None, takes: Iterable[Takes], *, by: Visitor | None) -> None:
    """Let these take part in an item, or in the whole event; raises Unfit."""
    wanted = [_met(event.organisation, one, by=by) for one in takes]
    asked = {one.person for one in wanted if one.person is not None}
    of_us = Person.objects.filter(organisation=event.organisation, pk__in=asked)
    if len(asked) != of_us.count() or any(one.person is None and not one.of.strip() for one in wanted):
        raise Unfit(
            "takes", Said("Välj en person, eller skriv en organisation.", "Choose a person, or name one.")
        )
    Participant.objects.filter(event=event, session=session).delete()
    Participant.objects.bulk_create(
        Participant(
            event=event,
            session=session,
            person_id=one.person,
            of=one.of,
            role=one.role,
            text=one.text,
            number=number,
        )
        for number, one in enumerate(wanted)
    )


def _met(organisation: Organisation, one: Takes, *, by: Visitor | None) -> Takes:
    """Return who takes part by id: one who has the same name, title and organisation, else a new person."""
    if one.person is not None or not one.name.strip():
        return one
    known = Known(name=" ".join(one.name.split()), title=one.title.strip(), of=one.of.strip())
    rows = Person.objects.filter(organisation=organisation, name=known.name, title=known.title, of=known.of)
    person = rows.order_by("pk").first() or put_person(organisation, by=by, known=known)
    return replace(one, person=person.pk, name="", title="", of="")


def write_left(event: Event, session: Session | None, left: Iterable[Left]) -> None:
    """Let these films, documents and links belong to an item, or to the whole event; raises Unfit."""
    wanted = list(left)
    files = {one.file for one in wanted if one.file is not None}
    known = File.objects.filter(organisation=event.organisation, pk__in=files).count()
    if known != len(files) or any(one.file is None and not one.link for one in wanted):
        raise Unfit("left", Said("Skriv en länk, eller välj en fil.", "Write a link, or choose a file."))
    Resource.objects.filter(event=event, session=session).delete()
    Resource.objects.bulk_create(
        Resource(
            event=event,
            session=session,
            number=number,
            title=one.title,
            kind=one.kind,
            link=one.link,
            file_id=one.file,
            has_captions=one.has_captions,
            text=one.text,
        )
        for number, one in enumerate(wanted)
    )
