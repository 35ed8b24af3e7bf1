"""Open data: the adopted bytes, for any program, fetched again only where they are others."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Organisation
from laget.apps.strategy.models import StrategyVersion
from laget.core.canonical import canonical_bytes, sha256
from laget.core.strategy.document import StrategyDocument
from laget.core.strategy.schema import schema

pytestmark = pytest.mark.django_db

ADDRESS = "/halland/oppna-data/strategi.json"


def test_the_strategy_is_given_byte_for_byte_as_it_was_adopted(client: Client, region: Organisation) -> None:
    answer = client.get(ADDRESS)
    version = StrategyVersion.objects.get(organisation=region, number=2)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert sha256(answer.content) == version.hash
    assert answer["ETag"] == f'"{version.hash}"'


def test_what_is_given_can_be_read_and_written_without_loss(client: Client, region: Organisation) -> None:
    data = client.get(ADDRESS).content
    assert canonical_bytes(StrategyDocument.model_validate_json(data)) == data


def test_an_earlier_version_has_its_address(client: Client, region: Organisation) -> None:
    assert json.loads(client.get(f"{ADDRESS}?version=1").content)["strategy"]["id"] == "rus-2020"


@pytest.mark.parametrize("number", ["3", "ett", "-1", "²", ""])
def test_a_version_that_is_not_there_is_not_found(client: Client, region: Organisation, number: str) -> None:
    assert client.get(f"{ADDRESS}?version={number}").status_code == 404


def test_who_has_it_already_is_told_that_it_is_unchanged(client: Client, region: Organisation) -> None:
    tag = client.get(ADDRESS)["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(ADDRESS, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", [ADDRESS, "/oppna-data/strategi.schema.json"])
def test_a_program_at_any_site_may_read_it_and_none_may_write(
    client: Client, region: Organisation, path: str
) -> None:
    assert client.get(path)["Access-Control-Allow-Origin"] == "*"
    assert client.post(path).status_code == 405


def test_the_schema_is_the_one_that_the_format_makes(client: Client, db: None) -> None:
    answer = client.get("/oppna-data/strategi.schema.json")
    assert answer["Content-Type"] == "application/schema+json"
    assert json.loads(answer.content) == schema()


def test_a_region_without_a_strategy_has_none_to_give(client: Client, db: None) -> None:
    Organisation.objects.create(slug="tomt", name="Tomma regionen", area="20")
    assert client.get("/tomt/oppna-data/strategi.json").status_code == 404
    assert "Ingen strategi är antagen här än." in client.get("/tomt/oppna-data/").content.decode()


def test_the_page_says_address_licence_and_versions(client: Client, region: Organisation) -> None:
    html = client.get("/halland/oppna-data/").content.decode()
    assert f"http://testserver{ADDRESS}" in html
    assert "CC0 1.0" in html
    assert f'href="{ADDRESS}?version=1"' in html
    assert 'href="/oppna-data/strategi.schema.json"' in html


def test_the_installation_lists_every_strategy_in_force_in_as_many_queries(
    client: Client, region: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = StrategyVersion.objects.get(organisation=region, number=2)
    for count in (1, 3):
        with django_assert_num_queries(2):
            html = client.get("/oppna-data/").content.decode()
        assert html.count("/oppna-data/strategi.json") == count
        for slug in ("ovik", "angermanland"):
            other, made = Organisation.objects.get_or_create(slug=slug, name=slug.capitalize(), area="22")
            if made:
                StrategyVersion.objects.create(
                    organisation=other, number=1, title="En", document=version.document, hash=version.hash
                )
