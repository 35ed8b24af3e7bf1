"""Items of a file in a programme: with what they need, never twice, and nothing that stands is changed."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.bringing import bring_new_programme, bring_programme, event_for, planned
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.models import Event, Person, Session
from laget.core.forum.brought import Entry, Link

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Europe/Stockholm")
DAY = date(2027, 10, 5)


def at(hour: int, minute: int = 0, *, day: int = 5) -> datetime:
    return datetime(2027, 10, day, hour, minute, tzinfo=HOME)


ITEMS = (
    Entry(
        title="Läget",
        starts=at(9),
        ends=at(10),
        place="Aulan",
        people=("Eva Exempel", "Nils Påhittad"),
        text="Om läget.",
        track="Alla unga är med",
        links=(Link(address="https://exempel.se/film", title="Filmen"),),
        uid="samma",
    ),
    Entry(title="Läget", starts=at(11), uid="samma"),
    Entry(title="Paus", kind="break", starts=at(9), uid="samma"),
    Entry(title="Paus", kind="break", starts=at(9), uid="samma", place="Sal B"),
    Entry(title="Utan tid", on=date(2027, 10, 6), is_cancelled=True),
)


@pytest.fixture
def event(halland: Organisation) -> Event:
    wish = Wish(title="Forum från fil", days=(OnDay(on=DAY),))
    return add_event(halland, actor=None, wish=wish, slug="fran-fil")


def rows(event: Event) -> list[Session]:
    return list(Session.objects.filter(event=event).order_by("number"))


def test_items_get_the_days_places_and_people_they_need(halland: Organisation, event: Event) -> None:
    known = Person.objects.create(organisation=halland, name="eva exempel")
    plan = bring_programme(halland, actor=None, event=event, entries=ITEMS)
    assert (plan.places, plan.people, plan.days) == (
        ("Aulan", "Sal B"),
        ("Nils Påhittad",),
        (date(2027, 10, 6),),
    )
    first, *_rest, last = rows(event)
    assert (first.title, first.starts, first.ends, first.text) == ("Läget", at(9), at(10), "Om läget.")
    assert first.place is not None
    assert first.place.name == "Aulan"
    assert [one.person_id for one in first.participants.all()].count(known.pk) == 1
    assert plan.tracks == ("Alla unga är med",)  # there is no strategy here that says so
    assert [(one.title, one.link) for one in first.resources.all()] == [("Filmen", "https://exempel.se/film")]
    assert (last.on, last.starts, last.is_cancelled) == (date(2027, 10, 6), None, True)
    event.refresh_from_db()
    assert [one.on for one in event.days.all()] == [DAY, date(2027, 10, 6)]
    assert event.sequence == 1  # its days have changed


def test_an_item_of_several_whole_days_keeps_both(halland: Organisation, event: Event) -> None:
    whole = Entry(title="Utställning", on=DAY, until=date(2027, 10, 7), text="Öppen hela dagen.")
    plan = bring_programme(halland, actor=None, event=event, entries=[whole])
    assert plan.lasting == (whole,)
    (row,) = rows(event)
    assert (row.on, row.text) == (DAY, "Till och med torsdag 7 oktober 2027.\n\nÖppen hela dagen.")


def test_items_of_one_uid_are_kept_apart_and_the_same_file_adds_nothing_twice(
    halland: Organisation, event: Event
) -> None:
    bring_programme(halland, actor=None, event=event, entries=ITEMS)
    assert len(rows(event)) == len(ITEMS)
    assert len({one.uid for one in rows(event)}) == len(ITEMS)
    before = list(Session.objects.order_by("pk").values())
    again = bring_programme(halland, actor=None, event=event, entries=ITEMS)
    assert again.is_nothing
    assert len(again.known) == len(ITEMS)
    assert list(Session.objects.order_by("pk").values()) == before
    more = bring_programme(
        halland, actor=None, event=event, entries=[*ITEMS, Entry(title="Ny", starts=at(15))]
    )
    assert [one.title for one in more.new] == ["Ny"]


def test_what_stands_here_is_known_by_its_title_and_time_where_the_file_has_no_uid(
    halland: Organisation, event: Event
) -> None:
    add_session(halland, actor=None, event=event, point=Point(title="Lunch", starts=at(12)))
    entries = [Entry(title="Lunch", starts=at(12)), Entry(title="Lunch", starts=at(12)), Entry(title="Lunch")]
    plan = planned(halland, event=event, entries=entries)
    assert (len(plan.known), len(plan.new)) == (1, 2)


def test_an_item_taken_out_and_moved_in_the_file_stays_as_it_is(halland: Organisation, event: Event) -> None:
    row = add_session(halland, actor=None, event=event, point=Point(title="Lunch", starts=at(12)))
    publish_programme(halland, actor=None, event=event)
    out = Entry(title="Lunch", starts=at(12), uid=str(row.uid))
    assert planned(halland, event=event, entries=[out]).known == (out,)
    moved = replace(out, starts=at(13))
    plan = bring_programme(halland, actor=None, event=event, entries=[moved])
    assert (plan.changed, plan.is_nothing) == ((moved,), True)
    assert Session.objects.get(pk=row.pk).starts == at(12)
    both = planned(halland, event=event, entries=[out, moved])  # one UID on two items: kept apart
    assert (both.known, both.new) == ((out,), (moved,))


def test_a_new_event_is_a_draft_and_is_found_again(halland: Organisation) -> None:
    assert event_for(halland, title="Från fil", entries=ITEMS) is None
    row = bring_new_programme(halland, actor=None, title="Från fil", entries=ITEMS)
    assert row.state == Event.State.DRAFT
    assert [(one.on, one.starts, one.ends) for one in row.days.all()] == [
        (DAY, at(9), at(11)),
        (date(2027, 10, 6), None, None),
    ]
    assert len(rows(row)) == len(ITEMS)
    assert event_for(halland, title="Från fil", entries=ITEMS) == row
    assert event_for(halland, title="Från fil", entries=[Entry(title="x", starts=at(9, day=20))]) is None
    assert bring_programme(halland, actor=None, event=row, entries=ITEMS).is_nothing
