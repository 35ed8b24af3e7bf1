"""Writes: those who have registered and those in programmes go, by decision or when they ask; counts stay."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from laget.apps.accounts.actions import count_deleted
from laget.apps.accounts.models import Organisation, Retention
from laget.apps.accounts.permissions import Visitor
from laget.apps.audit.actions import record
from laget.apps.forum.actions.registering import forget, tell_offers
from laget.apps.forum.actions.seats import keep_still, resize
from laget.apps.forum.actions.turnout import add_turnout, counts_still, keep_turnout
from laget.apps.forum.actions.writing import allowed, logged, own
from laget.apps.forum.models import Companion, Event, Need, Opinion, Pass, Person, Registration
from laget.apps.forum.permissions import ERASE_PEOPLE
from laget.apps.forum.queries.events import ends_of, offers_until
from laget.apps.forum.queries.registrations import data_of
from laget.apps.forum.queries.statistics import turnout_rows
from laget.apps.mail.models import Message
from laget.apps.media.models import File
from laget.apps.media.queries import pointed_at_by_nothing
from laget.core.search import folded

AT_ONCE = 500  # rows named in one question to the database
What = Retention.What


def delete_past(now: datetime) -> int:
    """Delete what decisions say of events: registrations, needs, people, lines; returns how many."""
    gone = 0
    for decided in Retention.objects.filter(
        what__in=[What.NEED, What.REGISTRATION, What.PARTICIPANT, What.FEEDBACK]
    ).select_related("organisation"):
        if decided.what == What.PARTICIPANT:
            gone += _delete_people(decided, now)
            continue
        if decided.what == What.FEEDBACK:
            gone += _delete_lines(decided, now)
            continue
        delete = _delete_needs if decided.what == What.NEED else _delete_registrations
        for event in _with_registrations(decided.organisation):
            if _is_due(event, decided, now):
                with transaction.atomic():
                    count = delete(event)
                    count_deleted(decided, count=count, now=now)
                gone += count
    return gone


def _with_registrations(organisation: Organisation) -> QuerySet[Event]:
    known = Registration.objects.filter(event__organisation=organisation).values("event")
    return Event.objects.filter(pk__in=known).select_related("organisation").prefetch_related("days")


def _is_due(event: Event, decided: Retention, now: datetime) -> bool:
    """Tell whether the day has come that is told at the fields: so many days after the last.

    An event without days ends with its last registration: what is written is not kept for ever.
    """
    last = ends_of(event) or max(event.registrations.values_list("created", flat=True))
    on = timezone.localtime(last).date() + timedelta(days=decided.days)
    return on <= timezone.localtime(now).date()


def _delete_needs(event: Event) -> int:
    gone, _rows = Need.objects.filter(registration__event=event).delete()
    return gone


def _delete_registrations(event: Event) -> int:
    """Count how many came and of what kind, then delete every registration of an event and all about it."""
    keep_still(event)
    keep_turnout(event)
    ids = list(event.registrations.select_for_update().values_list("pk", flat=True))
    delete_mails_about(event.organisation, ids)
    for some in _parts(ids):
        Registration.objects.filter(pk__in=some).delete()
    Pass.objects.filter(event=event).update(taken=0)
    return len(ids)


def delete_mails_about(organisation: Organisation, ids: Iterable[int]) -> None:
    """Delete every mail about these registrations, in whatever state it is. Inside a transaction."""
    for some in _parts(list(ids)):
        about = [f"registration:{pk}" for pk in some]
        Message.objects.filter(organisation=organisation, about__in=about).delete()


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def _delete_people(decided: Retention, now: datetime) -> int:
    """Delete those in programmes whose last event was so many days ago; published ones know them by id."""
    with transaction.atomic():
        people = Person.objects.filter(organisation=decided.organisation).select_for_update()
        due = [one for one in people if _is_over(one, decided, now)]
        delete_people(due)
        count_deleted(decided, count=len(due), now=now)
    return len(due)


def _delete_lines(decided: Retention, now: datetime) -> int:
    """Delete what was written after events so many days ago; answers by a number are counted still."""
    limit = timezone.localtime(now - timedelta(days=decided.days)).date()
    written = Opinion.objects.exclude(line="").filter(
        ask__event__organisation=decided.organisation, on__lt=limit
    )
    with transaction.atomic():
        count = written.update(line="")
        count_deleted(decided, count=count, now=now)
    return count


def _is_over(person: Person, decided: Retention, now: datetime) -> bool:
    """Tell whether a person takes part in nothing later; in nothing at all counts from the last change."""
    events = Event.objects.filter(participants__person=person).distinct().prefetch_related("days")
    ends = [ends_of(one) for one in events]
    last = max((one for one in ends if one is not None), default=person.changed_at)
    if None in ends:
        last = max(last, person.changed_at)  # an event that has no day yet
    on = timezone.localtime(last).date() + timedelta(days=decided.days)
    return on <= timezone.localtime(now).date()


def delete_people(people: Iterable[Person]) -> None:
    """Delete people with their pictures; where a file is used elsewhere it stays. Inside a transaction."""
    chosen = list(people)
    pictures = [one.picture_id for one in chosen if one.picture_id is not None]
    addresses = [one.email for one in chosen if one.email]
    Message.objects.filter(reply_to__in=addresses).update(reply_to="")
    Person.objects.filter(pk__in=[one.pk for one in chosen]).delete()
    unused = pointed_at_by_nothing().filter(pk__in=pictures).values_list("pk", flat=True)
    File.objects.filter(pk__in=list(unused)).delete()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How much is held about somebody: registrations, seats in groups, mails, places in programmes."""

    registrations: int
    companions: int
    mails: int
    people: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is held."""
        return not (self.registrations or self.companions or self.mails or self.people)


@dataclass(frozen=True, slots=True)
class _Held:
    registrations: QuerySet[Registration]
    companions: QuerySet[Companion]
    mails: QuerySet[Message]
    people: QuerySet[Person]


def along_called(organisation: Organisation, name: str) -> QuerySet[Companion]:
    """Return those who come along and are called so, with whom and to what: several may be of one name."""
    rows = Companion.objects.filter(pk__in=_called(organisation, name))
    return rows.select_related("registration__event__organisation").order_by("pk")


def _held(organisation: Organisation, email: str, name: str, along: Collection[int] | None = None) -> _Held:
    """Return what is held by an address; by a name of those who come along, of these alone where chosen."""
    companions = along_called(organisation, name)
    if along is not None:
        companions = companions.filter(pk__in=along)
    registrations = Registration.objects.filter(event__organisation=organisation, email__iexact=email)
    return _Held(
        registrations.exclude(email=""),
        companions,
        Message.objects.filter(organisation=organisation, to__iexact=email),
        Person.objects.filter(organisation=organisation, email__iexact=email).exclude(email=""),
    )


def _called(organisation: Organisation, name: str) -> list[int]:
    """Return the ids of those who come along and are called so, whatever its case and accents."""
    wanted = " ".join(folded(name).split())
    known = Companion.objects.filter(registration__event__organisation=organisation)
    rows = known.values_list("pk", "name") if wanted else ()
    return [pk for pk, called in rows if " ".join(folded(called).split()) == wanted]


def held_by(
    organisation: Organisation, *, email: str, name: str = "", along: Collection[int] | None = None
) -> Found:
    """Return how much is held about an address, and about a name among those who come along."""
    held = _held(organisation, email.strip(), name.strip(), along)
    return Found(
        registrations=held.registrations.count(),
        companions=held.companions.count(),
        mails=held.mails.count(),
        people=held.people.count(),
    )


def give_own(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    email: str,
    name: str = "",
    along: Collection[int] | None = None,
) -> dict[str, Any]:
    """Return all that is held about somebody who asks for their own, ready to be written as JSON.

    `along` are the ids of those so called who are them. The log keeps how much it was, not whose. Raises
    NotAllowed.
    """
    allowed(organisation, actor, ERASE_PEOPLE)
    held = _held(organisation, email.strip(), name.strip(), along)
    given: dict[str, Any] = {
        "registrations": [data_of(one) for one in held.registrations.select_related("event").order_by("pk")],
        "comes_along": [{"event": one.registration.event.slug, "name": one.name} for one in held.companions],
        "mails": [
            {"to": one.to, "subject": one.subject, "text": one.text, "created": one.created.isoformat()}
            for one in held.mails.exclude(about__startswith="registration:").order_by("pk")
        ],
        "in_programmes": [
            {
                **{field: str(getattr(one, field) or "") for field in Person.personal if field != "picture"},
                "of": one.of,
                "events": sorted({part.event.slug for part in one.participants.select_related("event")}),
            }
            for one in held.people.order_by("pk")
        ],
    }
    _recorded(organisation, actor, "give_own", held_by(organisation, email=email, name=name, along=along))
    return given


def _recorded(organisation: Organisation, actor: Visitor | None, action: str, found: Found) -> None:
    """Write down how much was given out or deleted, and not whose."""
    detail = {field: getattr(found, field) for field in ("registrations", "companions", "mails", "people")}
    record(
        organisation, actor=actor, action=action, subject=f"organisation:{organisation.slug}", detail=detail
    )


def erase_person(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    email: str,
    name: str = "",
    along: Collection[int] | None = None,
    now: datetime,
) -> Found:
    """Forget somebody who asks for it: all that an address, or a name among those who come along, leads to.

    `along` are the ids of those so called who are them; without it all of the name. Their seats go to those
    who wait. The log keeps how much it was, not whose. Raises NotAllowed.
    """
    allowed(organisation, actor, ERASE_PEOPLE)
    email, name = email.strip(), name.strip()
    found = held_by(organisation, email=email, name=name, along=along)
    with transaction.atomic():
        held = _held(organisation, email, name, along)
        for row in held.registrations.select_related("event__organisation").order_by("event", "pk"):
            forget(row, now=now)
        for one in held.companions:
            _take_out(one, now)
        held.mails.delete()
        delete_people(held.people)
        _recorded(organisation, actor, "erase_person", found)
    return found


def erase_registration(
    organisation: Organisation, *, actor: Visitor | None, registration: Registration, now: datetime
) -> None:
    """Forget one registration with all around it: of somebody whom no address leads to. Raises NotAllowed."""
    allowed(organisation, actor, ERASE_PEOPLE)
    own(organisation, registration.event)
    with transaction.atomic():
        forget(registration, now=now)
        logged(organisation, actor, "erase_registration", registration.event)


def _take_out(one: Companion, now: datetime) -> None:
    """Let a group go on without somebody: their seat goes to others. Who has come is counted still."""
    row = one.registration
    keep_still(row.event)
    one.delete()
    row.refresh_from_db()
    size, came = row.size - 1, min(row.arrived, row.size - 1)
    if counts_still(row, now=now):
        rows = turnout_rows(row.event, of=row)
        add_turnout(row.event, ((group, held and 1, row.arrived - came) for group, held, _came in rows))
    offers = resize(row, size, now=now, until=offers_until(row.event))
    Registration.objects.filter(pk=row.pk).update(arrived=came)
    if not isinstance(offers, Pass):
        tell_offers(offers)
