"""After the day nothing is left of anybody: in the files of the database, on disk, in logs."""

import logging
import re
import struct
import subprocess
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.jobs import clear_traces
from laget.apps.accounts.models import Deletion, Membership, Organisation, Retention, Role, User
from laget.apps.feedback.models import Answer
from laget.apps.forum.actions.arrivals import check_in, let_in
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.parts import Takes
from laget.apps.forum.actions.people import Known, add_person
from laget.apps.forum.actions.programme import Point, add_session, publish_programme
from laget.apps.forum.actions.registering import Given, cancel, confirm, register
from laget.apps.forum.models import (
    Ask,
    Event,
    Need,
    Opinion,
    Pass,
    Person,
    Question,
    Registration,
    Turnout,
)
from laget.apps.mail.models import Message
from laget.apps.media.actions import bring_file
from laget.apps.newsletter.models import Subscription
from laget.cli.tick import do_what_is_due
from laget.pages.forum.forgetting import forget_everywhere
from laget.pages.index import index

pytestmark = pytest.mark.usefixtures("committed")

NAME = "Zyxelina"  # of nobody; written where a name, an address, a need, a file or an answer can be
ADDRESS = "zyxelina@example.se"
NEEDLE = NAME.lower().encode()
MANY = 120  # registrations: enough for the tables and their indexes to have several pages
BEFORE = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 10, 6)
ON_THE_DAY = datetime(2026, 10, 6, 7, tzinfo=UTC)
AFTER = datetime(2027, 10, 7, 2, tzinfo=UTC)


