"""The mail that tells of two-factor: written when what it tells of is kept."""

from django.test import Client

from laget.apps.accounts.models import User
from laget.apps.mail.models import Message
from tests.apps.accounts.conftest import protect


def test_a_mail_tells_that_two_factor_was_set_up(
    committed: None, outbox: None, client: Client, stig: User
) -> None:
    protect(client, stig)
    mail = Message.objects.latest("pk")
    assert mail.to == stig.email
    assert "Det här har ändrats i ditt konto" in mail.text
    assert "127.0.0.1" not in mail.text
