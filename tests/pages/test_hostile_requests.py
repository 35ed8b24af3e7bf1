"""What no browser sends and no person writes is answered in a sentence with its headers, and kept nowhere."""

import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.feedback.models import Answer
from laget.apps.followup import actions
from laget.apps.strategy.actions import NotDecided, adopt_draft, start_draft
from laget.apps.strategy.queries import hash_of, version_in_force
from laget.config.discretion import Discreet
from laget.core.asked import whole_number
from laget.core.words.said import Refusal, Said
from laget.pages.bounds import LARGEST
from laget.pages.views import start
from laget.pages.views.faults import broken

pytestmark = pytest.mark.django_db
POLICY = "default-src 'none'"
LONG = "9" * 5000  # more digits than Python reads as a number
LINK = "Zm9ydHktdGhyZWUtc2lnbnMtb2YtYS1zZWNyZXQtb25l"


@pytest.fixture
def strategist(client: Client, region: Organisation) -> Client:
    user = User.objects.get(email="strateg@example.se")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/halland/mal/%00/",
        "/halland/indikator/x%00y/",
        "/sok/?q=%00",
        "/sok/?region=%00",
        "/halland/gap/?mal=%00",
        "/tyck-till/?region=%00&sida=/halland/",
    ],
)
def test_a_nul_in_an_address_is_told(client: Client, region: Organisation, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "<h1>Det här gick inte att läsa</h1>" in answer.content.decode()
    assert POLICY in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_whoever_reads_english_is_told_in_english(client: Client, region: Organisation) -> None:
    assert "<h1>This could not be read</h1>" in client.get("/en/halland/mal/%00/").content.decode()


def test_a_nul_in_a_form_is_told_and_nothing_is_kept(strategist: Client, region: Organisation) -> None:
    address = reverse("answer") + "?region=halland&sida=/halland/"
    answer = strategist.post(address, {"nytta": "ja", "rad": "a\x00b"})
    assert answer.status_code == 400
    assert "Ingenting sparades." in answer.content.decode()
    assert not Answer.objects.exists()
    assert strategist.post("/halland/statistik/larm/x/", {"reason": "\x00"}).status_code == 400


def test_a_nul_in_a_cookie_is_told_in_a_sentence(client: Client, region: Organisation) -> None:
    client.cookies["sessionid"] = "x" * 8 + "\x00"
    assert client.get("/halland/").status_code == 400


def test_what_is_larger_than_any_file_is_not_read(client: Client, region: Organisation) -> None:
    answer = client.post("/tyck-till/", CONTENT_LENGTH=str(LARGEST + 1))
    assert answer.status_code == 413
    assert "för stort" in answer.content.decode()
    assert POLICY in answer["Content-Security-Policy"]


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 30, "x"])
def test_a_length_that_is_none_is_refused(client: Client, region: Organisation, length: str) -> None:
    assert client.get("/halland/", CONTENT_LENGTH=length).status_code == 413


def test_a_form_larger_than_any_text_is_told_so(client: Client, region: Organisation) -> None:
    address = reverse("answer") + "?region=halland&sida=/halland/"
    form = f"nytta=ja&rad={'a' * 3_000_000}"
    answer = client.post(address, form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Ingenting sparades." in answer.content.decode()


def test_ten_thousand_parameters_are_told_in_a_sentence(client: Client, region: Organisation) -> None:
    answer = client.get("/sok/?" + "&".join(f"q{number}=x" for number in range(10_000)))
    assert answer.status_code == 400
    assert "Det här gick inte att läsa" in answer.content.decode()


def test_a_strange_host_is_refused_with_every_header(client: Client, region: Organisation) -> None:
    answer = client.get("/halland/", headers={"host": "ond.example"})
    assert answer.status_code == 400
    assert POLICY in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "ond.example" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/halland/strategi/nytt/?fran={LONG}", 404),
        (f"/halland/oppna-data/strategi.json?version={LONG}", 404),
        ("/halland/oppna-data/strategi.json?version=²", 404),
        (f"/halland/strategi/version/{LONG}/", 404),
        ("/halland/strategi/version/99999999999999999999/", 404),
        ("/halland/uppfoljning/99999999999999999999/", 404),
        (f"/halland/strategi/utkast/historik/?fore={LONG}", 200),
        (f"/halland/uppfoljning/utkast/historik/?fore={LONG}", 200),
        ("/halland/uppfoljning/utkast/historik/?fore=²", 200),
    ],
)
def test_a_number_that_nothing_has_is_no_fault_of_ours(strategist: Client, address: str, status: int) -> None:
    assert strategist.get(address).status_code == status


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("²", None), ("-1", None), ("", None), (LONG, None)])
def test_a_number_is_read_where_it_is_one(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_decision_of_no_century_of_ours_is_refused(region: Organisation, day: str) -> None:
    draft = start_draft(region, actor=None, today=timezone.localdate())
    decision = {"body": "regionfullmäktige", "date": day}
    over = version_in_force(region)
    with pytest.raises(NotDecided):
        adopt_draft(
            region, actor=None, decision=decision, seen=hash_of(draft), over=over.number if over else None
        )


def test_the_secret_of_a_link_is_no_page_to_have_a_view_on(client: Client, region: Organisation) -> None:
    actions.start_edition(region, actor=None, year=2040)
    element = "hogre-utbildning"
    link = actions.send_parts(
        region, actor=None, email="ute@example.se", elements=[element], site="", now=timezone.now()
    )
    for page in (link, f"{link}{element}/"):
        assert "tyck-till" not in client.get(page).content.decode()
        asked = reverse("answer") + f"?region=halland&sida={page}"
        assert client.post(asked, {"nytta": "ja"}).status_code == 404
    assert not Answer.objects.exists()


def test_a_refusal_that_no_page_awaits_is_told_in_its_words_to_those_who_work_here(
    strategist: Client, region: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise Refusal(Said("Disken är full.", "The disk is full."))

    monkeypatch.setattr(start, "standing_of", full)
    answer = strategist.get("/halland/")
    assert answer.status_code == 503
    assert "Disken är full." in answer.content.decode()
    answer = Client().get("/halland/")
    assert answer.status_code == 503
    assert "Disken är full." not in answer.content.decode()
    assert "<h1>Något gick fel</h1>" in answer.content.decode()


def test_a_fault_of_ours_tells_nothing_of_what_it_was(
    client: Client, region: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("no such column: secret")

    monkeypatch.setattr(start, "standing_of", away)
    client.raise_request_exception = False
    answer = client.get("/halland/")
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert POLICY in answer["Content-Security-Policy"]


def test_a_fault_is_broken_in_both_languages() -> None:
    request = RequestFactory().get("/")
    assert "Något gick fel" in broken(request).content.decode()


def test_a_log_holds_neither_secrets_nor_addresses() -> None:
    try:
        raise ValueError("Key (email)=(ada@example.se) already exists")
    except ValueError as fault:
        told = (type(fault), fault, fault.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "Fault: %s", (f"/bidrag/{LINK}/",), told)
    written = Discreet().format(record)
    assert "/bidrag/…/" in written
    assert "already exists" in written
    assert LINK not in written
    assert "ada@" not in written
