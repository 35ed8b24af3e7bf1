"""What a process makes ready before it answers."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import Judgement
from laget.pages import standing
from laget.pages.ready import addresses, make_ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's own connection between pages, as Django's test client does."""
    for sent in (request_started, request_finished):
        sent.disconnect(close_old_connections)
    yield
    for sent in (request_started, request_finished):
        sent.connect(close_old_connections)


def test_every_address_that_is_made_ready_is_a_page_that_people_read(
    client: Client, region: Organisation
) -> None:
    found = list(addresses())
    assert {"/halland/", "/halland/gap/", "/en/halland/", "/halland/uppfoljning/2025/"} <= set(found)
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_the_gaps_are_told_before_anybody_asks(region: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "STANDINGS", {})
    assert make_ready(seconds=60) == len(list(addresses()))
    [known] = standing.STANDINGS.values()
    assert {language for _, language in known._told} == {"sv", "en"}
    assert {target for target, _ in known._told} == set(known.verdicts)


def test_when_the_time_is_up_the_rest_is_left(region: Organisation) -> None:
    assert make_ready(seconds=-1) == 0


def test_a_region_without_figures_is_made_ready_without_them(region: Organisation) -> None:
    other = Organisation.objects.create(slug="tom", name="En tom region", area="14")
    assert not Judgement.objects.filter(organisation=other).exists()
    assert make_ready(seconds=60) == len(list(addresses()))
