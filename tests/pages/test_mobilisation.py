"""What the region gathers around as it is read and written: who sees what, who is told, what is beside."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override

from laget.apps.accounts.models import Organisation, User
from laget.apps.evidence.models import Evidence
from laget.apps.mobilisation.actions import (
    Group,
    Question,
    Reason,
    add_mobilisation,
    add_platform,
    change_mobilisation,
    decide_mobilisations,
)
from laget.apps.mobilisation.actions.mobilisations import question_of
from laget.apps.mobilisation.models import Mobilisation, Outcome, Platform
from laget.apps.search.models import Page
from laget.pages.index import index
from tests.apps.mobilisation.test_permissions import DECISION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]
YOUNG = "unga-pa-vag-till-jobb-och-studier"
HIDDEN = "fler-som-flyttar-hit-och-stannar"


@pytest.fixture
def in_swedish() -> Iterator[None]:
    """Addresses are made in Swedish, whatever page a test before has read."""
    with override("sv"):
        yield


def visited(address: str, *, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200
    return unescape(" ".join(strip_tags(answer.content.decode()).split()))


@pytest.fixture
def strategist(region: Organisation) -> Client:
    """A browser where the strategist is signed in."""
    client = Client()
    user = User.objects.get(email="strateg@example.se")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name: str, *more: object) -> str:
    return reverse(name, args=["halland", *more])


def test_the_overview_shows_the_chosen_questions_and_no_proposal_to_a_visitor(
    region: Organisation, strategist: Client
) -> None:
    title = Mobilisation.objects.get(organisation=region, slug=HIDDEN).title
    told = visited(at("mobilisations"))
    for words in ("Hur kommer varje ung på väg", "§ 143", "Klimatrådet", "Stora gap som ingen kraftsamlar"):
        assert words in told
    assert title not in told
    assert "Samla ett förslag" not in told
    assert title in visited(at("mobilisations"), client=strategist)
    assert Client().get(at("mobilisation", HIDDEN)).status_code == 404


def test_with_nothing_in_it_the_overview_says_so(region: Organisation) -> None:
    Mobilisation.objects.filter(organisation=region).delete()
    Platform.objects.filter(organisation=region).delete()
    told = visited(at("mobilisations"))
    assert "Ingen fråga är vald än." in told
    assert "Föreslagna frågor" not in told


def test_a_gap_is_told_in_three_ways_with_formula_and_source(region: Organisation) -> None:
    answer = Client().get(at("mobilisation", YOUNG)).content.decode()
    told = visited(at("mobilisation", YOUNG))
    assert "3,8 gånger större för utrikes födda än för inrikes födda" in told
    assert "12,1 / 3,2 ≈ 3,8." in told
    assert "påhittad serie" in told
    assert "med 3,8 procent av befolkningen i riket" in told
    assert "Kan inte sägas:" in told
    assert f"{at('provenance', 'unga-utanfor')}?omrade=1380" in answer
    climate = visited(at("mobilisation", "kortare-vag-till-lagre-utslapp"))
    assert "ungefär 32 fulla malmtåg" in climate
    assert "215 125 242 kg" in climate.replace("\u202f", " ")


def test_what_is_embargoed_does_not_speak_for_a_question_before_its_day(
    region: Organisation, strategist: Client
) -> None:
    today = timezone.localdate()
    Evidence.objects.filter(organisation=region, slug="unga-om-vagen-till-jobb").update(
        embargo=today + timedelta(days=1)
    )
    title, why = "Unga om vägen till det första jobbet", "De unga säger själva vad som saknades."
    told = visited(at("mobilisation", YOUNG))
    assert title not in told
    assert why not in told
    assert why in visited(at("mobilisation", YOUNG), client=strategist)


def test_how_it_went_is_computed_beside_what_the_edition_says(region: Organisation) -> None:
    told = visited(at("mobilisation_outcome", YOUNG, 2025))
    assert "Gapen visas som i uppföljningen 2025." in told
    assert "År 2024 var det 3,82." in told
    assert "Gapet har blivit mindre: från 1,32 till 1,28." in told
    assert "Av 9 milstolpar som skulle vara nådda vid slutet av 2025 var 7 nådda." in told
    assert "Hinder och lärdomar" in told
    assert "Tog fram ett gemensamt formulär för samtycke." in told
    assert "Det som har hållit tillbaka" in told
    edition = visited(at("edition", 2025))
    assert "Kraftsamlingarna: så gick det" in edition
    assert "Det som har hållit tillbaka" in edition


@pytest.mark.parametrize(
    ("slug", "moved"),
    [
        (
            "kortare-vag-till-lagre-utslapp",
            (
                "473 kg per justerad invånare i Falkenberg 2025. År 2024 var det 497 kg",
                "Gapet har blivit mindre: från 97",
                "4,08 ton i Halmstad 2024. Ingen siffra för ett senare år har kommit än.",
            ),
        ),
        (
            "fler-som-haller-hela-arbetslivet",
            (
                "−45 personer i Hylte 2025. År 2024 var det −15 personer.",
                "Målet var nått, och nu är gapet 25 personer.",
                "53,3 procent i Hallands län 2025. År 2020 var det 54,0 procent.",
                "9,4 dagar i Halmstad 2022. Ingen siffra för ett senare år har kommit än.",
            ),
        ),
        (YOUNG, ("5,7 procent i Halmstad 2024. Ingen siffra för ett senare år har kommit än.",)),
    ],
)
def test_two_questions_tell_a_movement_in_official_figures_and_one_that_there_is_none_yet(
    region: Organisation, slug: str, moved: tuple[str, ...]
) -> None:
    told = visited(at("mobilisation_outcome", slug, 2025))
    for sentence in moved:
        assert sentence in told


@pytest.mark.parametrize(
    "slug", [YOUNG, "fler-som-haller-hela-arbetslivet", "kortare-vag-till-lagre-utslapp"]
)
def test_the_guard_finds_nothing_in_what_the_demonstration_tells(
    region: Organisation, strategist: Client, slug: str
) -> None:
    told = visited(at("mobilisation_write", slug, 2025), client=strategist)
    assert "Granskningen hittar inga fel." in told


@pytest.mark.parametrize("year", [2023, 2100])
def test_of_a_year_before_the_decision_or_not_yet_come_nothing_is_told(
    region: Organisation, year: int
) -> None:
    assert Client().get(at("mobilisation_outcome", YOUNG, year)).status_code == 404


def test_what_is_written_and_not_published_is_read_by_nobody_outside(region: Organisation) -> None:
    Outcome.objects.filter(mobilisation__slug=YOUNG).update(text="Ännu hemligt.")
    for name in ("mobilisation", "mobilisation_outcome"):
        more = (YOUNG, 2025) if name == "mobilisation_outcome" else (YOUNG,)
        assert "Ännu hemligt." not in visited(at(name, *more))


def test_the_guard_is_beside_the_text_and_stops_a_number_that_is_not_bound(
    region: Organisation, strategist: Client
) -> None:
    address = at("mobilisation_write", YOUNG, 2025)
    assert "Granskningen hittar inga fel." in visited(address, client=strategist)
    outcome = Outcome.objects.get(mobilisation__slug=YOUNG)
    sent = {"text": "Andelen är 99,9 procent.", "revision": str(outcome.revision)}
    assert strategist.post(address, sent).status_code == 302
    assert "Andelen är 99,9 procent." in visited(address, client=strategist)
    assert "Granskningen hittar inga fel." not in visited(address, client=strategist)


def test_what_a_decision_chose_is_not_hidden_by_writing_it_anew(
    region: Organisation, strategist: Client
) -> None:
    address = at("mobilisation_change", YOUNG)
    assert "Ett beslut har valt den, så alla ser den." in visited(address, client=strategist)
    row = Mobilisation.objects.get(organisation=region, slug=YOUNG)
    sent = {"title": "En annan titel", "first_year": "2025", "last_year": "2028", "revision": row.revision}
    assert strategist.post(address, sent).status_code == 302
    assert "En annan titel" in visited(at("mobilisation", YOUNG))


def test_a_second_writer_of_a_year_is_told_and_loses_nothing(
    region: Organisation, strategist: Client
) -> None:
    address = at("mobilisation_write", YOUNG, 2025)
    answer = strategist.post(address, {"text": "Det jag skrev.", "revision": "77"})
    assert answer.status_code == 409
    told = unescape(answer.content.decode())
    assert "Någon annan har sparat" in told
    assert "Det jag skrev." in told


def test_a_second_editor_of_a_question_is_told_and_loses_nothing(
    region: Organisation, strategist: Client
) -> None:
    row = Mobilisation.objects.get(organisation=region, slug=HIDDEN)
    wanted = Question(title="Den andras titel", first_year=2027, last_year=2030)
    change_mobilisation(region, actor=None, mobilisation=row, wanted=wanted, revision=None)
    sent = {
        "title": "Min titel",
        "first_year": "2027",
        "last_year": "2029",
        "revision": str(row.revision),
        "spoken-rows": "1",
        "spoken-0-kind": "dialogue",
        "spoken-0-on": "2026-01-02",
        "spoken-0-text": "Det som sades.",
    }
    answer = strategist.post(at("mobilisation_change", HIDDEN), sent)
    assert answer.status_code == 409
    told = unescape(answer.content.decode())
    for words in ("Den andras titel", "Min titel", "Det som sades."):
        assert words in told


def test_faults_stand_beside_their_fields_and_in_the_summary(
    region: Organisation, strategist: Client
) -> None:
    sent = {"title": "", "first_year": "2027", "last_year": "2026", "spoken-rows": "1", "spoken-0-text": "x"}
    answer = strategist.post(at("mobilisation_add"), sent).content.decode()
    assert "Inte sparat än" in answer
    assert 'href="#id_title"' in answer
    assert 'href="#id_spoken-0-on"' in answer
    years = {"title": "Hur?", "first_year": "2027", "last_year": "2026"}
    assert (
        "Det sista året är före det första."
        in strategist.post(at("mobilisation_add"), years).content.decode()
    )


def test_rows_are_added_without_a_script_and_a_ground_is_taken_away(
    region: Organisation, strategist: Client
) -> None:
    row = Mobilisation.objects.get(organisation=region, slug=HIDDEN)
    sent = {"title": row.title, "first_year": "2027", "last_year": "2030", "grounds-rows": "2"}
    sent |= {"grounds-0-address": "target:m-flyttnetto", "grounds-1-address": "target:m-fodelsenetto"}
    sent |= {"spoken-rows": "0", "revision": str(row.revision)}
    more = strategist.post(at("mobilisation_change", HIDDEN), sent | {"more": "grounds"})
    assert 'name="grounds-3-address"' in more.content.decode()
    saved = strategist.post(at("mobilisation_change", HIDDEN), sent | {"grounds-1-gone": "on"})
    assert saved.status_code == 302
    assert [one.address for one in question_of(row).grounds] == ["target:m-flyttnetto"]


def test_a_platform_is_written_with_its_rows(region: Organisation, strategist: Client) -> None:
    sent = {"title": "Ett nytt råd", "since": "2026", "public": "on", "seats-rows": "1"}
    sent |= {"seats-0-role": "chair", "seats-0-of": "Regionen", "seats-0-name": "Eva Exempel"}
    sent |= {"undertakings-rows": "1", "undertakings-0-mobilisation": YOUNG, "undertakings-0-since": "2026"}
    sent |= {"meetings-rows": "1", "meetings-0-on": "2026-02-03", "meetings-0-title": "Start"}
    sent |= {"deeds-rows": "1", "deeds-0-year": "2026", "deeds-0-text": "Samlade alla."}
    assert strategist.post(at("platform_add"), sent).status_code == 302
    told = visited(at("platform", "ett-nytt-rad"))
    for words in ("Eva Exempel", "Ordförande", "Hur kommer varje ung", "Start", "Samlade alla."):
        assert words in told
    assert "Ett nytt råd" in visited(at("mobilisation", YOUNG))


def test_what_is_gathered_around_is_shown_where_its_gaps_are(region: Organisation) -> None:
    title = Mobilisation.objects.get(organisation=region, slug=YOUNG).title
    places = (
        at("start"),
        at("gaps"),
        at("element", "unga-i-gang"),
        at("indicator", "unga-utanfor"),
        at("initiative", "plats-for-varje-ung"),
    )
    assert [place for place in places if title not in visited(place)] == []
    assert title not in visited(at("element", "mer-skyddad-natur"))


def test_questions_and_platforms_are_found_and_neither_proposals_nor_people(region: Organisation) -> None:
    index(region)
    rows = Page.objects.filter(organisation=region, kind=Page.Kind.MOBILISATION, language="sv")
    found = {row.address for row in rows}
    assert f"mobilisation:{YOUNG}" in found
    assert "platform:klimatradet" in found
    assert f"mobilisation:{HIDDEN}" not in found
    assert not [row for row in rows if "Exempel" in row.text]


def test_in_english_the_frame_is_english_and_the_regions_words_are_marked(region: Organisation) -> None:
    answer = Client().get(f"/en{at('mobilisation', YOUNG)}").content.decode()
    assert '<h1 lang="sv">' in answer
    told = unescape(" ".join(strip_tags(answer).split()))
    assert "So large is the gap" in told
    assert "3.8 times larger for born abroad" in told or "times larger" in told


def test_the_pages_ask_as_often_for_many_rows_as_for_one(region: Organisation, strategist: Client) -> None:
    def asked(address: str) -> int:
        strategist.get(address)
        with CaptureQueriesContext(connection) as queries:
            strategist.get(address)
        return len(queries)

    addresses = [at("mobilisations"), at("gaps"), at("start"), at("mobilisation", YOUNG)]
    before = [asked(one) for one in addresses]
    for place in range(3):
        grounds = (Reason(address="target:m-unga-utanfor-halmstad"), Reason(address="target:m-foretag"))
        wanted = Question(title=f"Fråga {place}", first_year=2025, last_year=2026, grounds=grounds)
        row = add_mobilisation(region, actor=None, wanted=wanted)
        decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])
        add_platform(region, actor=None, wanted=Group(title=f"Plattform {place}", public=True))
    young = Mobilisation.objects.get(organisation=region, slug=YOUNG)
    told = Reason(kind="vote", on=date(2024, 1, 1), text="Röster.")
    wanted = question_of(young)
    more = Question(
        **{name: getattr(wanted, name) for name in ("title", "first_year", "last_year", "public", "answers")},
        grounds=(*wanted.grounds, told, Reason(address="signal:elektrifiering")),
    )
    change_mobilisation(region, actor=None, mobilisation=young, wanted=more, revision=None)
    assert [asked(one) for one in addresses] == before
