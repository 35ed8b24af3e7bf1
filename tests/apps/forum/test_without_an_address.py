"""Who has no e-mail address takes part: registered by hand or at the door, and forgotten there."""

import pytest
from django.urls import reverse

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.forum.actions.mailings import write_mailing
from laget.apps.forum.models import Event, Pass, Registration
from laget.apps.forum.queries.mailings import addressees
from laget.apps.mail.models import Message
from tests.apps.forum.mailing_rows import a_draft
from tests.apps.forum.office_event import at, browser, of_role, open_event, text

pytestmark = pytest.mark.django_db
NOBODYS = {"email": "", "of": "", "sort": "", "area": ""}


@pytest.fixture
def event(halland: Organisation) -> Event:
    return open_event(halland)


def test_several_without_an_address_are_registered_by_hand_and_no_mail_is_written(
    event: Event, communicator: User
) -> None:
    office, to = browser(communicator), event.passes.get(kind=Pass.Kind.ON_SITE)
    before = Message.objects.count()
    for name in ("Ester Prov", "Elis Prov", "Elis Prov"):  # the last pressed twice
        answer = office.post(
            at(event, "registration_add"), {**NOBODYS, "name": name, "attendance": str(to.pk)}, follow=True
        )
        assert "Anmälan är sparad och bekräftad." in text(answer)
        assert "Ingen: inga mejl går, berätta själv" in text(answer)
    assert Registration.objects.filter(email="", state="confirmed").count() == 2
    assert Message.objects.count() == before
    mailing = write_mailing(event.organisation, actor=None, event=event, draft=a_draft(audience="everybody"))
    assert not addressees(mailing).filter(email="").exists()


def test_who_comes_to_the_door_without_an_address_is_let_in(event: Event, halland: Organisation) -> None:
    door = of_role(halland, Role.FACILITATOR)
    for _pressed in range(2):
        door.post(at(event, "door_add"), {**NOBODYS, "name": "Ester Prov"})
    came = Registration.objects.get(email="")
    assert (came.name, came.arrived) == ("Ester Prov", 1)
    assert not Message.objects.filter(about=f"registration:{came.pk}").exists()


def test_a_registration_without_an_address_is_forgotten_where_it_stands(
    event: Event, halland: Organisation, communicator: User
) -> None:
    row = Registration.objects.create(event=event, name="Ester Prov", nonce="x", state="confirmed")
    place = reverse("registration_office", args=[halland.slug, event.slug, row.pk])
    assert browser(communicator).post(place, {"act": "erase"}).status_code == 403
    page = of_role(halland, Role.ADMINISTRATOR).post(place, {"act": "erase"}, follow=True)
    assert "Anmälan är glömd." in text(page)
    assert not Registration.objects.filter(pk=row.pk).exists()