def picture() -> bytes:
    """Return a picture of one point, that says whom it shows in a text of its own."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"tEXt", b"Title\0" + NAME.encode()),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is logged, however little it matters, but for the questions to the database themselves."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def event(halland: Organisation, settings: Any, tmp_path: Path) -> Event:
    """An event that somebody has been planted in, wherever a name can be written."""
    settings.MEDIA_ROOT = tmp_path / "media"
    day = OnDay(on=DAY, starts=ON_THE_DAY, ends=ON_THE_DAY + timedelta(hours=8))
    row = add_event(halland, actor=None, wish=Wish(title="Provdagen", largest_group=3, days=(day,)))
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    row.refresh_from_db()
    asked = Question.objects.create(event=row, text="Vad vill du höra mer om?", purpose="planera")
    to = Pass.objects.get(event=row, kind=Pass.Kind.ON_SITE)
    for number in range(MANY):
        given = Given(
            name=f"{NAME} {number}",
            email=f"{number}.{ADDRESS}",
            passes=(to.pk,),
            of=f"{NAME}s förening",
            sort="society",
            area="1380",
            companions=(f"Syster {NAME}",),
            food=f"{NAME} äter allt",
            access=f"{NAME} behöver slinga",
            answers={asked.pk: f"Mer om {NAME}"},
        )
        register(row, given=given, now=BEFORE)
    for one in Registration.objects.filter(event=row):
        confirm(one, now=BEFORE)
        if one.pk % 2:
            check_in(halland, actor=None, registration=one, people=2, now=ON_THE_DAY)
    _take_part(halland, row)
    Subscription.objects.create(organisation=halland, email=ADDRESS, nonce="n" * 32, confirmed_at=BEFORE)
    return row


def be_elsewhere(halland: Organisation, event: Event) -> None:
    """Let somebody be unconfirmed, cancel, come unregistered, be written about, be in mails of any state."""
    to = Pass.objects.get(event=event)
    for kind in ("obekraftad", "avbokad"):
        given = Given(name=f"{NAME} {kind}", email=f"{kind}.{ADDRESS}", passes=(to.pk,))
        register(event, given=given, now=BEFORE)
    cancel(Registration.objects.get(event=event, email=f"avbokad.{ADDRESS}"), now=BEFORE)
    let_in(
        halland,
        actor=None,
        event=event,
        given=Given(name=f"{NAME} i dörren", email=f"dorren.{ADDRESS}", passes=()),
        now=ON_THE_DAY,
    )
    mails = Message.objects.order_by("pk")
    for number, state in enumerate((Message.State.SENT, Message.State.FAILED, Message.State.DOUBTFUL)):
        Message.objects.filter(pk__in=[one.pk for one in mails[number * 9 : number * 9 + 9]]).update(
            state=state, fault=f"550 <{ADDRESS}> unknown"
        )
    ask = Ask.objects.create(event=event, kind=Ask.Kind.LINE, text="Vad tar du med dig?")
    Opinion.objects.create(ask=ask, line=f"{NAME} var bäst", on=DAY, form=UUID(int=1))
    Answer.objects.create(organisation=halland, page="/", useful=True, line=f"{NAME} hjälpte mig", on=DAY)


def use_pages(halland: Organisation, event: Event) -> None:
    """Look for somebody by name, check them in, and take out every paper and file, as a browser does."""
    user = User.objects.create_user("dorr@example.org")
    Membership.objects.create(organisation=halland, user=user, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    one = Registration.objects.filter(event=event).earliest("pk")

    def at(name: str) -> str:
        return reverse(name, args=[halland.slug, event.slug])

    client.post(at("registrations"), {"name": NAME})
    client.post(at("door"), {"name": NAME})
    client.post(at("door"), {"registration": one.pk, "people": "1"}, follow=True)
    client.post(at("door_add"), {"name": NAME, "email": ADDRESS}, follow=True)
    for name in ("badges", "participants_pdf", "participants_xlsx", "event"):
        assert client.get(at(name)).status_code == 200, name
    given = {
        "number": "RS 2026-7",
        "reason": "Inget hindrar.",
        "fields_chosen": ["name", "email"],
        "rows": [str(one.pk)],
        "form": "csv",
        "tested": "on",
    }
    assert NAME in client.post(at("disclosure"), given).content.decode()
    index(halland)


def _take_part(halland: Organisation, event: Event) -> None:
    file = bring_file(halland, actor=None, name=f"{NAME}.png", data=picture())
    known = Known(
        name=f"{NAME} Exempel",
        email=ADDRESS,
        text=f"{NAME} leder arbetet",
        picture_id=file.pk,
        picture_alt=f"{NAME} vid ett bord",
        shows_picture=True,
    )
    person = add_person(halland, actor=None, known=known)
    takes = Takes(person=person.pk, text=f"{NAME} berättar")
    add_session(halland, actor=None, event=event, point=Point(title="Läget i länet", takes=(takes,)))
    publish_programme(halland, actor=None, event=event)


def decide(halland: Organisation) -> None:
    for what in ("mail", "registration", "need", "participant", "unconfirmed", "feedback"):
        Retention.objects.create(
            organisation=halland, what=what, days=365, decision="RS 2026-1", decided=date(2026, 1, 2)
        )


def run_the_night(now: datetime) -> None:
    """Do what `laget tick` does."""
    done = do_what_is_due(now)
    clear_traces(now, folder=settings.HOME, deleted=done.deleted > 0)


def files_of_the_database() -> Iterator[Path]:
    """Yield the files that the database keeps its rows, indexes and samples in; not its log of writes."""
    if connection.vendor == "sqlite":
        stem = str(connection.settings_dict["NAME"])
        yield from (path for path in (Path(stem), Path(f"{stem}-wal"), Path(f"{stem}-shm")) if path.exists())
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    yield from (path for path in folder.rglob("*") if path.is_file() and "pg_wal" not in path.parts)


def around(path: Path) -> list[bytes]:
    """Return what stands around the planted name in a file, for whoever reads the failure.

    Another process reads it: whoever closes one of SQLite's files gives up the locks held on it, and the
    database may not stay whole.
    """
    data = subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout
    return [data[max(0, one.start() - 60) : one.end() + 40] for one in re.finditer(NEEDLE, data.lower())][:5]


def traces(log: StringIO) -> list[str]:
    """Return the files, and the log, that the planted name stands in, in large letters or small."""
    places = {*files_of_the_database()}
    places |= {path for root in (settings.HOME, settings.MEDIA_ROOT) for path in Path(root).rglob("*")}
    found = [f"{path.name}: {around(path)}" for path in sorted(places) if path.is_file() and around(path)]
    return [*found, *(["log"] if NAME.lower() in log.getvalue().lower() else [])]


def test_nothing_is_left_of_anybody_after_the_day(halland: Organisation, event: Event, log: StringIO) -> None:
    decide(halland)
    be_elsewhere(halland, event)
    use_pages(halland, event)
    run_the_night(AFTER - timedelta(days=60))
    assert Registration.objects.filter(name__startswith=NAME).count() >= MANY, "the day has not come"
    assert traces(log), "the planted name is found while it is there"
    # By who asks: the newsletter has no day.
    forget_everywhere(halland, actor=None, email=ADDRESS, name="", now=AFTER)
    run_the_night(AFTER)
    assert not Registration.objects.exists()
    assert not Person.objects.exists()
    assert not Message.objects.exists()
    assert not Opinion.objects.exclude(line="").exists()
    assert traces(log) == []


def test_without_the_deletion_the_name_is_found(halland: Organisation, event: Event, log: StringIO) -> None:
    run_the_night(AFTER)  # no decision: nothing is deleted
    assert Registration.objects.count() == MANY
    found = traces(log)
    assert "log" not in found, "no log ever names anybody"
    assert len(found) >= 2, "the database and the picture"
    assert Person.objects.get().name.startswith(NAME)


def test_rows_that_are_deleted_without_more_may_still_be_found(event: Event, log: StringIO) -> None:
    Registration.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM forum_registration")
        assert cursor.fetchone()[0] == 0
    assert traces(log), "what the job overwrites is there before it"


def test_counts_of_those_who_came_are_what_is_left(halland: Organisation, event: Event) -> None:
    decide(halland)
    came = Registration.objects.filter(arrived__gt=0).count() * 2
    run_the_night(AFTER)
    row = Turnout.objects.get(event=event)
    assert (row.form, row.sort, row.area) == ("on_site", "society", "1380")
    assert (row.registered, row.came) == (2 * MANY, came)
    gone = {one.what: one.count for one in Deletion.objects.filter(organisation=halland)}
    assert gone["registration"] == MANY
    assert gone["participant"] == 1
    assert Pass.objects.get(event=event).taken == 0
    run_the_night(AFTER)
    assert Turnout.objects.get(event=event).registered == 2 * MANY


def test_after_a_restore_the_next_night_deletes_again(halland: Organisation, event: Event) -> None:
    decide(halland)
    kept = Registration.objects.values("name", "email", "nonce")[:1][0]
    run_the_night(AFTER)
    Registration.objects.create(event=event, **kept)  # what a backup brings back
    run_the_night(AFTER)
    assert not Registration.objects.exists()


def test_what_somebody_needs_goes_by_a_decision_of_its_own(halland: Organisation, event: Event) -> None:
    decide(halland)
    Retention.objects.filter(what="need").update(days=7)
    run_the_night(ON_THE_DAY + timedelta(days=6))
    assert Need.objects.count() == MANY
    run_the_night(ON_THE_DAY + timedelta(days=7))
    assert not Need.objects.exists()
    assert Registration.objects.count() == MANY
