"""What readers say of a page: kept without a person, read and cleaned by those who may."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.accounts.permissions import may
from laget.apps.audit.models import Entry
from laget.apps.feedback import actions
from laget.apps.feedback.actions import TooManyAnswers, answer_page
from laget.apps.feedback.models import Answer
from laget.apps.feedback.permissions import DELETE_LINE, READ_FEEDBACK
from laget.apps.feedback.queries import summaries_of

pytestmark = pytest.mark.django_db
PAGE = "/tyck-till/?sida=/halland/gap/&region=halland"
MAY = {Role.ADMINISTRATOR, Role.STRATEGIST, Role.COMMUNICATOR}


@pytest.fixture
def halland() -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


@pytest.fixture
def other() -> Organisation:
    return Organisation.objects.create(slug="annan", name="En annan region")


def member(organisation: Organisation, role: Role) -> User:
    user = User.objects.create_user(f"{role}@example.se")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


def test_a_link_alone_says_nothing(client: Client, halland: Organisation) -> None:
    html = client.get(f"{PAGE}&nytta=nej").content.decode()
    assert re.search(r'<input type="radio"[^>]*value="nej"[^>]*checked', html)
    assert not re.search(r'<input type="radio"[^>]*value="ja"[^>]*checked', html)
    assert not Answer.objects.exists()


def test_an_answer_is_kept_without_a_person(client: Client, halland: Organisation) -> None:
    answer = client.post(PAGE, {"nytta": "nej", "rad": "Hör av dig till ada@example.se  nu"})
    assert answer.status_code == 302
    assert "Tack!" in client.get(answer["location"]).content.decode()
    fields = [field.name for field in Answer._meta.concrete_fields]
    assert fields == ["id", "organisation", "page", "useful", "line", "on", "form"]
    kept = Answer.objects.get()
    assert (kept.organisation, kept.page, kept.useful) == (halland, "/halland/gap/", False)
    assert kept.line == "Hör av dig till [borttaget] nu"
    assert type(kept.on) is date  # the day, and no time of it
    assert kept.form is None  # a number of the form, where it had one, and no one's


def test_with_htmx_the_form_and_the_thanks_are_swapped_in_place(
    client: Client, halland: Organisation
) -> None:
    form = client.get(f"{PAGE}&nytta=ja", headers={"HX-Request": "true"})
    assert form.content.decode().startswith('<div class="ask" id="ask">')
    assert "HX-Request" in form["vary"]
    thanks = client.post(PAGE, {"nytta": "ja"}, headers={"HX-Request": "true"}).content.decode()
    assert "Tack!" in thanks
    assert "<form" not in thanks
    assert Answer.objects.get().useful


def test_the_token_against_forgery_is_demanded(halland: Organisation) -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"nytta": "ja"}).status_code == 403
    assert not Answer.objects.exists()


def test_an_answer_without_yes_or_no_is_asked_for_again(client: Client, halland: Organisation) -> None:
    for given in ({"rad": "hej"}, {"nytta": "kanske"}, {"nytta": "ja", "rad": "x" * 501}):
        html = client.post(PAGE, given).content.decode()
        assert 'role="alert"' in html
    assert not Answer.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_not_counted(
    client: Client, halland: Organisation
) -> None:
    assert client.post(PAGE, {"nytta": "ja", "webbplats": "http://example.com"}).status_code == 302
    assert not Answer.objects.exists()


def test_a_flood_is_stopped_for_the_day(
    client: Client, halland: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_OF_A_PAGE", 3)
    for _ in range(3):
        answer_page(halland, page="/halland/", useful=True)
    with pytest.raises(TooManyAnswers):
        answer_page(halland, page="/halland/", useful=True)
    answer_page(halland, page="/halland/gap/", useful=True)
    monkeypatch.setattr(actions, "MOST_OF_ALL", 4)
    assert "förrän i morgon" in client.post(PAGE, {"nytta": "ja"}).content.decode()
    assert Answer.objects.count() == 4


@pytest.mark.parametrize(
    "page",
    ["", "/finns-inte/alls/", "//example.com/", "https://example.com/", "/annan/gap/", "/konto/", "/admin/"],
)
def test_only_a_page_of_the_region_can_be_answered(
    client: Client, halland: Organisation, other: Organisation, page: str
) -> None:
    answer = client.post(f"/tyck-till/?sida={page}&region=halland", {"nytta": "ja"})
    assert answer.status_code == 404
    assert not Answer.objects.exists()


def test_the_english_page_is_the_same_page(client: Client, halland: Organisation) -> None:
    address = "/en/tyck-till/?sida=/en/halland/gap/%3Fordna=ar&region=halland"
    assert 'href="/en/halland/gap/"' in client.get(address).content.decode()
    client.post(address, {"nytta": "ja"})
    assert Answer.objects.get().page == "/halland/gap/"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("asked", [READ_FEEDBACK, DELETE_LINE])
def test_those_who_keep_the_pages_may_read_and_delete(
    halland: Organisation, other: Organisation, role: Role, asked: Any
) -> None:
    user = member(halland, role)
    assert may(user, halland, asked) is (role in MAY)
    assert not may(user, other, asked)
    assert not may(AnonymousUser(), halland, asked)


@pytest.mark.parametrize("role", Role)
def test_the_summary_and_the_deletion_follow_the_roles(
    client: Client, halland: Organisation, other: Organisation, role: Role
) -> None:
    kept = answer_page(halland, page="/halland/", useful=False, line="en rad")
    foreign = answer_page(other, page="/annan/", useful=False, line="en annans rad")
    client.force_login(member(halland, role))
    shown, gone = client.get("/halland/tyckt/"), client.post(f"/halland/tyckt/{kept.pk}/")
    kept.refresh_from_db()
    if role in MAY:
        assert "en rad" in shown.content.decode()
        assert gone.status_code == 302
        assert kept.line == ""
        assert Entry.objects.get().action == "delete_line"
    else:
        assert shown.status_code == gone.status_code == 403
        assert kept.line == "en rad"
    assert client.get("/annan/tyckt/").status_code == 403
    assert client.post(f"/annan/tyckt/{foreign.pk}/").status_code == 403
    assert client.post(f"/halland/tyckt/{foreign.pk}/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.line == "en annans rad"


def test_answers_are_summed_up_by_page(
    halland: Organisation, other: Organisation, django_assert_num_queries: Callable[..., Any]
) -> None:
    answer_page(other, page="/annan/", useful=True, line="annat")
    for page, useful, line in (
        ("/b/", True, "bra"),
        ("/b/", False, ""),
        ("/b/", True, "tack"),
        ("/a/", False, ""),
    ):
        answer_page(halland, page=page, useful=useful, line=line)
    with django_assert_num_queries(2):
        first, second = summaries_of(halland)
    assert (first.page, first.useful, first.useless) == ("/b/", 2, 1)
    assert [line.line for line in first.lines] == ["tack", "bra"]
    assert (second.page, second.useful, second.useless, second.lines) == ("/a/", 0, 1, [])


def test_what_is_written_is_shown_as_text(client: Client, halland: Organisation) -> None:
    answer_page(halland, page="/halland/", useful=True, line="<b>fet</b><script>x</script>")
    client.force_login(member(halland, Role.COMMUNICATOR))
    html = client.get("/halland/tyckt/").content.decode()
    assert "<script>x" not in html
    assert "&lt;script&gt;" in html
