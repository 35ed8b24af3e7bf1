"""A disk that is full or a database that takes nothing: told in words, nothing half-written, well after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from laget.apps.accounts.models import Organisation, Role
from laget.apps.followup import actions
from laget.apps.followup.models import Part
from laget.apps.followup.queries.drafts import part_hash
from laget.apps.strategy.actions import start_draft
from laget.apps.strategy.models import Draft
from laget.apps.strategy.queries import version_in_force
from tests.apps.followup.conftest import SLUG, YEAR, member

pytestmark = pytest.mark.usefixtures("committed")
PART = f"/{SLUG}/uppfoljning/utkast/del/hogre-utbildning/"
TEXT = "Vi skriver en lång text. " * 700
FULL = "Disken är full hos den som driver Läget, så ingenting kan sparas."
NOT_SAVED = "Det du skickade är inte sparat"


@pytest.fixture
def region(committed: None, make_region: Callable[[], Organisation]) -> Organisation:
    organisation = make_region()
    actions.start_edition(organisation, actor=None, year=YEAR)
    return organisation


@pytest.fixture
def strategist(region: Organisation) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member(region, Role.STRATEGIST))
    return client


def told(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
        return str(row[0]) if row else ""


@contextmanager
def full() -> Iterator[None]:
    """Let the database grow no more: SQLite's own limit gives SQLite's own answer of a full disk."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no limit that a test can set")
    told("VACUUM")
    most = told("PRAGMA max_page_count")
    told("PRAGMA max_page_count = 1")  # it is never set below what there is
    try:
        yield
    finally:
        told(f"PRAGMA max_page_count = {most}")


@contextmanager
def unwritable() -> Iterator[None]:
    """Let the database take nothing at all."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes no such order but from whoever runs it")
    told("PRAGMA query_only = 1")
    try:
        yield
    finally:
        told("PRAGMA query_only = 0")


@pytest.mark.parametrize("is_quiet", [False, True])
def test_a_text_that_the_disk_does_not_take_is_told_and_saved_when_there_is_room(
    strategist: Client, is_quiet: bool
) -> None:
    headers = {"HX-Request": "true"} if is_quiet else {}
    sent = {"seen": part_hash(None), "text": TEXT}
    with full():
        answer = strategist.post(PART, sent, headers=headers)
        assert answer.status_code == 503
        assert FULL in answer.content.decode()
        assert NOT_SAVED in answer.content.decode()
        english = strategist.post(f"/en{PART}", sent, headers=headers).content.decode()
        assert "The disk of those who run Läget is full" in english
        assert not Part.objects.exists()
    assert strategist.post(PART, sent, headers=headers).status_code == (200 if is_quiet else 302)
    assert Part.objects.get().text == TEXT.strip()


def test_a_draft_that_the_disk_does_not_take_stays_as_it_was(
    strategist: Client, region: Organisation
) -> None:
    start_draft(region, actor=None, today=date(2026, 1, 1))
    before = Draft.objects.get().document
    where = f"/{SLUG}/strategi/utkast/ny/element/?level=priority"
    sent = {"title": "Ett nytt område", "level": "priority", "text": TEXT}
    with full():
        answer = strategist.post(where, sent)
        assert (answer.status_code, FULL in answer.content.decode()) == (503, True)
    assert Draft.objects.get().document == before
    assert strategist.post(where, sent).status_code == 302
    assert Draft.objects.get().document != before


def test_asking_for_figures_while_nothing_is_taken_is_told(
    strategist: Client, region: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for publisher in ("KOLADA", "SCB"):  # which nobody answers for: what is asked in the end finds no network
        monkeypatch.setenv(f"LAGET_{publisher}_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LAGET_WAIT_SECONDS", "0.01")
    with unwritable():
        answer = strategist.post(f"/{SLUG}/statistik/hamta/")
    assert answer.status_code == 503
    assert "så ingenting kan sparas" in answer.content.decode()
    assert not region.refreshes.exists()
    assert strategist.post(f"/{SLUG}/statistik/hamta/").status_code == 302


def test_a_page_is_read_though_the_time_of_the_session_cannot_be_kept(strategist: Client) -> None:
    with unwritable():
        answer = strategist.get(f"/{SLUG}/gap/")
    assert answer.status_code == 200


def test_signing_in_while_nothing_is_taken_is_told(strategist: Client) -> None:
    with unwritable():
        answer = Client(raise_request_exception=False).post(
            "/konto/login/", {"login": f"strategist@{SLUG}.example.se", "password": "fel"}
        )
    assert answer.status_code in {200, 503}
    assert "<h1>" in answer.content.decode()


def test_a_chart_that_cannot_be_kept_stands_as_a_sentence_and_a_table(
    client: Client, region: Organisation, settings: Settings, tmp_path: Path
) -> None:
    place = tmp_path / "en-fil"
    place.write_text("", encoding="utf-8")
    version = version_in_force(region)
    assert version is not None
    actions.judge_today(region, version=version, store=settings.STORE)
    settings.DRAWINGS = place  # a file where the folder should be: the disk refuses, whoever asks
    html = client.get(f"/{SLUG}/indikator/nystartade-foretag/").content.decode()
    assert "Diagrammet går inte att rita just nu. Siffrorna finns i tabellen." in html
    assert "<picture>" not in html
    settings.DRAWINGS = tmp_path / "ritningar"
    html = client.get(f"/{SLUG}/indikator/nystartade-foretag/").content.decode()
    assert "<picture>" in html
    assert "Diagrammet går inte att rita" not in html
