"""Every form of those who work here, sent with what nobody writes: none of it is a fault of ours."""

import random
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup import actions
from laget.apps.strategy.actions import start_draft

pytestmark = pytest.mark.django_db
ELEMENT, TARGET, INDICATOR = "hogre-utbildning", "m-foretag", "eftergymnasial"
ROUNDS, SEED = 4, 2030
ANYTHING = (
    "", "0", "-1", "9" * 5000, "99999999999999999999", "1e309", "NaN", "inf", "²", "٣", "1,5", "50 %",
    "−60 %", "9999-12-31", "0001-01-01", "2026-13-45", "<script>alert(1)</script>", "javascript:alert(1)",
    "=cmd()", "../../etc/passwd", "{{eftergymnasial@13:2022}}", "{{" * 50, "[[[[", "\n\n", "\ue000", "\u202e",
    "\ufeff", "😀", "'\"--", "a" * 20_001, "1 " * 500, "indicator:", "framework:sdg:", "plan:", "element:x",
    "halland", "null",
)  # fmt: skip
DRAFT, EDITION = "/halland/strategi/utkast/", "/halland/uppfoljning/utkast/"
PAGES = (
    DRAFT, f"{DRAFT}inledning/", f"{DRAFT}anta/", f"{DRAFT}kasta/", f"{DRAFT}fil/",
    *(f"{DRAFT}ny/{word}/?element={ELEMENT}" for word in ("element", "malvarde", "lank", "plan", "niva")),
    f"{DRAFT}ny/punkt/",
    f"{DRAFT}ny/malvarde/?element={ELEMENT}&indicator={INDICATOR}&form=smaller_gap",
    f"{DRAFT}ny/malvarde/?element={ELEMENT}&indicator={INDICATOR}&form=at_least",
    f"{DRAFT}del/element/{ELEMENT}/", f"{DRAFT}del/malvarde/{TARGET}/", f"{DRAFT}del/indikator/{INDICATOR}/",
    f"{DRAFT}del/element/{ELEMENT}/ta-bort/",
    EDITION, f"{EDITION}inledning/", f"{EDITION}del/{ELEMENT}/", f"{EDITION}lankar/", f"{EDITION}publicera/",
    "/halland/uppfoljning/2024/1/ratta/", "/halland/uppfoljning/2024/1/maskera/",
    f"/halland/gap/{TARGET}/flytta/", "/halland/personer/", "/halland/gallring/", "/konto/",
    "/halland/statistik/", "/halland/statistik/att-gora/", "/halland/statistik/larm/",
    "/halland/underlag/nytt/", "/halland/underlag/unga-om-vagen-till-jobb/",
    "/halland/underlag/unga-om-vagen-till-jobb/andra/", "/halland/underlag/unga-om-vagen-till-jobb/ta-bort/",
    "/halland/hushall/nytt/", "/halland/hushall/familjen-pahitt/andra/",
    "/halland/hushall/familjen-pahitt/ta-bort/",
    "/halland/kraftsamling/ny/", "/halland/kraftsamling/beslut/", "/halland/kraftsamling/plattform/ny/",
    "/halland/kraftsamling/fler-som-flyttar-hit-och-stannar/",
    "/halland/kraftsamling/fler-som-flyttar-hit-och-stannar/andra/",
    "/halland/kraftsamling/fler-som-flyttar-hit-och-stannar/beslut/",
    "/halland/kraftsamling/kortare-vag-till-lagre-utslapp/utfall/2025/skriv/",
    "/halland/kraftsamling/plattform/klimatradet/andra/",
    "/halland/forum/ny/", "/halland/forum/medverkande/ny/", "/halland/forum/forum-2025/andra/",
    "/halland/forum/forum-2025/platser/", "/halland/forum/forum-2025/publicera/",
    "/halland/forum/forum-2025/program/", "/halland/forum/forum-2025/program/ny/",
    "/halland/forum/forum-2025/program/publicera/", "/halland/forum/forum-2025/program/punkt/lunch/",
    "/halland/forum/forum-2025/program/punkt/lunch/ta-bort/",
    "/halland/statistik/filer/", "/halland/statistik/filer/figures.csv/",
    "/tyck-till/?region=halland&sida=/halland/",
)  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page that are sent: where to, and the name and value of each field."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self.is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_in = given.get("method", "").lower() == "post" and "logout" not in given.get("action", "")
            if self.is_in:
                self.found.append((given.get("action", ""), []))
        elif self.is_in and tag in {"input", "textarea", "select", "button"} and given.get("name"):
            self.found[-1][1].append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_in = False


def filled(fields: list[tuple[str, str]], chance: random.Random) -> dict[str, list[str]]:
    """Return a form with some of its fields as they were, some with anything, some left out."""
    sent: dict[str, list[str]] = {}
    share = chance.random()
    for name, value in fields:
        if name == "seen" and chance.random() < 0.8:
            sent[name] = [value]
        elif chance.random() < 0.9:
            sent.setdefault(name, []).append(chance.choice(ANYTHING) if chance.random() < share else value)
    return sent


def answers(person: User, page: str, chance: random.Random) -> Iterator[tuple[str, int, object]]:
    """Yield how each form of a page is answered, nothing of it kept."""
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(page)
    yield page, shown.status_code, ""
    forms = Forms()
    forms.feed(shown.content.decode())
    for action, fields in forms.found:
        for _ in range(ROUNDS):
            sent = filled(fields, chance)
            with transaction.atomic():
                answer = client.post(urljoin(page, action), sent)
                transaction.set_rollback(True)
            yield page, answer.status_code, sent


def test_no_form_breaks_whatever_is_written_in_it(region: Organisation) -> None:
    start_draft(region, actor=None, today=timezone.localdate())
    actions.start_edition(region, actor=None, year=2040)
    administrator = User.objects.get(email="administrator@example.se")
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    found = [one for page in PAGES for one in answers(administrator, page, chance)]
    assert len(found) > len(PAGES)
    assert [(page, status, sent) for page, status, sent in found if status >= 500] == []
    assert {(page, status) for page, status, sent in found if sent == "" and status != 200} == set()
