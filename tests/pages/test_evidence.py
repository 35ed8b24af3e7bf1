"""Evidence on its pages: listed, asked for, read, written with rows of quotations, shown where it bears."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.evidence.models import Evidence
from laget.apps.media.models import File
from laget.apps.search.models import Page
from laget.demo.year.evidence import fill_evidence

pytestmark = pytest.mark.django_db
LIST = "/halland/underlag/"
VOICES = f"{LIST}unga-om-vagen-till-jobb/"
WITH_FILE = f"{LIST}enkat-till-arbetsgivare-2024/"
HIDDEN = "utvardering-2025"


@pytest.fixture
def strategist(region: Organisation, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    client = Client()
    user = User.objects.get(email="strateg@example.se")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def sent(*quotations: dict[str, str], initial: int = 0, **more: Any) -> dict[str, Any]:
    """A form as a browser sends it, with these rows of quotations."""
    rows = {
        f"quotation-{number}-{key}": value
        for number, one in enumerate(quotations)
        for key, value in one.items()
    }
    return {
        "kind": "survey",
        "title": "Kvarnhjul",
        "says": "Kvarnen maler.",
        "source": "En kommun",
        "year": "2025",
        "revision": "0",
        "quotation-TOTAL_FORMS": str(len(quotations)),
        "quotation-INITIAL_FORMS": str(initial),
        **rows,
        **more,
    }


def slugs(page: str) -> list[str]:
    rows = Evidence.objects.values_list("slug", flat=True)
    return sorted(slug for slug in rows if f'lang="sv"><a href="{LIST}{slug}/"' in page)


def test_the_list_shows_what_everybody_may_see_newest_first(region: Organisation) -> None:
    page = read(LIST)
    waits = Evidence.objects.filter(organisation=region, embargo__gt=timezone.localdate())
    shown = Evidence.objects.filter(organisation=region).exclude(slug=HIDDEN).exclude(pk__in=waits)
    assert waits.exists()
    assert slugs(page) == sorted(one.slug for one in shown)
    assert HIDDEN not in page
    places = [page.index(f"{LIST}{one.slug}/") for one in shown]
    assert places == sorted(places)
    assert [one.year for one in shown] == sorted((one.year for one in shown), reverse=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("slag=utvardering", {"utvardering-larcentrum-2023"}),
        ("ar=2023", {"utvardering-larcentrum-2023"}),
        ("slag=enkat&ar=2025", {"ungas-framtidsbrev-2025"}),
        ("slag=rapport&ar=2024", set()),
        (
            "perspektiv=unga",
            {"unga-om-vagen-till-jobb", "barns-ord-om-skolvagen", "ungas-framtidsbrev-2025"},
        ),
        ("perspektiv=inlandet", {"utvardering-larcentrum-2023", "unga-om-vagen-till-jobb"}),
        ("ror=element:renare-luft", {"barns-ord-om-skolvagen"}),
        ("ror=element:friskare-arbetsliv", {"dialog-om-ett-helt-arbetsliv"}),
        ("ror=target:m-sjukdagar-hogst", {"dialog-om-ett-helt-arbetsliv"}),
        ("ror=indicator:eftergymnasial&perspektiv=unga", {"ungas-framtidsbrev-2025"}),
        (
            "unga=ja",
            {"unga-om-vagen-till-jobb", "barns-ord-om-skolvagen", "ungas-framtidsbrev-2025"},
        ),
    ],
)
def test_the_list_is_asked_by_kind_year_perspective_and_what_it_bears_on(
    region: Organisation, query: str, expected: set[str]
) -> None:
    assert set(slugs(read(f"{LIST}?{query}"))) == expected


@pytest.mark.parametrize(
    "query", ["slag=roman", "ar=nyss", "perspektiv=arbete", "perspektiv=x", "ror=element:x", "ror=x"]
)
def test_what_the_list_cannot_be_asked_for_is_not_there(region: Organisation, query: str) -> None:
    assert Client().get(f"{LIST}?{query}").status_code == 404


def test_the_list_asked_for_a_perspective_lets_its_voices_speak(region: Organisation) -> None:
    assert "Sista bussen går halv nio" in read(f"{LIST}?perspektiv=inlandet")
    assert "Sista bussen går halv nio" in read(f"{LIST}?unga=ja")
    assert "Sista bussen går halv nio" not in read(LIST)


def test_an_empty_list_says_so_and_asks_nothing(region: Organisation) -> None:
    Evidence.objects.all().delete()
    page = read(LIST)
    assert "Här finns inget underlag ännu." in page
    assert 'class="asked' not in page


def test_a_piece_tells_whose_it_is_how_it_was_made_and_on_what_it_bears(region: Organisation) -> None:
    page = read(VOICES)
    for words in ("ungdomsråd i tre kommuner", "41 unga mellan 15 och 24 år", "14 mars 2024", "Röster"):
        assert words in page
    assert "<blockquote" in page
    assert "kvinna, 19 år, Halmstad" in page
    for link in ("/halland/mal/alla-unga-med/", "/halland/indikator/unga-utanfor/", "/halland/mal/inlandet/"):
        assert f'href="{link}"' in page


def test_on_an_english_page_what_is_swedish_says_so(region: Organisation) -> None:
    page = read(f"/en{VOICES}")
    assert '<h1 lang="sv">Unga om vägen' in page
    assert "In their own words" in page
    assert '<blockquote lang="sv">' in page


def test_a_file_is_fetched_as_an_attachment(region: Organisation) -> None:
    answer = Client().get(f"{WITH_FILE}fil/")
    assert answer["Content-Disposition"] == 'attachment; filename="enkat-arbetsgivare-2024.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"handledarst" in answer.getvalue()
    assert Client().get(f"{VOICES}fil/").status_code == 404


def test_what_is_kept_back_is_marked_for_those_who_see_it(strategist: Client) -> None:
    page = read(LIST, strategist)
    assert HIDDEN in page
    assert "Visas inte för alla: öppet från den 1 januari 2099" in page
    assert "Visas inte för alla" not in read(VOICES, strategist)
    assert "Visas inte för alla" in read("/halland/mal/arbete/", strategist)


def test_evidence_is_added_with_quotations_and_ties(region: Organisation, strategist: Client) -> None:
    given = sent(
        {"text": "Vi vill.", "voice": "flicka, 14 år", "young": "on", "ties": "element:klimat"},
        {"text": "", "voice": ""},
        ties=["element:unga", "indicator:befolkning"],
        on="2025-03-01",
    )
    answer = strategist.post(f"{LIST}nytt/", given)
    assert answer.status_code == 302
    assert answer["Location"] == f"{LIST}enkat-2025/"
    kept = Evidence.objects.get(slug="enkat-2025")
    assert {tie.address for tie in kept.ties.all()} == {"element:unga", "indicator:befolkning"}
    assert [(one.text, one.young) for one in kept.quotations.all()] == [("Vi vill.", True)]
    assert kept.on == date(2025, 3, 1)
    assert Client().get(answer["Location"]).status_code == 404
    strategist.post(f"{LIST}enkat-2025/publicera/", {"visa": "ja", "revision": kept.revision})
    assert "Vi vill." in read(f"{LIST}enkat-2025/")


def test_what_lacks_is_told_beside_the_field_and_first(strategist: Client) -> None:
    given = sent({"text": "", "voice": "flicka"}, title="", year="tvåtusen")
    page = strategist.post(f"{LIST}nytt/", given).content.decode()
    assert 'role="alert" tabindex="-1" autofocus' in page
    for name in ("id_title", "id_year", "id_quotation-0-text"):
        assert f'<a href="#{name}">' in page
        assert f'id="{name}"' in page
    assert 'value="tvåtusen"' in page
    assert 'value="flicka"' in page
    assert not Evidence.objects.filter(source="En kommun", title="").exists()


def test_more_rows_are_had_without_losing_what_was_written(strategist: Client) -> None:
    given = sent({"text": "Vi vill."}, title="", more="1")
    page = strategist.post(f"{LIST}nytt/", given).content.decode()
    assert 'id="id_quotation-2-text"' in page
    assert "Vi vill." in page
    assert "Inte sparat än" not in page
    assert 'name="quotation-TOTAL_FORMS" value="3"' in page


def test_only_a_quotation_that_is_kept_can_be_taken_away(strategist: Client) -> None:
    page = read(f"{VOICES}andra/", strategist)
    kept = Evidence.objects.get(slug="unga-om-vagen-till-jobb").quotations.count()
    assert page.count("Ta bort citatet") == kept
    assert "Ta bort citatet" not in read(f"{LIST}nytt/", strategist)


def test_an_empty_file_is_told_once(strategist: Client) -> None:
    page = strategist.post(f"{LIST}nytt/", sent(file=SimpleUploadedFile("tom.pdf", b""))).content.decode()
    assert page.count("Filen är tom.") == 2  # at the top and beside the field


def test_a_file_is_received_once_whatever_else_is_wrong(region: Organisation, strategist: Client) -> None:
    file = SimpleUploadedFile("Svar.txt", b"Ja.")
    page = strategist.post(f"{LIST}nytt/", sent(title="", file=file)).content.decode()
    assert "Svar.txt har tagits emot" in page
    brought = File.objects.get(name="Svar.txt")
    answer = strategist.post(f"{LIST}nytt/", sent(brought=str(brought.pk)))
    assert Evidence.objects.get(slug="enkat-2025").file == brought
    assert strategist.get(f"{answer['Location']}fil/").getvalue() == b"Ja."


def test_a_file_that_is_not_taken_is_told_beside_its_field(strategist: Client) -> None:
    file = SimpleUploadedFile("rapport.pdf", b"<svg onload=alert(1)>")
    page = strategist.post(f"{LIST}nytt/", sent(file=file)).content.decode()
    assert "som kan bära program" in page
    assert not Evidence.objects.filter(slug="enkat-2025").exists()


def test_somebody_elses_file_is_not_taken_by_its_number(region: Organisation, strategist: Client) -> None:
    theirs = File.objects.create(organisation=region, name="x.txt", kind="txt", size=1, hash="0" * 64)
    strategist.post(f"{LIST}nytt/", sent(brought=str(theirs.pk)))
    assert Evidence.objects.get(slug="enkat-2025").file is None


def changed(slug: str, **more: Any) -> dict[str, Any]:
    """The form of a piece of evidence as it stands, with something changed."""
    row = Evidence.objects.get(slug=slug)
    quotations = [
        {"text": one.text, "voice": one.voice, **({"young": "on"} if one.young else {})}
        for one in row.quotations.all()
    ]
    as_it_stands = {
        "kind": row.kind,
        "title": row.title,
        "says": row.says,
        "source": row.source,
        "year": str(row.year),
        "method": row.method,
        "revision": str(row.revision),
        "ties": [tie.address for tie in row.ties.all()],
    }
    return sent(*quotations, initial=len(quotations), **(as_it_stands | more))


def test_a_change_keeps_file_ties_and_address(strategist: Client) -> None:
    slug = "enkat-till-arbetsgivare-2024"
    before = Evidence.objects.get(slug=slug)
    assert strategist.post(f"{WITH_FILE}andra/", changed(slug, title="Ny rubrik")).status_code == 302
    after = Evidence.objects.get(pk=before.pk)
    assert (after.title, after.slug, after.file, after.public) == ("Ny rubrik", slug, before.file, True)
    assert after.ties.count() == 4
    assert after.quotations.count() == 1
    strategist.post(f"{WITH_FILE}andra/", changed(slug, without_file="on"))
    assert Evidence.objects.get(pk=before.pk).file is None


def test_a_quotation_is_taken_away_by_its_tick(strategist: Client) -> None:
    slug = "unga-om-vagen-till-jobb"
    strategist.post(f"{VOICES}andra/", changed(slug, **{"quotation-0-DELETE": "on"}))
    kept = Evidence.objects.get(slug=slug)
    assert [one.voice for one in kept.quotations.all()] == ["man, 17 år, Hylte", "flicka, 16 år, Laholm"]


def test_a_second_editor_is_told_and_loses_nothing(strategist: Client) -> None:
    slug = "unga-om-vagen-till-jobb"
    first, second = (changed(slug, title=title) for title in ("Den förstas", "Den andras"))
    assert strategist.post(f"{VOICES}andra/", first).status_code == 302
    answer = strategist.post(f"{VOICES}andra/", second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Den andras"' in page
    assert "Den förstas" in page
    assert "Stig Exempel" in page
    now = Evidence.objects.get(slug=slug)
    assert now.title == "Den förstas"
    assert f'name="revision" value="{now.revision}"' in page
    again = strategist.post(f"{VOICES}andra/", {**second, "revision": str(now.revision)})
    assert again.status_code == 302
    assert Evidence.objects.get(slug=slug).title == "Den andras"


def test_a_tie_that_leads_nowhere_stays_until_it_is_taken_away(strategist: Client) -> None:
    slug = "unga-om-vagen-till-jobb"
    Evidence.objects.get(slug=slug).ties.create(address="element:finns-inte")
    assert "element:finns-inte" in read(f"{VOICES}andra/", strategist)
    assert strategist.post(f"{VOICES}andra/", changed(slug)).status_code == 302
    assert Evidence.objects.get(slug=slug).ties.filter(address="element:finns-inte").exists()
    assert "element:finns-inte" not in read(VOICES)


def test_what_is_removed_is_asked_about_first_and_is_gone(strategist: Client) -> None:
    assert "Ta bort underlag" in read(f"{VOICES}ta-bort/", strategist)
    row = Evidence.objects.get(slug="unga-om-vagen-till-jobb")
    strategist.post(f"{VOICES}ta-bort/", {"revision": str(row.revision + 1)})
    assert Evidence.objects.filter(pk=row.pk).exists()
    answer = strategist.post(f"{VOICES}ta-bort/", {"revision": str(row.revision)})
    assert answer["Location"] == LIST
    assert Client().get(VOICES).status_code == 404
    assert not Page.objects.filter(address="evidence:unga-om-vagen-till-jobb").exists()


def test_what_is_withdrawn_is_found_no_longer(strategist: Client) -> None:
    row = Evidence.objects.get(slug="unga-om-vagen-till-jobb")
    assert VOICES in read("/sok/?q=ungdomsr%C3%A5d")
    strategist.post(f"{VOICES}publicera/", {"visa": "nej", "revision": str(row.revision)})
    assert VOICES not in read("/sok/?q=ungdomsr%C3%A5d")
    assert Client().get(VOICES).status_code == 404


def test_a_quotation_is_found_by_its_words_in_both_languages(region: Organisation) -> None:
    for prefix in ("", "/en"):
        assert f"{prefix}{VOICES}" in read(f"{prefix}/sok/?q=sista+bussen")


def test_the_page_of_the_young_lets_them_speak_across_everything(region: Organisation) -> None:
    page = read("/halland/mal/unga/")
    assert "Röster från unga" in page
    quoted = [
        one.text
        for evidence in Evidence.objects.filter(organisation=region, ties__address="element:unga")
        if evidence.is_open(timezone.localdate())
        for one in evidence.quotations.filter(young=True)
    ]
    assert len(quoted) == 7
    assert all(text in page for text in quoted)
    assert 'href="/halland/mal/fler-laser-vidare/"' in page  # what it bears on beside


def test_a_quotation_of_a_perspective_alone_stands_there_without_the_rest(region: Organisation) -> None:
    page = read("/halland/mal/inlandet/")
    assert "Sista bussen går halv nio" in page
    assert "Det finns hur många hemsidor som helst" not in page


@pytest.mark.parametrize(
    "address",
    ["/halland/mal/arbete/", "/halland/indikator/arbetsloshet/", "/halland/mal/kortare-vag-in/"],
)
def test_evidence_stands_where_it_bears(region: Organisation, address: str) -> None:
    assert f'href="{WITH_FILE}"' in read(address)
    Evidence.objects.all().delete()
    assert "Vad människor vet och säger" not in read(address)


def test_evidence_stands_at_its_gap(region: Organisation) -> None:
    page = read("/halland/gap/")
    gap = page[page.index('id="m-vaxthusgaser-halmstad"') :].split('<li class="gap"', 1)[0]
    assert "rapport-transporternas-utslapp-2025" in gap
    assert (
        page.count("Underlag:")
        == Evidence.objects.filter(public=True, embargo=None, ties__address__startswith="target:").count()
    )
    Evidence.objects.all().delete()
    assert "Underlag:" not in read("/halland/gap/")


def test_the_newest_evidence_stands_on_the_start_page(region: Organisation) -> None:
    page = read("/halland/")
    assert "Nytt underlag" in page
    assert page.count(f'href="{LIST}') - page.count(f'href="{LIST}"') == 3
    Evidence.objects.update(embargo=timezone.localdate() + timedelta(days=1))
    assert "Nytt underlag" not in read("/halland/")


def test_the_example_is_put_there_once(region: Organisation) -> None:
    before = Evidence.objects.count()
    assert before >= 8
    fill_evidence(region)
    assert Evidence.objects.count() == before
