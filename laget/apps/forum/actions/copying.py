"""Writes: a new event from an outline, or from one that has been: with its days moved, without people."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor
from laget.apps.forum.actions.attendance import OPEN_KINDS, Attendance, attendance_of, change_attendance
from laget.apps.forum.actions.events import At, HostedBy, OnDay, Wish, add_event, wish_of
from laget.apps.forum.actions.parts import Takes
from laget.apps.forum.actions.preparing import add_task, duty_of
from laget.apps.forum.actions.programme import Point, add_session, point_of
from laget.apps.forum.actions.writing import Unfit, allowed, logged
from laget.apps.forum.models import Event, Participant, Pass, Person, Session
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.programme import sessions_of
from laget.core.forum.outlines import OUTLINES, Outline
from laget.core.forum.timetable import a_year_later, time_on_another_day
from laget.core.words.said import Said

JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new event is given at once; what is unsaid is as in what it begins from, or unsaid."""

    title: str
    on: date | None = None  # its first day; from an earlier event the same weekday a year later where unsaid
    place: str = ""
    address: str = ""
    seats: int | None = None  # on site; digital of what is digital only
    registers_until: datetime | None = None


def begin_event(
    organisation: Organisation, *, actor: Visitor | None, outline: str, beginning: Beginning, now: datetime
) -> Event:
    """Make a draft from an outline by its key; raises NotAllowed, Unfit."""
    allowed(organisation, actor, EDIT_FORUM)
    plan = next((one for one in OUTLINES if one.key == outline), None)
    if plan is None:
        raise Unfit("origin", Said("Välj vad det ska börja från.", "Choose what it shall begin from."))
    if beginning.on is None:
        raise Unfit("on", Said("Skriv första dagen.", "Write the first day."))
    with transaction.atomic():
        there = _made_just_now(organisation, actor, beginning, beginning.on)
        if there is not None:
            return there
        wish = Wish(
            title=beginning.title,
            kind=plan.kind,
            form=plan.form,
            days=tuple(
                OnDay(
                    on=_day(beginning.on, number),
                    starts=_at(beginning.on, number, starts),
                    ends=_at(beginning.on, number, ends),
                )
                for number, (starts, ends) in enumerate(plan.days)
            ),
            hosts=(HostedBy(organisation=organisation.slug),),
            places=_places(beginning, ()),
            registers_until=beginning.registers_until,
        )
        event = add_event(organisation, actor=actor, wish=wish)
        _put_parts(organisation, actor, event, plan, beginning.on)
        _give_seats(organisation, actor, event, Attendance(), shift=0, seats=beginning.seats, now=now)
        logged(organisation, actor, "begin_event", event, outline=outline)
    return event


def copy_event(
    organisation: Organisation, *, actor: Visitor | None, event: Event, beginning: Beginning, now: datetime
) -> Event:
    """Make a draft from an event of the organisation's own; raises NotAllowed, Unfit, DoesNotExist.

    Programme, places, hosts, contacts, access, whom it shall reach, tasks, questions and seats come along,
    with every time by the clock on its new day. Those who took part, films, documents, summaries, versions
    and registrations do not.
    """
    allowed(organisation, actor, EDIT_FORUM)
    with transaction.atomic():
        event = Event.objects.get(pk=event.pk, organisation=organisation)
        before = wish_of(event)
        if not before.days:
            raise Unfit("origin", Said("Det har ingen dag att räkna från.", "It has no day to count from."))
        first = min(one.on for one in before.days)
        on = beginning.on or a_year_later(first, after=timezone.localdate(now))
        there = _made_just_now(organisation, actor, beginning, on)
        if there is not None:
            return there
        shift = (on - first).days
        new = add_event(organisation, actor=actor, wish=_moved_wish(before, beginning, shift, now))
        for row in sorted(sessions_of(event), key=lambda one: (one.parent_id is not None, one.number)):
            if not row.is_cancelled and (row.parent is None or not row.parent.is_cancelled):
                add_session(
                    organisation,
                    actor=actor,
                    event=new,
                    point=_moved_point(row, beginning, shift),
                    slug=row.slug,
                )
        _keep_order(event, new)
        _put_tasks(organisation, actor, event, new, shift)
        _give_seats(
            organisation, actor, new, attendance_of(event), shift=shift, seats=beginning.seats, now=now
        )
        logged(organisation, actor, "copy_event", new, origin=event.slug)
    return new


