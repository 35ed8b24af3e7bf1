"""Forum days as they are read: the calendar, an event before and after, what is published, who is named."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.events import At, HostedBy, OnDay, Wish, add_event, decide_event
from laget.apps.forum.actions.programme import Point, add_session, change_session, point_of, publish_programme
from laget.apps.forum.models import DigitalLink, Event, Pass, Session
from laget.core.words.days import day_in_words
from laget.pages.index import index

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)  # what machines read
EDITOR = "kommunikator@example.se"
SLUG = "provdagen"
QUESTION = "kortare-vag-till-lagre-utslapp"


def soon(days: int = 30) -> datetime:
    """Return nine in the morning so many days from today."""
    morning = timezone.localtime() + timedelta(days=days)
    return morning.replace(hour=9, minute=0, second=0, microsecond=0)


def made(
    region: Organisation, *, at: datetime, slug: str = SLUG, state: str = "published", **said: object
) -> Event:
    """Make an event of three hours with two items, and publish its programme."""
    day = OnDay(on=at.date(), starts=at, ends=at + timedelta(hours=3))
    wish = Wish(title=f"Dagen {slug}", days=(day,), places=(At(name="Salen"), At(name="Rummet")), **said)  # type: ignore[arg-type]
    event = add_event(region, actor=None, wish=wish, slug=slug)
    point(region, event, "Först ut", at=at, place="Salen")
    point(
        region,
        event,
        "Sedan detta",
        at=at + timedelta(hours=1),
        place="Rummet",
        about=("element:unga-i-gang",),
    )
    if state == "published":
        decide_event(region, actor=None, event=event, state=state, revision=None)
        publish_programme(region, actor=None, event=event)
    return Event.objects.get(pk=event.pk)


def point(
    region: Organisation, event: Event, title: str, *, at: datetime | None = None, **said: object
) -> Session:
    """Put an item of an hour in a programme."""
    ends = at + timedelta(hours=1) if at is not None else None
    return add_session(
        region,
        actor=None,
        event=event,
        point=Point(title=title, starts=at, ends=ends, **said),  # type: ignore[arg-type]
    )


def moved(session: Session, **changes: object) -> None:
    """Change an item as an editor does."""
    before = point_of(session)
    kept = {name: getattr(before, name) for name in before.__dataclass_fields__}
    change_session(
        session.event.organisation,
        actor=None,
        session=session,
        point=Point(**kept | changes),
        revision=None,
        now=timezone.now(),
    )


def read(path: str, *, by: Client | None = None, status: int = 200) -> str:
    """Return the words of a page."""
    answer = (by or Client()).get(path)
    assert answer.status_code == status, path
    return " ".join(strip_tags(SCRIPT.sub("", answer.content.decode())).split())


@pytest.fixture
def editor(region: Organisation) -> Client:
    """A browser in which somebody who edits events is signed in."""
    client = Client()
    client.force_login(User.objects.get(email=EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_calendar_has_what_is_to_come_first_and_what_has_been_by_year(region: Organisation) -> None:
    page = read("/halland/forum/")
    places = [
        page.index(one)
        for one in ("Kommande", "RUS-forum: Var står vi?", "Genomförda", "2025", "Regionalt forum 2025")
    ]
    assert places == sorted(places)


def test_a_series_is_read_by_itself(region: Organisation) -> None:
    page = read("/halland/forum/?serie=regionalt-forum")
    assert "Regionalt forum 2025" in page
    assert "RUS-forum: Var står vi?" not in page
    assert "RUS-forum: Var står vi?" in read("/halland/forum/?serie=finns-inte")


def test_a_draft_is_seen_by_its_editors_alone(region: Organisation, editor: Client) -> None:
    made(region, at=soon(), state="draft")
    assert f"Dagen {SLUG}" not in read("/halland/forum/")
    read(f"/halland/forum/{SLUG}/", status=404)
    read(f"/halland/forum/{SLUG}/forst-ut/", status=404)
    assert "Programmet är inte publicerat." in read(f"/halland/forum/{SLUG}/", by=editor)
    assert "Utkast" in read("/halland/forum/", by=editor)


def test_a_meeting_of_a_network_is_read_at_the_network_and_at_a_region_that_hosts_it(
    region: Organisation,
) -> None:
    for place in ("halland", "rus-natverket-exempel"):
        page = read(f"/{place}/forum/natverkstraff/")
        assert "Hur många planer tål en region?" in page
        assert "Exempelregionen i Hallands län" in page
        assert "Lägg in din regions planer" in page
        assert "Strategin och de andra planerna (fortsättning)" in page
    nav = Client().get("/rus-natverket-exempel/forum/").content.decode()
    assert "/rus-natverket-exempel/strategi/" not in nav
    assert "Nätverksträff" in read("/rus-natverket-exempel/")


def test_an_event_without_a_seat_is_full_and_leads_to_the_waiting_list(region: Organisation) -> None:
    event = made(region, at=soon())
    Pass.objects.filter(event=event).update(seats=1, taken=1)
    page = read(f"/halland/forum/{SLUG}/")
    assert "Fullsatt" in page
    assert "Du kan ställa dig i kö." in page
    assert "Ställ dig i kö" in page
    Pass.objects.filter(event=event).update(taken=0)
    assert "1 ledig av 1" in read(f"/halland/forum/{SLUG}/")


def test_a_cancelled_event_says_so_and_takes_nobody(region: Organisation) -> None:
    event = made(region, at=soon())
    decide_event(region, actor=None, event=event, state="cancelled", revision=None)
    page = read(f"/halland/forum/{SLUG}/")
    assert "Evenemanget blir inte av." in page
    assert "Anmäl dig" not in page


def test_an_invitation_turns_into_documentation_by_itself(region: Organisation) -> None:
    event = made(region, at=soon(-30), slug="varit", summary="Så var det.", text="Kom hit.")
    first = event.sessions.get(slug="forst-ut")
    Session.objects.filter(pk=first.pk).update(summary="Det sades detta.")
    event.resources.create(title="En film", kind="film", link="https://example.org/film", has_captions=True)
    after = read("/halland/forum/varit/")
    assert "Så var det." in after
    assert "Det sades detta." in after
    assert after.index("Filmer och dokument") < after.index("En film Film, textad")
    assert "Anmäl dig" not in after
    assert "Sista anmälningsdag" not in after
    made(region, at=soon(), slug="kommer", summary="Så var det.", text="Kom hit.")
    before = read("/halland/forum/kommer/")
    assert "Kom hit." in before
    assert "Så var det." not in before
    assert "Anmäl dig" in before


def test_everybody_reads_the_programme_as_it_was_published_last(region: Organisation, editor: Client) -> None:
    event = made(region, at=soon())
    moved(event.sessions.get(slug="forst-ut"), title="Något annat")
    point(region, event, "Inte ute än", at=soon() + timedelta(hours=2))
    for path in (f"/halland/forum/{SLUG}/", f"/halland/forum/{SLUG}/forst-ut/"):
        page = read(path)
        assert "Först ut" in page
        assert "Något annat" not in page
        assert "Inte ute än" not in page
    read(f"/halland/forum/{SLUG}/inte-ute-an/", status=404)
    drafted = read(f"/halland/forum/{SLUG}/", by=editor)
    assert "Du ser programmet som det är nu." in drafted
    assert "Något annat" in drafted
    assert "Inte ute än" in drafted
    published = read(f"/halland/forum/{SLUG}/?program=publicerat", by=editor)
    assert "Det här är vad andra ser." in published
    assert "Inte ute än" not in published


def test_a_new_version_marks_what_is_new_moved_and_cancelled(region: Organisation) -> None:
    event = made(region, at=soon())
    assert "Ny" not in read(f"/halland/forum/{SLUG}/").split()
    later = soon() + timedelta(minutes=30)
    moved(event.sessions.get(slug="forst-ut"), starts=later, ends=later + timedelta(minutes=20))
    moved(event.sessions.get(slug="sedan-detta"), is_cancelled=True)
    point(region, event, "Tillagd", at=soon() + timedelta(hours=2))
    publish_programme(region, actor=None, event=event)
    page = read(f"/halland/forum/{SLUG}/")
    assert "09.30–09.50 Flyttad var 09.00 Först ut" in page
    assert "Inställt Sedan detta" in page
    assert "Ny Tillagd" in page


def test_the_item_that_is_going_on_now_is_marked(region: Organisation) -> None:
    now = timezone.now()
    event = made(region, at=now - timedelta(minutes=30))
    page = read(f"/halland/forum/{event.slug}/")
    assert page.count("▸ Nu") == 2  # at the top, and where it stands
    assert page.index("▸ Nu") < page.index("Först ut") < page.rindex("▸ Nu") < page.index("Sedan detta")


def test_a_programme_is_read_by_place_and_by_direction(region: Organisation) -> None:
    made(region, at=soon())
    by_place = read(f"/halland/forum/{SLUG}/?ordning=plats").split("Efter plats")[1]
    places = [by_place.index(one) for one in ("Salen", "Först ut", "Rummet", "Sedan detta")]
    assert places == sorted(places)
    by_direction = read(f"/halland/forum/{SLUG}/?ordning=inriktning")
    assert "Fler unga arbetar eller studerar" in by_direction
    assert (
        by_direction.index("Sedan detta") < by_direction.index("Allt annat") < by_direction.index("Först ut")
    )
    anything = read(f"/halland/forum/{SLUG}/?ordning=hur-som-helst")
    assert anything.index("Först ut") < anything.index("Sedan detta")


def test_an_item_shows_its_gap_as_it_was_shown_that_day_beside_todays(region: Organisation) -> None:
    page = read("/halland/forum/forum-2025/sa-star-det-till/")
    assert "Så visades det den dagen uppföljningen 2024" in page
    assert "8,7 · 2020" in page
    assert "Så visades det den dagen, och så är det i dag uppföljningen 2024" in page
    assert page.count("I dag") == 2
    assert "Gapet: 0,7 p.e. · 2 333 personer (2025)" in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert "ungefär 47 fulla bussar" in page


def test_an_item_says_what_it_means_for_the_households(region: Organisation) -> None:
    path = "/halland/forum/forum-2025/hur-far-vi-alla-unga-med/"
    page = read(path)
    assert "Vad det betyder för hushållen" in page
    assert "Nadim sa att han aldrig fått veta" in page
    seen = read(f"{path}?hushall=nadim-exempel")
    assert seen.count("Nadim sa att han aldrig fått veta") == 2
    whole = read("/halland/forum/forum-2025/?hushall=nadim-exempel")
    assert "Nadim sa att han aldrig fått veta" in whole


def test_evidence_that_is_let_out_on_the_day_is_announced_without_its_words(region: Organisation) -> None:
    for path in ("", "sma-marginaler/", "vad-barnen-sager/"):
        page = Client().get(f"/halland/forum/digitalt-forum/{path}").content.decode()
        assert "När pengarna inte räcker" not in page
        assert "rapport-forum-1" not in page
    assert "Här visas ett underlag för första gången." in read(
        "/halland/forum/digitalt-forum/sma-marginaler/"
    )


def test_the_digital_link_is_on_no_page_of_an_event(region: Organisation, editor: Client) -> None:
    event = made(region, at=soon(), form="digital")
    DigitalLink.objects.create(event=event, address="https://example.org/hemligt-mote", text="Kod hemlig9")
    for path in ("", "forst-ut/", "personer/"):
        for client in (Client(), editor):
            html = client.get(f"/halland/forum/{SLUG}/{path}").content.decode()
            assert "hemligt-mote" not in html
            assert "hemlig9" not in html
    assert "Du som är anmäld får länken när anmälan har stängt." in read(f"/halland/forum/{SLUG}/")


def test_events_and_items_are_found_and_people_never(region: Organisation, editor: Client) -> None:
    made(region, at=soon(), theme="Kvarnhjulens framtid")
    made(region, at=soon(), slug="hemlig", state="draft", theme="Kvarnhjulens hemlighet")
    index(region)
    assert f"Dagen {SLUG}" in read("/sok/?q=kvarnhjulens")
    assert "Krafter som driver" in read("/sok/?q=gäller+att+kunna+svänga")  # what was said there
    krafter = Session.objects.filter(slug="krafter")
    krafter.update(summary="")
    index(region)
    assert "Krafter som driver" not in read("/sok/?q=gäller+att+kunna+svänga")
    assert "Dagen hemlig" not in read("/sok/?q=kvarnhjulens", by=editor)
    assert "Sedan detta" in read("/sok/?q=sedan+detta")
    assert "/halland/forum/" not in Client().get("/sok/?q=Påhitt+Elsa").content.decode().split("<main")[1]


def test_what_is_to_come_stands_on_the_first_page_and_where_it_belongs(region: Organisation) -> None:
    made(region, at=soon(2), ties=(f"mobilisation:{QUESTION}",))
    made(region, at=soon(-2), slug="varit")
    for path in ("/halland/", "/halland/mal/unga-i-gang/", f"/halland/kraftsamling/{QUESTION}/"):
        assert f"Dagen {SLUG}" in read(path)
    assert "Dagen varit" not in read("/halland/")
    assert f"Dagen {SLUG}" not in read("/halland/mal/friskare-luft/")


def test_an_item_leads_to_those_before_and_after_it(region: Organisation) -> None:
    made(region, at=soon())
    assert "Före Sedan" not in read(f"/halland/forum/{SLUG}/forst-ut/")
    assert "Sedan Sedan detta" in read(f"/halland/forum/{SLUG}/forst-ut/")
    assert "Före Först ut" in read(f"/halland/forum/{SLUG}/sedan-detta/")
    within = read("/halland/forum/forum-2025/fran-bryssel/")
    assert "Före Nytt i strategin" in within
    assert "Sedan Kaffe" in within


def test_a_networks_meeting_is_found(region: Organisation) -> None:
    assert "Två regioner visar" in read("/sok/?q=två+regioner+visar&region=rus-natverket-exempel")


def test_a_page_says_when_it_was_changed_last(region: Organisation) -> None:
    made(region, at=soon())
    assert f"Senast ändrad {day_in_words(timezone.localdate()).sv}." in read(f"/halland/forum/{SLUG}/")


def test_the_events_of_a_region_are_not_anothers(region: Organisation) -> None:
    elsewhere = Organisation.objects.create(slug="annorstades", name="Annorstädes", area="20")
    made(region, at=soon(), hosts=(HostedBy(organisation="halland"),))
    assert elsewhere.slug
    read(f"/annorstades/forum/{SLUG}/", status=404)
    assert f"Dagen {SLUG}" not in read("/annorstades/forum/")
