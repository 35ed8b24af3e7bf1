"""One form about a page that is sent twice is one answer, also where both come at the same moment."""

import re
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.feedback.actions import answer_page
from laget.apps.feedback.models import Answer
from tests.apps.conftest import AtOnce

PAGE = "/tyck-till/?sida=/halland/gap/&region=halland"
ROUNDS = 6


@pytest.fixture
def halland(committed: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


def form_at(client: Client) -> str:
    found = re.search(r'name="nummer" value="([^"]+)"', client.get(PAGE).content.decode())
    assert found
    return found[1]


def test_two_presses_at_once_are_one_answer(halland: Organisation, at_once: AtOnce) -> None:
    for number in range(1, ROUNDS + 1):
        sent = {"nytta": "ja", "rad": "Bra.", "nummer": form_at(Client())}
        press = [partial(Client().post, PAGE, sent) for _ in range(3)]
        outcomes = at_once(*press)
        assert [getattr(one, "status_code", one) for one in outcomes] == [302] * 3
        assert Answer.objects.count() == number


def test_a_form_that_is_sent_again_later_is_thanked_and_counted_once(
    halland: Organisation, client: Client
) -> None:
    sent = {"nytta": "nej", "nummer": form_at(client)}
    for _ in range(2):
        answer = client.post(PAGE, sent, headers={"HX-Request": "true"})
        assert "Tack!" in answer.content.decode()
    assert Answer.objects.count() == 1
    client.post(PAGE, sent | {"nummer": form_at(client)})
    assert Answer.objects.count() == 2


def test_two_forms_are_two_answers(halland: Organisation, client: Client) -> None:
    assert form_at(client) != form_at(client)


def test_a_form_keeps_its_number_while_it_is_put_right(halland: Organisation, client: Client) -> None:
    number = form_at(client)
    assert f'value="{number}"' in client.post(PAGE, {"rad": "Hej", "nummer": number}).content.decode()


def test_a_number_that_is_none_is_told_and_another_is_given(halland: Organisation, client: Client) -> None:
    html = client.post(PAGE, {"nytta": "ja", "nummer": "x"}).content.decode()
    assert "Läs in sidan på nytt" in html
    assert 'name="nummer" value="x"' not in html
    assert not Answer.objects.exists()


def test_without_looking_for_its_number_one_form_would_be_two_answers(
    halland: Organisation, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: that the tests above find one is the number's doing."""

    def made(self: QuerySet[Answer], defaults: dict[str, Any], **asked: Any) -> tuple[Answer, bool]:
        return self.create(**defaults, organisation=asked["organisation"]), True

    monkeypatch.setattr(QuerySet, "get_or_create", made)
    press = partial(answer_page, halland, page="/halland/", useful=True, form=uuid4())
    at_once(press, press)
    assert Answer.objects.count() == 2
