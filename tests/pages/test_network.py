"""A network: people, roles and pages as a region has, and no strategy of its own."""

import pytest
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from tests.pages.test_editions import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(region: Organisation) -> Organisation:
    return Organisation.objects.create(kind=Organisation.Kind.NETWORK, slug="natet", name="Nätet")


def test_a_network_shows_the_regions_and_no_strategy(client: Client, network: Organisation) -> None:
    page = read(client, "/natet/")
    assert "Ett nätverk av regioner." in page
    assert 'href="/halland/"' in page
    assert "/natet/strategi/" not in page
    assert "A network of regions." in read(client, "/en/natet/")


def test_the_first_page_keeps_regions_and_networks_apart_in_swedish_order(
    client: Client, network: Organisation
) -> None:
    for slug, name in (("o", "Ön"), ("a", "Åland"), ("z", "Zon")):
        Organisation.objects.create(slug=slug, name=name, area="12")
    page = read(client, "/")
    places = [page.index(f">{name}<") for name in ("Exempelregionen i Hallands län", "Zon", "Åland", "Ön")]
    assert places == sorted(places)
    assert places[-1] < page.index(">Nätverk<") < page.index(">Nätet<")


def test_those_who_work_for_a_network_are_led_to_what_it_has(client: Client, network: Organisation) -> None:
    user = User.objects.create_user("natet@example.se", name="Nat Exempel")
    Membership.objects.create(organisation=network, user=user, role=Role.ADMINISTRATOR)
    client.force_login(user)
    answer = client.get("/natet/arbete/")
    led = {task.url for task in answer.context["tasks"]}
    assert "/natet/personer/" in led
    assert "/natet/arbete/historik/" in led
    assert not {url for url in led if "/strategi/" in url or "/statistik/" in url or "/uppfoljning/" in url}
    for url in led:
        assert client.get(url).status_code == 200, url
    assert client.get("/halland/arbete/").status_code == 403
