"""Mails to many: who gets them, that they are as they were shown, and that they go once."""

from datetime import timedelta

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.composing import Composer
from laget.apps.forum.actions.erasing import delete_people
from laget.apps.forum.actions.mailings import (
    Decided,
    approve_mailing,
    change_mailing,
    draft_of,
    send_mailing,
    send_stuck_again,
    withdraw_mailing,
    write_mailing,
)
from laget.apps.forum.actions.programme import Point, add_session, change_session, publish_programme
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.jobs import send_mailings
from laget.apps.forum.models import Event, Hold, Mailing, Participant, Pass, Person, Session
from laget.apps.forum.queries.mailings import Stage, addressees, mails_of, stage_of
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import (
    NOW,
    STARTS,
    a_draft,
    approved,
    published,
    seat,
    somebody,
)

pytestmark = pytest.mark.django_db
WAITING = Hold.State.WAITING


@pytest.fixture
def event(halland: Organisation) -> Event:
    return published(halland)


def to_whom() -> list[str]:
    return sorted(Message.objects.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        ("held", {"per", "dina"}),
        ("on_site", {"per"}),
        ("digital", {"dina"}),
        ("waiting", {"vera"}),
        ("everybody", {"per", "dina", "vera"}),
        ("arrived", {"per"}),
    ],
)
def test_each_audience_is_those_who_have_confirmed(event: Event, audience: str, who: set[str]) -> None:
    per = somebody(event, "Per Plats")
    per.arrived_at = STARTS
    per.save()
    somebody(event, "Dina Digital", "digital")
    somebody(event, "Vera Väntar", state=WAITING)
    somebody(event, "Olle Obekräftad", is_confirmed=False)
    row = Mailing(event=event, kind="message", audience=audience)
    assert {one.email.partition("@")[0] for one in addressees(row)} == who


def test_nothing_is_sent_that_nobody_has_approved(event: Event) -> None:
    somebody(event, "Per Plats")
    write_mailing(event.organisation, actor=None, event=event, draft=a_draft())
    assert send_mailings(NOW + timedelta(days=900)) == 0
    assert to_whom() == []


def test_an_approved_mail_goes_once_to_each_alone(event: Event) -> None:
    somebody(event, "Per Plats")
    somebody(event, "Dina Digital", "digital")
    row = approved(event, a_draft(subject="Hej {namn}", text="Välkommen till {evenemang}, {dag}."))
    assert (send_mailings(NOW), send_mailings(NOW), send_mailing(row, now=NOW)) == (2, 0, None)
    row.refresh_from_db()
    assert (row.sent_at, row.count, stage_of(row, event, now=NOW)) == (NOW, 2, Stage.SENT)
    first, second = Message.objects.order_by("pk")
    assert (first.to, first.subject) == ("per@example.se", "Hej Per Plats")
    assert "Välkommen till Forum för mod & tillit, 6 oktober 2026 kl. 09.00." in first.text
    assert "Forum för mod &amp; tillit" in first.html
    assert "/min-anmalan/" in first.text
    assert first.private
    assert second.to not in first.text + first.html
    assert "Dina" not in first.text + first.html


def test_a_mail_waits_for_its_time(event: Event) -> None:
    somebody(event, "Per Plats")
    due = STARTS - timedelta(days=1)
    approved(event, a_draft("reminder", due=due))
    assert send_mailings(due - timedelta(seconds=1)) == 0
    assert send_mailings(due) == 1


def test_a_reminder_is_not_sent_of_what_is_over_or_cancelled(event: Event) -> None:
    somebody(event, "Per Plats")
    row = approved(event, a_draft("reminder", due=STARTS - timedelta(days=1)))
    assert send_mailings(STARTS + timedelta(days=2)) == 0
    assert stage_of(row, event, now=STARTS + timedelta(days=2)) == Stage.MISSED
    Event.objects.update(state=Event.State.CANCELLED)
    assert send_mailings(STARTS - timedelta(hours=1)) == 0


