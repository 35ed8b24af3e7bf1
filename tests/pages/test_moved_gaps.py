"""A gap that a strategist moves in the list, with a reason that everybody sees."""

import re

import pytest
from django.test import Client

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.followup.models import GapMove
from laget.pages.standing import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategist(client: Client, region: Organisation) -> Client:
    user = User.objects.create_user("flyttare@example.se", name="Fia Exempel")
    Membership.objects.create(organisation=region, user=user, role=Role.STRATEGIST)
    client.force_login(user)
    return client


def listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/halland/gap/{query}").content.decode()
    return re.findall(r'<li class="gap" id="([^"]+)"', page)


def figures_order(region: Organisation) -> list[str]:
    standing = standing_of(region)
    assert standing is not None
    return list(standing.edition.largest_gaps)


def test_a_moved_gap_stands_in_its_place_with_its_reason_for_everybody(
    strategist: Client, region: Organisation
) -> None:
    order = figures_order(region)
    chosen = order[20]
    answer = strategist.post(
        f"/halland/gap/{chosen}/flytta/", {"place": "1", "reason": "Kommunerna har <b>bett</b> om det."}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/halland/gap/")
    reader = Client()
    assert listed(reader) == [chosen, *(one for one in order if one != chosen)]
    page = reader.get("/halland/gap/").content.decode()
    assert "Kommunerna har &lt;b&gt;bett&lt;/b&gt; om det." in page
    assert "Flytta i listan" not in page
    assert f'id="{chosen}"' in reader.get("/halland/").content.decode()
    entry = Entry.objects.get(action="move_gap")
    assert entry.detail == {"place": 1, "reason": "Kommunerna har <b>bett</b> om det."}


def test_other_orders_are_those_of_the_figures(strategist: Client, region: Organisation) -> None:
    before = listed(strategist, "?ordna=takt")
    GapMove.objects.create(organisation=region, target=figures_order(region)[-1], place=1, reason="Prov.")
    after = listed(strategist, "?ordna=takt")
    unlike = [one for one in after if one != figures_order(region)[-1]]
    assert unlike == [one for one in before if one != figures_order(region)[-1]]


def test_the_figures_decide_again_when_the_move_is_taken_back(
    strategist: Client, region: Organisation
) -> None:
    order = figures_order(region)
    GapMove.objects.create(organisation=region, target=order[5], place=1, reason="Prov.")
    strategist.post(f"/halland/gap/{order[5]}/flytta/", {"back": "1"})
    assert listed(strategist) == order


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"place": "1", "reason": ""}, "behöver fyllas i"),
        ({"place": "999", "reason": "Prov."}, "Ange en plats från 1 till"),
        ({"place": "x", "reason": "Prov."}, "Skriv ett heltal"),
    ],
)
def test_a_move_without_place_or_reason_is_refused_in_words(
    strategist: Client, region: Organisation, sent: dict[str, str], told: str
) -> None:
    page = strategist.post(f"/halland/gap/{figures_order(region)[3]}/flytta/", sent)
    assert page.status_code == 200
    assert told in page.content.decode()
    assert not GapMove.objects.exists()


def test_only_who_may_moves_and_only_what_is_there(strategist: Client, region: Organisation) -> None:
    assert strategist.get("/halland/gap/finns-inte/flytta/").status_code == 404
    chosen = figures_order(region)[0]
    assert strategist.get(f"/halland/gap/{chosen}/flytta/").status_code == 200
    assert Client().get(f"/halland/gap/{chosen}/flytta/").status_code in {302, 403}
    assert "Flytta i listan" in strategist.get("/halland/gap/").content.decode()
