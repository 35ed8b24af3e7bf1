"""Who is named on the pages of an event: everybody once, private persons and pictures only by agreement."""

import struct
import zlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.forum.actions.events import OnDay, Wish, add_event, decide_event
from laget.apps.forum.actions.parts import Left, Takes
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.models import Event, Hold, Participant, Pass, Person, Registration, Resource
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File

pytestmark = pytest.mark.django_db
PATHS = ("", "talet/", "personer/")


def png() -> bytes:
    """Return the smallest picture there is: one white dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def picture(region: Organisation, name: str = "bild.png") -> File:
    return bring_file(region, actor=None, name=name, data=png())


def somebody(region: Organisation, **said: object) -> Person:
    return Person.objects.create(organisation=region, name="Tuva Tänkt", **said)


def with_talk(region: Organisation, *people: Person, slug: str = "dagen", **said: object) -> Event:
    """Make an event in a month with one item that these people take part in, and publish it."""
    day = OnDay(on=timezone.localdate() + timedelta(days=30))
    event = add_event(region, actor=None, wish=Wish(title="Dagen", days=(day,), **said), slug=slug)  # type: ignore[arg-type]
    takes = tuple(Takes(person=one.pk) for one in people)
    add_session(region, actor=None, event=event, point=Point(title="Talet", takes=takes), slug="talet")
    decide_event(region, actor=None, event=event, state="published", revision=None)
    publish_programme(region, actor=None, event=event)
    return Event.objects.get(pk=event.pk)


def pages(slug: str = "dagen", client: Client | None = None) -> str:
    """Return all that the pages of an event say."""
    answers = [(client or Client()).get(f"/halland/forum/{slug}/{path}") for path in PATHS]
    assert {one.status_code for one in answers} == {200}
    return "".join(one.content.decode() for one in answers)


def status(path: str, client: Client | None = None) -> int:
    """Return the status of an answer, which is read to its end."""
    answer = (client or Client()).get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


def editor() -> Client:
    client = Client()
    user = User.objects.get(email="kommunikator@example.se")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_private_person_is_named_only_by_their_own_agreement(region: Organisation) -> None:
    person = somebody(region, is_private=True, place="Exempelby")
    with_talk(region, person)
    for word in ("Tuva", "Exempelby"):
        assert word not in pages()
    assert "Tuva" in pages(client=editor())
    Person.objects.filter(pk=person.pk).update(agreed_on=date(2026, 1, 1))
    assert pages().count("Tuva Tänkt") >= 3
    Person.objects.filter(pk=person.pk).update(agreed_on=None)
    assert "Tuva" not in pages()


def test_a_person_who_is_removed_is_gone_from_what_was_published(region: Organisation) -> None:
    person = somebody(region)
    with_talk(region, person)
    assert "Tuva" in pages()
    person.delete()
    assert "Tuva" not in pages()


def test_telephone_and_address_are_shown_where_the_person_has_agreed(region: Organisation) -> None:
    person = somebody(region, email="tuva@example.se", telephone="0000-000 009", mobile="0000-000 008")
    event = with_talk(region)
    session = event.sessions.get()
    for one in (None, session):
        Participant.objects.create(event=event, session=one, person=person, role="contact")
    held = ("tuva@example.se", "0000-000 009", "0000-000 008")
    assert "Tuva Tänkt" in pages()
    assert not [one for one in held if one in pages()]
    Person.objects.filter(pk=person.pk).update(shows_contact=True)
    assert not [one for one in held if one not in pages()]


def test_a_picture_of_a_person_is_shown_only_by_agreement(region: Organisation) -> None:
    file = picture(region)
    person = somebody(region, picture=file, picture_alt="Tuva ler.")
    event = with_talk(region)
    Participant.objects.create(event=event, person=person, role="moderator")
    address = f"/halland/forum/dagen/bild/{file.pk}/"
    assert address not in pages()
    assert status(address) == 404
    Person.objects.filter(pk=person.pk).update(shows_picture=True)
    assert address in pages()
    assert 'alt="Tuva ler."' in pages()
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == png()
    Person.objects.filter(pk=person.pk).update(is_private=True)
    assert status(address) == 404


def test_a_picture_and_a_file_of_an_item_wait_until_it_is_published(region: Organisation) -> None:
    event = with_talk(region, picture_id=picture(region).pk, picture_alt="En bild.")
    other, slides = picture(region, "annan.png"), picture(region, "bilder.png")
    point = Point(
        title="Nytt",
        picture_id=other.pk,
        picture_alt="En till.",
        left=(Left(title="Bilder", file=slides.pk),),
    )
    add_session(region, actor=None, event=event, point=point, slug="nytt")
    left = Resource.objects.get(event=event).pk
    addresses = [f"/halland/forum/dagen/bild/{other.pk}/", f"/halland/forum/dagen/fil/{left}/"]
    assert [status(one) for one in addresses] == [404, 404]
    assert [status(one, editor()) for one in addresses] == [200, 200]
    publish_programme(region, actor=None, event=event)
    assert [status(one) for one in addresses] == [200, 200]
    assert status(f"/halland/forum/dagen/bild/{event.picture_id}/") == 200
    assert status(f"/halland/forum/dagen/bild/{slides.pk}/") == 404


def test_a_file_of_another_event_is_not_given(region: Organisation) -> None:
    one = with_talk(region, picture_id=picture(region).pk, picture_alt="En bild.")
    with_talk(region, slug="annan")
    assert status(f"/halland/forum/annan/bild/{one.picture_id}/") == 404
    assert status("/halland/forum/annan/fil/999999/") == 404


def test_an_elected_person_is_named_with_the_party(region: Organisation) -> None:
    with_talk(region, somebody(region, title="regionråd", party="Provpartiet"))
    assert pages().count("(Provpartiet)") == 3


def test_everybody_stands_once_among_the_people_with_all_that_they_do(region: Organisation) -> None:
    person = somebody(region)
    event = with_talk(region, person)
    Participant.objects.create(event=event, person=person, role="moderator")
    html = Client().get("/halland/forum/dagen/personer/").content.decode()
    assert html.count("Tuva Tänkt") == 1
    assert "Moderator" in html
    assert "/halland/forum/dagen/talet/" in html
    assert '<meta name="robots" content="noindex">' in html


def test_those_who_come_are_listed_only_by_consent_and_only_where_the_event_shows_it(
    region: Organisation,
) -> None:
    event = with_talk(region, shows_participants=True)
    to = Pass.objects.get(event=event)
    for name, listed, state in (
        ("Jaha Ja", True, "held"),
        ("Nehej Nej", False, "held"),
        ("Kö Ja", True, "waiting"),
    ):
        row = Registration.objects.create(
            event=event,
            name=name,
            email=f"{name[:2].lower()}@example.se",
            state="confirmed",
            is_listed=listed,
            nonce=name,
        )
        Hold.objects.create(registration=row, to=to, state=state)
    assert "Jaha Ja" in pages()
    assert "Nehej Nej" not in pages()
    assert "Kö Ja" not in pages()
    Event.objects.filter(pk=event.pk).update(shows_participants=False)
    assert "Jaha Ja" not in pages()


def grow(region: Organisation, number: int) -> None:
    """Add an event of a series, with an item, two people, a film and a tie, and one of each to the first."""
    people = [somebody(region, picture=picture(region), shows_picture=True) for _ in range(2)]
    with_talk(region, *people, slug=f"till-{number}", series="Dagarna", ties=("element:unga-i-gang",))
    event = Event.objects.get(slug="dagen")
    left = (Left(title="Film", kind="film", link="https://example.org/f"),)
    takes = tuple(Takes(person=one.pk) for one in people)
    inner = Point(title=f"Punkt {number}", about=("element:unga-i-gang",), takes=takes, left=left)
    add_session(region, actor=None, event=event, point=inner)
    add_session(
        region, actor=None, event=event, point=Point(title="Del", within="talet", takes=takes, left=left)
    )
    Participant.objects.create(event=event, person=people[0], role="contact")
    publish_programme(region, actor=None, event=event)


@pytest.mark.parametrize(
    "path",
    [
        "/halland/forum/",
        "/halland/forum/dagen/",
        "/halland/forum/dagen/?ordning=inriktning",
        "/halland/forum/dagen/talet/",
        "/halland/forum/dagen/personer/",
        "/halland/",
        "/halland/mal/unga-i-gang/",
    ],
)
def test_three_of_everything_take_as_many_queries_as_one(region: Organisation, path: str) -> None:
    def asked() -> int:
        for _ in range(2):  # what is read once a process is read at the first view
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(path).status_code == 200
        return len(queries)

    with_talk(region, series="Dagarna")
    grow(region, 0)
    once = asked()
    for number in (1, 2):
        grow(region, number)
    assert asked() == once