def test_an_approval_can_be_withdrawn_until_it_has_gone(event: Event) -> None:
    somebody(event, "Per Plats")
    row = approved(event, a_draft())
    with pytest.raises(Decided):
        change_mailing(event.organisation, actor=None, mailing=row, draft=a_draft(text="x"), revision=None)
    withdraw_mailing(event.organisation, actor=None, mailing=row)
    assert send_mailings(NOW) == 0
    change_mailing(event.organisation, actor=None, mailing=row, draft=a_draft(text="Nytt"), revision=None)
    row.refresh_from_db()
    approve_mailing(event.organisation, actor=None, mailing=row, seal=Composer(row).seal, now=NOW)
    assert send_mailings(NOW) == 1
    with pytest.raises(Decided):
        withdraw_mailing(event.organisation, actor=None, mailing=row)


def test_what_was_shown_is_what_is_sent(event: Event) -> None:
    somebody(event, "Per Plats")
    row = write_mailing(event.organisation, actor=None, event=event, draft=a_draft("reminder"))
    seal = Composer(row).seal
    for change in ({"title": "En annan dag"}, {"form": Event.Form.DIGITAL}):
        Event.objects.filter(pk=event.pk).update(**change)
        with pytest.raises(ChangedMeanwhile):
            approve_mailing(event.organisation, actor=None, mailing=row, seal=seal, now=NOW)
        row = Mailing.objects.get(pk=row.pk)
        seal = Composer(row).seal
    change_mailing(
        event.organisation,
        actor=None,
        mailing=row,
        draft=a_draft("reminder", text="Något annat"),
        revision=row.revision,
    )
    with pytest.raises(ChangedMeanwhile):
        approve_mailing(event.organisation, actor=None, mailing=row, seal=seal, now=NOW)
    assert send_mailings(NOW) == 0


def test_who_registered_in_english_gets_english(event: Event) -> None:
    somebody(event, "Eve English", language="en")
    approved(event, a_draft("reminder"))
    approved(event, a_draft(text="Ta med en tröja."))
    send_mailings(NOW)
    reminder, message = Message.objects.order_by("pk")
    assert reminder.subject == "Soon: Forum för mod & tillit"
    assert "6 October 2026 at 09:00" in reminder.text
    assert "Snart" not in reminder.text
    assert "/en/" in reminder.text
    assert message.text.startswith("Hello Eve English,\n\nThis is a message about")
    assert "The organiser writes in Swedish:\n\nTa med en tröja." in message.text
    assert '<div lang="sv"><p>Ta med en tröja.</p>' in message.html
    assert '<html lang="en">' in message.html


def test_a_name_is_never_markup_or_a_link(event: Event) -> None:
    somebody(event, "<b>Bo</b> [x](https://a.example) {länk}")
    approved(event, a_draft(text="Hej {namn}. [Läs]({program}) **nu**. [y]({namn})"))
    send_mailings(NOW)
    mail = Message.objects.get()
    assert "&lt;b&gt;Bo" in mail.html
    assert 'href="https://a.example' not in mail.html
    assert "{länk}" in mail.text
    assert "Läs: http" in mail.text
    assert f'/{event.slug}/"' in mail.html
    assert "<strong>nu</strong>" in mail.html


@pytest.mark.parametrize("text", ["{lank}", "{länk}", "{enkät}"])
def test_a_word_that_means_nothing_here_is_refused(event: Event, text: str) -> None:
    with pytest.raises(Unfit) as refused:
        write_mailing(event.organisation, actor=None, event=event, draft=a_draft(text=text))
    assert refused.value.field == "text"


def test_answers_go_to_the_contact_who_shows_an_address(event: Event) -> None:
    somebody(event, "Per Plats")
    person = Person.objects.create(
        organisation=event.organisation, name="Kim Exempel", email="kim@example.se", shows_contact=False
    )
    Participant.objects.create(event=event, person=person, role=Participant.Role.CONTACT)
    approved(event, a_draft())
    send_mailings(NOW)
    Person.objects.update(shows_contact=True)
    approved(event, a_draft())
    send_mailings(NOW)
    assert list(Message.objects.order_by("pk").values_list("reply_to", flat=True)) == ["", "kim@example.se"]


