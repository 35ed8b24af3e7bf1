"""The outbox: what may be written into it, who may see what, sending again by hand."""

import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import DjangoAssertNumQueries, Settings

from laget.apps.accounts.models import Organisation, Role
from laget.apps.audit.models import Entry
from laget.apps.mail.actions import BadMail, NotStuck, OutboxBackend, send_again, write_mail
from laget.apps.mail.models import Message
from laget.config import settings as own
from tests.apps.mail.conftest import Join

pytestmark = pytest.mark.django_db
BACKEND = "laget.apps.mail.actions.OutboxBackend"


def written(organisation: Organisation | None, **more: object) -> Message:
    given = {"to": "lo@example.se", "subject": "Hej", "text": "En hemlighet"} | more
    return write_mail(organisation, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("subject", ["Hej\nBcc: alla@example.se", "Hej\r\n\r\ntext", "a" * 201, "Hej\x0bdå"])
def test_a_subject_that_would_write_more_of_the_head_is_refused(halland: Organisation, subject: str) -> None:
    with pytest.raises(BadMail):
        written(halland, subject=subject)


@pytest.mark.parametrize(
    "to", ["", "lo", "lo@example.se\nBcc: alla@example.se", "lo@example.se, sam@example.se", "Lo <lo@e.se>"]
)
def test_an_address_that_is_not_one_is_refused(halland: Organisation, to: str) -> None:
    with pytest.raises(BadMail):
        written(halland, to=to)


def test_a_mail_of_what_was_not_done_is_not_there(halland: Organisation) -> None:
    def undone() -> None:
        with transaction.atomic():
            written(halland)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised just above
        undone()
    assert Message.objects.count() == 0


def test_django_writes_into_the_same_outbox_for_the_addressee_alone(
    halland: Organisation, join: Join, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = BACKEND
    person = join(halland, Role.READER)
    send_mail("Kod", "123", None, [person.email, "okand@example.se"])
    mine, strange = Message.objects.order_by("pk")
    assert (mine.organisation, mine.private) == (halland, True)
    assert strange.organisation is None


@pytest.mark.parametrize("role", Role)
def test_the_outbox_of_an_organisation_is_its_administrators(
    halland: Organisation, join: Join, client: Client, role: Role
) -> None:
    other = Organisation.objects.create(slug="annan", name="En annan region")
    mine, theirs = written(halland), written(other)
    client.force_login(join(halland, role))
    listed = client.get("/konto/utkorg/").content.decode()
    administers = role is Role.ADMINISTRATOR
    assert (f"/konto/utkorg/{mine.pk}/" in listed) is administers
    assert f"/konto/utkorg/{theirs.pk}/" not in listed
    assert client.get(f"/konto/utkorg/{mine.pk}/").status_code == (200 if administers else 404)
    assert client.get(f"/konto/utkorg/{theirs.pk}/").status_code == 404
    assert client.post(f"/konto/utkorg/{theirs.pk}/igen/").status_code == 404


def test_an_administrator_does_not_read_another_persons_code(
    halland: Organisation, join: Join, client: Client
) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    private = written(halland, private=True)
    shown = client.get(f"/konto/utkorg/{private.pk}/").content.decode()
    assert "lo@example.se" in shown
    assert "hemlighet" not in shown
    assert "hemlighet" in client.get(f"/konto/utkorg/{written(halland).pk}/").content.decode()


def test_a_stranger_is_asked_to_sign_in_to_the_outbox(client: Client, halland: Organisation) -> None:
    answer = client.get("/konto/utkorg/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_in_the_demonstration_anybody_reads_every_mail(
    client: Client, halland: Organisation, settings: Settings
) -> None:
    settings.DEMO = True
    private = written(None, private=True)
    assert f"/konto/utkorg/{private.pk}/" in client.get("/konto/utkorg/").content.decode()
    assert "hemlighet" in client.get(f"/konto/utkorg/{private.pk}/").content.decode()


@pytest.mark.parametrize("state", Message.State)
def test_only_a_mail_that_is_stuck_is_sent_again(halland: Organisation, state: Message.State) -> None:
    mail = written(halland)
    Message.objects.filter(pk=mail.pk).update(state=state, tries=4, fault="550")
    if state in {Message.State.FAILED, Message.State.DOUBTFUL}:
        send_again(halland, actor=None, message=mail)
        mail.refresh_from_db()
        assert (mail.state, mail.tries, mail.fault) == (Message.State.WAITING, 0, "")
        assert mail.due <= timezone.now()
        assert Entry.objects.get().subject == f"mail:{mail.pk}"
    else:
        with pytest.raises(NotStuck):
            send_again(halland, actor=None, message=mail)
        assert not Entry.objects.exists()


def test_pressing_send_again_twice_sends_once(halland: Organisation, join: Join, client: Client) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    mail = written(halland)
    Message.objects.filter(pk=mail.pk).update(state=Message.State.FAILED)
    for _ in range(2):
        assert client.post(f"/konto/utkorg/{mail.pk}/igen/").status_code == 302
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "fault", "told"),
    [
        ("waiting", "451 4.7.1 Greylisted", "E-postserverns svar"),
        ("waiting", "[Errno 111] Connection refused", "gick inte att nå eller slutade svara"),
        ("waiting", "timed out", "Ett nytt försök görs av sig självt"),
        ("failed", "550 5.1.1 No such mailbox", "Kontrollera adressen och skicka det en gång till"),
    ],
)
def test_what_became_of_a_mail_that_did_not_arrive_is_told_in_words(
    halland: Organisation, join: Join, client: Client, state: str, fault: str, told: str
) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    mail = written(halland)
    Message.objects.filter(pk=mail.pk).update(state=state, tries=1, fault=fault)
    html = client.get(f"/konto/utkorg/{mail.pk}/").content.decode()
    assert told in html
    assert f'<dd lang="en">{fault}</dd>' in html


@pytest.mark.parametrize("mails", [1, 3])
def test_the_outbox_asks_as_often_for_three_mails_as_for_one(
    halland: Organisation,
    join: Join,
    client: Client,
    mails: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(mails):
        written(halland)
    client.force_login(join(halland, Role.ADMINISTRATOR))
    client.get("/konto/utkorg/")
    with django_assert_num_queries(SEEN):
        assert client.get("/konto/utkorg/").status_code == 200


SEEN = 7  # session and its renewal, person, mails and their number


def test_the_site_sends_through_the_outbox() -> None:
    assert import_string(own.EMAIL_BACKEND) is OutboxBackend
