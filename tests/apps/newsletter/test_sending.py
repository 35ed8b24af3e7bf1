"""A letter is sent once, to those who have confirmed, as it was previewed, with a link that ends it."""

from email import message_from_bytes
from email.policy import default

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mail import jobs
from laget.apps.mail.models import Message
from laget.apps.newsletter.actions.sending import (
    OWN,
    Incomplete,
    Shown,
    Unseen,
    composed,
    seen_of,
    send_letter,
    shown_of,
)
from laget.apps.newsletter.actions.subscribing import link_to, subscribe
from laget.apps.newsletter.actions.writing import Part, Sent, add_letter, change_letter
from laget.apps.newsletter.models import Letter
from laget.apps.newsletter.queries import token_of
from laget.core.words.said import Language
from tests.apps.conftest import AtOnce
from tests.apps.newsletter.conftest import NOW, subscriber

SAYS = Shown(title="Gapet", sentence="Det fattas 12 procentenheter.", url="https://example.se/gap/")
SHOWN: dict[Language, list[Shown]] = {
    "sv": [SAYS],
    "en": [Shown(title="The gap", sentence="12 points are left.", url="https://example.se/gap/")],
}


@pytest.fixture
def letter(halland: Organisation) -> Letter:
    return add_letter(halland, actor=None, title="Hösten", parts=[Part(kind="gap", address="target:x")])


def send(letter: Letter, *, seen: str = "", revision: int | None = None) -> Letter:
    return send_letter(
        letter.organisation,
        actor=None,
        letter=letter,
        shown=SHOWN,
        seen=seen or seen_of(letter, SHOWN),
        revision=revision,
        now=NOW,
    )


@pytest.mark.django_db
def test_a_letter_goes_to_those_who_have_confirmed_each_in_their_language(
    halland: Organisation, letter: Letter
) -> None:
    lo, ada = subscriber(halland, "lo@example.se"), subscriber(halland, "ada@example.se", language="en")
    subscribe(halland, email="never@example.se", language="sv", now=NOW)
    Message.objects.all().delete()
    assert send(letter).count == 2
    mine = Message.objects.get(to="lo@example.se")
    link, word = link_to(lo, "newsletter_end"), token_of(lo)
    expected = composed(letter, SHOWN["sv"], "sv")
    assert (mine.text, mine.html) == (expected.text.replace(OWN, word), expected.html.replace(OWN, word))
    assert link in mine.text
    assert link in mine.html
    assert "12 procentenheter" in mine.text
    assert OWN not in mine.text + mine.html
    theirs = Message.objects.get(to="ada@example.se")
    assert "12 points are left" in theirs.text
    assert link_to(ada, "newsletter_end") in theirs.text
    assert "/en/" in theirs.unsubscribe
    assert link not in theirs.text + theirs.html


@pytest.mark.django_db
def test_the_mail_says_how_it_is_ended_in_one_click(halland: Organisation, letter: Letter) -> None:
    lo = subscriber(halland, "lo@example.se")
    send(letter)
    mailed = message_from_bytes(jobs.letter(Message.objects.get()).message().as_bytes(), policy=default)
    assert mailed["List-Unsubscribe"].strip() == f"<{link_to(lo, 'newsletter_end')}>"
    assert mailed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [one.get_content_type() for one in mailed.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_what_it_said_that_day_stands_whatever_the_figures_say_later(letter: Letter) -> None:
    send(letter)
    assert shown_of(letter, "sv") == SHOWN["sv"]
    assert shown_of(letter, "en") == SHOWN["en"]
    letter.refresh_from_db()
    with pytest.raises(Sent):
        change_letter(letter.organisation, actor=None, letter=letter, title="x", parts=(), revision=None)


@pytest.mark.django_db
def test_nothing_is_sent_that_was_not_previewed_or_says_nothing(
    halland: Organisation, letter: Letter
) -> None:
    subscriber(halland, "lo@example.se")
    with pytest.raises(Unseen):
        send(letter, seen="0" * 64)
    with pytest.raises(ChangedMeanwhile):
        send(letter, revision=7)
    with pytest.raises(Incomplete):
        send_letter(
            halland,
            actor=None,
            letter=letter,
            shown={"sv": [Shown()], "en": [Shown()]},
            seen=seen_of(letter, {"sv": [Shown()], "en": [Shown()]}),
            revision=None,
            now=NOW,
        )
    assert not Message.objects.exists()
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_two_who_send_at_once_send_it_once(committed: None, at_once: AtOnce) -> None:
    halland = Organisation.objects.create(slug="halland", name="Exempelregionen")
    for number in range(20):
        subscriber(halland, f"p{number}@example.se")
    letter = add_letter(halland, actor=None, title="Hösten", parts=[Part(kind="gap", address="target:x")])
    outcomes = at_once(*[lambda: send(letter)] * 3)
    assert sorted(type(one).__name__ for one in outcomes) == ["Letter", "Sent", "Sent"]
    assert Message.objects.count() == 20
