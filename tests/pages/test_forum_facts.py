"""The facts of an event of another kind than the example's, as they are read: nothing stands empty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import HostedBy, OnDay, Wish, add_event, decide_event
from laget.apps.forum.actions.programme import RESERVED, Point, add_session, publish_programme
from laget.apps.forum.models import Event, Session
from laget.core.words.days import day_in_words
from laget.pages.forum.coming import coming
from laget.pages.forum.figures import edition_of
from tests.pages.test_forum import made, read, soon

pytestmark = pytest.mark.django_db


def plain_event(region: Organisation, *, slug: str = "enkel", **said: object) -> Event:
    """Publish an event without a programme."""
    event = add_event(region, actor=None, wish=Wish(**{"title": "Enkel dag"} | said), slug=slug)  # type: ignore[arg-type]
    decide_event(region, actor=None, event=event, state="published", revision=None)
    return Event.objects.get(pk=event.pk)


def test_an_event_without_place_says_so_until_it_has_been(region: Organisation) -> None:
    at = soon()
    plain_event(region, days=(OnDay(on=at.date()),))
    assert "Platsen är inte bestämd än." in read("/halland/forum/enkel/")
    plain_event(region, slug="bada", form="both", days=(OnDay(on=at.date()),))
    assert "Platsen är inte bestämd än.Även digitalt." in read("/halland/forum/bada/")
    plain_event(region, slug="varit", days=(OnDay(on=soon(-9).date()),))
    assert "bestämd" not in read("/halland/forum/varit/")


def test_an_event_that_nobody_registers_to_is_not_closed(region: Organisation) -> None:
    event = plain_event(region, days=(OnDay(on=soon().date()),), has_registration=False)
    for path in ("/halland/forum/", "/halland/forum/enkel/", "/halland/"):
        assert "ingen anmälan behövs" in read(path).lower()
    page = read("/halland/forum/enkel/")
    assert "stängd" not in page
    assert "Platser" not in page
    opens = soon(5)
    Event.objects.filter(pk=event.pk).update(has_registration=True, registers_from=opens)
    assert f"Anmälan öppnar {day_in_words(opens.date()).sv} kl. 09.00" in read("/halland/forum/enkel/")
    assert f"Registration opens {day_in_words(opens.date()).en} at 09.00" in read("/en/halland/forum/enkel/")


def test_an_event_that_goes_on_is_under_way(region: Organisation) -> None:
    made(region, at=timezone.now() - timedelta(minutes=30), form="digital")
    page = read("/halland/forum/provdagen/")
    assert "Pågår" in page
    assert "Länken skickas till dem som är anmälda." in page
    assert "Platser" not in page  # nobody can take one


def test_what_is_cancelled_promises_nothing(region: Organisation) -> None:
    event = made(region, at=soon(), form="both", registers_until=soon(20))
    decide_event(region, actor=None, event=event, state="cancelled", revision=None)
    page = read("/halland/forum/provdagen/")
    for gone in ("Sista anmälningsdag", "får länken", "Lägg in i din kalender", "ledig"):
        assert gone not in page


def test_two_hosts_are_hosts_and_the_last_day_has_its_weekday(region: Organisation) -> None:
    other = Organisation.objects.create(slug="annorstades", name="Annorstädes", area="20")
    hosts = (HostedBy(organisation="halland"), HostedBy(organisation=other.slug))
    until = soon(20)
    made(region, at=soon(), hosts=hosts, registers_until=until)
    weekday = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag")[until.weekday()]
    for place in ("halland", "annorstades"):
        page = read(f"/{place}/forum/provdagen/")
        assert "Värdar" in page
        assert f"Sista anmälningsdag{weekday} {day_in_words(until.date()).sv} kl. 09.00" in page


def test_what_another_region_hosts_with_us_is_not_about_our_directions(region: Organisation) -> None:
    other = Organisation.objects.create(slug="annorstades", name="Annorstädes", area="20")
    made(other, at=soon(), hosts=(HostedBy(organisation="halland"),), ties=("element:unga-i-gang",))
    now = timezone.now()
    assert any(one.event.slug == "provdagen" for one in coming(region, viewer=None, now=now))
    assert not [
        one
        for one in coming(region, viewer=None, now=now, about=["element:unga-i-gang"])
        if one.event.slug == "provdagen"
    ]


def test_the_calendar_leads_to_its_feed(region: Organisation) -> None:
    assert region.slug
    assert "Flöde" in read("/halland/forum/")


def test_a_page_tells_search_engines_what_it_is(region: Organisation) -> None:
    at = soon()
    made(region, at=at, theme='Vägar "hem" <b>')
    day = day_in_words(at.date()).sv
    html = Client().get("/halland/forum/provdagen/").content.decode()
    assert f"<title>Dagen provdagen, {day} – " in html
    assert f'<meta name="description" content="{day}. Salen. Vägar &quot;hem&quot;' in html
    item = Client().get("/halland/forum/provdagen/forst-ut/").content.decode()
    assert "<title>Först ut, Dagen provdagen – " in item


def test_a_day_that_presents_no_follow_up_has_shown_the_one_that_stood_then(region: Organisation) -> None:
    event = made(region, at=datetime(2025, 10, 16, 9, tzinfo=UTC))
    found = edition_of(event, now=timezone.now())
    assert found is not None
    assert (found.year, found.number) == (2024, 1)  # that of 2025 was published in March 2026
    assert edition_of(made(region, at=soon(), slug="kommer"), now=timezone.now()) is None
    assert "Uppföljningen för 2024" in read("/halland/forum/provdagen/sedan-detta/")


def test_no_item_of_the_example_stands_where_another_page_does(region: Organisation) -> None:
    assert not Session.objects.filter(slug__in=RESERVED).exists()
    event = Event.objects.get(organisation=region, slug="digitalt-forum")
    added = add_session(region, actor=None, event=event, point=Point(title="Incheckning"), slug="incheckning")
    assert added.slug not in RESERVED
    assert "Vilken plan skulle du sakna minst?" in read("/halland/forum/natverkstraff/fragan/")


def test_who_has_agreed_is_reached_from_the_page_of_people(region: Organisation) -> None:
    page = read(f"/{region.slug}/forum/digitalt-forum/personer/")
    for shown in ("vera@example.se", "Telefon 0000-000 000", "Mobil 0000-000 001"):
        assert shown in page
    assert "rut@example.se" not in read(f"/{region.slug}/forum/ett-lan-for-fler/personer/")


def test_the_day_of_an_item_is_said_where_there_are_several(region: Organisation) -> None:
    event = Event.objects.get(organisation=region, slug="digitalt-forum")
    day = day_in_words(event.days.get().on).sv
    page = read(f"/{region.slug}/forum/digitalt-forum/?ordning=inriktning").partition("Efter inriktning")[2]
    assert day not in page.partition("Ta med dig")[0]


def test_what_an_item_is_about_leads_to_the_item(region: Organisation) -> None:
    item = "/halland/forum/provdagen/allt-detta/"
    event = made(region, at=soon())
    about = ("signal:elektrifiering", "platform:klimatradet", "indicator:vaxthusgaser", "target:m-flyttnetto")
    add_session(region, actor=None, event=event, point=Point(title="Allt detta", about=about))
    publish_programme(region, actor=None, event=event)
    for page in ("omvarld/elektrifiering", "kraftsamling/plattform/klimatradet", "indikator/vaxthusgaser",
                 "indikator/inrikes-flyttnetto"):  # fmt: skip
        assert item in Client().get(f"/halland/{page}/").content.decode(), page
