"""A form that asks for something about a person says beside the field why, on what ground and until when."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.translation import override

from laget.apps.accounts.models import Organisation, Role
from laget.apps.followup.forms import MaskForm, SendForm
from laget.apps.people.actions import invite_person
from tests.apps.people.conftest import Join

pytestmark = pytest.mark.django_db
PUBLIC_TASK = "Rättslig grund: uppgift av allmänt intresse."


def test_an_invitation_says_it_of_the_address(halland: Organisation, join: Join, client: Client) -> None:
    client.force_login(join(halland, Role.ADMINISTRATOR))
    page = client.get("/halland/personer/").content.decode()
    assert "Ändamål: bjuda in den som ska arbeta här." in page
    assert f"{PUBLIC_TASK} Sparas tills den dag som gallringsbeslutet sätter." in page
    assert "Legal ground: a task of public interest." in client.get("/en/halland/personer/").content.decode()


def test_whoever_is_invited_reads_it_of_the_name(halland: Organisation, client: Client) -> None:
    with override("sv"):
        link = invite_person(
            halland, actor=None, email="ny@example.se", roles=[Role.READER], site="", now=datetime.now(UTC)
        )
    page = client.get(link).content.decode()
    assert "Ändamål: visa vem som har gjort vad." in page
    assert "Sparas tills kontot avslutas." in page


def test_a_contributors_address_and_a_masked_passage_say_it() -> None:
    with override("sv"):
        assert "be om en text till uppföljningen" in str(SendForm.base_fields["email"].help_text)
        assert "rättslig förpliktelse" in str(MaskForm.base_fields["passage"].help_text)
