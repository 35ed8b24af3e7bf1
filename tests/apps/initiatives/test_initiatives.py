"""Initiatives are kept whole, changed by one at a time, and brought from a workbook without harm."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry as Logged
from laget.apps.initiatives.actions import (
    SameName,
    add_initiative,
    bring_initiatives,
    change_initiative,
    note_progress,
    planned,
    remove_initiative,
)
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.queries import PARTS, described, hoping, present, serving, whole
from laget.apps.kept import ChangedMeanwhile
from laget.core.coverage import Stay
from laget.core.initiatives import Described, Unfitting
from tests.apps.initiatives.conftest import WANTED, other_than
from tests.apps.initiatives.test_permissions import NOTED

pytestmark = pytest.mark.django_db
EVERYTHING = ("owner", "status", "starts", "ends", *PARTS)


def again(row: Initiative) -> Initiative:
    return whole(Initiative.objects.all()).get(pk=row.pk)


def test_what_is_kept_is_what_was_written(lots: Initiative) -> None:
    assert described(again(lots)) == WANTED
    assert (lots.slug, lots.revision) == ("lots-till-arbete", 1)


def test_the_same_sent_twice_is_made_once(region: Organisation, lots: Initiative) -> None:
    assert add_initiative(region, actor=None, wanted=WANTED).pk == lots.pk
    first = note_progress(region, actor=None, initiative=lots, noted=NOTED)
    assert note_progress(region, actor=None, initiative=lots, noted=NOTED).pk == first.pk
    assert Initiative.objects.filter(organisation=region).count() == 1


def test_two_of_one_name_have_addresses_of_their_own(region: Organisation, lots: Initiative) -> None:
    second = add_initiative(region, actor=None, wanted=other_than(owner="En annan"))
    third = add_initiative(region, actor=None, wanted=other_than(title="Ny"))
    assert (second.slug, third.slug) == ("lots-till-arbete-2", "ny-2")  # "ny" is where one is made


def test_a_change_is_counted_and_told_of_by_name(region: Organisation, lots: Initiative) -> None:
    wanted = other_than(owner="En annan", places=(Stay(area="1382", joined=2025),))
    assert change_initiative(region, actor=None, initiative=lots, wanted=wanted, revision=1)
    assert (described(again(lots)), again(lots).revision) == (wanted, 2)
    entry = Logged.objects.get(action="change_initiative", organisation=region)
    assert entry.detail == {"changed": ["owner", "places"]}


def test_nothing_is_written_where_nothing_is_another(region: Organisation, lots: Initiative) -> None:
    turned = other_than(places=WANTED.places[::-1])
    assert not change_initiative(region, actor=None, initiative=lots, wanted=turned, revision=1)
    assert again(lots).revision == 1


def test_a_second_editor_is_told(region: Organisation, lots: Initiative) -> None:
    change_initiative(region, actor=None, initiative=lots, wanted=other_than(owner="En"), revision=1)
    with pytest.raises(ChangedMeanwhile):
        change_initiative(region, actor=None, initiative=lots, wanted=other_than(owner="Två"), revision=1)
    with pytest.raises(ChangedMeanwhile):
        remove_initiative(region, actor=None, initiative=lots, revision=1)
    assert again(lots).owner == "En"


def test_what_does_not_fit_is_refused_whole(region: Organisation, lots: Initiative) -> None:
    wrong = other_than(owner="En annan", serves=("finns-inte",))
    with pytest.raises(Unfitting) as refused:
        change_initiative(region, actor=None, initiative=lots, wanted=wrong, revision=1)
    assert [one.place for one in refused.value.faults] == [("serves", 0)]
    assert described(again(lots)) == WANTED


def test_what_the_strategy_has_no_more_may_stay(region: Organisation, lots: Initiative) -> None:
    lots.serves.create(address="element:togs-bort")
    wanted = other_than(owner="En annan", serves=("alla-unga-med", "togs-bort"))
    assert change_initiative(region, actor=None, initiative=lots, wanted=wanted, revision=1)


def test_no_municipality_takes_part_longer_than_the_initiative(lots: Initiative) -> None:
    assert [one.left for one in present(again(lots))] == [2027, 2027]
    assert [one.left for one in described(again(lots)).places] == [None, None]


def test_no_municipality_takes_part_before_the_initiative_begins(lots: Initiative) -> None:
    lots.places.update(joined=1995)
    assert {one.joined for one in present(again(lots))} == {WANTED.starts.year if WANTED.starts else None}


def test_what_a_workbook_cannot_change_is_told_with_the_initiatives_name(
    region: Organisation, lots: Initiative
) -> None:
    Initiative.objects.filter(pk=lots.pk).update(ends=None)
    ended = other_than(status="ended")
    with pytest.raises(Unfitting, match=f"{WANTED.title}: Write the day"):
        bring_initiatives(region, actor=None, brought=[ended], parts=("status",))


def test_an_initiative_is_found_by_what_it_serves_and_hopes_once(lots: Initiative) -> None:
    lots.hopes.create(indicator="unga-utanfor", area="1382", by=-1, since=2023, until=2027)
    everything = Initiative.objects.all()
    assert list(hoping(everything, "unga-utanfor")) == [lots]
    assert list(serving(everything, ["alla-unga-med", "unga"])) == [lots]
    assert not serving(everything, ["unga"]).exists()


def test_bringing_twice_changes_nothing(region: Organisation, lots: Initiative) -> None:
    brought = [other_than(owner="En annan"), other_than(title="En ny")]
    first = bring_initiatives(region, actor=None, brought=brought, parts=EVERYTHING)
    assert (len(first.new), [names for *_, names in first.changed]) == (1, [("owner",)])
    logged = Logged.objects.count()
    second = bring_initiatives(region, actor=None, brought=brought, parts=EVERYTHING)
    assert second.is_nothing
    assert len(second.same) == 2
    assert Logged.objects.count() == logged
    assert again(lots).revision == 2


def test_what_a_workbook_says_nothing_of_stays(region: Organisation, lots: Initiative) -> None:
    bare = Described(title="LOTS  till arbete", owner="En annan")
    bring_initiatives(region, actor=None, brought=[bare], parts=("owner",))
    kept = described(again(lots))
    assert (kept.owner, kept.places, kept.status) == ("En annan", WANTED.places, "running")


def test_what_was_changed_since_the_preview_is_not_overwritten(
    region: Organisation, lots: Initiative
) -> None:
    brought = [other_than(owner="Från filen")]
    seen = planned(region, brought=brought, parts=EVERYTHING).revisions
    change_initiative(region, actor=None, initiative=lots, wanted=other_than(owner="I webben"), revision=1)
    with pytest.raises(ChangedMeanwhile):
        bring_initiatives(region, actor=None, brought=brought, parts=EVERYTHING, revisions=seen)
    assert again(lots).owner == "I webben"


def test_one_that_does_not_fit_stops_all(region: Organisation, lots: Initiative) -> None:
    brought = [other_than(title="En ny"), other_than(title="En till", serves=("finns-inte",))]
    with pytest.raises(Unfitting):
        bring_initiatives(region, actor=None, brought=brought, parts=EVERYTHING)
    assert Initiative.objects.filter(organisation=region).count() == 1


def test_a_name_that_two_have_is_refused(region: Organisation, lots: Initiative) -> None:
    add_initiative(region, actor=None, wanted=other_than(owner="En annan"))
    with pytest.raises(SameName, match="Two initiatives are called"):
        planned(region, brought=[WANTED], parts=EVERYTHING)


def test_reading_three_takes_no_more_questions_than_one(region: Organisation, lots: Initiative) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            for row in whole(Initiative.objects.filter(organisation=region)):
                described(row)
                list(row.entries.all())
        return len(context)

    one = asked()
    for name in ("Två", "Tre"):
        add_initiative(region, actor=None, wanted=other_than(title=name))
    assert asked() == one
