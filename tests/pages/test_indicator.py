"""An indicator's page: its targets, its charts with their words and tables, and every view at its address."""

import csv
import html
import io
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Organisation
from laget.core.charts.table import NOTHING
from laget.core.strategy.document import said
from laget.core.words.method_names import METHOD_NAMES
from laget.pages.figures import charted
from laget.pages.standing import Standing, standing_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20  # of an indicator's page with all that is gathered around it
THIN = "\u202f"


@pytest.fixture
def standing(region: Organisation) -> Standing:
    found = standing_of(region)
    assert found is not None
    return found


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return html.unescape(answer.content.decode())


def indicator(client: Client, name: str, query: str = "", status: int = 200) -> str:
    return page(client, f"/halland/indikator/{name}/{query}", status)


def read(text: str) -> str:
    """Return what is read of a page."""
    return re.sub(r"<[^>]*>", "", text)


def test_every_indicator_has_its_page_with_or_without_a_target(client: Client, standing: Standing) -> None:
    targeted = {target.indicator for target in standing.document.targets}
    for one in standing.document.indicators:
        text = indicator(client, one.id)
        assert said(one.title).sv in text
        assert ("Det här följs utan målvärde." in text) is (one.id not in targeted)


def test_each_target_is_told_drawn_and_judged_by_every_method(client: Client, standing: Standing) -> None:
    text = indicator(client, "eftergymnasial")
    for target in ("m-eftergymnasial", "m-eftergymnasial-lagst", "m-eftergymnasial-spridning"):
        gap = standing.gap(target, language="sv")
        assert gap.telling.long.text in read(text)
        part = text.split(f'id="{target}"')[1].split("</section>")[0]
        assert gap.verdict.reach.said.sv in part
        assert gap.verdict.travel.said.sv in part
        assert "rail-axis" in part
        for name in gap.verdict.methods:
            assert f"<dt>{METHOD_NAMES[name].sv}" in part
        assert ("Metoderna är inte överens" in part) is gap.verdict.methods_disagree


def test_every_figure_in_a_telling_leads_to_its_own_row(client: Client, standing: Standing) -> None:
    for name in ("eftergymnasial", "arbetsloshet-fodelseregion-pahittad", "folkmangd-april", "sjalvmord"):
        links = re.findall(r'<a class="figure-link" href="([^"]*)">([^<]*)</a>', indicator(client, name))
        held = []
        for address, shown in links:
            path, _, anchor = address.partition("#")
            row = re.search(rf'<tr id="{anchor}">.*?</tr>', page(client, path), re.S)
            assert row is not None, address
            held.append(f">{shown} " in row[0] or f">{shown}<" in row[0])
        assert any(held) or name == "folkmangd-april"  # which has no target; a change leads to its last year


def test_a_projection_is_told_with_its_chance_and_its_record(client: Client) -> None:
    text = indicator(client, "eftergymnasial")
    assert "Skuggan visar var siffran väntas ligga i 80 fall av 100" in text
    assert re.search(r"En sådan framskrivning har hållit \d+ gång", text)


def test_whom_a_gap_touches_is_told_with_the_size_and_source_of_what_it_is_like(client: Client) -> None:
    text = indicator(client, "foretag-per-invanare")
    assert "börslistor så långa som Stockholms ledande" in text
    assert "(à 30 företag, Nasdaq" in text
    assert "Varje kommuns del av gapet 2023" in text
    assert re.search(r'omrade=1380">Halmstad</a></th><td class="number">76 %', text)


def test_a_chart_has_a_title_a_sentence_a_drawing_for_each_screen_and_a_table(client: Client) -> None:
    text = indicator(client, "eftergymnasial")
    chart = text.split('id="years"')[1].split("</figure>")[0]
    assert "<figcaption>Invånare 25–64 år med eftergymnasial utbildning, Hallands län 2010–2022" in chart
    assert (
        'alt="Nivån ökade från 35,5 procent 2010 till 43,4 procent 2022. Riket: 46,2 procent 2022.' in chart
    )
    drawings = re.findall(r"/halland/diagram/([0-9a-f]{64})\.svg", chart)
    assert len(set(drawings)) == 4
    assert len(re.findall(r'width="\d+" height="\d+"', chart)) == 4
    assert "prefers-color-scheme: dark" in chart
    assert "<summary>Visa som tabell</summary>" in chart
    assert re.search(r'<th scope="row"><a [^>]*ursprung/\?#y2022"[^>]*>2022</a></th>', chart)
    assert '<td class="number">43,4 %</td><td class="number">46,2 %</td>' in chart


