"""Questions, decisions, platforms, outcomes: what is kept, what is refused, who is told, what goes."""

from datetime import UTC, date, datetime

import pytest

from laget.apps.accounts.models import Deletion, Organisation, Retention, User
from laget.apps.audit.models import Entry
from laget.apps.followup.models import Section
from laget.apps.initiatives.actions import add_initiative
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mobilisation.actions import (
    Chair,
    Decision,
    Did,
    Group,
    Question,
    Reason,
    TakenOn,
    Unfit,
    add_mobilisation,
    add_platform,
    change_mobilisation,
    change_platform,
    close_mobilisation,
    decide_mobilisations,
    hand_outcome,
    remove_mobilisation,
    reopen_mobilisation,
    take_outcome,
    write_outcome,
)
from laget.apps.mobilisation.actions.deciding import OtherState
from laget.apps.mobilisation.actions.mobilisations import DecidedAlready, question_of
from laget.apps.mobilisation.actions.platforms import group_of
from laget.apps.mobilisation.jobs import delete_old
from laget.apps.mobilisation.models import Mobilisation, Platform
from laget.apps.mobilisation.queries import (
    answering,
    gathered_around,
    gathered_by_target,
    mobilisations_seen_by,
)
from laget.core.initiatives import Described
from tests.apps.mobilisation.conftest import GAP, proposed, standing
from tests.apps.mobilisation.test_permissions import DECISION

pytestmark = pytest.mark.django_db
VOTE = Reason(kind="vote", on=date(2024, 9, 18), text="Flest röster.")


def test_a_question_is_kept_with_what_speaks_for_it_and_what_answers_it(region: Organisation) -> None:
    add_initiative(region, actor=None, wanted=Described(title="En lots", owner="En kommun", public=True))
    wanted = Question(
        title="Hur?", first_year=2025, last_year=2028, grounds=(GAP, VOTE), answers=("en-lots",)
    )
    row = add_mobilisation(region, actor=None, wanted=wanted)
    assert question_of(row) == wanted
    assert [one.kind for one in row.grounds.all()] == ["gap", "vote"]
    assert [one.title for one in answering(row, viewer=None)] == ["En lots"]


def test_the_same_question_sent_twice_is_made_once(region: Organisation) -> None:
    assert proposed(region).pk == proposed(region).pk
    assert Entry.objects.filter(action="add_mobilisation").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"last_year": 2024},
        {"first_year": 1066},
        {"grounds": (GAP, GAP)},
        {"grounds": (Reason(address="initiative:x"),)},
        {"grounds": (Reason(kind="vote", text="Utan dag."),)},
        {"grounds": (Reason(kind="gap", text="Utan adress.", on=date(2024, 1, 1)),)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_kept_is_refused_with_its_field(
    region: Organisation, wrong: dict[str, object]
) -> None:
    given: dict[str, object] = {"title": "Hur?", "first_year": 2025, "last_year": 2028, **wrong}
    with pytest.raises(Unfit) as refused:
        add_mobilisation(region, actor=None, wanted=Question(**given))  # type: ignore[arg-type]
    assert refused.value.field
    assert not Mobilisation.objects.exists()


def test_words_of_other_addresses_are_no_slug(region: Organisation) -> None:
    assert proposed(region, "Beslut").slug == "beslut-2"
    assert proposed(region, "Plattform").slug == "plattform-2"
    assert standing(region, "Ny").slug == "ny-2"


def test_one_decision_chooses_several_and_declines_others(region: Organisation) -> None:
    rows = [proposed(region, title) for title in ("Ett", "Två", "Tre", "Fyra")]
    one, two, three, four = [(row, row.revision) for row in rows]
    decide_mobilisations(region, actor=None, decision=DECISION, chosen=[one, two, three], declined=[four])
    found = list(Mobilisation.objects.order_by("pk"))
    assert [row.state for row in found] == ["chosen", "chosen", "chosen", "declined"]
    assert {(row.decided_by, row.decided_on, row.paragraph, row.diary) for row in found} == {
        ("Regionfullmäktige", date(2024, 11, 27), "§ 1", "EX 1")
    }
    assert [row.title for row in mobilisations_seen_by(region, viewer=None)] == ["Ett", "Två", "Tre"]


def test_a_decision_that_was_written_wrong_is_written_right(region: Organisation) -> None:
    row = proposed(region)
    decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])
    right = Decision(body="Regionstyrelsen", on=date(2024, 12, 1), paragraph="§ 2", diary="EX 2")
    decide_mobilisations(region, actor=None, decision=right, chosen=[(row, 2)])
    row.refresh_from_db()
    assert (row.decided_by, row.paragraph) == ("Regionstyrelsen", "§ 2")


