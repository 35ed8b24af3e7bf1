"""The economy now: each watched indicator beside the same time last year; the choice of them."""

import html

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Organisation, User
from laget.apps.horizon.actions import watch_indicators
from laget.apps.horizon.models import Watched
from laget.demo.year.economy import WATCHED

pytestmark = pytest.mark.django_db
PATH = "/halland/omvarld/konjunktur/"


def page(client: Client, path: str = PATH) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_each_indicator_has_its_sentences_its_drawing_and_its_table(
    region: Organisation, client: Client
) -> None:
    text = page(client)
    for name in WATCHED:
        assert f"/halland/indikator/{name}/" in text
    assert "än i oktober 2024" in text or "som i oktober 2024" in text
    assert "årstiden" in text
    assert text.count("<figure") == text.count("<details") == len(WATCHED)
    assert text.count("Den är ingen statistik") == len(WATCHED)


def test_nothing_chosen_is_said_and_draws_nothing(region: Organisation, client: Client) -> None:
    Watched.objects.filter(organisation=region).delete()
    text = page(client)
    assert "Inget är valt att följa konjunkturen med." in text
    assert "<figure" not in text


def test_an_indicator_that_the_strategy_has_no_longer_is_left_out(
    region: Organisation, client: Client
) -> None:
    Watched.objects.create(organisation=region, indicator="borttagen", place=9)
    assert page(client).count("<figure") == len(WATCHED)


def test_the_number_of_queries_does_not_follow_the_number_of_indicators(
    region: Organisation, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    watch_indicators(region, actor=None, indicators=WATCHED[:1])
    page(client)
    with django_assert_num_queries(3):
        page(client)
    watch_indicators(region, actor=None, indicators=WATCHED)
    page(client)
    with django_assert_num_queries(3):
        page(client)


def test_what_is_chosen_is_chosen_among_those_with_months_or_quarters(
    region: Organisation, client: Client
) -> None:
    client.force_login(User.objects.get(email="analytiker@example.se"))
    text = page(client, f"{PATH}valj/")
    assert 'value="konkurser-pahittad"' in text
    assert 'value="eftergymnasial"' not in text
    answer = client.post(f"{PATH}valj/", {"indicators": ["varsel-pahittad"]})
    assert answer.status_code == 302
    assert list(Watched.objects.filter(organisation=region).values_list("indicator", flat=True)) == [
        "varsel-pahittad"
    ]
    assert client.post(f"{PATH}valj/", {"indicators": ["eftergymnasial"]}).status_code == 200
