"""An edition is written part by part, signed, approved by somebody else, and published."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.audit.models import Entry
from laget.apps.followup import actions
from laget.apps.followup.actions.drafts import (
    AlreadyPublished,
    ChangedSince,
    DraftThere,
    NoReason,
    NotFit,
    OwnWork,
)
from laget.apps.followup.actions.parts import ChangedMeanwhile, NoDraft, NoSuchPart, NothingToSign, Unfit
from laget.apps.followup.models import Edition, EditionDraft, Part, Signing
from laget.apps.followup.queries import document_of
from laget.apps.followup.queries.drafts import (
    chapters_of,
    draft_at,
    draft_hash,
    edition_of,
    faults_of,
    part_hash,
    parts_of,
)
from laget.apps.followup.queries.hindrances import hindrances_of
from laget.core.canonical import canonical_bytes
from laget.data.editions import made_again
from laget.data.figures import store_at
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.django_db
ELEMENT = "hogre-utbildning"
JUDGED: dict[str, Any] = {
    "nearness": "nearer",
    "appraisal": "Vi är på rätt väg.",
    "sources": ["indicator:eftergymnasial"],
}


def seen(draft: EditionDraft) -> str:
    return draft_hash(draft_at(draft.organisation), parts_of(draft))


def write(draft: EditionDraft, actor: User | None = None, *, element: str = ELEMENT, **values: Any) -> Part:
    known = parts_of(draft).get(element)
    return actions.write_part(
        draft.organisation, actor=actor, element=element, values=values, seen=part_hash(known)
    )


@pytest.fixture
def strategist(halland: Organisation) -> User:
    return member(halland, Role.STRATEGIST)


@pytest.fixture
def second(halland: Organisation) -> User:
    return member(halland, Role.STRATEGIST, name="Den andra")


@pytest.fixture
def written(draft: EditionDraft, strategist: User) -> EditionDraft:
    """A draft with one part, written and signed by the strategist."""
    write(draft, strategist, element="", text="Så gick det.")
    part = write(draft, strategist, text=TEXT, causes="Fler läser vidare.", **JUDGED)
    actions.sign_part(draft.organisation, actor=strategist, element=ELEMENT, seen=part.hash)
    return draft


def test_what_is_written_signed_and_approved_is_published_and_can_be_made_again(
    written: EditionDraft, strategist: User, second: User
) -> None:
    halland = written.organisation
    actions.approve_edition(halland, actor=second, seen=seen(written))

    row = actions.publish_edition(halland, actor=strategist, seen=seen(written))

    edition = document_of(row)
    assert (row.year, row.number) == (YEAR, 1)
    assert edition.introduction == "Så gick det."
    assert edition.accounts[ELEMENT].appraisal.signed[0].person == strategist.pk
    assert edition.accounts[ELEMENT].appraisal.signed[0].day == timezone.localdate()
    assert not EditionDraft.objects.exists()
    assert canonical_bytes(made_again(edition, store=store_at(settings.STORE))).decode() == row.document


def test_publishing_again_what_was_published_gives_the_same_edition(
    written: EditionDraft, strategist: User, second: User
) -> None:
    halland, content = written.organisation, seen(written)
    actions.approve_edition(halland, actor=second, seen=content)
    first = actions.publish_edition(halland, actor=strategist, seen=content)
    assert actions.publish_edition(halland, actor=strategist, seen=content) == first
    assert Edition.objects.count() == 1


def test_nobody_approves_what_they_have_written_or_signed(
    written: EditionDraft, strategist: User, second: User
) -> None:
    with pytest.raises(OwnWork):
        actions.approve_edition(written.organisation, actor=strategist, seen=seen(written))
    write(written, second, tried="Vi har prövat.")
    with pytest.raises(OwnWork):
        actions.approve_edition(written.organisation, actor=second, seen=seen(written))


def test_an_edition_that_nobody_else_has_approved_is_not_published(
    written: EditionDraft, strategist: User
) -> None:
    with pytest.raises(NotFit) as refused:
        actions.publish_edition(written.organisation, actor=strategist, seen=seen(written))
    assert "Ingen annan har godkänt" in refused.value.said.sv


def test_an_approval_falls_when_something_is_changed(
    written: EditionDraft, strategist: User, second: User
) -> None:
    actions.approve_edition(written.organisation, actor=second, seen=seen(written))
    write(written, strategist, element="", text="Så gick det egentligen.")
    with pytest.raises(NotFit):
        actions.publish_edition(written.organisation, actor=strategist, seen=seen(written))


def test_an_edition_with_a_fault_in_a_text_is_not_published(
    written: EditionDraft, strategist: User, second: User
) -> None:
    write(written, strategist, element="", text="Andelen är 99,9 procent.")
    assert faults_of(edition_of(written, parts_of(written)))[""]["text"]
    actions.approve_edition(written.organisation, actor=second, seen=seen(written))
    with pytest.raises(NotFit) as refused:
        actions.publish_edition(written.organisation, actor=strategist, seen=seen(written))
    assert "Granskningen hittar 1 fel" in refused.value.said.sv


def test_a_signature_falls_when_the_part_is_changed_and_an_unsigned_appraisal_hinders(
    written: EditionDraft, strategist: User
) -> None:
    write(written, strategist, causes="Något annat.")
    parts = parts_of(written)
    assert not parts[ELEMENT].signings.all()
    said = [one.sv for one in hindrances_of(written, parts, edition_of(written, parts))]
    title = "Fler vuxna har läst vidare efter gymnasiet"
    assert f"Samlade bedömningar utan underskrift: {title}. Öppna delen och underteckna." in said


def test_a_part_without_an_appraisal_is_not_signed(draft: EditionDraft, strategist: User) -> None:
    part = write(draft, strategist, text=TEXT)
    with pytest.raises(NothingToSign):
        actions.sign_part(draft.organisation, actor=strategist, element=ELEMENT, seen=part.hash)


def test_what_is_published_is_what_was_read(written: EditionDraft, strategist: User) -> None:
    read = seen(written)
    write(written, strategist, element="", text="Något annat.")
    with pytest.raises(ChangedSince):
        actions.publish_edition(written.organisation, actor=strategist, seen=read)


def test_a_second_writer_of_a_part_is_told_and_nothing_is_overwritten(
    draft: EditionDraft, strategist: User, second: User
) -> None:
    before = part_hash(None)
    actions.write_part(
        draft.organisation, actor=strategist, element=ELEMENT, values={"text": "Den ena."}, seen=before
    )
    with pytest.raises(ChangedMeanwhile) as refused:
        actions.write_part(
            draft.organisation, actor=second, element=ELEMENT, values={"text": "Den andra."}, seen=before
        )
    assert refused.value.now.text == "Den ena."
    assert parts_of(draft)[ELEMENT].text == "Den ena."


def test_a_part_of_no_element_and_a_source_that_is_none_are_refused(draft: EditionDraft) -> None:
    with pytest.raises(NoSuchPart):
        write(draft, element="finns-inte", text="x")
    with pytest.raises(Unfit):
        write(draft, sources=["en rapport"])


def test_a_year_has_one_draft_and_a_published_year_is_corrected(
    written: EditionDraft, strategist: User, second: User
) -> None:
    halland = written.organisation
    with pytest.raises(DraftThere):
        actions.start_edition(halland, actor=strategist, year=2024)
    actions.approve_edition(halland, actor=second, seen=seen(written))
    actions.publish_edition(halland, actor=strategist, seen=seen(written))
    with pytest.raises(AlreadyPublished):
        actions.start_edition(halland, actor=strategist, year=YEAR)


def test_a_correction_is_a_new_number_with_its_reason_and_the_first_stays(
    written: EditionDraft, strategist: User, second: User
) -> None:
    halland = written.organisation
    actions.approve_edition(halland, actor=second, seen=seen(written))
    first = actions.publish_edition(halland, actor=strategist, seen=seen(written))
    with pytest.raises(NoReason):
        actions.start_correction(halland, actor=strategist, edition=first, reason=" ")

    draft = actions.start_correction(halland, actor=strategist, edition=first, reason="Ett ord var fel.")
    assert parts_of(draft)[ELEMENT].text == TEXT
    assert [one.person for one in parts_of(draft)[ELEMENT].signings.all()] == [strategist]
    write(draft, strategist, element="", text="Så gick det, rättat.")
    actions.approve_edition(halland, actor=second, seen=seen(draft))
    row = actions.publish_edition(halland, actor=strategist, seen=seen(draft))

    assert (row.year, row.number, row.reason) == (YEAR, 2, "Ett ord var fel.")
    assert document_of(row).introduction == "Så gick det, rättat."
    assert document_of(row).verdicts == document_of(first).verdicts
    assert document_of(first).introduction == "Så gick det."


def test_whoever_signed_what_was_published_may_approve_what_another_corrects(
    written: EditionDraft, strategist: User, second: User
) -> None:
    """Where two publish and both have signed, nothing could be corrected otherwise."""
    halland = written.organisation
    actions.approve_edition(halland, actor=second, seen=seen(written))
    first = actions.publish_edition(halland, actor=strategist, seen=seen(written))
    draft = actions.start_correction(halland, actor=second, edition=first, reason="Ett ord var fel.")
    Signing.objects.update(at=draft.started_at - timedelta(days=1))  # they come over with their day
    write(draft, second, element="", text="Så gick det, rättat.")
    with pytest.raises(OwnWork):
        actions.approve_edition(halland, actor=second, seen=seen(draft))
    actions.approve_edition(halland, actor=strategist, seen=seen(draft))
    Signing.objects.update(at=draft.started_at + timedelta(minutes=1))  # they sign anew
    with pytest.raises(OwnWork):
        actions.approve_edition(halland, actor=strategist, seen=seen(draft))


def test_counting_anew_keeps_the_texts(written: EditionDraft, strategist: User) -> None:
    actions.count_anew(written.organisation, actor=strategist)
    assert parts_of(written)[ELEMENT].text == TEXT


def test_a_draft_that_is_thrown_away_is_gone(written: EditionDraft, strategist: User) -> None:
    actions.discard_edition(written.organisation, actor=strategist)
    with pytest.raises(NoDraft):
        write(written, strategist, text="x")
    assert not Part.objects.exists()


def test_every_act_is_logged_with_who_did_it(written: EditionDraft, strategist: User, second: User) -> None:
    actions.approve_edition(written.organisation, actor=second, seen=seen(written))
    actions.publish_edition(written.organisation, actor=strategist, seen=seen(written))
    log = [
        (one.action, one.actor_id) for one in Entry.objects.order_by("pk") if one.action != "adopt_strategy"
    ]
    assert log == [
        ("start_edition", None),
        ("write_part", strategist.pk),
        ("write_part", strategist.pk),
        ("sign_part", strategist.pk),
        ("approve_edition", second.pk),
        ("publish_edition", strategist.pk),
    ]


def test_what_the_page_saves_by_itself_is_one_entry_for_a_stretch_of_work(
    draft: EditionDraft, strategist: User
) -> None:
    for text in ("E", "Et", "Ett"):
        known = parts_of(draft).get(ELEMENT)
        actions.write_part(
            draft.organisation,
            actor=strategist,
            element=ELEMENT,
            values={"text": text},
            seen=part_hash(known),
            by_itself=True,
        )
    assert Entry.objects.filter(action="write_part").count() == 1
    assert parts_of(draft)[ELEMENT].text == "Ett"


def test_how_far_each_part_has_come_is_known(written: EditionDraft, strategist: User) -> None:
    parts = parts_of(written)
    edition = edition_of(written, parts)
    found = chapters_of(written, parts, edition, faults=faults_of(edition))
    chapters = {one.element.id: one for one in found}
    assert chapters[ELEMENT].is_written
    assert chapters[ELEMENT].signers == (strategist,)
    assert chapters[ELEMENT].faults == 0
    assert not chapters["arbetsliv"].is_written
