"""The mails about one registration: when it is, for how many, who answers, in the person's language."""

import pytest
from django.utils import timezone

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.letters import write_letter, write_seats
from laget.apps.forum.actions.registering import cancel
from laget.apps.forum.models import Event, Participant, Person
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import CLOSES, NOW, published, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(halland: Organisation) -> Event:
    return published(halland)


def last() -> Message:
    return Message.objects.latest("pk")


def test_every_mail_ends_with_who_writes_and_answers_go_to_the_contact(event: Event) -> None:
    vera = somebody(event, "Vera Exempel")
    write_seats(vera)
    assert (last().reply_to, "Svara på" in last().text) == ("", False)
    kim = Person.objects.create(
        organisation=event.organisation, name="Kim Exempel", email="kim@example.se", shows_contact=True
    )
    Participant.objects.create(event=event, person=kim, role="contact")
    for name in ("confirm", "known", "cancelled"):
        write_letter(vera, name)
        assert last().reply_to == "kim@example.se"
        assert last().text.endswith("Har du en fråga? Svara på det här mejlet.\n\nExempelregionen\n")
        assert "\n\n\n" not in last().text
        assert last().html.startswith('<!doctype html><html lang="sv">')
    write_letter(somebody(event, "Nick Sample", language="en"), "confirm")
    assert "When: 6 October 2026, 09.00–17.00\n\nIf you have not registered" in last().text


def test_who_asks_for_a_link_is_not_called_by_a_name_that_anybody_may_have_written(event: Event) -> None:
    row = somebody(event, "Se https://example.org", is_confirmed=False)
    for name in ("confirm", "known"):
        write_letter(row, name)
        assert "example.org" not in last().text + last().html + last().subject


@pytest.mark.parametrize(
    ("size", "subject", "text"),
    [
        (1, "Det finns en plats till dig: ", "Sedan går platsen till nästa"),
        (3, "Det finns platser till er alla: ", "Sedan går platserna till nästa"),
    ],
)
def test_an_offer_speaks_to_one_and_to_a_group(event: Event, size: int, subject: str, text: str) -> None:
    row = somebody(event, "Vera Exempel")
    hold = row.holds.get()
    hold.size, hold.answer_by = size, NOW
    write_letter(row, "offer", hold=hold)
    assert last().subject == f"{subject}{event.title}"
    assert text in last().text
    assert "Tid: 6 oktober 2026, 09.00–17.00" in last().text
    write_letter(row, "lapsed", hold=hold)
    assert ("platserna har gått" in last().text) == (size > 1)


def test_who_cancels_is_asked_to_come_again_only_while_one_can_register(event: Event) -> None:
    cancel(somebody(event, "Vera Exempel"), now=CLOSES.replace(day=1, month=9))
    assert "Du är välkommen att anmäla dig igen" in last().text
    cancel(somebody(event, "Nils Exempel"), now=max(CLOSES, timezone.now()))
    assert "välkommen" not in last().text
    assert "Du har inte längre någon plats" in last().text