def test_a_decision_needs_its_paragraph_and_a_question(region: Organisation) -> None:
    row = proposed(region)
    empty = Decision(body="Regionfullmäktige", on=date(2024, 1, 1), paragraph=" ", diary="EX")
    with pytest.raises(Unfit) as refused:
        decide_mobilisations(region, actor=None, decision=empty, chosen=[(row, None)])
    assert refused.value.field == "paragraph"
    with pytest.raises(Unfit):
        decide_mobilisations(region, actor=None, decision=DECISION, chosen=[])


@pytest.mark.parametrize("on", [date(2026, 1, 2), date(9999, 12, 31), date(1, 1, 1)])
def test_a_decision_of_a_day_that_has_not_come_or_of_another_age_is_refused(
    region: Organisation, on: date
) -> None:
    row = proposed(region)
    wanted = Decision(body="Regionstyrelsen", on=on, paragraph="§ 2", diary="EX 2")
    with pytest.raises(Unfit) as refused:
        decide_mobilisations(
            region, actor=None, decision=wanted, chosen=[(row, None)], today=date(2026, 1, 1)
        )
    assert refused.value.field == "on"
    row.refresh_from_db()
    assert not row.public


def test_what_a_decision_chose_is_seen_by_everybody_whatever_is_written_of_it_later(
    region: Organisation,
) -> None:
    row = proposed(region)
    decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])
    wanted = Question(title="En annan titel", first_year=2025, last_year=2028, public=False)
    change_mobilisation(region, actor=None, mobilisation=row, wanted=wanted, revision=None)
    assert [one.title for one in mobilisations_seen_by(region, viewer=None)] == ["En annan titel"]


def test_of_a_decision_on_what_somebody_has_changed_nothing_is_written(region: Organisation) -> None:
    one, two = proposed(region, "Ett"), proposed(region, "Två")
    wanted = Question(title="Två igen", first_year=2025, last_year=2026)
    change_mobilisation(region, actor=None, mobilisation=two, wanted=wanted, revision=1)
    with pytest.raises(ChangedMeanwhile):
        decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(one, 1), (two, 1)])
    assert set(Mobilisation.objects.values_list("state", flat=True)) == {"proposed"}


def test_what_is_chosen_is_closed_and_opened_and_never_removed(region: Organisation) -> None:
    row = proposed(region)
    with pytest.raises(OtherState):
        close_mobilisation(region, actor=None, mobilisation=row, revision=None)
    decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])
    assert gathered_by_target(region, viewer=None) == {"m-unga": [row]}
    with pytest.raises(DecidedAlready):
        remove_mobilisation(region, actor=None, mobilisation=row, revision=None)
    close_mobilisation(region, actor=None, mobilisation=row, revision=None)
    assert gathered_by_target(region, viewer=None) == {}
    assert gathered_around(region, ["target:m-unga"], viewer=None) == [row]
    with pytest.raises(OtherState):
        decide_mobilisations(region, actor=None, decision=DECISION, chosen=[(row, None)])
    reopen_mobilisation(region, actor=None, mobilisation=row, revision=None)
    assert gathered_by_target(region, viewer=None)


def test_a_second_editor_is_told(region: Organisation) -> None:
    row, platform = proposed(region), standing(region)
    wanted = Question(title="Ändrad", first_year=2025, last_year=2026)
    change_mobilisation(region, actor=None, mobilisation=row, wanted=wanted, revision=1)
    with pytest.raises(ChangedMeanwhile):
        change_mobilisation(region, actor=None, mobilisation=row, wanted=wanted, revision=1)
    change_platform(region, actor=None, platform=platform, wanted=Group(title="Ändrad"), revision=1)
    with pytest.raises(ChangedMeanwhile):
        change_platform(region, actor=None, platform=platform, wanted=Group(title="Igen"), revision=1)


def test_a_platform_takes_on_several_and_is_there_when_they_are_gone(region: Organisation) -> None:
    one, two = proposed(region, "Ett"), proposed(region, "Två")
    wanted = Group(
        title="Rådet",
        since=2015,
        seats=(Chair(of="Regionen", role="chair", name="Eva Exempel"),),
        deeds=(Did(year=2025, text="Träffades.", mobilisation="ett"),),
        undertakings=(TakenOn(mobilisation="ett", since=2025), TakenOn(mobilisation="tva", since=2026)),
    )
    row = add_platform(region, actor=None, wanted=wanted)
    assert group_of(row) == wanted
    for each in (one, two):
        remove_mobilisation(region, actor=None, mobilisation=each, revision=None)
    row = Platform.objects.get()
    assert group_of(row).undertakings == ()
    assert group_of(row).deeds == (Did(year=2025, text="Träffades."),)


