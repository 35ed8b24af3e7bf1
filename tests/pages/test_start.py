"""The start page: how it goes, in ten seconds."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from laget.apps.accounts.models import Organisation
from laget.apps.followup.queries import editions_of, shown_of
from laget.core.followup.reach import Reach
from laget.core.words.summary import summary
from laget.pages.standing import standing_of

pytestmark = pytest.mark.django_db


def test_the_tally_is_that_of_todays_judgement(client: Client, region: Organisation) -> None:
    standing = standing_of(region)
    assert standing is not None
    counted = dict(standing.tally)
    assert sum(counted.values()) == len(standing.edition.verdicts) > 40
    page = client.get("/halland/").content.decode()
    assert summary(counted).sv in page
    for reach in Reach:
        assert f'<li class="reach-{reach.value}"><b>{counted[reach]}</b>' in page


def test_the_largest_gaps_come_first_with_their_rails_in_words(client: Client, region: Organisation) -> None:
    standing = standing_of(region)
    assert standing is not None
    page = client.get("/halland/").content.decode()
    places = [page.index(f'id="{target}"') for target in standing.edition.largest_gaps[:5]]
    assert places == sorted(places)
    assert f'id="{standing.edition.largest_gaps[5]}"' not in page
    for gap in standing.gaps(standing.edition.largest_gaps[:5], language="sv"):
        assert f'aria-label="{gap.telling.short.text}"' in page


def test_each_goal_is_there_with_how_its_targets_stand(client: Client, region: Organisation) -> None:
    standing = standing_of(region)
    assert standing is not None
    page = client.get("/halland/").content.decode()
    goals = standing.goals()
    assert len(goals) == 3
    for goal in goals:
        assert goal.total == sum(count for _, count in goal.tally) > 0
        assert f"/halland/mal/{goal.element.id}/" in page


def test_english_is_beside_it(client: Client, region: Organisation) -> None:
    page = client.get("/en/halland/").content.decode()
    assert '<html lang="en">' in page
    assert "The largest gaps" in page
    assert 'href="/halland/" hreflang="sv"' in page


def test_an_organisation_that_has_adopted_nothing_says_so(client: Client, db: None) -> None:
    Organisation.objects.create(slug="tom", name="Tom region")
    page = client.get("/tom/").content.decode()
    assert "Ingen strategi är antagen här än." in page


def test_an_address_of_nobody_is_not_found(client: Client, db: None) -> None:
    assert client.get("/finns-inte/").status_code == 404


def test_the_page_asks_the_database_the_same_however_many_gaps_there_are(
    client: Client, region: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/halland/")  # documents are read once a process
    with django_assert_max_num_queries(21):  # a few for each part of the year
        client.get("/halland/")
    with django_assert_max_num_queries(20):  # what people do beside each gap
        client.get("/halland/gap/")


def test_each_goal_has_what_people_found_in_the_latest_edition(client: Client, region: Organisation) -> None:
    latest = shown_of(editions_of(region)[0])
    standing = standing_of(region)
    assert standing is not None
    goals = standing.goals(written=latest)
    assert [goal.nearness for goal in goals] == [
        latest.accounts[goal.element.id].appraisal.nearness for goal in goals
    ]
    page = client.get("/halland/").content.decode()
    assert page.count("Samlad bedömning:") == len(goals)
    assert f'href="/halland/uppfoljning/{latest.year}/"' in page
