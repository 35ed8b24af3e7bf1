"""Nothing under embargo can be fetched by whoever lacks the right, nor is it in a log, before its day.

A word that stands nowhere else is planted in every field of a piece of evidence, and looked for.
"""

import logging
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role
from laget.apps.evidence.actions import Content, Quoted, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.horizon.models import Signal, SignalSource
from laget.apps.media.actions import bring_file
from laget.apps.search.models import Page
from laget.cli.tick import do_what_is_due
from laget.pages.index import index
from tests.pages.doors import BY_LINK, PAGES, PUBLIC
from tests.pages.test_permissions import Kept, kept, signed_in

__all__ = ["kept"]  # the fixture of what each address takes

pytestmark = pytest.mark.django_db
WORD = "kvastfening"
ELEMENT, PERSPECTIVE, INDICATOR, TARGET = "unga-i-gang", "unga", "foretag-per-invanare", "m-foretag"
OUTSIDE = ("nobody", "stranger", Role.READER, Role.FACILITATOR)
TIES = (f"element:{ELEMENT}", f"element:{PERSPECTIVE}", f"indicator:{INDICATOR}", f"target:{TARGET}")
EACH = 1  # address of each kind that is followed, beside those where the word would be
ABROAD = frozenset({"kolada_indicator", "table_indicator"})  # ask a publisher
LINK = re.compile(rb"""(?:href|src|action)=["'](/[^"']*)["']""")
ASKED = re.compile(r'<(title|input|p class="search-count")[^>]*>[^<]*|(href|hx-get)="[^"]*"')
OWN_TABLES = {"evidence", "media"}


@pytest.fixture
def planted(region: Organisation, settings: Any, tmp_path: Path) -> Evidence:
    """Evidence that opens tomorrow, with the word in everything that is written of it."""
    shutil.copytree(settings.MEDIA_ROOT, tmp_path / "media")
    settings.MEDIA_ROOT = tmp_path / "media"
    file = bring_file(region, actor=None, name=f"{WORD}.txt", data=f"{WORD} i filen".encode())
    evidence = write_evidence(
        region,
        actor=None,
        content=Content(
            kind=Evidence.Kind.VOICES,
            title=f"{WORD} titel",
            source=f"{WORD} källa",
            year=2026,
            says=f"{WORD} säger.",
            method=f"{WORD} metod",
            text=f"{WORD} text",
            link=f"https://example.org/{WORD}",
            file=file,
            embargo=timezone.localdate() + timedelta(days=1),
            ties=(
                f"element:{ELEMENT}",
                f"element:{PERSPECTIVE}",
                f"indicator:{INDICATOR}",
                f"target:{TARGET}",
            ),
            quotations=(
                Quoted(text=f"{WORD} sa hon.", voice=f"{WORD} röst", young=True, ties=("element:klimat",)),
            ),
        ),
    )
    publish_evidence(region, actor=None, evidence=evidence)
    signal = Signal.objects.create(
        organisation=region, slug="vattnet-stiger", kind="trend", level="global", title="Vattnet", public=True
    )
    SignalSource.objects.create(signal=signal, evidence=evidence)
    index(region)
    return evidence


def starts(planted: Evidence, kept: Kept) -> Iterator[str]:
    """Yield the addresses where the word would stand, and one of every kind that there is."""
    slug = planted.organisation.slug
    for prefix in ("", "/en"):
        own = f"{prefix}/{slug}"
        yield from (f"{own}/", f"{own}/gap/", f"{own}/mal/{ELEMENT}/", f"{own}/mal/{PERSPECTIVE}/")
        yield from (f"{own}/mal/klimat/", f"{own}/indikator/{INDICATOR}/", f"{own}/gap/?ordna=takt")
        yield from (f"{prefix}/sok/?q={WORD}", f"{prefix}/sok/?region={slug}&q={WORD[:5]}&slag=underlag")
        here = f"{own}/underlag/{planted.slug}/"
        yield from (here, f"{here}fil/", f"{here}andra/", f"{here}publicera/", f"{here}ta-bort/")
        for query in ("", "slag=roster", "ar=2026", "unga=ja", "perspektiv=unga", f"ror=target:{TARGET}"):
            yield f"{own}/underlag/?{query}"
        yield from (f"{own}/omvarld/vattnet-stiger/", f"{own}/strategi/version/1/strategi.json")
    for name in (*(page.name for page in PAGES), *PUBLIC):
        at_event = {"region": slug, "event": "forum-2025"}  # one that has been: what it left behind is open
        for known in (
            {"region": slug, **kept.get(name, {})},
            {},
            at_event,
            {**at_event, "pk": 1},
            {**at_event, "session": "lunch"},
        ):
            try:
                yield reverse(name, kwargs=known) if name not in ABROAD else "/"
            except NoReverseMatch:
                continue


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def body_of(answer: HttpResponseBase) -> bytes:
    told = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return bytes(told) + str(answer.headers).encode()


