"""Signing in: by password with two-factor, by code in a mail; nobody makes an account of their own accord."""

import re
import time

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from laget.apps.accounts.models import User
from laget.apps.mail.models import Message
from tests.apps.accounts.conftest import PASSWORD, code_of, in_mail, protect, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


def test_a_password_signs_in_and_the_page_says_who(client: Client, stig: User) -> None:
    assert sign_in(client, stig) == "/konto/"
    shown = client.get("/provlan/").content.decode()
    assert "Inloggad som Stig" in shown
    assert "Logga ut" in shown


def test_a_stranger_is_shown_where_to_sign_in(client: Client, stig: User) -> None:
    shown = client.get("/provlan/").content.decode()
    assert 'href="/konto/login/"' in shown
    assert "Inloggad som" not in shown


def test_a_wrong_password_says_not_which_of_the_two_was_wrong(client: Client, stig: User) -> None:
    wrong = client.post("/konto/login/", {"login": stig.email, "password": "fel"}).content.decode()
    unknown = client.post("/konto/login/", {"login": "ingen@example.se", "password": "fel"}).content.decode()
    faults = [re.findall(r'class="faults".*?</div>', page, re.DOTALL) for page in (wrong, unknown)]
    assert faults[0]
    assert faults[0] == faults[1]
    assert "_auth_user_id" not in client.session


def test_too_many_tries_have_to_wait(client: Client, stig: User) -> None:
    for _ in range(12):
        sign_in(client, stig, "fel")
    assert sign_in(client, stig) == ""


def test_two_factor_is_set_up_with_a_code_that_the_page_may_show(client: Client, stig: User) -> None:
    sign_in(client, stig)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    answer = client.get("/konto/2fa/totp/activate/")
    page = answer.content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page
    assert "img-src 'self'" in answer["Content-Security-Policy"]


def test_two_factor_asks_for_the_apps_code_after_the_password(client: Client, stig: User) -> None:
    key = protect(client, stig)
    client.logout()
    assert sign_in(client, stig) == "/konto/2fa/authenticate/"
    assert client.get("/konto/").status_code == 302
    assert client.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200
    cache.clear()  # a code is taken once in its half minute: forget that it was
    assert client.post("/konto/2fa/authenticate/", {"code": code_of(key)}).status_code == 302
    assert client.get("/konto/").status_code == 200


def test_a_recovery_code_is_used_once(client: Client, stig: User) -> None:
    protect(client, stig)
    codes = client.get("/konto/2fa/recovery-codes/").content.decode()
    code = re.search(r"<textarea[^>]*>\s*(\w+)", codes)
    assert code is not None
    for works in (True, False):
        client.logout()
        sign_in(client, stig)
        answer = client.post("/konto/2fa/authenticate/", {"code": code[1]})
        assert (answer.status_code == 302) is works


def test_a_code_in_a_mail_signs_in(client: Client, stig: User) -> None:
    answer = client.post("/konto/login/code/", {"email": stig.email})
    assert answer.status_code == 302
    mail = Message.objects.get()
    assert (mail.to, mail.private) == (stig.email, True)
    assert client.post("/konto/login/code/confirm/", {"code": "fel"}).status_code == 200
    code = in_mail(r"\n\n([A-Z0-9-]{6,})\n")
    assert client.post("/konto/login/code/confirm/", {"code": code}).status_code == 302
    assert client.get("/konto/").status_code == 200


def test_a_code_does_not_pass_by_two_factor(client: Client, stig: User) -> None:
    protect(client, stig)
    client.logout()
    client.post("/konto/login/code/", {"email": stig.email})
    client.post("/konto/login/code/confirm/", {"code": in_mail(r"\n\n([A-Z0-9-]{6,})\n")})
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize("path", ["/konto/login/code/", "/konto/password/reset/"])
def test_nothing_is_sent_to_an_address_without_an_account(client: Client, stig: User, path: str) -> None:
    known = client.post(path, {"email": stig.email})
    unknown = Client().post(path, {"email": "ingen@example.se"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.to for mail in Message.objects.all()] == [stig.email]


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client: Client, stig: User) -> None:
    client.post("/konto/password/reset/", {"email": stig.email})
    link = in_mail(r"http://testserver(\S+)")
    form = client.get(link)["Location"]
    new = "en-annan-lang-fras-7"
    client.post(form, {"password1": new, "password2": new})
    assert sign_in(Client(), stig, new) == "/konto/"
    assert sign_in(Client(), stig) == ""


def test_a_new_address_takes_the_place_of_the_old_when_its_link_is_opened(client: Client, stig: User) -> None:
    sign_in(client, stig)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert client.post("/konto/email/", {"email": "ny@example.se", "action_add": ""}).status_code == 302
    stig.refresh_from_db()
    assert stig.email == "stig@example.se"
    link = re.search(r"http://testserver(\S+)", Message.objects.filter(to="ny@example.se").latest("pk").text)
    assert link is not None
    client.post(link[1])
    stig.refresh_from_db()
    assert stig.email == "ny@example.se"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account_of_their_own_accord(client: Client, method: str) -> None:
    given = {"email": "ny@example.se", "password1": PASSWORD, "password2": PASSWORD}
    answer = getattr(client, method)("/konto/signup/", given)
    assert "Konton ges genom inbjudan" in answer.content.decode()
    assert not User.objects.exists()


def test_an_idle_session_ends(client: Client, stig: User, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 1
    sign_in(client, stig)
    assert client.get("/konto/").status_code == 200
    time.sleep(1.1)
    assert client.get("/konto/").status_code == 302


def test_signing_out_ends_the_session(client: Client, stig: User) -> None:
    sign_in(client, stig)
    client.post("/konto/logout/")
    assert client.get("/konto/").status_code == 302


PAGES = (
    "login/",
    "login/code/",
    "password/reset/",
    "signup/",
    "utkorg/",
    "inactive/",
    "3rdparty/login/error/",
)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_sign_in_has_the_houses_frame(client: Client, page: str, language: str) -> None:
    shown = client.get(f"{language}/konto/{page}", follow=True).content.decode()
    assert shown.count("<h1") == 1
    assert 'class="site"' in shown
    assert "style=" not in shown
    assert f'<html lang="{"en" if language else "sv"}">' in shown


@pytest.mark.parametrize("protected", [False, True])
@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("superuser", [False, True])
def test_the_admin_pages_take_an_administrator_of_the_installation_with_two_factor(
    client: Client, stig: User, settings: Settings, superuser: bool, demo: bool, protected: bool
) -> None:
    settings.DEMO = demo
    User.objects.filter(pk=stig.pk).update(is_superuser=superuser, is_staff=True)
    if protected:
        protect(client, stig)
    else:
        sign_in(client, stig)
    answer = client.get("/admin/", follow=True)
    comes_in = superuser and (demo or protected)
    assert (answer.request["PATH_INFO"] == "/admin/") is comes_in
    if not comes_in:
        where = "/konto/" if not superuser else "/konto/2fa/"
        assert answer.request["PATH_INFO"] == where


def test_a_stranger_at_the_admin_pages_signs_in_as_everywhere_else(client: Client) -> None:
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/konto/login/"
