"""An indicator from any table: its areas, its time, its groups and its other values are chosen and seen."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.strategy.queries import draft_of, drafted
from tests.cli.refreshing import SHORT_WAITS
from tests.pages.office import HALLAND, YEARS, Made, Office, office

pytestmark = pytest.mark.django_db
MEASURED = {"ContentsCode": {"A1": "Antal", "A2": "Andel, procent"}}
BORN = {"1": "inrikes född", "2": "utrikes född", "9": "uppgift saknas"}
SEX = {"1": "män", "2": "kvinnor", "1+2": "totalt"}
TABLES = {
    "T1": Made(
        "Anställda efter region och födelseregion. År 2021-2025",
        {"Region": HALLAND, "Fodd": BORN, "Kon": SEX, **MEASURED, "Tid": YEARS},
        called={"Fodd": "födelseland", "Kon": "kön"},
        left_out=("Kon", "Fodd"),
    ),
    "T2": Made(  # commuting: areas twice, and the year of birth looks like time
        "Pendlare efter bostad, arbetsplats och födelseår",
        {"Bostad": HALLAND, "Arbete": {"0180": "Stockholm", **HALLAND}, **MEASURED, "Ar": YEARS},
        called={"Bostad": "bostadskommun", "Arbete": "arbetskommun", "Ar": "år"},
        time=None,
    ),
    "T3": Made("Anställningar efter sektor", {"Sektor": {"1": "staten"}, **MEASURED, "Tid": YEARS}),
    "T4": Made("Fritidshus efter tätort", {"Ort": {"T1": "Oskarström"}, **MEASURED, "Tid": YEARS},
               called={"Ort": "tätort"}),
    "T5": Made("Något utan år", {"Region": HALLAND, **MEASURED}, time=None),
    "T6": Made(  # an office with short names of its own
        "Bibliotek efter kommun", {"Kommun": {"1380": "Hst", "1381": "Lhm"}, **MEASURED,
                                   "Tid": YEARS}),
}  # fmt: skip
BASE = "/halland/statistik/ny/tabell/scb/"
REST = {"title": "Prov", "unit": "people", "better": "higher"}


@pytest.fixture(autouse=True)
def asked(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office, asked by the site."""
    settings.STORE, settings.FILES = tmp_path / "store", tmp_path / "files"
    settings.DRAWINGS = tmp_path / "drawings"
    with office(TABLES) as running:
        for name, value in (SHORT_WAITS | {"LAGET_SCB_URL": running.base}).items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def strategist(region: Organisation) -> Client:
    """A browser in which somebody who may edit is signed in."""
    user = User.objects.create_user("tabell@example.se", name="Tage Exempel")
    Membership.objects.create(organisation=region, user=user, role=Role.STRATEGIST)
    client = Client()
    client.force_login(user, backend=site.AUTHENTICATION_BACKENDS[0])
    return client


