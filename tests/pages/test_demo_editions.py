"""The example's published editions: their texts hold, they are made again, and filling twice does no harm."""

import pytest
from django.conf import settings

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import Edition
from laget.apps.followup.queries import document_of, editions_of
from laget.apps.strategy.queries import version_in_force
from laget.core.canonical import canonical_bytes
from laget.core.words.guard.cells import ground_of
from laget.core.words.guard.register import guarded
from laget.data.editions import made_again
from laget.data.figures import store_at
from laget.demo.editions import publish_editions

pytestmark = pytest.mark.django_db


def test_there_is_one_for_each_of_two_years_and_the_later_tells_what_changed(region: Organisation) -> None:
    later, earlier = editions_of(region)

    assert [(row.year, row.number) for row in (earlier, later)] == [(2024, 1), (2025, 1)]
    assert document_of(earlier).previous is None
    told = document_of(later)
    assert told.previous is not None
    assert told.previous.edition == earlier.hash
    assert told.explanations


def test_the_guard_finds_nothing_in_their_texts(region: Organisation) -> None:
    for row in editions_of(region):
        edition = document_of(row)
        ground, cells = ground_of(edition)
        faults = [(place, guarded(text, ground=ground, cells=cells)) for place, text in edition.texts()]
        assert len(faults) > 10
        assert [one for one in faults if one[1]] == []


def test_every_appraisal_is_signed_by_somebody_of_the_region(region: Organisation) -> None:
    people = set(region.memberships.values_list("user_id", flat=True))
    for row in editions_of(region):
        for account in document_of(row).accounts.values():
            assert account.appraisal.signed
            assert {one.person for one in account.appraisal.signed} <= people


def test_they_are_made_again_to_the_same_bytes(region: Organisation) -> None:
    for row in editions_of(region):
        edition = document_of(row)
        again = made_again(edition, store=store_at(settings.STORE))
        assert canonical_bytes(again) == canonical_bytes(edition)


def test_publishing_them_twice_does_no_harm(region: Organisation) -> None:
    version = version_in_force(region)
    assert version is not None
    publish_editions(region, version=version, store=settings.STORE)
    assert Edition.objects.filter(organisation=region).count() == 2
