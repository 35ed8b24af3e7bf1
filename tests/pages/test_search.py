"""Searching as a reader meets it: what is found in the example region, shown, paged and suggested."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.actions import mask_passage
from laget.apps.followup.queries import editions_of
from laget.apps.search.models import Page
from laget.pages.index import index

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_elements_indicators_editions_and_help_are_found(client: Client, region: Organisation) -> None:
    html = read(client, "/sok/?q=utbildning")
    for kind in ("strategi", "indikator", "uppfoljning", "hjalp"):
        assert f'id="kind-{kind}"' in html
    assert re.search(r"<h3><a href=\"/halland/indikator/[^\"]+\">[^<]*<mark>utbildning</mark>", html)
    assert re.search(r"träffar på ”utbildning”", html)


def test_the_english_pages_find_english(client: Client, region: Organisation) -> None:
    html = read(client, "/en/sok/?q=education")
    assert 'href="/en/halland/' in html
    assert "<mark>education</mark>" in html


def test_swedish_texts_on_an_english_page_are_told_to_be_swedish(
    client: Client, region: Organisation
) -> None:
    html, _, _help = read(client, "/en/sok/?q=utbildning").partition('id="kind-hjalp"')
    assert re.search(r'<p lang="sv">[^<]*<mark>utbildning</mark>', html)
    assert not re.search(r"<p>[^<]*<mark>utbildning</mark>", html)
    assert 'lang="sv"' not in "".join(
        re.findall(r"<h3>[^\n]*<mark>.*?</h3>", read(client, "/en/sok/?q=education"))
    )
    assert 'lang="sv"' not in "".join(re.findall(r"<h3>.*?</h3>", read(client, "/sok/?q=utbildning")))


def test_every_hit_leads_to_a_page(client: Client, region: Organisation) -> None:
    for page in Page.objects.all():
        assert client.get(page.url.partition("#")[0]).status_code == 200, page.url


def test_a_misspelt_word_is_answered_with_suggestions(client: Client, region: Organisation) -> None:
    html = read(client, "/sok/?q=utbilding")
    assert "Inga träffar på ”utbilding”." in html
    assert "Menade du" in html
    assert re.search(r"<li><a href=\"/halland/[^>]+>[^<]*utbildning", html)


def test_nothing_found_and_nothing_like_it_leads_to_the_strategy(
    client: Client, region: Organisation
) -> None:
    assert 'href="/halland/strategi/">Läs strategin</a>' in read(client, "/sok/?q=qqqqxxxx&region=halland")


def test_many_hits_are_paged_by_links(client: Client, region: Organisation) -> None:
    first = read(client, "/sok/?q=a&slag=strategi")
    assert re.search(r'rel="next" href="\?q=a&amp;slag=strategi&amp;sida=2"', first)
    second = read(client, "/sok/?q=a&slag=strategi&sida=2")
    hits = [re.findall(r"<h3><a href=\"([^\"]+)", html) for html in (first, second)]
    assert len(hits[0]) == 20
    assert not set(hits[0]) & set(hits[1])


def test_a_query_is_shown_as_it_was_written_and_nothing_else(client: Client, region: Organisation) -> None:
    html = read(client, "/sok/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("query", ["%25", "_", "'", "\\", "a" * 5000, "%F0%9F%98%80"])
def test_an_odd_query_is_answered(client: Client, region: Organisation, query: str) -> None:
    read(client, f"/sok/?q={query}")


@pytest.mark.parametrize("query", ["slag=personer", "region=finns-inte"])
def test_what_is_not_there_is_said(client: Client, region: Organisation, query: str) -> None:
    assert client.get(f"/sok/?q=a&{query}").status_code == 404


def test_a_region_is_searched_by_itself_where_there_are_several(client: Client, region: Organisation) -> None:
    Organisation.objects.create(slug="annan", name="En annan region")
    assert region.name in strip_tags(read(client, "/sok/?q=utbildning"))
    assert 'href="/halland/' in read(client, "/sok/?q=utbildning&region=halland")
    assert "/halland/mal/" not in read(client, "/sok/?q=utbildning&region=annan")


def test_people_are_never_found(client: Client, region: Organisation) -> None:
    names = [name for name in User.objects.values_list("name", flat=True) if name]
    assert names
    for page in Page.objects.all():
        assert not [name for name in names if name in f"{page.title} {page.text}"]


def test_indexing_again_changes_nothing(region: Organisation) -> None:
    assert Page.objects.count() > 100
    assert index(region) == 0


def test_what_is_found_is_text_as_it_is_read(region: Organisation) -> None:
    marks = re.compile(r"\{\{|\[\[|\*\*|</?[a-z]")
    assert not [page.address for page in Page.objects.all() if marks.search(page.text)]


def test_the_health_page_says_ok_and_sets_nothing(client: Client, db: None) -> None:
    answer = client.get("/halsa/")
    assert answer.content == b"ok\n"
    assert not answer.cookies


def test_what_is_masked_is_not_found(region: Organisation) -> None:
    row = editions_of(region)[0]
    account = Page.objects.filter(organisation=region, address__startswith=f"edition:{row.year}/").first()
    assert account is not None
    passage = " ".join(account.text.split()[:4])
    assert passage in account.text
    mask_passage(region, actor=None, edition=row, passage=passage, paragraph="21 kap. 1 §")
    index(region)
    account.refresh_from_db()
    assert passage not in account.text
    assert "[maskerat, OSL 21 kap. 1 §]" in account.text
