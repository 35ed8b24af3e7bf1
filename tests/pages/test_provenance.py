"""Where figures come from: request, times, hashes, and what each figure was before it was revised."""

import html
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.conf import settings
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.followup.actions import judge_today
from laget.apps.followup.queries import history_of
from laget.apps.strategy.queries import version_in_force
from laget.core.words.said import Said
from laget.data.figures import key_of
from laget.data.sources.source import Answer, Tidy
from laget.data.store import Store
from laget.pages.standing import Standing, standing_of

pytestmark = pytest.mark.django_db
PATH = "/halland/indikator/eftergymnasial/ursprung/"


def page(client: Client, path: str = PATH) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def standing(region: Organisation) -> Standing:
    found = standing_of(region)
    assert found is not None
    return found


@pytest.fixture
def revised(region: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Standing:
    """The example, fetched once more with Halland's figure of 2022 changed and a word from the publisher."""
    shutil.copytree(settings.STORE, tmp_path / "store")
    monkeypatch.setattr(settings, "STORE", tmp_path / "store")
    document, store = standing(region).document, Store(tmp_path / "store")
    key = key_of(document, document.indicator("eftergymnasial"))
    latest = store.latest(key)
    assert latest is not None
    old = store.table(latest.hash)
    rows = old.to_pylist()
    for row in rows:
        if (row["area"], row["period"], row["group"]) == ("13", "2022", "total"):
            row["value"] = 44.5
    new = pa.Table.from_pylist(rows, schema=old.schema)
    at = datetime.now(UTC) + timedelta(days=400)
    tidy = Tidy(
        table=new,
        answers=(Answer("GET kolada /data/kpi/N01982", b"a new answer"),),
        publisher="Kolada",
        publisher_updated="2027-04-30",
        next_publication="2028-04-28",
        definition="Antal invånare 25–64 år med eftergymnasial utbildning. Källa: SCB.",
        licence="CC0",
        source=Said("Källa: Kolada", "Source: Kolada"),
        worked=Said("Källa: SCB, egen bearbetning", "Source: SCB, worked on by us"),
        notes=(Said("Ny definition 2021", "New definition 2021"),),
    )
    with store.writing(holder="test", since=at, wait=0, waiting=lambda _: None) as writer:
        for day in (0, 7):
            writer.keep(key, tidy, at=at + timedelta(days=day))
    version = version_in_force(region)
    assert version is not None
    judge_today(region, version=version, store=settings.STORE)
    return standing(region)


def test_every_figure_is_there_with_what_it_was_fetched_by(client: Client, region: Organisation) -> None:
    text, edition = page(client), standing(region).edition
    used = edition.indicators["eftergymnasial"]
    assert "filen figures.csv (UTF-8, komma)" in text
    assert "file figures.csv (UTF-8, comma)" in page(client, f"/en{PATH}")
    for code in (used.figures, *used.raw, edition.vintage):
        assert f"<code>{code}</code>" in text
    assert [int(year) for year in re.findall(r'<tr id="y(\d{4})">', text)] == list(range(2022, 2009, -1))
    assert 'id="y2022"><th scope="row">2022</th><td class="number">43,4 %</td>' in text
    assert "samma sedan den först hämtades" in text
    assert "De första siffrorna." in text


def test_what_is_published_and_what_is_worked_on_are_told_apart(client: Client, region: Organisation) -> None:
    text = page(client)
    assert "Visas som de publicerats" in text
    assert "Källa: Kolada N01982 (SCB), egen bearbetning." in text


def test_each_figure_on_the_page_leads_to_its_own_row(client: Client, region: Organisation) -> None:
    text = client.get("/halland/indikator/eftergymnasial/?omrade=1315").content.decode()
    links = re.findall(r'href="([^"]*ursprung/[^"]*#y2020)"', text)
    assert links == ["/halland/indikator/eftergymnasial/ursprung/?omrade=1315#y2020"]
    there = page(client, links[0])
    assert '<tr id="y2020">' in there
    assert "<caption>Hylte</caption>" in there


def test_a_revised_figure_says_what_it_was_and_until_when(client: Client, revised: Standing) -> None:
    text = page(client)
    row = re.search(r'<tr id="y2022">.*?</tr>', text, re.S)
    other = re.search(r'<tr id="y2021">.*?</tr>', text, re.S)
    assert row is not None
    assert other is not None
    assert "44,5 %" in row[0]
    assert "43,4 % till och med den" in row[0]
    assert "samma sedan" in other[0]
    assert "En äldre siffra ändrades. En av dem visas ovan." in text
    history = history_of(revised.edition, revised.document.indicator("eftergymnasial"))
    states = text.split('class="states"')[1].split("</ol>")[0]
    assert states.count("<time datetime=") == sum(len(state.fetched) for state in history) >= 3
    assert "30 april 2027" in text


def test_another_areas_figures_are_not_said_to_be_revised(client: Client, revised: Standing) -> None:
    text = page(client, f"{PATH}?omrade=1315")
    assert "till och med den" not in text
    assert "visas ovan" not in text


def test_the_indicators_page_says_what_the_publisher_says(client: Client, revised: Standing) -> None:
    text = page(client, "/halland/indikator/eftergymnasial/")
    for words in (
        "Antal invånare 25–64 år med eftergymnasial utbildning. Källa: SCB.",
        "Ny definition 2021",
        "Licens: CC0",
        "30 april 2027",
        "28 april 2028",
        "Utgivaren har ändrat en äldre siffra.",
    ):
        assert words in text


def test_areas_that_were_asked_for_in_vain_are_named(client: Client, region: Organisation) -> None:
    text = page(client, "/halland/indikator/vaxthusgaser/ursprung/")
    assert "Hylte, Laholm, Varberg, Kungsbacka" in text


def test_how_months_become_years_is_told(client: Client, region: Organisation) -> None:
    assert "Ett år är sin månad nummer 4." in page(client, "/halland/indikator/folkmangd-april/ursprung/")


def test_a_series_that_has_ended_is_told_so(
    client: Client, region: Organisation, revised: Standing, tmp_path: Path
) -> None:
    store, document = Store(tmp_path / "store"), revised.document
    key = key_of(document, document.indicator("stroke"))
    latest = store.latest(key)
    assert latest is not None
    tidy = Tidy(
        table=store.table(latest.hash),
        answers=(Answer("GET kolada", b"ended"),),
        publisher="Kolada",
        source=Said("Källa: Kolada", "Source: Kolada"),
        worked=Said("Källa: Kolada", "Source: Kolada"),
        ended=2024,
    )
    at = datetime.now(UTC) + timedelta(days=500)
    with store.writing(holder="test", since=at, wait=0, waiting=lambda _: None) as writer:
        writer.keep(key, tidy, at=at)
    version = version_in_force(region)
    assert version is not None
    judge_today(region, version=version, store=settings.STORE)
    for path in ("/halland/indikator/stroke/", "/halland/indikator/stroke/ursprung/"):
        assert "Utgivaren har avslutat serien: 2024 är dess sista år." in page(client, path)
