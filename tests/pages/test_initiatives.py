"""Initiatives as they are met: sums, a map, hopes beside figures, writing, a workbook, other pages."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.initiatives.actions import add_initiative
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.queries import described, whole
from laget.core.coverage import Stay
from laget.core.initiatives import Described
from laget.core.words.numbers import THIN_SPACE
from laget.demo.year.initiatives import fill_initiatives
from laget.pages.index import index

pytestmark = pytest.mark.django_db
ROOT = "/halland/insatser/"


def read(path: str, client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(path)
    assert answer.status_code == status, path
    return answer.content.decode().replace(THIN_SPACE, " ")


@pytest.fixture
def strategist(region: Organisation) -> Client:
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=Role.STRATEGIST)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def row_of(slug: str) -> Initiative:
    return whole(Initiative.objects.filter(organisation__slug="halland")).get(slug=slug)


def form_of(row: Initiative) -> dict[str, str | list[str]]:
    """Return what the form of an initiative sends, with nothing changed."""
    page = Client()
    user = User.objects.get(email="strateg@example.se")
    page.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    sheet = page.get(f"{ROOT}{row.slug}/andra/").context["sheet"]
    sent: dict[str, str | list[str]] = {"revision": str(row.revision)}
    for form in (sheet.form, *(one for rows in sheet.lists for one in rows.forms)):
        for field in form.visible_fields():
            value = field.value()
            if isinstance(value, bool):
                sent |= {field.html_name: "on"} if value else {}
            elif isinstance(value, list | tuple):
                sent[field.html_name] = [str(one) for one in value]
            elif value is not None:
                sent[field.html_name] = value.isoformat() if isinstance(value, date) else str(value)
    return sent | {f"{rows.name}-rows": str(len(rows.forms)) for rows in sheet.lists}


def test_the_list_sums_what_it_shows(region: Organisation) -> None:
    page = read(f"{ROOT}?ar=2025")
    assert "9 kommuner i 3 län med" in page  # Svenljunga joins in 2026
    assert "Folkmängden för Båstad, Mark och Ängelholm är påhittad." in page
    assert "6 kommuner med 100 procent av befolkningen i Hallands län" in page
    assert "Sammanlagt 143 700 000 kronor:" in page
    assert "Beloppen är påhittade." in page
    assert "867 unga" in page
    assert "Lärcenter över länsgränsen" in page


def test_a_sum_follows_when_a_municipality_joined(region: Organisation) -> None:
    slug = f"{ROOT}?inriktning=fler-laser-vidare&ar="
    told = [read(f"{slug}{year}") for year in (2022, 2023, 2024, 2025)]
    assert ["2 kommuner med" in told[0], "3 kommuner med" in told[1]] == [True, True]
    assert "4 kommuner i 2 län med" in told[2]
    assert "5 kommuner i 2 län med" in told[3]
    assert "(37 039 invånare 2022)" in told[0]  # Hylte 10 464, Laholm 26 575


def test_a_sum_that_cannot_be_formed_says_why(region: Organisation) -> None:
    wanted = Described(
        title="Utan siffror", owner="En kommun", public=True, places=(Stay(area="1480", joined=2024),)
    )
    row = add_initiative(region, actor=None, wanted=wanted)
    page = read(f"{ROOT}{row.slug}/")
    assert "Summan kan inte räknas: folkmängden 2025 saknas för Göteborg." in page
    assert "1 kommun är med 2026: Göteborg." in page  # the map and its table need no figures


def test_the_list_is_filtered_and_sorted(region: Organisation) -> None:
    page = read(f"{ROOT}?kommun=1463")
    assert "Tunga transporter på el" in page
    assert "Trygg hemgång" not in page
    assert "Schema som håller" in read(f"{ROOT}?status=avslutad")
    assert "Schema som håller" not in read(f"{ROOT}?status=pagar")
    by_money = read(f"{ROOT}?ordna=pengar")
    assert by_money.index("Tunga transporter på el</a>") < by_money.index("En väg in för företag</a>")
    for wrong in ("ordna=x", "status=x", "kommun=9999", "inriktning=x", "ar=1", "kraftsamling=x"):
        read(f"{ROOT}?{wrong}", status=404)


def test_the_map_is_also_a_sentence_and_a_table(region: Organisation) -> None:
    page = read(f"{ROOT}larcenter-over-lansgransen/")
    assert 'alt="5 kommuner i 2 län är med 2026: Båstad, Falkenberg, Hylte, Laholm och Ängelholm."' in page
    assert '<td class="number">Skåne län</td>' in page
    address = page.split('<img src="')[1].split('"')[0]
    drawn = Client().get(address)
    assert drawn.status_code == 200
    assert "Karta" in drawn.content.decode()


def test_a_hope_stands_beside_its_figure_and_claims_no_cause(region: Organisation) -> None:
    page = read(f"{ROOT}trygg-hemgang/")
    assert "Hoppas −60 per 1 000 invånare till 2026; hittills −30 sedan 2022 (siffran för 2024)." in page
    assert "Hur siffran har ändrats säger inget om vad som har orsakat det." in page
    untold = read(f"{ROOT}aterbruk-vid-varje-central/")
    assert "hittills −69 sedan 2022 (siffran för 2025)" in untold


def test_milestones_tell_how_they_went(region: Organisation) -> None:
    page = read(f"{ROOT}plats-for-varje-ung/")
    for word in ("Nådd i tid", "Nådd senare än tänkt", "Inte nådd i tid"):
        assert word in page


def test_what_is_not_public_is_nowhere_for_an_outsider(region: Organisation, strategist: Client) -> None:
    hidden = Described(
        title="Hemligheten Xyzzy",
        owner="En kommun",
        places=(Stay(area="1380", joined=2024),),
        serves=("skydda-mer",),
    )
    row = add_initiative(region, actor=None, wanted=hidden)
    index(region)
    pages = (
        ROOT,
        f"{ROOT}oversikt/",
        "/halland/",
        "/halland/gap/",
        "/halland/mal/skydda-mer/",
        "/halland/oppna-data/insatser.json",
        "/halland/oppna-data/insatser.csv",
        "/sok/?q=xyzzy",
    )
    for path in pages:
        assert "Hemligheten" not in read(path), path
    read(f"{ROOT}{row.slug}/", status=404)
    book = openpyxl.load_workbook(io.BytesIO(Client().get(f"{ROOT}fil/insatser.xlsx").content))
    titles = {str(cell.value) for cell in book["Insatser"]["A"]}
    assert "Plats för varje ung" in titles
    assert hidden.title not in titles
    assert "Visas inte för alla" in read(f"{ROOT}{row.slug}/", strategist)


def test_an_initiative_is_made_changed_and_removed(region: Organisation, strategist: Client) -> None:
    sent: dict[str, str | list[str]] = {
        "title": "Cykel till jobbet",
        "owner": "En kommun",
        "kind": "project",
        "status": "running",
        "serves": ["utslappen-ner"],
        "public": "on",
        "places-rows": "3",
        "places-0-area": "halmstads kommun",
        "places-0-joined": "2025",
        "places-2-area": "1278",
        "places-2-joined": "2026",
        "money-rows": "1",
        "money-0-source": "Regionen",
        "money-0-kind": "region",
        "money-0-amount": "1 200 000 kr",
        "hopes-rows": "1",
        "hopes-0-indicator": "vaxthusgaser",
        "hopes-0-area": "Halmstad",
        "hopes-0-by": "−0,25",
        "hopes-0-since": "2023",
        "hopes-0-until": "2027",
    }
    assert strategist.post(f"{ROOT}ny/", sent)["Location"] == f"{ROOT}cykel-till-jobbet/"
    made = described(row_of("cykel-till-jobbet"))
    assert made.places == (Stay(area="1380", joined=2025), Stay(area="1278", joined=2026))
    assert (made.money[0].amount, made.hopes[0].by, made.hopes[0].area) == (1_200_000, -0.25, "1380")
    row = row_of("cykel-till-jobbet")
    sent = form_of(row) | {"owner": "Två kommuner", "places-0-area": ""}
    sent["places-0-joined"] = ""
    assert strategist.post(f"{ROOT}{row.slug}/andra/", sent).status_code == 302
    changed = described(row_of(row.slug))
    assert (changed.owner, [one.area for one in changed.places]) == ("Två kommuner", ["1278"])
    assert "Ta bort Cykel till jobbet?" in read(f"{ROOT}{row.slug}/ta-bort/", strategist)
    strategist.post(f"{ROOT}{row.slug}/ta-bort/", {"revision": 2})
    assert not Initiative.objects.filter(slug=row.slug).exists()


def test_a_form_sent_as_it_stood_changes_nothing(region: Organisation, strategist: Client) -> None:
    for row in whole(Initiative.objects.filter(organisation=region)):
        before = described(row)
        answer = strategist.post(f"{ROOT}{row.slug}/andra/", form_of(row))
        assert answer.status_code == 302, row
        assert (described(row_of(row.slug)), row_of(row.slug).revision) == (before, 1)


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    region: Organisation, strategist: Client
) -> None:
    sent = form_of(row_of("trygg-hemgang")) | {
        "title": "",
        "places-0-area": "Halmstadd",
        "places-1-left": "2020",
        "hopes-0-by": "mycket",
    }
    page = strategist.post(f"{ROOT}trygg-hemgang/andra/", sent)
    told = page.content.decode()
    assert page.status_code == 200
    for text in ("menas ”Halmstad”?", 'value="Halmstadd"', 'value="mycket"', "Inte sparat än"):
        assert text in told, text
    assert 'href="#id_places-0-area"' in told
    sent |= {"title": "Trygg hemgång", "places-0-area": "Halmstad", "hopes-0-by": "-60"}
    told = strategist.post(f"{ROOT}trygg-hemgang/andra/", sent).content.decode()
    assert "Kommunen lämnar 2020, men kom med först 2023." in told
    assert row_of("trygg-hemgang").revision == 1


def test_rows_are_added_without_scripts_and_keep_what_was_typed(
    region: Organisation, strategist: Client
) -> None:
    sent = {"title": "Halvskriven", "places-rows": "4", "places-3-area": "Hylte", "more": "places"}
    page = strategist.post(f"{ROOT}ny/", sent).content.decode()
    assert 'name="places-7-area"' in page
    assert 'value="Hylte"' in page
    assert 'value="Halvskriven"' in page
    assert "Inte sparat än" not in page


def test_a_second_editor_is_told_and_loses_nothing(region: Organisation, strategist: Client) -> None:
    sent = form_of(row_of("trygg-hemgang"))
    strategist.post(f"{ROOT}trygg-hemgang/andra/", sent | {"owner": "Den första"})
    answer = strategist.post(f"{ROOT}trygg-hemgang/andra/", sent | {"owner": "Den andra"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Någon annan har sparat ändringar här" in page
    assert 'value="Den andra"' in page
    assert "Den första" in page
    assert row_of("trygg-hemgang").owner == "Den första"
    again = sent | {"owner": "Den andra", "revision": "2"}
    assert strategist.post(f"{ROOT}trygg-hemgang/andra/", again).status_code == 302
    assert row_of("trygg-hemgang").owner == "Den andra"


def test_a_second_editor_is_told_of_municipalities_and_money_too(
    region: Organisation, strategist: Client
) -> None:
    sent = form_of(row_of("trygg-hemgang"))
    first = {"places-0-left": "2030", "money-0-amount": "1 234 567", "status": "paused", "kind": "effort"}
    assert strategist.post(f"{ROOT}trygg-hemgang/andra/", sent | first).status_code == 302
    answer = strategist.post(f"{ROOT}trygg-hemgang/andra/", sent)
    page = answer.content.decode()
    told = page[page.index('class="meanwhile"') : page.index('id="part"')]
    assert answer.status_code == 409
    assert str(sent["places-0-area"]) in told
    assert "2030" in told
    assert "1234567" in told
    assert "Vilar" in told
    assert "paused" not in told


def test_each_row_of_the_form_is_called_by_what_it_is(strategist: Client) -> None:
    page = read(f"{ROOT}ny/", strategist)
    for name in ("Partner 1", "Kommun 1", "Belopp 1", "Milstolpe 1", "Hopp 1"):
        assert f"<legend>{name}</legend>" in page


def test_the_overview_calls_directions_as_the_region_does_and_counts_what_lags(region: Organisation) -> None:
    page = read(f"{ROOT}oversikt/")
    assert "Riktning" not in page
    assert "går för långsamt eller åt fel håll" in page


def test_the_log_is_written_changed_and_removed(region: Organisation, strategist: Client) -> None:
    log = f"{ROOT}halsosamtal-vid-40/logg/"
    wrong = {"on": "2026-01-10", "kind": "result", "text": "Fler kom.", "count": "12"}
    assert "Skriv både hur många och av vad" in strategist.post(log, wrong).content.decode()
    assert strategist.post(log, wrong | {"counted": "samtal"}).status_code == 302
    entry = row_of("halsosamtal-vid-40").entries.get(text="Fler kom.")
    assert "12 samtal" in read(f"{ROOT}halsosamtal-vid-40/")
    strategist.post(f"{log}{entry.pk}/", wrong | {"text": "Många kom.", "count": ""})
    entry.refresh_from_db()
    assert (entry.text, entry.count) == ("Många kom.", None)
    assert "Många kom." in read(f"{log}{entry.pk}/ta-bort/", strategist)
    strategist.post(f"{log}{entry.pk}/ta-bort/")
    assert not row_of("halsosamtal-vid-40").entries.filter(pk=entry.pk).exists()


def sent_file(client: Client, data: bytes) -> str:
    file = io.BytesIO(data)
    file.name = "insatser.xlsx"
    return client.post(f"{ROOT}fil/", {"file": file}).content.decode()


def test_a_workbook_is_previewed_saved_and_brought_again_without_change(
    region: Organisation, strategist: Client
) -> None:
    out = strategist.get(f"{ROOT}fil/insatser.xlsx").content
    assert "Allt i filen finns redan här" in sent_file(strategist, out)
    book = openpyxl.load_workbook(io.BytesIO(out))
    book["Insatser"].append(["Från filen", "En kommun", "Projekt", "Pågår"])
    book["Kommuner"].append(["Från filen", "Hylte", 2025])
    owners = book["Insatser"]["B"]
    owners[1].value = "Någon annan"
    file = io.BytesIO()
    book.save(file)
    page = sent_file(strategist, file.getvalue())
    assert "Från filen" in page
    assert not Initiative.objects.filter(title="Från filen").exists()
    plan = page.split('name="plan" value="')[1].split('"')[0]
    assert strategist.post(f"{ROOT}fil/", {"plan": plan})["Location"] == ROOT
    assert described(row_of("fran-filen")).places == (Stay(area="1315", joined=2025),)
    assert "Allt i filen finns redan här" in sent_file(strategist, file.getvalue())


def test_a_workbook_with_faults_writes_nothing_and_says_where(
    region: Organisation, strategist: Client
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(strategist.get(f"{ROOT}fil/mall.xlsx").content))
    book["Insatser"].append(["Hel", "En kommun"])
    book["Insatser"].append(["Trasig", None, None, "kanske"])
    file = io.BytesIO()
    book.save(file)
    page = sent_file(strategist, file.getvalue())
    assert "2 saker i filen går inte att använda" in page
    assert "cellen är tom." in page
    assert 'name="plan"' not in page
    assert not Initiative.objects.filter(title="Hel").exists()
    assert "ingen" in sent_file(strategist, b"inget kalkylblad").casefold()


def test_a_preview_of_another_region_or_changed_on_the_way_is_refused(
    region: Organisation, strategist: Client
) -> None:
    page = strategist.post(f"{ROOT}fil/", {"plan": "påhittad"}, follow=True).content.decode()
    assert "Förhandsvisningen är för gammal." in page


def test_elements_indicators_gaps_start_and_search_show_initiatives(region: Organisation) -> None:
    assert "Plats för varje ung" in read("/halland/mal/alla-unga-med/")
    assert "Insatser som hoppas ändra den" in read("/halland/indikator/unga-utanfor/")
    gaps = read("/halland/gap/")
    assert "Insatser: <a" in gaps
    assert "<strong>Ingen insats</strong>" in gaps
    assert "8 insatser är planerade eller pågår." in read("/halland/")
    assert "Tunga transporter på el" in read("/sok/?q=lastbilar&region=halland")
    over = read(f"{ROOT}oversikt/")
    assert "Många:" in over
    assert "Inrikes flyttnetto" in over  # a gap that none answers
    assert "<title>Gaps and initiatives" in read("/en/halland/insatser/oversikt/")


def test_open_data_hold_what_everybody_may_see(region: Organisation) -> None:
    found = json.loads(read("/halland/oppna-data/insatser.json"))
    assert len(found) == Initiative.objects.filter(organisation=region, public=True).count()
    one = next(row for row in found if row["id"] == "trygg-hemgang")
    assert one["places"][0] == {"area": "1380", "joined": 2023, "left": None}
    assert one["invented"] is True
    assert read("/halland/oppna-data/insatser.csv").splitlines()[0].startswith("id,title,owner")


def test_the_example_is_put_there_once(region: Organisation) -> None:
    before = Initiative.objects.count()
    fill_initiatives(region)
    assert Initiative.objects.count() == before == 10
    counties = {one.area[:2] for row in whole(Initiative.objects.all()) for one in row.places.all()}
    assert counties == {"12", "13", "14"}


def test_a_region_without_initiatives_has_no_empty_boxes(region: Organisation) -> None:
    Initiative.objects.all().delete()
    index(region)
    page = read(ROOT)
    assert "Ingen insats är inskriven här än." in page
    assert "<table" not in page
    assert "Insatser</h2>" not in read("/halland/")
    assert "Ingen insats" not in read("/halland/gap/")
    assert "Insatser</h2>" not in read("/halland/mal/alla-unga-med/")


LISTS = (ROOT, f"{ROOT}oversikt/", "/halland/gap/", "/halland/", "/halland/mal/arbete/")


@pytest.mark.parametrize("path", LISTS)
def test_ten_initiatives_take_no_more_questions_than_three(region: Organisation, path: str) -> None:
    def asked() -> int:
        read(path)
        with CaptureQueriesContext(connection) as context:
            read(path)
        return len(context)

    many = asked()
    kept = ("plats-for-varje-ung", "sprak-och-praktik-samtidigt", "tunga-transporter-pa-el")
    Initiative.objects.exclude(slug__in=kept).delete()
    assert asked() == many