def an_item(event: Event, title: str, *, has_seats: bool = True) -> Session:
    point = Point(title=title, starts=STARTS, ends=STARTS + timedelta(hours=1), has_seats=has_seats)
    return add_session(event.organisation, actor=None, event=event, point=point)


def moved(event: Event, row: Session, *, has_seats: bool = True) -> None:
    starts = STARTS + timedelta(hours=2)
    point = Point(title=row.title, starts=starts, ends=starts + timedelta(hours=1), has_seats=has_seats)
    change_session(event.organisation, actor=None, session=row, point=point, revision=None, now=NOW)


def test_a_changed_programme_is_told_to_those_whose_items_moved(event: Event) -> None:
    first, second = an_item(event, "Ett spår"), an_item(event, "Ett annat spår")
    for name, item in (("Anna Ett", first), ("Tore Två", second)):
        seat(somebody(event, name), Pass.objects.get(session=item))
    somebody(event, "Inga Inget")
    publish_programme(event.organisation, actor=None, event=event)
    moved(event, first)
    publish_programme(event.organisation, actor=None, event=event, mails=True)
    moved(event, second)
    publish_programme(event.organisation, actor=None, event=event)
    row = Mailing.objects.get()
    assert (row.version, row.approved_at) == (2, None)
    approve_mailing(event.organisation, actor=None, mailing=row, seal=Composer(row).seal, now=NOW)
    assert send_mailings(NOW) == 1
    assert to_whom() == ["anna@example.se"]
    assert "Ett spår" in Message.objects.get().text


def test_an_item_for_all_concerns_everybody_with_a_seat(event: Event) -> None:
    item = an_item(event, "Välkomna", has_seats=False)
    somebody(event, "Per Plats")
    somebody(event, "Vera Väntar", state=WAITING)
    publish_programme(event.organisation, actor=None, event=event)
    moved(event, item, has_seats=False)
    publish_programme(event.organisation, actor=None, event=event, mails=True)
    assert [one.name for one in addressees(Mailing.objects.get())] == ["Per Plats"]


def test_what_failed_is_sent_again_and_what_is_doubtful_only_by_itself(event: Event) -> None:
    for name in ("Anna Ett", "Tore Två", "Per Plats"):
        somebody(event, name)
    row = approved(event, a_draft())
    send_mailings(NOW)
    failed, doubtful, sent = mails_of(row).order_by("pk")
    for one, state in ((failed, "failed"), (doubtful, "doubtful"), (sent, "sent")):
        Message.objects.filter(pk=one.pk).update(state=state, tries=4, fault="550 nobody")
    region = event.organisation
    assert send_stuck_again(region, actor=None, mailing=row, now=NOW) == 1
    assert send_stuck_again(region, actor=None, mailing=row, now=NOW) == 0
    assert send_stuck_again(region, actor=None, mailing=row, message=doubtful, now=NOW) == 1
    assert send_stuck_again(region, actor=None, mailing=row, message=sent, now=NOW) == 0
    assert sorted(mails_of(row).values_list("state", "tries")) == [
        ("sent", 4),
        ("waiting", 0),
        ("waiting", 0),
    ]


def test_a_draft_is_as_it_was_written(event: Event) -> None:
    draft = a_draft("reminder", due=STARTS - timedelta(days=2))
    row = write_mailing(event.organisation, actor=None, event=event, draft=draft)
    assert draft_of(Mailing.objects.get(pk=row.pk)) == draft


def test_a_contact_who_is_taken_down_stands_in_no_mail(event: Event) -> None:
    somebody(event, "Per Plats")
    person = Person.objects.create(
        organisation=event.organisation, name="Kim Exempel", email="kim@example.se", shows_contact=True
    )
    Participant.objects.create(event=event, person=person, role=Participant.Role.CONTACT)
    approved(event, a_draft())
    send_mailings(NOW)
    delete_people([person])
    assert Message.objects.get().reply_to == ""
