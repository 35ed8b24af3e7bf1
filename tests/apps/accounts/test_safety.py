"""Signing in leads nowhere else, begins a new session, and keeps its cookies to HTTPS where that is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from laget.apps.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "blabar-tall-2031"  # noqa: S105 - a test's own
ASKED = "from laget.config import settings as s; print({})"


@pytest.fixture
def person(db: None) -> User:
    user = User.objects.create_user("ada@example.se", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.mark.parametrize(
    "address", ["https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client: Client, person: User, address: str) -> None:
    sent = {"login": person.email, "password": PASSWORD, "next": address}
    assert client.post("/konto/login/", sent)["Location"] == "/konto/"


def test_signing_in_begins_a_new_session(client: Client, person: User) -> None:
    session = client.session
    session["x"] = "y"
    session.save()
    before = session.session_key
    client.post("/konto/login/", {"login": person.email, "password": PASSWORD})
    assert client.session.session_key not in {None, before}


def said_by_settings(words: str, *, home: Path, **environ: str) -> str:
    """Return what the settings of an installation of its own are, as they are printed."""
    run = subprocess.run(
        [sys.executable, "-c", ASKED.format(words)],
        env={**os.environ, "LAGET_HOME": str(home), **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.parametrize(("https", "told"), [("yes", "True True 31536000"), ("no", "False False 0")])
def test_cookies_keep_to_https_where_that_is_said(tmp_path: Path, https: str, told: str) -> None:
    words = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS"
    assert said_by_settings(words, home=tmp_path, LAGET_HTTPS=https) == told


def test_the_secret_key_and_its_folder_are_read_by_their_owner_alone(tmp_path: Path) -> None:
    environ = {"LAGET_SECRET_KEY": ""}
    first = said_by_settings("s.SECRET_KEY", home=tmp_path / "ny", **environ)
    assert len(first) >= 50
    assert said_by_settings("s.SECRET_KEY", home=tmp_path / "ny", **environ) == first
    for kept in (tmp_path / "ny", tmp_path / "ny" / "secret-key"):
        assert kept.stat().st_mode & 0o077 == 0
