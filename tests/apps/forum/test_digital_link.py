"""The digital link: sent once to each when registration has closed, and nowhere before its time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.digital import NotYet, send_link_again, set_link
from laget.apps.forum.actions.mailings import write_mailing
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.jobs import send_mailings
from laget.apps.forum.models import DigitalLink, Event, Hold, Mailing, Registration
from laget.apps.forum.queries.registrations import token_of
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mail.models import Message
from laget.pages.index import index
from tests.apps.forum.mailing_rows import (
    CLOSES,
    LATER,
    MEETING,
    NOW,
    STARTS,
    a_draft,
    approved,
    published,
    seat,
    somebody,
)

pytestmark = pytest.mark.django_db
SIGN = "hemlig-lank-4711"  # of the link, wherever it stands
JOIN = "Rum 0815, kod gräsklippare"


@pytest.fixture
def event(halland: Organisation) -> Event:
    row = published(halland)
    set_link(halland, actor=None, event=row, address=MEETING, text=JOIN, revision=0)
    DigitalLink.objects.update(changed_at=NOW)
    return row


def holding() -> list[str]:
    return sorted(Message.objects.filter(text__contains=SIGN).values_list("to", flat=True))


def test_the_link_goes_by_itself_when_registration_has_closed_to_digital_seats_alone(event: Event) -> None:
    somebody(event, "Per Plats")
    dina = somebody(event, "Dina Digital", "digital")
    somebody(event, "Vera Väntar", "digital", state=Hold.State.WAITING)
    approved(event, a_draft("link", "digital"))
    assert send_mailings(CLOSES - timedelta(seconds=1)) == 0
    assert (send_mailings(LATER), send_mailings(LATER)) == (1, 0)
    assert holding() == ["dina@example.se"]
    dina.refresh_from_db()
    assert dina.link_sent_at == LATER
    mail = Message.objects.get()
    assert mail.private
    assert JOIN in mail.text
    assert f'href="{MEETING}"' in mail.html


def test_those_who_come_late_get_it_at_once_and_once(event: Event) -> None:
    approved(event, a_draft("link", "digital"))
    assert send_mailings(LATER) == 0
    per = somebody(event, "Per Plats")
    assert send_mailings(LATER) == 0
    seat(per, event.passes.get(kind="digital"))
    assert (send_mailings(LATER), send_mailings(LATER)) == (1, 0)
    assert holding() == ["per@example.se"]


def test_a_link_that_is_changed_after_it_was_sent_is_sent_to_all_by_a_new_mail(event: Event) -> None:
    somebody(event, "Dina Digital", "digital")
    approved(event, a_draft("link", "digital"))
    assert send_mailings(LATER) == 1
    with pytest.raises(Unfit):
        write_mailing(event.organisation, actor=None, event=event, draft=a_draft("link", "digital"))
    set_link(event.organisation, actor=None, event=event, address=f"{MEETING}-ny", revision=1)
    later = LATER + timedelta(hours=2)
    DigitalLink.objects.update(changed_at=LATER + timedelta(hours=1))
    approved(event, a_draft("link", "digital"), now=later)
    somebody(event, "Sven Sen", "digital")
    assert (send_mailings(later), send_mailings(later)) == (2, 0)
    assert Message.objects.filter(to="dina@example.se").count() == 2
    assert Message.objects.filter(text__contains=f"{MEETING}-ny").count() == 2


def test_nobody_gets_it_when_the_event_is_over(event: Event) -> None:
    approved(event, a_draft("link", "digital"))
    send_mailings(LATER)
    somebody(event, "Dina Digital", "digital")
    assert send_mailings(STARTS + timedelta(days=1)) == 0


def test_it_is_sent_again_to_one_person_but_not_before_its_time(event: Event) -> None:
    dina = somebody(event, "Dina Digital", "digital")
    per = somebody(event, "Per Plats")
    approved(event, a_draft("link", "digital"))
    with pytest.raises(NotYet):
        send_link_again(event.organisation, actor=None, registration=dina, now=NOW)
    send_mailings(LATER)
    send_link_again(event.organisation, actor=None, registration=dina, now=LATER)
    with pytest.raises(NotYet):
        send_link_again(event.organisation, actor=None, registration=per, now=LATER)
    assert holding() == ["dina@example.se"] * 2


def test_it_is_not_sent_without_a_link_or_by_another_mail(event: Event) -> None:
    with pytest.raises(Unfit):
        write_mailing(event.organisation, actor=None, event=event, draft=a_draft(text=f"Kom: {MEETING}"))
    with pytest.raises(Unfit):
        write_mailing(event.organisation, actor=None, event=event, draft=a_draft(text="Kom: {länk}"))
    DigitalLink.objects.all().delete()
    with pytest.raises(Unfit):
        approved(event, a_draft("link", "digital"))


def test_it_is_never_due_before_registration_closes(event: Event) -> None:
    with pytest.raises(Unfit) as refused:
        approved(event, a_draft("link", "digital", due=CLOSES - timedelta(days=1)))
    assert refused.value.field == "due"
    Event.objects.update(registers_until=None)
    event.refresh_from_db()
    with pytest.raises(Unfit) as refused:
        approved(event, a_draft("link", "digital"))
    assert refused.value.field == "due"


def test_a_second_editor_of_the_link_is_told(event: Event) -> None:
    with pytest.raises(ChangedMeanwhile):
        set_link(event.organisation, actor=None, event=event, address="https://b.example.se/", revision=0)
    set_link(event.organisation, actor=None, event=event, address="https://b.example.se/", revision=1)
    assert DigitalLink.objects.get().address == "https://b.example.se/"


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from addresses(one)


def pages_of(event: Event, registration: Registration) -> Iterator[str]:
    """Yield every address that an event, or a whole site, has."""
    known: dict[str, object] = {
        "region": event.organisation.slug,
        "event": event.slug,
        "session": "ett-spar",
        "token": token_of(registration),
    }
    for one in addresses(get_resolver()):
        names = set(one.pattern.converters)
        full = one.name
        if full is None or not (one.callback.__module__.startswith("laget.")):
            continue
        more = {name: event.passes.first().pk for name in names if name == "pk"}  # type: ignore[union-attr]
        try:
            yield reverse(full, kwargs={name: known[name] for name in names & known.keys()} | more)
        except Exception:  # noqa: BLE001 - of something else than an event
            try:
                yield reverse(full, kwargs={"region": event.organisation.slug})
            except Exception:  # noqa: BLE001, S112
                continue


def looked_at(client: Client, event: Event, registration: Registration) -> dict[str, str]:
    """Return what each address answers, in both languages."""
    found = {}
    for path in set(pages_of(event, registration)):
        for address in (path, f"/en{path}"):
            answer = client.get(address)
            body = answer.getvalue()
            found[address] = f"{answer.headers}{body.decode('utf-8', 'replace')}"
    return found


@pytest.mark.parametrize("role", [None, Role.READER, Role.STRATEGIST, Role.COMMUNICATOR])
def test_before_its_time_it_stands_on_no_page(
    event: Event, role: Role | None, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    dina = somebody(event, "Dina Digital", "digital")
    row = approved(event, a_draft("link", "digital"))
    send_mailings(NOW)
    index(event.organisation)
    client = Client()
    if role is not None:
        user = User.objects.create_user("nagon@example.se")
        Membership.objects.create(organisation=event.organisation, user=user, role=role)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with translation.override("sv"):  # the last page that was read is in English
        found = looked_at(client, event, dina)
    assert len(found) > 60
    args = [event.organisation.slug, event.slug]
    its_own = {reverse("digital_link", args=args), reverse("mailing", args=[*args, row.pk])}
    its_own |= {f"/en{one}" for one in its_own}
    holds = {path for path, text in found.items() if SIGN in text or JOIN in text}
    assert holds <= (its_own if role == Role.COMMUNICATOR else set())
    said = capsys.readouterr()
    assert SIGN not in said.out + said.err + caplog.text


def where_it_stands() -> set[str]:
    """Return the tables that hold the link, by every text of every row."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
            if any(SIGN in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def test_before_its_time_it_stands_in_one_table_alone(event: Event) -> None:
    somebody(event, "Dina Digital", "digital")
    row = approved(event, a_draft("link", "digital"))
    index(event.organisation)
    send_mailings(NOW)
    assert where_it_stands() == {"forum_digitallink"}
    send_mailings(LATER)
    assert where_it_stands() == {"forum_digitallink", "mail_message"}
    assert Mailing.objects.get(pk=row.pk).count == 1


def test_afterwards_it_stands_in_ones_own_registration_and_not_in_the_outbox_list(event: Event) -> None:
    dina, per = somebody(event, "Dina Digital", "digital"), somebody(event, "Per Plats")
    approved(event, a_draft("link", "digital"))
    send_mailings(LATER)
    client = Client()
    args = [event.organisation.slug, event.slug]
    assert SIGN in client.get(reverse("registration", args=[*args, token_of(dina)])).content.decode()
    assert SIGN in client.get(reverse("registration_ics", args=[*args, token_of(dina)])).content.decode()
    assert SIGN not in client.get(reverse("registration", args=[*args, token_of(per)])).content.decode()
    user = User.objects.create_user("admin@example.se")
    Membership.objects.create(organisation=event.organisation, user=user, role=Role.ADMINISTRATOR)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    mail = Message.objects.get()
    for shown in (reverse("outbox"), reverse("mail", args=[mail.pk])):
        assert SIGN not in client.get(shown).content.decode()