def page(client: Client, table: str, chosen: dict[str, Any] | None = None) -> str:
    """Return a table's page, before or after something is chosen."""
    where = f"{BASE}{table}/"
    answer = client.get(where) if chosen is None else client.post(where, chosen | {"do": "choose"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def selected(html: str, name: str) -> str:
    """Return what is selected of a field."""
    field = re.search(rf'name="{re.escape(name)}"[^>]*>(.*?)</select>', html)
    assert field is not None, name
    chosen = re.search(r'value="([^"]*)" selected', field[1])
    return chosen[1] if chosen else ""


def saved(client: Client, region: Organisation, table: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """Save an indicator, and return it as the draft has it."""
    answer = client.post(f"{BASE}{table}/", chosen | REST | {"do": "save"})
    assert answer.status_code == 302, answer.content.decode()
    draft = draft_of(region)
    assert draft is not None
    return drafted(draft).indicators[-1].model_dump(mode="json", exclude_defaults=True)


def test_areas_and_time_are_chosen_beforehand_by_what_the_table_says(strategist: Client) -> None:
    html = page(strategist, "T1")
    assert (selected(html, "area-variable"), selected(html, "time-variable")) == ("Region", "Tid")
    assert selected(html, "code:ContentsCode") == "A1"
    assert re.search(r'<th scope="row">Hallands län</th><td>2025</td>', html)


def test_groups_are_said_by_their_names_and_may_be_said_otherwise(
    strategist: Client, region: Organisation, asked: Office
) -> None:
    groups = {"way:Fodd": "groups", "code:Fodd": ["1", "2"]}
    html = page(strategist, "T1", groups)
    assert selected(html, "group:Fodd:1") == "born_in_sweden"
    assert selected(html, "group:Fodd:2") == "born_abroad"
    assert "group:Fodd:9" not in html
    every = page(strategist, "T1", {"way:Fodd": "groups"})
    assert selected(every, "group:Fodd:9") == "="
    own = saved(strategist, region, "T1", groups | {"group:Fodd:2": "="})
    assert own["source"] == {
        "publisher": "scb",
        "table": "T1",
        "group": "Fodd",
        "groups": {"1": "born_in_sweden", "2": "utrikes född"},
        "select": {"ContentsCode": "A1"},
    }
    assert own["by"] == []
    assert any("Fodd" not in one for one in asked.asked)  # everyone comes too, by leaving the variable out


def test_two_values_of_one_group_are_refused_in_words(strategist: Client) -> None:
    twice = {"way:Fodd": "groups", "group:Fodd:9": "born_abroad"}
    html = page(strategist, "T1", twice)
    assert 'class="fault" role="alert"' in html
    assert "2 koder för gruppen utrikes födda" in html


def test_another_variable_may_be_the_area_and_the_first_then_has_a_fixed_value(
    strategist: Client, region: Organisation, asked: Office
) -> None:
    html = page(strategist, "T2")
    assert selected(html, "time-variable") == "Ar"
    assert selected(html, "area-variable") == "Arbete"
    other = {"area-variable": "Bostad", "way:Arbete": "one", "code:Arbete": "0180"}
    assert "bostadskommun" not in re.findall(r"<legend>(.*?)</legend>", page(strategist, "T2", other))
    own = saved(strategist, region, "T2", other)
    assert own["source"] == {
        "publisher": "scb",
        "table": "T2",
        "area": "Bostad",
        "time": "Ar",
        "select": {"ContentsCode": "A1", "Arbete": "0180"},
    }
    assert asked.asked[-1]["Arbete"] == ("0180",)
    assert set(asked.asked[-1]["Bostad"]) >= {"00", "13", "1380"}


def test_a_table_without_areas_is_followed_for_the_country_only_when_somebody_says_that_it_is_right(
    strategist: Client, region: Organisation
) -> None:
    html = page(strategist, "T3")
    assert "inte indelad i län eller kommuner" in html
    assert "Riket</th>" not in html
    refused = strategist.post(f"{BASE}T3/", REST | {"do": "save"})
    assert "Säg att siffrorna gäller hela riket" in refused.content.decode()
    own = saved(strategist, region, "T3", {"country": "on"})
    assert own["areas"] == ["country"]
    assert re.search(r'<th scope="row">Riket</th><td>2025</td>', page(strategist, "T3", {"country": "on"}))


@pytest.mark.parametrize(
    ("table", "why"), [("T4", "indelad efter tätort, och inte i län"), ("T5", "vilka år eller månader")]
)
def test_a_table_that_cannot_be_followed_is_refused_in_a_sentence(
    strategist: Client, table: str, why: str
) -> None:
    html = page(strategist, table)
    assert 'class="fault" role="alert"' in html
    assert why in html
    assert "Spara i utkastet" not in html


def test_areas_are_known_by_their_codes_where_the_variable_is_one_of_areas(
    strategist: Client, region: Organisation
) -> None:
    assert re.search(r'<th scope="row">Halmstad</th><td>2025</td>', page(strategist, "T6"))
    assert saved(strategist, region, "T6", {})["source"]["area"] == "Kommun"


def test_the_other_values_are_fixed_and_the_figures_follow(strategist: Client, asked: Office) -> None:
    page(strategist, "T1", {"code:ContentsCode": "A2", "way:Kon": "one", "code:Kon": "2"})
    assert asked.asked[-1]["ContentsCode"] == ("A2",)
    assert asked.asked[-1]["Kon"] == ("2",)


def test_what_the_publisher_measures_in_is_shown_where_the_unit_is_asked_for(strategist: Client) -> None:
    assert "Utgivaren skriver: antal" in page(strategist, "T1")
    assert strategist.post(f"{BASE}T1/", {"title": "Prov", "do": "save"}).status_code == 200


def test_what_is_no_variable_of_the_table_changes_nothing(strategist: Client) -> None:
    strange = {"area-variable": "Kon", "time-variable": "../x", "code:Fodd": "77", "group:Fodd:1": "x"}
    html = page(strategist, "T1", strange)
    assert (selected(html, "area-variable"), selected(html, "time-variable")) == ("Region", "Tid")
