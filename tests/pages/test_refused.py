"""The pages of what cannot be shown: not allowed, not here, too old, broken; in both languages."""

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory
from django.utils import translation

from laget.apps.accounts.models import Organisation
from laget.pages.views import start
from laget.pages.views.faults import broken


@pytest.fixture
def provlan(db: None) -> Organisation:
    return Organisation.objects.create(slug="provlan", name="Provregionen", name_en="The Trial Region")


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/finns-inte/", 404, "Sidan finns inte här"),
        ("/en/finns-inte/", 404, "The page is not here"),
        ("/provlan/personer/", 403, "Du får inte göra det här"),
        ("/en/provlan/personer/", 403, "You may not do this"),
    ],
)
def test_what_cannot_be_shown_says_so_in_the_look(
    client: Client, provlan: Organisation, path: str, status: int, heading: str
) -> None:
    answer = client.get(path)
    shown = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in shown
    assert 'class="site"' in shown


def test_a_form_without_its_token_is_told_that_nothing_was_saved(provlan: Organisation) -> None:
    answer = Client(enforce_csrf_checks=True).post("/konto/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Ingenting sparades." in answer.content.decode()


def test_a_fault_of_ours_is_told_without_the_database(
    client: Client, provlan: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(start, "organisation_at", fail)
    client.raise_request_exception = False
    answer = client.get("/provlan/")
    assert answer.status_code == 500
    assert "<h1>Något gick fel</h1>" in answer.content.decode()


def test_a_fault_of_ours_speaks_english_to_those_who_read_it() -> None:
    with translation.override("en"):
        answer = broken(RequestFactory().get("/en/"))
    assert '<html lang="en">' in answer.content.decode()
    assert "Something went wrong" in answer.content.decode()
