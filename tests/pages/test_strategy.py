"""The strategy as it is read: the whole, its elements, its versions, and what is new between them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Organisation
from laget.apps.followup.queries import editions_of
from laget.apps.strategy.actions import adopt_strategy
from laget.apps.strategy.models import StrategyVersion
from laget.apps.strategy.queries import document_of, version_in_force, versions_of
from laget.core.strategy.document import StrategyDocument, said
from laget.core.words.decided import decided
from laget.core.words.said import Language
from laget.demo.site import fill
from laget.pages.element import steps

pytestmark = pytest.mark.django_db
MOST_QUERIES = 36  # of an element's page with all that is gathered around it, forum days among it


@pytest.fixture
def document(region: Organisation) -> StrategyDocument:
    version = version_in_force(region)
    assert version is not None
    return document_of(version)


@pytest.fixture
def empty(db: None) -> Organisation:
    """A region without a strategy."""
    return Organisation.objects.create(slug="tomt", name="Tomma regionen", area="20")


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def words(html: str) -> str:
    """Return a page's text as it is heard: no tags, one blank between words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_element_is_there_with_its_page(
    client: Client, region: Organisation, document: StrategyDocument
) -> None:
    html = read(client, "/halland/strategi/")
    for element in document.elements:
        assert html.count(f'href="/halland/mal/{element.id}/"') == 1


def test_it_says_what_was_decided_by_whom_and_when(client: Client, region: Organisation) -> None:
    said_ = words(read(client, "/halland/strategi/"))
    for wanted in (
        "2024–2035",
        "regionfullmäktige (påhittat beslut)",
        "12 juni 2024, § 41",
        "EX 2023/0112",
        "rus@example.se",
        "Ett län som håller ihop och håller länge",
    ):
        assert wanted in said_


def test_it_says_the_last_day_for_its_review(client: Client, region: Organisation) -> None:
    assert "senast den 7 september 2030" in words(read(client, "/halland/strategi/"))
    assert "by 7 September 2030" in words(read(client, "/en/halland/strategi/"))


def test_levels_are_called_what_the_region_calls_them(
    client: Client, region: Organisation, document: StrategyDocument
) -> None:
    values = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    values["levels"]["outcome"] = "Det vi vill se"
    adopt_strategy(region, actor=None, document=StrategyDocument.model_validate(values))
    assert ">Det vi vill se</h2>" in read(client, "/halland/strategi/")


def test_goals_stand_under_their_dimension(client: Client, region: Organisation) -> None:
    html = words(read(client, "/halland/strategi/"))
    places = [
        html.index(one)
        for one in (
            "Social hållbarhet",
            "Ett gott liv i hela länet",
            "Ekonomisk hållbarhet",
            "Miljömässig",
        )
    ]
    assert places == sorted(places)


def test_a_region_without_a_strategy_says_so(client: Client, empty: Organisation) -> None:
    assert "Ingen strategi är antagen här än." in words(read(client, "/tomt/strategi/"))


def test_swedish_words_on_an_english_page_are_said_to_be_swedish(
    client: Client, region: Organisation
) -> None:
    html = read(client, "/en/halland/strategi/")
    assert re.search(r'<p lang="sv">Varannan vuxen', html)
    assert ">A good life throughout the county<" in html


