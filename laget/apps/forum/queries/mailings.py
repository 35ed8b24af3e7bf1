"""Reads: mails to many of an event: who gets one, what state it is in, what became of its mails."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from laget.apps.forum.models import DigitalLink, Event, Hold, Mailing, Pass, Registration, Session, Version
from laget.apps.forum.queries.events import ATTENDANCE, ends_of
from laget.apps.forum.queries.programme import document_of
from laget.apps.mail.models import Message
from laget.apps.mail.queries import fates_of_batches, mails_of_batch
from laget.core.forum.programme import Item, changes

Kind, Audience = Mailing.Kind, Mailing.Audience
BY_ITSELF = (Kind.LINK, Kind.REMINDER)  # they lose their meaning when the event is over


class Stage(StrEnum):
    """How far a mailing has come."""

    WRITTEN = "written"
    APPROVED = "approved"
    MISSED = "missed"  # approved, but the event was cancelled or over before its time
    SENT = "sent"


def due_of(mailing: Mailing, event: Event) -> datetime | None:
    """Return when a mailing goes when it is approved; None is at once.

    The digital link never goes before registration has closed.
    """
    if mailing.kind != Kind.LINK or event.registers_until is None:
        return mailing.due
    return max(mailing.due or event.registers_until, event.registers_until)


def is_too_late(mailing: Mailing, event: Event, *, now: datetime) -> bool:
    """Tell whether a reminder or a link has nothing left to be sent for, or thanks nothing to be said for."""
    if mailing.kind == Kind.THANKS:
        return event.state != Event.State.PUBLISHED
    if mailing.kind not in BY_ITSELF:
        return False
    ends = ends_of(event)
    return event.state != Event.State.PUBLISHED or (ends is not None and ends <= now)


def stage_of(mailing: Mailing, event: Event, *, now: datetime) -> Stage:
    """Return how far a mailing has come."""
    if mailing.sent_at is not None:
        return Stage.SENT
    if mailing.approved_at is None:
        return Stage.WRITTEN
    return Stage.MISSED if is_too_late(mailing, event, now=now) else Stage.APPROVED


def approved_of(event: Event) -> QuerySet[Mailing]:
    """Return the mailings of an event that are approved and not sent."""
    return Mailing.objects.filter(event=event, sent_at=None, approved_at__isnull=False)


def addressees(mailing: Mailing) -> QuerySet[Registration]:
    """Return the registrations that a mailing goes to as they stand now: confirmed ones, one mail each.

    Who has no address is not among them.
    """
    rows = confirmed_of(mailing.event_id).order_by("pk")
    if mailing.kind == Kind.LINK:
        # Those who have not been sent the link as it is now.
        changed = DigitalLink.objects.filter(event=mailing.event_id).values("changed_at")
        return digital(rows).filter(Q(link_sent_at=None) | Q(link_sent_at__lt=Subquery(changed)))
    audience = Audience(mailing.audience)
    if audience == Audience.EVERYBODY:
        return rows
    if audience == Audience.ARRIVED:
        return rows.filter(arrived_at__isnull=False)
    if audience == Audience.CONCERNED:
        return _concerned(mailing, rows)
    if audience == Audience.WAITING:
        return rows.filter(_holds(Hold.State.WAITING, *ATTENDANCE))
    if audience == Audience.ON_SITE:
        return rows.filter(_holds(Hold.State.HELD, Pass.Kind.ON_SITE))
    if audience == Audience.DIGITAL:
        return digital(rows)
    return rows.filter(_holds(Hold.State.HELD, *ATTENDANCE))


def confirmed_of(event: int) -> QuerySet[Registration]:
    """Return the confirmed registrations of an event, by its id, that a mail can go to."""
    return Registration.objects.filter(event=event, state=Registration.State.CONFIRMED).exclude(email="")


def link_mailing_of(event: Event) -> Mailing | None:
    """Return the mailing with the digital link that is under way, or has been sent latest."""
    return Mailing.objects.filter(event=event, kind=Kind.LINK).order_by("pk").last()


def is_link_another(event: Event, mailing: Mailing | None) -> bool:
    """Tell whether the digital link has been changed since a mailing with it was sent."""
    link = DigitalLink.objects.filter(event=event).first()
    if link is None or mailing is None or mailing.sent_at is None:
        return False
    return link.changed_at > mailing.sent_at


def digital(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Return those of some registrations that have a digital seat."""
    return rows.filter(_holds(Hold.State.HELD, Pass.Kind.DIGITAL))


def _holds(state: str, *kinds: str) -> Exists:
    return Exists(Hold.objects.filter(registration=OuterRef("pk"), state=state, to__kind__in=kinds))


def _concerned(mailing: Mailing, rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Return those whose items a version moves or cancels.

    An item that is signed up for concerns those who have signed up for it, or for the item that holds it.
    One that is for all concerns everybody with a seat; where days are signed up for, those of its day.
    """
    moved = moved_by(mailing)
    uids = {one.id: one.within for one in moved}
    seated = Session.objects.filter(
        event=mailing.event_id, uid__in=[*uids, *filter(None, uids.values())], passes__isnull=False
    )
    chosen = {str(uid) for uid in seated.values_list("uid", flat=True)}
    mine = Hold.objects.filter(registration=OuterRef("pk"))
    concerned = Q(Exists(mine.filter(to__session__uid__in=chosen))) if chosen else Q(pk__in=[])
    for_all = [one for one in moved if not {one.id, one.within} & chosen]
    if for_all:
        of_days = Pass.objects.filter(event=mailing.event_id, kind=Pass.Kind.DAY)
        days = set(of_days.values_list("on", flat=True))
        on = {_day(one) for one in for_all}
        has_seat = Q(_holds(Hold.State.HELD, *ATTENDANCE))
        takes_day = Q(Exists(mine.filter(to__kind=Pass.Kind.DAY, to__on__in=on)))
        concerned = concerned | (has_seat & takes_day if days and on <= days else has_seat)
    return rows.filter(concerned)


def _day(item: Item) -> date | None:
    return item.starts.date() if item.starts is not None else item.on


def moved_by(mailing: Mailing) -> list[Item]:
    """Return the items, as they were, that the version of a mailing moves or cancels."""
    if mailing.version is None:
        return []
    rows = Version.objects.filter(
        event=mailing.event_id, number__in=[mailing.version - 1, mailing.version]
    ).order_by("number")
    if len(rows) != 2:
        return []
    before, after = (document_of(one).items for one in rows)
    new = changes(before, after)
    now = [*(one for _before, one in new.moved), *new.cancelled]
    return [*(one for one, _after in new.moved), *now]


def fates_of(event: Event, mailings: Iterable[Mailing]) -> dict[int, dict[str, int]]:
    """Return how many mails of each mailing are in each state, by the mailing's id."""
    batches = {batch_of(one): one.pk for one in mailings}
    found = fates_of_batches(event.organisation, batches)
    return {batches[batch]: fates for batch, fates in found.items()}


def batch_of(mailing: Mailing) -> str:
    """Return what the mails of a mailing are known by in the outbox."""
    return f"mailing:{mailing.pk}"


def mails_of(mailing: Mailing) -> QuerySet[Message]:
    """Return the mails that a mailing became."""
    return mails_of_batch(mailing.event.organisation, batch_of(mailing))