def _made_just_now(
    organisation: Organisation, actor: Visitor | None, beginning: Beginning, on: date
) -> Event | None:
    """Return the draft that the same person made a minute ago: a form sent twice makes one."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not isinstance(actor, User):
        return None
    drafts = Event.objects.filter(
        organisation=organisation, changed_by=actor, state=Event.State.DRAFT, title=beginning.title.strip()
    )
    since = timezone.now() - JUST_NOW
    made = drafts.filter(changed_at__gte=since, days__on=on).order_by("-pk").first()
    return made if made is not None and made.days.earliest("on").on == on else None


def _moved_wish(before: Wish, beginning: Beginning, shift: int, now: datetime) -> Wish:
    until = beginning.registers_until or _moved(before.registers_until, shift)
    return replace(
        before,
        title=beginning.title,
        registers_from=None,
        registers_until=until if until is not None and until > now else None,
        days=tuple(
            replace(
                one, on=_day(one.on, shift), starts=_moved(one.starts, shift), ends=_moved(one.ends, shift)
            )
            for one in before.days
        ),
        places=_places(beginning, before.places),
        picture_id=None,
        picture_alt="",
        edition="",
        summary="",
        ties=(),
        takes=_asked_again(before.takes),
        left=(),
    )


def _moved_point(row: Session, beginning: Beginning, shift: int) -> Point:
    point = point_of(row)
    starts, ends = point.starts, point.ends
    if starts is not None:
        starts, ends = time_on_another_day(starts, ends, shift, zone=timezone.get_current_timezone())
    first = row.event.places.first()
    is_first = first is not None and point.place == first.name
    return replace(
        point,
        on=_day(point.on, shift) if point.on is not None else None,
        starts=starts,
        ends=ends,
        place=beginning.place if beginning.place and is_first else point.place,
        continues="",
        picture_id=None,
        picture_alt="",
        summary="",
        about=(),
        takes=tuple(one for one in point.takes if one.person is None),  # who comes for it is not known yet
        left=(),
    )


def _asked_again(takes: tuple[Takes, ...]) -> tuple[Takes, ...]:
    """The organiser's contacts go on answering; of others an organisation alone is asked again.

    What a contact has agreed to show stands with the person. A private person agrees to each event.
    """
    asked = [one.person for one in takes if one.person is not None and one.role == Participant.Role.CONTACT]
    known = set(Person.objects.filter(pk__in=asked, is_private=False).values_list("pk", flat=True))
    return tuple(
        one
        for one in takes
        if one.person is None or (one.person in known and one.role == Participant.Role.CONTACT)
    )


def _places(beginning: Beginning, before: tuple[At, ...]) -> tuple[At, ...]:
    """Return the places: the one that is given takes the place of the first."""
    if not beginning.place:
        return before
    rest = tuple(one for one in before[1:] if one.name != beginning.place)
    return (At(name=beginning.place, address=beginning.address), *rest)


def _put_parts(
    organisation: Organisation, actor: Visitor | None, event: Event, plan: Outline, first: date
) -> None:
    slugs: dict[str, str] = {}
    for one in plan.parts:
        point = Point(
            title=one.title,
            kind=one.kind,
            starts=_at(first, one.day, one.starts),
            ends=_at(first, one.day, one.ends),
            is_pinned=one.is_pinned,
            within=slugs.get(one.within, ""),
        )
        slugs[one.title] = add_session(organisation, actor=actor, event=event, point=point).slug


def _keep_order(event: Event, new: Event) -> None:
    """Let the items stand in the order of those that they were made from, and go on from the same."""
    before = {one.slug: one for one in event.sessions.select_related("continues")}
    made = {one.slug: one for one in new.sessions.all()}
    for slug, row in made.items():
        was = before[slug]
        row.number = was.number
        row.continues = made.get(was.continues.slug) if was.continues is not None else None
        row.save(update_fields=["number", "continues"])


def _put_tasks(
    organisation: Organisation, actor: Visitor | None, event: Event, new: Event, shift: int
) -> None:
    """Ask again for what was to be prepared, its last day moved; nobody has done it yet."""
    made = set(new.sessions.values_list("slug", flat=True))
    for task in event.tasks.select_related("session"):
        duty = duty_of(task)
        due = _day(duty.due, shift) if duty.due is not None else None
        prepares = duty.prepares if duty.prepares in made else ""
        add_task(organisation, actor=actor, event=new, duty=replace(duty, due=due, prepares=prepares))


def _give_seats(
    organisation: Organisation,
    actor: Visitor | None,
    event: Event,
    before: Attendance,
    *,
    shift: int,
    seats: int | None,
    now: datetime,
) -> None:
    """Let registration ask what it asked, with the seats that are given: on site, else digital."""
    wanted = {one.kind: one.seats for one in before.passes}
    known = attendance_of(event)
    if seats is not None:
        is_digital = event.form == Event.Form.DIGITAL
        wanted[Pass.Kind.DIGITAL if is_digital else Pass.Kind.ON_SITE] = seats
    asked = Attendance(
        passes=(
            *(
                one if one.kind == Pass.Kind.SESSION else replace(one, seats=wanted.get(one.kind))
                for one in known.passes
            ),
            *(
                replace(one, id=None, on=_day(one.on, shift) if one.on is not None else None)
                for one in before.passes
                if one.kind in OPEN_KINDS
            ),
        ),
        questions=tuple(replace(one, id=None) for one in before.questions),
    )
    change_attendance(organisation, actor=actor, event=event, wish=asked, revision=None, now=now)


def _day(on: date, days: int) -> date:
    return on + timedelta(days=days)


def _at(first: date, day: int, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(_day(first, day), clock))


def _moved(moment: datetime | None, days: int) -> datetime | None:
    if moment is None:
        return None
    return time_on_another_day(moment, None, days, zone=timezone.get_current_timezone())[0]
