"""A drawing at its address: drawn at first view, never changing, with a policy of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from laget.apps.accounts.models import Organisation

pytestmark = pytest.mark.django_db


def addresses(client: Client, path: str = "/halland/indikator/eftergymnasial/") -> list[str]:
    return re.findall(r"/halland/diagram/[0-9a-f]{64}\.svg", client.get(path).content.decode())


def test_every_drawing_of_a_page_is_drawn_when_it_is_asked_for(client: Client, region: Organisation) -> None:
    found = set(addresses(client))
    assert len(found) == 12
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert answer.content.startswith(b"<svg ")
        assert (Path(settings.DRAWINGS) / Path(address).name).exists()


def test_a_drawing_is_drawn_once_and_read_after(client: Client, region: Organisation) -> None:
    address = addresses(client, "/halland/indikator/gymnasial/")[0]
    assert client.get(address).status_code == 200
    drawn = Path(settings.DRAWINGS) / Path(address).name
    drawn.write_bytes(b"<svg as it lies there/>")
    assert client.get(address).content == b"<svg as it lies there/>"
    drawn.unlink()
    assert client.get(address).content.startswith(b"<svg ")


def test_a_drawing_may_be_kept_for_ever_and_is_not_sent_twice(client: Client, region: Organisation) -> None:
    address = addresses(client)[0]
    answer = client.get(address)
    assert "immutable" in answer["Cache-Control"]
    assert Path(address).stem in answer["ETag"]
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_drawing_may_load_and_run_nothing(client: Client, region: Organisation) -> None:
    answer = client.get(addresses(client)[0])
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
    assert b"style" not in answer.content


@pytest.mark.parametrize("name", ["0" * 64, "nothing", "..%2Fdb"])
def test_what_no_page_wants_is_not_there(client: Client, region: Organisation, name: str) -> None:
    assert client.get(f"/halland/diagram/{name}.svg").status_code == 404
    assert client.get(f"/nowhere/diagram/{name}.svg").status_code == 404


def test_a_drawing_that_was_cleared_is_wished_for_by_the_page_again(
    client: Client, region: Organisation
) -> None:
    address = addresses(client)[0]
    for path in Path(settings.DRAWINGS).glob(f"{Path(address).stem}.*"):
        path.unlink()
    assert client.get(address).status_code == 404
    assert address in addresses(client)
    assert client.get(address).status_code == 200