def crawled(client: Client, begin: Iterable[str]) -> dict[str, bytes]:
    """Return every address that was answered with what was answered, links of each kind followed."""
    waiting, seen, followed = [*begin], dict[str, bytes](), Counter[tuple[str, bool]]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address)
        assert answer.status_code < 500, address
        seen[address] = body_of(answer)
        if answer.status_code in {301, 302}:
            waiting.append(urljoin(address, answer["Location"]))
        for link in LINK.findall(seen[address]):
            found = urldefrag(unescape(link.decode()))[0]
            kind = (name_of(found), found.startswith("/en/"))
            if kind[0] and "logout" not in found and kind[0] not in {*ABROAD, "drawing"}:
                followed[kind] += found not in seen
                if followed[kind] <= EACH:
                    waiting.append(found)
    return seen


def with_the_word(pages: dict[str, bytes]) -> dict[str, bytes]:
    """Return the answers that hold the word, what was asked for in the address itself aside."""
    found = {}
    for address, body in pages.items():
        asked = urlsplit(address).query
        told = body.decode("utf-8", "replace").lower()
        if WORD in asked:  # a search says what was searched for
            told = re.sub(
                r"<(title|input|p class=\"search-count\")[^>]*>[^<]*|(href|hx-get)=\"[^\"]*\"", "", told
            )
        if WORD in told:
            found[address] = body
    return found


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """All that is logged while a test runs; what templates tell Django's own developers aside."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s").format(record))

    handler = Kept(level=logging.DEBUG)
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "laget")]
    before = [(one, one.level) for one in (*loggers, logging.getLogger("django.template"))]
    for one, _level in before:
        one.setLevel(logging.DEBUG if one.name != "django.template" else logging.INFO)
    for one in loggers:
        one.addHandler(handler)
    yield lines
    for one in loggers:
        one.removeHandler(handler)
    for one, level in before:
        one.setLevel(level)


@pytest.mark.parametrize("visitor", OUTSIDE)
def test_nobody_without_the_right_can_fetch_anything_of_it_before_its_day(
    region: Organisation, planted: Evidence, kept: Kept, visitor: Role | str, logged: list[str]
) -> None:
    pages = crawled(signed_in(visitor, region), starts(planted, kept))
    names = {name_of(address) for address in pages}
    assert PUBLIC - {"drawing"} - names == set()
    assert len(pages) > 150
    assert [*with_the_word(pages)] == []
    assert [line for line in logged if WORD in line.lower()] == []


def test_somebody_with_the_right_sees_it_before_its_day(
    region: Organisation, planted: Evidence, kept: Kept
) -> None:
    pages = crawled(signed_in(Role.COMMUNICATOR, region), [f"/halland/underlag/{planted.slug}/"])
    found = {name_of(address) for address in with_the_word(pages)}
    assert {"evidence", "evidence_file", "evidence_list", "element", "indicator"} <= found


def test_on_its_day_it_opens_by_itself_and_is_found(
    region: Organisation, planted: Evidence, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: what is looked for above is there to be found once the day has come."""
    assert planted.embargo is not None
    morning = timezone.make_aware(datetime.combine(planted.embargo, time(6)))
    monkeypatch.setattr(timezone, "now", lambda: morning)
    rows = Page.objects.filter(organisation=region, address=f"evidence:{planted.slug}")
    assert not rows.exists()
    assert do_what_is_due(morning).found >= 2
    assert sorted(rows.values_list("language", flat=True)) == ["en", "sv"]
    pages = with_the_word(crawled(Client(), starts(planted, kept)))
    found = {name_of(address) for address in pages}
    expected = {
        "start",
        "gaps",
        "element",
        "indicator",
        "search",
        "evidence",
        "evidence_file",
        "evidence_list",
    }
    assert expected <= found
    whole = pages[f"/halland/underlag/{planted.slug}/"].decode()
    for part in ("titel", "källa", "säger", "metod", "text", "sa hon", "röst"):
        assert f"{WORD} {part}" in whole
    assert f"https://example.org/{WORD}" in whole
    assert f"{WORD}.txt" in whole
    assert do_what_is_due(morning).found == 0


