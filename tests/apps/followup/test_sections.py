"""What other parts of the year hand to an edition: guarded, approved and masked as what is written there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from laget.apps.accounts.models import Role, User
from laget.apps.evidence.models import Evidence
from laget.apps.followup import actions
from laget.apps.followup.actions.drafts import NotFit, OwnWork
from laget.apps.followup.actions.sections import EmptySection
from laget.apps.followup.models import EditionDraft, Section
from laget.apps.followup.queries import document_of, shown_of
from laget.apps.followup.queries.drafts import (
    draft_at,
    draft_hash,
    edition_of,
    faults_of,
    part_hash,
    parts_of,
)
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.django_db
ADDRESS = "mobilisation:unga"
ELEMENT = "hogre-utbildning"


def hand(draft: EditionDraft, *, actor: User | None = None, year: int = YEAR, text: str = TEXT) -> Section:
    return actions.write_section(
        draft.organisation,
        actor=actor,
        year=year,
        address=ADDRESS,
        kind=Section.Kind.MOBILISATION,
        title="Unga på väg",
        text=text,
    )


def seen(draft: EditionDraft) -> str:
    return draft_hash(draft_at(draft.organisation), parts_of(draft))


@pytest.fixture
def second(draft: EditionDraft) -> User:
    return member(draft.organisation, Role.STRATEGIST, name="Den andra")


def test_a_section_of_the_year_is_in_the_draft_with_the_figures_it_binds(draft: EditionDraft) -> None:
    hand(draft)
    hand(draft, year=YEAR - 1, text="Ett annat år.")
    edition = edition_of(draft, parts_of(draft))
    assert [(one.address, one.text) for one in edition.sections] == [(ADDRESS, TEXT)]
    assert edition.value("eftergymnasial", area="13", period="2022") is not None
    assert not faults_of(edition)


def test_a_section_handed_in_again_takes_the_place_of_the_one_before(draft: EditionDraft) -> None:
    hand(draft, text="Först.")
    hand(draft, text="Sedan.")
    assert [one.text for one in edition_of(draft, parts_of(draft)).sections] == ["Sedan."]


def test_a_section_that_is_taken_back_is_gone(draft: EditionDraft) -> None:
    hand(draft)
    actions.take_section(draft.organisation, actor=None, year=YEAR, address=ADDRESS)
    assert edition_of(draft, parts_of(draft)).sections == ()


def test_an_empty_section_is_refused(draft: EditionDraft) -> None:
    with pytest.raises(EmptySection):
        hand(draft, text=" \n ")
    assert not Section.objects.exists()


def test_the_guard_reads_sections_and_a_fault_there_stops_the_edition(
    draft: EditionDraft, second: User
) -> None:
    hand(draft, text="Andelen är 99,9 procent.")
    assert faults_of(edition_of(draft, parts_of(draft)))[ADDRESS]["text"]
    actions.approve_edition(draft.organisation, actor=second, seen=seen(draft))
    with pytest.raises(NotFit) as refused:
        actions.publish_edition(draft.organisation, actor=None, seen=seen(draft))
    assert "Granskningen hittar 1 fel" in refused.value.said.sv


def test_an_approval_falls_when_a_section_is_changed(draft: EditionDraft, second: User) -> None:
    hand(draft, text="Så gick det.")
    actions.approve_edition(draft.organisation, actor=second, seen=seen(draft))
    hand(draft, text="Så gick det egentligen.")
    with pytest.raises(NotFit):
        actions.publish_edition(draft.organisation, actor=None, seen=seen(draft))


def test_who_handed_in_a_section_does_not_approve_the_edition(draft: EditionDraft, second: User) -> None:
    hand(draft, actor=second, text="Så gick det.")
    with pytest.raises(OwnWork):
        actions.approve_edition(draft.organisation, actor=second, seen=seen(draft))


def test_a_published_section_stays_as_it_was_and_can_be_masked(draft: EditionDraft, second: User) -> None:
    hand(draft, text="Så gick det med hemligheten.")
    actions.approve_edition(draft.organisation, actor=second, seen=seen(draft))
    row = actions.publish_edition(draft.organisation, actor=None, seen=seen(draft))
    hand(draft, text="Något annat.")
    assert [one.text for one in document_of(row).sections] == ["Så gick det med hemligheten."]
    actions.mask_passage(
        draft.organisation,
        actor=None,
        edition=row,
        passage="hemligheten",
        place=ADDRESS,
        paragraph="21 kap. 1 §",
    )
    assert [one.text for one in shown_of(row).sections] == ["Så gick det med [maskerat, OSL 21 kap. 1 §]."]


@pytest.mark.parametrize("is_public", [True, False])
def test_an_appraisal_that_rests_on_closed_evidence_is_not_published(
    draft: EditionDraft, second: User, is_public: bool
) -> None:
    region, today = draft.organisation, timezone.localdate()
    evidence = Evidence.objects.create(
        organisation=region,
        slug="rapport",
        title="En rapport",
        source="Ett lärosäte",
        year=2025,
        says="Något.",
        embargo=today + timedelta(days=1) if is_public else None,
        public=is_public,
    )
    values = {"nearness": "nearer", "appraisal": "Bra.", "sources": ["evidence:rapport"]}
    part = actions.write_part(region, actor=None, element=ELEMENT, values=values, seen=part_hash(None))
    writer = member(region, Role.ANALYST)
    actions.sign_part(region, actor=writer, element=ELEMENT, seen=part.hash)
    actions.approve_edition(region, actor=second, seen=seen(draft))
    with pytest.raises(NotFit) as refused:
        actions.publish_edition(region, actor=None, seen=seen(draft))
    assert "underlag som inte är öppet" in refused.value.said.sv
    assert "En rapport" not in refused.value.said.sv
    Evidence.objects.filter(pk=evidence.pk).update(embargo=today, public=True)
    assert actions.publish_edition(region, actor=None, seen=seen(draft))
