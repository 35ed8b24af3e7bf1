"""The horizon's pages: what is shown to whom, what is written, who comes second, what a year held."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.followup.queries import document_of, editions_of
from laget.apps.followup.queries.drafts import faults_of, sections_handed
from laget.apps.horizon.models import Selected, Signal, SignalYear
from laget.apps.horizon.queries import selection_hash
from laget.demo.year.horizon import fill_horizon

pytestmark = pytest.mark.django_db
ROOT = "/halland/omvarld/"
HIDDEN = "En etablering som ännu inte är offentlig"


def read(client: Client, address: str = ROOT, *, status: int = 200) -> str:
    """Return a page as it is heard."""
    answer = client.get(address)
    assert answer.status_code == status
    return heard(answer.content.decode())


def heard(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def signed_in(region: Organisation, role: Role) -> Client:
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fields(client: Client, address: str) -> dict[str, str]:
    """Return what a form would send, as it is filled in."""
    answer = client.get(address)
    assert answer.status_code == 200
    sent = {}
    for form in (
        answer.context["desk"].form,
        *(one for _name, _title, rows in answer.context["desk"].parts for one in rows.forms),
    ):
        for field in form:
            value = field.value()
            if value is True:
                sent[field.html_name] = "on"
            elif value not in (None, False):
                sent[field.html_name] = str(value)
    for _name, _title, rows in answer.context["desk"].parts:
        for field in rows.management_form:
            sent[field.html_name] = str(field.value())
    return sent


def signal(slug: str = "elektrifiering") -> Signal:
    return Signal.objects.get(slug=slug)


def test_the_same_signals_stand_in_the_drawings_and_in_the_table(
    client: Client, region: Organisation
) -> None:
    html = client.get(ROOT).content.decode()
    numbers = re.findall(r'<tr id="s(\d+)">', html)
    assert len(numbers) == Signal.objects.filter(public=True).exclude(slug="pandemin").count()
    for size in ("wide", "narrow"):
        drawing = html.split(f'<svg class="matrix {size}"')[1].split("</svg>")[0]
        assert sorted(re.findall(r'<text class="number"[^>]*>(\d+)<', drawing)) == sorted(numbers)


def test_the_same_data_gives_the_same_drawings_and_other_data_others(
    client: Client, region: Organisation
) -> None:
    def drawings() -> list[str]:
        return re.findall(
            r"<svg class=\"(?:matrix|drivers).*?</svg>", client.get(ROOT).content.decode(), re.S
        )

    first = drawings()
    assert len(first) == 4
    assert drawings() == first
    signal().drives.all().delete()
    Signal.objects.filter(slug="elektrifiering").update(strength=1)
    assert [one == other for one, other in zip(first, drawings(), strict=True)][:2] == [False, False]


def test_what_is_not_public_is_nowhere_for_an_outsider(client: Client, region: Organisation) -> None:
    hidden = Signal.objects.get(public=False)
    for path in ("", "pa-gang/", "signaler/", "urval/2025/", "?ar=2025"):
        assert HIDDEN not in client.get(ROOT + path).content.decode()
    assert client.get(f"{ROOT}{hidden.slug}/").status_code == 404
    assert HIDDEN not in read(client, "/halland/mal/vaxa-pa-fler-platser/")
    assert HIDDEN not in read(client, "/sok/?q=etablering")
    analyst = signed_in(region, Role.ANALYST)
    assert "Visas inte för alla" in read(analyst)
    assert HIDDEN in read(analyst, f"{ROOT}{hidden.slug}/")
    assert HIDDEN in read(analyst, "/halland/mal/vaxa-pa-fler-platser/")


def test_a_year_is_shown_as_it_was(client: Client, region: Organisation) -> None:
    now, then = read(client), read(client, f"{ROOT}?ar=2024")
    assert "Covid-19-pandemin" in then
    assert "Covid-19-pandemin" not in now
    assert "EU:s förordning om restaurering" not in then
    assert "Så bedömdes signalerna vid genomgången 2024." in then
    assert client.get(f"{ROOT}?ar=2019").status_code == 404
    assert client.get(f"{ROOT}?ar=x").status_code == 404


def test_a_filter_keeps_the_numbers(client: Client, region: Organisation) -> None:
    def numbered(address: str) -> dict[str, str]:
        html = client.get(address).content.decode()
        return dict(re.findall(r'<tr id="s(\d+)">.*?omvarld/([a-z0-9-]+)/', html, re.S))

    every, some = numbered(ROOT), numbered(f"{ROOT}?slag=trend")
    assert some
    assert some.items() < every.items()
    touching = numbered(f"{ROOT}?ror=element:unga-i-gang")
    assert set(touching.values()) == {"ungas-psykiska-ohalsa", "eu-budget-2028-2034"}
    assert "Ingen signal stämmer" in read(client, f"{ROOT}?slag=finns-inte")


def test_a_region_without_signals_has_a_page_that_says_so(client: Client, region: Organisation) -> None:
    Organisation.objects.create(slug="tomt", name="Tomt", area="14")
    assert "Ingen signal följs här ännu." in read(client, "/tomt/omvarld/")
    assert "följs här ännu" in read(client, "/tomt/omvarld/pa-gang/")
    assert '<svg class="matrix' not in client.get("/tomt/omvarld/").content.decode()


def test_a_signal_is_changed_and_a_second_editor_is_told_and_loses_nothing(region: Organisation) -> None:
    analyst, strategist = signed_in(region, Role.ANALYST), signed_in(region, Role.STRATEGIST)
    address = f"{ROOT}elektrifiering/andra/"
    mine, theirs = fields(analyst, address), fields(strategist, address)
    assert strategist.post(address, theirs | {"title": "Elen kommer"}).status_code == 302
    answer = analyst.post(address, mine | {"title": "Elen dröjer"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Någon annan har sparat ändringar" in page
    assert "Elen dröjer" in page
    assert "Elen kommer" in page
    assert signal().title == "Elen kommer"
    again = mine | {"title": "Elen dröjer", "revision": str(signal().revision)}
    assert analyst.post(address, again).status_code == 302
    assert signal().title == "Elen dröjer"
    assert signal().touches.count() == 3
    assert signal().sources.count() == 2


def test_a_way_round_is_told_in_the_form(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    address = f"{ROOT}klimatforandringar/andra/"
    sent = fields(strategist, address) | {"drives-0-driver": str(signal().pk)}
    page = heard(strategist.post(address, sent).content.decode())
    assert "skulle gå runt: ”Klimatet förändras” driver redan på ”Industri och transporter" in page


def test_what_drove_in_a_year_is_drawn_and_told_for_that_year(client: Client, region: Organisation) -> None:
    then, now = read(client, f"{ROOT}?ar=2024"), read(client, ROOT)
    assert "Fler uppgifter görs vid en skärm." not in then  # drives from 2025
    assert "sedan 2025 Fler uppgifter görs vid en skärm." in now
    assert "2020–2023 Många lärde sig arbeta hemma." in read(client, f"{ROOT}distansarbete/")
    assert "Många lärde sig arbeta hemma." not in then  # drove to 2023


def test_the_years_of_a_drive_are_written_and_held_in_their_order(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    address = f"{ROOT}distansarbete/andra/"
    sent = fields(strategist, address) | {"drives-1-since": "2026", "drives-1-until": "2025"}
    assert "Det sista året kan inte vara före det första." in strategist.post(address, sent).content.decode()
    assert strategist.post(address, sent | {"drives-1-until": "2027"}).status_code == 302
    years = signal("distansarbete").driven_by.order_by("since").values_list("since", "until")
    assert list(years) == [(2020, 2023), (2026, 2027)]


def test_a_page_that_asks_to_remove_reads_any_revision(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    for sent in ("²", "9" * 40, "", "x"):
        assert strategist.post(f"{ROOT}pandemin/ta-bort/", {"revision": sent}).status_code == 302
    assert Signal.objects.filter(slug="pandemin").exists()


def test_faults_are_told_in_a_summary_that_leads_to_them(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    address = f"{ROOT}nytt/"
    sent = fields(strategist, address) | {"kind": "pending", "steps-0-when": "i höst", "steps-0-title": "x"}
    page = strategist.post(address, sent).content.decode()
    for field in ("id_title", "id_form", "id_level", "id_steps-0-when"):
        assert f'<a href="#{field}">' in page
        assert f'id="{field}"' in page
    assert not Signal.objects.filter(title="").exists()


def test_rows_are_added_without_anything_being_held_against_what_is_written(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    sent = fields(strategist, f"{ROOT}nytt/") | {"text": "Påbörjat", "mer": "steps"}
    page = strategist.post(f"{ROOT}nytt/", sent).content.decode()
    assert "Påbörjat" in page
    assert 'name="steps-3-when"' in page
    assert "Inte sparat än" not in page


def test_a_signal_of_the_strategy_can_be_followed_here(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    Signal.objects.filter(slug="distansarbete").delete()
    assert "Följ ”Fler arbetar på distans” här" in read(strategist)
    address = f"{ROOT}nytt/?strategi=distansarbete"
    assert strategist.post(address, fields(strategist, address)).status_code == 302
    assert signal("distansarbete").title == "Fler arbetar på distans"


def test_a_scan_is_written_in_one_sitting(region: Organisation) -> None:
    analyst = signed_in(region, Role.ANALYST)
    address = f"{ROOT}genomgang/2026/"
    sheet = analyst.get(address).context["sheet"]
    assert "pandemin" not in {one.slug for one, _before, _form in sheet}
    sent: dict[str, object] = {}
    for one, _before, form in sheet:
        sent |= {f"s{one.pk}-{name}": form[name].value() for name in ("revision", "strength", "soon")}
    known = signal()
    sent |= {f"s{known.pk}-course": "stronger", f"s{known.pk}-strength": 1}
    page = heard(analyst.post(address, sent).content.decode())
    assert "kan inte ha blivit starkare 2026 när styrkan är lägre än 2025" in page
    assert not SignalYear.objects.filter(year=2026).exists()
    sent |= {f"s{known.pk}-strength": 4, f"s{known.pk}-note": "Därför"}
    assert analyst.post(address, sent).status_code == 302
    assert [(one.course, one.note) for one in SignalYear.objects.filter(year=2026)] == [
        ("stronger", "Därför")
    ]
    sent |= {f"s{known.pk}-course": "weaker", f"s{known.pk}-strength": 2}
    answer = analyst.post(address, sent)
    assert answer.status_code == 409
    assert "Därför" in answer.content.decode()


def test_a_selection_is_ordered_by_its_places(region: Organisation) -> None:
    communicator = signed_in(region, Role.COMMUNICATOR)
    address = f"{ROOT}urval/2025/uppfoljning/"
    seen = selection_hash(region, year=2025, purpose="edition")
    first, second = signal("val-2026"), signal("elektrifiering")
    sent = {
        "seen": seen,
        "purpose": "edition",
        f"s{second.pk}-place": "2",
        f"s{first.pk}-place": "1",
        f"s{first.pk}-why": "Nya mål",
    }
    assert communicator.post(address, sent).status_code == 302
    rows = Selected.objects.filter(year=2025, purpose="edition").order_by("place")
    assert [(one.signal.slug, one.why) for one in rows] == [("val-2026", "Nya mål"), ("elektrifiering", "")]
    answer = communicator.post(address, sent)
    assert answer.status_code == 409
    assert "Någon annan har ändrat urvalet" in answer.content.decode()
    assert "Nya mål" in read(communicator, f"{ROOT}urval/2025/")
    assert "Nya mål" not in read(communicator, "/halland/")
    assert "I omvärlden 2025" in read(communicator, "/halland/")


def test_nothing_that_is_written_in_a_scan_is_lost_for_want_of_a_course(region: Organisation) -> None:
    analyst = signed_in(region, Role.ANALYST)
    address, known = f"{ROOT}genomgang/2026/", signal()
    sent: dict[str, object] = {}
    for one, _before, form in analyst.get(address).context["sheet"]:
        sent |= {f"s{one.pk}-{name}": form[name].value() for name in ("revision", "strength", "soon")}
    for written in ({f"s{known.pk}-note": "Därför"}, {f"s{known.pk}-strength": 1}):
        page = heard(analyst.post(address, sent | written).content.decode())
        assert "Ange hur den är jämfört med året före, eller ta tillbaka resten av raden." in page
    assert not SignalYear.objects.filter(year=2026).exists()


def test_a_reason_without_a_place_is_not_lost(region: Organisation) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    address = f"{ROOT}urval/2026/forum/"
    context = strategist.get(address).context
    sent = {name: context["asked"][name].value() for name in ("seen", "purpose")}
    page = heard(strategist.post(address, sent | {f"s{signal().pk}-why": "Nära"}).content.decode())
    assert "Ge den en plats, eller ta bort varför." in page
    assert not Selected.objects.filter(year=2026).exists()


def test_a_step_whose_date_has_passed_is_told_as_such(client: Client, region: Organisation) -> None:
    signal("val-2026").steps.update(on="2020-01-01")
    page = read(client, f"{ROOT}pa-gang/")
    assert "Datumet har passerat" in page
    assert "1 januari 2020" in page


def test_signals_are_found_and_stand_where_they_touch(client: Client, region: Organisation) -> None:
    assert "EU:s långtidsbudget" in read(client, "/sok/?q=långtidsbudget")
    page = read(client, "/halland/indikator/unga-utanfor/")
    assert "Fler unga mår dåligt" in page
    assert "Hindrar" in page
    assert "Befolkningen blir äldre" in read(client, "/halland/mal/gott-liv/")  # the strategy says so


def test_open_data_hold_what_is_public(client: Client, region: Organisation) -> None:
    found = json.loads(client.get(f"{ROOT}signaler/").content)["signals"]
    assert len(found) == Signal.objects.filter(public=True).count()
    one = next(row for row in found if row["id"] == "elektrifiering")
    assert one["address"] == "http://testserver/halland/omvarld/elektrifiering/"
    assert [year["course"] for year in one["years"]] == ["new", "weaker"]
    assert {(drive["signal"], drive["since"], drive["until"]) for drive in one["driven_by"]} == {
        ("klimatforandringar", 2019, None),
        ("kriget-i-ukraina", 2022, None),
    }


def test_the_example_is_put_there_once(region: Organisation) -> None:
    before = list(Signal.objects.values_list("slug", "revision")), Selected.objects.count()
    fill_horizon(region)
    assert (list(Signal.objects.values_list("slug", "revision")), Selected.objects.count()) == before


@pytest.mark.parametrize("path", ["", "?ar=2025", "pa-gang/", "urval/2025/", "signaler/", "genomgang/2025/"])
def test_a_page_asks_as_often_for_many_as_for_few(region: Organisation, path: str) -> None:
    strategist = signed_in(region, Role.STRATEGIST)
    counts = []
    for _many_then_few in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert strategist.get(ROOT + path).status_code == 200
        counts.append(len(asked))
        Signal.objects.exclude(slug__in=["val-2026", "elektrifiering", "klimatforandringar"]).delete()
    assert counts[0] == counts[1]


def test_a_selection_is_handed_to_the_follow_up_on_its_page(region: Organisation) -> None:
    communicator = signed_in(region, Role.COMMUNICATOR)
    assert "Lämna det här till uppföljningen 2025" in read(communicator, f"{ROOT}urval/2025/")
    sections_handed(region, year=2025)[0].delete()
    answer = communicator.post(f"{ROOT}urval/2025/lamna/", follow=True)
    assert "3 avsnitt har lämnats till uppföljningen." in heard(answer.content.decode())
    handed = [one.kind for one in sections_handed(region, year=2025)]
    assert handed.count("horizon") == 3
    Signal.objects.filter(slug="elektrifiering").update(public=False)
    answer = communicator.post(f"{ROOT}urval/2025/lamna/", follow=True)
    assert "kan inte stå i en uppföljning som publiceras" in heard(answer.content.decode())


def test_the_examples_published_follow_ups_hold_what_was_chosen(client: Client, region: Organisation) -> None:
    page = client.get("/halland/uppfoljning/2025/").content.decode()
    assert f'href="{ROOT}eu-budget-2028-2034/"' in page
    assert "Flera insatser i uppföljningen får sina pengar härifrån." in page
    for row in editions_of(region):
        assert not faults_of(document_of(row))
