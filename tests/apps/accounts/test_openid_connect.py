"""Signing in at the region's own provider by OpenID Connect, against one that the test runs itself."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from laget.apps.accounts.models import User
from tests.apps.accounts.provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.django_db
BEGIN = "/konto/oidc/region/login/"


@pytest.fixture
def elsewhere(settings: Settings) -> Iterator[Provider]:
    """A provider, and the site set up to use it."""
    with provider() as running:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "region",
                        "name": "Region Exempel",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {"server_url": running.address, "verified_email": False},
                    }
                ],
            }
        }
        yield running


def follow(url: str) -> str:
    """Go to the provider as a browser does, and return where it leads back."""
    parts = urlsplit(url)
    asked = http.client.HTTPConnection(parts.netloc, timeout=10)
    asked.request("GET", f"{parts.path}?{parts.query}")
    back = asked.getresponse().getheader("Location")
    asked.close()
    assert back is not None
    return back


def sign_in(client: Client) -> "tuple[int, str, str]":
    """Go the whole way; returns the last page's status, path and text."""
    began = client.post(BEGIN)
    assert began.status_code == 302
    back = urlsplit(follow(began["Location"]))
    answer = client.get(f"{back.path}?{back.query}", follow=True)
    return answer.status_code, str(answer.request["PATH_INFO"]), answer.content.decode()


def test_the_sign_in_page_leads_to_the_provider(client: Client, elsewhere: Provider) -> None:
    shown = client.get("/konto/login/").content.decode()
    assert "Logga in med Region Exempel" in shown
    assert BEGIN in shown


def test_the_way_there_begins_with_a_press_of_a_button_and_proves_who_began(
    client: Client, elsewhere: Provider
) -> None:
    assert client.get(BEGIN).status_code == 200
    asked = parse_qs(urlsplit(client.post(BEGIN)["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["client_id"] == [CLIENT]


def test_a_member_comes_in_and_is_known_the_next_time_by_the_provider(
    client: Client, elsewhere: Provider, stig: User
) -> None:
    elsewhere.claims = {"sub": "s-1", "email": "Stig@Example.se", "email_verified": True, "name": "Stig"}
    status, path, _ = sign_in(client)
    assert (status, path) == (200, "/konto/")
    assert SocialAccount.objects.get().user == stig
    client.logout()
    elsewhere.claims = {"sub": "s-1", "email": "nytt@example.se", "email_verified": True}
    assert sign_in(client)[1] == "/konto/"
    assert User.objects.count() == 1


def test_an_address_that_nobody_has_invited_gets_a_page_that_says_so(
    client: Client, elsewhere: Provider, stig: User
) -> None:
    elsewhere.claims = {"sub": "s-2", "email": "ny@example.se", "email_verified": True}
    status, _, shown = sign_in(client)
    assert status == 403
    assert "ingen har bjudit in adressen ny@example.se" in shown
    assert User.objects.count() == 1
    assert "_auth_user_id" not in client.session


def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(
    client: Client, elsewhere: Provider, stig: User
) -> None:
    elsewhere.claims = {"sub": "s-3", "email": "stig@example.se", "email_verified": False}
    status, _, shown = sign_in(client)
    assert status == 403
    assert "intygar inte adressen stig@example.se" in shown
    assert not SocialAccount.objects.exists()


def test_a_provider_that_gives_no_address_is_told_of(client: Client, elsewhere: Provider, stig: User) -> None:
    elsewhere.claims = {"sub": "s-4"}
    status, _, shown = sign_in(client)
    assert status == 403
    assert "ingen e-postadress" in shown


def test_a_way_back_that_nobody_began_leads_to_a_fault(client: Client, elsewhere: Provider) -> None:
    answer = client.get("/konto/oidc/region/login/callback/?code=x&state=made-up")
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 302, 401, 403}
    assert 'class="site"' in client.get("/konto/3rdparty/login/error/").content.decode()


def test_a_token_for_another_site_lets_nobody_in(client: Client, elsewhere: Provider, stig: User) -> None:
    elsewhere.claims = {"sub": "s-1", "email": stig.email, "email_verified": True, "aud": "another"}
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_the_environment_sets_it_up_and_lets_its_form_lead_there() -> None:
    look = (
        "from laget.config import settings as s;"
        "a = s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0];"
        "print(a['name'], a['client_id'], a['settings']['server_url']);"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", look],
        env={
            **os.environ,
            "LAGET_OIDC_SERVER": "https://login.example.se/realm/",
            "LAGET_OIDC_NAME": "Regionen",
            "LAGET_OIDC_CLIENT": "laget",
            "LAGET_OIDC_SECRET": "x",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Regionen laget https://login.example.se/realm\n" in told
    assert "'https://login.example.se'" in told