def texts_of(model: type[models.Model]) -> Iterator[str]:
    names = [one.attname for one in model._meta.concrete_fields if not one.is_relation]
    for row in model._base_manager.values_list(*names):
        yield " ".join(map(str, row)).lower()


def test_the_word_stands_in_no_other_table(region: Organisation, planted: Evidence) -> None:
    """Neither in what can be found, nor in the log, nor in mails, whoever reads them."""
    inside = [one for one in apps.get_models() if one._meta.app_label in OWN_TABLES]
    outside = [one for one in apps.get_models() if one._meta.app_label not in OWN_TABLES]
    assert any(WORD in text for model in inside for text in texts_of(model))
    assert [model for model in outside for text in texts_of(model) if WORD in text] == []


def test_nothing_of_what_is_written_and_refused_is_logged(
    region: Organisation, planted: Evidence, logged: list[str]
) -> None:
    client = signed_in(Role.STRATEGIST, region)
    here = f"/halland/underlag/{planted.slug}/"
    rows = {"quotation-TOTAL_FORMS": "0", "quotation-INITIAL_FORMS": "0"}
    given = {
        "kind": "report",
        "title": WORD,
        "source": WORD,
        "says": WORD,
        "year": "2025",
        "revision": "1",
        **rows,
    }
    unfit = SimpleUploadedFile(f"{WORD}.pdf", WORD.encode())
    assert client.post(f"{here}andra/", {**given, "year": WORD}).status_code == 200
    assert client.post(f"{here}andra/", {**given, "file": unfit}).status_code == 200
    assert client.post(f"{here}andra/", given).status_code == 409
    assert client.post(f"{here}ta-bort/", {"revision": "1"}).status_code == 302
    assert [line for line in logged if WORD in line.lower()] == []


def test_what_does_not_exist_and_what_may_not_be_seen_are_answered_alike(
    region: Organisation, planted: Evidence
) -> None:
    client = signed_in(Role.READER, region)
    for path in ("", "fil/", "andra/", "ta-bort/"):
        hidden = client.get(f"/halland/underlag/{planted.slug}/{path}")
        absent = client.get(f"/halland/underlag/finns-inte/{path}")
        assert hidden.status_code == absent.status_code
        # But for the address, which each page repeats, and the mark of the form that signs out.
        told = [
            re.sub(r'value="[A-Za-z0-9]{64}"', "", one.content.decode()).replace(slug, "")
            for one, slug in ((hidden, planted.slug), (absent, "finns-inte"))
        ]
        assert told[0] == told[1]


def test_the_links_that_somebody_outside_has_show_nothing_of_it(
    region: Organisation, planted: Evidence, kept: Kept
) -> None:
    """Those who contribute to an edition by a link."""
    from laget.apps.followup.actions import send_parts  # late: only here is a link made

    link = send_parts(
        region, actor=None, email="en@example.se", elements=[ELEMENT], site="", now=timezone.now()
    )
    assert BY_LINK
    pages = crawled(Client(), [link, f"{link}{ELEMENT}/"])
    assert len(pages) > 20
    assert [*with_the_word(pages)] == []
