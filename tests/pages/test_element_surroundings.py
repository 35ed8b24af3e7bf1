"""On an element's page: how somebody works with it, and what happens around it, with their sources."""

import re
from html import unescape

import pytest
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.horizon import models as horizon
from laget.apps.strategy.actions import adopt_strategy
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.strategy.document import Practice, Signal

pytestmark = pytest.mark.django_db


def told(client: Client, element: str, *, start: str = "") -> str:
    """Return an element's page as it is heard."""
    answer = client.get(f"{start}/halland/mal/{element}/")
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_every_practice_and_signal_stands_with_what_it_is_of(client: Client, region: Organisation) -> None:
    version = version_in_force(region)
    assert version is not None
    document = document_of(version)
    assert document.practices
    assert document.signals
    horizon.Signal.objects.filter(organisation=region).delete()  # those stand for the strategy's own
    for element in document.elements:
        practices = [str(one.title) for one in document.practices if element.id in one.about]
        signals = [str(one.title) for one in document.signals if element.id in one.touches]
        page = told(client, element.id)
        assert ("Så gör vi" in page) is bool(practices), element.id
        assert ("I omvärlden" in page) is bool(signals), element.id
        assert all(title in page for title in (*practices, *signals)), element.id


def test_a_signal_says_its_kind_where_since_when_and_its_source(client: Client, region: Organisation) -> None:
    version = version_in_force(region)
    assert version is not None
    document = document_of(version)
    signal = Signal.model_validate(
        {
            "id": "elpriser",
            "kind": "pending",
            "level": "eu",
            "title": "Nya regler för elpriser",
            "text": "De **prövas** nu. <script>fel()</script>",
            "since": "2025-11",
            "touches": ["gott-liv"],
            "address": "https://example.se/elpriser?a=1&b=2",
        }
    )
    practice = Practice(id="elbok", title="Elboken", about=("gott-liv",), address="Elboken, 3 kap.")
    more = {"signals": (*document.signals, signal), "practices": (*document.practices, practice)}
    adopt_strategy(region, actor=None, document=document.model_copy(update=more))
    page = told(client, "gott-liv")
    assert "På gång i EU, sedan november 2025" in page
    assert "Källa: Elboken, 3 kap." in page
    html = client.get("/halland/mal/gott-liv/").content.decode()
    assert 'href="https://example.se/elpriser?a=1&amp;b=2"' in html
    assert "<strong>prövas</strong>" in html
    assert "<script>fel" not in html
    assert "Pending in the EU, since November 2025" in told(client, "gott-liv", start="/en")
    other = signal.model_copy(update={"since": "2026"})
    changed = {"signals": (other,), "practices": document.practices}
    adopt_strategy(region, actor=None, document=document.model_copy(update=changed))
    news = client.get("/halland/strategi/nytt/?fran=3&till=4").content.decode()
    heard = " ".join(unescape(re.sub(r"<[^>]+>", " ", news)).split())
    assert "Så gör vi Borttaget Elboken" in heard
    assert "Nya regler för elpriser sedan när" in heard
    assert str(document.signals[0].title) in heard


def test_they_are_found_by_searching(client: Client, region: Organisation) -> None:
    for query in ("Hem samma dag", "Befolkningen blir äldre"):
        found = client.get("/sok/", {"q": query}).content.decode()
        assert "/halland/mal/trygg-aldrevard/" in found, query
