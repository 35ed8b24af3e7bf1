"""The newsletter's pages: a letter of blocks that tell figures as the pages do, previewed, sent, read."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.models import Judgement
from laget.apps.forum.models import Event
from laget.apps.mail.models import Message
from laget.apps.newsletter.actions.writing import parts_of
from laget.apps.newsletter.models import Letter
from laget.pages.newsletter.telling import told_of
from laget.pages.standing import standing_of

pytestmark = pytest.mark.django_db
DRAFT, SENT = "infor-forumdagen", "lagets-host"


@pytest.fixture
def writer(region: Organisation) -> Client:
    return signed_in("kommunikator@example.se")


def signed_in(email: str) -> Client:
    client = Client()
    user = User.objects.get(email=email)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name: str, *more: str) -> str:
    return reverse(name, args=["halland", *more])


def draft() -> Letter:
    return Letter.objects.get(organisation__slug="halland", slug=DRAFT)


def pressed(client: Client, do: str, **more: str) -> None:
    """Send the letter as it stands with one button pressed."""
    row = draft()
    sent = {"title": row.title, "revision": str(row.revision), "do": do}
    parts = parts_of(row)
    sent["blocks"] = str(len(parts))
    for number, one in enumerate(parts):
        sent |= {f"b{number}-title": one.title, f"b{number}-text": one.text}
        sent |= {f"b{number}-address": one.address} if one.address else {}
    answer = client.post(at("letter_change", DRAFT), {**sent, **more})
    assert answer.status_code == 302, answer.content.decode()


def test_blocks_are_added_moved_and_taken_away_without_scripts(writer: Client) -> None:
    first, second, third = parts_of(draft())
    pressed(writer, "down-0")
    assert parts_of(draft()) == (second, first, third)
    pressed(writer, "up-2")
    assert parts_of(draft()) == (second, third, first)
    pressed(writer, "add", address="edition:2025")
    assert [one.kind for one in parts_of(draft())][-1] == "edition"
    pressed(writer, "text")
    pressed(writer, "save", **{"b4-text": "Sist"})
    assert parts_of(draft())[-1].text == "Sist"
    pressed(writer, "remove-0")
    assert [one.address for one in parts_of(draft())] == [third.address, first.address, "edition:2025", ""]


def test_only_what_everybody_may_see_can_be_chosen(writer: Client, region: Organisation) -> None:
    hidden = Event.objects.create(organisation=region, slug="hemligt", title="Hemlig dag")
    assert "Hemlig dag" not in writer.get(at("letter_change", DRAFT)).content.decode()
    before = parts_of(draft())
    for address in (f"event:{hidden.slug}", "event:finns-inte", "evidence:utvardering-2025", "x"):
        pressed(writer, "add", address=address)
    assert parts_of(draft()) == before


def test_a_block_tells_the_gap_as_the_page_does(region: Organisation) -> None:
    standing = standing_of(region)
    assert standing is not None
    shown = told_of(draft(), now=timezone.now())
    for language in ("sv", "en"):
        sentence = standing.gap("m-gymnasial", language=language).telling.short.text
        assert sentence in {one.sentence for one in shown[language]}
    assert all(one.url.startswith("http") for one in shown["sv"] if one.sentence)
    assert any("/en/halland/" in one.url for one in shown["en"])


def test_the_preview_is_what_is_sent_and_then_read_by_everybody(writer: Client) -> None:
    assert Client().get(at("letter", DRAFT)).status_code == 404
    page = writer.get(at("letter_preview", DRAFT))
    assert "Skicka till 2 adresser" in page.content.decode()
    html = writer.get(at("letter_html", DRAFT)).content.decode()
    fields = dict(re.findall(r'name="(revision|seen)" value="([^"]*)"', page.content.decode()))
    Message.objects.all().delete()
    assert writer.post(at("letter_send", DRAFT), fields).status_code == 302
    assert writer.post(at("letter_send", DRAFT), fields).status_code == 302  # pressed twice
    mails = {one.to: one for one in Message.objects.all()}
    assert set(mails) == {"prenumerant@example.se", "reader@example.se"}
    word = re.compile(r"(?<=/avsluta/)[^/]+")
    assert word.sub("", mails["prenumerant@example.se"].html) == word.sub("", html)
    assert word.sub("", mails["prenumerant@example.se"].text) == word.sub("", page.context["mail"].text)
    assert "Anmäl dig" in page.context["mail"].text
    assert "**" not in page.context["mail"].text  # Markdown is for HTML
    shown = Client().get(at("letter", DRAFT)).content.decode()
    assert "Invånare 25–64 år med gymnasium" in shown
    assert "avsluta" not in shown
    assert writer.get(at("letter_change", DRAFT)).status_code == 302


def test_a_block_that_leads_nowhere_any_longer_is_said_and_stops_the_letter(
    writer: Client, region: Organisation
) -> None:
    Event.objects.filter(organisation=region, slug="laget-i-lanet").update(state=Event.State.DRAFT)
    page = writer.get(at("letter_preview", DRAFT))
    assert "Skicka till" not in page.content.decode()
    fields = {"revision": str(draft().revision), "seen": page.context["seen"]}
    Message.objects.all().delete()
    answer = writer.post(at("letter_send", DRAFT), fields, follow=True)
    assert "ett block som inte leder någonstans" in answer.content.decode()
    assert not Message.objects.exists()


def test_figures_that_are_others_since_the_preview_stop_the_letter(
    writer: Client, region: Organisation
) -> None:
    fields = {"revision": str(draft().revision)}
    fields["seen"] = writer.get(at("letter_preview", DRAFT)).context["seen"]
    Event.objects.filter(organisation=region, slug="laget-i-lanet").update(title="Ett annat namn")
    answer = writer.post(at("letter_send", DRAFT), fields, follow=True)
    assert "något annat än när du granskade det" in answer.content.decode()
    assert draft().sent_at is None


def test_a_sent_letter_stands_though_nothing_is_judged_any_more(region: Organisation) -> None:
    before = Client().get(at("letter", SENT)).content.decode()
    Judgement.objects.filter(organisation=region).delete()
    assert re.findall(r"<h2.*</p>", Client().get(at("letter", SENT)).content.decode()) == re.findall(
        r"<h2.*</p>", before
    )


def test_a_second_editor_of_a_letter_is_told_and_keeps_what_was_written(writer: Client) -> None:
    revision = str(draft().revision)
    pressed(writer, "save", title="Min rubrik")
    sent = {"title": "Din rubrik", "revision": revision, "blocks": "1", "b0-text": "Mitt stycke"}
    answer = writer.post(at("letter_change", DRAFT), sent)
    assert answer.status_code == 409
    for words in ("Din rubrik", "Mitt stycke", "Min rubrik"):
        assert words in answer.content.decode()
    assert draft().title == "Min rubrik"


@pytest.mark.parametrize("name", ["start", "events"])
def test_pages_lead_to_the_newsletter(region: Organisation, name: str) -> None:
    assert f'href="{at("newsletter")}"' in Client().get(at(name)).content.decode()


def test_mails_that_did_not_arrive_stand_on_the_letters_page_with_a_button(writer: Client) -> None:
    row = Letter.objects.get(slug=SENT)
    first, second = Message.objects.filter(batch=f"letter:{row.pk}").order_by("pk")
    Message.objects.filter(pk=first.pk).update(state="failed", fault="550 no such person", tries=1)
    Message.objects.filter(pk=second.pk).update(state="doubtful", fault="timed out", tries=1)
    for somebody in (Client(), signed_in("strateg@example.se")):
        assert "@example.se" not in somebody.get(at("letter", SENT)).content.decode()
    page = writer.get(at("letter", SENT)).content.decode()
    for words in (first.to, second.to, "550 no such person", "1 kom inte fram", "Skicka en gång till"):
        assert words in page
    writer.post(at("letter_again", SENT))
    both = Message.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk")
    assert list(both.values_list("state", flat=True)) == [
        "waiting",
        "doubtful",
    ]
    other = Message.objects.exclude(batch=f"letter:{row.pk}").first()
    for mail in (second.pk, other.pk if other else 0):
        writer.post(at("letter_again", SENT), {"mail": mail})
    second.refresh_from_db()
    assert second.state == "waiting"


def test_a_letter_is_found_when_it_has_been_sent(writer: Client) -> None:
    def found(words: str) -> str:
        return Client().get(reverse("search"), {"q": words, "region": "halland"}).content.decode()

    assert at("letter", SENT) in found("Lägets höst")
    assert at("letter", DRAFT) not in found("Inför forumdagen")
    page = writer.get(at("letter_preview", DRAFT)).content.decode()
    writer.post(at("letter_send", DRAFT), dict(re.findall(r'name="(revision|seen)" value="([^"]*)"', page)))
    assert at("letter", DRAFT) in found("Inför forumdagen")
