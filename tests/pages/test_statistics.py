"""The pages where a region looks after its figures, asked for as a browser does."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.followup.actions import start_refresh
from laget.apps.followup.models import Refresh, Remark
from laget.apps.strategy.queries import draft_of, drafted
from tests.cli.refreshing import SHORT_WAITS
from tests.conftest import Replay

pytestmark = pytest.mark.django_db
BASE = "/halland/statistik/"


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, region: Organisation) -> None:
    """The example's figures in a store of the test's own, and no long waits."""
    shutil.copytree(site.STORE, tmp_path / "store", ignore=shutil.ignore_patterns("catalogue"))
    shutil.copytree(site.FILES, tmp_path / "files")
    settings.STORE, settings.FILES = tmp_path / "store", tmp_path / "files"
    for name, value in SHORT_WAITS.items():
        monkeypatch.setenv(name, value)


def signed_in(region: Organisation, role: Role) -> Client:
    user = User.objects.create_user(f"ny-{role}@example.se", name="Nya Exempel")
    Membership.objects.create(organisation=region, user=user, role=role)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def analyst(region: Organisation) -> Client:
    return signed_in(region, Role.ANALYST)


@pytest.fixture
def strategist(region: Organisation) -> Client:
    return signed_in(region, Role.STRATEGIST)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("path", ["", "framsteg/", "att-gora/", "larm/", "ny/", "filer/"])
@pytest.mark.parametrize("role", [Role.COMMUNICATOR, Role.FACILITATOR, Role.READER])
def test_the_figures_are_looked_after_by_analysts_and_strategists_only(
    region: Organisation, path: str, role: Role
) -> None:
    assert Client().get(BASE + path).status_code == 403
    assert signed_in(region, role).get(BASE + path).status_code == 403
    assert signed_in(region, Role.ANALYST).get(BASE + path).status_code in (200, 204)


def test_another_regions_analyst_is_refused(region: Organisation) -> None:
    other = Organisation.objects.create(slug="annan", name="En annan", area="14")
    assert region.slug == "halland"
    assert signed_in(other, Role.ANALYST).get(BASE).status_code == 403


def test_each_indicator_tells_its_source_and_last_period(analyst: Client) -> None:
    page = text(analyst.get(BASE))
    assert "Invånare 25–64 år med eftergymnasial utbildning" in page
    assert "Hämta siffrorna nu" in page
    assert "Inte hämtat än" not in page


def test_the_overview_asks_as_often_for_many_indicators_as_for_few(
    analyst: Client, region: Organisation
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert analyst.get(BASE).status_code == 200
            assert analyst.get(BASE + "att-gora/").status_code == 200
        return len(queries)

    Remark.objects.create(organisation=region, indicator="eftergymnasial", kind="stale", is_fault=True)
    asked()
    one = asked()
    for kind in ("gone", "moved"):
        Remark.objects.create(organisation=region, indicator="eftergymnasial", kind=kind, is_fault=True)
    assert asked() == one


def test_a_fetch_is_asked_for_and_its_progress_shown_until_it_is_done(
    analyst: Client, region: Organisation
) -> None:
    assert analyst.post(BASE + "hamta/").status_code == 302
    assert analyst.post(BASE + "hamta/").status_code == 302
    refresh = Refresh.objects.get()
    page = text(analyst.get(BASE))
    assert "står i kö" in page
    assert "Hämta siffrorna nu" not in page
    Refresh.objects.update(state=Refresh.State.RUNNING, done=3, planned=8)
    assert "3 av 8 anrop" in text(analyst.get(BASE + "framsteg/"))
    Refresh.objects.update(
        state=Refresh.State.FAILED, outcome={"fault": {"sv": "Disken är full.", "en": "Full."}}
    )
    done = analyst.get(BASE + "framsteg/")
    assert (done.status_code, done["HX-Refresh"]) == (204, "true")
    assert refresh.organisation == region


def test_what_a_fetch_brought_is_told(analyst: Client, region: Organisation) -> None:
    refresh = start_refresh(region, actor=None)
    outcome = {
        "indicators": [
            {"indicator": "eftergymnasial", "came": "revised", "added": 12, "periods": ["2026"], "revised": 2,
             "fault": None},
            {"indicator": "befolkning", "came": "failed", "added": 0, "periods": [], "revised": 0,
             "fault": {"sv": "SCB gick inte att nå.", "en": "SCB could not be reached."}},
        ],
        "verdicts": [{"target": "m-eftergymnasial", "was": "met", "now": "too_slow"}],
        "alarms": 1,
        "not_asked": ["befolkning"],
    }  # fmt: skip
    Refresh.objects.filter(pk=refresh.pk).update(
        state=Refresh.State.DONE, outcome=outcome, ended_at=refresh.asked_at
    )
    page = text(analyst.get(BASE))
    expected = (
        ": 2026",
        "(12 siffror)",
        "(2 siffror)",
        "SCB gick inte att nå.",
        "väntade en revidering på att godkännas",
        "för långsamt",
        "Utgivaren av en indikator",
    )
    for told in expected:
        assert told in page, told
    english = text(analyst.get(f"/en{BASE}"))
    assert "SCB could not be reached." in english


def test_a_finding_is_dealt_with_left_and_opened_again(analyst: Client, region: Organisation) -> None:
    remark = Remark.objects.create(
        organisation=region,
        indicator="eftergymnasial",
        kind="ended",
        is_fault=True,
        sv="Serien slut.",
        en="Over.",
    )
    assert "Serien slut." in text(analyst.get(BASE + "att-gora/"))
    address = f"{BASE}att-gora/{remark.pk}/"
    refused = analyst.post(address, {"state": "left", "reason": " "}, follow=True)
    assert "Skriv varför" in text(refused)
    analyst.post(address, {"state": "left", "reason": "Vi väntar på en ny serie."})
    page = text(analyst.get(BASE + "att-gora/"))
    assert "Vi väntar på en ny serie." in page
    assert "Nya Exempel" in page
    analyst.post(address, {"state": "open"})
    remark.refresh_from_db()
    assert (remark.state, remark.reason) == ("open", "")
    assert analyst.post(address, {"state": "borta"}).status_code == 404
    assert analyst.post(f"{BASE}att-gora/{remark.pk + 1}/", {"state": "done"}).status_code == 404


def test_no_alarm_waits_at_first_and_one_that_is_not_there_is_told(analyst: Client) -> None:
    assert "Ingen revidering väntar" in text(analyst.get(BASE + "larm/"))
    answer = analyst.post(BASE + "larm/0badc0de/", {"do": "accept", "reason": "x"}, follow=True)
    assert "väntar inte längre" in text(answer)


def test_an_alarm_shows_what_was_changed_and_is_accepted(
    analyst: Client, region: Organisation, replay: Replay
) -> None:
    from laget.apps.followup.jobs import run_refresh

    run_refresh.call(start_refresh(region, actor=None).pk)
    replay.revise(kpi="N01982", municipality="0013", period=2021, gender="T", value=20.0)
    run_refresh.call(start_refresh(region, actor=None).pk)
    page = analyst.get(BASE + "larm/")
    assert "20,0" in text(page)
    assert "ovanligt stor" in text(page)
    (name,) = set(re.findall(r'/statistik/larm/([0-9a-f]{8})/"', page.content.decode()))
    assert "Skriv varför" in text(analyst.post(f"{BASE}larm/{name}/", {"do": "accept"}, follow=True))
    analyst.post(f"{BASE}larm/{name}/", {"do": "leave", "reason": "Vi frågar SCB."})
    assert "Vi frågar SCB." in text(analyst.get(BASE + "larm/"))
    accepted = analyst.post(f"{BASE}larm/{name}/", {"do": "accept", "reason": "SCB rättade."}, follow=True)
    assert "Ingen revidering väntar" in text(accepted)
    assert "SCB rättade." in text(accepted)


def test_the_catalogue_is_searched_by_parts_of_words(analyst: Client, replay: Replay) -> None:
    page = text(analyst.get(BASE + "ny/", {"q": "gymnasial 25-64"}))
    assert "N01982" in page
    assert "<mark>gymnasial</mark>" in page
    assert "TAB6471" in text(analyst.get(BASE + "ny/", {"q": "folkmängd månad", "kalla": "scb"}))
    assert "Pröva med färre ord" in text(analyst.get(BASE + "ny/", {"q": "xyzzy"}))
    assert analyst.get(BASE + "ny/", {"q": "x", "kalla": "okänd"}).status_code == 404
    assert replay.log()


@pytest.mark.parametrize("kind", ["503", "html", "truncate", "429"])
def test_a_search_that_fails_says_why(analyst: Client, replay: Replay, kind: str) -> None:
    replay.fault("/kpi", kind, times=99, retry_after=60)
    page = analyst.get(BASE + "ny/", {"q": "utbildning"})
    assert page.status_code == 200
    assert "Kolada" in text(page)
    assert 'role="alert"' in text(page)


PART = {"title": "Eftergymnasial", "unit": "percent", "better": "higher", "decimals": "1"}


def test_figures_are_looked_at_and_the_way_that_is_better_is_asked_for(
    strategist: Client, region: Organisation, replay: Replay
) -> None:
    address = BASE + "ny/kolada/N01982/"
    page = text(strategist.get(address))
    assert "Rubriken tyder på enheten percent." in page
    assert "högre är bättre. Du bestämmer." in page
    assert re.search(r'<option value="" selected>Välj</option>', page)
    assert "eftergymnasial utbildning, andel (%), Hallands län" in page
    assert re.search(r"<th scope=\"row\">2022</th><td class=\"number\">4\d,\d", page)
    assert draft_of(region) is None
    without = strategist.post(address, PART | {"better": "", "do": "save"})
    assert without.status_code == 200
    assert draft_of(region) is None
    saved = strategist.post(address, PART | {"do": "save"})
    assert saved.status_code == 302
    draft = draft_of(region)
    assert draft is not None
    added = drafted(draft).indicators[-1]
    assert (added.unit, added.better, added.decimals) == ("percent", "higher", 1)
    assert saved["Location"].endswith(f"/del/indikator/{added.id}/")
    assert replay.log()


def test_an_analyst_looks_and_cannot_save(analyst: Client, region: Organisation, replay: Replay) -> None:
    address = BASE + "ny/kolada/N01982/"
    assert "En strateg sparar" in text(analyst.get(address))
    assert analyst.post(address, PART | {"do": "save"}).status_code == 403
    assert draft_of(region) is None
    assert replay.log()


def test_an_indicator_that_kolada_does_not_have_is_not_there(analyst: Client, replay: Replay) -> None:
    assert analyst.get(BASE + "ny/kolada/N99999/").status_code == 404
    assert replay.log()


@pytest.mark.parametrize("kind", ["503", "html", "truncate", "empty"])
def test_figures_that_cannot_be_had_are_told_and_the_form_is_there(
    strategist: Client, replay: Replay, kind: str
) -> None:
    replay.fault("/data/", kind, times=99)
    page = text(strategist.get(BASE + "ny/kolada/N01982/"))
    assert 'role="alert"' in page
    assert "Spara i utkastet" in page


TABLE = BASE + "ny/tabell/scb/TAB6471/"
CHOSEN = {"way:Alder": "sum", "list:Alder": "vs_CKM0410årN", "way:Kon": "total", "months": "last"}


def test_a_table_is_chosen_from_and_saved(strategist: Client, region: Organisation, replay: Replay) -> None:
    page = text(strategist.get(TABLE))
    assert "Folkmängden per månad" in page
    assert "Välj ovan och visa siffrorna." in page
    looked = text(strategist.post(TABLE, CHOSEN | {"do": "choose"}))
    assert re.search(r'<th scope="row">Hallands län</th><td>2026M04</td><td class="number">34\d', looked)
    assert "Säg nedan hur månader blir ett år" not in looked
    without = text(strategist.post(TABLE, CHOSEN | {"months": "", "do": "choose"}))
    assert "Säg nedan hur månader blir ett år" in without
    part = {"title": "Folkmängd", "unit": "people", "better": "none"}
    saved = strategist.post(TABLE, CHOSEN | part | {"do": "save"})
    assert saved.status_code == 302, text(saved)
    draft = draft_of(region)
    assert draft is not None
    added = drafted(draft).indicators[-1].model_dump(mode="json", exclude_defaults=True)
    assert added["source"] == {
        "publisher": "scb",
        "table": "TAB6471",
        "codelist": {"Alder": "vs_CKM0410årN"},
        "select": {"Alder": "*", "ContentsCode": "000007SF"},
        "sum": ["Alder"],
    }
    assert replay.log()


def test_codes_that_overlap_are_not_added(strategist: Client, replay: Replay) -> None:
    page = text(strategist.post(TABLE, CHOSEN | {"list:Alder": "", "do": "choose"}))
    assert "kodlista" in page
    assert 'role="alert"' in page
    assert replay.log()


def test_what_is_not_chosen_of_a_table_is_asked_for(strategist: Client, replay: Replay) -> None:
    page = text(strategist.post(TABLE, {"do": "choose"}))
    assert "ålder: Välj ett av värdena." in page
    both = text(strategist.post(TABLE, {"way:Alder": "groups", "way:Kon": "groups", "do": "choose"}))
    assert "Bara en variabel" in both
    assert replay.log()


def test_a_file_is_sent_looked_at_and_saved(strategist: Client, region: Organisation) -> None:
    lines = "Resor med buss\nkommun;år;antal resor\nHalmstad;2023;10,5\nHalmstad;2024;11\nLaholm;2024;7\n"
    sent = strategist.post(BASE + "filer/", {"file": SimpleUploadedFile("Resor.csv", lines.encode())})
    assert sent["Location"] == BASE + "filer/resor.csv/"
    page = text(strategist.get(BASE + "filer/resor.csv/"))
    assert 'value="2"' in page  # the row of the header is found
    assert "10,5" in page
    assert "Något behöver ändras" not in page
    part = {"title": "Resor", "unit": "resor", "better": "higher", "do": "save", "header": "2"}
    columns = {"column:area": "kommun", "column:period": "år", "column:value": "antal resor"}
    saved = strategist.post(BASE + "filer/resor.csv/", part | columns)
    assert saved.status_code == 302, text(saved)
    draft = draft_of(region)
    assert draft is not None
    assert drafted(draft).indicators[-1].id == "resor"
    assert "Resor" in text(strategist.get(BASE))


def test_a_file_with_a_fault_tells_row_and_column(strategist: Client) -> None:
    lines = "kommun;år;antal\nHalmstad;2023;tio\nAtlantis;2024;11\n"
    strategist.post(BASE + "filer/", {"file": SimpleUploadedFile("fel.csv", lines.encode())})
    page = text(strategist.get(BASE + "filer/fel.csv/"))
    assert "rad 2, kolumn antal" in page
    assert "Atlantis" in page


def test_columns_that_are_not_chosen_are_asked_for(strategist: Client) -> None:
    strategist.post(BASE + "filer/", {"file": SimpleUploadedFile("x.csv", b"a;b\n1;2\n3;4\n")})
    page = text(strategist.post(BASE + "filer/x.csv/", {"column:area": "", "do": "preview"}))
    assert "Välj kolumnen där siffrorna står." in page
    assert strategist.get(BASE + "filer/borta.csv/").status_code == 404


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0abc", b"<html></html>"])
def test_what_is_no_table_is_refused_on_the_page(analyst: Client, data: bytes) -> None:
    answer = analyst.post(BASE + "filer/", {"file": SimpleUploadedFile("x.csv", data)})
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert analyst.post(BASE + "filer/", {}).status_code == 422