@pytest.mark.parametrize(
    "taken", [("finns-inte",), ("hur-nar-vi-alla-unga", "hur-nar-vi-alla-unga")], ids=["gone", "twice"]
)
def test_a_platform_takes_on_what_is_there_once(region: Organisation, taken: tuple[str, ...]) -> None:
    proposed(region)
    undertakings = tuple(TakenOn(mobilisation=one, since=2025) for one in taken)
    with pytest.raises(Unfit):
        add_platform(region, actor=None, wanted=Group(title="Rådet", undertakings=undertakings))


def test_an_outcome_is_handed_to_its_year_and_taken_back(region: Organisation) -> None:
    row = proposed(region)
    outcome = write_outcome(region, actor=None, mobilisation=row, year=2025, text="Så gick det.\r\n")
    hand_outcome(region, actor=None, outcome=outcome, revision=1)
    section = Section.objects.get(organisation=region, year=2025)
    assert (section.address, section.title, section.text) == (
        f"mobilisation:{row.slug}",
        row.title,
        "Så gick det.",
    )
    write_outcome(region, actor=None, mobilisation=row, year=2025, text="Så gick det egentligen.", revision=1)
    assert Section.objects.get().text == "Så gick det."
    with pytest.raises(ChangedMeanwhile):
        hand_outcome(region, actor=None, outcome=outcome, revision=1)
    take_outcome(region, actor=None, outcome=outcome)
    assert not Section.objects.exists()
    assert row.outcomes.get().text == "Så gick det egentligen."


def test_of_two_who_write_of_a_year_the_second_is_told(region: Organisation) -> None:
    row = proposed(region)
    write_outcome(region, actor=None, mobilisation=row, year=2025, text="Först.", revision=0)
    for seen in (0, 7):
        with pytest.raises(ChangedMeanwhile):
            write_outcome(region, actor=None, mobilisation=row, year=2025, text="Sen.", revision=seen)
    assert row.outcomes.get().text == "Först."


NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _with_seats(region: Organisation) -> Platform:
    seats = (
        Chair(of="Regionen", role="chair", name="Eva Exempel", title="regionråd", since=2023),
        Chair(of="En kommun", name="Lars Exempel", title="skolchef", since=2017, until=2022),
        Chair(of="Ett bolag", name="Siri Exempel", until=2025),
    )
    return add_platform(region, actor=None, wanted=Group(title="Rådet", seats=seats))


def _decided(region: Organisation) -> None:
    Retention.objects.create(
        organisation=region, what=Retention.What.SEAT, days=365, decision="EX 7", decided=date(2026, 1, 1)
    )


def test_without_a_decision_on_retention_no_name_is_forgotten(region: Organisation) -> None:
    platform = _with_seats(region)
    assert delete_old(NOW) == 0
    assert {seat.name for seat in platform.seats.all()} == {"Eva Exempel", "Lars Exempel", "Siri Exempel"}


def test_the_name_of_who_has_left_goes_by_the_decision_and_the_seat_stays(region: Organisation) -> None:
    platform = _with_seats(region)
    _decided(region)
    assert (delete_old(NOW), delete_old(NOW)) == (1, 0)
    found = [(seat.of, seat.name, seat.title) for seat in platform.seats.all()]
    assert found == [
        ("Regionen", "Eva Exempel", "regionråd"),
        ("En kommun", "", ""),
        ("Ett bolag", "Siri Exempel", ""),
    ]
    assert Deletion.objects.get(organisation=region).count == 1


def test_when_a_platform_has_ended_its_names_go_and_another_regions_stay(region: Organisation) -> None:
    platform = _with_seats(region)
    Platform.objects.filter(pk=platform.pk).update(until=2020)
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    other = _with_seats(elsewhere)
    _decided(region)
    assert delete_old(NOW) == 3
    assert other.seats.exclude(name="").count() == 3


def test_somebody_of_another_region_changes_nothing_here(region: Organisation) -> None:
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    row = proposed(region)
    wanted = Question(title="Min nu", first_year=2025, last_year=2026)
    with pytest.raises(Mobilisation.DoesNotExist):
        change_mobilisation(elsewhere, actor=None, mobilisation=row, wanted=wanted, revision=None)
    assert User.objects.count() == 0
