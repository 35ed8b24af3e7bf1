"""Households over HTTP: two see different things on the same pages; who may see and choose which."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.evidence.models import Evidence
from laget.apps.households.actions import Content, Meant, compose_household
from laget.apps.households.models import Household
from laget.apps.initiatives.models import Initiative
from laget.apps.search.models import Page
from laget.core.household import Filter, Person
from laget.demo.year.households import fill_households
from laget.pages.addresses import named
from laget.pages.index import index

pytestmark = pytest.mark.django_db
GUN, FAMILY, NADIM = "gun-och-arne-tankt", "familjen-pahitt", "nadim-exempel"
PAGES = (
    "/halland/",
    "/halland/gap/",
    "/halland/mal/lagre-utslapp/",
    "/halland/mal/alla-unga-med/",
    "/halland/indikator/unga-utanfor/",
    "/halland/insatser/",
    "/halland/insatser/trygg-hemgang/",
    "/halland/kraftsamling/unga-pa-vag-till-jobb-och-studier/",
    "/halland/kraftsamling/",
    "/halland/strategi/",
    "/halland/uppfoljning/2025/",
)
COMPOSE = "/halland/hushall/nytt/"


def band(client: Client, path: str, household: str | None = None) -> str:
    """Return the text of the band on a page, nothing where there is none."""
    mark = "&" if "?" in path else "?"
    answer = client.get(path if household is None else f"{path}{mark}hushall={household}")
    assert answer.status_code == 200, path
    found = re.search(r'<aside class="seen-by".*?</aside>', answer.content.decode(), re.DOTALL)
    return " ".join(unescape(strip_tags(found[0].partition("<form")[0])).split()) if found else ""


def signed_in(region: Organisation, role: Role) -> Client:
    client = Client()
    user = User.objects.get(memberships__organisation=region, memberships__role=role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def composed(region: Organisation, **more: Any) -> Household:
    given: dict[str, Any] = {
        "name": "Kvarnhjulets hushåll",
        "area": "1381",
        "public": True,
        "people": (Person(who="Kim", age=40),),
        "follows": (Filter(address="indicator:unga-utanfor"),),
    }
    return compose_household(region, actor=None, content=Content(**(given | more)))


@pytest.mark.parametrize("path", PAGES)
def test_two_households_see_different_things_on_the_same_page(region: Organisation, path: str) -> None:
    seen = [band(Client(), path, one) for one in (GUN, FAMILY, NADIM)]
    assert all(seen)
    assert len({one.split(" Påhittat hushåll i ", 1)[1][8:] for one in seen}) > 1
    for name, one in zip(("Gun och Arne Tänkt", "Familjen Påhitt", "Nadim Exempel"), seen, strict=True):
        assert one.startswith(f"För {name} Påhittat hushåll i ")


def test_they_see_other_figures_and_other_initiatives(region: Organisation) -> None:
    family, nadim = (band(Client(), "/halland/indikator/unga-utanfor/", one) for one in (FAMILY, NADIM))
    assert "i Hylte 2024." in family
    assert "Plats för varje ung" in family
    assert "i Halmstad 2024." in nadim
    assert "kvar dit" in nadim
    gun = band(Client(), "/halland/insatser/trygg-hemgang/", GUN)
    assert "Varberg är med sedan 2023." in gun
    assert "Nästa gång möter ett team dem i köket samma dag." in gun
    assert "Den här sidan säger inget särskilt om dem." in band(
        Client(), "/halland/insatser/trygg-hemgang/", FAMILY
    )


def test_an_edition_and_the_strategy_say_which_of_their_parts_touch_them(region: Organisation) -> None:
    gun, family = (band(Client(), "/halland/uppfoljning/2025/", one) for one in (GUN, FAMILY))
    assert "I strategin: Trygg vård för äldre" in gun
    assert "Kraftsamling: Hur blir det fler som håller hela arbetslivet?" in family
    assert "håller hela arbetslivet" not in gun
    assert "I strategin: Alla unga är med" in band(Client(), "/halland/strategi/", FAMILY)
    assert "In the strategy:" in band(Client(), "/en/halland/strategi/", FAMILY)


def test_what_is_written_stands_beside_what_is_computed(region: Organisation) -> None:
    seen = band(Client(), "/halland/mal/lagre-utslapp/", NADIM)
    assert "Halmstads utsläpp ska ner fort." in seen
    assert "Utsläpp av växthusgaser per invånare: " in seen


def test_the_page_of_a_household_says_that_it_is_invented_and_what_touches_it(region: Organisation) -> None:
    page = Client().get(f"/halland/hushall/{FAMILY}/").content.decode()
    text = " ".join(unescape(strip_tags(page)).split())
    for part in (
        "Det här är ett påhittat hushåll.",
        "Jon, 46 år, Mira, 43 år, Tess, 17 år, och Loke, 9 år, bor i Hylte.",
        "Den gäller alla: för gruppen kvinnor är ingen siffra publicerad där.",
        "Ett arbetsliv med plats för fler",
        "Hylte är med sedan 2022.",
        "Tess kan skriva sina tentor i Hylte",
        "Hur får vi alla unga med?",
    ):
        assert part in text


def test_in_english_the_sentences_are_and_the_regions_words_say_that_they_are_swedish(
    region: Organisation,
) -> None:
    page = Client().get(f"/en/halland/hushall/{FAMILY}/").content.decode()
    assert "Jon, aged 46, Mira, aged 43, Tess, aged 17, and Loke, aged 9, live in Hylte." in page
    assert "This is an invented household." in page
    assert '<h1 lang="sv">Familjen Påhitt</h1>' in page


def test_a_choice_is_remembered_by_a_cookie_with_nothing_of_the_reader(region: Organisation) -> None:
    client = Client()
    answer = client.get("/halland/hushall/valj/", {"hushall": GUN, "sida": "/halland/gap/?ordna=takt"})
    assert (answer.status_code, answer["Location"]) == (302, f"/halland/gap/?ordna=takt&hushall={GUN}")
    cookie = answer.cookies["hushall"]
    assert cookie.value == f"halland:{GUN}"
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert "Gun och Arne" in band(client, "/halland/mal/trygga-aldre/")
    assert "Gun och Arne" in band(client, "/en/halland/")


def test_the_address_wins_over_the_cookie_and_sets_none(region: Organisation) -> None:
    client = Client()
    client.cookies["hushall"] = f"halland:{GUN}"
    assert "Familjen Påhitt" in band(client, "/halland/gap/", FAMILY)
    assert "hushall" not in client.get(f"/halland/gap/?hushall={FAMILY}").cookies
    assert band(client, "/halland/gap/", "") == ""
    assert "Gun och Arne" in band(client, "/halland/gap/")


def test_no_household_ends_it(region: Organisation) -> None:
    client = Client()
    client.get("/halland/hushall/valj/", {"hushall": GUN})
    answer = client.get("/halland/hushall/valj/", {"hushall": "", "sida": f"/halland/gap/?hushall={GUN}"})
    assert answer["Location"] == "/halland/gap/"
    assert band(client, "/halland/gap/") == ""


@pytest.mark.parametrize(
    "sent", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:x", ""]
)
def test_a_choice_leads_nowhere_outside(region: Organisation, sent: str) -> None:
    answer = Client().get("/halland/hushall/valj/", {"hushall": GUN, "sida": sent})
    assert answer["Location"] == f"/halland/?hushall={GUN}"


def test_another_regions_household_is_refused(region: Organisation) -> None:
    elsewhere = Organisation.objects.create(slug="annorstades", name="Annorstädes", area="13")
    row = composed(elsewhere)
    assert Client().get(f"/halland/hushall/{row.slug}/").status_code == 404
    assert Client().get("/halland/hushall/valj/", {"hushall": row.slug}).status_code == 404
    assert band(Client(), "/halland/gap/", row.slug) == "Det finns inget hushåll med det namnet här."
    client = Client()
    client.cookies["hushall"] = f"annorstades:{row.slug}"
    assert band(client, "/halland/gap/") == ""
    client.cookies["hushall"] = f"halland:{row.slug}"  # as if it were: nothing is there of that name
    assert band(client, "/halland/gap/") == ""


@pytest.mark.parametrize(
    "path", ["/finns-inte/gap/", "/halland/mal/finns-inte/", "/halland/insatser/finns-inte/"]
)
@pytest.mark.parametrize("household", ["", GUN, "finns-inte"])
def test_a_page_that_is_not_there_is_not_there_for_a_household(
    region: Organisation, path: str, household: str
) -> None:
    assert Client().get(path).status_code == 404
    assert Client().get(f"{path}?hushall={household}").status_code == 404
    client = Client()
    client.cookies["hushall"] = f"{path.split('/')[1]}:{household}"
    assert client.get(path).status_code == 404


def test_a_network_has_no_households_to_read_by(region: Organisation) -> None:
    Organisation.objects.create(slug="natverket", name="Nätverket", kind=Organisation.Kind.NETWORK)
    page = Client().get("/natverket/").content.decode()
    assert "hushall" not in page
    assert "sida=/halland/gap/" in Client().get("/halland/gap/").content.decode().replace("%2F", "/")


def test_one_that_is_not_public_is_for_those_with_the_permission_only(region: Organisation) -> None:
    row = composed(region, public=False)
    index(region)
    for client in (Client(), signed_in(region, Role.READER)):
        assert client.get(f"/halland/hushall/{row.slug}/").status_code == 404
        assert client.get("/halland/hushall/valj/", {"hushall": row.slug}).status_code == 404
        for path in ("/halland/hushall/", "/halland/gap/?hushall=" + GUN, "/sok/?q=kvarnhjulets"):
            assert row.name not in client.get(path).content.decode()
        assert row.name not in band(client, "/halland/gap/", row.slug)
    assert not Page.objects.filter(address=f"household:{row.slug}").exists()
    strategist = signed_in(region, Role.STRATEGIST)
    assert "Visas inte för alla" in band(strategist, "/halland/gap/", row.slug)
    assert row.name in strategist.get("/halland/hushall/").content.decode()


def test_a_text_about_what_may_not_be_seen_is_not_shown_nor_searched(region: Organisation) -> None:
    Initiative.objects.filter(slug="trygg-hemgang").update(public=False)
    evidence = Evidence.objects.create(
        organisation=region, slug="hemligt", title="Hemligt", year=2025, public=False, says="x", source="x"
    )
    row = composed(
        region,
        meanings=(
            Meant(address="initiative:trygg-hemgang", text="Kvarnsten."),
            Meant(address=f"evidence:{evidence.slug}", text="Kvarnsten."),
        ),
    )
    index(region)
    assert not Page.objects.filter(organisation=region, text__contains="Kvarnsten").exists()
    for path in (f"/halland/hushall/{row.slug}/", "/halland/insatser/?hushall=" + row.slug):
        assert "Kvarnsten" not in Client().get(path).content.decode()
    for path in ("/halland/insatser/trygg-hemgang/", f"/halland/underlag/{evidence.slug}/"):
        answer = Client().get(f"{path}?hushall={row.slug}")
        assert answer.status_code == 404
        assert "Kvarnsten" not in answer.content.decode()
    assert "Kvarnsten" in band(
        signed_in(region, Role.STRATEGIST), "/halland/insatser/trygg-hemgang/", row.slug
    )


def test_public_households_are_found_by_searching(region: Organisation) -> None:
    assert "/halland/hushall/familjen-pahitt/" in Client().get("/sok/?q=pappersbruket").content.decode()


def test_nothing_is_asked_for_those_who_have_chosen_none(region: Organisation) -> None:
    def asked(client: Client) -> list[str]:
        client.get("/halland/gap/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/halland/gap/")
        return [one["sql"] for one in queries if "households_" in one["sql"]]

    assert asked(Client()) == []
    client = Client()
    client.cookies["hushall"] = f"halland:{GUN}"
    assert asked(client) != []


@pytest.mark.parametrize("path", [*PAGES, "/halland/strategi/", "/halland/hushall/"])
def test_a_page_varies_by_cookie(region: Organisation, path: str) -> None:
    assert "Cookie" in Client().get(path)["Vary"]
    assert "Cookie" in Client().get(f"{path}?hushall={GUN}")["Vary"]


def test_the_band_asks_as_often_for_many_filters_as_for_one(region: Organisation) -> None:
    few = composed(region)
    many = composed(
        region,
        name="Mycket",
        follows=tuple(
            Filter(address=f"indicator:{one}")
            for one in ("unga-utanfor", "arbetsloshet", "vaxthusgaser", "avfall")
        ),
        meanings=tuple(Meant(address=f"element:{one}", text="x") for one in ("arbete", "kunskap", "klimat")),
    )

    def asked(path: str) -> int:
        Client().get(path)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        return len(queries)

    for path in ("/halland/?hushall={}", "/halland/gap/?hushall={}"):
        assert asked(path.format(few.slug)) == asked(path.format(many.slug))


def form(client: Client, path: str) -> dict[str, str]:
    """Return the fields of the form on a page as they stand, chosen options among them."""
    return fields(client.get(path).content.decode())


def fields(page: str) -> dict[str, str]:
    page = page[page.index('<form id="part"') :]
    page = page[: page.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def test_a_household_is_composed_changed_and_removed_in_the_browser(region: Organisation) -> None:
    client = signed_in(region, Role.COMMUNICATOR)
    sent = form(client, COMPOSE) | {
        "name": "Paret Påhittsson",
        "area": "1384",
        "people-0-who": "Ulla",
        "people-0-age": "50",
        "follows-0-address": "indicator:arbetsloshet",
        "meanings-0-session": "En punkt",
        "meanings-0-on": "2025-10-16",
        "meanings-0-text": "Det betyder något.",
        "public": "on",
    }
    answer = client.post(COMPOSE, sent)
    assert answer.status_code == 302, strip_tags(answer.content.decode())
    page = Client().get(answer["Location"]).content.decode()
    assert "Ulla, 50 år, bor i Kungsbacka." in page
    assert "hela länet, eftersom ingen är publicerad för Kungsbacka" in page
    path = f"{answer['Location']}andra/"
    stands = form(client, path)
    assert client.post(path, stands | {"people-0-age": "51"}).status_code == 302
    row = Household.objects.get(slug="paret-pahittsson")
    assert [one.age for one in row.people.all()] == [51]
    assert Entry.objects.filter(subject=f"household:{row.pk}").count() == 2
    gone = f"{answer['Location']}ta-bort/"
    assert "Ta bort Paret Påhittsson?" in client.get(gone).content.decode()
    assert client.post(gone, {"revision": str(row.revision)}).status_code == 302
    assert Client().get(answer["Location"]).status_code == 404


def test_faults_stand_beside_their_fields_and_nothing_is_lost(region: Organisation) -> None:
    client = signed_in(region, Role.STRATEGIST)
    sent = form(client, COMPOSE) | {"name": "Utan kommun", "people-0-who": "Ulla", "people-0-age": "999"}
    sent |= {"meanings-0-text": "Om inget."}
    page = client.post(COMPOSE, sent).content.decode()
    assert "Inte sparat än" in page
    for name in ("id_area", "id_people-0-age", "id_meanings-0-address"):
        assert f'href="#{name}"' in page
    assert 'value="Utan kommun"' in page
    assert "Om inget." in page
    assert not Household.objects.filter(name="Utan kommun").exists()


def test_more_rows_are_given_without_holding_anything_against_what_is_there(region: Organisation) -> None:
    client = signed_in(region, Role.STRATEGIST)
    sent = form(client, COMPOSE) | {"name": "Halvvägs", "more": "people"}
    page = client.post(COMPOSE, sent).content.decode()
    assert 'name="people-3-who"' in page
    assert 'value="Halvvägs"' in page
    assert "Inte sparat än" not in page


def test_a_second_editor_is_told_and_loses_nothing(region: Organisation) -> None:
    client = signed_in(region, Role.STRATEGIST)
    path = f"/halland/hushall/{GUN}/andra/"
    mine, theirs = form(client, path), form(client, path)
    assert client.post(path, theirs | {"lives_on": "pension och ränta"}).status_code == 302
    answer = client.post(path, mine | {"lives_on": "bara pension"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "pension och ränta" in page
    assert 'value="bara pension"' in page
    assert client.post(path, fields(page) | {"lives_on": "bara pension"}).status_code == 302
    assert Household.objects.get(slug=GUN).lives_on == "bara pension"


def test_a_region_without_households_says_so(db: None) -> None:
    Organisation.objects.create(slug="tom", name="Tomma regionen", area="20")
    page = Client().get("/tom/hushall/").content.decode()
    assert "Här finns inget hushåll än." in page
    assert 'class="switch' not in page


def test_the_demonstration_is_filled_once(region: Organisation) -> None:
    before = list(Household.objects.values_list("pk", "revision"))
    fill_households(region)
    assert list(Household.objects.values_list("pk", "revision")) == before
    assert len({one.area for one in Household.objects.filter(organisation=region)}) == 4


def test_every_address_of_the_demonstrations_households_leads_somewhere(region: Organisation) -> None:
    rows = Household.objects.filter(organisation=region)
    follows = {one.address for row in rows for one in row.follows.all()}
    meant = {one.address for row in rows for one in row.meanings.all() if one.address}
    found = named(region, follows | meant, viewer=None, today=timezone.localdate())
    assert (follows | meant) - found.keys() == set()


def test_a_band_weighs_little(region: Organisation) -> None:
    without = len(Client().get("/halland/gap/").content)
    assert len(Client().get(f"/halland/gap/?hushall={GUN}").content) < without + 6_000
