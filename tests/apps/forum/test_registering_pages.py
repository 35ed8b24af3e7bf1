"""The form of registration as somebody meets it: what it says, what it refuses, what it never tells."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from laget.apps.accounts.models import Organisation, Retention
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.programme import publish_programme
from laget.apps.forum.actions.registering import MAILS_AN_HOUR, Given, cancel, confirm, register
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.fields import moment_field
from laget.apps.forum.forms.open import SALT
from laget.apps.forum.models import Event, Hold, Knock, Pass, Question, Registration, Session
from laget.apps.forum.queries.events import event_to_register_to
from laget.apps.forum.queries.registrations import token_of
from laget.apps.mail.models import Message

pytestmark = pytest.mark.django_db

DAY = datetime(2031, 3, 4, 8, tzinfo=UTC)


@pytest.fixture
def event(halland: Organisation) -> Event:
    """An open event on site and digitally, with room for groups of three."""
    row = add_event(
        halland,
        actor=None,
        wish=Wish(
            title="Provdagen",
            form=Event.Form.BOTH,
            largest_group=3,
            shows_participants=True,
            registers_until=DAY - timedelta(days=7),
            days=(OnDay(on=DAY.date(), starts=DAY, ends=DAY + timedelta(hours=8)),),
        ),
    )
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    row.refresh_from_db()
    return row


def of(event: Event, kind: str) -> Pass:
    return event.passes.get(kind=kind)


def stamped(event: Event, *, seconds: float = 60) -> str:
    return signing.dumps([event.pk, timezone.now().timestamp() - seconds], salt=SALT)


def written(event: Event, email: str = "vera@example.se", **more: Any) -> dict[str, Any]:
    return {
        "name": "Vera Exempel",
        "email": email,
        "attendance": str(of(event, "on_site").pk),
        "when": stamped(event),
        "webbplats": "",
        **more,
    }


def form_of(event: Event) -> str:
    return reverse("register", args=[event.organisation.slug, event.slug])


def send(client: Client, event: Event, **more: Any) -> Any:
    return client.post(form_of(event), written(event, **more))


def seats(event: Event, kind: str, number: int | None) -> Pass:
    Pass.objects.filter(event=event, kind=kind).update(seats=number)
    return of(event, kind)


def test_the_form_says_what_is_free_and_is_light(client: Client, event: Event) -> None:
    seats(event, "on_site", 2)
    page = client.get(form_of(event))
    assert len(page.content) < 50_000
    text = page.content.decode()
    assert "2 lediga platser" in text
    Pass.objects.filter(event=event, kind="on_site").update(taken=1)
    assert "1 ledig plats" in client.get(form_of(event)).content.decode()
    Pass.objects.filter(event=event, kind="on_site").update(taken=2)
    assert "fullsatt: du hamnar i väntelistan" in client.get(form_of(event)).content.decode()
    for name, kind in (("name", "name"), ("email", "email"), ("of", "organization")):
        assert re.search(rf'name="{name}"[^>]*autocomplete="{kind}"', text)


def test_each_field_says_why_and_until_when_it_is_kept(
    client: Client, halland: Organisation, event: Event
) -> None:
    before = client.get(form_of(event)).content.decode()
    assert "Gallras inte: det finns inget beslut om det." in before
    for what, days in (("registration", 30), ("need", 7), ("unconfirmed", 7)):
        Retention.objects.update_or_create(
            organisation=halland,
            what=what,
            defaults={"days": days, "decision": f"RS 2030-{days}", "decided": date(2030, 1, 9)},
        )
    after = client.get(form_of(event)).content.decode()
    assert "Gallras den 3 april 2031, enligt beslut RS 2030-30 den 9 januari 2030." in after
    assert "Gallras den 11 mars 2031, enligt beslut RS 2030-7 den 9 januari 2030." in after
    assert "Obekräftade anmälningar gallras 7 dagar efter att de skickades" in after
    assert "uppgift av allmänt intresse" in after
    assert "samtycke" in after
    assert "är personuppgiftsansvarig" in after
    assert reverse("help_page", args=["personuppgifter"]) in after


def test_the_same_is_answered_whether_an_address_is_registered_or_not(client: Client, event: Event) -> None:
    first, second = send(client, event), send(client, event)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Registration.objects.filter(event=event).count() == 1
    assert Message.objects.filter(to="vera@example.se").count() == 2
    assert of(event, "on_site").taken == 1


def test_the_same_is_refused_whether_an_address_is_registered_or_not(client: Client, event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(has_waiting_list=False)
    seats(event, "on_site", 1)
    send(client, event)
    known = send(client, event)
    unknown = send(client, event, email="nils@example.se")
    strip = re.compile(r'value="[^"]{30,}"|(nils|vera)@example.se')
    assert known.status_code == unknown.status_code == 200
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())
    assert [one.email for one in Registration.objects.all()] == ["vera@example.se"]  # nothing half-written


def test_known_and_unknown_addresses_ask_the_database_the_same(client: Client, event: Event) -> None:
    send(client, event, email="forst@example.se")
    counts = []
    for email in ("nu@example.se", "nu@example.se"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            send(client, event, email=email)
        counts.append(len(asked))
    assert abs(counts[0] - counts[1]) <= 2
    assert max(counts) <= 19  # many register at once, when it opens


def test_what_is_gone_when_somebody_clicks_is_told_as_what_cannot_be_chosen(event: Event) -> None:
    seen = event_to_register_to(event.organisation, event.slug, viewer=None)
    assert list(seen.passes.all())
    Pass.objects.filter(event=event, kind="on_site").delete()
    given = Given(name="Vera Exempel", email="vera@example.se", passes=(seen.passes.all()[0].pk,))
    with pytest.raises(Unfit):
        register(seen, given=given, now=timezone.now())


def test_a_lost_link_is_sent_again_and_tells_nobody_who_is_registered(client: Client, event: Event) -> None:
    send(client, event)
    Event.objects.filter(pk=event.pk).update(registers_until=timezone.now() - timedelta(minutes=1))
    lost = reverse("registration_lost", args=[event.organisation.slug, event.slug])
    assert lost in client.get(form_of(event)).content.decode()
    counts, answers = [], []
    for email in ("warm@example.se", "Vera@example.se", "nils@example.se"):
        with CaptureQueriesContext(connection) as asked:
            client.post(lost, {"email": email, "when": stamped(event), "webbplats": ""})
        counts.append(len(asked))
        answers.append(client.get(lost).content.decode())
    assert abs(counts[1] - counts[2]) <= 1
    assert all("Om adressen är anmäld är ett mejl med länken på väg" in one for one in answers)
    mails = Message.objects.order_by("pk").values_list("to", "about")
    row = Registration.objects.get()
    assert list(mails) == [("vera@example.se", f"registration:{row.pk}")] * 2
    assert token_of(row) in Message.objects.latest("pk").text
    faulty = client.post(lost, {"email": "ingen", "when": stamped(event, seconds=1)}).content.decode()
    assert "Det gick för fort" in faulty
    assert 'href="#id_email"' in faulty


def test_a_mail_flood_to_one_address_stops(client: Client, event: Event) -> None:
    for _ in range(MAILS_AN_HOUR + 5):
        assert send(client, event).status_code == 302
    assert Message.objects.filter(to="vera@example.se").count() == MAILS_AN_HOUR


def test_a_flood_from_one_source_is_told_to_wait(client: Client, event: Event, settings: Any) -> None:
    settings.FORMS_A_SOURCE = 2
    assert [send(client, event, email=f"{n}@example.se").status_code for n in range(3)] == [302, 302, 429]
    assert send(Client(REMOTE_ADDR="192.0.2.7"), event, email="4@example.se").status_code == 302


def test_no_address_of_a_source_or_of_mail_is_kept_in_the_counts(client: Client, event: Event) -> None:
    send(client, event)
    kept = " ".join(Knock.objects.values_list("key", flat=True))
    assert kept
    assert "127.0.0.1" not in kept
    assert "vera" not in kept


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.5, "Det gick för fort"), (25 * 3600, "varit öppet för länge")]
)
def test_a_form_sent_too_fast_or_too_late_is_refused_and_keeps_what_was_written(
    client: Client, event: Event, seconds: float, said: str
) -> None:
    page = send(client, event, when=stamped(event, seconds=seconds), name="Kvar Står").content.decode()
    assert said in page
    assert 'value="Kvar Står"' in page
    again = re.search(r'name="when" value="([^"]+)"', page)
    assert again is not None
    if seconds > 60:
        event_id, shown = signing.loads(again[1], salt=SALT)
        assert event_id == event.pk
        assert abs(shown - timezone.now().timestamp()) < 60
    assert not Registration.objects.filter(event=event).exists()


def test_a_forged_time_is_refused(client: Client, event: Event) -> None:
    assert send(client, event, when="1:abc:def").status_code == 200
    other = signing.dumps([event.pk + 1, timezone.now().timestamp() - 60], salt=SALT)
    assert send(client, event, when=other).status_code == 200
    assert not Registration.objects.filter(event=event).exists()


def test_a_program_that_fills_in_everything_is_thanked_and_nothing_is_kept(
    client: Client, event: Event
) -> None:
    assert send(client, event, webbplats="https://example.com").status_code == 302
    assert not Registration.objects.filter(event=event).exists()
    assert not Message.objects.filter(to="vera@example.se").exists()


def test_another_site_cannot_send_the_form(event: Event) -> None:
    assert Client(enforce_csrf_checks=True).post(form_of(event), written(event)).status_code == 403
    assert not Registration.objects.filter(event=event).exists()


def test_faults_are_summed_up_where_the_keyboard_stands_and_tied_to_their_fields(
    client: Client, event: Event
) -> None:
    page = send(client, event, email="ingen adress", name="").content.decode()
    assert re.search(r'<div class="faults" role="alert" tabindex="-1" autofocus', page)
    assert 'href="#id_email"' in page
    assert 'value="ingen adress"' in page
    field = re.search(r'<input[^>]*name="email"[^>]*>', page)
    assert field is not None
    assert 'aria-invalid="true"' in field[0]
    assert "id_email_error" in field[0]
    assert "<title>Fel: " in page
    long = f"{'a' * 60}@{'.'.join(['b' * 50] * 4)}.se"
    assert 'href="#id_email"' in send(client, event, email=long).content.decode()
    undecided = send(client, event, attendance="").content.decode()
    assert 'href="#id_attendance_0"' in undecided
    assert 'id="id_attendance_0"' in undecided


def test_a_group_is_held_together_and_at_most_as_large_as_allowed(client: Client, event: Event) -> None:
    seats(event, "on_site", 2)
    assert send(client, event, companions="Ett Namn\nTvå Namn\nTre Namn").status_code == 200
    assert send(client, event, companions="Ett Namn\n\nTvå Namn\n").status_code == 302
    row = Registration.objects.get(event=event)
    assert row.size == 3
    assert row.holds.get().state == Hold.State.WAITING
    assert of(event, "on_site").taken == 0


def test_one_of_what_goes_on_at_the_same_time_can_be_chosen(client: Client, event: Event) -> None:
    items = [
        Session.objects.create(
            event=event,
            slug=f"spar-{n}",
            title=f"Spår {n}",
            number=n,
            starts=DAY + timedelta(hours=hour),
            ends=DAY + timedelta(hours=hour + 1),
        )
        for n, hour in enumerate((1, 1, 3))
    ]
    passes = [Pass.objects.create(event=event, kind="session", session=one, seats=5) for one in items]
    text = client.get(form_of(event)).content.decode()
    assert text.count(f'name="parallel_{passes[0].pk}"') == 3  # none, and the two
    chosen = {f"parallel_{passes[0].pk}": passes[1].pk, "sessions": [passes[2].pk]}
    assert send(client, event, **chosen).status_code == 302
    held = Registration.objects.get(event=event).holds.filter(to__kind="session")
    assert set(held.values_list("to", flat=True)) == {passes[1].pk, passes[2].pk}
    both = {"sessions": [passes[0].pk, passes[1].pk]}
    assert send(client, event, email="tva@example.se", **both).status_code == 200


def test_what_the_organiser_wrote_says_its_language_and_day_once_it_is_public(
    client: Client, event: Event
) -> None:
    event.days.create(on=DAY.date() + timedelta(days=1))
    item = Session.objects.create(event=event, slug="spar", title="Ett spår", starts=DAY)
    Pass.objects.create(event=event, kind="session", session=item)
    Question.objects.create(event=event, text="Vad vill du?", purpose="dela in", is_required=True)
    swedish = client.get(form_of(event)).content.decode()
    with override("en"):
        english = client.get(form_of(event)).content.decode()
    assert "4 mars 2031 09.00 Ett spår" in swedish
    publish_programme(event.organisation, actor=None, event=event)
    new = Session.objects.create(event=event, slug="nytt", title="Inte publicerat")
    Pass.objects.create(event=event, kind="session", session=new)
    public = client.get(form_of(event)).content.decode()
    assert "Ett spår" in public
    assert "Inte publicerat" not in public
    assert '4 March 2031 09.00 <span lang="sv">Ett spår</span>' in english
    assert '<span lang="sv">Vad vill du?</span> (must be answered)' in english
    assert 'Purpose: <span lang="sv">dela in</span>.' in english


def test_a_meal_is_for_those_on_site(client: Client, event: Event) -> None:
    meal = Pass.objects.create(event=event, kind="meal", title="Lunch")
    digital = str(of(event, "digital").pk)
    refused = send(client, event, attendance=digital, meals=[meal.pk])
    assert "Måltider är för den som deltar på plats." in refused.content.decode()
    assert send(client, event, meals=[meal.pk]).status_code == 302


def test_the_organisers_questions_are_asked_with_their_purpose(client: Client, event: Event) -> None:
    asked = Question.objects.create(
        event=event, text="Vad vill du prata om?", purpose="dela in i grupper", is_required=True
    )
    assert "Ändamål: dela in i grupper." in client.get(form_of(event)).content.decode()
    assert send(client, event).status_code == 200
    assert send(client, event, **{f"question_{asked.pk}": "Bussar"}).status_code == 302
    assert Registration.objects.get(event=event).answers.get().text == "Bussar"


@pytest.mark.parametrize("written", ["2027-03-28T02:30", "2026-10-25T02:30"])
def test_a_last_time_in_the_hour_when_the_clock_is_changed_is_asked_for_again(written: str) -> None:
    with pytest.raises(ValidationError, match="Klockan ställs om"):
        moment_field("Sista tid").clean(written)


def test_nobody_registers_after_the_last_day(client: Client, event: Event) -> None:
    send(client, event)
    Event.objects.filter(pk=event.pk).update(registers_until=timezone.now() - timedelta(minutes=1))
    known, unknown = send(client, event), send(client, event, email="nils@example.se")
    assert known.status_code == unknown.status_code == 200
    assert Registration.objects.filter(event=event).count() == 1


def test_who_cancelled_may_register_anew(client: Client, event: Event) -> None:
    send(client, event)
    row = Registration.objects.get(event=event)
    confirm(row, now=timezone.now())
    cancel(row, now=timezone.now())
    send(client, event)
    again = Registration.objects.get(event=event)
    assert again.state == Registration.State.UNCONFIRMED
    assert token_of(again) != token_of(row)
