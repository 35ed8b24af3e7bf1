"""A drawing at its address: drawn at first view, never changing, with a policy of its own."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from laget.apps.accounts.models import Organisation

pytestmark = pytest.mark.django_db
FIRST, AFTER = 1.0, 0.02  # seconds


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


def test_a_drawing_is_quick_the_first_time_and_quicker_after(client: Client, region: Organisation) -> None:
    warm, *rest = addresses(client, "/halland/indikator/gymnasial/")
    client.get(warm)  # the library itself is loaded once a process
    for address in rest:
        (Path(settings.DRAWINGS) / Path(address).name).unlink(missing_ok=True)
        start = time.perf_counter()
        assert client.get(address).status_code == 200
        first = time.perf_counter()
        client.get(address)
        assert first - start < FIRST
        assert time.perf_counter() - first < AFTER


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