def test_the_record_of_a_projection_stands_at_the_drawing_of_it(client: Client) -> None:
    chart = indicator(client, "eftergymnasial").split('id="years"')[1].split("</figure>")[0]
    assert "räknat med Theil–Sen. En sådan framskrivning har hållit 1 gång av 9." in chart


def test_a_chart_of_one_group_is_never_called_the_whole_countys(client: Client) -> None:
    text = indicator(client, "arbetsloshet-fodelseregion-pahittad")
    title = text.split('id="years"')[1].split("<figcaption>")[1].split("</figcaption>")[0]
    assert ": utrikes födda, Hallands län" in title


def test_a_place_without_a_figure_leads_nowhere(client: Client) -> None:
    table = indicator(client, "vaxthusgaser").split('id="municipalities-bars"')[1].split("</figure>")[0]
    assert '<th scope="row">Hylte</th><td class="number">uppgift saknas</td>' in table
    for code in re.findall(r"omrade=(\d+)", table):
        assert client.get(f"/halland/indikator/vaxthusgaser/?omrade={code}").status_code == 200


def test_why_a_target_cannot_be_judged_is_said_once(client: Client) -> None:
    text = indicator(client, "foretag-per-invanare")
    assert text.count("Det finns för få år") == 1
    assert "<dd>Kolada" in text  # the source under its heading, not "Källa: Källa:"


def test_what_a_chart_says_is_what_its_table_holds(client: Client, standing: Standing) -> None:
    number = re.compile(r"−?\d[\d\u202f,]*\d|−?\d")
    for one in standing.document.indicators:
        text = indicator(client, one.id)
        for figure in re.findall(r'<figure class="chart".*?</figure>', text, re.S):
            sentence = re.search(r'alt="([^"]*)"', figure)
            assert sentence is not None
            table = figure.split("<table>")[1]
            lacking = set(number.findall(sentence[1])) - set(number.findall(table)) - {"80", "100"}
            assert not lacking, (one.id, sentence[1])


def test_a_map_and_ranked_bars_show_the_municipalities_and_lead_to_them(client: Client) -> None:
    text = indicator(client, "eftergymnasial")
    bars = text.split('id="municipalities-bars"')[1].split("</figure>")[0]
    assert 'id="municipalities-map"' in text
    assert "Högst ligger Kungsbacka med 51,8 % och lägst Hylte med 25,9 %." in bars
    assert re.findall(r'<th scope="row"><a href="\?omrade=(\d+)"', bars) == [
        "1384", "00", "1380", "13", "1383", "1382", "1381", "1315",
    ]  # fmt: skip


def test_counties_are_shown_where_there_are_no_municipalities(client: Client) -> None:
    text = indicator(client, "stroke")
    assert 'id="counties-map"' in text
    assert 'id="municipalities-bars"' not in text


def test_groups_have_a_chart_of_their_own(client: Client) -> None:
    text = indicator(client, "arbetsloshet-fodelseregion-pahittad")
    chart = text.split('id="groups"')[1].split("</figure>")[0]
    assert '<th scope="col" class="number">Inrikes födda</th>' in chart
    assert "Serien är påhittad." in chart
    assert "Den här serien är påhittad för exemplet." in text


def test_area_and_years_are_chosen_by_the_address(client: Client) -> None:
    text = indicator(client, "eftergymnasial", "?omrade=1315&fran=2014&till=2018")
    chart = text.split('id="years"')[1].split("</figure>")[0]
    assert "Hylte 2014–2018" in chart
    assert re.findall(r'title="[^"]*">(\d{4})</a></th>', chart) == ["2014", "2015", "2016", "2017", "2018"]
    assert '<a href="?omrade=1315&fran=2014&till=2018" aria-current="true">Hylte</a>' in text
    assert '<a href="?omrade=1315&fran=2014&till=2018" aria-current="true">2014</a>' in text
    assert '<a href="?omrade=1315&fran=2012&till=2018">2012</a>' in text
    assert "från 2014" not in text.split('class="telling"')[-1]
    assert chart.split('alt="')[1].split('"')[0] in text.split('id="years"')[0]  # told beside it too


