"""The help pages: the same parts in both languages, the real components, the region's own examples."""

import re
from pathlib import Path

import pytest
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.queries import personal_fields
from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach
from laget.core.words.method_names import METHOD_NAMES
from laget.pages import help as help_pages
from laget.pages.help import NAMES, help_text
from laget.pages.templatetags.help import MEANINGS

TEXTS = Path(help_pages.__file__).parent / "texts"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def shape(text: str) -> list[tuple[str, int]]:
    """The headings of a text in order: their level, and how many paragraphs and points stand under each."""
    found: list[tuple[str, int]] = []
    for line in text.splitlines():
        if heading := re.match(r"#+ ", line):
            found.append((heading[0], 0))
        elif found and line.strip():
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_headings_and_as_many_paragraphs(name: str) -> None:
    sv, en = help_text(name, language="sv"), help_text(name, language="en")
    assert sv.updated == en.updated
    assert [one.id for one in sv.sections] == [one.id for one in en.sections]
    texts = [(TEXTS / language / f"{name}.md").read_text(encoding="utf-8") for language in ("sv", "en")]
    assert shape(texts[0]) == shape(texts[1])


def test_no_text_lies_unused() -> None:
    for language in ("sv", "en"):
        assert {path.stem for path in (TEXTS / language).iterdir()} == set(NAMES)


def test_every_word_and_every_method_is_explained() -> None:
    assert set(METHODS) == set(METHOD_NAMES)
    assert set(Reach) < set(MEANINGS)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_read_in_each_language(
    client: Client, region: Organisation, prefix: str, name: str
) -> None:
    address = f"{prefix}/hjalp/" if name == NAMES[0] else f"{prefix}/hjalp/{name}/"
    html = read(client, address)
    text = help_text(name, language="en" if prefix else "sv")
    assert f"<h1>{text.title}</h1>" in html
    assert "$organisation" not in html
    for section in text.sections:
        assert f'<h2 id="{section.id}">{section.title}</h2>' in html
    assert f'datetime="{text.updated.isoformat()}"' in html


@pytest.mark.django_db
def test_every_link_of_the_help_pages_leads_somewhere(client: Client, region: Organisation) -> None:
    for language in ("sv", "en"):
        for name in NAMES:
            text = (TEXTS / language / f"{name}.md").read_text(encoding="utf-8")
            for link in re.findall(r"\]\((/[^)]+)\)", text):
                assert client.get(link).status_code == 200, link


@pytest.mark.django_db
def test_the_policy_lists_every_stored_field_and_the_controller(client: Client, region: Organisation) -> None:
    html = read(client, "/hjalp/personuppgifter/?region=halland")
    assert f"{region.name} är personuppgiftsansvarig" in html
    fields = [field.what.sv for field in personal_fields() if field.what is not None]
    assert len(fields) > 5
    for what in fields:
        assert what in html


@pytest.mark.django_db
def test_the_methods_are_shown_on_the_regions_own_figures(client: Client, region: Organisation) -> None:
    html = read(client, "/hjalp/sa-fungerar-laget/?region=halland")
    assert html.count('<figure class="rail') == 1
    assert "Samma exempel från" in html
    assert "gånger av" in html
    for method in METHODS:
        assert METHOD_NAMES[method].sv in html


@pytest.mark.django_db
def test_without_a_region_the_words_are_explained_without_examples(client: Client) -> None:
    Organisation.objects.create(slug="tom", name="En tom region")
    html = read(client, "/hjalp/sa-fungerar-laget/?region=tom")
    assert "Ett exempel från" not in html
    assert "på väg" in html
    assert "En tom region är personuppgiftsansvarig" in read(client, "/hjalp/personuppgifter/?region=tom")


@pytest.mark.django_db
def test_the_accessibility_statement_says_whom_to_ask(client: Client, region: Organisation) -> None:
    html = read(client, "/hjalp/tillganglighet/?region=halland")
    assert "rus@example.se" in html
    assert "https://www.digg.se/tdosanmalan" in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/hjalp/hjalp/", "/hjalp/finns-inte/", "/hjalp/?region=finns-inte"])
def test_a_help_page_that_is_not_there_is_not_found(
    client: Client, region: Organisation, address: str
) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/halland/", "/halland/gap/", "/halland/strategi/", "/halland/mal/klimat/"]
)
def test_a_page_says_when_it_was_last_updated_and_leads_to_help(
    client: Client, region: Organisation, address: str
) -> None:
    html = read(client, address)
    assert re.search(r'uppdaterades senast den <time datetime="\d{4}-\d\d-\d\d">', html)
    for link in ("tillganglighet", "personuppgifter", "sa-fungerar-laget"):
        assert f'href="/hjalp/{link}/?region=halland"' in html
    assert 'href="/halland/oppna-data/"' in html
    assert not client.get(address).cookies
