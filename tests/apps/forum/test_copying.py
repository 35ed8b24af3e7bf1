"""An event made from another: its days moved with their weekday, its programme along, its people left."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.attendance import Asks, Attendance, attendance_of, change_attendance
from laget.apps.forum.actions.copying import Beginning, begin_event, copy_event
from laget.apps.forum.actions.events import change_event, wish_of
from laget.apps.forum.actions.parts import Takes
from laget.apps.forum.actions.people import Known, add_person
from laget.apps.forum.actions.preparing import Duty, Gave, add_task, tick_task
from laget.apps.forum.actions.programme import Point as Item
from laget.apps.forum.actions.programme import add_session, change_session, point_of
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.models import Event, Participant, Registration, Session
from laget.core.forum.outlines import OUTLINES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def begun(region: Organisation, outline: str = "network-meeting") -> Event:
    beginning = Beginning(title="Träff", on=date(2026, 9, 15), place="Huset", seats=40)
    return begin_event(region, actor=None, outline=outline, beginning=beginning, now=NOW)


@pytest.mark.parametrize("outline", [one.key for one in OUTLINES])
def test_every_outline_gives_a_programme_in_order(halland: Organisation, outline: str) -> None:
    event = begun(halland, outline)
    rows = list(event.sessions.order_by("number"))
    assert [one.starts for one in rows] == sorted(one.starts for one in rows if one.starts)
    assert all(one.ends is not None for one in rows)
    assert {one.kind for one in rows if one.is_pinned} <= {"meal"}


def test_what_comes_along_and_what_does_not(halland: Organisation) -> None:
    event = begun(halland)
    person = add_person(halland, actor=None, known=Known(name="Eva Exempel"))
    first = event.sessions.earliest("number")
    takes = (Takes(person=person.pk), Takes(of="Länsstyrelsen"))
    point = point_of(first)
    change_session(
        halland,
        actor=None,
        session=first,
        point=Item(title=point.title, starts=point.starts, ends=point.ends, place="Huset", takes=takes),
        revision=None,
        now=NOW,
    )
    add_session(halland, actor=None, event=event, point=Item(title="Del", within=first.slug))
    asked = attendance_of(event)
    question = Asks(text="Vad vill du ta upp?", purpose="För att planera.")
    change_attendance(
        halland,
        actor=None,
        event=event,
        wish=Attendance(passes=asked.passes, questions=(question,)),
        revision=None,
        now=NOW,
    )
    Registration.objects.create(event=event, name="Nils", email="nils@example.se", nonce="x")
    contact, private = (
        add_person(halland, actor=None, known=known)
        for known in (Known(name="Kim"), Known(name="Elsa", is_private=True, agreed_on=date(2026, 1, 1)))
    )
    roles = (Takes(person=contact.pk, role="contact"), Takes(person=private.pk, role="contact"))
    wish = replace(wish_of(event), takes=(*roles, Takes(person=contact.pk, role="moderator")))
    change_event(halland, actor=None, event=event, wish=wish, revision=None)
    second = event.sessions.exclude(pk=first.pk).earliest("number")
    Session.objects.filter(pk=second.pk).update(continues=first)
    duty = Duty(text="Läs planen", due=date(2026, 9, 1), prepares=second.slug)
    tick_task(
        halland,
        actor=None,
        task=add_task(halland, actor=None, event=event, duty=duty),
        by=["En region"],
        gave=Gave(on=date(2026, 8, 1)),
    )
    new = copy_event(halland, actor=None, event=event, beginning=Beginning(title="Träff igen"), now=NOW)
    assert [one.on for one in new.days.all()] == [date(2027, 9, 14), date(2027, 9, 15)]
    assert [one.on.weekday() for one in new.days.all()] == [one.on.weekday() for one in event.days.all()]
    assert [one.title for one in new.sessions.all()] == [one.title for one in event.sessions.all()]
    moved = new.sessions.get(slug=first.slug)
    assert moved.uid != first.uid
    assert moved.starts is not None
    assert timezone.localtime(moved.starts).time() == time(10)
    assert [(one.person_id, one.of) for one in Participant.objects.filter(event=new)] == [
        (contact.pk, ""),
        (None, "Länsstyrelsen"),
    ]
    assert new.sessions.get(slug=second.slug).continues == moved
    task = new.tasks.get()
    assert task.due is not None
    assert (task.due - date(2026, 9, 1)).days % 7 == 0
    assert (task.session, task.done.count()) == (new.sessions.get(slug=second.slug), 0)
    assert new.sessions.get(title="Del").parent == moved
    assert [one.text for one in new.questions.all()] == ["Vad vill du ta upp?"]
    assert [one.seats for one in new.passes.all()] == [40]
    assert not new.registrations.exists()
    assert (new.state, new.sequence) == (Event.State.DRAFT, 0)


def test_a_place_that_is_given_takes_the_place_of_the_first(halland: Organisation) -> None:
    event = begun(halland)
    for row in event.sessions.all():
        place = event.places.get()
        row.place = place
        row.save()
    beginning = Beginning(title="Igen", on=date(2027, 3, 1), place="Torget")
    new = copy_event(halland, actor=None, event=event, beginning=beginning, now=NOW)
    assert {one.place.name for one in new.sessions.select_related("place") if one.place} == {"Torget"}
    assert new.days.count() == 2


def test_an_outline_without_a_day_and_an_event_of_anothers_are_refused(halland: Organisation) -> None:
    with pytest.raises(Unfit):
        begin_event(halland, actor=None, outline="forum-day", beginning=Beginning(title="Utan"), now=NOW)
    with pytest.raises(Unfit):
        begin_event(halland, actor=None, outline="finns-inte", beginning=Beginning(title="Utan"), now=NOW)
    other = Organisation.objects.create(slug="annan", name="En annan region")
    with pytest.raises(Event.DoesNotExist):
        copy_event(other, actor=None, event=begun(halland), beginning=Beginning(title="Stulet"), now=NOW)
