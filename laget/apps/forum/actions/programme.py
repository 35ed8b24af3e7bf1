"""Writes: items of a programme and the people in them; a programme published as a numbered version."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.changed import write_change_mailing
from laget.apps.forum.actions.events import set_seats
from laget.apps.forum.actions.parts import Left, Takes, left_of, takes_of, write_left, write_takes
from laget.apps.forum.actions.writing import Unfit, allowed, check_times, check_title, logged, own
from laget.apps.forum.models import Event, Pass, Place, Session, SessionTie, Version
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME, SEND_MAILINGS
from laget.apps.forum.queries.programme import document_of, item_of, latest_version, programme_of
from laget.apps.kept import LONGEST_SLUG, ChangedMeanwhile, locked, touched
from laget.core.canonical import sha256
from laget.core.forum.programme import changes, is_moved
from laget.core.words.said import Said

RESERVED = (
    "anmalan",
    "andra",
    "anmalda",
    "program",
    "personer",
    "kalender",
    "tyck-till",
    "min-anmalan",
    "utskick",
    "incheckning",
    "uppgifter",
    "platser",
    "publicera",
    "bild",
    "fil",
)
PLAIN = (
    "kind",
    "title",
    "text",
    "question",
    "on",
    "starts",
    "ends",
    "is_digital",
    "is_pinned",
    "picture_id",
    "picture_alt",
    "summary",
    "is_cancelled",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item as it is written; `place` is the name of one of the event's, `within` the slug of an item.

    `continues` is the slug of the item that goes on in this one, after a break.
    """

    title: str
    kind: str = Session.Kind.TALK
    text: str = ""
    question: str = ""
    within: str = ""
    continues: str = ""
    on: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    is_digital: bool = False
    is_pinned: bool = False
    picture_id: int | None = None
    picture_alt: str = ""
    summary: str = ""
    is_cancelled: bool = False
    has_seats: bool = False  # it is signed up for
    seats: int | None = None
    takes: tuple[Takes, ...] = ()
    about: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


def add_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    point: Point,
    slug: str | None = None,
    uid: UUID | None = None,
) -> Session:
    """Put an item last in an event's programme; raises NotAllowed, Unfit.

    A `uid` that the form was given makes it one item, however many times the form is sent.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = Event.objects.select_for_update(no_key=True).get(pk=event.pk, organisation=organisation)
        there = Session.objects.filter(uid=uid).first() if uid is not None else None
        if there is not None and there.event_id == event.pk:
            return there
        row = put_session(event, by=actor, point=point, slug=slug, uid=None if there is not None else uid)
        logged(organisation, actor, "add_session", event, session=row.slug)
    return row


def put_session(
    event: Event, *, by: Visitor | None, point: Point, slug: str | None = None, uid: UUID | None = None
) -> Session:
    """Put an item last in a programme as a part of another action, which asks who may; raises Unfit."""
    last = Session.objects.filter(event=event).aggregate(last=Max("number"))["last"]
    row = Session(
        event=event,
        slug=slug if slug and slug not in RESERVED else _free_slug(event, slug or point.title),
        number=0 if last is None else last + 1,
        changed_by=by if isinstance(by, User) else None,
    )
    if uid is not None:
        row.uid = uid
    _write(row, point)
    return row


def change_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    session: Session,
    point: Point,
    revision: int | None,
    now: datetime,
) -> Session:
    """Let an item be as `point`; raises NotAllowed, Unfit, ChangedMeanwhile.

    Its SEQUENCE rises when its time or place does. More seats are offered to those who wait at once.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, session.event)
        to = session.passes.first()
        if to is not None and point.has_seats and to.seats != point.seats:  # whoever writes all seats is told
            event = locked(event, revision=None)
            touched(event, actor=actor)
            event.save(update_fields=["revision", "changed_at", "changed_by"])
        row = locked(session, revision=None)
        if point_of(row) != point:
            row = locked(row, revision=revision)
            before = item_of(row)
            touched(row, actor=actor)
            _write(row, point)
            to = row.passes.first()
            if to is not None and to.seats != point.seats:
                set_seats(organisation, actor=actor, to=to, seats=point.seats, now=now)
            row = Session.objects.get(pk=row.pk)
            if is_moved(before, item_of(row)) or before.cancelled != row.is_cancelled:
                row.sequence += 1
                row.save(update_fields=["sequence"])
            logged(organisation, actor, "change_session", event, session=row.slug)
    return row


def cancel_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    session: Session,
    is_cancelled: bool,
    revision: int | None,
) -> Session:
    """Cancel an item, or bring it back; raises NotAllowed, ChangedMeanwhile. SEQUENCE rises with both."""
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, session.event)
        row = locked(session, revision=None)
        if row.is_cancelled != is_cancelled:
            row = locked(row, revision=revision)
            row.is_cancelled = is_cancelled
            row.sequence += 1
            touched(row, actor=actor)
            row.save()
            logged(organisation, actor, "cancel_session", event, session=row.slug, cancelled=is_cancelled)
    return row


