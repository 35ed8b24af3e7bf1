"""What if: a page that reckons what is asked, keeps nothing and changes no verdict."""

import html
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.apps.followup.models import Judgement
from laget.pages.standing import standing_of

pytestmark = pytest.mark.django_db
PATH = "/halland/indikator/eftergymnasial/om/"


def page(client: Client, path: str = PATH, query: str = "", status: int = 200) -> str:
    answer = client.get(f"{path}?{query}" if query else path)
    assert answer.status_code == status, query
    return html.unescape(answer.content.decode())


def test_without_a_question_the_pace_that_the_target_takes_is_answered(
    region: Organisation, client: Client
) -> None:
    text = page(client)
    assert "Om takten är +0,90 procentenheter om året ligger siffran 2030 på 50,0 %" in text
    assert "Målet nås då 2030, samma år som det ska vara nått; som hittills nås det 2035." in text
    assert 'value="0,9"' in text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("fraga=pace&med=0,1", "nås då inte inom 50 år; som hittills nås det 2035."),
        ("fraga=break&med=2&ar=2025", "Om takten blir +2,0 procentenheter om året efter 2025"),
        ("fraga=level&med=-3&ar=2024", "Om nivån ändras med −3,0 procentenheter 2024"),
        ("fraga=level&med=100&ar=2024", "på 100,0 %"),
    ],
)
def test_each_question_has_its_answer_with_a_table_of_the_same_years(
    region: Organisation, client: Client, query: str, told: str
) -> None:
    text = page(client, query=query)
    assert told in text
    table = re.findall(r'<th scope="row">.*?(\d{4}).*?</th>', text)
    assert {"2010", "2022", "2023", "2030"} <= set(table)


@pytest.mark.parametrize(
    "query",
    [
        "fraga=pace&med=mycket",
        "fraga=x&med=1",
        "fraga=break&med=1&ar=2010",
        "fraga=pace&med=inf",
        "fraga=level&med=1e99&ar=2025",
    ],
)
def test_what_cannot_be_asked_is_told_beside_the_form(
    region: Organisation, client: Client, query: str
) -> None:
    text = page(client, query=query, status=400)
    assert "Något behöver ändras" in text
    assert "<figure" not in text


def test_the_same_question_is_the_same_drawing_and_no_other_question_is(
    region: Organisation, client: Client
) -> None:
    asked = f"{PATH}?fraga=pace&med=1&bild="
    one, again = (client.get(f"{asked}bred") for _ in range(2))
    assert one["Content-Type"].startswith("image/svg+xml")
    assert one.content == again.content
    others = {client.get(f"{asked}{size}").content for size in ("bred", "bred-mork", "smal", "smal-mork")}
    assert len(others) == 4
    assert client.get(f"{PATH}?fraga=pace&med=2&bild=bred").content != one.content


def test_asking_writes_nothing_and_changes_no_verdict(region: Organisation, client: Client) -> None:
    before = standing_of(region)
    assert before is not None
    known = (before.judgement.hash, before.edition.verdicts, Judgement.objects.count(), Entry.objects.count())
    files = {path: path.stat().st_mtime for path in Path(settings.HOME).rglob("*") if path.is_file()}
    for query in ("", "fraga=pace&med=9", "fraga=level&med=50&ar=2024", "fraga=pace&med=9&bild=bred"):
        client.get(f"{PATH}?{query}")
    after = standing_of(region)
    assert after is not None
    assert known == (
        after.judgement.hash,
        after.edition.verdicts,
        Judgement.objects.count(),
        Entry.objects.count(),
    )
    now = {path: path.stat().st_mtime for path in Path(settings.HOME).rglob("*") if path.is_file()}
    assert {
        path for path in now if now[path] != files.get(path) and path.suffix in {".json", ".svg", ".parquet"}
    } == set()


def test_every_indicator_can_be_asked_about_or_says_why_not(region: Organisation, client: Client) -> None:
    standing = standing_of(region)
    assert standing is not None
    for one in standing.document.indicators:
        text = page(client, f"/halland/indikator/{one.id}/om/")
        assert "ligger siffran" in text or "Fyra behövs" in text or "inga årssiffror" in text, one.id
        assert "nan" not in text.lower().split("<main")[1].split("</main")[0].replace("annan", ""), one.id


def test_a_target_of_another_kind_than_a_level_has_no_year_but_a_path(
    region: Organisation, client: Client
) -> None:
    standing = standing_of(region)
    assert standing is not None
    own = {"at_least", "at_most", "corridor", "hold", "change", "pace"}
    forms: dict[str, set[str]] = {}
    for target in standing.document.targets:
        forms.setdefault(target.indicator, set()).add(target.form)
    others = [name for name, found in forms.items() if not found & own]
    assert others
    texts = [page(client, f"/halland/indikator/{name}/om/") for name in others]
    assert any("ligger siffran" in text for text in texts)
    assert not any("Målet nås" in text for text in texts)


def test_in_english_the_numbers_are_english(region: Organisation, client: Client) -> None:
    text = page(client, f"/en{PATH}", query="fraga=pace&med=0.5")
    assert "If the pace is +0.50 percentage points a year" in text
    assert "The target is then met" in text


def test_the_pace_that_is_suggested_does_take_one_to_the_target(region: Organisation, client: Client) -> None:
    standing = standing_of(region)
    assert standing is not None
    asked = 0
    for one in standing.document.indicators:
        text = page(client, f"/halland/indikator/{one.id}/om/")
        if "Om det står still ligger" in text or "ligger siffran" not in text:
            continue
        asked += 1
        assert "för sent" not in text.split("; som hittills")[0], one.id
    assert asked > 5


def test_a_number_copied_from_the_page_can_be_asked(region: Organisation, client: Client) -> None:
    text = page(client, query="fraga=pace&med=\N{MINUS SIGN}0,3")
    assert "Om takten är \N{MINUS SIGN}0,30 procentenheter om året" in text


def test_the_page_says_which_indicator_it_asks_about(region: Organisation, client: Client) -> None:
    assert "<h1>Invånare 25–64 år med eftergymnasial utbildning</h1>" in page(client)


def test_a_target_that_is_met_is_told_to_be_so(region: Organisation, client: Client) -> None:
    text = page(client, "/halland/indikator/gymnasial/om/")
    assert "Målet är redan nått" in text
    assert "Målet nås då 2023" not in text


def test_an_index_says_its_word_once(region: Organisation, client: Client) -> None:
    text = page(client, "/halland/indikator/helhetsintryck-primarvard/om/")
    assert "mellan index 83,3 och 85,7." in text


def test_on_paper_no_heading_stands_over_a_form_that_is_not_there(
    region: Organisation, client: Client
) -> None:
    text = page(client)
    assert text.index('class="no-print" aria-labelledby="ask"') < text.index('<h2 id="ask">')