def test_it_is_read_in_two_queries(
    client: Client, region: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/halland/strategi/")
    with django_assert_num_queries(2):
        client.get("/halland/strategi/")


def test_every_element_has_its_page_in_both_languages(
    client: Client, region: Organisation, document: StrategyDocument
) -> None:
    for element in document.elements:
        for prefix, language in (("", "sv"), ("/en", "en")):
            html = read(client, f"{prefix}/halland/mal/{element.id}/")
            spoken: Language = "sv" if language == "sv" else "en"
            assert said(element.title).to(spoken) in unescape(html)


def test_it_says_text_desired_state_why_and_what_it_serves(client: Client, region: Organisation) -> None:
    html = read(client, "/halland/mal/hogre-utbildning/")
    heard = words(html)
    for wanted in (
        "Effektmål",
        "oavsett var de läste",
        "Varannan vuxen i länet har en utbildning efter gymnasiet.",
        "allt fler yrken kräver mer än gymnasium",
    ):
        assert wanted in heard
    for served in ("arbetsliv", "kunskap", "fler-laser-vidare"):
        assert f'href="/halland/mal/{served}/"' in html


def test_a_target_has_its_rail_its_two_answers_and_a_sentence(client: Client, region: Organisation) -> None:
    html = read(client, "/halland/mal/lagre-utslapp/")
    assert html.count('class="rail ') == 2
    assert html.count('class="answer travel-') == 2
    assert html.count('class="answer reach-') == 2
    assert "Halmstad: en ändring med −6 procent om året från 2020 till 2030" in words(html)
    assert re.search(r"Utsläpp av växthusgaser per invånare: 4,08 ton i Halmstad 2024\.", words(html))


def test_an_indicator_without_a_target_is_shown_with_its_last_figure(
    client: Client, region: Organisation
) -> None:
    heard = words(read(client, "/halland/mal/kunskap/"))
    assert re.search(r"Följs utan målvärde .*eftergymnasial utbildning 43,4 % Hallands län, 2022", heard)


def test_an_area_shows_its_directions_and_the_targets_that_lead_to_it(
    client: Client, region: Organisation, document: StrategyDocument
) -> None:
    html = read(client, "/halland/mal/kunskap/")
    for direction in ("fler-laser-vidare", "alla-unga-med", "lara-nytt"):
        assert f'href="/halland/mal/{direction}/"' in html
    wanted = decided(document.target("m-eftergymnasial"), document)
    assert wanted.aim.sv in words(html)


def test_responsibility_is_named(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/mal/kunskap/"))
    assert "Ansvariga Regionala utvecklingsnämnden i exempelregionen Länets kommuner Högskolan" in heard


def test_links_lead_to_frameworks_and_plans_by_name(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/mal/kunskap/"))
    assert re.search(r"Bidrar till 4\.4 .*Agenda 2030", heard)
    assert "Kompetensförsörjning och kompetensutveckling i hela landet" in heard
    assert "Vägleder Exempel på plan för kompetensförsörjning Exempelregionen" in heard
    assert "Krockar med" in words(read(client, "/halland/mal/skydda-mer/"))


def test_what_has_nothing_to_show_has_no_heading(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/mal/inlandet/"))
    for heading in ("Så går det", "Det här ingår", "Det här leder hit", "Hänger ihop med"):
        assert heading not in heard


def test_it_tells_what_each_version_made_of_it(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/mal/lagre-utslapp/"))
    assert "Version 2 12 juni 2024 Ändrat: rubrik, önskvärt läge, varför, målvärden." in heard
    assert "Version 1 20 november 2019 Nytt. Då hette det Utsläppen minskar" in heard


def test_one_that_is_gone_still_has_its_page_and_says_so(client: Client, region: Organisation) -> None:
    html = read(client, "/halland/mal/digital-vard/")
    heard = words(html)
    assert "Det här finns inte längre i strategin. Det fanns senast i version 1" in heard
    assert "De flesta ser digital vård som ett bra alternativ." in heard
    assert "Version 2 12 juni 2024 Borttaget." in heard
    assert 'class="answer' not in html
    assert "/halland/indikator/" not in html


def test_what_people_say_of_it_stands_there_signed_with_the_edition_that_says_it(
    client: Client, region: Organisation
) -> None:
    latest = editions_of(region)[0]
    html = read(client, "/halland/mal/gott-liv/")
    heard = words(html)
    assert re.search(r"Samlad bedömning: \S+ oförändrat", heard)
    assert "Stig Exempel" in heard
    assert f'href="/halland/uppfoljning/{latest.year}/#gott-liv"' in html


def test_where_nothing_is_written_there_is_no_heading_for_it(client: Client, region: Organisation) -> None:
    assert "Så bedömer vi det" not in words(read(client, "/halland/mal/inlandet/"))


def test_an_id_that_no_version_has_is_not_found(client: Client, region: Organisation) -> None:
    read(client, "/halland/mal/finns-inte/", 404)


def test_another_region_does_not_show_it(client: Client, region: Organisation, empty: Organisation) -> None:
    read(client, "/tomt/mal/kunskap/", 404)


def queries_of(client: Client, path: str) -> int:
    """Return how many queries a page takes when it has been asked for before."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_a_page_takes_as_many_queries_with_one_target_as_with_many(
    client: Client, region: Organisation
) -> None:
    asked = {
        element: queries_of(client, f"/halland/mal/{element}/")
        for element in ("alla-unga-med", "gott-liv", "lagre-utslapp", "kunskap", "unga")
    }
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_it_is_shown_as_it_was(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/strategi/version/1/"))
    for wanted in (
        "Exempelstrategi för Hallands län 2020–2030",
        "Ett län som växer",
        "Digital vård",
        "20 november 2019, § 97",
        "Nu gäller version 2.",
    ):
        assert wanted in heard
    assert "Inlandets perspektiv" not in heard


def test_one_that_was_never_adopted_is_not_found(client: Client, region: Organisation) -> None:
    read(client, "/halland/strategi/version/3/", 404)


def test_the_example_has_its_earlier_version_first(region: Organisation) -> None:
    assert [(one.number, str(one.decided)) for one in versions_of(region)] == [
        (2, "2024-06-12"),
        (1, "2019-11-20"),
    ]


def test_an_element_that_comes_back_is_told_so(region: Organisation) -> None:
    earliest = versions_of(region)[-1]
    adopt_strategy(region, actor=None, document=document_of(earliest))
    assert [step.what for step in steps("digital-vard", versions_of(region))] == [
        "back",
        "removed",
        "new",
    ]


def test_texts_differ_by_word_with_words_for_those_who_hear_them(
    client: Client, region: Organisation
) -> None:
    html = read(client, "/halland/strategi/nytt/?fran=1&till=2")
    assert re.search(r"Ett län som <del><span[^>]*>\[borttaget: </span>växer<", html)
    assert re.search(r"<ins><span[^>]*>\[tillagt: </span>håller ihop och håller länge<", html)


def test_every_difference_between_the_versions_is_there(client: Client, region: Organisation) -> None:
    html = read(client, "/halland/strategi/nytt/")
    now, was = (document_of(one) for one in versions_of(region))
    here, there = ({one.id for one in document.elements} for document in (now, was))
    for id_ in here ^ there:
        assert f'href="/halland/mal/{id_}/"' in html
    heard = words(html).casefold()
    for document, other in ((now, was), (was, now)):
        for target in document.targets:
            if target not in other.targets:
                assert " ".join(decided(target, document).aim.sv.split()).casefold() in heard


def test_only_swedish_texts_are_said_to_be_swedish_on_an_english_page(
    client: Client, region: Organisation
) -> None:
    html = read(client, "/en/halland/strategi/nytt/")
    assert re.search(r"<dd>Example strategy for Halland County <del>", html)
    assert re.search(r'<dd lang="sv">Effektmålet gäller invånare mellan 25 och 64 år<ins>', html)


def test_targets_are_told_before_and_now(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/strategi/nytt/"))
    assert (
        "En ändring med −4 procent om året från 2015 till 2030 "
        "En ändring med −6 procent om året från 2020 till 2030"
    ) in heard
    assert "Plats 5 eller bättre senast 2030 Plats 3 eller bättre senast 2030" in heard


def test_moves_are_told_with_where(client: Client, region: Organisation) -> None:
    heard = words(read(client, "/halland/strategi/nytt/"))
    assert "Ingick i Låga utsläpp och ren luft och ingår nu i Rik natur nära." in heard


def test_the_regions_own_points_stand_with_what_they_are_because_of(
    client: Client, region: Organisation
) -> None:
    heard = words(read(client, "/halland/strategi/nytt/"))
    assert "Natur blir ett eget område" in heard
    assert "Därför att: Industri och transporter går över till el , Uppföljningen 2023" in heard


def test_backwards_what_was_added_is_removed(client: Client, region: Organisation) -> None:
    html = read(client, "/halland/strategi/nytt/?fran=2&till=1")
    added, removed = html.split('id="removed"')[0], html.split('id="removed"')[1].split("</section>")[0]
    assert 'href="/halland/mal/digital-vard/"' in added.split('id="added"')[1]
    assert 'href="/halland/mal/inlandet/"' in removed


def test_a_version_beside_itself_has_nothing_new(client: Client, region: Organisation) -> None:
    assert "De här versionerna är likadana." in words(read(client, "/halland/strategi/nytt/?fran=2&till=2"))


@pytest.mark.parametrize("query", ["?fran=9", "?till=0", "?fran=ett", "?fran=²", "?till=-1"])
def test_a_version_that_is_not_there_is_not_found(client: Client, region: Organisation, query: str) -> None:
    read(client, f"/halland/strategi/nytt/{query}", 404)


def test_one_version_alone_has_nothing_to_be_compared_with(
    client: Client, region: Organisation, empty: Organisation
) -> None:
    adopt_strategy(empty, actor=None, document=document_of(versions_of(region)[-1]))
    heard = words(read(client, "/tomt/strategi/nytt/"))
    assert "Det finns inte två antagna versioner att jämföra än." in heard


def test_two_and_three_versions_take_as_many_queries(
    client: Client, region: Organisation, document: StrategyDocument
) -> None:
    paths = ("/halland/strategi/", "/halland/strategi/nytt/", "/halland/mal/kunskap/")
    asked = []
    for versions in (2, 3):
        assert len(versions_of(region)) == versions
        asked.append([queries_of(client, path) for path in paths])
        adopt_strategy(region, actor=None, document=document)
    assert asked[0] == asked[1]


def test_the_register_knows_every_element_of_every_version(region: Organisation) -> None:
    known = set(region.elements.values_list("key", flat=True))
    for version in StrategyVersion.objects.filter(organisation=region):
        assert {one.id for one in document_of(version).elements} <= known


def test_filling_the_example_again_adds_no_version(region: Organisation, document: StrategyDocument) -> None:
    fill(document)
    assert [one.number for one in versions_of(region)] == [2, 1]
