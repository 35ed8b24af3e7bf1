"""Households are composed with all their parts, once however often they are sent; unfit ones are refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from laget.apps.accounts.models import Organisation, User
from laget.apps.audit.models import Entry
from laget.apps.households.actions import Gone, Meant, Unfit, compose_household, remove_household
from laget.apps.households.models import Household
from laget.apps.households.queries import filters_of, household_at, households_seen_by, people_of
from laget.apps.kept import ChangedMeanwhile
from laget.core.household import Filter, Person
from tests.apps.households.conftest import content

pytestmark = pytest.mark.django_db


def test_a_household_is_kept_with_all_its_parts(halland: Organisation, household: Household) -> None:
    kept = household_at(halland, household.slug, viewer=None) if household.public else household
    assert [(one.who, one.age) for one in people_of(kept)] == [("Mia", 34), ("Leo", 6)]
    assert filters_of(kept) == content().follows
    assert [(one.address, one.text) for one in kept.meanings.all()] == [("element:e", "Det betyder mycket.")]
    assert (kept.slug, kept.revision) == ("familjen-exempel", 1)


def test_an_address_word_is_never_a_households_name(halland: Organisation) -> None:
    assert compose_household(halland, actor=None, content=content(name="Nytt")).slug == "nytt-2"
    assert compose_household(halland, actor=None, content=content(name="Välj")).slug == "valj-2"


def test_sent_twice_it_is_made_once(halland: Organisation, strategist: User) -> None:
    first, second = (compose_household(halland, actor=strategist, content=content()) for _ in range(2))
    assert first == second
    assert Entry.objects.filter(action="compose_household").count() == 1


def test_a_second_editor_is_told(halland: Organisation, strategist: User, household: Household) -> None:
    compose_household(halland, actor=None, content=content(name="Först"), household=household, revision=1)
    with pytest.raises(ChangedMeanwhile):
        compose_household(
            halland, actor=strategist, content=content(name="Sen"), household=household, revision=1
        )
    assert Household.objects.get().name == "Först"
    with pytest.raises(ChangedMeanwhile):
        remove_household(halland, actor=strategist, household=household, revision=1)


def test_what_is_removed_is_gone_with_its_parts(halland: Organisation, household: Household) -> None:
    remove_household(halland, actor=None, household=household, revision=1)
    with pytest.raises(Gone):
        compose_household(halland, actor=None, content=content(), household=household)


def test_another_regions_household_is_gone_here(household: Household) -> None:
    elsewhere = Organisation.objects.create(slug="annan", name="Annan", area="13")
    with pytest.raises(Gone):
        remove_household(elsewhere, actor=None, household=household)
    with pytest.raises(Http404):
        household_at(elsewhere, household.slug, viewer=None)


@pytest.mark.parametrize(
    "more",
    [
        {"area": "13"},
        {"area": "9999"},
        {"area": "0180"},  # in another county
        {"people": ()},
        {"people": (Person(who="Mia", age=121),)},
        {"follows": (Filter(address="initiative:x"),)},
        {"follows": (Filter(address="inget"),)},
        {"follows": (Filter(address="element:e"), Filter(address="element:e"))},
        {"meanings": (Meant(text="Av inget."),)},
        {"meanings": (Meant(text="Av båda.", address="element:e", session="Dag", on=date(2025, 10, 16)),)},
        {"meanings": (Meant(text="Utan dag.", session="Dag"),)},
        {"meanings": (Meant(text="Ett.", address="element:e"), Meant(text="Två.", address="element:e"))},
    ],
)
def test_what_is_unfit_is_refused_and_nothing_is_kept(halland: Organisation, more: Mapping[str, Any]) -> None:
    with pytest.raises(Unfit) as refused:
        compose_household(halland, actor=None, content=content(**more))
    assert refused.value.said.sv
    assert refused.value.said.en
    assert not Household.objects.exists()


def test_the_same_indicator_may_be_followed_for_two_groups(halland: Organisation) -> None:
    both = (Filter(address="indicator:i", group="women"), Filter(address="indicator:i", group="men"))
    assert filters_of(compose_household(halland, actor=None, content=content(follows=both))) == both


def test_one_that_is_not_public_is_seen_by_those_with_the_permission_only(
    halland: Organisation, strategist: User, household: Household
) -> None:
    assert list(households_seen_by(halland, viewer=strategist)) == [household]
    assert not households_seen_by(halland, viewer=None).exists()
    compose_household(halland, actor=None, content=content(public=True), household=household)
    assert list(households_seen_by(halland, viewer=None)) == [household]
