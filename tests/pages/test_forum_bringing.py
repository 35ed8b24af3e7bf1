"""A programme from a file on a page: seen first, then kept, and never twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.models import Event, Session
from tests.pages.test_forum_feeds import DAY

pytestmark = pytest.mark.django_db
FILE = """\
Tid;Titel;Plats;Medverkande;Tema;Färg
9.05-9.30;Välkommen;Aulan;Eva Exempel;Alla unga är med;blå
kl. 10;Paus;;;Månen;
nyss;Öppet hus;;;;
"""


@pytest.fixture
def draft(region: Organisation) -> Event:
    return add_event(
        region, actor=None, wish=Wish(title="Höstforum", days=(OnDay(on=DAY),)), slug="hostforum"
    )


@pytest.fixture
def editor(region: Organisation, client: Client) -> Client:
    user = User.objects.create_user("redaktor@example.se")
    Membership.objects.create(organisation=region, user=user, role=Role.COMMUNICATOR)
    client.force_login(user)
    return client


def sent(client: Client, event: Event, data: bytes, *, name: str = "program.csv") -> str:
    answer = client.post(
        reverse("programme_bring", args=["halland", event.slug]), {"file": SimpleUploadedFile(name, data)}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def plan_in(page: str) -> str:
    return page.split('name="plan" value="')[1].split('"')[0]


def test_what_a_file_would_add_is_seen_before_anything_is_written(editor: Client, draft: Event) -> None:
    page = sent(editor, draft, FILE.encode())
    assert "Filen skulle lägga till 3 punkter" in page
    assert '<a href="#remarks">Läs först 2 anmärkningar om filen</a>' in page
    assert "Välkommen" in page
    assert "Eva Exempel" in page
    assert "Rad 4: ”nyss” är ingen tid som går att läsa; punkten kommer utan tid." in page
    assert "Fält som inte används: Färg (1)." in page
    assert "Månen</span>: inget i strategin heter så; spåret används inte." in page
    assert not Session.objects.filter(event=draft).exists()


def test_what_was_seen_is_kept_once(editor: Client, draft: Event) -> None:
    address = reverse("programme_bring", args=["halland", draft.slug])
    plan = plan_in(sent(editor, draft, FILE.encode()))
    for _time in range(2):
        answer = editor.post(address, {"plan": plan})
        assert answer["Location"] == reverse("programme_edit", args=["halland", draft.slug])
    rows = Session.objects.filter(event=draft).order_by("number")
    assert [one.title for one in rows] == ["Välkommen", "Paus", "Öppet hus"]
    assert [one.place.name if one.place else "" for one in rows] == ["Aulan", "", ""]
    assert [one.ties.count() for one in rows] == [1, 0, 0]
    page = sent(editor, draft, FILE.encode())
    assert "Allt i filen finns redan i programmet" in page
    assert 'name="plan"' not in page


def test_a_file_that_is_no_programme_says_so_beside_the_field(editor: Client, draft: Event) -> None:
    page = sent(editor, draft, b"  ", name="tom.ics")
    assert "Filen är tom." in page
    page = sent(editor, draft, b"<html><body>Hej</body></html>", name="program.ics")
    assert "Filen är en webbsida, inget program." in page


def test_a_plan_of_another_event_or_of_nobodys_is_not_kept(
    editor: Client, draft: Event, region: Organisation
) -> None:
    other = add_event(region, actor=None, wish=Wish(title="Vårforum", days=(OnDay(on=DAY),)), slug="varforum")
    plan = plan_in(sent(editor, draft, FILE.encode()))
    address = reverse("programme_bring", args=["halland", other.slug])
    for wrong in (plan, plan[:-3], "x"):
        assert editor.post(address, {"plan": wrong})["Location"] == address
    assert (
        not Session.objects.exclude(event__slug__in=["forum-2025"]).filter(event__in=[draft, other]).exists()
    )


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANALYST])
def test_the_page_is_for_those_who_write_programmes(
    client: Client, draft: Event, region: Organisation, role: Role | None
) -> None:
    if role is not None:
        user = User.objects.create_user("annan@example.se")
        Membership.objects.create(organisation=region, user=user, role=role)
        client.force_login(user)
    answer = client.get(reverse("programme_bring", args=["halland", draft.slug]))
    assert answer.status_code == 403