def pin_session(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    session: Session,
    is_pinned: bool,
    revision: int | None,
) -> Session:
    """Let an item stay at its time when those before it grow, or move again; raises NotAllowed.

    Raises ChangedMeanwhile too.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, session.event)
        row = locked(session, revision=None)
        if row.is_pinned != is_pinned:
            row = locked(row, revision=revision)
            row.is_pinned = is_pinned
            touched(row, actor=actor)
            row.save()
            logged(organisation, actor, "pin_session", event, session=row.slug, pinned=is_pinned)
    return row


def remove_session(
    organisation: Organisation, *, actor: Visitor | None, session: Session, revision: int | None
) -> None:
    """Take an item out of a programme; raises NotAllowed, ChangedMeanwhile.

    One that has been published is cancelled instead, so that calendars are told.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = own(organisation, session.event)
        row = locked(session, revision=revision)
        logged(organisation, actor, "remove_session", event, session=row.slug)
        version = latest_version(event)
        if version is not None and str(row.uid) in version.document:
            row.is_cancelled = True
            row.sequence += 1
            touched(row, actor=actor)
            row.save()
        else:
            row.delete()


def publish_programme(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    event: Event,
    note: str = "",
    mails: bool = False,
    seen: str | None = None,
) -> Version:
    """Publish the programme as it stands, as the next version; one without changes is not published again.

    `seen` is the hash of what the publisher looked at; None asks for no check. Raises ChangedMeanwhile.
    With `mails` a mail to those whom it concerns is written, which waits for approval. Raises NotAllowed.
    """
    allowed(organisation, actor, PUBLISH_PROGRAMME)
    if mails:
        allowed(organisation, actor, SEND_MAILINGS)
    with transaction.atomic():
        event = Event.objects.select_for_update(no_key=True).get(pk=event.pk, organisation=organisation)
        before = latest_version(event)
        number = 1 if before is None else before.number + 1
        stands = programme_of(event, number=number)
        if before is not None and stands.items == document_of(before).items:
            return before
        if seen is not None and seen != sha256(stands.bytes):
            raise ChangedMeanwhile(
                Said(
                    "Programmet har ändrats sedan du öppnade sidan. Läs vad som är nytt och publicera sedan.",
                    "The programme has changed since you opened the page. Read what is new, then publish.",
                )
            )
        version = Version.objects.create(
            event=event, number=number, document=stands.bytes.decode(), hash=sha256(stands.bytes), note=note
        )
        if mails and before is not None:
            new = changes(document_of(before).items, stands.items)
            write_change_mailing(event, number=number, changes=new)
        logged(organisation, actor, "publish_programme", event, number=number)
    return version


def point_of(row: Session) -> Point:
    """Return an item as it is written."""
    plain = {name: getattr(row, name) for name in PLAIN}
    passes = list(row.passes.all())
    return Point(
        **plain,
        within=row.parent.slug if row.parent is not None else "",
        continues=row.continues.slug if row.continues is not None else "",
        place=row.place.name if row.place is not None else "",
        has_seats=bool(passes),
        seats=passes[0].seats if passes else None,
        takes=takes_of(row.participants.all()),
        about=tuple(sorted(one.address for one in row.ties.all())),
        left=left_of(row.resources.all()),
    )


def _write(row: Session, point: Point) -> None:
    check_title(point.title)
    check_times(point.starts, point.ends, field="ends")
    if point.picture_id is not None and not point.picture_alt.strip():
        raise Unfit(
            "picture_alt",
            Said(
                "Beskriv bilden för den som inte ser den.",
                "Describe the picture for those who cannot see it.",
            ),
        )
    for name in PLAIN:
        setattr(row, name, getattr(point, name))
    row.parent = _parent(row, point.within)
    row.continues = _continued(row, point.continues)
    row.place = _place(row, point.place)
    row.save()
    _write_parts(row, point)
    _keep_pass(row, point)


def _write_parts(row: Session, point: Point) -> None:
    write_takes(row.event, row, point.takes, by=row.changed_by)
    row.ties.all().delete()
    SessionTie.objects.bulk_create(SessionTie(session=row, address=one) for one in dict.fromkeys(point.about))
    write_left(row.event, row, point.left)


def _keep_pass(row: Session, point: Point) -> None:
    """Let an item that is signed up for have its pass, with its seats when it is new."""
    if point.has_seats:
        Pass.objects.get_or_create(
            session=row, defaults={"event": row.event, "kind": Pass.Kind.SESSION, "seats": point.seats}
        )
    elif Pass.objects.filter(session=row, holds__isnull=False).exists():
        raise Unfit(
            "has_seats", Said("Några har redan anmält sig till den.", "Some have signed up for it already.")
        )
    else:
        Pass.objects.filter(session=row).delete()


def _parent(row: Session, slug: str) -> Session | None:
    if not slug:
        return None
    parent = Session.objects.filter(event=row.event, slug=slug).first()
    if parent is None or parent.pk == row.pk or parent.parent_id is not None:
        raise Unfit(
            "within",
            Said("Välj en punkt som inte själv ligger i en annan.", "Choose an item that lies in no other."),
        )
    return parent


def _continued(row: Session, slug: str) -> Session | None:
    if not slug:
        return None
    before = Session.objects.filter(event=row.event, slug=slug).exclude(pk=row.pk).first()
    if before is None:
        raise Unfit(
            "continues",
            Said("Välj en annan punkt i programmet.", "Choose another item of the programme."),
        )
    return before


def _place(row: Session, name: str) -> Place | None:
    if not name:
        return None
    place = row.event.places.filter(name=name).first()
    if place is None:
        raise Unfit(
            "place", Said("Platsen finns inte bland evenemangets platser.", "The event has no such place.")
        )
    return place


def _free_slug(event: Event, title: str) -> str:
    stem = slugify(title)[: LONGEST_SLUG - 4].strip("-") or "punkt"
    taken = {*Session.objects.filter(event=event).values_list("slug", flat=True), *RESERVED}
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
