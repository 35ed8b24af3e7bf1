"""The newsletter is asked for with a double opt-in and ended by one click; nobody learns who gets it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Deletion, Organisation, Retention
from laget.apps.forum.actions.registering import MAILS_AN_HOUR
from laget.apps.forum.forms.open import SALT
from laget.apps.mail.models import Message
from laget.apps.newsletter.actions.subscribing import confirm, link_to, subscribe
from laget.apps.newsletter.jobs import delete_old
from laget.apps.newsletter.models import Subscription
from tests.apps.newsletter.conftest import NOW, subscriber

pytestmark = pytest.mark.django_db
PAGE = "/halland/nyhetsbrev/"


def ask(client: Client, organisation: Organisation, *, seconds: float = 60, **more: Any) -> Any:
    when = signing.dumps([organisation.pk, timezone.now().timestamp() - seconds], salt=SALT)
    return client.post(PAGE, {"email": "lo@example.se", "when": when, "webbplats": "", **more})


def path_of(link: str) -> str:
    return re.sub(r"^https?://[^/]+", "", link)


def test_who_asks_is_mailed_a_link_and_gets_nothing_before_it_is_confirmed(
    client: Client, halland: Organisation
) -> None:
    answer = ask(client, halland)
    assert (answer.status_code, answer.url) == (302, f"{PAGE}tack/")
    row = Subscription.objects.get()
    assert row.confirmed_at is None
    mail = Message.objects.get()
    assert (mail.to, mail.private) == ("lo@example.se", True)
    found = re.search(r"https?://\S+/nyhetsbrev/bekrafta/\S+", mail.text)
    assert found is not None
    assert f'<a href="{found[0]}"' in mail.html
    assert mail.text.endswith("\n\nExempelregionen\n")
    shown = client.get(path_of(found[0]))  # as a scanner of mails does
    assert "lo@example.se" in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("strict-origin", "noindex, nofollow")
    row.refresh_from_db()
    assert row.confirmed_at is None
    assert client.post(path_of(found[0])).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_confirming_from_another_site_is_refused(halland: Organisation) -> None:
    subscribe(halland, email="lo@example.se", language="sv", now=NOW)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path_of(link_to(Subscription.objects.get(), "newsletter_confirm"))).status_code == 403
    assert not Subscription.objects.filter(confirmed_at__isnull=False).exists()


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(
    client: Client, halland: Organisation
) -> None:
    known = subscriber(halland, "ada@example.se")
    new, again = ask(client, halland), ask(client, halland, email="ada@example.se")
    assert (new.status_code, new.url) == (again.status_code, again.url)
    mail = Message.objects.get(to="ada@example.se")
    assert link_to(known, "newsletter_end") in mail.text
    assert Subscription.objects.count() == 2


def test_an_address_gets_only_so_many_mails_an_hour(halland: Organisation) -> None:
    for _again in range(MAILS_AN_HOUR + 3):
        subscribe(halland, email="LO@example.se ", language="sv", now=NOW)
    assert Message.objects.filter(to="lo@example.se").count() == MAILS_AN_HOUR
    assert Subscription.objects.count() == 1


def test_one_source_may_send_only_so_many_forms(client: Client, halland: Organisation, settings: Any) -> None:
    settings.FORMS_A_SOURCE = 2
    answers = [ask(client, halland, email=f"p{number}@example.se").status_code for number in range(3)]
    assert answers == [302, 302, 429]


@pytest.mark.parametrize("more", [{"webbplats": "https://example.org"}, {"when": "x"}, {"email": "lo"}])
def test_a_program_and_a_bad_address_are_not_kept(
    client: Client, halland: Organisation, more: dict[str, Any]
) -> None:
    ask(client, halland, **more)
    assert not Subscription.objects.exists()
    assert not Message.objects.exists()


def test_a_form_that_is_sent_at_once_is_refused(client: Client, halland: Organisation) -> None:
    assert ask(client, halland, seconds=1).status_code == 200
    assert not Subscription.objects.exists()


def test_one_click_ends_it_without_a_token_and_without_a_redirect(halland: Organisation) -> None:
    row = subscriber(halland, "lo@example.se")
    link = path_of(link_to(row, "newsletter_end"))
    strict = Client(enforce_csrf_checks=True)
    assert "<button" in strict.get(link).content.decode()
    assert strict.head(link).status_code in {200, 405}
    assert Subscription.objects.exists()
    for _again in range(2):  # mail programs may post twice
        answer = strict.post(
            link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
        assert not Subscription.objects.exists()
    assert strict.get(link).status_code == 200


def test_ending_takes_along_the_mails_that_wait(client: Client, halland: Organisation) -> None:
    subscribe(halland, email="lo@example.se", language="sv", now=NOW)
    row = Subscription.objects.get()
    confirm(row, now=NOW)
    assert Message.objects.exists()
    client.post(path_of(link_to(row, "newsletter_end")))
    assert not Message.objects.filter(to="lo@example.se").exists()


def test_a_link_that_was_not_made_here_leads_nowhere(client: Client, halland: Organisation) -> None:
    row = subscriber(halland, "lo@example.se")
    for made_up in (row.nonce, f"{row.nonce}-{'0' * 40}", "-", f"{row.nonce}-"):
        for word in ("avsluta", "bekrafta"):
            assert client.post(f"{PAGE}{word}/{made_up}/").status_code == 404
    Organisation.objects.create(slug="annorstades", name="Annorstädes")
    elsewhere = path_of(link_to(row, "newsletter_end")).replace("halland", "annorstades")
    client.post(elsewhere)
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(("decided", "days"), [(None, 7), (3, 3), (30, 7)])
def test_an_address_that_nobody_confirms_vanishes_by_decision_and_after_a_week_at_the_latest(
    halland: Organisation, decided: int | None, days: int
) -> None:
    if decided is not None:
        Retention.objects.create(
            organisation=halland, what="unconfirmed", days=decided, decision="RS-1", decided=NOW.date()
        )
    kept = subscriber(halland, "ada@example.se")
    subscribe(halland, email="lo@example.se", language="sv", now=NOW)
    assert delete_old(NOW + timedelta(days=days, minutes=-1)) == 0
    assert delete_old(NOW + timedelta(days=days, minutes=1)) == 1
    assert list(Subscription.objects.all()) == [kept]
    assert not Message.objects.filter(to="lo@example.se").exists()
    assert Deletion.objects.count() == (0 if decided is None else 1)
