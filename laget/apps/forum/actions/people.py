"""Writes: those who take part in events, written once and used in many; taken down from all at once."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.audit.actions import record
from laget.apps.forum.actions.writing import Unfit, allowed
from laget.apps.forum.models import Person
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.kept import locked, touched
from laget.apps.media.queries import pointed_at_by_nothing
from laget.core.words.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person as it is written; the day of the agreement is of a private person's."""

    name: str
    title: str = ""
    of: str = ""
    unit: str = ""
    party: str = ""
    place: str = ""
    text: str = ""
    email: str = ""
    telephone: str = ""
    mobile: str = ""
    shows_contact: bool = False
    picture_id: int | None = None
    picture_alt: str = ""
    shows_picture: bool = False
    is_private: bool = False
    agreed_on: date | None = None


PLAIN = tuple(one.name for one in fields(Known))


def add_person(organisation: Organisation, *, actor: Visitor | None, known: Known) -> Person:
    """Write down somebody who takes part in events; raises NotAllowed, Unfit.

    Somebody who is written down with the very same is the same: a form sent twice makes one.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        same = (one for one in Person.objects.filter(organisation=organisation, name=known.name))
        return next((one for one in same if known_of(one) == known), None) or put_person(
            organisation, by=actor, known=known
        )


def put_person(organisation: Organisation, *, by: Visitor | None, known: Known) -> Person:
    """Write somebody down as a part of another action, which asks who may; raises Unfit."""
    _check(known)
    row = Person(organisation=organisation, changed_by=by if isinstance(by, User) else None)
    _write(row, known)
    _logged(organisation, by, "add_person", row)
    return row


def change_person(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    person: Person,
    known: Known,
    revision: int | None,
) -> Person:
    """Let a person be as `known`, wherever they take part; raises NotAllowed, Unfit, ChangedMeanwhile."""
    allowed(organisation, actor, EDIT_FORUM)
    _check(known)
    with transaction.atomic():
        row = locked(_own(organisation, person), revision=revision)
        if known_of(row) != known:
            touched(row, actor=actor)
            _write(row, known)
            _logged(organisation, actor, "change_person", row)
    return row


def take_down_person(
    organisation: Organisation, *, actor: Visitor | None, person: Person, revision: int | None
) -> None:
    """Take a person down: name, picture and all else are gone from every page and programme at once.

    Published versions name people by id and say that somebody took part. Raises NotAllowed, ChangedMeanwhile.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        row = locked(_own(organisation, person), revision=revision)
        _logged(organisation, actor, "take_down_person", row)
        picture = row.picture
        row.delete()
        if picture is not None and not _is_used(picture.pk):
            picture.delete()


def known_of(row: Person) -> Known:
    """Return a person as it is written."""
    return Known(**{name: getattr(row, name) for name in PLAIN})


def _own(organisation: Organisation, person: Person) -> Person:
    return Person.objects.get(pk=person.pk, organisation=organisation)


def _is_used(picture: int) -> bool:
    return not pointed_at_by_nothing().filter(pk=picture).exists()


def _write(row: Person, known: Known) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(known, name))
    row.save()


def _check(known: Known) -> None:
    if not known.name.strip():
        raise Unfit("name", Said("Skriv vad personen heter.", "Write the person's name."))
    if known.picture_id is not None and not known.picture_alt.strip():
        raise Unfit(
            "picture_alt",
            Said(
                "Beskriv bilden för den som inte ser den.",
                "Describe the picture for those who cannot see it.",
            ),
        )
    if known.is_private and known.agreed_on is None:
        raise Unfit(
            "agreed_on",
            Said(
                "Skriv dagen då personen gick med på att visas. Utan det visas ingen privatperson.",
                "Write the day when the person agreed to be shown. Without it nobody private is shown.",
            ),
        )


def _logged(organisation: Organisation, actor: Visitor | None, action: str, row: Person) -> None:
    # By number: the log never names a person who may be taken down.
    record(organisation, actor=actor, action=action, subject=f"participant:{row.pk}", detail={})