def test_a_group_is_chosen_by_the_address(client: Client) -> None:
    text = indicator(client, "andel-20-39-april", "?grupp=women")
    chart = text.split('id="years"')[1].split("</figure>")[0]
    assert "21,6 %" in chart
    assert '<a href="?grupp=women" aria-current="true">kvinnor</a>' in text


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?omrade=9999", "Områdeskoden ”9999” finns inte"),
        ("?omrade=0114", "Indikatorn har inga siffror för Upplands Väsby."),
        ("?omrade=%3Cscript%3E", "finns inte"),
        ("?grupp=robotar", "Gruppen ”robotar” finns inte"),
        ("?fran=i+fjol", "”i fjol” är inget år"),
        ("?fran=2020&till=2015", "Åren 2020–2015 är vända"),
    ],
)
def test_what_there_is_nothing_of_is_said_with_a_way_back(client: Client, query: str, why: str) -> None:
    for tail in ("", "ursprung/"):
        text = page(client, f"/halland/indikator/eftergymnasial/{tail}{query}", 404)
        assert why in text
        assert 'href="/halland/indikator/eftergymnasial/"' in text


def test_empty_choices_are_no_choices(client: Client) -> None:
    assert "Hallands län 2010–2022" in indicator(client, "eftergymnasial", "?omrade=&grupp=&fran=&till=")


def test_years_without_a_figure_are_said_to_have_none(client: Client) -> None:
    text = indicator(client, "eftergymnasial", "?fran=1990&till=1995")
    assert "Det finns inga siffror för det här området" in text


def test_a_series_that_has_ended_says_so_and_keeps_its_figures(client: Client, standing: Standing) -> None:
    ended = [name for name, used in standing.edition.indicators.items() if used.ended is not None]
    for name in ended:
        text = indicator(client, name)
        assert f"Utgivaren har avslutat serien: {standing.edition.indicators[name].ended}" in text


def test_an_indicator_that_is_not_in_the_strategy_is_not_found(client: Client, region: Organisation) -> None:
    page(client, "/halland/indikator/nothing/", 404)
    page(client, "/halland/indikator/nothing/ursprung/", 404)
    page(client, "/halland/indikator/nothing/siffror.csv", 404)
    page(client, "/nowhere/indikator/eftergymnasial/", 404)


def test_the_page_is_there_in_english(client: Client, region: Organisation) -> None:
    text = page(client, "/en/halland/indikator/eftergymnasial/")
    assert "Show as a table" in text
    assert "from 35.5 per cent in 2010" in text
    assert "/en/halland/diagram/" in text


def test_figures_are_downloaded_as_they_were_published(client: Client, standing: Standing) -> None:
    answer = client.get("/halland/indikator/eftergymnasial/siffror.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="eftergymnasial.csv"' in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 104
    assert {"1380", "13", "00"} <= {row["area"] for row in rows}


def test_figures_that_the_store_has_lost_leave_the_targets_standing(
    client: Client, standing: Standing, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STORE", tmp_path)
    text = indicator(client, "eftergymnasial")
    assert "Siffrorna går inte att läsa just nu." in text
    assert str(tmp_path) not in text
    assert standing.gap("m-eftergymnasial", language="sv").telling.long.text in read(text)
    page(client, "/halland/indikator/eftergymnasial/siffror.csv", 404)


def test_a_page_asks_as_few_questions_with_three_targets_as_with_one(
    client: Client, region: Organisation
) -> None:
    asked = {}
    for name in ("eftergymnasial", "gymnasial"):
        indicator(client, name)
        with CaptureQueriesContext(connection) as queries:
            indicator(client, name)
        asked[name] = len(queries)
    assert abs(asked["eftergymnasial"] - asked["gymnasial"]) <= 1  # of what nothing is tied to none is read
    assert max(asked.values()) <= MOST_QUERIES


def test_the_same_view_is_made_once(client: Client, region: Organisation) -> None:
    cache.clear()
    indicator(client, "gymnasial")
    before = charted._made.cache_info().misses
    indicator(client, "gymnasial")
    assert charted._made.cache_info().misses == before


def test_a_missing_figure_is_a_dash_and_never_a_nought(client: Client) -> None:
    text = indicator(client, "eftergymnasial")
    assert f'<td class="number">{NOTHING}</td>' in text
    assert THIN in indicator(client, "befolkning")
