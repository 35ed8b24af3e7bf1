"""Retention: nothing goes without a decision; by one it goes on its day, and is counted."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Deletion, Organisation, Retention, Role
from laget.apps.audit.models import Entry
from laget.apps.feedback.models import Answer
from laget.apps.mail.actions import write_mail
from laget.apps.mail.models import Message
from laget.apps.people.models import Invitation
from laget.cli.tick import do_what_is_due
from tests.apps.people.conftest import Join

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HERE = [Retention.What.MAIL, Retention.What.INVITATION, Retention.What.FEEDBACK]  # seats: tests of gathering
DECISION = {"decision": "RS 2026/12", "decided": date(2026, 2, 3)}


def old_things(organisation: Organisation) -> None:
    """Write a mail, an invitation and an answer of 40 days ago."""
    then = NOW - timedelta(days=40)
    write_mail(organisation, to="lo@example.se", subject="Hej", text="Hej")
    Message.objects.filter(organisation=organisation).update(created=then, state=Message.State.SENT)
    Invitation.objects.create(
        organisation=organisation, email="ny@example.se", token=organisation.slug, created=then, expires=then
    )
    Answer.objects.create(organisation=organisation, page="/", useful=True, on=then.date())


def left(organisation: Organisation) -> list[int]:
    return [
        model.objects.filter(organisation=organisation).count() for model in (Message, Invitation, Answer)
    ]


def test_without_a_decision_nothing_is_deleted(halland: Organisation) -> None:
    old_things(halland)
    assert do_what_is_due(NOW + timedelta(days=5000)).deleted == 0
    assert left(halland) == [1, 1, 1]


@pytest.mark.parametrize("what", HERE)
def test_a_decision_deletes_its_own_kind_in_its_own_organisation(
    halland: Organisation, other: Organisation, what: Retention.What
) -> None:
    old_things(halland)
    old_things(other)
    Retention.objects.create(organisation=halland, what=what, days=30, **DECISION)
    assert do_what_is_due(NOW).deleted == 1
    place = HERE.index(what)
    assert left(halland) == [int(one != place) for one in range(3)]
    assert left(other) == [1, 1, 1]
    counted = Deletion.objects.get()
    assert (counted.what, counted.count, counted.decision) == (what.value, 1, "RS 2026/12")


def test_a_tick_done_twice_deletes_and_counts_once(halland: Organisation) -> None:
    old_things(halland)
    Retention.objects.create(organisation=halland, what=Retention.What.MAIL, days=30, **DECISION)
    assert [do_what_is_due(NOW).deleted for _ in range(2)] == [1, 0]
    assert Deletion.objects.get().count == 1


def test_what_is_not_old_enough_stays(halland: Organisation) -> None:
    old_things(halland)
    for what in Retention.What:
        Retention.objects.create(organisation=halland, what=what, days=41, **DECISION)
    assert do_what_is_due(NOW).deleted == 0


def test_a_mail_that_waits_is_not_deleted(halland: Organisation) -> None:
    old_things(halland)
    Message.objects.update(state=Message.State.WAITING)
    Retention.objects.create(organisation=halland, what=Retention.What.MAIL, days=30, **DECISION)
    assert do_what_is_due(NOW).deleted == 0


def test_an_administrator_enters_and_withdraws_a_decision(
    halland: Organisation, join: Join, client: Client
) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    assert "Det finns inget beslut: ingenting gallras." in client.get("/halland/gallring/").content.decode()
    given = {"what": "mail", "days": "30", "decision": "RS 2026/12", "decided": "2026-02-03"}
    assert client.post("/halland/gallring/", given).status_code == 302
    shown = client.get("/halland/gallring/").content.decode()
    assert "efter 30 dagar" in shown
    assert "RS 2026/12</span>, 3 februari 2026" in shown
    assert client.post("/halland/gallring/", given | {"days": "0"}).status_code == 200
    assert client.post("/halland/gallring/", given | {"days": "60"}).status_code == 302
    assert Retention.objects.get().days == 60
    client.post("/halland/gallring/mail/")
    assert not Retention.objects.exists()
    actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["decide_retention", "decide_retention", "withdraw_retention"]
