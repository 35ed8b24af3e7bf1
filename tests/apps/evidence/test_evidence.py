"""Evidence is written with quotations, ties and a file; seen by those who may; of two editors one is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.evidence.actions import (
    Gone,
    NoAddress,
    Quoted,
    publish_evidence,
    remove_evidence,
    withdraw_evidence,
    write_evidence,
)
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.queries import (
    about,
    addresses_in,
    by_kind_of_address,
    evidence_seen_by,
    quotations_about,
    with_young_voices,
)
from laget.apps.kept import ChangedMeanwhile
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File
from tests.apps.evidence.conftest import content

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 1)
YOUNG = Quoted(text="Vi vill.", voice="flicka, 14 år", young=True, ties=("element:skolan",))
OLD = Quoted(text="Vi kan.")


def everything(organisation: Organisation) -> Any:
    return Evidence.objects.filter(organisation=organisation)


def test_all_that_is_written_is_kept(halland: Organisation, strategist: User) -> None:
    file = bring_file(halland, actor=strategist, name="svar.txt", data=b"Ja.")
    given = content(
        ties=("element:unga", "element:unga"), quotations=(YOUNG, OLD), file=file, link="https://example.org"
    )
    kept = write_evidence(halland, actor=strategist, content=given)
    kept.refresh_from_db()
    assert (kept.slug, kept.file, kept.public, kept.revision) == ("rapport-2025", file, False, 1)
    assert kept.changed_by == strategist
    assert [tie.address for tie in kept.ties.all()] == ["element:unga"]
    assert [(one.text, one.young) for one in kept.quotations.all()] == [
        ("Vi vill.", True),
        ("Vi kan.", False),
    ]
    assert [tie.address for one in kept.quotations.all() for tie in one.ties.all()] == ["element:skolan"]


def test_a_change_takes_the_place_of_all_that_stood(halland: Organisation) -> None:
    kept = write_evidence(
        halland, actor=None, content=content(ties=("element:unga",), quotations=(YOUNG, OLD))
    )
    changed = write_evidence(
        halland, actor=None, content=content(title="Vattenhjul", quotations=(OLD,)), evidence=kept, revision=1
    )
    assert (changed.pk, changed.slug, changed.title) == (kept.pk, "rapport-2025", "Vattenhjul")
    assert not changed.ties.exists()
    assert [one.text for one in changed.quotations.all()] == ["Vi kan."]


def test_a_second_editor_is_told_and_changes_nothing(halland: Organisation, evidence: Evidence) -> None:
    write_evidence(halland, actor=None, content=content(title="Först"), evidence=evidence, revision=1)
    with pytest.raises(ChangedMeanwhile):
        write_evidence(halland, actor=None, content=content(title="Sedan"), evidence=evidence, revision=1)
    evidence.refresh_from_db()
    assert (evidence.title, evidence.revision) == ("Först", 2)


def test_what_is_removed_meanwhile_is_told(halland: Organisation, evidence: Evidence) -> None:
    remove_evidence(halland, actor=None, evidence=Evidence.objects.get(pk=evidence.pk))
    with pytest.raises(Gone):
        write_evidence(halland, actor=None, content=content(), evidence=evidence, revision=1)


def test_what_is_another_regions_is_not_there(halland: Organisation, evidence: Evidence) -> None:
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    file = bring_file(elsewhere, actor=None, name="svar.txt", data=b"Ja.")
    for act in (publish_evidence, withdraw_evidence, remove_evidence):
        with pytest.raises(Gone):
            act(elsewhere, actor=None, evidence=evidence)
    with pytest.raises(Gone):
        write_evidence(halland, actor=None, content=content(file=file), evidence=evidence)
    assert Evidence.objects.get() == evidence


def test_a_file_that_was_cleared_meanwhile_is_told(halland: Organisation, evidence: Evidence) -> None:
    file = bring_file(halland, actor=None, name="svar.txt", data=b"Ja.")
    File.objects.filter(pk=file.pk).delete()
    with pytest.raises(Gone):
        write_evidence(halland, actor=None, content=content(file=file), evidence=evidence)


def test_what_is_sent_twice_is_made_once(halland: Organisation, strategist: User) -> None:
    first, second = (write_evidence(halland, actor=strategist, content=content()) for _ in range(2))
    assert first == second
    third = write_evidence(halland, actor=strategist, content=content(title="Nytt"))
    assert third != first


@pytest.mark.parametrize("address", ["element", "element:", ":unga", "element: unga", f"element:{'a' * 200}"])
def test_a_tie_is_an_address(halland: Organisation, address: str) -> None:
    for given in (content(ties=(address,)), content(quotations=(Quoted(text="x", ties=(address,)),))):
        with pytest.raises(NoAddress):
            write_evidence(halland, actor=None, content=given)
    assert not Evidence.objects.exists()


def test_an_address_tells_nothing_of_what_is_under_embargo(halland: Organisation) -> None:
    given = content(kind=Evidence.Kind.SURVEY, embargo=date(2099, 1, 1))
    slugs = [write_evidence(halland, actor=None, content=given).slug for _ in range(2)]
    assert slugs == ["enkat-2025", "enkat-2025-2"]


def test_an_embargo_that_comes_later_finds_an_address_that_tells_nothing(halland: Organisation) -> None:
    kept = write_evidence(halland, actor=None, content=content())
    later = content(embargo=date(2099, 1, 1))
    assert write_evidence(halland, actor=None, content=later, evidence=kept).slug == "rapport-2025"


@pytest.mark.parametrize(
    ("public", "embargo", "is_seen"),
    [
        (False, None, False),
        (True, None, True),
        (True, TODAY + timedelta(days=1), False),
        (True, TODAY, True),
        (False, TODAY, False),
    ],
)
def test_everybody_sees_what_is_public_from_its_day(
    halland: Organisation, evidence: Evidence, public: bool, embargo: date | None, is_seen: bool
) -> None:
    Evidence.objects.update(public=public, embargo=embargo)
    seen = evidence_seen_by(halland, viewer=None, today=TODAY)
    assert seen.exists() is is_seen is Evidence.objects.get().is_open(TODAY)


@pytest.mark.parametrize("role", Role)
def test_what_is_kept_back_is_seen_by_some_roles_of_the_region(
    halland: Organisation, evidence: Evidence, role: Role
) -> None:
    user = User.objects.create_user("nagon@example.se")
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    Membership.objects.create(organisation=elsewhere, user=user, role=role)
    assert not evidence_seen_by(halland, viewer=user, today=TODAY).exists()
    Membership.objects.create(organisation=halland, user=user, role=role)
    may_see = role in {Role.ADMINISTRATOR, Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR}
    assert evidence_seen_by(halland, viewer=user, today=TODAY).exists() is may_see


def test_publishing_and_withdrawing_count_as_changes_once(halland: Organisation, evidence: Evidence) -> None:
    for _ in range(2):
        publish_evidence(halland, actor=None, evidence=evidence)
    evidence.refresh_from_db()
    assert (evidence.public, evidence.revision) == (True, 2)
    withdraw_evidence(halland, actor=None, evidence=evidence, revision=2)
    evidence.refresh_from_db()
    assert (evidence.public, evidence.revision) == (False, 3)


def test_what_bears_on_an_address_is_found_by_its_own_tie_or_by_a_quotation(halland: Organisation) -> None:
    own = write_evidence(halland, actor=None, content=content(ties=("element:skolan",), quotations=(OLD,)))
    quoted = write_evidence(
        halland, actor=None, content=content(ties=("target:m-gap",), quotations=(YOUNG, OLD))
    )
    write_evidence(halland, actor=None, content=content(ties=("element:annat",)))
    rows = everything(halland)
    assert set(about(rows, ["element:skolan"])) == {own, quoted}
    # What its evidence bears on a quotation bears on too; another of the same evidence does not.
    assert [one.text for one in quotations_about(rows, ["element:skolan"])] == ["Vi vill.", "Vi kan."]
    assert {one.evidence for one in quotations_about(rows, ["element:skolan"])} == {own, quoted}
    assert [one.text for one in quotations_about(rows, ["target:m-gap"])] == ["Vi vill.", "Vi kan."]
    assert [*with_young_voices(rows)] == [quoted]
    assert by_kind_of_address(rows, "target:") == {"target:m-gap": [quoted]}
    assert addresses_in(rows) == {"element:skolan", "element:annat", "target:m-gap"}
