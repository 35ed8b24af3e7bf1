"""What is amiss with an event, each with a link to where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.permissions import Visitor, may
from laget.apps.forum.models import Event, Mailing, Resource, Session
from laget.apps.forum.permissions import SEND_MAILINGS
from laget.core.forum.faults import Fault, Frame, Mend, Planned, faults
from laget.core.words.said import Said
from laget.pages.forum.people import may_be_named

ACCESS = ("hearing_loop", "sign_interpreter", "text_interpreter", "step_free", "access")


@dataclass(frozen=True, slots=True)
class Warned:
    """What is amiss, where it is mended, and the slug of the item that it is of.

    No address where who asks may not mend it.
    """

    said: Said
    url: str
    slug: str


def warned(event: Event, rows: Iterable[Session], *, viewer: Visitor) -> list[Warned]:
    """Return what is amiss with an event of the organisation's own; `rows` are its items, in their order."""
    sends = may(viewer, event.organisation, SEND_MAILINGS)
    known = [one for one in rows if not one.is_cancelled]
    slugs = {str(one.uid): one.slug for one in known}
    return [
        Warned(
            one.said,
            _url(event, one, slugs) if sends or one.mend is not Mend.LINK else "",
            slugs.get(one.item, ""),
        )
        for one in faults(_frame(event), [_planned(one) for one in known])
    ]


def _frame(event: Event) -> Frame:
    is_digital = event.form in {Event.Form.DIGITAL, Event.Form.BOTH}
    mails = Mailing.objects.filter(event=event, kind=Mailing.Kind.LINK)
    return Frame(
        days=tuple((one.on, one.starts, one.ends) for one in event.days.all()),
        zone=timezone.get_current_timezone(),
        says_access=any(getattr(event, name) for name in ACCESS),
        needs_link=is_digital and not mails.filter(approved_at__isnull=False).exists(),
        lacks_alt=event.picture_id is not None and not event.picture_alt,
        films=_films(event.resources.filter(session=None)),
    )


def _planned(row: Session) -> Planned:
    return Planned(
        id=str(row.uid),
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        place=row.place.name if row.place is not None else "",
        within=str(row.parent.uid) if row.parent is not None else "",
        is_pinned=row.is_pinned,
        is_meal=row.kind == Session.Kind.MEAL,
        people=tuple((one.person.pk, one.person.name) for one in row.participants.all() if one.person),
        unshown=tuple(
            one.person.name for one in row.participants.all() if one.person and not may_be_named(one.person)
        ),
        lacks_alt=row.picture_id is not None and not row.picture_alt,
        films=_films(row.resources.all()),
    )


def _films(rows: Iterable[Resource]) -> tuple[str, ...]:
    return tuple(one.title for one in rows if one.kind == Resource.Kind.FILM and not one.has_captions)


def _url(event: Event, fault: Fault, slugs: dict[str, str]) -> str:
    address = [event.organisation.slug, event.slug]
    if fault.mend is Mend.ITEM:
        return reverse("session_change", args=[*address, slugs[fault.item]])
    return reverse("mailings" if fault.mend is Mend.LINK else "event_change", args=address)
