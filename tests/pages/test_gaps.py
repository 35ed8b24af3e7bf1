"""The gap list: every gap, in the order that is asked for."""

import re

import pytest
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.core.followup.reach import Reach
from laget.pages.standing import Standing, standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing(region: Organisation) -> Standing:
    found = standing_of(region)
    assert found is not None
    return found


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/halland/gap/{query}")
    assert answer.status_code == 200
    return re.findall(r'<li class="gap" id="([^"]+)"', answer.content.decode())


def test_every_target_is_listed_once_by_its_gap(client: Client, standing: Standing) -> None:
    assert listed(client) == list(standing.edition.largest_gaps)


def test_by_pace_the_one_that_needs_the_fastest_comes_first(client: Client, standing: Standing) -> None:
    paces = [
        gap.required_over_actual if (gap := standing.verdicts[one].gap) is not None else None
        for one in listed(client, "?ordna=takt")
    ]
    known = [pace for pace in paces if pace is not None]
    assert len(known) > 5
    assert known == sorted(known, reverse=True)
    assert paces[: len(known)] == known


def test_by_years_those_that_are_latest_come_first(client: Client, standing: Standing) -> None:
    late = [
        gap.years_late
        for one in listed(client, "?ordna=ar")
        if standing.verdicts[one].reach is Reach.TOO_SLOW and (gap := standing.verdicts[one].gap) is not None
    ]
    known = [years for years in late if years is not None]
    assert len(known) > 3
    assert known == sorted(known, reverse=True)
    assert late[: len(known)] == known


def test_by_people_tonnes_are_no_people(client: Client, standing: Standing) -> None:
    of = []
    for one in listed(client, "?ordna=personer"):
        gap = standing.verdicts[one].gap
        people = gap.people if gap is not None else None
        if people is not None and people.count is not None and standing.verdicts[one].reach is not Reach.MET:
            of.append(people.of)
    assert "tonnes" in of
    assert of.index("tonnes") > max(n for n, word in enumerate(of) if word == "people")


def test_a_goal_shows_its_own_targets_only(client: Client, standing: Standing) -> None:
    of_goal = listed(client, "?mal=klimat-och-natur")
    assert 0 < len(of_goal) < len(standing.edition.verdicts)
    assert of_goal == [one for one in standing.edition.largest_gaps if one in of_goal]


@pytest.mark.parametrize("query", ["?ordna=slump", "?mal=finns-inte"])
def test_what_cannot_be_asked_for_is_not_found(client: Client, standing: Standing, query: str) -> None:
    assert client.get(f"/halland/gap/{query}").status_code == 404


def test_what_changed_since_the_last_edition_says_why(client: Client, standing: Standing) -> None:
    changed = [one for one in standing.edition.explanations if None not in (one.was, one.now)]
    page = client.get("/halland/gap/").content.decode()
    assert page.count("<strong>Ändrat:</strong>") == len(changed)
