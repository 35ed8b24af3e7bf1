"""What programs read of events: calendars, schedules, feeds; what changes in them, and what never does."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import (
    At,
    HostedBy,
    OnDay,
    Wish,
    add_event,
    change_event,
    decide_event,
    wish_of,
)
from laget.apps.forum.actions.parts import Takes
from laget.apps.forum.actions.programme import (
    Point,
    add_session,
    change_session,
    point_of,
    publish_programme,
    remove_session,
)
from laget.apps.forum.models import DigitalLink, Event, Hold, Pass, Person, Registration, Session
from laget.apps.forum.queries.registrations import token_of
from laget.data.programmes.reading import programme_in
from laget.pages.forum.takeout import item_entries, published, uid_of

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Europe/Stockholm")
DAY = date(2031, 10, 25)  # summer time ends the night after
MEETING = "https://moten.example/hemligt-rum-4711"
LONG = (
    "Så når vi målen för grön omställning, trygga åldrar och en öppen arbetsmarknad i hela länet – åtgärder"
)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=HOME) + timedelta(days=days)


@pytest.fixture
def event(region: Organisation) -> Event:
    wish = Wish(
        title="Höstforum",
        theme="Åtgärder & öppenhet",
        form="both",
        days=(OnDay(on=DAY, starts=at(9), ends=at(3, days=1)),),
        places=(At(name="Aulan", address="Exempelgatan 1"), At(name="Sal B")),
        hosts=(HostedBy(organisation="halland"), HostedBy(name="Högskolan Exempel")),
    )
    row = add_event(region, actor=None, wish=wish, slug="hostforum")
    Pass.objects.filter(event=row, kind="on_site").update(seats=120)
    Pass.objects.filter(event=row, kind="digital").update(seats=500)
    DigitalLink.objects.create(event=row, address=MEETING, text="Lösenord: 1234")
    person = Person.objects.create(organisation=region, name="Eva Exempel")
    for point in (
        Point(title=LONG, starts=at(9), ends=at(10, 30), place="Aulan", takes=(Takes(person=person.pk),)),
        Point(title="Lunch", kind="meal", starts=at(12), ends=at(13)),
        Point(title="Mingel utan tid", kind="break"),
        Point(title="Nattseminarium", starts=at(22), ends=at(3, days=1), place="Sal B"),
    ):
        add_session(region, actor=None, event=row, point=point)
    decide_event(region, actor=None, event=row, state="published", revision=None)
    publish_programme(region, actor=None, event=row)
    return row


Got = Callable[[str], bytes]


@pytest.fixture
def got(client: Client) -> Got:
    def get(path: str) -> bytes:
        answer = client.get(f"/halland/forum/{path}")
        assert answer.status_code == 200, path
        return bytes(answer.content)

    return get


def events_in(data: bytes) -> dict[str, dict[str, str]]:
    """Read by both readers, which agree; return what each event says, by its title."""
    text = data.decode()
    assert all(len(one) <= 75 for one in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    one_reader: dict[str, Any] = {str(one["SUMMARY"]): one for one in Calendar.from_ical(data).events}
    other = {one.summary.value: one for whole in vobject.readComponents(text) for one in whole.vevent_list}
    assert one_reader.keys() == other.keys()
    for title, read in one_reader.items():
        assert read["DTSTART"].dt == other[title].dtstart.value
        assert read["DTEND"].dt == other[title].dtend.value
        assert str(read["UID"]) == other[title].uid.value
        assert not read.errors
    return {
        title: {
            "uid": str(one["UID"]),
            "sequence": str(one["SEQUENCE"]),
            "status": str(one["STATUS"]),
            "starts": one["DTSTART"].dt.isoformat(),
            "ends": one["DTEND"].dt.isoformat(),
        }
        for title, one in one_reader.items()
    }


def test_a_calendar_holds_the_event_and_each_item(event: Event, got: Got) -> None:
    data = got("hostforum/kalender.ics")
    read = events_in(data)
    assert set(read) == {"Höstforum", LONG, "Lunch", "Mingel utan tid", "Nattseminarium"}
    assert read["Höstforum"]["uid"] == uid_of(event)
    assert read["Mingel utan tid"]["starts"] == "2031-10-25"
    # from ten in the evening to three at night is six hours when summer time ends between
    night = read["Nattseminarium"]
    assert (night["starts"], night["ends"]) == ("2031-10-25T22:00:00+02:00", "2031-10-26T03:00:00+01:00")
    assert len(LONG) >= 100
    assert data.count(b"TZID:Europe/Stockholm\r\n") == 1
    assert b"LOCATION:Aulan\\, Exempelgatan 1\\; Sal B" in data.replace(b"\r\n ", b"")


def test_one_item_is_a_calendar_of_its_own(event: Event, got: Got, client: Client) -> None:
    slug = Session.objects.get(event=event, title="Lunch").slug
    assert list(events_in(got(f"hostforum/{slug}/kalender.ics"))) == ["Lunch"]
    assert client.get("/halland/forum/hostforum/finns-inte/kalender.ics").status_code == 404


def test_over_a_year_of_changes_only_time_and_place_let_sequence_rise(
    event: Event, region: Organisation, got: Got
) -> None:
    def change(called: str, /, **changed: object) -> dict[str, dict[str, str]]:
        row = Session.objects.get(event=event, title=called)
        point = replace(point_of(row), **changed)  # type: ignore[arg-type]
        change_session(region, actor=None, session=row, point=point, revision=None, now=timezone.now())
        publish_programme(region, actor=None, event=event)
        return events_in(got("hostforum/kalender.ics"))

    first = events_in(got("hostforum/kalender.ics"))
    told = change("Lunch", text="Anmäl specialkost.")
    assert told == first
    moved = change("Lunch", starts=at(12, 30), ends=at(13, 30))
    assert (moved["Lunch"]["sequence"], moved["Lunch"]["uid"]) == ("1", first["Lunch"]["uid"])
    placed = change("Lunch", place="Sal B")
    assert placed["Lunch"]["sequence"] == "2"
    renamed = change("Lunch", title="Lunch i Sal B")
    assert (renamed["Lunch i Sal B"]["sequence"], renamed["Lunch i Sal B"]["uid"]) == (
        "2",
        first["Lunch"]["uid"],
    )
    remove_session(
        region, actor=None, session=Session.objects.get(event=event, title="Nattseminarium"), revision=None
    )
    publish_programme(region, actor=None, event=event)
    gone = events_in(got("hostforum/kalender.ics"))
    assert (gone["Nattseminarium"]["status"], gone["Nattseminarium"]["sequence"]) == ("CANCELLED", "1")
    wish = wish_of(Event.objects.get(pk=event.pk))
    later = replace(wish, title="Höstforum i november", days=(OnDay(on=DAY, starts=at(10), ends=at(16)),))
    change_event(region, actor=None, event=event, wish=later, revision=None)
    everything = events_in(got("hostforum/kalender.ics"))
    assert everything["Höstforum i november"]["uid"] == first["Höstforum"]["uid"]
    assert everything["Höstforum i november"]["sequence"] == "1"
    decide_event(region, actor=None, event=event, state="cancelled", revision=None)
    cancelled = events_in(got("hostforum/kalender.ics"))
    assert {one["status"] for one in cancelled.values()} == {"CANCELLED"}
    assert {one["uid"] for one in cancelled.values()} == {one["uid"] for one in first.values()}
    assert events_in(got("kalender.ics"))["Höstforum i november"]["status"] == "CANCELLED"


def test_what_is_not_published_is_in_no_file(
    event: Event, region: Organisation, got: Got, client: Client
) -> None:
    add_session(region, actor=None, event=event, point=Point(title="Bara utkast", starts=at(14)))
    draft = add_event(
        region, actor=None, wish=Wish(title="Hemligt utkast", days=(OnDay(on=DAY),)), slug="utkast"
    )
    for name in (
        "kalender.ics",
        "schedule.json",
        "schedule.xml",
        "program.csv",
        "program.xlsx",
        "schema.json",
    ):
        assert b"Bara utkast" not in got(f"hostforum/{name}")
        assert client.get(f"/halland/forum/{draft.slug}/{name}").status_code == 404
    for name in ("kalender.ics", "flode.xml"):
        assert b"Hemligt utkast" not in got(name)


def test_the_digital_link_stands_in_one_calendar_alone_and_not_before_its_time(
    event: Event, got: Got, client: Client
) -> None:
    row = Registration.objects.create(
        event=event, name="Alva Påhitt", email="alva@example.se", state="confirmed", nonce="n" * 20
    )
    to = Pass.objects.get(event=event, kind="digital")
    Hold.objects.create(registration=row, to=to, state="held")
    own = f"hostforum/min-anmalan/{token_of(row)}/kalender.ics"
    assert MEETING.encode() not in got(own).replace(b"\r\n ", b"")
    Registration.objects.filter(pk=row.pk).update(link_sent_at=at(8))
    mine = got(own).replace(b"\r\n ", b"")
    assert MEETING.encode() in mine
    assert b"1234" in mine
    assert events_in(got(own))["Höstforum"]["uid"] == uid_of(event)
    for name in (
        "kalender.ics", "flode.xml", "hostforum/", "hostforum/kalender.ics", "hostforum/schedule.json",
        "hostforum/schedule.xml", "hostforum/program.csv", "hostforum/schema.json",
    ):  # fmt: skip
        assert b"4711" not in got(name).replace(b"\r\n ", b""), name
    Hold.objects.filter(registration=row).update(state="waiting")
    assert b"4711" not in got(own).replace(b"\r\n ", b"")
    answer = client.get(f"/halland/forum/{own}")
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    assert client.get("/halland/forum/hostforum/min-anmalan/fel-lank/kalender.ics").status_code == 404


def test_who_has_cancelled_has_a_cancelled_calendar(event: Event, got: Got) -> None:
    row = Registration.objects.create(
        event=event, name="Alva Påhitt", email="alva@example.se", state="cancelled", nonce="m" * 20
    )
    read = events_in(got(f"hostforum/min-anmalan/{token_of(row)}/kalender.ics"))
    assert {one["status"] for one in read.values()} == {"CANCELLED"}


def test_conference_tools_find_what_they_need(event: Event, got: Got) -> None:
    schedule = json.loads(got("hostforum/schedule.json"))["schedule"]
    conference = schedule["conference"]
    assert re.fullmatch("[a-z0-9_-][a-z0-9_]{3,}", conference["acronym"])
    assert (conference["start"], conference["end"], conference["daysCount"]) == (
        "2031-10-25",
        "2031-10-25",
        1,
    )
    (day,) = conference["days"]
    assert set(day) == {"index", "date", "day_start", "day_end", "rooms"}
    (talk,) = day["rooms"]["Aulan"]
    wanted = (
        "abstract date duration guid id language links persons room slug start subtitle title track type url"
    )
    assert set(wanted.split()) <= set(talk)
    assert (talk["start"], talk["duration"], talk["date"]) == ("09:00", "01:30", "2031-10-25T09:00:00+02:00")
    assert talk["persons"][0]["public_name"] == "Eva Exempel"
    (night,) = day["rooms"]["Sal B"]
    assert night["duration"] == "06:00"
    root = ET.fromstring(got("hostforum/schedule.xml"))  # noqa: S314 - made here
    assert root.findtext("conference/acronym") == conference["acronym"]
    found = {one.findtext("title"): one for one in root.iterfind("day/room/event")}
    assert found[LONG].attrib == {"id": str(talk["id"]), "guid": talk["guid"]}
    assert len({one.attrib["id"] for one in found.values()}) == 3
    assert found[LONG].findtext("persons/person") == "Eva Exempel"
    assert found[LONG].findtext("recording/optout") == "false"


@pytest.mark.parametrize(
    "name", ["kalender.ics", "schedule.json", "schedule.xml", "program.csv", "program.xlsx"]
)
def test_what_is_taken_out_comes_in_again(event: Event, got: Got, name: str) -> None:
    brought = programme_in(got(f"hostforum/{name}"))
    items = item_entries(event, published(event, now=timezone.now()))
    wanted = {one.uid: replace(one, links=()) for one in items}
    found = {one.uid: replace(one, links=()) for one in brought.items if one.uid != uid_of(event)}
    assert found == wanted


def test_search_engines_are_told_of_both_capacities(event: Event, region: Organisation, got: Got) -> None:
    told = json.loads(got("hostforum/schema.json"))
    assert told["@type"] == "Event"
    assert told["maximumPhysicalAttendeeCapacity"] == 120
    assert told["maximumVirtualAttendeeCapacity"] == 500
    assert told["maximumAttendeeCapacity"] == 620
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert [one["@type"] for one in told["location"]] == ["Place", "Place", "VirtualLocation"]
    assert told["startDate"] == "2031-10-25T09:00:00+02:00"
    page = got("hostforum/").decode()
    (within,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(within)["name"] == "Höstforum"
    assert "<" not in within
    decide_event(region, actor=None, event=event, state="cancelled", revision=None)
    assert json.loads(got("hostforum/schema.json"))["eventStatus"] == "https://schema.org/EventCancelled"
    pictured = json.loads(got("ett-lan-for-fler/schema.json"))
    assert "/halland/forum/ett-lan-for-fler/bild/" in pictured["image"]
    assert "image" not in json.loads(got("hostforum/schema.json"))


def test_a_feed_tells_of_events_and_of_news_in_their_programmes(
    event: Event, region: Organisation, got: Got
) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    add_session(region, actor=None, event=event, point=Point(title="En till", starts=at(14)))
    publish_programme(region, actor=None, event=event, note="En punkt till på eftermiddagen")
    root = ET.fromstring(got("flode.xml"))  # noqa: S314 - made here
    entries = {one.findtext(f"{atom}title"): one for one in root.iterfind(f"{atom}entry")}
    assert {"Höstforum", "Programmet: Höstforum", "Nytt i programmet: Höstforum"} <= set(entries)
    assert (
        entries["Nytt i programmet: Höstforum"].findtext(f"{atom}summary") == "En punkt till på eftermiddagen"
    )
    assert entries["Höstforum"].findtext(f"{atom}id") == f"urn:uuid:{uid_of(event)}"
    assert all(one.findtext(f"{atom}updated") for one in entries.values())
    assert entries["Nätverksträff"].findtext(f"{atom}author/{atom}name") == "RUS-nätverket (exempel)"


def test_who_has_read_it_is_told_that_it_is_unchanged(event: Event, client: Client) -> None:
    for name in ("kalender.ics", "flode.xml", "hostforum/kalender.ics", "hostforum/schedule.json",
                 "hostforum/program.xlsx", "hostforum/schema.json"):  # fmt: skip
        first = client.get(f"/halland/forum/{name}")
        again = client.get(f"/halland/forum/{name}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name


def test_an_english_page_leads_to_the_same_uids(event: Event, client: Client) -> None:
    swedish = events_in(client.get("/halland/forum/hostforum/kalender.ics").content)
    with override("sv"):  # the language of a request stays with the thread
        english = events_in(client.get("/en/halland/forum/hostforum/kalender.ics").content)
    assert swedish == english
